//! How to reach the server of a data directory: written by `up`, read by every other command.
//!
//! Must not know: what is said to the server.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::files;
use crate::profile::Connection;

fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("connection.json")
}

pub(crate) fn write(data_dir: &Path, connection: &Connection) -> Result<()> {
    let text = json!({
        "endpoint": connection.endpoint,
        "region": connection.region,
        "accessKeyId": connection.access_key_id,
        "secretAccessKey": connection.secret_access_key,
        "caBundle": connection.ca_bundle,
    });
    files::write_private(&file(data_dir), format!("{text:#}\n").as_bytes())
}

pub(crate) fn read(data_dir: &Path) -> Result<Connection> {
    let file = file(data_dir);
    let text = fs::read_to_string(&file).with_context(|| {
        format!(
            "cannot read {}; start Longshore once with `longshore up`, or name its directory with --data-dir",
            file.display()
        )
    })?;
    parse(&text, &file)
}

/// The same from a file that was brought from another machine.
pub(crate) fn read_file(file: &Path) -> Result<Connection> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    parse(&text, file)
}

fn parse(text: &str, file: &Path) -> Result<Connection> {
    let damaged = || format!("{} is damaged; `longshore up` writes it anew", file.display());
    let value: Value = serde_json::from_str(text).with_context(damaged)?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(Connection {
        endpoint: text("endpoint").with_context(damaged)?,
        region: text("region").with_context(damaged)?,
        access_key_id: text("accessKeyId").with_context(damaged)?,
        secret_access_key: text("secretAccessKey").with_context(damaged)?,
        ca_bundle: text("caBundle").map(PathBuf::from),
    })
}
