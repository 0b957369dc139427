//! What Windows containers do not have.
//!
//! Must not know: Linux.

use longshore_shapes::ecs::ContainerDefinition;

use super::Checked;
use crate::ecs::task_definition::definition::{is_given, items, setting};

pub(super) fn check(container: &ContainerDefinition) -> Checked {
    let members = [
        ("disableNetworking", container.disable_networking == Some(true)),
        ("dnsServers", !items(&container.dns_servers).is_empty()),
        ("dnsSearchDomains", !items(&container.dns_search_domains).is_empty()),
        ("extraHosts", !items(&container.extra_hosts).is_empty()),
        ("links", !items(&container.links).is_empty()),
        ("linuxParameters", container.linux_parameters.is_some()),
        ("privileged", container.privileged == Some(true)),
        ("readonlyRootFilesystem", container.readonly_root_filesystem == Some(true)),
        ("ulimits", !items(&container.ulimits).is_empty()),
        ("user", is_given(&container.user)),
    ];
    match members.into_iter().find(|(_, given)| *given) {
        Some((member, _)) => {
            Err(setting(container, format_args!("'{member}' is not supported for Windows containers.")))
        }
        None => Ok(()),
    }
}
