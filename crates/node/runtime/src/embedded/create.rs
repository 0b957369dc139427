//! Lays a container out: its directory with everything that its start needs, so that a start is one message.
//!
//! Invariants: a container is there whole or not at all (its directory is renamed into place when it is complete).
//!
//! Must not know: how a container is started.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use longshore_launcher::spec::{Device, LaunchSpec};

use super::bundle::{self, Bind, Ingredients, OpenSandbox, Place, check, files, mounts};
use super::containers::{Container, Made, Phase};
use super::engine::{Engine, blocking};
use super::images::Held;
use super::lifecycle::{DIRECTORIES, LAUNCH};
use super::state::{Laid, Stored, failed, write_new};
use super::{clock, volumes};
use crate::container::{ContainerSpec, MountSource};
use crate::error::DriverError;

/// Keeps directories that are made at the same time apart.
static COUNT: AtomicU64 = AtomicU64::new(0);
const DEVICES_MAX: usize = 4096;
/// Of the machine's /dev, what has a place of its own in a container.
const OWN_DEVICES: [&str; 5] = ["pts", "shm", "mqueue", "console", "fd"];
const ALL_ACCESS: &str = "rwm";

impl Engine {
    pub(crate) async fn create(self: &Arc<Self>, spec: &ContainerSpec) -> Result<(), DriverError> {
        if self.containers.find(&spec.id).is_some() {
            return Ok(());
        }
        let sandbox = self.sandboxes.open_one(&spec.sandbox)?;
        let security = check::container(spec, &sandbox.spec)?;
        if !check::leaves_its_network(spec, security) {
            self.sandboxes.may_be_harmed(&spec.sandbox);
        }
        if self.host.rootless.is_some() {
            check::without_root(spec, &sandbox.spec)?;
        }
        let (engine, spec) = (Arc::clone(self), spec.clone());
        blocking(move || {
            let held = engine.images.hold(&spec.image, &spec.id)?;
            let id = spec.id.clone();
            let made = engine.make(spec, &sandbox, &held, security);
            if made.is_err() && engine.containers.find(&id).is_none() {
                engine.images.release(&id);
            }
            made
        })
        .await
    }

    fn make(
        &self,
        spec: ContainerSpec,
        sandbox: &OpenSandbox,
        held: &Held,
        security: bundle::Security,
    ) -> Result<(), DriverError> {
        let (id, directory) = (spec.id.clone(), self.paths.container(&spec.id));
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.paths.unfinished(number);
        let what = |error: io::Error| failed("make the container's directory", &directory, &error);
        make_directory(&unfinished).map_err(what)?;
        let layout = Layout {
            engine: self,
            spec: &spec,
            sandbox,
            held,
            directory: &directory,
            unfinished: &unfinished,
        };
        let made = layout.fill(security).and_then(|launch| {
            let stored = Stored { spec, image_id: held.facts.id.clone(), created_at: clock::now() };
            let laid = Laid { launch: &launch, container: &stored };
            write_new(&unfinished.join(LAUNCH), &laid).map_err(what)?;
            std::fs::rename(&unfinished, &directory).map_err(what)?;
            Ok(Made::from(stored))
        });
        match made {
            Ok(made) => {
                self.add(made, directory);
                Ok(())
            }
            Err(error) => {
                // If it cannot be moved aside now, the next start of the driver does it.
                let _ = self.trash.throw(&unfinished);
                // Another call with the same id may have been faster.
                if self.containers.find(&id).is_some() { Ok(()) } else { Err(error) }
            }
        }
    }

    fn add(&self, made: Made, directory: PathBuf) {
        if let (Some(parent), Some(root)) = (&made.parent_cgroup, &self.host.cgroup_root) {
            self.parents.join(&bundle::parent(parent, root).path);
        }
        self.containers.add(Arc::new(Container::new(made, directory, Phase::Created)));
    }
}

struct Layout<'a> {
    engine: &'a Engine,
    spec: &'a ContainerSpec,
    sandbox: &'a OpenSandbox,
    held: &'a Held,
    /// Where it will be, and where it is made.
    directory: &'a Path,
    unfinished: &'a Path,
}

