//! Folders of things that have nothing to do with each other: the file system is told to keep them apart.
//!
//! Without that hint ext4 puts every folder where its parent is, and each file into the first free place there.
//! Where folders come and go by the thousand, finding that place takes longer with each that went: a file system
//! without a journal passes over all that was freed in the last minutes.
//!
//! Must not know: what is in a folder.

use std::path::Path;

use rustix::fs::{IFlags, Mode, OFlags, ioctl_getflags, ioctl_setflags};

/// For the folders that will be made in this one. A file system that knows no such thing is left as it is.
pub fn spread(folder: &Path) {
    let open = rustix::fs::open(folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty());
    let told = open.and_then(|folder| {
        let flags = ioctl_getflags(&folder)?;
        if flags.contains(IFlags::TOPDIR) { Ok(()) } else { ioctl_setflags(&folder, flags | IFlags::TOPDIR) }
    });
    if let Err(error) = told {
        tracing::debug!(%error, folder = %folder.display(), "folders are placed as the file system likes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_other_flags_and_one_that_is_not_there_does_no_harm() {
        let folder = std::env::temp_dir().join(format!("longshore-spread-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let flags = || {
            let open = rustix::fs::open(&folder, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).unwrap();
            ioctl_getflags(open)
        };
        let before = flags();
        spread(&folder);
        spread(&folder);
        spread(&folder.join("missing"));
        if let (Ok(before), Ok(after)) = (before, flags()) {
            assert_eq!(after - IFlags::TOPDIR, before - IFlags::TOPDIR);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
