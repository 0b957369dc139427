//! The web server in the image of `longshore demo`: a page that says which task it is, and in which version.
//!
//! One static program and nothing beside it. It asks its task's metadata endpoint who it is, as any container may.
//! A request for /crash ends it as a fault would.
//!
//! Must not know: that it is Longshore that runs it.
#![allow(clippy::disallowed_methods, reason = "a program of its own, told everything by its environment")]

use std::env;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);
const REQUEST_BYTES_MAX: usize = 8 * 1024;
const METADATA_BYTES_MAX: u64 = 256 * 1024;

fn main() -> ExitCode {
    let port = env::var("PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(80_u16);
    let version = env::var("VERSION").unwrap_or_else(|_| "1".to_owned());
    // First of all: who comes now waits for a moment, and is not turned away.
    let listener = match TcpListener::bind(("0.0.0.0", port)) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("cannot listen on port {port}: {error}");
            return ExitCode::from(2);
        }
    };
    let task = task().unwrap_or_else(|_| "unknown".to_owned());
    println!("version {version}, task {task}: listening on port {port}");
    for stream in listener.incoming().flatten() {
        match answer(stream, &version, &task) {
            Ok(path) if path == "/crash" => {
                eprintln!("asked to crash");
                return ExitCode::FAILURE;
            }
            Ok(path) => println!("GET {path}"),
            Err(error) => eprintln!("a request ended early: {error}"),
        }
    }
    ExitCode::SUCCESS
}

/// Answers one request, and tells its path.
fn answer(mut stream: TcpStream, version: &str, task: &str) -> io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let (mut request, mut part) = (Vec::new(), [0; 1024]);
    while !request.windows(4).any(|end| end == b"\r\n\r\n") && request.len() < REQUEST_BYTES_MAX {
        match stream.read(&mut part)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => request.extend_from_slice(part.get(..count).unwrap_or_default()),
        }
    }
    let request = String::from_utf8_lossy(&request);
    let path = request.split_whitespace().nth(1).unwrap_or("/").to_owned();
    let body = format!(
        "<!doctype html><title>Longshore</title><h1>It works, version {version}</h1><p>Answered by task {task}.</p>\n"
    );
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-task: {task}\r\nx-version: {version}\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )?;
    Ok(path)
}

/// The id of the task that this container is part of.
fn task() -> io::Result<String> {
    let uri = env::var("ECS_CONTAINER_METADATA_URI_V4").map_err(io::Error::other)?;
    let rest = uri.strip_prefix("http://").ok_or(io::ErrorKind::InvalidInput)?;
    let (host, path) = rest.split_once('/').ok_or(io::ErrorKind::InvalidInput)?;
    let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /{path}/task HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")?;
    let mut text = String::new();
    stream.take(METADATA_BYTES_MAX).read_to_string(&mut text)?;
    let arn = text.split("\"TaskARN\":\"").nth(1).and_then(|rest| rest.split('"').next());
    let id = arn.and_then(|arn| arn.rsplit('/').next()).ok_or(io::ErrorKind::InvalidData)?;
    Ok(id.to_owned())
}
