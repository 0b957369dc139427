//! Namespaces made ahead: a thread of its own makes them, brings their loopback up, and (for those that will be
//! wired) a veth pair with both ends up, so that an attachment only has to be given its address.
//!
//! Each has a name made once (file and interface), so that a name still dying in the kernel is never met again.
//!
//! Must not know: addresses, rules, attachments.

use std::collections::VecDeque;
use std::fs::File;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::io::Errno;
use rustix::mount::{UnmountFlags, mount_bind, unmount};
use rustix::thread::{LinkNameSpaceType, UnshareFlags, move_into_link_name_space};

use crate::error::NetworkError;
use crate::links::{self, Link};
use crate::netlink::{ROUTE, Socket};

pub(crate) const INNER_NAME: &str = "eth0";
const THREAD_NAMESPACE: &str = "/proc/thread-self/ns/net";
/// What `statfs` says of a namespace bound to a file.
const NAMESPACE_FILES: i64 = 0x6e73_6673;
/// How long the maker leaves the kernel to others before it makes the last one that is missing.
const REST: Duration = Duration::from_millis(8);
const AFTER_FAILURE: Duration = Duration::from_secs(1);
const LIFE_DIGITS: usize = 3;
const COUNT_DIGITS: usize = 5;
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Settings inside every namespace that images have come to expect: low ports and ping without privileges.
const INNER_SETTINGS: [(&str, &str); 2] = [
    ("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0"),
    ("/proc/sys/net/ipv4/ping_group_range", "0 2147483647"),
];

/// Names that were never used before: start of the program, and a count.
#[derive(Debug)]
pub(crate) struct Names {
    prefix: String,
    life: u32,
    next: AtomicU32,
}

impl Names {
    pub(crate) fn new(prefix: &str, life: u32) -> Self {
        Self { prefix: prefix.to_owned(), life, next: AtomicU32::new(0) }
    }

    /// The life in which such a name was made; none of other names.
    pub(crate) fn life_of(prefix: &str, name: &str) -> Option<u32> {
        let number = name.strip_prefix(prefix)?;
        let life = number.get(..LIFE_DIGITS).filter(|_| number.len() == LIFE_DIGITS + COUNT_DIGITS)?;
        u32::from_str_radix(life, 36).ok()
    }

    fn next(&self) -> String {
        let count = self.next.fetch_add(1, Ordering::Relaxed);
        format!("{}{}{}", self.prefix, digits(self.life, LIFE_DIGITS), digits(count, COUNT_DIGITS))
    }
}

fn digits(mut number: u32, width: usize) -> String {
    let mut row = vec!['0'; width];
    for slot in row.iter_mut().rev() {
        let digit = usize::try_from(number % 36).unwrap_or_default();
        *slot = DIGITS.get(digit).map_or('0', |byte| char::from(*byte));
        number /= 36;
    }
    row.into_iter().collect()
}

#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) path: PathBuf,
    /// Works inside the namespace, from wherever it is used.
    pub(crate) inside: Socket,
    pub(crate) wire: Option<Wire>,
}

/// A veth pair: the machine's end and the one inside.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    pub(crate) outer: Link,
    pub(crate) inner: Link,
}

