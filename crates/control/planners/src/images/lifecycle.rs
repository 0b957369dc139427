//! Lifecycle policies: reading one, and which images it ends.
//!
//! All rules are judged over all images, in the order of their priority; an image belongs to the first rule that selects
//! it, whether that ends it or not, and to no other. An image that an index lists stays while the index does.
//!
//! Must not know: where a policy is kept, or what ending an image takes.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use longshore_shapes::Timestamp;
use serde_json::Value;

pub const RULES_MAX: usize = 50;
const TEXT_BYTES_MAX: usize = 30_720;
const PATTERNS_MAX: usize = 32;
const DAY_SECS: i64 = 24 * 60 * 60;

/// A policy that was read and is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// By priority, the lowest number first.
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    priority: i64,
    selection: Selection,
    limit: Limit,
    action: Action,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Selection {
    Any,
    Untagged,
    /// Images that have, for each of these, a tag that begins so.
    Prefixes(Vec<String>),
    /// The same, with `*` for any characters.
    Patterns(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    MoreThan(usize),
    PushedDaysAgo(i64),
    PulledDaysAgo(i64),
    ArchivedDaysAgo(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Expire,
    Archive,
}

/// An image, as a policy sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub digest: String,
    pub tags: Vec<String>,
    pub pushed_at: Timestamp,
    pub pulled_at: Option<Timestamp>,
    pub archived_at: Option<Timestamp>,
    /// An index names it.
    pub listed: bool,
}

/// What a policy says of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub digest: String,
    pub tags: Vec<String>,
    pub pushed_at: Timestamp,
    pub action: Action,
    /// The priority of the rule that says so.
    pub priority: i64,
}

impl Policy {
    /// Reads a policy; what is wrong with it, in words that name the place.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(format!("the policy has more than {TEXT_BYTES_MAX} bytes"));
        }
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("the policy is not JSON: {error}"))?;
        let rules = value.get("rules").and_then(Value::as_array).ok_or("rules must be a list")?;
        if rules.is_empty() || rules.len() > RULES_MAX {
            return Err(format!("rules must hold 1 to {RULES_MAX} rules, not {}", rules.len()));
        }
        let numbered = rules.iter().enumerate();
        let mut rules = numbered
            .map(|(position, rule)| self::rule(rule).map_err(|wrong| format!("rules[{position}].{wrong}")))
            .collect::<Result<Vec<_>, _>>()?;
        rules.sort_by_key(|rule| rule.priority);
        together(&rules)?;
        Ok(Self { rules })
    }

    /// What the policy ends at `now`, in the order of digests.
    pub fn judge(&self, images: &[Candidate], now: Timestamp) -> Vec<Verdict> {
        let mut left: Vec<&Candidate> = images.iter().collect();
        let mut verdicts = Vec::new();
        for rule in &self.rules {
            let (chosen, others) = left.into_iter().partition(|image| rule.selects(image));
            left = others;
            verdicts.extend(rule.judge(chosen, now));
        }
        verdicts.sort_by(|left, right| left.digest.cmp(&right.digest));
        verdicts
    }
}

impl Rule {
    fn selects(&self, image: &Candidate) -> bool {
        let about_archived = matches!(self.limit, Limit::ArchivedDaysAgo(_));
        if about_archived != image.archived_at.is_some() {
            return false;
        }
        let each = |wanted: &[String], fits: fn(&str, &str) -> bool| {
            wanted.iter().all(|wanted| image.tags.iter().any(|tag| fits(wanted, tag)))
        };
        match &self.selection {
            Selection::Any => true,
            Selection::Untagged => image.tags.is_empty(),
            Selection::Prefixes(prefixes) => each(prefixes, |prefix, tag| tag.starts_with(prefix)),
            Selection::Patterns(patterns) => each(patterns, matches_wildcard),
        }
    }

