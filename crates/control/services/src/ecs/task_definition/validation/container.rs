//! The rules for a container's own settings that no other file is about: network names, user, timeouts,
//! restarts, mounts, credentials.
//!
//! Must not know: the other containers.

use std::collections::BTreeSet;

use longshore_shapes::ecs::{ContainerDefinition, NetworkMode};

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_given, items, setting, text};

const IGNORED_EXIT_CODES_MAX: usize = 50;
const RESTART_PERIOD_SECONDS: std::ops::RangeInclusive<i32> = 60..=1800;
const CREDENTIAL_SPECS_MAX: usize = 1;
const CREDENTIAL_SPEC_FORMS: [&str; 2] = ["credentialspec:", "credentialspecdomainless:"];
const SECURITY_OPTION: &str = "no-new-privileges";
const SECURITY_OPTION_FORMS: [&str; 3] = ["apparmor:", "label:", "credentialspec:"];

pub(super) fn check(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    network(definition, container)?;
    user(container)?;
    timeouts(container)?;
    restarts(container)?;
    mounts(definition, container)?;
    credentials(container)?;
    security_options(container)
}

/// In awsvpc the task's network interface says who a container is.
fn network(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let members = [
        ("Hostname is", is_given(&container.hostname)),
        ("Extra hosts are", !items(&container.extra_hosts).is_empty()),
        ("Disable Networking is", container.disable_networking == Some(true)),
    ];
    let given = members.into_iter().find(|(_, given)| *given);
    match given.filter(|_| definition.network == NetworkMode::Awsvpc) {
        Some((member, _)) => Err(client(format!(
            "{member} not supported on container when networkMode={}.",
            definition.network
        ))),
        None => Ok(()),
    }
}

/// `user`, `user:group`, and either as a number.
fn user(container: &ContainerDefinition) -> Checked {
    let Some(user) = container.user.as_deref().filter(|user| !user.is_empty()) else { return Ok(()) };
    let parts: Vec<&str> = user.split(':').collect();
    let valid =
        |part: &&str| !part.is_empty() && !part.starts_with('-') && !part.contains(char::is_whitespace);
    if parts.len() > 2 || !parts.iter().all(valid) {
        let form = "user, user:group, uid, uid:gid, user:gid or uid:group";
        return Err(setting(container, format_args!("'user' must be {form}: '{user}'.")));
    }
    Ok(())
}

fn timeouts(container: &ContainerDefinition) -> Checked {
    for (member, timeout) in
        [("startTimeout", container.start_timeout), ("stopTimeout", container.stop_timeout)]
    {
        if timeout.is_some_and(|seconds| seconds < 0) {
            return Err(setting(container, format_args!("'{member}' must not be negative.")));
        }
    }
    Ok(())
}

fn restarts(container: &ContainerDefinition) -> Checked {
    let Some(policy) = &container.restart_policy else { return Ok(()) };
    if items(&policy.ignored_exit_codes).len() > IGNORED_EXIT_CODES_MAX {
        let message = format!("The restartPolicy may ignore at most {IGNORED_EXIT_CODES_MAX} exit codes.");
        return Err(setting(container, message));
    }
    if policy.restart_attempt_period.is_some_and(|seconds| !RESTART_PERIOD_SECONDS.contains(&seconds)) {
        let (min, max) = RESTART_PERIOD_SECONDS.into_inner();
        let message = format!("The restartAttemptPeriod must be between {min} and {max} seconds.");
        return Err(setting(container, message));
    }
    Ok(())
}

fn mounts(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let mut paths = BTreeSet::new();
    for mount in items(&container.mount_points) {
        let source = mount.source_volume.as_deref();
        if !definition.volumes.iter().any(|volume| source.is_some() && volume.name.as_deref() == source) {
            return Err(client(format!("Unknown volume '{}'.", source.unwrap_or("null"))));
        }
        let path = text(&mount.container_path);
        if path.is_empty() {
            return Err(setting(
                container,
                "The 'containerPath' of a mount point should not be null or empty.",
            ));
        }
        if !paths.insert(path) {
            return Err(setting(
                container,
                format_args!("Two mount points have the 'containerPath' {path}."),
            ));
        }
    }
    Ok(())
}

fn credentials(container: &ContainerDefinition) -> Checked {
    let repository = container.repository_credentials.as_ref();
    if repository.is_some_and(|credentials| credentials.credentials_parameter.is_empty()) {
        return Err(setting(container, "repositoryCredentials require a credentialsParameter."));
    }
    let specs = items(&container.credential_specs);
    if specs.len() > CREDENTIAL_SPECS_MAX {
        return Err(setting(
            container,
            format_args!("At most {CREDENTIAL_SPECS_MAX} credential spec is supported."),
        ));
    }
    let formed = |spec: &&String| {
        let arn = CREDENTIAL_SPEC_FORMS.into_iter().find_map(|form| spec.strip_prefix(form));
        arn.is_some_and(|arn| !arn.is_empty())
    };
    match specs.iter().find(|spec| !formed(spec)) {
        Some(spec) => Err(setting(
            container,
            format_args!(
                "The credential spec '{spec}' must be credentialspec:ARN or credentialspecdomainless:ARN."
            ),
        )),
        None => Ok(()),
    }
}

fn security_options(container: &ContainerDefinition) -> Checked {
    let formed = |option: &&String| {
        let value = SECURITY_OPTION_FORMS.into_iter().find_map(|form| option.strip_prefix(form));
        option.as_str() == SECURITY_OPTION || value.is_some_and(|value| !value.is_empty())
    };
    match items(&container.docker_security_options).iter().find(|option| !formed(option)) {
        Some(option) => Err(setting(
            container,
            format_args!(
                "The docker security option '{option}' must be {SECURITY_OPTION}, apparmor:PROFILE, \
                 label:VALUE or credentialspec:FILE."
            ),
        )),
        None => Ok(()),
    }
}
