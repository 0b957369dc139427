//! The machine's own resolvers, read again when their file changes.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

const PORT: u16 = 53;
/// As many as resolvers' files are read for elsewhere.
const MAX_UPSTREAMS: usize = 3;
const MAX_FILE: usize = 64 << 10;

/// Where queries go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upstreams {
    /// A file like `/etc/resolv.conf`.
    File(PathBuf),
    Fixed(Vec<SocketAddr>),
}

/// The current list, the one that answered last first.
#[derive(Debug)]
pub(super) struct Book {
    source: Upstreams,
    own_address: SocketAddr,
    page: Mutex<Page>,
}

#[derive(Debug, Default)]
struct Page {
    /// Time and length of the file when it was read.
    seen: Option<(SystemTime, u64)>,
    list: Vec<SocketAddr>,
}

impl Book {
    pub(super) fn new(source: Upstreams, own_address: SocketAddr) -> Self {
        let mut page = Page::default();
        if let Upstreams::Fixed(list) = &source {
            page.list.clone_from(list);
        }
        Self { source, own_address, page: Mutex::new(page) }
    }

    pub(super) fn current(&self) -> Vec<SocketAddr> {
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        if let Upstreams::File(path) = &self.source {
            let state = state_of(path);
            if state != page.seen || state.is_none() {
                page.list = read(path, self.own_address);
                page.seen = state;
            }
        }
        page.list.clone()
    }

    /// Asked last from now on.
    pub(super) fn failed(&self, upstream: SocketAddr) {
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        if page.list.first() == Some(&upstream) {
            page.list.rotate_left(1);
        }
    }
}

fn state_of(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn read(path: &Path, own_address: SocketAddr) -> Vec<SocketAddr> {
    match std::fs::read_to_string(path) {
        Ok(text) if text.len() <= MAX_FILE => parse(&text, own_address),
        Ok(_) => Vec::new(),
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "the machine's resolvers cannot be read");
            Vec::new()
        }
    }
}

/// Our own address is passed over: a query would go round for ever.
fn parse(text: &str, own_address: SocketAddr) -> Vec<SocketAddr> {
    let addresses = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        (words.next() == Some("nameserver")).then(|| words.next())??.parse::<IpAddr>().ok()
    });
    let upstreams = addresses.map(|address| SocketAddr::new(address, PORT));
    upstreams.filter(|upstream| *upstream != own_address).take(MAX_UPSTREAMS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_as_others_read_it() {
        let own = "169.254.169.253:53".parse().unwrap();
        let text = "# nameserver 9.9.9.9\nnameserver 127.0.0.53\noptions edns0\n nameserver ::1 x\nnameserver\n\
                    nameserver 169.254.169.253\nnameserver nonsense\nnameserver 10.0.0.2\nnameserver 10.0.0.3";
        let expected: Vec<SocketAddr> =
            ["127.0.0.53:53", "[::1]:53", "10.0.0.2:53"].map(|text| text.parse().unwrap()).into();
        assert_eq!(parse(text, own), expected);
    }

    #[test]
    fn a_changed_file_is_read_again_and_a_missing_one_is_empty() {
        let path = std::env::temp_dir().join(format!("resolvers-{}", std::process::id()));
        let book = Book::new(Upstreams::File(path.clone()), "127.0.0.1:1".parse().unwrap());
        assert_eq!(book.current(), []);
        std::fs::write(&path, "nameserver 10.0.0.2\nnameserver 10.0.0.3\n").unwrap();
        let first = book.current();
        assert_eq!(first.len(), 2);
        book.failed(first[0]);
        assert_eq!(book.current(), [first[1], first[0]]);
        std::fs::write(&path, "nameserver 10.0.0.4").unwrap();
        assert_eq!(book.current(), ["10.0.0.4:53".parse().unwrap()]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(book.current(), []);
    }
}
