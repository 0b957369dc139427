//! One netlink socket and its conversations: requests, dumps, and the batches of nftables.
//!
//! The kernel carries requests out while they are sent, in order, so that many can go in one send with only the
//! last one acknowledged; refusals come for each that is refused. A socket works on the namespace in which it was
//! opened, wherever its thread is afterwards.

use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::sockopt;
use rustix::net::{
    AddressFamily, Protocol, RecvFlags, SendFlags, SocketFlags, SocketType, bind, getsockname, netlink, recv,
    sendto, socket_with,
};
use rustix::thread::{Timespec, nanosleep};

use super::message::{FLAG_ACK, FLAG_DUMP, Message};
use super::read::{RawMessage, messages, u32_native};
use crate::error::NetworkError;

/// Number 0, which stands for no protocol named.
pub(crate) const ROUTE: Option<Protocol> = None;
pub(crate) const NETFILTER: Option<Protocol> = Some(netlink::NETFILTER);

const KIND_ERROR: u16 = 2;
const KIND_DONE: u16 = 3;
const FLAG_MULTI: u16 = 2;
/// The first 32, a bit for each: links, neighbours, queues, addresses, routes, rules, settings of interfaces.
const EVERY_GROUP: u32 = u32::MAX;
/// Set on a dump that changed while it was read.
const FLAG_DUMP_INTERRUPTED: u16 = 0x10;
/// The kernel answers at once; longer than this it is not going to.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// A batch must fit into one send.
const SEND_BUFFER: usize = 16 << 20;
const RECEIVE_BUFFER: usize = 4 << 20;
/// The kernel takes its own least for less.
const LEAST_RECEIVE_BUFFER: usize = 1;
/// Of acknowledgements; of lists.
const READ_AT_FIRST: usize = 4 << 10;
const READ_AT_ONCE: usize = 64 << 10;
const MAX_DUMP_ATTEMPTS: u32 = 25;
/// The pause after a list that changed while it was read; each is longer by as much. A machine on which others
/// make and remove interfaces all the time lets one through sooner or later.
const DUMP_PAUSE_NANOS: i64 = 1_000_000;
/// Answers read for one request before it is given up.
const MAX_READS: usize = 100_000;

/// One message of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) kind: u16,
    pub(crate) body: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Socket {
    fd: OwnedFd,
    sequence: u32,
    buffer: Vec<u8>,
}