/// Ready namespaces and the thread that makes them.
#[derive(Debug)]
pub(crate) struct Pool {
    stock: Arc<Stock>,
    maker: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Stock {
    capacity: usize,
    shelf: Mutex<Shelf>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Shelf {
    ready: VecDeque<Ready>,
    /// Those who wait for one, and what went wrong since they began to.
    waiting: usize,
    failure: Option<NetworkError>,
    ending: bool,
}

impl Stock {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until another one should be made. The kernel makes namespaces and interfaces under locks that
    /// attaching needs too, and without being interrupted: the fuller the stock, the longer the maker rests, and
    /// it never starts just because one was taken.
    fn wait_for_need(&self) -> bool {
        let urgent = |shelf: &Shelf| shelf.ending || shelf.waiting > 0 || shelf.ready.is_empty();
        let full = |shelf: &mut Shelf| !urgent(shelf) && shelf.ready.len() >= self.capacity;
        let shelf = self.changed.wait_while(self.shelf(), full).unwrap_or_else(PoisonError::into_inner);
        let parts = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let rest = REST * parts(shelf.ready.len()) / parts(self.capacity.max(1));
        let rested = self.changed.wait_timeout_while(shelf, rest, |shelf| !urgent(shelf));
        let (shelf, _) = rested.unwrap_or_else(PoisonError::into_inner);
        !shelf.ending
    }

    fn put(&self, made: Result<Ready, NetworkError>) {
        let mut shelf = self.shelf();
        match made {
            Ok(ready) => shelf.ready.push_back(ready),
            Err(error) => {
                tracing::warn!(%error, "a namespace cannot be made ready");
                shelf.failure = Some(error);
                self.changed.notify_all();
                let patient = |shelf: &mut Shelf| !shelf.ending && shelf.waiting == 0;
                drop(self.changed.wait_timeout_while(shelf, AFTER_FAILURE, patient));
                return;
            }
        }
        self.changed.notify_all();
    }
}

impl Pool {
    pub(crate) fn start(
        run_dir: &Path,
        names: Arc<Names>,
        wired: bool,
        capacity: usize,
    ) -> Result<Self, NetworkError> {
        let stock = Arc::new(Stock { capacity, shelf: Mutex::default(), changed: Condvar::new() });
        let maker = Maker { run_dir: run_dir.to_owned(), names, wired, outside: Socket::open(ROUTE)? };
        let filled = Arc::clone(&stock);
        let maker = std::thread::Builder::new()
            .name("namespaces".to_owned())
            .spawn(move || maker.fill(&filled))
            .map_err(|error| io("start the maker of namespaces", &error))?;
        Ok(Self { stock, maker: Some(maker) })
    }

    /// The next one that is ready; waits when there is none.
    pub(crate) fn take(&self) -> Result<Ready, NetworkError> {
        let mut shelf = self.stock.shelf();
        shelf.failure = None;
        shelf.waiting += 1;
        if shelf.ready.is_empty() {
            self.stock.changed.notify_all();
            let nothing = |shelf: &mut Shelf| shelf.ready.is_empty() && shelf.failure.is_none();
            shelf = self.stock.changed.wait_while(shelf, nothing).unwrap_or_else(PoisonError::into_inner);
        }
        shelf.waiting = shelf.waiting.saturating_sub(1);
        let ready = shelf.ready.pop_front();
        let failure = shelf.failure.take();
        drop(shelf);
        self.stock.changed.notify_all();
        ready.ok_or(failure.unwrap_or(NetworkError::Closed))
    }

    /// Ends the maker; gives back what is left.
    pub(crate) fn end(mut self) -> VecDeque<Ready> {
        self.stock.shelf().ending = true;
        self.stock.changed.notify_all();
        if let Some(maker) = self.maker.take() {
            let _ = maker.join();
        }
        std::mem::take(&mut self.stock.shelf().ready)
    }
}

struct Maker {
    run_dir: PathBuf,
    names: Arc<Names>,
    wired: bool,
    outside: Socket,
}

impl Maker {
    fn fill(mut self, stock: &Stock) {
        while stock.wait_for_need() {
            let made = self.make();
            stock.put(made);
        }
    }

    fn make(&mut self) -> Result<Ready, NetworkError> {
        let name = self.names.next();
        let path = self.run_dir.join(&name);
        let made = self.make_at(&name, &path);
        if made.is_err() {
            remove_file(&path);
            let _ = self.outside.carry_out(&[links::delete_link(&name)]);
        }
        made
    }

    fn make_at(&mut self, name: &str, path: &Path) -> Result<Ready, NetworkError> {
        File::create_new(path).map_err(|error| io("create a file for a namespace", &error))?;
        // Only a thread of our own changes its namespace, and no descriptor table.
        #[allow(
            deprecated,
            reason = "deprecated for what it does to descriptor tables, which this flag leaves alone"
        )]
        rustix::thread::unshare(UnshareFlags::NEWNET)
            .map_err(|errno| refused("make a network namespace", errno))?;
        mount_bind(THREAD_NAMESPACE, path).map_err(|errno| refused("bind a namespace to a file", errno))?;
        for (file, value) in INNER_SETTINGS {
            let _ = std::fs::write(file, value);
        }
        let mut inside = Socket::open(ROUTE)?;
        inside.carry_out(&[links::bring_up("lo")])?;
        let wire = if self.wired { Some(self.wire(name, path, &mut inside)?) } else { None };
        Ok(Ready { path: path.to_owned(), inside, wire })
    }

