//! What a log driver may say about the container whose lines it carries, and the templates that name it.
//!
//! Must not know: any driver.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::options::{LogError, Options};

const SHORT_ID_CHARS: usize = 12;
const TAG_BYTES_MAX: usize = 1024;

/// The options by which labels and environment variables are chosen to go along.
pub(super) const ATTRIBUTE_OPTIONS: [&str; 5] = ["labels", "labels-regex", "env", "env-regex", "tag"];

/// A container as its logs know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFacts {
    /// The runtime's id and name.
    pub container_id: String,
    pub container_name: String,
    /// The container's name in its definition, and the last part of its task's ARN.
    pub container: String,
    pub task_id: String,
    pub image_id: String,
    pub image_name: String,
    pub command: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    pub labels: BTreeMap<String, String>,
    pub environment: Vec<(String, String)>,
    pub hostname: String,
}

impl LogFacts {
    pub(super) fn short_id(&self) -> &str {
        shortened(&self.container_id)
    }

    /// What the option `tag` makes, or the short id.
    pub(super) fn tag(&self, options: &Options<'_>) -> Result<String, LogError> {
        match options.get("tag") {
            Some(template) => self.expand(template),
            None => Ok(self.short_id().to_owned()),
        }
    }

    /// Fills in `{{.Name}}` and its like.
    pub(super) fn expand(&self, template: &str) -> Result<String, LogError> {
        let refused = |what: &str| LogError(format!("log tag template '{template}': {what}"));
        let mut made = String::new();
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once("{{") {
            let (action, behind) = behind.split_once("}}").ok_or_else(|| refused("'{{' without '}}'"))?;
            made.push_str(before);
            let action = action.trim();
            made.push_str(&self.field(action).ok_or_else(|| refused(&format!("no field '{action}'")))?);
            rest = behind;
        }
        made.push_str(rest);
        if made.len() > TAG_BYTES_MAX { Err(refused("too long")) } else { Ok(made) }
    }

    fn field(&self, action: &str) -> Option<String> {
        if let Some(key) = action.strip_prefix("index .ContainerLabels ") {
            let key = key.trim().strip_prefix('"')?.strip_suffix('"')?;
            return Some(self.labels.get(key).cloned().unwrap_or_default());
        }
        let image_id = self.image_id.strip_prefix("sha256:").unwrap_or(&self.image_id);
        let text = match action {
            ".ID" => self.short_id(),
            ".FullID" | ".ContainerID" => &self.container_id,
            ".Name" => &self.container_name,
            ".ContainerName" => return Some(format!("/{}", self.container_name)),
            ".ImageID" => shortened(image_id),
            ".ImageFullID" | ".ContainerImageID" => &self.image_id,
            ".ImageName" | ".ContainerImageName" => &self.image_name,
            ".Command" => &self.command,
            ".Hostname" => &self.hostname,
            ".DaemonName" => "docker",
            _ => return None,
        };
        Some(text.to_owned())
    }

    /// The labels and variables that the options choose, in that order.
    pub(super) fn attributes(&self, options: &Options<'_>) -> Result<BTreeMap<String, String>, LogError> {
        let mut chosen = BTreeMap::new();
        let labels = self.labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let variables = self.environment.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        choose(&mut chosen, labels, options.get("labels"), expression(options, "labels-regex")?);
        choose(&mut chosen, variables, options.get("env"), expression(options, "env-regex")?);
        Ok(chosen)
    }
}

fn expression(options: &Options<'_>, name: &str) -> Result<Option<Regex>, LogError> {
    let compile = |text: &str| Regex::new(text).map_err(|_| options.invalid(name, text));
    options.get(name).map(compile).transpose()
}

fn choose<'a>(
    chosen: &mut BTreeMap<String, String>,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
    names: Option<&str>,
    expression: Option<Regex>,
) {
    let names: Vec<&str> = names.unwrap_or_default().split(',').filter(|name| !name.is_empty()).collect();
    for (key, value) in pairs {
        if names.contains(&key) || expression.as_ref().is_some_and(|one| one.is_match(key)) {
            chosen.insert(key.to_owned(), value.to_owned());
        }
    }
}

fn shortened(id: &str) -> &str {
    id.get(..SHORT_ID_CHARS).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_attributes() {
        let facts = LogFacts {
            container_id: "0123456789abcdef".to_owned(),
            container_name: "ecs-web".to_owned(),
            image_id: "sha256:fedcba9876543210".to_owned(),
            labels: [("team".to_owned(), "red".to_owned()), ("x.y".to_owned(), "1".to_owned())].into(),
            environment: vec![("A".to_owned(), "b".to_owned()), ("SECRET".to_owned(), "no".to_owned())],
            ..LogFacts::default()
        };
        for (template, expected) in [
            ("{{.ID}}", Some("0123456789ab")),
            ("app/{{ .Name }}/{{.ImageID}}", Some("app/ecs-web/fedcba987654")),
            ("{{index .ContainerLabels \"team\"}}{{.FullID}}", Some("red0123456789abcdef")),
            ("plain", Some("plain")),
            ("{{.Nope}}", None),
            ("{{.ID", None),
        ] {
            assert_eq!(facts.expand(template).ok().as_deref(), expected, "{template}");
        }
        let given =
            [("labels-regex".to_owned(), "^x".to_owned()), ("env".to_owned(), "A,B".to_owned())].into();
        let options = Options::new("gelf", &given, &ATTRIBUTE_OPTIONS).unwrap();
        let chosen = facts.attributes(&options).unwrap();
        assert_eq!(chosen, [("A".to_owned(), "b".to_owned()), ("x.y".to_owned(), "1".to_owned())].into());
    }
}
