//! How a container tells that it runs: it writes a byte into a FIFO of the machine that is mounted into it.
//!
//! The same for every peer, so that nobody's way of collecting output is measured.
//! Must not know: who starts the container.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};
use rustix::time::Timespec;

/// Where the probe's directory is mounted in a container.
pub(crate) const MOUNTED_AT: &str = "/probe";
const FIFO: &str = "started";

pub(crate) struct Probe {
    dir: PathBuf,
    fifo: File,
}

impl Probe {
    pub(crate) fn new(dir: &Path) -> Result<Self> {
        std::fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
        let path = dir.join(FIFO);
        mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o666), 0)
            .with_context(|| format!("making the FIFO {}", path.display()))?;
        // Open for both ends, so that neither side ever waits for the other to open it.
        let nonblock = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
        let fifo = OpenOptions::new().read(true).write(true).custom_flags(nonblock).open(&path)?;
        Ok(Self { dir: dir.to_owned(), fifo })
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// What a container runs to say that it is there.
    pub(crate) fn command() -> String {
        format!("echo >{MOUNTED_AT}/{FIFO}")
    }

    /// Waits for so many more containers to say that they run.
    pub(crate) fn wait(&mut self, mut count: usize, limit: Duration) -> Result<()> {
        let limit = Timespec::try_from(limit).context("the time limit is too long")?;
        let mut bytes = [0; 4096];
        while count > 0 {
            if poll(&mut [PollFd::new(&self.fifo, PollFlags::IN)], Some(&limit))? == 0 {
                bail!("{count} containers did not say that they run within {limit:?}");
            }
            let room = bytes.get_mut(..count.min(4096)).unwrap_or_default();
            count -= match self.fifo.read(room) {
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => 0,
                Err(error) => return Err(error.into()),
            };
        }
        Ok(())
    }
}
