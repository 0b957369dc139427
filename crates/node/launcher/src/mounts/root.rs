//! The root itself: mounted, and made the root of the process.
//!
//! Must not know: what is mounted in it.

use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::mount::{
    MountFlags, MountPropagationFlags, UnmountFlags, mount_bind_recursive, mount_change, unmount,
};

use super::RootFd;
use crate::protocol::{Doing, Failure};
use crate::spec::Root;
use crate::sys;

/// Mounts the root, in a mount namespace that passes nothing on, over a directory that is there anyway: making one
/// more costs a good part of a start.
pub(super) fn mount(root: &Root, in_user_namespace: bool) -> Result<RootFd, Failure> {
    let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    mount_change(c"/", private).doing(|| "cannot make the mount namespace private")?;
    let (Root::Overlay { upper: mount_point, .. } | Root::Directory { path: mount_point, .. }) = root;
    match root {
        Root::Overlay { layers_root, layers, upper, work, .. } => {
            rustix::process::chdir(layers_root)
                .doing(|| format!("cannot enter the image layers at {}", layers_root.display()))?;
            let options = overlay_options(layers, upper, work, in_user_namespace)?;
            forget_volatile(work);
            mount_overlay(mount_point, &options)?;
        }
        Root::Directory { path, .. } => mount_bind_recursive(path, mount_point)
            .doing(|| format!("cannot use {} as the root", path.display()))?,
    }
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let fd = rustix::fs::open(mount_point, flags, Mode::empty()).doing(|| "cannot open the root")?;
    Ok(RootFd::new(fd))
}

/// Without `volatile`, a container's end waits until what it wrote is on disk. Kernels before 5.10 do not know it.
fn mount_overlay(mount_point: &Path, options: &str) -> Result<(), Failure> {
    let attempt = |options: &str| {
        rustix::mount::mount(
            c"overlay",
            mount_point,
            c"overlay",
            MountFlags::empty(),
            Some(c_string(options)?.as_c_str()),
        )
    };
    match attempt(&format!("{options},volatile")) {
        Err(rustix::io::Errno::INVAL) => attempt(options),
        other => other,
    }
    .doing(|| "cannot mount the overlay of the image's layers")
}

fn c_string(text: &str) -> Result<std::ffi::CString, rustix::io::Errno> {
    std::ffi::CString::new(text).map_err(|_| rustix::io::Errno::INVAL)
}

fn overlay_options(
    layers: &[String],
    upper: &Path,
    work: &Path,
    in_user_namespace: bool,
) -> Result<String, Failure> {
    let cannot = |why: String| Failure::new("cannot mount the image", why);
    if layers.is_empty() {
        return Err(cannot("it has no layers".to_owned()));
    }
    if let Some(odd) = layers.iter().find(|layer| layer.is_empty() || layer.contains([':', ',', '\\', '"'])) {
        return Err(cannot(format!("a layer's directory cannot be named {odd:?}")));
    }
    let escape = |path: &Path| -> Result<String, Failure> {
        let text = path.to_str().ok_or_else(|| cannot(format!("{} is not UTF-8", path.display())))?;
        Ok(text.replace('\\', "\\\\").replace(',', "\\,").replace(':', "\\:"))
    };
    let extended = if in_user_namespace { ",userxattr" } else { "" };
    Ok(format!(
        "lowerdir={},upperdir={},workdir={}{extended}",
        layers.join(":"),
        escape(upper)?,
        escape(work)?
    ))
}

/// The mark of an earlier volatile mount, which would forbid another: a container that is started again after the
/// machine kept running has lost nothing. There is none at the first start.
fn forget_volatile(work: &Path) {
    let _ = std::fs::remove_dir_all(work.join("work/incompat"));
}

/// Makes it the root, and lets go of the machine's.
pub(super) fn pivot(root: &RootFd) -> Result<(), Failure> {
    rustix::process::fchdir(root).doing(|| "cannot enter the root")?;
    sys::pivot_root_here().doing(|| "cannot make it the root")?;
    unmount(c".", UnmountFlags::DETACH).doing(|| "cannot let go of the machine's root")?;
    rustix::process::chdir(c"/").doing(|| "cannot enter the new root")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlay_options_name_layers_and_refuse_odd_ones() {
        let layers = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let options = |names: &[&str], user| {
            overlay_options(&layers(names), Path::new("/d,a/upper"), Path::new("/d:a/work"), user)
        };
        assert_eq!(
            options(&["b", "a"], false).unwrap(),
            "lowerdir=b:a,upperdir=/d\\,a/upper,workdir=/d\\:a/work"
        );
        assert!(options(&["a"], true).unwrap().ends_with(",userxattr"));
        assert!(options(&[], false).is_err());
        assert!(options(&["a:b"], false).is_err());
        assert!(options(&["a,upperdir=/"], false).is_err());
    }
}