    fn judge(&self, mut chosen: Vec<&Candidate>, now: Timestamp) -> Vec<Verdict> {
        chosen.sort_by_key(|image| (Reverse(image.pushed_at), image.digest.clone()));
        let kept = if let Limit::MoreThan(count) = self.limit { count } else { 0 };
        let due = chosen.into_iter().skip(kept).filter(|image| !image.listed && self.is_due(image, now));
        due.map(|image| Verdict {
            digest: image.digest.clone(),
            tags: image.tags.clone(),
            pushed_at: image.pushed_at,
            action: self.action,
            priority: self.priority,
        })
        .collect()
    }

    fn is_due(&self, image: &Candidate, now: Timestamp) -> bool {
        let older =
            |at: Timestamp, days: i64| now.secs().saturating_sub(at.secs()) >= days.saturating_mul(DAY_SECS);
        match self.limit {
            Limit::MoreThan(_) => true,
            Limit::PushedDaysAgo(days) => older(image.pushed_at, days),
            Limit::PulledDaysAgo(days) => older(image.pulled_at.unwrap_or(image.pushed_at), days),
            Limit::ArchivedDaysAgo(days) => image.archived_at.is_some_and(|at| older(at, days)),
        }
    }
}

fn rule(value: &Value) -> Result<Rule, String> {
    let priority = value.get("rulePriority").and_then(Value::as_i64).filter(|priority| *priority >= 1);
    let priority = priority.ok_or("rulePriority must be a number from 1 on")?;
    let chosen = value.get("selection").ok_or("selection is missing")?;
    let action = value.get("action").ok_or("action is missing")?;
    Ok(Rule {
        priority,
        selection: selection(chosen).map_err(|wrong| format!("selection.{wrong}"))?,
        limit: limit(chosen).map_err(|wrong| format!("selection.{wrong}"))?,
        action: self::action(action).map_err(|wrong| format!("action.{wrong}"))?,
    })
}

fn selection(value: &Value) -> Result<Selection, String> {
    let prefixes = texts(value, "tagPrefixList")?;
    let patterns = texts(value, "tagPatternList")?;
    match (value.get("tagStatus").and_then(Value::as_str), prefixes.is_empty(), patterns.is_empty()) {
        (Some("any"), true, true) => Ok(Selection::Any),
        (Some("untagged"), true, true) => Ok(Selection::Untagged),
        (Some("tagged"), false, true) => Ok(Selection::Prefixes(prefixes)),
        (Some("tagged"), true, false) => Ok(Selection::Patterns(patterns)),
        (Some("tagged"), ..) => {
            Err("tagStatus tagged needs one of tagPrefixList and tagPatternList".to_owned())
        }
        (Some("any" | "untagged"), ..) => {
            Err("tagPrefixList and tagPatternList go with tagStatus tagged alone".to_owned())
        }
        _ => Err("tagStatus must be tagged, untagged or any".to_owned()),
    }
}

fn texts(value: &Value, member: &str) -> Result<Vec<String>, String> {
    let Some(list) = value.get(member) else { return Ok(Vec::new()) };
    let list = list.as_array().filter(|list| list.len() <= PATTERNS_MAX);
    let list = list.ok_or_else(|| format!("{member} must be a list of at most {PATTERNS_MAX} texts"))?;
    let text = |item: &Value| item.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    list.iter().map(text).collect::<Option<_>>().ok_or_else(|| format!("{member} must hold texts"))
}

fn limit(value: &Value) -> Result<Limit, String> {
    let number = value.get("countNumber").and_then(Value::as_i64).filter(|number| *number >= 1);
    let number = number.ok_or("countNumber must be a number from 1 on")?;
    let days = || match value.get("countUnit").and_then(Value::as_str) {
        Some("days") => Ok(number),
        _ => Err("countUnit must be days with a countType of since…".to_owned()),
    };
    match value.get("countType").and_then(Value::as_str) {
        Some("imageCountMoreThan") if value.get("countUnit").is_some() => {
            Err("countUnit does not go with imageCountMoreThan".to_owned())
        }
        Some("imageCountMoreThan") => Ok(Limit::MoreThan(usize::try_from(number).unwrap_or(usize::MAX))),
        Some("sinceImagePushed") => days().map(Limit::PushedDaysAgo),
        Some("sinceImagePulled") => days().map(Limit::PulledDaysAgo),
        Some("sinceImageTransitioned") => days().map(Limit::ArchivedDaysAgo),
        _ => Err("countType must be imageCountMoreThan, sinceImagePushed, sinceImagePulled or sinceImageTransitioned"
            .to_owned()),
    }
}

