//! What the agent remembers of its tasks over its own end: a folder each, with the assignment and the state.
//!
//! A file is written under another name and renamed, so it is whole or not there when the agent alone dies.
//! Nothing waits for the disk: what a machine's loss of power may take, a machine's loss of power has ended.
//! [`Store::note_taken`] is for what control has to be able to rely on.
//!
//! Must not know: what a state means.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use longshore_link::Assignment;
use longshore_shapes::cbor;

use crate::task::state::TaskState;

const ASSIGNMENT: &str = "assignment";
const STATE: &str = "state.json";
const FRESH: &str = "fresh";
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

    fn folder(&self, arn: &str) -> PathBuf {
        self.data.join("tasks").join(file_name(arn))
    }

    /// A task that is new here. Its files need no other name first: one that is cut off is of a task about
    /// which nothing was done.
    pub(crate) fn begin(
        &self,
        arn: &str,
        assignment: &Assignment,
        state: &TaskState,
    ) -> Result<(), StoreError> {
        let folder = self.folder(arn);
        fs::create_dir_all(&folder).map_err(|error| StoreError::Files { path: folder.clone(), error })?;
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.join(name);
            fs::write(&path, bytes).map_err(|error| StoreError::Files { path, error })
        };
        write(ASSIGNMENT, &cbor::to_vec(assignment))?;
        write(STATE, &json(state, &folder)?)
    }

    pub(crate) fn save_state(&self, arn: &str, state: &TaskState) -> Result<(), StoreError> {
        let folder = self.folder(arn);
        replace(&folder, STATE, &json(state, &folder)?)
    }

    pub(crate) fn remove(&self, arn: &str) -> Result<(), StoreError> {
        let folder = self.folder(arn);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::Files { path: folder, error })
            }
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
            replace(&self.data, TAKEN, kept.as_bytes())?;
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
        let path = self.data.join("tasks");
        let failed = |error| StoreError::Files { path: path.clone(), error };
        let (taken, generation) = self.taken()?;
        let taken: BTreeSet<String> = taken.into_iter().collect();
        let mut loaded = Loaded { tasks: Vec::new(), torn: Vec::new(), over: taken.clone(), generation };
        for entry in fs::read_dir(&path).map_err(failed)? {
            let folder = entry.map_err(failed)?.path();
            match load_one(&folder, &taken) {
                Ok(one) => {
                    loaded.over.remove(one.assignment.task_arn.as_deref().unwrap_or_default());
                    loaded.tasks.push(one);
                }
                Err(problem) => {
                    loaded.torn.push(format!("{}: {problem}", folder.display()));
                    let _ = fs::remove_dir_all(&folder);
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
        replace(&self.data, "pulled", lines.join("\n").as_bytes())
    }
}

fn load_one(folder: &Path, taken: &BTreeSet<String>) -> Result<Stored, String> {
    let bytes = fs::read(folder.join(ASSIGNMENT)).map_err(|error| error.to_string())?;
    let assignment: Assignment = cbor::from_slice(&bytes).map_err(|error| error.to_string())?;
    let arn = assignment.task_arn.as_deref().ok_or("it names no task")?;
    let state = match fs::read(folder.join(STATE)) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(state) => StoredState::Whole(Box::new(state)),
            // Only the first state of a task is written in place, before anything is done about it.
            Err(_) if !taken.contains(arn) => StoredState::Missing,
            Err(error) => StoredState::Torn(error.to_string()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound && !taken.contains(arn) => StoredState::Missing,
        Err(error) => StoredState::Torn(error.to_string()),
    };
    Ok(Stored { assignment, state })
}

fn json(state: &TaskState, folder: &Path) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(state)
        .map_err(|error| StoreError::Files { path: folder.join(STATE), error: error.into() })
}

fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.{FRESH}")));
    let written = File::create(&fresh).and_then(|mut file| file.write_all(bytes));
    written
        .and_then(|()| fs::rename(&fresh, &path))
        .map_err(|error| StoreError::Files { path: path.clone(), error })
}

/// A name for a folder: the last part of the ARN, with every odd byte spelled out.
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
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn folder(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("longshore-agent-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Folder(path)
    }

    fn assignment(arn: &str) -> Assignment {
        Assignment { task_arn: Some(arn.to_owned()), ..Assignment::default() }
    }

    #[test]
    fn tasks_come_back_whole_missing_or_torn() {
        let folder = folder("load");
        let store = Store::open(&folder.0).unwrap();
        let state = TaskState { revision: 7, ..TaskState::default() };
        for arn in ["a/whole", "a/missing", "a/torn", "a/lost"] {
            store.begin(arn, &assignment(arn), &TaskState::default()).unwrap();
        }
        store.save_state("a/whole", &state).unwrap();
        fs::remove_file(store.folder("a/missing").join(STATE)).unwrap();
        fs::write(store.folder("a/torn").join(STATE), "{\"rev").unwrap();
        fs::write(store.folder("a/lost").join(ASSIGNMENT), "").unwrap();
        store.note_taken(&["a/whole".to_owned(), "a/gone".to_owned()], 12).unwrap();
        let Loaded { tasks: mut stored, torn, over, generation } = store.load().unwrap();
        assert_eq!((over.into_iter().collect::<Vec<_>>().concat().as_str(), generation), ("a/gone", 12));
        stored.sort_by_key(|one| one.assignment.task_arn.clone());
        let states: Vec<_> = stored
            .iter()
            .map(|one| match &one.state {
                StoredState::Whole(state) => state.revision.to_string(),
                StoredState::Missing => "missing".to_owned(),
                StoredState::Torn(_) => "torn".to_owned(),
            })
            .collect();
        assert_eq!(
            states,
            ["missing", "missing", "7"],
            "a first state that was cut off is of a task that is new still"
        );
        assert_eq!(torn.len(), 1);
        store.note_taken(&["a/missing".to_owned(), "a/torn".to_owned()], 13).unwrap();
        let lost =
            store.load().unwrap().tasks.into_iter().filter(|one| matches!(one.state, StoredState::Torn(_)));
        assert_eq!(lost.count(), 2, "what was accepted and has no state is lost, not new");
        store.remove("a/whole").unwrap();
        store.remove("a/whole").unwrap();
        assert_eq!(store.load().unwrap().tasks.len(), 2, "what is lost is gone, what was removed too");
    }

    #[test]
    fn names_cannot_lead_out_of_the_folder() {
        for (arn, name) in
            [("arn:aws:ecs:r:1:task/c/0af3", "0af3"), ("..", "%2e%2e"), ("a/", "%"), ("x/é.", "%c3%a9%2e")]
        {
            assert_eq!(file_name(arn), name);
        }
    }
}
