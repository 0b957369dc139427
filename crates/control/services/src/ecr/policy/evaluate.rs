//! What a resource's policy says of a request: denied, allowed, or nothing.
//!
//! A statement whose condition is about what is not known here does not allow, and does deny: in doubt, the
//! careful reading.
//!
//! Must not know: which resource.

use longshore_planners::images::lifecycle::matches_wildcard;
use serde_json::Value;

const BYTES_MAX: usize = 10 * 1024;
const STATEMENTS_MAX: usize = 100;

/// A request, as a policy sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) principal: &'a str,
    pub(super) account: &'a str,
    pub(super) action: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Deny,
    Allow,
    Nothing,
}

/// A policy that was read.
#[derive(Debug)]
pub(super) struct Document(Vec<Statement>);

#[derive(Debug)]
struct Statement {
    allows: bool,
    principals: Principals,
    actions: Texts,
    conditions: Vec<Condition>,
}

/// Texts that are listed, or all but these.
#[derive(Debug)]
struct Texts {
    listed: Vec<String>,
    not: bool,
}

#[derive(Debug)]
enum Principals {
    Everybody,
    /// Accounts and principals, by number or ARN.
    Aws(Texts),
    /// Services and identities that nobody here is.
    Others,
}

#[derive(Debug)]
struct Condition {
    operator: String,
    key: String,
    values: Vec<String>,
}

impl Document {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.len() > BYTES_MAX {
            return Err(format!("it has more than {BYTES_MAX} bytes"));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
        let statements = match value.get("Statement") {
            Some(Value::Array(list)) if list.len() <= STATEMENTS_MAX => list.iter().collect(),
            Some(one @ Value::Object(_)) => vec![one],
            Some(Value::Array(_)) => {
                return Err(format!("Statement holds more than {STATEMENTS_MAX} statements"));
            }
            _ => return Err("Statement must be a list of statements".to_owned()),
        };
        let read = statements.into_iter().enumerate().map(|(position, statement)| {
            Statement::read(statement).map_err(|wrong| format!("Statement[{position}].{wrong}"))
        });
        Ok(Self(read.collect::<Result<_, _>>()?))
    }

    pub(super) fn says(&self, asked: &Asked<'_>) -> Says {
        let fits = |statement: &&Statement| {
            statement.principals.hold(asked)
                && statement.actions.hold(asked.action, true)
                && statement.conditions_hold(asked)
        };
        let fitting: Vec<&Statement> = self.0.iter().filter(fits).collect();
        match fitting.iter().all(|statement| statement.allows) {
            false => Says::Deny,
            true if fitting.is_empty() => Says::Nothing,
            true => Says::Allow,
        }
    }
}

impl Statement {
    fn read(value: &Value) -> Result<Self, String> {
        let allows = match value.get("Effect").and_then(Value::as_str) {
            Some("Allow") => true,
            Some("Deny") => false,
            _ => return Err("Effect must be Allow or Deny".to_owned()),
        };
        let actions = texts(value, "Action", "NotAction")?.ok_or("Action is missing")?;
        if let Some(odd) = actions.listed.iter().find(|action| *action != "*" && !action.starts_with("ecr:"))
        {
            return Err(format!("Action '{odd}' is not one of ecr"));
        }
        let principals = match (value.get("Principal"), value.get("NotPrincipal")) {
            (Some(principal), None) => Principals::read(principal, false)?,
            (None, Some(principal)) => Principals::read(principal, true)?,
            _ => return Err("Principal is missing".to_owned()),
        };
        Ok(Self { allows, principals, actions, conditions: conditions(value.get("Condition"))? })
    }

    fn conditions_hold(&self, asked: &Asked<'_>) -> bool {
        self.conditions.iter().all(|condition| condition.holds(asked).unwrap_or(!self.allows))
    }
}

impl Principals {
    fn read(value: &Value, not: bool) -> Result<Self, String> {
        match value {
            Value::String(all) if all == "*" && !not => Ok(Self::Everybody),
            Value::Object(kinds) => match kinds.get("AWS") {
                Some(given) => {
                    let listed = list(given).ok_or("Principal.AWS must be texts")?;
                    Ok(Self::Aws(Texts { listed, not }))
                }
                None if kinds.is_empty() => Err("Principal names nobody".to_owned()),
                None => Ok(Self::Others),
            },
            _ => Err("Principal must be \"*\" or an object such as {\"AWS\": \"…\"}".to_owned()),
        }
    }

    fn hold(&self, asked: &Asked<'_>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Others => false,
            Self::Aws(texts) => {
                let root = format!("arn:aws:iam::{}:root", asked.account);
                let is = |listed: &String| {
                    listed == "*" || *listed == asked.account || *listed == root || listed == asked.principal
                };
                texts.listed.iter().any(is) != texts.not
            }
        }
    }
}

impl Texts {
    fn hold(&self, text: &str, ignoring_case: bool) -> bool {
        let text = if ignoring_case { text.to_ascii_lowercase() } else { text.to_owned() };
        let fits = |pattern: &String| {
            let pattern = if ignoring_case { pattern.to_ascii_lowercase() } else { pattern.clone() };
            matches_wildcard(&pattern, &text)
        };
        self.listed.iter().any(fits) != self.not
    }
}

