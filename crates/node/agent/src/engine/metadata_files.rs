//! The file that each container may have of itself: written before it is made, again when it runs, gone with it.
//!
//! A folder for each container, which it sees read-only; the file in it is replaced as a whole, so that whoever reads
//! it inside sees one state or the other. That a file cannot be written keeps no container from running.
//!
//! Must not know: what stands in it.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::endpoint::{NodeFacts, file};
use crate::plan::{METADATA_FILE, metadata_folder};
use crate::settings::Settings;
use crate::view::TaskView;

/// What is known of the machine, asked for anew with every file.
pub type NodeSource = Arc<dyn Fn() -> NodeFacts + Send + Sync>;

pub(super) struct Files {
    pub(super) settings: Settings,
    pub(super) node: NodeSource,
}

impl Files {
    /// Before the container is made, and when it runs.
    pub(super) fn write(&self, task: &TaskView, container: usize, runs: bool) {
        let Some(view) = task.containers.get(container) else { return };
        let settings = &self.settings;
        let Some(folder) = metadata_folder(&task.assignment, &view.endpoint_id, settings) else { return };
        let Some(document) = file::document(task, container, &(self.node)(), runs) else { return };
        if let Err(error) = put(&folder, document.to_string().as_bytes(), runs) {
            tracing::warn!(container = view.name, %error, "a container's metadata file was not written");
        }
    }

    pub(super) fn remove(&self, task: &TaskView, container: usize) {
        let Some(kept) = &self.settings.metadata_files else { return };
        let Some(view) = task.containers.get(container) else { return };
        clear(&kept.folder.join(&view.endpoint_id));
    }

    /// Those of containers that nobody knows.
    pub(super) fn keep_only(&self, endpoint_ids: &HashSet<&str>) {
        let Some(kept) = &self.settings.metadata_files else { return };
        let Ok(folders) = fs::read_dir(&kept.folder) else { return };
        for folder in folders.flatten() {
            if !folder.file_name().to_str().is_some_and(|name| endpoint_ids.contains(name)) {
                clear(&folder.path());
            }
        }
    }
}

fn clear(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(folder = %folder.display(), %error, "a container's metadata file stays");
        }
        _ => {}
    }
}

/// A container that was made without a file gets none when it runs.
fn put(folder: &Path, bytes: &[u8], made: bool) -> io::Result<()> {
    if made && !folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let fresh = folder.join(".fresh");
    fs::write(&fresh, bytes)?;
    allow_reading(folder, &fresh)?;
    fs::rename(&fresh, folder.join(METADATA_FILE))
}

/// By whatever user the container runs as: the folder above is what keeps others out.
#[cfg(unix)]
fn allow_reading(folder: &Path, file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
