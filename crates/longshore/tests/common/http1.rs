//! A small HTTP/1.1 client: one connection, kept alive, that blocks.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use http::{Request, Response, StatusCode};

/// An answer that takes longer is taken for a hang.
pub(crate) const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

pub(crate) struct Client {
    address: String,
    connection: Option<Connection>,
}

struct Connection {
    stream: TcpStream,
    /// What was read and not used yet.
    read: Vec<u8>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        Self { address: address.to_owned(), connection: None }
    }

    /// Sends a request on the kept connection, or on a new one where the server has closed it.
    pub(crate) fn send(&mut self, request: &Request<Vec<u8>>) -> io::Result<Answer> {
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let mut bytes = format!("{} {target} HTTP/1.1\r\n", request.method()).into_bytes();
        for (name, value) in request.headers() {
            bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        bytes.extend(format!("content-length: {}\r\n\r\n", request.body().len()).into_bytes());
        bytes.extend(request.body());
        self.exchange(&bytes)
    }

    /// Sends bytes as they are, and reads one answer.
    pub(crate) fn exchange(&mut self, bytes: &[u8]) -> io::Result<Answer> {
        let answer = self.connection().and_then(|connection| {
            // An answer may come, and the connection be closed, before all of a large body is sent.
            let sent = connection.stream.write_all(bytes);
            connection.answer().map_err(|error| sent.err().unwrap_or(error))
        });
        if answer.as_ref().map_or(true, Answer::closes) {
            self.connection = None;
        }
        answer
    }

    /// Bytes without waiting for an answer.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.connection()?.stream.write_all(bytes)
    }

    pub(crate) fn read_answer(&mut self) -> io::Result<Answer> {
        self.connection()?.answer()
    }

    pub(crate) fn close(&mut self) {
        self.connection = None;
    }

    fn connection(&mut self) -> io::Result<&mut Connection> {
        if self.connection.is_none() {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
            stream.set_write_timeout(Some(ANSWER_TIMEOUT))?;
            self.connection = Some(Connection { stream, read: Vec::new() });
        }
        self.connection.as_mut().ok_or_else(|| io::Error::other("no connection"))
    }
}

impl Connection {
    fn answer(&mut self) -> io::Result<Answer> {
        let end = loop {
            if let Some(at) = self.read.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            self.more()?;
        };
        let mut answer = Answer::of_head(&self.read[..end]).ok_or_else(|| invalid(&self.read[..end]))?;
        self.read.drain(..end);
        if answer.status == 100 {
            return self.answer();
        }
        let length = answer.header("content-length").map_or(Ok(0), str::parse);
        let length: usize = length.map_err(|_| invalid(b"content-length"))?;
        while self.read.len() < length {
            self.more()?;
        }
        answer.body = self.read.drain(..length).collect();
        Ok(answer)
    }

    fn more(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer)? {
            0 => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection")),
            read => {
                self.read.extend(&buffer[..read]);
                Ok(())
            }
        }
    }
}

fn invalid(bytes: &[u8]) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("no answer: {}", bytes.escape_ascii()))
}

impl Answer {
    fn of_head(head: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(head).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
        Some(Self { status, headers: headers.collect(), body: Vec::new() })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn closes(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }

    /// The head in the form that the wire reads.
    pub(crate) fn head(&self) -> Response<()> {
        let mut response = Response::builder().status(StatusCode::from_u16(self.status).unwrap());
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        response.body(()).unwrap()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {} {:?}\n{}", self.status, self.headers, self.text())
    }
}
