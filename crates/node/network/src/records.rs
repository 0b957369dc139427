//! Attachments as they are remembered: one file each, written to another name first, so that a file is whole or not
//! there. Files that cannot be read are told and removed: what they stood for is taken apart as unknown. They are
//! where the namespaces are, which is no disk on most machines: neither outlives the machine's next start.
//!
//! Also the count of starts, from which names are made that were never used before.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::NetworkError;
use crate::namespaces::io;
use crate::request::{AttachRequest, Attachment};

const STARTS: &str = "starts";
const FORWARDING_WAS_OFF: &str = "ip-forward-was-off";
const MAX_ID: usize = 128;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Grows with every attachment.
    pub(crate) sequence: u64,
    pub(crate) request: AttachRequest,
    pub(crate) attachment: Attachment,
    /// The machine's end of the veth.
    pub(crate) interface: Option<String>,
    /// Its index; found anew at each start.
    #[serde(skip)]
    pub(crate) index: Option<u32>,
}

#[derive(Debug)]
pub(crate) struct Records {
    state_dir: PathBuf,
    folder: PathBuf,
}

impl Records {
    pub(crate) fn open(state_dir: &Path, run_dir: &Path) -> Result<Self, NetworkError> {
        let folder = run_dir.with_file_name("attachments");
        for folder in [state_dir, &folder] {
            fs::create_dir_all(folder).map_err(|error| io("create a folder of the network", &error))?;
        }
        Ok(Self { state_dir: state_dir.to_owned(), folder })
    }

    /// Nothing is attached any more, nor will be.
    pub(crate) fn leave(&self) {
        // What somebody else has put there stays.
        let _ = fs::remove_dir(&self.folder);
    }

    /// One more than at the last start, and than `seen`: this folder may be younger than what is on the machine.
    pub(crate) fn count_start(&self, seen: u32) -> Result<u32, NetworkError> {
        let path = self.state_dir.join(STARTS);
        let before = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse::<u32>().ok());
        let now = before.unwrap_or_default().max(seen).wrapping_add(1);
        replace(&path, now.to_string().as_bytes())?;
        Ok(now)
    }

    pub(crate) fn note_forwarding_was_off(&self) -> Result<(), NetworkError> {
        replace(&self.state_dir.join(FORWARDING_WAS_OFF), b"0\n")
    }

    pub(crate) fn read_all(&self) -> Result<Vec<Record>, NetworkError> {
        let entries = fs::read_dir(&self.folder).map_err(|error| io("list attachments", &error))?;
        let mut records = Vec::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            match fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Record>(&bytes).ok()) {
                Some(record) if self.path(&record.request.id) == path => records.push(record),
                _ => {
                    tracing::warn!(path = %path.display(), "not a remembered attachment; removed");
                    let _ = fs::remove_file(&path);
                }
            }
        }
        records.sort_by_key(|record: &Record| record.sequence);
        Ok(records)
    }

    pub(crate) fn remember(&self, record: &Record) -> Result<(), NetworkError> {
        let bytes = serde_json::to_vec(record).map_err(|error| NetworkError::Io {
            what: "write an attachment".to_owned(),
            reason: error.to_string(),
        })?;
        replace(&self.path(&record.request.id), &bytes)
    }

    pub(crate) fn forget(&self, id: &str) {
        if let Err(error) = fs::remove_file(self.path(id))
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(id, %error, "an attachment's file cannot be removed");
        }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

pub(crate) fn validate_id(id: &str) -> Result<(), NetworkError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > MAX_ID || !id.bytes().all(allowed) {
        let text = format!("an attachment's id is 1 to {MAX_ID} letters, digits, '-' and '_', not {id:?}");
        return Err(NetworkError::InvalidRequest(text));
    }
    Ok(())
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), NetworkError> {
    let beside = path.with_extension("new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| io(&format!("write {}", path.display()), &error))
}
