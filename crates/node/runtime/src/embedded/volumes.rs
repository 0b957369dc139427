//! Volumes: directories of the driver's that outlive containers. `NAME/volume.json` says what it is, `NAME/data`
//! is what containers see; `NAME/filling` is there while it is filled for the first time, so that a filling that
//! was cut short is done again.
//!
//! Must not know: who mounts them.

use std::collections::HashMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use longshore_launcher::records::Record;

use super::bundle::check;
use super::state::{self, failed};
use super::trash::Trash;
use super::{copy_up, layers};
use crate::error::DriverError;
use crate::volume::{Volume, VolumeSpec};

const VOLUME_FILE: &str = "volume.json";
const DATA: &str = "data";
const FILLING: &str = "filling";

#[derive(Debug)]
pub(crate) struct Volumes {
    directory: PathBuf,
    /// One step at a time for each volume; only those that are worked on are here.
    steps: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

impl Volumes {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory, steps: Mutex::default() }
    }

    pub(crate) fn create(&self, spec: &VolumeSpec) -> Result<Volume, DriverError> {
        check::name("the name of a volume", &spec.name)?;
        refuse_other_drivers(spec)?;
        self.one_at_a_time(&spec.name, || {
            if let Some(volume) = self.volume(&spec.name)? {
                return Ok(volume);
            }
            let directory = self.directory.join(&spec.name);
            let data = directory.join(DATA);
            make_directory(&data)?;
            let path = directory.join(VOLUME_FILE);
            state::write(&path, spec).map_err(|error| failed("write", &path, &error))?;
            Ok(self.made(spec.clone()))
        })
    }

    /// Moves it aside. No container may have it.
    pub(crate) fn remove(&self, name: &str, trash: &Trash) -> Result<(), DriverError> {
        check::name("the name of a volume", name)?;
        self.one_at_a_time(name, || {
            let directory = self.directory.join(name);
            trash.throw(&directory).map_err(|error| failed("remove the volume", &directory, &error))
        })
    }

    pub(crate) fn list(&self) -> Result<Vec<Volume>, DriverError> {
        let unread = |error: &std::io::Error| failed("list volumes in", &self.directory, error);
        let mut volumes = Vec::new();
        for entry in std::fs::read_dir(&self.directory).map_err(|error| unread(&error))? {
            let name = entry.map_err(|error| unread(&error))?.file_name();
            if let Some(name) = name.to_str() {
                volumes.extend(self.volume(name)?);
            }
        }
        volumes.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(volumes)
    }

    /// The directory to mount, filled if it must be.
    pub(crate) fn use_at(
        &self,
        name: &str,
        target: &str,
        layers: &[PathBuf],
    ) -> Result<PathBuf, DriverError> {
        if self.volume(name)?.is_none() {
            return Err(DriverError::Volume(format!("there is no volume {name}; create it first")));
        }
        let directory = self.directory.join(name);
        self.one_at_a_time(name, || fill(&directory.join(DATA), &directory.join(FILLING), target, layers))?;
        Ok(directory.join(DATA))
    }

    fn volume(&self, name: &str) -> Result<Option<Volume>, DriverError> {
        let path = self.directory.join(name).join(VOLUME_FILE);
        match state::read::<VolumeSpec>(&path) {
            Record::Is(spec) => Ok(Some(self.made(spec))),
            // Its making was cut short: it is made again.
            Record::Missing => Ok(None),
            Record::Torn(error) => {
                Err(DriverError::Volume(format!("cannot read {}: {error}", path.display())))
            }
        }
    }

    fn made(&self, spec: VolumeSpec) -> Volume {
        let path = self.directory.join(&spec.name).join(DATA);
        Volume { path: Some(path.to_string_lossy().into_owned()), name: spec.name, labels: spec.labels }
    }

    fn one_at_a_time<T>(&self, name: &str, step: impl FnOnce() -> T) -> T {
        let own = {
            let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
            steps.retain(|_, step| Arc::strong_count(step) > 1);
            Arc::clone(steps.entry(name.to_owned()).or_default())
        };
        let _guard = own.lock().unwrap_or_else(PoisonError::into_inner);
        step()
    }
}

