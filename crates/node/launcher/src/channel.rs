//! Messages with descriptors over a unix stream socket: a length, then as many bytes.
//!
//! Must not know: what the messages mean.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, SocketFlags, SocketType, recv, recvmsg, send, sendmsg, socketpair,
};

/// The longest message: the specification of a container, mostly its environment.
pub(crate) const MESSAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most descriptors in one message.
const DESCRIPTORS_MAX: usize = 4;

pub(crate) struct Message {
    pub(crate) bytes: Vec<u8>,
    pub(crate) descriptors: Vec<OwnedFd>,
}

pub(crate) fn pair() -> io::Result<(OwnedFd, OwnedFd)> {
    Ok(socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)?)
}

/// Whether nobody is at the other end any more; what they have said may still lie there.
pub(crate) fn has_hung_up(socket: &OwnedFd) -> bool {
    let mut polled = [PollFd::new(socket, PollFlags::RDHUP)];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut polled, Some(&at_once)) != Ok(0)
}

pub(crate) fn send_message(
    socket: impl AsFd,
    bytes: &[u8],
    descriptors: &[BorrowedFd<'_>],
) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| too_long())?;
    if bytes.len() > MESSAGE_BYTES_MAX || descriptors.len() > DESCRIPTORS_MAX {
        return Err(too_long());
    }
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    if !descriptors.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(descriptors)) {
        return Err(too_long());
    }
    let header = length.to_le_bytes();
    let parts = [IoSlice::new(&header), IoSlice::new(bytes)];
    let sent = retry_on_intr(|| sendmsg(&socket, &parts, &mut ancillary, SendFlags::NOSIGNAL))?;
    let mut rest = bytes.get(sent.saturating_sub(header.len())..).unwrap_or_default();
    if sent < header.len() {
        return Err(io::ErrorKind::WriteZero.into());
    }
    while !rest.is_empty() {
        let more = retry_on_intr(|| send(&socket, rest, SendFlags::NOSIGNAL))?;
        rest = rest.get(more..).unwrap_or_default();
    }
    Ok(())
}

/// The next message; `None` when the other side is gone.
pub(crate) fn receive_message(socket: impl AsFd) -> io::Result<Option<Message>> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let mut header = [0_u8; 4];
    let received = retry_on_intr(|| {
        let mut parts = [IoSliceMut::new(&mut header)];
        recvmsg(&socket, &mut parts, &mut ancillary, RecvFlags::CMSG_CLOEXEC)
    });
    let received = match received {
        Err(Errno::CONNRESET) => return Ok(None),
        other => other?.bytes,
    };
    let mut descriptors = Vec::new();
    for part in ancillary.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = part {
            descriptors.extend(rights);
        }
    }
    if received == 0 {
        return Ok(None);
    }
    let rest = header.get_mut(received..).unwrap_or_default();
    if !fill(&socket, rest)? {
        return Ok(None);
    }
    let length = usize::try_from(u32::from_le_bytes(header)).map_err(|_| too_long())?;
    if length > MESSAGE_BYTES_MAX {
        return Err(too_long());
    }
    let mut bytes = vec![0; length];
    if !fill(&socket, &mut bytes)? {
        return Ok(None);
    }
    Ok(Some(Message { bytes, descriptors }))
}

/// Reads until `buffer` is full; false when the other side ended before.
fn fill(socket: impl AsFd, mut buffer: &mut [u8]) -> io::Result<bool> {
    while !buffer.is_empty() {
        let read = match retry_on_intr(|| recv(&socket, &mut *buffer, RecvFlags::empty())) {
            Err(Errno::CONNRESET) => 0,
            other => other?.1,
        };
        if read == 0 {
            return Ok(false);
        }
        buffer = buffer.get_mut(read..).unwrap_or_default();
    }
    Ok(true)
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "a message between agent and launcher is too long")
}