    fn wire(&mut self, name: &str, path: &Path, inside: &mut Socket) -> Result<Wire, NetworkError> {
        let namespace = File::open(path).map_err(|error| io("open a namespace", &error))?;
        let [configure, up] = links::set_up_host_end(name);
        let veth = links::create_veth(name, INNER_NAME, namespace.as_fd());
        self.outside.carry_out(&[veth, configure, up])?;
        inside.carry_out(&links::set_up_inner_end(INNER_NAME))?;
        let gone =
            || NetworkError::Io { what: format!("find interface {name}"), reason: "it is gone".to_owned() };
        let outer = links::link_by_name(&mut self.outside, name)?.ok_or_else(gone)?;
        let inner = links::link_by_name(inside, INNER_NAME)?.ok_or_else(gone)?;
        Ok(Wire { outer, inner })
    }
}

/// Whether a namespace is bound there.
pub(crate) fn is_bound(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|found| found.f_type == NAMESPACE_FILES)
}

/// Lets go of a namespace; it ends with the last process in it. What is not there counts as removed.
pub(crate) fn remove_file(path: &Path) {
    let _ = unmount(path, UnmountFlags::DETACH);
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(path = %path.display(), %error, "a namespace's file cannot be removed");
    }
}

/// The namespace of this thread, to come back to.
pub(crate) fn home() -> Result<File, NetworkError> {
    File::open(THREAD_NAMESPACE).map_err(|error| io("open this thread's namespace", &error))
}

/// Moves this thread, which must be one that nobody else's work is done on.
pub(crate) fn enter(namespace: &File) -> Result<(), NetworkError> {
    move_into_link_name_space(namespace.as_fd(), Some(LinkNameSpaceType::Network))
        .map_err(|errno| refused("enter a network namespace", errno))
}

/// Does something inside a namespace, on a thread that ends with it.
pub(crate) fn inside<T: Send>(
    path: &Path,
    work: impl FnOnce() -> Result<T, NetworkError> + Send,
) -> Result<T, NetworkError> {
    let namespace = File::open(path).map_err(|error| io("open a namespace", &error))?;
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            enter(&namespace)?;
            work()
        });
        thread.join().unwrap_or(Err(NetworkError::Closed))
    })
}

fn refused(what: &str, errno: Errno) -> NetworkError {
    if errno == Errno::PERM || errno == Errno::ACCESS {
        return NetworkError::NotPermitted { what: what.to_owned(), missing: "CAP_SYS_ADMIN" };
    }
    io(what, &errno.into())
}

pub(crate) fn io(what: &str, error: &std::io::Error) -> NetworkError {
    NetworkError::Io { what: what.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_an_interface_and_do_not_repeat() {
        let names = Names::new("lsabcd-", 36 * 36 + 5);
        assert_eq!(
            (names.next(), names.next()),
            ("lsabcd-10500000".to_owned(), "lsabcd-10500001".to_owned())
        );
        assert_eq!(digits(u32::MAX, 3).len(), 3);
        let life = |name| Names::life_of("lsabcd-", name);
        assert_eq!(life("lsabcd-10500000"), Some(36 * 36 + 5));
        for other in ["lsabce-10500000", "lsabcd-105", "lsabcd-1050000000", "lsabcd-1*500000", "lsabcd0", ""]
        {
            assert_eq!(life(other), None, "{other}");
        }
    }
}