/// Fills an empty directory with what the image has at `target`; one that holds anything is left as it is,
/// unless its filling was cut short.
pub(crate) fn fill(data: &Path, mark: &Path, target: &str, layers: &[PathBuf]) -> Result<(), DriverError> {
    let what = |error: &std::io::Error| failed("fill the volume", data, error);
    let cut_short = mark.exists();
    if !cut_short && !copy_up::is_empty(data).map_err(|error| what(&error))? {
        return Ok(());
    }
    let root = layers::open(layers).map_err(|error| what(&error))?;
    if layers::resolve(root, Path::new(target)).map_err(|error| what(&error))?.is_none() {
        return Ok(());
    }
    std::fs::write(mark, []).map_err(|error| what(&error))?;
    copy_up::fill(layers, target, data).map_err(|error| what(&error))?;
    state::delete(mark).map_err(|error| what(&error))
}

/// As a container finds it where the image has nothing there: whatever this process's files get otherwise.
pub(crate) fn make_directory(path: &Path) -> Result<(), DriverError> {
    let made = std::fs::create_dir_all(path);
    let made = made.and_then(|()| std::fs::set_permissions(path, Permissions::from_mode(0o755)));
    made.map_err(|error| failed("make the volume", path, &error))
}

fn refuse_other_drivers(spec: &VolumeSpec) -> Result<(), DriverError> {
    let driver = spec.driver.as_deref().unwrap_or("local");
    if driver != "local" && !driver.is_empty() {
        return Err(DriverError::Unsupported(format!(
            "volume {}: the embedded runtime has no volume driver {driver:?}, only 'local'; use the Docker runtime for it",
            spec.name
        )));
    }
    match spec.driver_options.iter().next() {
        None => Ok(()),
        Some((option, value)) => Err(DriverError::Unsupported(format!(
            "volume {}: the embedded runtime has no volume option {option}={value}, and so no NFS and no other file \
             system; mount it on the machine and give its path, or use the Docker runtime",
            spec.name
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn volumes_are_made_filled_once_and_removed() {
        let root = std::env::temp_dir().join(format!("longshore-volumes-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let layer = root.join("layer");
        for path in [layer.join("data"), root.join("volumes"), root.join("trash")] {
            std::fs::create_dir_all(path).unwrap();
        }
        std::fs::write(layer.join("data/seed"), "image").unwrap();
        let volumes = Volumes::new(root.join("volumes"));
        let spec = VolumeSpec { name: "v".into(), ..VolumeSpec::default() };
        let made = volumes.create(&spec).unwrap();
        assert_eq!(volumes.create(&spec).unwrap(), made);
        let layers = [layer];
        let data = volumes.use_at("v", "/data", &layers).unwrap();
        assert_eq!(made.path.as_deref(), data.to_str());
        std::fs::write(data.join("seed"), "changed").unwrap();
        volumes.use_at("v", "/data", &layers).unwrap();
        assert_eq!(std::fs::read_to_string(data.join("seed")).unwrap(), "changed");
        std::fs::write(root.join("volumes/v/filling"), []).unwrap();
        volumes.use_at("v", "/data", &layers).unwrap();
        assert_eq!(
            std::fs::read_to_string(data.join("seed")).unwrap(),
            "image",
            "a filling cut short is done again"
        );
        volumes.use_at("v", "/nothing", &layers).unwrap();
        assert!(matches!(volumes.use_at("unmade", "/data", &layers), Err(DriverError::Volume(_))));
        assert_eq!(volumes.list().unwrap(), [made]);
        let trash = Trash::start(root.join("trash"), 0);
        volumes.remove("v", &trash).unwrap();
        volumes.remove("v", &trash).unwrap();
        assert_eq!(volumes.list().unwrap(), []);
        drop(trash);
        std::fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn what_is_not_local_is_refused_with_the_reason() {
        let volumes = Volumes::new(PathBuf::from("/nonexistent"));
        let with = |driver: Option<&str>, option: Option<(&str, &str)>| VolumeSpec {
            name: "v".into(),
            driver: driver.map(str::to_owned),
            driver_options: option.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            ..VolumeSpec::default()
        };
        for spec in [with(Some("rexray"), None), with(None, Some(("type", "nfs")))] {
            assert!(matches!(volumes.create(&spec), Err(DriverError::Unsupported(_))), "{spec:?}");
        }
        let odd = VolumeSpec { name: "../v".into(), ..VolumeSpec::default() };
        assert!(matches!(volumes.create(&odd), Err(DriverError::InvalidSpec(_))));
    }
}
