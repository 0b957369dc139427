//! Reading back what is kept on the machine: the tail, from a time on, and on as it comes.
//!
//! A reader takes no lock and holds nothing up; what is removed while it reads, it does not see.
//!
//! Must not know: who writes.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use longshore_runtime::Stream;
use serde::Deserialize;
use tokio::time::sleep;

use super::keep::{packed_path, path, serials};
use super::position::Checkpoint;

const BATCH_LINES: usize = 512;
/// How often a follower looks for more.
const FOLLOW_PAUSE: Duration = Duration::from_millis(200);
/// A kept line is at most 16 KiB of text, written as JSON, with what goes along.
const LINE_BYTES_MAX: u64 = 1024 * 1024;
const NAME_BYTES_MAX: usize = 255;

/// What is wanted of a log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LogsAsked {
    /// At most so many of the last lines.
    pub tail: Option<u64>,
    /// Nanoseconds since 1970; nothing earlier.
    pub since_nanos: Option<i64>,
    /// Goes on until the containers have ended, and no more may start.
    pub follow: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    pub at_nanos: i64,
    pub container: String,
    pub stream: Stream,
    /// Without its end.
    pub text: String,
    /// The line goes on in the next of this container and stream.
    pub goes_on: bool,
}

impl LogLine {
    /// One line of JSON, as `longshore logs --output json` prints it. `alone`: its task has one container.
    pub fn to_json(&self, alone: bool) -> String {
        let stream = match self.stream {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        };
        let at = jiff::Timestamp::from_nanosecond(i128::from(self.at_nanos)).unwrap_or_default();
        let mut line = serde_json::json!({
            "at": at.to_string(),
            "container": self.container,
            "stream": stream,
            "log": self.text,
        });
        if let Some(members) = line.as_object_mut() {
            members.extend(alone.then(|| ("alone".to_owned(), true.into())));
            members.extend(self.goes_on.then(|| ("goesOn".to_owned(), true.into())));
        }
        line.to_string()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum LogReadError {
    #[error("no log is kept of {0}")]
    NotKept(String),
    #[error("the log of {0} cannot be read: {1}")]
    Unreadable(String, io::Error),
}

/// The lines of one or more containers, in order of time as far as they are there.
pub struct LogReader {
    containers: Vec<OneContainer>,
    /// Of all containers of a task: the folder in which more may come.
    growing: Option<PathBuf>,
    follow: bool,
    /// Whether containers may still start.
    live: Box<dyn Fn() -> bool + Send>,
    /// To be passed over: more than the tail of all together.
    skip: u64,
}

struct OneContainer {
    name: String,
    cursor: Option<Cursor>,
    lines: VecDeque<LogLine>,
    ended: bool,
}

/// `logs` is the folder of all logs. Without a container, all of the task's.
pub async fn read(
    logs: &Path,
    task_id: &str,
    container: Option<&str>,
    asked: LogsAsked,
) -> Result<LogReader, LogReadError> {
    let what = container.map_or_else(|| task_id.to_owned(), |container| format!("{task_id}/{container}"));
    let folders = folders(logs, task_id, container).filter(|folders| !folders.is_empty());
    let folders = folders.ok_or_else(|| LogReadError::NotKept(what.clone()))?;
    let opened =
        tokio::task::spawn_blocking(move || open_all(folders, asked)).await.map_err(io::Error::other);
    let (containers, total) =
        opened.and_then(|opened| opened).map_err(|error| LogReadError::Unreadable(what, error))?;
    let skip = asked.tail.map_or(0, |tail| total.saturating_sub(tail));
    let growing = container.is_none().then(|| logs.join(task_id));
    Ok(LogReader { containers, growing, follow: asked.follow, live: Box::new(|| false), skip })
}

/// Removes all that is kept of a task.
pub fn remove(logs: &Path, task_id: &str) -> io::Result<()> {
    if !is_name(task_id) {
        return Ok(());
    }
    match std::fs::remove_dir_all(logs.join(task_id)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub(super) fn directory(logs: &Path, task_id: &str, container: &str) -> Option<PathBuf> {
    (is_name(task_id) && is_name(container)).then(|| logs.join(task_id).join(container))
}

/// Letters, digits, hyphens, underscores and dots, and not dots alone.
fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    name.len() <= NAME_BYTES_MAX && name.bytes().all(allowed) && name.bytes().any(|byte| byte != b'.')
}

fn folders(logs: &Path, task_id: &str, container: Option<&str>) -> Option<Vec<(String, PathBuf)>> {
    if let Some(container) = container {
        let folder = directory(logs, task_id, container)?;
        return folder.is_dir().then(|| vec![(container.to_owned(), folder)]);
    }
    is_name(task_id).then(|| folders_in(&logs.join(task_id)))
}

/// The folders of a task's containers, by their names.
fn folders_in(task: &Path) -> Vec<(String, PathBuf)> {
    let mut folders: Vec<(String, PathBuf)> = std::fs::read_dir(task)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    folders.sort();
    folders
}

fn open_all(folders: Vec<(String, PathBuf)>, asked: LogsAsked) -> io::Result<(Vec<OneContainer>, u64)> {
    let (mut containers, mut total) = (Vec::new(), 0);
    for (name, folder) in folders {
        let (cursor, count) = Cursor::open(folder, asked)?;
        containers.push(OneContainer::new(name, cursor));
        total += count;
    }
    Ok((containers, total))
}

impl LogReader {
    /// A follower goes on, and sees containers that start later or again, as long as it is told that they may.
    pub fn while_live(self, live: impl Fn() -> bool + Send + 'static) -> Self {
        Self { live: Box::new(live), ..self }
    }

    /// The next line; `None` when there is no more. Dropping the wait ends the reading.
    pub async fn next(&mut self) -> Option<LogLine> {
        loop {
            // Asked before looking: whatever started while they could has been seen then.
            let live = self.follow && (self.live)();
            if self.follow && self.containers.iter().all(|one| one.lines.is_empty()) {
                self.look_again();
            }
            let mut came = false;
            for one in &mut self.containers {
                came |= one.fill(self.follow).await;
            }
            match self.earliest() {
                Some(_) if self.skip > 0 => self.skip -= 1,
                Some(line) => return Some(line),
                None if !live && self.containers.iter().all(|one| one.ended) => return None,
                None if came => {}
                None => sleep(FOLLOW_PAUSE).await,
            }
        }
    }

    /// Takes up containers that were not there before, and those that had ended: they may have run again.
    fn look_again(&mut self) {
        for one in &mut self.containers {
            one.ended = one.cursor.is_none();
        }
        for (name, folder) in self.growing.as_deref().map(folders_in).unwrap_or_default() {
            if !self.containers.iter().any(|one| one.name == name)
                && let Ok((cursor, _)) = Cursor::open(folder, LogsAsked::default())
            {
                self.containers.push(OneContainer::new(name, cursor));
            }
        }
    }

    /// Whether it reads the log of one container only.
    pub fn is_of_one(&self) -> bool {
        self.containers.len() == 1
    }

    /// Another line that is at hand, behind one that [`LogReader::next`] gave.
    pub fn ready(&mut self) -> Option<LogLine> {
        // Where a container's next lines are not read yet, they may be earlier than another's.
        let at_hand = |one: &OneContainer| one.ended || !one.lines.is_empty();
        if self.skip > 0 || !self.containers.iter().all(at_hand) {
            return None;
        }
        self.earliest()
    }

    fn earliest(&mut self) -> Option<LogLine> {
        let ready = self.containers.iter_mut().filter(|one| !one.lines.is_empty());
        let earliest = ready.min_by_key(|one| one.lines.front().map_or(i64::MAX, |line| line.at_nanos));
        earliest.and_then(|one| one.lines.pop_front())
    }
}

impl OneContainer {
    fn new(name: String, cursor: Cursor) -> Self {
        Self { name, cursor: Some(cursor), lines: VecDeque::new(), ended: false }
    }

    /// Reads on where nothing waits to be given out. True: something came.
    async fn fill(&mut self, follow: bool) -> bool {
        if self.ended || !self.lines.is_empty() {
            return false;
        }
        let Some(mut cursor) = self.cursor.take() else {
            // A wait was dropped in the middle of reading, and the place with it.
            self.ended = true;
            return false;
        };
        let name = self.name.clone();
        let reading = tokio::task::spawn_blocking(move || {
            // Asked before reading: what comes after the end has been seen then.
            let complete = !follow || cursor.writer_ended();
            let lines = cursor.batch(&name);
            (cursor, lines, complete)
        });
        match reading.await {
            Ok((cursor, Ok(lines), complete)) => {
                let came = !lines.is_empty() || cursor.passed_over;
                self.ended = !came && complete;
                self.lines.extend(lines);
                self.cursor = Some(cursor);
                came
            }
            Ok((_, Err(error), _)) => {
                tracing::warn!(container = self.name, %error, "a kept log cannot be read any further");
                self.ended = true;
                false
            }
            Err(_) => {
                self.ended = true;
                false
            }
        }
    }
}

/// A place in one container's files.
struct Cursor {
    folder: PathBuf,
    serial: u64,
    reader: Option<BufReader<Box<dyn Read + Send>>>,
    /// A line whose end is not written yet.
    begun: Vec<u8>,
    since_nanos: i64,
    /// The last batch had lines, though none that was wanted.
    passed_over: bool,
}

#[derive(Deserialize)]
struct Kept {
    log: String,
    stream: String,
    time: String,
}

impl Cursor {
    /// Also counts the lines from where it stands.
    fn open(folder: PathBuf, asked: LogsAsked) -> io::Result<(Self, u64)> {
        let since_nanos = asked.since_nanos.unwrap_or(i64::MIN);
        let mut cursor =
            Self { folder, serial: 0, reader: None, begun: Vec::new(), since_nanos, passed_over: false };
        let Some(tail) = asked.tail else { return Ok((cursor, 0)) };
        let mut wanted_from = (0, 0);
        let mut count = 0;
        for serial in serials(&cursor.folder)?.into_iter().rev() {
            let lines = count_lines(&cursor.folder, serial)?;
            count += lines;
            wanted_from = (serial, count.saturating_sub(tail));
            if count >= tail {
                break;
            }
        }
        cursor.serial = wanted_from.0;
        cursor.reader = open_file(&cursor.folder, wanted_from.0)?;
        for _ in 0..wanted_from.1 {
            cursor.line()?;
            cursor.begun.clear();
        }
        Ok((cursor, count.min(tail)))
    }

    fn writer_ended(&self) -> bool {
        Checkpoint::load(&self.folder).ended
    }

    fn batch(&mut self, container: &str) -> io::Result<Vec<LogLine>> {
        let mut lines = Vec::new();
        self.passed_over = false;
        for _ in 0..BATCH_LINES {
            if !self.line()? && !self.next_file()? {
                break;
            }
            if self.begun.last() == Some(&b'\n') {
                self.passed_over = true;
                let bytes = std::mem::take(&mut self.begun);
                lines.extend(parse(&bytes, container).filter(|line| line.at_nanos >= self.since_nanos));
            }
        }
        Ok(lines)
    }

    /// Reads on to the end of a line, or of what is written. True: something was read.
    fn line(&mut self) -> io::Result<bool> {
        let Some(reader) = &mut self.reader else { return Ok(false) };
        let count = reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut self.begun)?;
        Ok(count > 0)
    }

    /// Goes on to the next file, if there is one and this one is at its end. True: there is more to read.
    fn next_file(&mut self) -> io::Result<bool> {
        let Some(next) = serials(&self.folder)?.into_iter().find(|serial| *serial > self.serial) else {
            return Ok(false);
        };
        // The next file is there, so this one is complete; what came since it was last read is read first.
        if self.line()? {
            return Ok(true);
        }
        self.begun.clear();
        (self.serial, self.reader) = (next, open_file(&self.folder, next)?);
        Ok(true)
    }
}

fn open_file(folder: &Path, serial: u64) -> io::Result<Option<BufReader<Box<dyn Read + Send>>>> {
    let missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let file: Box<dyn Read + Send> = match File::open(path(folder, serial)) {
        Ok(file) => Box::new(file),
        Err(error) if missing(&error) => match File::open(packed_path(folder, serial)) {
            Ok(file) => Box::new(MultiGzDecoder::new(file)),
            Err(error) if missing(&error) => return Ok(None),
            Err(error) => return Err(error),
        },
        Err(error) => return Err(error),
    };
    Ok(Some(BufReader::with_capacity(64 * 1024, file)))
}

fn count_lines(folder: &Path, serial: u64) -> io::Result<u64> {
    let Some(mut reader) = open_file(folder, serial)? else { return Ok(0) };
    let mut count = 0;
    loop {
        let bytes = reader.fill_buf()?;
        let length = bytes.len();
        if length == 0 {
            return Ok(count);
        }
        count += bytes.iter().filter(|byte| **byte == b'\n').map(|_| 1).sum::<u64>();
        reader.consume(length);
    }
}

/// A damaged line is passed over.
fn parse(bytes: &[u8], container: &str) -> Option<LogLine> {
    let kept: Kept = serde_json::from_slice(bytes).ok()?;
    let at: jiff::Timestamp = kept.time.parse().ok()?;
    let (text, goes_on) = match kept.log.strip_suffix('\n') {
        Some(text) => (text.to_owned(), false),
        None => (kept.log, true),
    };
    let stream = if kept.stream == "stderr" { Stream::Stderr } else { Stream::Stdout };
    let at_nanos = i64::try_from(at.as_nanosecond()).unwrap_or_default();
    Some(LogLine { at_nanos, container: container.to_owned(), stream, text, goes_on })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        for (name, expected) in [
            ("app", true),
            ("a.b_c-1", true),
            ("..", false),
            (".", false),
            ("", false),
            ("a/b", false),
            ("a\0", false),
        ] {
            assert_eq!(is_name(name), expected, "{name:?}");
        }
    }
}
