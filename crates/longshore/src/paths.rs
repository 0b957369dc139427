//! Where things are on the machine when nobody says otherwise.
//!
//! Must not know: what is kept there.

use std::path::PathBuf;

use crate::edge::variable;

const SYSTEM_DATA_DIR: &str = "/var/lib/longshore";

/// `/var/lib/longshore` for root, the user's data directory for everybody else.
pub(crate) fn default_data_dir() -> PathBuf {
    if rustix::process::geteuid().is_root() {
        return SYSTEM_DATA_DIR.into();
    }
    let data_home = variable("XDG_DATA_HOME").map(PathBuf::from);
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    data_home.or_else(home).unwrap_or_else(|| ".".into()).join("longshore")
}

/// The AWS CLI's files: where its variables say, or in the home directory.
pub(crate) fn aws_file(variable_name: &str, name: &str) -> Option<PathBuf> {
    let named = variable(variable_name).map(PathBuf::from);
    named.or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".aws").join(name)))
}

/// Where the store keeps its files; beside it lie the connection's and the certificate's.
pub(crate) fn state_dir(data_dir: &std::path::Path) -> PathBuf {
    data_dir.join("state")
}

/// Where this machine's node keeps what is its own.
pub(crate) fn node_dir(data_dir: &std::path::Path) -> PathBuf {
    data_dir.join("node")
}

/// Where the registry keeps layers.
pub(crate) fn registry_dir(data_dir: &std::path::Path) -> PathBuf {
    data_dir.join("registry")
}

pub(crate) fn images_dir(data_dir: &std::path::Path) -> PathBuf {
    node_dir(data_dir).join("images")
}
