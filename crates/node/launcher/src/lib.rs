//! The small process that owns one container.
//!
//! A *spawner* (one process, started by the agent from its own binary) forks a *launcher* per container. The
//! agent's side is [`client`]; the binary's first lines call [`spawner`]. What a container is comes as
//! [`spec::LaunchSpec`]; what became of it is told by [`records`] and [`output`].
//!
//! Must not know: threads, async, images, networks, ECS.

pub mod spec;

#[cfg(target_os = "linux")]
pub mod capabilities;
#[cfg(target_os = "linux")]
pub mod cgroup;
#[cfg(target_os = "linux")]
mod channel;
#[cfg(target_os = "linux")]
pub mod client;
#[cfg(target_os = "linux")]
mod container;
#[cfg(target_os = "linux")]
mod copy;
#[cfg(target_os = "linux")]
pub mod defaults;
#[cfg(target_os = "linux")]
mod devices;
#[cfg(target_os = "linux")]
mod ending;
#[cfg(target_os = "linux")]
mod exec;
#[cfg(target_os = "linux")]
mod init;
#[cfg(target_os = "linux")]
mod launcher;
#[cfg(target_os = "linux")]
mod mounts;
#[cfg(target_os = "linux")]
mod namespaces;
#[cfg(target_os = "linux")]
pub mod output;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod protocol;
#[cfg(target_os = "linux")]
pub mod records;
#[cfg(target_os = "linux")]
mod rlimits;
#[cfg(target_os = "linux")]
mod sealed;
#[cfg(target_os = "linux")]
mod seccomp;
#[cfg(target_os = "linux")]
pub mod spawner;
#[cfg(target_os = "linux")]
mod sys;
