//! `longshore env`: what points a shell, the AWS CLI and SDKs at the Longshore of a data directory.
//!
//! Must not know: how the server is started.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Map, Value};

use crate::cli::{Env, Output};
use crate::connection;
use crate::say::say;

pub(crate) fn run(options: &Env) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let variables = connection.variables();
    match options.output.output {
        Output::Json => {
            let map: Map<_, _> =
                variables.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect();
            say!("{}", Value::Object(map));
        }
        Output::Text => {
            for (name, value) in variables {
                say!("export {name}={}", quoted(&value));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// For a POSIX shell: nothing inside single quotes is special but the quote itself.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}
