//! The volumes of a task, and where its containers see them.
//!
//! Must not know: where a volume's files are.

use std::collections::BTreeMap;

use longshore_runtime::ImageFacts;
use longshore_shapes::ecs::{
    ContainerDefinition, DockerVolumeConfiguration, EFSTransitEncryption, EFSVolumeConfiguration, Scope,
    TaskDefinition, Volume,
};

use super::dependencies::place;

const NFS_OPTIONS: &str = "nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VolumePlan {
    /// A path of the machine.
    Host(String),
    /// Made for the task under a name of its own, and gone with it.
    Task {
        name: String,
        driver: Option<String>,
        options: BTreeMap<String, String>,
        labels: BTreeMap<String, String>,
    },
    /// Outlives the task.
    Shared {
        name: String,
        driver: Option<String>,
        options: BTreeMap<String, String>,
        labels: BTreeMap<String, String>,
        /// Made where it is not there; otherwise it has to be.
        autoprovision: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MountPlan {
    /// The place of the volume in the task.
    pub(crate) volume: usize,
    pub(crate) target: String,
    pub(crate) read_only: bool,
}

pub(super) fn plans(task: &TaskDefinition) -> Result<Vec<VolumePlan>, String> {
    task.volumes.iter().flatten().map(plan).collect()
}

fn plan(volume: &Volume) -> Result<VolumePlan, String> {
    let name = volume.name.clone().unwrap_or_default();
    if let Some(configuration) = &volume.docker_volume_configuration {
        return Ok(docker(name, configuration));
    }
    if let Some(configuration) = &volume.efs_volume_configuration {
        return efs(name, configuration);
    }
    let unsupported = if volume.fsx_windows_file_server_volume_configuration.is_some() {
        Some("is for Windows")
    } else if volume.s3files_volume_configuration.is_some() {
        Some("is of files in S3, which this machine cannot mount")
    } else if volume.configured_at_launch == Some(true) {
        Some("is configured at launch, which this machine cannot do")
    } else {
        None
    };
    if let Some(problem) = unsupported {
        return Err(format!("volume {name} {problem}"));
    }
    let path = volume.host.as_ref().and_then(|host| host.source_path.clone()).filter(|path| !path.is_empty());
    Ok(match path {
        Some(path) => VolumePlan::Host(path),
        None => VolumePlan::Task { name, driver: None, options: BTreeMap::new(), labels: BTreeMap::new() },
    })
}

fn docker(name: String, configuration: &DockerVolumeConfiguration) -> VolumePlan {
    let driver = configuration.driver.clone();
    let options = configuration.driver_opts.clone().unwrap_or_default();
    let labels = configuration.labels.clone().unwrap_or_default();
    if configuration.scope == Some(Scope::Shared) {
        let autoprovision = configuration.autoprovision == Some(true);
        return VolumePlan::Shared { name, driver, options, labels, autoprovision };
    }
    VolumePlan::Task { name, driver, options, labels }
}

/// A file system of the network, mounted as NFS.
fn efs(name: String, configuration: &EFSVolumeConfiguration) -> Result<VolumePlan, String> {
    if configuration.transit_encryption == Some(EFSTransitEncryption::Enabled) {
        return Err(format!("volume {name} asks for transit encryption, which this machine cannot do"));
    }
    let root = configuration.root_directory.as_deref().filter(|root| !root.is_empty()).unwrap_or("/");
    let address = &configuration.file_system_id;
    let options = BTreeMap::from([
        ("type".to_owned(), "nfs".to_owned()),
        ("device".to_owned(), format!(":{root}")),
        ("o".to_owned(), format!("addr={address},{NFS_OPTIONS}")),
    ]);
    Ok(VolumePlan::Task { name, driver: Some("local".to_owned()), options, labels: BTreeMap::new() })
}

pub(super) fn mounts(
    definition: &ContainerDefinition,
    task: &TaskDefinition,
) -> Result<Vec<MountPlan>, String> {
    let volumes = task.volumes.as_deref().unwrap_or_default();
    let mount = |point: &longshore_shapes::ecs::MountPoint| {
        let name = point.source_volume.as_deref().unwrap_or_default();
        let target = point.container_path.clone().filter(|path| path.starts_with('/'));
        let container = definition.name.as_deref().unwrap_or_default();
        Ok(MountPlan {
            volume: volumes.iter().position(|volume| volume.name.as_deref() == Some(name)).ok_or_else(
                || format!("container {container} mounts volume {name:?}, which the task has not"),
            )?,
            target: target.ok_or_else(|| format!("container {container} mounts volume {name:?} nowhere"))?,
            read_only: point.read_only == Some(true),
        })
    };
    definition.mount_points.iter().flatten().map(mount).collect()
}

/// The containers whose mounts it has too, and whether to read alone.
pub(super) fn sources(
    definition: &ContainerDefinition,
    all: &[ContainerDefinition],
) -> Result<Vec<(usize, bool)>, String> {
    let source = |from: &longshore_shapes::ecs::VolumeFrom| {
        let name = from.source_container.as_deref().unwrap_or_default();
        let place =
            place(all, name).ok_or_else(|| format!("there is no container {name:?} to take volumes from"))?;
        Ok((place, from.read_only == Some(true)))
    };
    definition.volumes_from.iter().flatten().map(source).collect()
}

/// Where an image wants volumes, in a container that mounts nothing there.
pub(crate) fn image_volumes(image: &ImageFacts, mounts: &[MountPlan]) -> Vec<String> {
    let free = |path: &&String| path.starts_with('/') && !mounts.iter().any(|mount| mount.target == **path);
    image.volumes.iter().filter(free).cloned().collect()
}
