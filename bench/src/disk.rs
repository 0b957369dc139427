//! What the disk itself takes to make a small append durable: the floor under every durable write.
//!
//! Must not know: the store.

use std::fs::File;
use std::io::Write;

use anyhow::{Context, Result};

use crate::figures::quantile_us;
use crate::{clock, scratch::Scratch};

const APPENDS: usize = 1_000;
const APPEND_BYTES: usize = 1024;

/// The median time to append 1 KB and `fdatasync`, in microseconds.
pub(crate) fn fdatasync_p50_us(scratch: &Scratch) -> Result<f64> {
    let path = scratch.path().join("appended");
    let mut file = File::create(&path).with_context(|| format!("making {}", path.display()))?;
    let block = [b'x'; APPEND_BYTES];
    let mut times = Vec::with_capacity(APPENDS);
    for _ in 0..APPENDS {
        let started = clock::instant();
        file.write_all(&block)?;
        file.sync_data()?;
        times.push(started.elapsed());
    }
    std::fs::remove_file(&path)?;
    Ok(quantile_us(&mut times, 0.5))
}
