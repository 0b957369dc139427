//! What the engine answers when it does not do something, and which of the driver's errors that is.
//!
//! The engine tells most kinds of failure apart in words alone; the words looked for here are those of the
//! releases since 20.10.
//!
//! Must not know: how a request is made.

use bollard::errors::Error;

use crate::error::DriverError;

/// The engine's answer: its status, or 0 where it gave none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: String,
    pub(crate) timed_out: bool,
}

impl Refusal {
    pub(crate) fn timed_out(seconds: u64) -> Self {
        let message = format!("Docker Engine did not answer within {seconds} s");
        Self { status: 0, message, timed_out: true }
    }

    /// Refused by the driver itself, before the engine was asked.
    pub(crate) fn gone(message: impl Into<String>) -> Self {
        Self { status: 404, message: message.into(), timed_out: false }
    }

    fn says(&self, any: &[&str]) -> bool {
        let message = self.message.to_ascii_lowercase();
        any.iter().any(|words| message.contains(words))
    }

    fn line(&self, what: &str) -> String {
        let message: Vec<&str> = self.message.split_whitespace().collect();
        format!("{what}: {}", message.join(" "))
    }

    /// What any step can meet.
    pub(crate) fn common(&self, what: &str) -> Option<DriverError> {
        let line = || self.line(what);
        if self.timed_out {
            return Some(DriverError::TimedOut(line()));
        }
        self.says(&["no space left on device", "disk quota exceeded"]).then(|| DriverError::NoSpace(line()))
    }

    pub(crate) fn failed(&self, what: &str) -> DriverError {
        self.common(what).unwrap_or_else(|| DriverError::Failed(self.line(what)))
    }

    pub(crate) fn of_container(&self, what: &str) -> DriverError {
        match self.status {
            404 => DriverError::NoSuchContainer(self.line(what)),
            _ => self.failed(what),
        }
    }

    pub(crate) fn of_volume(&self, what: &str) -> DriverError {
        self.common(what).unwrap_or_else(|| DriverError::Volume(self.line(what)))
    }

    pub(crate) fn of_network(&self, what: &str) -> DriverError {
        self.common(what).unwrap_or_else(|| DriverError::Network(self.line(what)))
    }

    pub(crate) fn of_create(&self, what: &str) -> DriverError {
        let line = self.line(what);
        if self.says(&["no such image", "unable to find image"]) {
            return DriverError::ImageNotFound(line);
        }
        match self.status {
            400 => DriverError::InvalidSpec(line),
            404 if self.says(&["no such container"]) => DriverError::NoSuchSandbox(line),
            404 => DriverError::InvalidSpec(line),
            _ => self.failed(what),
        }
    }

    pub(crate) fn of_start(&self, what: &str) -> DriverError {
        let line = self.line(what);
        if self.status == 404 && self.says(&["no such container"]) {
            return DriverError::NoSuchContainer(line);
        }
        if self.says(&NETWORK_WORDS) {
            return DriverError::Network(line);
        }
        self.common(what).unwrap_or_else(|| match self.status {
            0 => DriverError::Failed(line),
            _ if self.says(&START_WORDS) => DriverError::CannotStart(line),
            _ => DriverError::Failed(line),
        })
    }

    pub(crate) fn of_image(&self, what: &str) -> DriverError {
        let line = self.line(what);
        if let Some(common) = self.common(what) {
            return common;
        }
        if self.says(&["invalid reference format"]) {
            return DriverError::InvalidSpec(line);
        }
        if self.says(&BROKEN_WORDS) {
            return DriverError::ImageInvalid(line);
        }
        if self.says(&MISSING_WORDS) {
            return DriverError::ImageNotFound(line);
        }
        if self.status == 401 || self.status == 403 || self.says(&DENIED_WORDS) {
            return DriverError::RegistryDenied(line);
        }
        if self.says(&UNREACHABLE_WORDS) {
            return DriverError::RegistryUnavailable(line);
        }
        match self.status {
            404 => DriverError::ImageNotFound(line),
            _ => DriverError::Failed(line),
        }
    }
}

