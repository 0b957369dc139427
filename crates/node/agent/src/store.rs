//! What the agent remembers of its tasks over its own end: a file each, with the assignment and then the states.
//!
//! A state is a line that is added, and the last whole line is what is so: no file is made or renamed for a step. A
//! line that was cut off when the agent alone died is of a step that was not taken yet. Nothing waits for the disk:
//! what a machine's loss of power may take, a machine's loss of power has ended. [`Store::note_taken`] is for what
//! control has to be able to rely on.
//!
//! Files are in many folders, which the file system keeps apart: one folder through which thousands of files have
//! gone makes each new one dearer.
//!
//! Must not know: what a state means.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use longshore_link::Assignment;
use longshore_shapes::cbor;

use crate::task::state::TaskState;

const FRESH: &str = "fresh";
/// A longer file is written anew, with the last state alone. Several times what an assignment can take.
const FILE_BYTES_MAX: u64 = 512 * 1024;
const FOLDERS: usize = 256;
/// The tasks that were ever taken, a line each; the last so many are kept.
const TAKEN: &str = "taken";
const TAKEN_MAX: usize = 10_000;
const NAME_BYTES_MAX: usize = 200;
/// Images that this machine is known to have fetched.
const PULLED_MAX: usize = 10_000;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path}: {error}; the agent keeps its tasks there and cannot do without")]
    Files { path: PathBuf, error: io::Error },
}

#[derive(Debug, Clone)]
pub(crate) struct Store {
    data: PathBuf,
}

pub(crate) struct Loaded {
    pub(crate) tasks: Vec<Stored>,
    /// What cannot be read at all.
    pub(crate) torn: Vec<String>,
    /// Tasks that were here once and of which nothing is left.
    pub(crate) over: BTreeSet<String>,
    pub(crate) generation: i64,
}

/// A task as it was found.
pub(crate) struct Stored {
    pub(crate) assignment: Assignment,
    pub(crate) state: StoredState,
}

pub(crate) enum StoredState {
    Whole(Box<TaskState>),
    /// It was taken and nothing was done about it.
    Missing,
    /// It cannot be read: nobody knows what was done.
    Torn(String),
}

impl Store {
    pub(crate) fn open(data: &Path) -> Result<Self, StoreError> {
        let store = Self { data: data.to_owned() };
        let tasks = store.data.join("tasks");
        fs::create_dir_all(&tasks).map_err(|error| StoreError::Files { path: tasks, error })?;
        Ok(store)
    }

    fn file(&self, arn: &str) -> PathBuf {
        let name = file_name(arn);
        let sum =
            name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        self.tasks().join(format!("{:02x}", sum % FOLDERS)).join(name)
    }

    fn tasks(&self) -> PathBuf {
        self.data.join("tasks")
    }

    /// A task that is new here. The file needs no other name first: one that is cut off is of a task about which
    /// nothing was done.
    pub(crate) fn begin(
        &self,
        arn: &str,
        assignment: &Assignment,
        state: &TaskState,
    ) -> Result<(), StoreError> {
        let path = self.file(arn);
        let whole = [head(assignment), line(state, &path)?].concat();
        let written = match fs::write(&path, &whole) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, &whole))
            }
            other => other,
        };
        written.map_err(|error| StoreError::Files { path, error })
    }

    pub(crate) fn save_state(
        &self,
        arn: &str,
        assignment: &Assignment,
        state: &TaskState,
    ) -> Result<(), StoreError> {
        let path = self.file(arn);
        let line = line(state, &path)?;
        let saved = match add(&path, &line) {
            Ok(true) => Ok(()),
            Ok(false) => replace(&path, &[head(assignment), line].concat()),
            Err(error) => Err(error),
        };
        saved.map_err(|error| StoreError::Files { path, error })
    }

    pub(crate) fn remove(&self, arn: &str) -> Result<(), StoreError> {
        let path = self.file(arn);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::Files { path, error }),
            _ => Ok(()),
        }
    }

    /// Writes down that these tasks were taken, and waits until that would outlive the machine's loss of
    /// power: whatever else is lost then, they are not begun again.
    pub(crate) fn note_taken(&self, arns: &[String], generation: i64) -> Result<(), StoreError> {
        let path = self.data.join(TAKEN);
        let whole = arns.iter().filter(|arn| !arn.contains(char::is_control));
        let lines: String = whole.map(|arn| format!("{generation} {arn}\n")).collect();
        let noted = OpenOptions::new().create(true).append(true).open(&path).and_then(|mut file| {
            file.write_all(lines.as_bytes())?;
            file.sync_data()
        });
        noted.map_err(|error| StoreError::Files { path, error })
    }

    /// Every task that was taken, the last ones last, and the generation they came with.
    fn taken(&self) -> Result<(Vec<String>, i64), StoreError> {
        let path = self.data.join(TAKEN);
        // A line that was cut off is of a task that was not accepted.
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
        let pair = |line: &str| line.split_once(' ').map(|(number, arn)| (number.parse(), arn.to_owned()));
        let pairs: Vec<_> = text.lines().filter_map(pair).collect();
        let generation = pairs.iter().filter_map(|(number, _)| number.clone().ok()).max().unwrap_or(0);
        let skipped = pairs.len().saturating_sub(TAKEN_MAX);
        let arns: Vec<String> = pairs.into_iter().skip(skipped).map(|(_, arn)| arn).collect();
        if skipped > 0 {
            let kept: String = arns.iter().map(|arn| format!("{generation} {arn}\n")).collect();
            replace(&path, kept.as_bytes())
                .map_err(|error| StoreError::Files { path: path.clone(), error })?;
        }
        if let Ok(file) = OpenOptions::new().create(true).append(true).open(&path) {
            // The file itself has to be there after a loss of power; its folder is told once.
            let synced = file.sync_all().and_then(|()| File::open(&self.data)?.sync_all());
            synced.map_err(|error| StoreError::Files { path, error })?;
        }
        Ok((arns, generation))
    }

    /// Everything that can be read, and what cannot.
    pub(crate) fn load(&self) -> Result<Loaded, StoreError> {
        let (taken, generation) = self.taken()?;
        let taken: BTreeSet<String> = taken.into_iter().collect();
        let mut loaded = Loaded { tasks: Vec::new(), torn: Vec::new(), over: taken.clone(), generation };
        for path in files(&self.tasks())? {
            if path.extension().is_some_and(|extension| extension == FRESH) {
                // The one it was to replace is there.
                let _ = fs::remove_file(&path);
                continue;
            }
            match load_one(&path, &taken) {
                Ok(one) => {
                    loaded.over.remove(one.assignment.task_arn.as_deref().unwrap_or_default());
                    loaded.tasks.push(one);
                }
                Err(problem) => {
                    loaded.torn.push(format!("{}: {problem}", path.display()));
                    let _ = fs::remove_file(&path);
                }
            }
        }
        Ok(loaded)
    }

    pub(crate) fn pulled(&self) -> BTreeSet<String> {
        let text = fs::read_to_string(self.data.join("pulled")).unwrap_or_default();
        text.lines().take(PULLED_MAX).map(str::to_owned).collect()
    }

    pub(crate) fn save_pulled(&self, references: &BTreeSet<String>) -> Result<(), StoreError> {
        let lines: Vec<&str> = references.iter().take(PULLED_MAX).map(String::as_str).collect();
        let path = self.data.join("pulled");
        replace(&path, lines.join("\n").as_bytes()).map_err(|error| StoreError::Files { path, error })
    }
}

