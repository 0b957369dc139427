//! What the tests of the whole binary share: a directory, a server that runs in it, and a small client.
//!
//! The client speaks HTTP/1.1 over a plain socket and blocks: what a test sends is exactly what it wrote, and
//! an answer that does not come is an error after [`ANSWER_TIMEOUT`], never a hang.
#![allow(dead_code, reason = "every test file uses its part of this")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test of the whole process is at the edge, as the process is"
)]

pub(crate) mod http1;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use longshore_shapes::{Operation, Protocol};
use longshore_wire::client;
use longshore_wire::sigv4::{PayloadHash, Signer};
use serde_json::Value;

pub(crate) use http1::Client;

/// How long a process may take to end by itself.
const EXIT_TIMEOUT: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(5);

/// A new directory, removed when it is dropped.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("longshore-{name}-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.0.join("state")
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        let _ = fs::remove_file(log_file(&self.0));
    }
}

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_longshore"));
    command.env_remove("LONGSHORE_DATA_DIR").env("RUST_BACKTRACE", "0").stdin(Stdio::null());
    command
}

/// `longshore up` in a directory, on a port of its own choice, with more arguments.
pub(crate) fn up(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = command();
    command
        .args(["up", "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none", "--data-dir"])
        .arg(dir);
    command.args(arguments);
    command
}

/// What `longshore state check` says of a directory.
pub(crate) fn check(dir: &Path) -> Value {
    let mut command = command();
    command.args(["state", "check", "--output", "json", "--data-dir"]).arg(dir);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("state check said {}", told(&output)))
}

/// Both streams and the exit of a process, for messages.
pub(crate) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}{}", output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A server under test. Dropping it kills it.
pub(crate) struct Server {
    child: Child,
    log: PathBuf,
    pub(crate) endpoint: String,
    pub(crate) keys: Keys,
}

/// What signs requests.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) region: String,
}

/// What a server says of how to reach it.
pub(crate) struct Connection {
    endpoint: String,
    keys: Keys,
    log: PathBuf,
}

impl Connection {
    pub(crate) fn read(dir: &Path) -> std::io::Result<Self> {
        let text = fs::read_to_string(dir.join("connection.json"))?;
        let connection: Value = serde_json::from_str(&text)?;
        let text = |name: &str| connection[name].as_str().unwrap().to_owned();
        let keys = Keys { id: text("accessKeyId"), secret: text("secretAccessKey"), region: text("region") };
        Ok(Self { endpoint: text("endpoint"), keys, log: log_file(dir) })
    }

    pub(crate) fn of(self, child: Child) -> Server {
        Server { child, log: self.log, endpoint: self.endpoint, keys: self.keys }
    }
}

impl Server {
    /// Starts a server and waits until it answers; `Err` is what it said when it ended instead.
    pub(crate) fn try_start(dir: &Path, arguments: &[&str]) -> Result<Self, String> {
        let mut child = spawn(dir, arguments);
        let log = log_file(dir);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.by_ref().map_while(Result::ok).any(|line| line.contains("Stop with Ctrl-C"));
        if !ready {
            let status = wait(&mut child);
            return Err(format!("{status}\n{}", fs::read_to_string(&log).unwrap_or_default()));
        }
        Ok(Connection::read(dir).unwrap().of(child))
    }

    pub(crate) fn start(dir: &Path) -> Self {
        Self::try_start(dir, &[]).unwrap_or_else(|said| panic!("the server did not start: {said}"))
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.endpoint.trim_start_matches("http://"))
    }

    pub(crate) fn caller(&self) -> Caller {
        Caller { client: self.client(), endpoint: self.endpoint.clone(), keys: self.keys.clone() }
    }

    /// As when the machine loses power, for the process.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn pid(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(&self.child)
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> ExitStatus {
        rustix::process::kill_process(self.pid(), rustix::process::Signal::TERM).unwrap();
        wait(&mut self.child)
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        wait(&mut self.child)
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The process alone, ready or not.
pub(crate) fn spawn(dir: &Path, arguments: &[&str]) -> Child {
    let log = File::create(log_file(dir)).unwrap();
    up(dir, arguments).stdout(Stdio::piped()).stderr(log).spawn().unwrap()
}

/// Beside the directory, so that what is broken inside it does not touch the log.
fn log_file(dir: &Path) -> PathBuf {
    let mut name = dir.as_os_str().to_owned();
    name.push(".log");
    PathBuf::from(name)
}

/// Waits until a process has ended; one that does not is killed, and fails the test.
pub(crate) fn wait(child: &mut Child) -> ExitStatus {
    for _ in 0..EXIT_TIMEOUT.as_millis() / POLL.as_millis() {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        std::thread::sleep(POLL);
    }
    let _ = child.kill();
    panic!("the process did not end within {EXIT_TIMEOUT:?}");
}

pub(crate) fn unix_now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

pub(crate) fn sleep(duration: Duration) {
    std::thread::sleep(duration);
}

/// A number from the environment, for longer runs and for replaying one.
pub(crate) fn setting(name: &str, default: u64) -> u64 {
    let number = |text: String| text.parse().unwrap_or_else(|_| panic!("{name} must be a number: {text}"));
    text_setting(name).map_or(default, number)
}

pub(crate) fn text_setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A client that signs, with typed inputs and outputs.
pub(crate) struct Caller {
    pub(crate) client: Client,
    pub(crate) endpoint: String,
    pub(crate) keys: Keys,
}

/// Why a call has no output.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The server answered with an error.
    Error { status: u16, code: String, message: String },
    /// There was no whole answer: what was asked for may have been done or not.
    NoAnswer(std::io::Error),
}

impl Caller {
    pub(crate) fn call<O: Operation>(&mut self, input: &O::Input) -> Result<O::Output, Refused> {
        let protocol = Protocol::AwsJson11;
        let request = client::request::<O>(protocol, &self.endpoint, input).unwrap();
        let mut request = request.map(|body| body.to_vec());
        self.sign(&mut request, O::SERVICE.signing_name);
        let answer = self.client.send(&request).map_err(Refused::NoAnswer)?;
        let (parts, ()) = answer.head().into_parts();
        client::response::<O>(protocol, &parts, &answer.body).map_err(|error| match error {
            client::CallError::Service { error, status, .. } => {
                Refused::Error { status, code: error.code, message: error.message }
            }
            unreadable => panic!("{unreadable}: {answer:?}"),
        })
    }

    pub(crate) fn sign(&self, request: &mut http::Request<Vec<u8>>, service: &str) {
        let signer = Signer::new(&self.keys.id, &self.keys.secret, &self.keys.region, service);
        signer.sign(request, PayloadHash::Implied, unix_now()).unwrap();
    }
}
