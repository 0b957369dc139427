//! Amazon EC2, as far as ECS leans on it: the network's records. Networking itself comes later.
//!
//! Must not know: bridges, namespaces, or addresses in use.

pub mod availability_zone;
pub mod default_network;
pub mod describe;
pub mod security_group;
pub mod subnet;
pub mod vpc;

use crate::registry::Registry;

/// The service's name in ARNs.
pub const SERVICE: &str = "ec2";

pub(crate) fn register(registry: &mut Registry) {
    availability_zone::register(registry);
    security_group::register(registry);
    subnet::register(registry);
    vpc::register(registry);
}
