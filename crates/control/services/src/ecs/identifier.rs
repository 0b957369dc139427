//! How requests name ECS resources: by a short name, or by an ARN of the caller's account and region.
//!
//! Must not know: whether what is named is there.

use longshore_shapes::ApiError;
use longshore_world::Scope;

use super::problems::{foreign, invalid};
use crate::arn::Arn;

/// A resource as a request names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given<'a> {
    Name(&'a str),
    /// What stands behind the type in an ARN, `my-cluster/0123abcd`.
    Arn(&'a str),
}

impl<'a> Given<'a> {
    /// What was given, for resources whose ARN holds just their name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Name(name) | Self::Arn(name) => name,
        }
    }
}

/// Reads a name or an ARN of that resource type; refuses ARNs of other types, accounts and regions.
pub fn given<'a>(scope: Scope, resource_type: &str, text: &'a str) -> Result<Given<'a>, ApiError> {
    if !Arn::looks_like(text) {
        return Ok(Given::Name(text));
    }
    let arn = Arn::parse(text).filter(|arn| arn.service == super::SERVICE);
    let of_type = arn.and_then(|arn| match arn.resource_type() {
        (found, rest) if found == resource_type && !rest.is_empty() => Some((arn, rest)),
        _ => None,
    });
    let Some((arn, rest)) = of_type else {
        let noun = resource_type.replace('-', " ");
        return Err(invalid(format!("Invalid identifier: '{text}' is not the ARN of a {noun}.")));
    };
    if arn.account != scope.account.to_string() {
        return Err(foreign(arn.account, &scope.account.to_string()));
    }
    if arn.region != scope.region.as_str() {
        return Err(invalid(format!("Identifier is for {}. Your region is {}", arn.region, scope.region)));
    }
    Ok(Given::Arn(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_world::{Account, Region};

    #[test]
    fn names_and_arns_of_the_callers_own_are_taken_and_others_refused() {
        let scope = Scope { account: Account::from_number(1), region: Region::parse("eu-west-1").unwrap() };
        let arn = "arn:aws:ecs:eu-west-1:000000000001:service/web/api";
        assert_eq!(given(scope, "service", "api").unwrap(), Given::Name("api"));
        assert_eq!(given(scope, "service", arn).unwrap(), Given::Arn("web/api"));
        let refused = [
            (
                arn.replace("000000000001", "000000000002"),
                "Identifier is for 000000000002. Your accountId is 000000000001",
            ),
            (arn.replace("eu-west-1", "eu-west-2"), "Identifier is for eu-west-2. Your region is eu-west-1"),
        ];
        for (arn, message) in refused {
            assert_eq!(given(scope, "service", &arn).unwrap_err().message, message);
        }
        for bad in ["arn:", "arn:aws:s3:::bucket", "arn:aws:ecs:eu-west-1:000000000001:cluster/web"] {
            let message = given(scope, "task-set", bad).unwrap_err().message;
            assert_eq!(message, format!("Invalid identifier: '{bad}' is not the ARN of a task set."));
        }
    }
}
