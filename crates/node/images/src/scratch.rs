//! Directories for tests, removed in the end.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("longshore-images-{}-{name}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A store's thread that flushes may write there a moment longer.
        let is_gone = |_: &u32| std::fs::remove_dir_all(&self.0).is_ok() || !self.0.exists();
        let _ = (0..10_000).inspect(|_| std::thread::yield_now()).find(is_gone);
    }
}
