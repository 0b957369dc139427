//! The requests of a plan, from a file and from options.
//!
//! Must not know: what a request means; the server checks its members.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use longshore_shapes::longshore as api;
use serde_json::Value;

use crate::cli::Plan;

const STDIN: &str = "-";
const FILE_SCHEME: &str = "file://";
/// How long a file may be.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// A request, and where it was found.
pub(super) struct Asked {
    pub(super) request: api::PlannedRequest,
    pub(super) origin: String,
}

pub(super) fn gather(options: &Plan) -> Result<Vec<Asked>> {
    let mut asked = match &options.file {
        Some(file) => of_text(&file.display().to_string(), &read(file)?)?,
        None => Vec::new(),
    };
    let given = [
        ("--register-task-definition", "RegisterTaskDefinition", &options.register_task_definition),
        ("--create-service", "CreateService", &options.create_service),
        ("--update-service", "UpdateService", &options.update_service),
        ("--run-task", "RunTask", &options.run_task),
    ];
    for (option, operation, values) in given {
        for value in values {
            asked.push(of_option(option, operation, value)?);
        }
    }
    if asked.is_empty() && options.drain.is_empty() && options.lose.is_empty() {
        bail!(
            "there is nothing to plan; name a FILE, or give --update-service and the like (`longshore plan --help`)"
        );
    }
    Ok(asked)
}

fn read(file: &Path) -> Result<String> {
    let cannot = || format!("cannot read {}", file.display());
    let mut text = String::new();
    let from: Box<dyn Read> = if file == Path::new(STDIN) {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).with_context(cannot)?)
    };
    from.take(FILE_BYTES_MAX + 1).read_to_string(&mut text).with_context(cannot)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        bail!("{} is longer than {FILE_BYTES_MAX} bytes", file.display());
    }
    Ok(text)
}

/// One request or a list of them.
fn of_text(name: &str, text: &str) -> Result<Vec<Asked>> {
    let value: Value = serde_json::from_str(text).map_err(|error| anyhow!("{name} is no JSON: {error}"))?;
    let items = match value {
        Value::Array(items) => items,
        item => vec![item],
    };
    let read = |(place, item): (usize, Value)| {
        let origin = format!("{name}, request {}", place + 1);
        let form = || {
            format!(
                "{origin}: it must be an object with one member, the operation's name, such as {{\"RunTask\": {{...}}}}"
            )
        };
        let Value::Object(members) = item else { bail!(form()) };
        let mut members = members.into_iter();
        match (members.next(), members.next()) {
            (Some((operation, input @ Value::Object(_))), None) => {
                Ok(Asked { request: api::PlannedRequest { operation, input: input.to_string() }, origin })
            }
            _ => bail!(form()),
        }
    };
    items.into_iter().enumerate().map(read).collect()
}

fn of_option(option: &str, operation: &str, value: &str) -> Result<Asked> {
    let text = match value.strip_prefix(FILE_SCHEME) {
        Some(file) => read(Path::new(file))?,
        None => value.to_owned(),
    };
    let input: Value =
        serde_json::from_str(&text).map_err(|error| anyhow!("{option} is no JSON: {error}"))?;
    let request = api::PlannedRequest { operation: operation.to_owned(), input: input.to_string() };
    Ok(Asked { request, origin: option.to_owned() })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn asked(origin: &str) -> Asked {
        Asked { request: api::PlannedRequest::default(), origin: origin.to_owned() }
    }

    #[test]
    fn a_file_holds_one_request_or_many() {
        let one = of_text("f", r#"{"RunTask": {"taskDefinition": "a"}}"#).unwrap();
        let many = of_text("f", r#"[{"RunTask": {"count": 1}}, {"StopTask": {"task": "x"}}]"#).unwrap();
        let told = |asked: &[Asked]| -> Vec<(String, String, String)> {
            let told =
                |it: &Asked| (it.request.operation.clone(), it.request.input.clone(), it.origin.clone());
            asked.iter().map(told).collect()
        };
        let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(told(&one), [text("RunTask", r#"{"taskDefinition":"a"}"#, "f, request 1")]);
        assert_eq!(
            told(&many),
            [
                text("RunTask", r#"{"count":1}"#, "f, request 1"),
                text("StopTask", r#"{"task":"x"}"#, "f, request 2")
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, message) in [
            ("{\n\"RunTask\": {},\n}", "f is no JSON: trailing comma at line 3 column 1"),
            ("[{\"RunTask\": {}}, 7]", "f, request 2: it must be an object with one member"),
            ("{\"RunTask\": 7}", "f, request 1: it must be"),
            ("{\"RunTask\": {}, \"StopTask\": {}}", "f, request 1: it must be"),
            ("{}", "f, request 1: it must be"),
        ] {
            let told = of_text("f", text).err().unwrap().to_string();
            assert!(told.starts_with(message), "{told}");
        }
        let told = of_option("--run-task", "RunTask", "{").err().unwrap().to_string();
        assert!(told.starts_with("--run-task is no JSON: EOF"), "{told}");
        let told = of_option("--run-task", "RunTask", "file:///no/such/file").err().unwrap().to_string();
        assert_eq!(told, "cannot read /no/such/file");
    }
}