impl Layout<'_> {
    /// All but the file that says so: what its launcher is to be told.
    fn fill(&self, security: bundle::Security) -> Result<LaunchSpec, DriverError> {
        let (spec, host) = (self.spec, &self.engine.host);
        let user = spec.user.as_deref().filter(|user| !user.is_empty()).unwrap_or(&self.held.facts.user);
        let account = self.held.accounts()?.find(user)?;
        let place = Place {
            directory: self.directory.to_owned(),
            layers_root: self.held.layers_root.clone(),
            layers: self.held.layers.clone(),
            scaffold: self.engine.paths.scaffold.clone(),
        };
        let etc = self.etc();
        let mut binds = self.mounts()?;
        binds.extend(self.anonymous_volumes()?);
        let launch = bundle::launch_spec(&Ingredients {
            spec,
            image: &self.held.facts,
            account: &account,
            sandbox: self.sandbox,
            place: &place,
            etc: &etc,
            binds: &binds,
            devices: devices(spec)?,
            security,
            host,
        })?;
        self.make_directories()
            .and_then(|()| self.write_long(&etc))
            .map_err(|error| failed("make the container's directory", self.directory, &error))?;
        Ok(launch)
    }

    fn etc(&self) -> [String; 3] {
        let machine = files::MachineFiles {
            hosts: std::fs::read_to_string("/etc/hosts").unwrap_or_default(),
            resolv_conf: std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default(),
        };
        let (spec, sandbox, host) = (self.spec, self.sandbox, &self.engine.host);
        let hostname = bundle::hostname(spec, &sandbox.spec, host);
        [
            files::resolv_conf(spec, &sandbox.spec, host.forwarder, &machine),
            format!("{hostname}\n"),
            files::hosts(spec, &sandbox.spec, sandbox.facts.address, &hostname, &machine),
        ]
    }

    fn make_directories(&self) -> io::Result<()> {
        for name in DIRECTORIES {
            let path = self.unfinished.join(name);
            std::fs::create_dir(&path)?;
            // The upper directory's mode is that of the container's root.
            self.open_to_all(&path, 0o755)?;
        }
        Ok(())
    }

    fn write_long(&self, etc: &[String]) -> io::Result<()> {
        for (name, text) in mounts::ETC_FILES.iter().zip(etc).filter(|(_, text)| mounts::is_long(text)) {
            let path = self.unfinished.join(name);
            std::fs::write(&path, text)?;
            self.open_to_all(&path, 0o644)?;
        }
        Ok(())
    }

    fn open_to_all(&self, path: &Path, mode: u32) -> io::Result<()> {
        if self.engine.host.umask & mode == 0 {
            return Ok(());
        }
        std::fs::set_permissions(path, Permissions::from_mode(mode))
    }

    fn mounts(&self) -> Result<Vec<Bind>, DriverError> {
        let binds = self.spec.mounts.iter().map(|mount| {
            let source = match &mount.source {
                MountSource::Host(path) => host_path(path)?,
                MountSource::Volume(name) => {
                    self.engine.volumes.use_at(name, &mount.target, &self.held.layer_paths())?
                }
            };
            Ok(Bind { source, target: mount.target.clone(), read_only: mount.read_only })
        });
        binds.collect()
    }

    /// What the image declares to be volumes, but for where something else is mounted: directories of the
    /// container's own, filled with what the image has there, and removed with it.
    fn anonymous_volumes(&self) -> Result<Vec<Bind>, DriverError> {
        let spec = self.spec;
        let taken = |target: &str| {
            let tmpfs = spec.tmpfs.iter().map(|tmpfs| &tmpfs.target);
            spec.mounts
                .iter()
                .map(|mount| &mount.target)
                .chain(tmpfs)
                .any(|other| mounts::same(other, target))
        };
        let mut binds = Vec::new();
        for (number, target) in self.held.facts.volumes.iter().filter(|target| !taken(target)).enumerate() {
            check::image_volume(target)?;
            let (name, mark) = (format!("volumes/{number}"), format!("filling-{number}"));
            let data = self.unfinished.join(&name);
            volumes::make_directory(&data)?;
            volumes::fill(&data, &self.unfinished.join(mark), target, &self.held.layer_paths())?;
            binds.push(Bind { source: self.directory.join(name), target: target.clone(), read_only: false });
        }
        Ok(binds)
    }
}

/// And the one it is in, the first time.
fn make_directory(path: &Path) -> io::Result<()> {
    match (std::fs::create_dir(path), path.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(parent)?;
            std::fs::create_dir(path)
        }
        (made, _) => made,
    }
}

/// A directory that is not there is made.
fn host_path(path: &str) -> Result<PathBuf, DriverError> {
    let path = PathBuf::from(path);
    match std::fs::metadata(&path) {
        Ok(_) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(&path).map_err(|error| failed("make the host path", &path, &error))?;
            Ok(path)
        }
        Err(error) => Err(failed("look at the host path", &path, &error)),
    }
}

fn devices(spec: &ContainerSpec) -> Result<Vec<Device>, DriverError> {
    let mut devices = Vec::new();
    if spec.privileged {
        devices_below(Path::new("/dev"), &mut devices)
            .map_err(|error| failed("list", Path::new("/dev"), &error))?;
    }
    for device in &spec.devices {
        let path = PathBuf::from(&device.host_path);
        let metadata = std::fs::metadata(&path).map_err(|error| {
            DriverError::InvalidSpec(format!("the device {} is not on this machine: {error}", path.display()))
        })?;
        let (inside, access) = (&device.container_path, &device.access);
        if metadata.is_dir() {
            let mut below = Vec::new();
            devices_below(&path, &mut below).map_err(|error| failed("list", &path, &error))?;
            devices.extend(below.into_iter().map(|found| moved(found, &path, inside, access)));
        } else if is_device(metadata.file_type()) {
            devices.retain(|other| other.path_inside != *inside);
            devices.push(Device { path_inside: inside.clone(), path_on_host: path, access: access.clone() });
        } else {
            return Err(DriverError::InvalidSpec(format!("{} is not a device", path.display())));
        }
    }
    Ok(devices)
}

fn moved(found: Device, from: &Path, to: &str, access: &str) -> Device {
    let below = found.path_on_host.strip_prefix(from).unwrap_or(&found.path_on_host);
    let path_inside = Path::new(to).join(below).to_string_lossy().into_owned();
    Device { path_inside, access: access.to_owned(), ..found }
}

fn is_device(kind: std::fs::FileType) -> bool {
    kind.is_char_device() || kind.is_block_device()
}

/// Every device node, but for those that a container has of its own.
fn devices_below(directory: &Path, devices: &mut Vec<Device>) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let own = OWN_DEVICES.iter().any(|name| path == Path::new("/dev").join(name));
        if own || devices.len() >= DEVICES_MAX {
            continue;
        }
        if kind.is_dir() {
            devices_below(&path, devices)?;
        } else if is_device(kind) {
            let path_inside = path.to_string_lossy().into_owned();
            devices.push(Device { path_inside, path_on_host: path, access: ALL_ACCESS.to_owned() });
        }
    }
    Ok(())
}
