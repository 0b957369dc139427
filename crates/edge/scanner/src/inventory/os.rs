//! Which operating system an image is of, from `os-release`.
//!
//! Must not know: which vulnerabilities are known.

use crate::error::ScanError;
use crate::files::{Content, Files};

const PLACES: [&str; 2] = ["etc/os-release", "usr/lib/os-release"];

/// What an image calls its operating system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Distribution {
    /// `debian`, `alpine`, …
    pub(crate) id: String,
    /// `12`, `3.19.1`; empty where it has no releases.
    pub(crate) version: String,
}

/// The file may be a link in `etc`, which is not followed, and then the other place has it.
pub(super) fn distribution(files: &Files) -> Result<Option<Distribution>, ScanError> {
    for place in PLACES {
        match files.get(place) {
            Some(Content::Bytes(bytes)) => return Ok(Some(read(bytes))),
            Some(Content::TooLarge(size)) => {
                let reason = format!("it has {size} bytes, which is too many");
                return Err(ScanError::Database { path: format!("/{place}"), reason });
            }
            None => {}
        }
    }
    Ok(None)
}

fn read(bytes: &[u8]) -> Distribution {
    let text = String::from_utf8_lossy(bytes);
    let value = |name: &str| -> String {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
    };
    Distribution { id: value("ID").to_ascii_lowercase(), version: value("VERSION_ID") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn os_release_is_read() {
        let text = b"PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n";
        assert_eq!(read(text), Distribution { id: "debian".to_owned(), version: "12".to_owned() });
        assert_eq!(read(b"ID='Alpine'\nVERSION_ID=3.19.1").id, "alpine");
        assert_eq!(read(b"\xff\xfe nonsense"), Distribution { id: String::new(), version: String::new() });
    }
}
