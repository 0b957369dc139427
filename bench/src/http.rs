//! A lean HTTP/1.1 client: one connection, requests as ready bytes, the status and body of the answer.
//!
//! Lean, because it shares the machine with the server that it measures. A connection that the server closes
//! is opened again for the next request, which that server's figures then include.
//! Must not know: what is asked.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

const TIMEOUT: Duration = Duration::from_secs(60);
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;
const READ_BYTES: usize = 64 * 1024;

pub(crate) struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    answer: Vec<u8>,
    block: Box<[u8]>,
}

pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

/// Where the parts of an answer lie.
struct Head {
    status: u16,
    length: usize,
    body_bytes: Option<usize>,
    closes: bool,
}

impl Connection {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, answer: Vec::new(), block: vec![0; READ_BYTES].into() }
    }

    pub(crate) fn send(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.address)?,
        };
        stream.write_all(request).context("sending a request")?;
        let head = self.receive(&mut stream)?;
        if !head.closes {
            self.stream = Some(stream);
        }
        Ok(Answer { status: head.status, body: self.answer.get(head.length..).unwrap_or_default() })
    }

    fn receive(&mut self, stream: &mut TcpStream) -> Result<Head> {
        self.answer.clear();
        let mut head = None;
        loop {
            let read = stream.read(&mut self.block).context("receiving an answer")?;
            self.answer.extend_from_slice(self.block.get(..read).unwrap_or_default());
            if head.is_none() {
                head = parse_head(&self.answer)?;
            }
            let complete = head.as_ref().is_some_and(|head| match head.body_bytes {
                Some(bytes) => self.answer.len() >= head.length + bytes,
                None => read == 0,
            });
            match head {
                Some(head) if complete => return Ok(head),
                _ if read == 0 => bail!("the server closed the connection in the middle of an answer"),
                _ if self.answer.len() > ANSWER_BYTES_MAX => bail!("an answer is too large"),
                _ => {}
            }
        }
    }
}

fn connect(address: SocketAddr) -> Result<TcpStream> {
    let stream = TcpStream::connect(address).with_context(|| format!("connecting to {address}"))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    Ok(stream)
}

/// The head of an answer, once all of it is there.
fn parse_head(bytes: &[u8]) -> Result<Option<Head>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(bytes.get(..end).unwrap_or_default()).context("the head is not text")?;
    let mut lines = text.split("\r\n");
    let status_line = lines.next().unwrap_or_default();
    let status = status_line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let mut head = Head {
        status: status.with_context(|| format!("no status in '{status_line}'"))?,
        length: end + 4,
        body_bytes: None,
        closes: status_line.starts_with("HTTP/1.0"),
    };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            head.body_bytes = value.trim().parse().ok();
        } else if name.eq_ignore_ascii_case("connection") {
            head.closes = value.trim().eq_ignore_ascii_case("close");
        }
    }
    head.closes |= head.body_bytes.is_none();
    Ok(Some(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_status_length_and_whether_the_connection_goes_on() {
        let head = |text: &str| parse_head(text.as_bytes()).unwrap();
        assert!(head("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n").is_none());
        let kept = head("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").unwrap();
        assert_eq!((kept.status, kept.body_bytes, kept.closes), (200, Some(2), false));
        let closed = head("HTTP/1.1 400 No\r\ncontent-length: 2\r\nConnection: close\r\n\r\nhi").unwrap();
        assert_eq!((closed.status, closed.closes), (400, true));
        assert!(head("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n").unwrap().closes);
        assert!(parse_head(b"nonsense\r\n\r\n").is_err());
    }
}
