//! Small things by name, in one file that is only ever added to: a line for each that comes, a line for each that
//! goes. What comes and goes hundreds of times a second would cost a file each otherwise.
//!
//! Invariants: what was put is found by the next process; a line that was cut off is of a step that nobody was told
//! was done; the file is written anew, whole, when most of it is of things that are gone.
//!
//! Must not know: what the things are.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Lines of what is gone are let be as long as there are not more of them.
const GONE_LINES_MAX: usize = 4096;

#[derive(Serialize, Deserialize)]
struct Line<Id, T> {
    id: Id,
    /// None where it is gone.
    is: Option<T>,
}

#[derive(Debug)]
pub(crate) struct Ledger<T> {
    path: PathBuf,
    book: Mutex<Book<T>>,
}

#[derive(Debug)]
struct Book<T> {
    file: File,
    length: u64,
    lines: usize,
    live: HashMap<String, T>,
}

impl<T: Serialize + DeserializeOwned + Clone> Ledger<T> {
    /// Reads what is there. A line that cannot be read is passed over, and told.
    pub(crate) fn open(path: PathBuf) -> io::Result<Self> {
        let text = match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            other => other?,
        };
        let mut live = HashMap::new();
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match serde_json::from_slice::<Line<String, T>>(line) {
                Ok(Line { id, is: Some(is) }) => drop(live.insert(id, is)),
                Ok(Line { id, is: None }) => drop(live.remove(&id)),
                Err(error) => {
                    tracing::warn!(%error, path = %path.display(), "a line cannot be read; it is passed over");
                }
            }
        }
        let book = Book::written_anew(&path, live)?;
        Ok(Self { path, book: Mutex::new(book) })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn book(&self) -> MutexGuard<'_, Book<T>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn all(&self) -> Vec<T> {
        self.book().live.values().cloned().collect()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.book().live.keys().cloned().collect()
    }

    pub(crate) fn put(&self, id: &str, value: T) -> io::Result<()> {
        let mut book = self.book();
        book.append(&Line { id, is: Some(&value) })?;
        book.live.insert(id.to_owned(), value);
        Ok(())
    }

    /// No error if it is not there.
    pub(crate) fn remove(&self, id: &str) -> io::Result<()> {
        let mut book = self.book();
        if !book.live.contains_key(id) {
            return Ok(());
        }
        book.append(&Line { id, is: None::<&T> })?;
        book.live.remove(id);
        if book.lines > book.live.len() + GONE_LINES_MAX {
            let live = std::mem::take(&mut book.live);
            *book = Book::written_anew(&self.path, live)?;
        }
        Ok(())
    }
}

impl<T: Serialize> Book<T> {
    /// Only what is live, under another name first.
    fn written_anew(path: &Path, live: HashMap<String, T>) -> io::Result<Self> {
        let mut fresh = path.as_os_str().to_owned();
        fresh.push(".new");
        let mut text = Vec::new();
        for (id, value) in &live {
            serde_json::to_writer(&mut text, &Line { id, is: Some(value) })?;
            text.push(b'\n');
        }
        std::fs::write(&fresh, &text)?;
        let file = OpenOptions::new().append(true).open(&fresh)?;
        std::fs::rename(&fresh, path)?;
        Ok(Self { file, length: u64::try_from(text.len()).unwrap_or(u64::MAX), lines: live.len(), live })
    }

    fn append(&mut self, line: &Line<&str, &T>) -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        if let Err(error) = self.file.write_all(&text) {
            // What follows would be read as a part of it.
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += u64::try_from(text.len()).unwrap_or_default();
        self.lines += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("longshore-ledger-{name}-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        path
    }

    fn open(path: &Path) -> Ledger<u32> {
        Ledger::open(path.to_owned()).unwrap()
    }

    fn all(ledger: &Ledger<u32>) -> Vec<u32> {
        let mut all = ledger.all();
        all.sort_unstable();
        all
    }

    #[test]
    fn what_was_put_and_not_removed_is_there_again() {
        let path = place("again");
        let ledger = open(&path);
        for number in 0..4_u32 {
            ledger.put(&format!("\"{number}\n"), number).unwrap();
        }
        ledger.put("\"1\n", 7).unwrap();
        ledger.remove("\"2\n").unwrap();
        ledger.remove("\"2\n").unwrap();
        assert_eq!(all(&ledger), [0, 3, 7]);
        drop(ledger);
        assert_eq!(all(&open(&path)), [0, 3, 7]);
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_line_that_was_cut_off_harms_no_other() {
        let path = place("cut");
        std::fs::write(
            &path,
            "{\"id\":\"a\",\"is\":1}\n\0\0\n{\"id\":\"b\",\"is\":2}\n{\"id\":\"b\",\"is\":",
        )
        .unwrap();
        let ledger = open(&path);
        assert_eq!(all(&ledger), [1, 2]);
        ledger.put("c", 3).unwrap();
        assert_eq!(all(&open(&path)), [1, 2, 3]);
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_file_does_not_grow_with_what_is_gone() {
        let path = place("bound");
        let ledger = open(&path);
        ledger.put("stays", 1).unwrap();
        for number in 0..20_000 {
            ledger.put("goes", number).unwrap();
            ledger.remove("goes").unwrap();
        }
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= GONE_LINES_MAX + 3, "{lines}");
        assert_eq!(all(&open(&path)), [1]);
        std::fs::remove_file(path).unwrap();
    }
}