/// The files of all tasks.
fn files(tasks: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let list = |folder: &Path| -> Result<Vec<PathBuf>, StoreError> {
        let entries = fs::read_dir(folder).and_then(|all| all.map(|one| Ok(one?.path())).collect());
        entries.map_err(|error| StoreError::Files { path: folder.to_owned(), error })
    };
    let mut files = Vec::new();
    for folder in list(tasks)?.iter().filter(|path| path.is_dir()) {
        files.extend(list(folder)?);
    }
    Ok(files)
}

fn load_one(path: &Path, taken: &BTreeSet<String>) -> Result<Stored, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let (assignment, states) = split(&bytes).ok_or("its assignment is cut off")?;
    let assignment: Assignment = cbor::from_slice(assignment).map_err(|error| error.to_string())?;
    let arn = assignment.task_arn.as_deref().ok_or("it names no task")?;
    let state = match last_state(states) {
        Some((Ok(state), whole)) => {
            let kept = bytes.len() - states.len() + whole;
            cut_to(path, kept).map_err(|error| error.to_string())?;
            StoredState::Whole(Box::new(state))
        }
        Some((Err(error), _)) => StoredState::Torn(error.to_string()),
        // Only the first state can be cut off and leave none, and then nothing was done about the task.
        None if !taken.contains(arn) => StoredState::Missing,
        None => StoredState::Torn("no state of it is whole".to_owned()),
    };
    Ok(Stored { assignment, state })
}

/// What a file begins with: the length of the assignment, and itself.
fn head(assignment: &Assignment) -> Vec<u8> {
    let bytes = cbor::to_vec(assignment);
    let mut head = format!("{}\n", bytes.len()).into_bytes();
    head.extend(bytes);
    head
}

/// The assignment and the states of a file.
fn split(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let length: usize = std::str::from_utf8(file.get(..end)?).ok()?.parse().ok()?;
    file.get(end + 1..)?.split_at_checked(length)
}

/// The last line that has an end, and how many bytes there are up to it; none if no line has one.
fn last_state(states: &[u8]) -> Option<(serde_json::Result<TaskState>, usize)> {
    let end = states.iter().rposition(|byte| *byte == b'\n')?;
    let lines = states.get(..end).unwrap_or_default();
    let last = lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    Some((serde_json::from_slice(last), end + 1))
}

/// Takes away what was cut off, so that the next line does not go on in it.
fn cut_to(path: &Path, kept: usize) -> io::Result<()> {
    let (file, kept) = (OpenOptions::new().write(true).open(path)?, u64::try_from(kept).unwrap_or(u64::MAX));
    if file.metadata()?.len() > kept { file.set_len(kept) } else { Ok(()) }
}

/// False: the file is long enough, or is not there.
fn add(path: &Path, line: &[u8]) -> io::Result<bool> {
    let mut file = match OpenOptions::new().append(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    let length = file.metadata()?.len();
    if length >= FILE_BYTES_MAX {
        return Ok(false);
    }
    if let Err(error) = file.write_all(line) {
        // What follows would be read as a part of it.
        let _ = file.set_len(length);
        return Err(error);
    }
    Ok(true)
}

fn line(state: &TaskState, path: &Path) -> Result<Vec<u8>, StoreError> {
    let failed = |error: serde_json::Error| StoreError::Files { path: path.to_owned(), error: error.into() };
    let mut line = serde_json::to_vec(state).map_err(failed)?;
    line.push(b'\n');
    Ok(line)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension(FRESH);
    File::create(&fresh).and_then(|mut file| file.write_all(bytes))?;
    fs::rename(&fresh, path)
}

/// A name for a file: the last part of the ARN, with every odd byte spelled out.
fn file_name(arn: &str) -> String {
    let id = arn.rsplit('/').next().unwrap_or(arn);
    let mut name = String::new();
    for byte in id.bytes().take(NAME_BYTES_MAX / 3) {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02x}"));
        }
    }
    if name.is_empty() { "%".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
