//! Amazon resource names: six parts between colons, the last of which may hold more of them.
//!
//! Must not know: which resources there are.

use std::fmt::{self, Write};

use longshore_world::Scope;

/// The one partition there is.
pub const PARTITION: &str = "aws";
const PREFIX: &str = "arn:";
const ARN_LENGTH_USUAL: usize = 96;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub service: &'a str,
    pub region: &'a str,
    pub account: &'a str,
    /// `cluster/default`, `task-definition/web:3`.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    pub fn looks_like(text: &str) -> bool {
        text.starts_with(PREFIX)
    }

    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.strip_prefix(PREFIX)?.splitn(5, ':');
        let mut next = || parts.next();
        let arn = Self {
            partition: next()?,
            service: next()?,
            region: next()?,
            account: next()?,
            resource: next()?,
        };
        (!arn.resource.is_empty()).then_some(arn)
    }

    /// The part of the resource before its first slash, and what follows.
    pub fn resource_type(&self) -> (&'a str, &'a str) {
        self.resource.split_once('/').unwrap_or((self.resource, ""))
    }

    /// Whether it lies in that account and region.
    pub fn is_in(&self, scope: Scope) -> bool {
        self.account == scope.account.to_string() && self.region == scope.region.as_str()
    }
}

impl fmt::Display for Arn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { partition, service, region, account, resource } = self;
        write!(f, "{PREFIX}{partition}:{service}:{region}:{account}:{resource}")
    }
}

/// The ARN of a resource of a service.
pub fn arn(service: &str, scope: Scope, resource: impl fmt::Display) -> String {
    // Lists are made of these: one allocation each, and as little formatting as can be.
    let mut arn = String::with_capacity(ARN_LENGTH_USUAL);
    for part in [PREFIX, PARTITION, ":", service, ":", scope.region.as_str(), ":"] {
        arn.push_str(part);
    }
    // Writing to a String cannot fail.
    let _ = write!(arn, "{}:{resource}", scope.account);
    arn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_read_and_written() {
        let text = "arn:aws:ecs:us-east-1:000000000000:task-definition/web:3";
        let arn = Arn::parse(text).unwrap();
        assert_eq!((arn.service, arn.resource), ("ecs", "task-definition/web:3"));
        assert_eq!(arn.resource_type(), ("task-definition", "web:3"));
        assert_eq!(arn.to_string(), text);
    }

    #[test]
    fn what_is_no_arn() {
        for bad in ["", "web", "arn:", "arn:aws:ecs:us-east-1:1", "arn:aws:ecs:us-east-1:1:"] {
            assert_eq!(Arn::parse(bad), None, "{bad}");
        }
    }
}