const NETWORK_WORDS: [&str; 5] = [
    "port is already allocated",
    "address already in use",
    "failed programming external connectivity",
    "no available ipv4 addresses",
    "ports are not available",
];
const START_WORDS: [&str; 9] = [
    "executable file not found",
    "no such file or directory",
    "permission denied",
    "not a directory",
    "exec format error",
    "unable to find user",
    "unable to find group",
    "no matching entries",
    "runtime create failed",
];
/// Registries answer "denied" for what is not there too; the engine says so in these words.
const MISSING_WORDS: [&str; 7] = [
    "no such image",
    "pull access denied",
    "manifest unknown",
    "not known to registry",
    "name unknown",
    "repository does not exist",
    "manifest for ",
];
const DENIED_WORDS: [&str; 5] =
    ["unauthorized", "authentication required", "no basic auth credentials", "access denied", "denied:"];
const BROKEN_WORDS: [&str; 9] = [
    "no matching manifest",
    "unsupported media type",
    "failed to register layer",
    "verification failed",
    "digest mismatch",
    "does not match",
    "invalid tar",
    "unexpected commit digest",
    "unsupported manifest",
];
const UNREACHABLE_WORDS: [&str; 12] = [
    "connection refused",
    "connection reset",
    "no such host",
    "i/o timeout",
    "timeout",
    "tls handshake",
    "server misbehaving",
    "no route to host",
    "network is unreachable",
    "toomanyrequests",
    "received unexpected http status: 5",
    "eof",
];

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let (status, message) = match error {
            Error::DockerResponseServerError { status_code, message } => (status_code, message),
            Error::DockerStreamError { error } => (500, error),
            Error::RequestTimeoutError => {
                return Self {
                    status: 0,
                    message: "Docker Engine did not answer in time".to_owned(),
                    timed_out: true,
                };
            }
            other => (0, causes(&other)),
        };
        Self { status, message, timed_out: false }
    }
}

/// An error with what lies under it: the upper ones of an HTTP client say little.
fn causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut under = error.source();
    while let Some(cause) = under {
        let cause_line = cause.to_string();
        if !line.contains(&cause_line) {
            line.push_str(": ");
            line.push_str(&cause_line);
        }
        under = cause.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, message: &str) -> Refusal {
        Refusal { status, message: message.to_owned(), timed_out: false }
    }

    #[test]
    fn the_engines_words_about_images_become_kinds() {
        let kind = |status, message| said(status, message).of_image("pull app");
        assert!(matches!(
            kind(
                404,
                "pull access denied for app, repository does not exist or may require 'docker login': denied"
            ),
            DriverError::ImageNotFound(_)
        ));
        assert!(matches!(
            kind(404, "manifest for h:5000/app:2 not found: manifest unknown: manifest unknown"),
            DriverError::ImageNotFound(_)
        ));
        assert!(matches!(
            kind(500, "Head \"http://h:5000/v2/app/manifests/1\": no basic auth credentials"),
            DriverError::RegistryDenied(_)
        ));
        assert!(matches!(
            kind(500, "Get \"http://h:5000/v2/\": dial tcp 10.0.0.1:5000: connect: connection refused"),
            DriverError::RegistryUnavailable(_)
        ));
        assert!(matches!(
            kind(404, "no matching manifest for linux/arm64 in the manifest list entries"),
            DriverError::ImageInvalid(_)
        ));
        assert!(matches!(
            kind(500, "write /var/lib/docker/tmp/x: no space left on device"),
            DriverError::NoSpace(_)
        ));
    }

    #[test]
    fn a_start_tells_a_program_from_a_port() {
        let program = said(400, "OCI runtime create failed: exec: \"x\": executable file not found in $PATH");
        assert!(matches!(program.of_start("start a"), DriverError::CannotStart(_)));
        let port = said(500, "driver failed programming external connectivity: port is already allocated");
        assert!(matches!(port.of_start("start a"), DriverError::Network(_)));
        assert!(matches!(Refusal::timed_out(3).of_start("start a"), DriverError::TimedOut(_)));
        assert!(matches!(
            said(404, "No such container: x").of_start("start a"),
            DriverError::NoSuchContainer(_)
        ));
    }
}