impl Socket {
    pub(crate) fn open(protocol: Option<Protocol>) -> Result<Self, NetworkError> {
        let fd = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, protocol)
            .map_err(|errno| refused("open a netlink socket", errno))?;
        sockopt::set_socket_timeout(&fd, sockopt::Timeout::Recv, Some(ANSWER_WITHIN))
            .map_err(|errno| refused("set up a netlink socket", errno))?;
        Ok(Self { fd, sequence: 1, buffer: vec![0; READ_AT_FIRST] })
    }

    /// For sockets that send batches; without the right to it the default stays and large batches are refused.
    pub(crate) fn with_large_buffers(self) -> Self {
        let _ = sockopt::set_socket_send_buffer_size_force(&self.fd, SEND_BUFFER);
        let _ = sockopt::set_socket_recv_buffer_size_force(&self.fd, RECEIVE_BUFFER);
        self
    }

    /// From now on the kernel tells this socket of every change of its namespace: no requests meanwhile. There is
    /// room for hardly more than one, since one is enough, and long-lived containers change their neighbours daily.
    pub(crate) fn hear_changes(&mut self) -> Result<(), NetworkError> {
        let _ = sockopt::set_socket_recv_buffer_size(&self.fd, LEAST_RECEIVE_BUFFER);
        self.belong_to(EVERY_GROUP)
    }

    pub(crate) fn hear_no_more(&mut self) -> Result<(), NetworkError> {
        let _ = sockopt::set_socket_recv_buffer_size(&self.fd, READ_AT_ONCE);
        self.belong_to(0)
    }

    /// Whether nothing at all was heard; what was lost for want of room counts as heard.
    pub(crate) fn heard_nothing(&mut self) -> bool {
        matches!(recv(&self.fd, self.buffer.as_mut_slice(), RecvFlags::DONTWAIT), Err(Errno::AGAIN))
    }

    fn belong_to(&mut self, groups: u32) -> Result<(), NetworkError> {
        let what = "hear of changes in a namespace";
        let own = getsockname(&self.fd).and_then(SocketAddrNetlink::try_from);
        let own = own.map_err(|errno| refused(what, errno))?;
        bind(&self.fd, &SocketAddrNetlink::new(own.pid(), groups)).map_err(|errno| refused(what, errno))
    }

    /// Carries all of them out, in order, also when one of them is refused; the first refusal that is not
    /// tolerated is the error.
    pub(crate) fn carry_out(&mut self, requests: &[Message]) -> Result<(), NetworkError> {
        let Some(last) = requests.len().checked_sub(1) else { return Ok(()) };
        let first = self.take_sequences(requests.len());
        let mut bytes = Vec::new();
        for (index, request) in requests.iter().enumerate() {
            let flags = if index == last { FLAG_ACK } else { 0 };
            request.write(&mut bytes, sequence_of(first, index), flags);
        }
        self.send(&bytes, requests)?;
        self.collect(requests, first, sequence_of(first, last), false)
    }

    /// Carries out a batch of one subsystem as one transaction: all or nothing.
    pub(crate) fn commit(&mut self, batch: &[Message]) -> Result<(), NetworkError> {
        let last = batch.len().saturating_sub(2);
        let first = self.take_sequences(batch.len());
        let mut bytes = Vec::new();
        for (index, request) in batch.iter().enumerate() {
            let flags = if index == last { FLAG_ACK } else { 0 };
            request.write(&mut bytes, sequence_of(first, index), flags);
        }
        self.send(&bytes, batch)?;
        self.collect(batch, first, sequence_of(first, last), true)
    }

    /// All that one request lists; read again when it changed meanwhile.
    pub(crate) fn dump(&mut self, request: &Message) -> Result<Vec<Reply>, NetworkError> {
        for attempt in 0..MAX_DUMP_ATTEMPTS {
            match self.ask(request, FLAG_DUMP) {
                Err(NetworkError::Netlink { errno, .. }) if errno == Errno::INTR.raw_os_error() => {
                    let pause = Timespec { tv_sec: 0, tv_nsec: DUMP_PAUSE_NANOS * i64::from(attempt) };
                    // Waking early does no harm.
                    let _ = nanosleep(&pause);
                }
                other => return other,
            }
        }
        Err(refused(request.what, Errno::INTR))
    }

    /// The answer to a request for one thing.
    pub(crate) fn get(&mut self, request: &Message) -> Result<Option<Reply>, NetworkError> {
        Ok(self.ask(request, 0)?.pop())
    }

    /// The room for a list is given back: sockets live long, and most are asked once.
    fn ask(&mut self, request: &Message, flags: u16) -> Result<Vec<Reply>, NetworkError> {
        let small = std::mem::replace(&mut self.buffer, vec![0; READ_AT_ONCE]);
        let answer = self.ask_into_buffer(request, flags);
        self.buffer = small;
        answer
    }

    fn ask_into_buffer(&mut self, request: &Message, flags: u16) -> Result<Vec<Reply>, NetworkError> {
        let sequence = self.take_sequences(1);
        let mut bytes = Vec::new();
        request.write(&mut bytes, sequence, flags);
        self.send(&bytes, std::slice::from_ref(request))?;
        let mut replies = Vec::new();
        let mut interrupted = false;
        for _ in 0..MAX_READS {
            let length = self.receive(request.what)?;
            for message in messages(self.buffer.get(..length).unwrap_or_default()) {
                if message.sequence != sequence {
                    continue;
                }
                interrupted |= message.flags & FLAG_DUMP_INTERRUPTED != 0;
                match end_of(&message) {
                    Some(Some(errno)) if !request.tolerates(errno) => {
                        return Err(refused(request.what, errno));
                    }
                    Some(_) if interrupted => return Err(refused(request.what, Errno::INTR)),
                    Some(_) => return Ok(replies),
                    None => replies.push(Reply { kind: message.kind, body: message.body.to_vec() }),
                }
                if message.flags & FLAG_MULTI == 0 {
                    return Ok(replies);
                }
            }
        }
        Err(refused(request.what, Errno::OVERFLOW))
    }

    /// A refusal of the opening message of a batch stands for the whole batch: nothing else is answered.
    fn collect(
        &mut self,
        requests: &[Message],
        first: u32,
        last: u32,
        batch: bool,
    ) -> Result<(), NetworkError> {
        let mut failure = None;
        for _ in 0..MAX_READS {
            let what = requests.first().map_or("answer", |request| request.what);
            let length = self.receive(what)?;
            for message in messages(self.buffer.get(..length).unwrap_or_default()) {
                let index = message.sequence.wrapping_sub(first);
                let Some(request) = usize::try_from(index).ok().and_then(|index| requests.get(index)) else {
                    continue;
                };
                let Some(outcome) = end_of(&message) else { continue };
                let refusal = outcome.filter(|errno| !request.tolerates(*errno));
                if let (None, Some(errno)) = (&failure, refusal) {
                    failure = Some(refused(request.what, errno));
                }
                if message.sequence == last || (batch && index == 0 && refusal.is_some()) {
                    return failure.map_or(Ok(()), Err);
                }
            }
        }
        Err(refused("answer", Errno::OVERFLOW))
    }

    fn send(&mut self, bytes: &[u8], requests: &[Message]) -> Result<(), NetworkError> {
        let kernel = SocketAddrNetlink::new(0, 0);
        match sendto(&self.fd, bytes, SendFlags::empty(), &kernel) {
            Ok(_) => Ok(()),
            Err(errno) => Err(refused(requests.first().map_or("send", |request| request.what), errno)),
        }
    }

    fn receive(&mut self, what: &'static str) -> Result<usize, NetworkError> {
        loop {
            match recv(&self.fd, self.buffer.as_mut_slice(), RecvFlags::empty()) {
                Ok((length, _)) => return Ok(length),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(refused(what, errno)),
            }
        }
    }

    fn take_sequences(&mut self, count: usize) -> u32 {
        let first = self.sequence;
        self.sequence = self.sequence.wrapping_add(u32::try_from(count).unwrap_or(u32::MAX));
        first
    }
}

fn sequence_of(first: u32, index: usize) -> u32 {
    first.wrapping_add(u32::try_from(index).unwrap_or(u32::MAX))
}

/// None: goes on. Some(None): done or acknowledged. Some(Some): refused.
fn end_of(message: &RawMessage<'_>) -> Option<Option<Errno>> {
    if message.kind != KIND_ERROR && message.kind != KIND_DONE {
        return None;
    }
    let code = u32_native(message.body).map_or(0, |raw| i32::from_ne_bytes(raw.to_ne_bytes()));
    Some((code < 0).then(|| Errno::from_raw_os_error(code.saturating_neg())))
}

pub(crate) fn refused(what: &str, errno: Errno) -> NetworkError {
    if errno == Errno::PERM || errno == Errno::ACCESS {
        return NetworkError::NotPermitted { what: what.to_owned(), missing: "CAP_NET_ADMIN" };
    }
    let reason = std::io::Error::from(errno).to_string();
    NetworkError::Netlink { what: what.to_owned(), errno: errno.raw_os_error(), reason }
}
