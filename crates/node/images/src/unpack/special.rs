//! What overlayfs and Linux alone know: whiteouts, opaque directories, devices, capabilities of files.
//! Elsewhere images can be looked at, not run, and these are left out.
//!
//! Must not know: archives.

use std::io;
use std::os::fd::AsFd;

use super::beneath::Place;

/// What to make with `mknod`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// Hides what has this name below.
    Whiteout,
    Character(u32, u32),
    Block(u32, u32),
    Fifo,
}

#[cfg(target_os = "linux")]
pub(super) fn make_node(place: &Place, name: &[u8], node: Node) -> io::Result<()> {
    use rustix::fs::{FileType, Mode, makedev};
    let (kind, device) = match node {
        Node::Whiteout => (FileType::CharacterDevice, 0),
        Node::Character(major, minor) => (FileType::CharacterDevice, makedev(major, minor)),
        Node::Block(major, minor) => (FileType::BlockDevice, makedev(major, minor)),
        Node::Fifo => (FileType::Fifo, 0),
    };
    Ok(rustix::fs::mknodat(place, name, kind, Mode::from_raw_mode(0o600), device)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn make_node(_: &Place, _: &[u8], _: Node) -> io::Result<()> {
    Ok(())
}

/// Hides all that directories of the same name below have.
#[cfg(target_os = "linux")]
pub(super) fn make_opaque(directory: impl AsFd, rootless: bool) -> io::Result<()> {
    let name = if rootless { "user.overlay.opaque" } else { "trusted.overlay.opaque" };
    Ok(rustix::fs::fsetxattr(directory, name, b"y", rustix::fs::XattrFlags::empty())?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn make_opaque(_: impl AsFd, _: bool) -> io::Result<()> {
    Ok(())
}

/// Attributes that a layer may set: never overlayfs' own, which would lead elsewhere, nor those of the machine's
/// policy.
fn is_allowed(name: &[u8]) -> bool {
    name == b"security.capability" || (name.starts_with(b"user.") && !name.starts_with(b"user.overlay."))
}

#[cfg(target_os = "linux")]
pub(super) fn set_attributes(
    file: impl AsFd,
    attributes: &[(Vec<u8>, Vec<u8>)],
    rootless: bool,
) -> io::Result<()> {
    use rustix::io::Errno;
    for (name, value) in attributes.iter().filter(|(name, _)| is_allowed(name)) {
        match rustix::fs::fsetxattr(&file, name.as_slice(), value, rustix::fs::XattrFlags::empty()) {
            Ok(()) | Err(Errno::OPNOTSUPP) => {}
            Err(Errno::PERM) if rootless => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn set_attributes(_: impl AsFd, _: &[(Vec<u8>, Vec<u8>)], _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn overlayfs_own_attributes_are_not_a_layers_to_set() {
        let table: [(&[u8], bool); 7] = [
            (b"security.capability", true),
            (b"user.mime_type", true),
            (b"user.overlay.redirect", false),
            (b"trusted.overlay.redirect", false),
            (b"trusted.overlay.opaque", false),
            (b"security.selinux", false),
            (b"system.posix_acl_access", false),
        ];
        for (name, allowed) in table {
            assert_eq!(is_allowed(name), allowed, "{}", String::from_utf8_lossy(name));
        }
    }
}
