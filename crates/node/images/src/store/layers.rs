//! Unpacked layers, by the digest of their content.
//!
//! A layer is a directory below `layers/` and, written after it, a mark that says what it is. The mark names the boot
//! it was written in until everything was flushed: after a loss of power, a layer that might be torn is not believed
//! and is unpacked anew; after a mere crash, the kernel still has all of it. So a pull waits for no flush.
//!
//! Invariants: a layer without a believed mark does not exist. What a pull works with is pinned and never swept.
//! Must not know: images, registries.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Temp};
use crate::digest::Digest;
use crate::error::{ImageError, Result};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Mark {
    diff_id: Digest,
    /// Of its files.
    bytes: u64,
    /// Absent once flushed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    boot: Option<String>,
}

#[derive(Default)]
struct State {
    known: HashMap<Digest, Mark>,
    pins: HashMap<Digest, usize>,
    flights: HashMap<Digest, Weak<tokio::sync::Mutex<()>>>,
}

pub(crate) struct Layers {
    disk: Arc<Disk>,
    state: Mutex<State>,
}

/// Layers that are not swept while this lives.
pub(crate) struct Pins {
    layers: Arc<Layers>,
    digests: Vec<Digest>,
}

impl Drop for Pins {
    fn drop(&mut self) {
        let mut state = self.layers.state();
        for digest in &self.digests {
            if let Some(count) = state.pins.get_mut(digest) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    state.pins.remove(digest);
                }
            }
        }
    }
}

/// What a sweep took.
#[derive(Debug, Default)]
pub(super) struct Swept {
    pub(super) layers: usize,
    pub(super) bytes: u64,
    /// Removed from disk when this goes, which takes its time.
    pub(super) garbage: Vec<Temp>,
}

impl Layers {
    /// Believes the layers whose marks may be believed, and removes all others but those in use.
    pub(super) fn open(disk: Arc<Disk>, in_use: &HashSet<String>) -> Result<Self> {
        let mut known = HashMap::new();
        for (name, path) in names(&disk.marks())? {
            let mark = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Mark>(&bytes).ok());
            let believed = mark.filter(|mark| {
                let flushed = mark.boot.as_ref().is_none_or(|boot| *boot == disk.boot && !boot.is_empty());
                flushed && mark.diff_id.short_name() == name && disk.layer(&mark.diff_id).is_dir()
            });
            match believed {
                Some(mark) => drop(known.insert(mark.diff_id.clone(), mark)),
                None => disk.remove_file(&path)?,
            }
        }
        let believed: HashSet<_> = known.keys().map(Digest::short_name).collect();
        for (name, path) in names(&disk.layers())? {
            if !believed.contains(&name) && !in_use.contains(&name) {
                disk.take_away(&path)?;
            }
        }
        Ok(Self { disk, state: Mutex::new(State { known, ..State::default() }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn contains(&self, digest: &Digest) -> bool {
        self.state().known.contains_key(digest)
    }

    pub(crate) fn bytes(&self, digest: &Digest) -> u64 {
        self.state().known.get(digest).map_or(0, |mark| mark.bytes)
    }

    pub(crate) fn pin(self: &Arc<Self>, digests: &[Digest]) -> Pins {
        let mut state = self.state();
        for digest in digests {
            *state.pins.entry(digest.clone()).or_default() += 1;
        }
        Pins { layers: Arc::clone(self), digests: digests.to_vec() }
    }

    /// One at a time unpacks a layer; the others wait and then find it.
    pub(crate) fn flight(&self, digest: &Digest) -> Arc<tokio::sync::Mutex<()>> {
        let mut state = self.state();
        if let Some(flight) = state.flights.get(digest).and_then(Weak::upgrade) {
            return flight;
        }
        state.flights.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::new(tokio::sync::Mutex::new(()));
        state.flights.insert(digest.clone(), Arc::downgrade(&flight));
        flight
    }

    /// Gives a layer that was unpacked whole its place. The first of two has it.
    pub(crate) fn commit(&self, temp: Temp, diff_id: &Digest, bytes: u64) -> Result<()> {
        let mut state = self.state();
        if state.known.contains_key(diff_id) {
            return Ok(());
        }
        if state.known.keys().any(|other| other.short_name() == diff_id.short_name()) {
            let path = self.disk.layer(diff_id).display().to_string();
            return Err(ImageError::Corrupt { path, reason: "two layers with one short name".to_owned() });
        }
        let place = self.disk.layer(diff_id);
        // One that was not believed, kept because a container may be on it.
        let _before = self.disk.take_away(&place)?;
        fs::rename(&temp.path, &place)
            .map_err(|error| ImageError::io("renaming a layer to", &place, &error))?;
        let mark = Mark { diff_id: diff_id.clone(), bytes, boot: Some(self.disk.boot.clone()) };
        self.write_mark(&mark)?;
        state.known.insert(diff_id.clone(), mark);
        Ok(())
    }

    fn write_mark(&self, mark: &Mark) -> Result<()> {
        let bytes = serde_json::to_vec(mark).map_err(|error| ImageError::invalid("a layer's mark", error))?;
        self.disk.write(&self.disk.mark(&mark.diff_id), &bytes, false)
    }

    /// Takes away what is neither needed nor pinned.
    pub(super) fn sweep(&self, needed: &HashSet<Digest>, in_use: &HashSet<String>) -> Result<Swept> {
        let mut swept = Swept::default();
        let mut state = self.state();
        let State { known, pins, .. } = &mut *state;
        let is_free = |digest: &Digest| {
            !needed.contains(digest) && !pins.contains_key(digest) && !in_use.contains(&digest.short_name())
        };
        let gone: Vec<Mark> = known.extract_if(|digest, _| is_free(digest)).map(|(_, mark)| mark).collect();
        for mark in gone {
            self.disk.remove_file(&self.disk.mark(&mark.diff_id))?;
            swept.garbage.extend(self.disk.take_away(&self.disk.layer(&mark.diff_id))?);
            swept.layers += 1;
            swept.bytes += mark.bytes;
        }
        Ok(swept)
    }

    /// Those that would not outlive a loss of power.
    pub(super) fn unsettled(&self) -> Vec<Digest> {
        self.state()
            .known
            .values()
            .filter(|mark| mark.boot.is_some())
            .map(|mark| mark.diff_id.clone())
            .collect()
    }

    /// Says so of layers that have been flushed.
    pub(super) fn settled(&self, flushed: Vec<Digest>) -> Result<()> {
        for digest in flushed {
            let mut state = self.state();
            if let Some(known) = state.known.get_mut(&digest) {
                known.boot = None;
                let known = known.clone();
                self.write_mark(&known)?;
            }
        }
        Ok(())
    }
}

fn names(directory: &std::path::Path) -> Result<Vec<(String, std::path::PathBuf)>> {
    let failed = |error: std::io::Error| ImageError::io("listing", directory, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        names.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    Ok(names)
}