fn action(value: &Value) -> Result<Action, String> {
    match value.get("type").and_then(Value::as_str) {
        Some("expire") => Ok(Action::Expire),
        Some("transition") => match value.get("targetStorageClass").and_then(Value::as_str) {
            Some("archive") => Ok(Action::Archive),
            _ => Err("targetStorageClass must be archive".to_owned()),
        },
        _ => Err("type must be expire or transition".to_owned()),
    }
}

/// What rules must be to each other.
fn together(rules: &[Rule]) -> Result<(), String> {
    let priorities: BTreeSet<i64> = rules.iter().map(|rule| rule.priority).collect();
    if priorities.len() < rules.len() {
        return Err("two rules have the same rulePriority".to_owned());
    }
    let of_any =
        |rule: &&Rule| rule.selection == Selection::Any && !matches!(rule.limit, Limit::ArchivedDaysAgo(_));
    let last = rules.iter().rev().find(|rule| !matches!(rule.limit, Limit::ArchivedDaysAgo(_)));
    if rules.iter().filter(of_any).any(|rule| last.is_some_and(|last| last.priority != rule.priority)) {
        return Err(
            "a rule with tagStatus any must have the highest rulePriority, since it selects all that is left"
                .to_owned(),
        );
    }
    Ok(())
}

