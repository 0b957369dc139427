//! Volumes: their names, that each is of one kind, and the rules of each kind.
//!
//! Must not know: who mounts them.

use std::collections::BTreeSet;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    DockerVolumeConfiguration, EFSAuthorizationConfigIAM, EFSTransitEncryption, EFSVolumeConfiguration,
    FSxWindowsFileServerVolumeConfiguration, S3FilesVolumeConfiguration, Scope, Volume,
};

use super::Checked;
use super::names::name;
use crate::arn::Arn;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_given, text};

const PORTS: std::ops::RangeInclusive<i32> = 1..=65_535;
const ROOT: &str = "/";

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    let mut names = BTreeSet::new();
    for volume in definition.volumes {
        let name_given = text(&volume.name);
        name("Volume.name", name_given)?;
        if !names.insert(name_given) {
            return Err(client(format!(
                "Volume names must be unique within a task definition: '{name_given}'."
            )));
        }
        check_volume(definition, volume)?;
    }
    let at_launch = |volume: &&Volume| volume.configured_at_launch == Some(true);
    if definition.volumes.iter().filter(at_launch).count() > 1 {
        return Err(client("A task definition can have only one volume with configuredAtLaunch."));
    }
    Ok(())
}

fn check_volume(definition: &Definition<'_>, volume: &Volume) -> Checked {
    one_kind(volume)?;
    let source = volume.host.as_ref().and_then(|host| host.source_path.as_deref());
    if source.is_some_and(|path| path.trim().is_empty()) {
        return Err(client("host.sourcePath should not be blank."));
    }
    if let Some(docker) = &volume.docker_volume_configuration {
        check_docker(volume, docker)?;
    }
    if let Some(efs) = &volume.efs_volume_configuration {
        check_efs(volume, efs)?;
    }
    if let Some(s3) = &volume.s3files_volume_configuration {
        check_s3_files(definition, volume, s3)?;
    }
    match &volume.fsx_windows_file_server_volume_configuration {
        Some(fsx) => check_fsx(volume, fsx),
        None => Ok(()),
    }
}

/// A wrong setting of a volume.
fn wrong(volume: &Volume, what: impl std::fmt::Display) -> ApiError {
    client(format!("Invalid setting for volume '{}'. {what}", text(&volume.name)))
}

fn one_kind(volume: &Volume) -> Checked {
    let source = volume.host.as_ref().is_some_and(|host| host.source_path.is_some());
    let kinds = [
        source,
        volume.docker_volume_configuration.is_some(),
        volume.efs_volume_configuration.is_some(),
        volume.s3files_volume_configuration.is_some(),
        volume.fsx_windows_file_server_volume_configuration.is_some(),
        volume.configured_at_launch == Some(true),
    ];
    if kinds.into_iter().filter(|given| *given).count() > 1 {
        let message = "A volume has one of host, dockerVolumeConfiguration, efsVolumeConfiguration, \
                       s3filesVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration \
                       and configuredAtLaunch.";
        return Err(wrong(volume, message));
    }
    Ok(())
}

fn check_docker(volume: &Volume, docker: &DockerVolumeConfiguration) -> Checked {
    if docker.autoprovision.is_some() && docker.scope != Some(Scope::Shared) {
        return Err(wrong(volume, "'autoprovision' is only supported for the scope shared."));
    }
    Ok(())
}

fn check_efs(volume: &Volume, efs: &EFSVolumeConfiguration) -> Checked {
    if efs.file_system_id.is_empty() {
        return Err(wrong(volume, "efsVolumeConfiguration requires a fileSystemId."));
    }
    let encrypted = efs.transit_encryption == Some(EFSTransitEncryption::Enabled);
    port(volume, efs.transit_encryption_port)?;
    if efs.transit_encryption_port.is_some() && !encrypted {
        return Err(wrong(volume, "A transitEncryptionPort requires transitEncryption to be ENABLED."));
    }
    let Some(authorization) = &efs.authorization_config else { return Ok(()) };
    let access_point = is_given(&authorization.access_point_id);
    if authorization.iam == Some(EFSAuthorizationConfigIAM::Enabled) && !encrypted {
        return Err(wrong(volume, "EFS IAM authorization requires transitEncryption to be ENABLED."));
    }
    if access_point && !encrypted {
        return Err(wrong(volume, "An EFS access point requires transitEncryption to be ENABLED."));
    }
    access_point_root(volume, access_point, &efs.root_directory)
}

/// An access point brings its own root.
fn access_point_root(volume: &Volume, access_point: bool, root: &Option<String>) -> Checked {
    let other = root.as_deref().is_some_and(|root| !root.is_empty() && root != ROOT);
    if access_point && other {
        return Err(wrong(volume, "With an access point the rootDirectory must be omitted or be '/'."));
    }
    Ok(())
}

fn port(volume: &Volume, port: Option<i32>) -> Checked {
    if port.is_some_and(|port| !PORTS.contains(&port)) {
        return Err(wrong(volume, "The transitEncryptionPort must be between 1 and 65535."));
    }
    Ok(())
}

fn check_s3_files(definition: &Definition<'_>, volume: &Volume, s3: &S3FilesVolumeConfiguration) -> Checked {
    if Arn::parse(&s3.file_system_arn).is_none() {
        return Err(wrong(
            volume,
            "s3filesVolumeConfiguration requires the ARN of a file system in fileSystemArn.",
        ));
    }
    if !definition.has_task_role() {
        return Err(wrong(volume, "s3filesVolumeConfiguration requires a taskRoleArn."));
    }
    port(volume, s3.transit_encryption_port)?;
    access_point_root(volume, is_given(&s3.access_point_arn), &s3.root_directory)
}

fn check_fsx(volume: &Volume, fsx: &FSxWindowsFileServerVolumeConfiguration) -> Checked {
    let required = [
        ("fileSystemId", &fsx.file_system_id),
        ("rootDirectory", &fsx.root_directory),
        ("credentialsParameter", &fsx.authorization_config.credentials_parameter),
        ("domain", &fsx.authorization_config.domain),
    ];
    match required.into_iter().find(|(_, value)| value.is_empty()) {
        Some((member, _)) => {
            Err(wrong(volume, format_args!("fsxWindowsFileServerVolumeConfiguration requires {member}.")))
        }
        None => Ok(()),
    }
}