impl Condition {
    /// None where it is about what is not known here.
    fn holds(&self, asked: &Asked<'_>) -> Option<bool> {
        let known = match self.key.to_ascii_lowercase().as_str() {
            "aws:principalarn" => asked.principal,
            "aws:principalaccount" => asked.account,
            _ => return None,
        };
        let any = |fits: &dyn Fn(&str) -> bool| self.values.iter().any(|value| fits(value));
        match self.operator.as_str() {
            "StringEquals" | "ArnEquals" => Some(any(&|value| value == known)),
            "StringNotEquals" | "ArnNotEquals" => Some(!any(&|value| value == known)),
            "StringLike" | "ArnLike" => Some(any(&|value| matches_wildcard(value, known))),
            "StringNotLike" | "ArnNotLike" => Some(!any(&|value| matches_wildcard(value, known))),
            _ => None,
        }
    }
}

fn texts(value: &Value, member: &str, not_member: &str) -> Result<Option<Texts>, String> {
    let (given, not) = match (value.get(member), value.get(not_member)) {
        (Some(given), None) => (given, false),
        (None, Some(given)) => (given, true),
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(format!("{member} and {not_member} exclude each other")),
    };
    let listed = list(given).filter(|listed| !listed.is_empty());
    Ok(Some(Texts { listed: listed.ok_or_else(|| format!("{member} must be texts"))?, not }))
}

fn list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

fn conditions(value: Option<&Value>) -> Result<Vec<Condition>, String> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let operators = value.as_object().ok_or("Condition must be an object")?;
    let mut conditions = Vec::new();
    for (operator, keys) in operators {
        let keys = keys.as_object().ok_or_else(|| format!("Condition.{operator} must be an object"))?;
        for (key, values) in keys {
            let values = list(values).ok_or_else(|| format!("Condition.{operator}.{key} must be texts"))?;
            conditions.push(Condition { operator: operator.clone(), key: key.clone(), values });
        }
    }
    Ok(conditions)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ROLE: &str = "arn:aws:iam::000000000007:role/puller";

    fn says(statement: Value) -> Says {
        let document =
            Document::read(&json!({"Version": "2012-10-17", "Statement": [statement]}).to_string());
        let asked = Asked { principal: ROLE, account: "000000000007", action: "ecr:BatchGetImage" };
        document.unwrap().says(&asked)
    }

    fn statement(principal: Value, action: Value) -> Value {
        json!({"Effect": "Allow", "Principal": principal, "Action": action})
    }

    #[test]
    fn who_and_what() {
        for (principal, action, expected) in [
            (json!("*"), json!("ecr:BatchGetImage"), Says::Allow),
            (json!({"AWS": "000000000007"}), json!(["ecr:PutImage", "ecr:Batch*"]), Says::Allow),
            (json!({"AWS": "arn:aws:iam::000000000007:root"}), json!("ecr:*"), Says::Allow),
            (json!({"AWS": [ROLE, "000000000008"]}), json!("*"), Says::Allow),
            (json!({"AWS": "000000000008"}), json!("ecr:*"), Says::Nothing),
            (json!({"Service": "lambda.amazonaws.com"}), json!("ecr:*"), Says::Nothing),
            (json!("*"), json!("ecr:PutImage"), Says::Nothing),
            (json!("*"), json!("ecr:batchgetimage"), Says::Allow),
        ] {
            assert_eq!(says(statement(principal.clone(), action.clone())), expected, "{principal} {action}");
        }
        assert_eq!(says(json!({"Effect": "Deny", "Principal": "*", "NotAction": "ecr:Put*"})), Says::Deny);
    }

    #[test]
    fn a_deny_is_stronger_than_an_allow() {
        let deny = json!({"Effect": "Deny", "Principal": {"AWS": ROLE}, "Action": "ecr:*"});
        let both = json!({"Statement": [statement(json!("*"), json!("ecr:*")), deny]}).to_string();
        let asked = Asked { principal: ROLE, account: "000000000007", action: "ecr:PutImage" };
        assert_eq!(Document::read(&both).unwrap().says(&asked), Says::Deny);
    }

    #[test]
    fn a_condition_that_cannot_be_judged_is_read_with_care() {
        let with = |effect: &str, condition: Value| {
            says(json!({"Effect": effect, "Principal": "*", "Action": "ecr:*", "Condition": condition}))
        };
        assert_eq!(with("Allow", json!({"StringLike": {"aws:PrincipalArn": "*role/pull*"}})), Says::Allow);
        assert_eq!(with("Allow", json!({"StringEquals": {"aws:PrincipalAccount": "1"}})), Says::Nothing);
        assert_eq!(with("Allow", json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})), Says::Nothing);
        assert_eq!(with("Deny", json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})), Says::Deny);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (policy, place) in [
            (json!({}), "Statement"),
            (json!({"Statement": [{"Effect": "Maybe"}]}), "Statement[0].Effect"),
            (json!({"Statement": [{"Effect": "Allow", "Principal": "*"}]}), "Action"),
            (json!({"Statement": [{"Effect": "Allow", "Action": "ecr:*"}]}), "Principal"),
            (json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get"}]}), "s3:Get"),
            (
                json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Condition": 1}]}),
                "Condition",
            ),
        ] {
            let wrong = Document::read(&policy.to_string()).unwrap_err();
            assert!(wrong.contains(place), "{place}: {wrong}");
        }
    }
}