/// Whether text is what a pattern says, where `*` stands for any characters.
pub fn matches_wildcard(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, behind)) if !part.is_empty() => rest = behind,
            Some(_) => {}
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 100 * DAY_SECS;

    fn image(digest: &str, tags: &[&str], days_old: i64) -> Candidate {
        Candidate {
            digest: digest.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            pushed_at: Timestamp::from_secs(NOW - days_old * DAY_SECS),
            pulled_at: None,
            archived_at: None,
            listed: false,
        }
    }

    fn policy(rules: &[Value]) -> Result<Policy, String> {
        Policy::read(&serde_json::json!({ "rules": rules }).to_string())
    }

    fn expire(priority: i64, selection: Value) -> Value {
        serde_json::json!({"rulePriority": priority, "selection": selection, "action": {"type": "expire"}})
    }

    fn ended(rules: &[Value], images: &[Candidate]) -> Vec<String> {
        let verdicts = policy(rules).unwrap().judge(images, Timestamp::from_secs(NOW));
        verdicts.into_iter().map(|verdict| verdict.digest).collect()
    }

    #[test]
    fn the_oldest_beyond_a_count_end() {
        let rule = expire(
            1,
            serde_json::json!({"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 2}),
        );
        let images = [image("a", &["x"], 1), image("b", &[], 3), image("c", &["y"], 2), image("d", &[], 9)];
        assert_eq!(ended(&[rule], &images), ["b", "d"]);
    }

    #[test]
    fn untagged_ones_end_after_days() {
        let selection = serde_json::json!(
            {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14});
        let images = [image("a", &[], 13), image("b", &[], 14), image("c", &["x"], 90)];
        assert_eq!(ended(&[expire(1, selection)], &images), ["b"]);
    }

    #[test]
    fn an_image_belongs_to_the_first_rule_that_selects_it() {
        let keep = expire(
            1,
            serde_json::json!(
            {"tagStatus": "tagged", "tagPrefixList": ["prod"], "countType": "imageCountMoreThan", "countNumber": 1}),
        );
        let rest = expire(
            2,
            serde_json::json!(
            {"tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 1}),
        );
        let images = [image("a", &["prod-2"], 5), image("b", &["prod-1"], 6), image("c", &["dev"], 7)];
        assert_eq!(ended(&[rest, keep], &images), ["b", "c"]);
    }

    #[test]
    fn every_prefix_or_pattern_needs_a_tag() {
        let rule = |member: &str, list: Value| {
            let mut selection = serde_json::json!({"tagStatus": "tagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 1});
            selection[member] = list;
            expire(1, selection)
        };
        let images = [image("a", &["alpha-1"], 2), image("b", &["alpha-1", "beta-1"], 2)];
        assert_eq!(ended(&[rule("tagPrefixList", serde_json::json!(["alpha", "beta"]))], &images), ["b"]);
        assert_eq!(ended(&[rule("tagPatternList", serde_json::json!(["*-1"]))], &images), ["a", "b"]);
    }

    #[test]
    fn what_an_index_lists_stays() {
        let rule = expire(
            1,
            serde_json::json!({"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}),
        );
        let images = [image("a", &["x"], 1), Candidate { listed: true, ..image("b", &[], 3) }];
        assert_eq!(ended(&[rule], &images), Vec::<String>::new());
    }

    #[test]
    fn archived_ones_belong_to_rules_about_archived_ones_alone() {
        let days = |count_type: &str, days: i64| serde_json::json!({"tagStatus": "any", "countType": count_type, "countUnit": "days", "countNumber": days});
        let archive = serde_json::json!({"rulePriority": 1, "selection": days("sinceImagePulled", 5),
            "action": {"type": "transition", "targetStorageClass": "archive"}});
        let archived =
            Candidate { archived_at: Some(Timestamp::from_secs(NOW - 3 * DAY_SECS)), ..image("b", &[], 50) };
        let images = [image("a", &["x"], 6), archived];
        let verdicts = policy(&[archive, expire(2, days("sinceImageTransitioned", 3))])
            .unwrap()
            .judge(&images, Timestamp::from_secs(NOW));
        let shown: Vec<_> = verdicts.iter().map(|v| (v.digest.as_str(), v.action)).collect();
        assert_eq!(shown, [("a", Action::Archive), ("b", Action::Expire)]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let good =
            || serde_json::json!({"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1});
        let broken = |member: &str, value: Value| {
            let mut selection = good();
            selection[member] = value;
            policy(&[expire(1, selection)]).unwrap_err()
        };
        assert!(broken("tagStatus", "some".into()).contains("rules[0].selection.tagStatus"));
        assert!(broken("countNumber", 0.into()).contains("countNumber"));
        assert!(broken("countType", "age".into()).contains("countType"));
        assert!(broken("countUnit", "days".into()).contains("countUnit"));
        assert!(broken("tagPrefixList", serde_json::json!(["a"])).contains("tagPrefixList"));
        assert!(policy(&[expire(1, good()), expire(1, good())]).unwrap_err().contains("rulePriority"));
        let first = expire(1, good());
        let second = expire(
            2,
            serde_json::json!({"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1}),
        );
        assert!(policy(&[first, second]).unwrap_err().contains("highest rulePriority"));
        assert!(Policy::read("{").is_err() && Policy::read("{}").is_err() && policy(&[]).is_err());
    }

    #[test]
    fn a_wildcard_stands_for_any_characters() {
        for (pattern, text, matches) in [
            ("latest", "latest", true),
            ("latest", "latest2", false),
            ("dev-*", "dev-", true),
            ("dev-*", "prod-1", false),
            ("*-rc*", "1.0-rc1", true),
            ("*-rc*", "1.0", false),
            ("*", "anything", true),
            ("a*a", "a", false),
            ("a*b*c", "abcbc", true),
            ("**", "x", true),
        ] {
            assert_eq!(matches_wildcard(pattern, text), matches, "{pattern} {text}");
        }
    }
}
