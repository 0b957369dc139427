//! Log options: which there are, and what they mean.
//!
//! Must not know: what a driver does with them.

use std::collections::BTreeMap;
use std::str::FromStr;

/// Why a container cannot be started with its log configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("failed to initialize logging driver: {0}")]
pub struct LogError(pub String);

/// Options of how a driver is run, and of the copy that is kept; for all drivers.
const COMMON: [&str; 6] =
    ["mode", "max-buffer-size", "cache-disabled", "cache-max-size", "cache-max-file", "cache-compress"];
const RING_BYTES: u64 = 10 * 1024 * 1024;
/// A ring is memory of the agent.
const RING_BYTES_MAX: u64 = 1024 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Blocking,
    /// So many bytes wait; beyond them the oldest are dropped.
    NonBlocking(usize),
}

/// The options of one container for one driver.
pub(super) struct Options<'a> {
    driver: &'a str,
    given: &'a BTreeMap<String, String>,
}

impl<'a> Options<'a> {
    /// Refuses options that the driver does not have.
    pub(super) fn new(
        driver: &'a str,
        given: &'a BTreeMap<String, String>,
        known: &[&str],
    ) -> Result<Self, LogError> {
        let unknown = |name: &&String| !known.contains(&name.as_str()) && !COMMON.contains(&name.as_str());
        match given.keys().find(unknown) {
            Some(name) => Err(LogError(format!("unknown log opt '{name}' for {driver} log driver"))),
            None => Ok(Self { driver, given }),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.given.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, LogError> {
        self.get(name).map(|value| value.parse().map_err(|_| self.invalid(name, value))).transpose()
    }

    /// As Docker reads truth: `1`, `t`, `true`, …
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, LogError> {
        let truth = |value: &str| match value {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
            _ => Err(self.invalid(name, value)),
        };
        self.get(name).map(truth).transpose()
    }

    /// A size of a file: `k` is 1000.
    pub(super) fn size(&self, name: &str) -> Result<Option<u64>, LogError> {
        self.bytes(name, 1000)
    }

    /// A size in memory: `k` is 1024.
    pub(super) fn memory(&self, name: &str) -> Result<Option<u64>, LogError> {
        self.bytes(name, 1024)
    }

    /// A pause: `500ms`, `1s`, `2m`, or milliseconds without a unit.
    pub(super) fn pause(&self, name: &str) -> Result<Option<std::time::Duration>, LogError> {
        let read = |value: &str| pause(value).ok_or_else(|| self.invalid(name, value));
        self.get(name).map(read).transpose()
    }

    pub(super) fn invalid(&self, name: &str, value: &str) -> LogError {
        LogError(format!("invalid value '{value}' for log opt '{name}' of the {} log driver", self.driver))
    }

    fn bytes(&self, name: &str, step: u64) -> Result<Option<u64>, LogError> {
        let read = |value: &str| bytes(value, step).ok_or_else(|| self.invalid(name, value));
        self.get(name).map(read).transpose()
    }

    /// `default_ring` is for drivers that do not wait unless they are told to.
    pub(super) fn mode(&self, default_ring: Option<u64>) -> Result<Mode, LogError> {
        let size = self.memory("max-buffer-size")?;
        let ring =
            |bytes: u64| Mode::NonBlocking(usize::try_from(bytes.min(RING_BYTES_MAX)).unwrap_or(usize::MAX));
        match (self.get("mode"), size, default_ring) {
            (Some("non-blocking"), size, _) => Ok(ring(size.unwrap_or(RING_BYTES))),
            (None | Some("blocking"), Some(_), _) => Err(LogError(
                "logger: max-buffer-size option is only supported with 'mode=non-blocking'".to_owned(),
            )),
            (None, None, Some(bytes)) => Ok(ring(bytes)),
            (None | Some("blocking"), None, _) => Ok(Mode::Blocking),
            (Some(other), _, _) => Err(LogError(format!("logger: logging mode not supported: {other}"))),
        }
    }
}

fn bytes(text: &str, step: u64) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_suffix("ib").or_else(|| text.strip_suffix('b')).unwrap_or(&text);
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let power = match text.strip_prefix(digits)? {
        "" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return None,
    };
    let number: u64 = digits.trim().parse().ok()?;
    number.checked_mul(step.checked_pow(power)?).filter(|bytes| *bytes > 0)
}

fn pause(text: &str) -> Option<std::time::Duration> {
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let number: u64 = digits.parse().ok()?;
    let millis = match text.strip_prefix(digits)? {
        "" | "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => return None,
    };
    Some(std::time::Duration::from_millis(number.checked_mul(millis)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_pauses() {
        for (text, step, expected) in [
            ("10m", 1000, Some(10_000_000)),
            ("10m", 1024, Some(10 * 1024 * 1024)),
            ("1KiB", 1024, Some(1024)),
            ("5", 1024, Some(5)),
            ("2gb", 1000, Some(2_000_000_000)),
            ("0", 1000, None),
            ("-1", 1000, None),
            ("m", 1000, None),
            ("99999999999999999999", 1000, None),
            ("99999999999t", 1024, None),
        ] {
            assert_eq!(bytes(text, step), expected, "{text}");
        }
        assert_eq!(pause("500").map(|one| one.as_millis()), Some(500));
        assert_eq!(pause("2s").map(|one| one.as_millis()), Some(2000));
        assert_eq!((pause("s"), pause("1h")), (None, None));
    }

    #[test]
    fn modes_and_unknown_options_are_told_as_docker_tells_them() {
        let mode = |given: &[(&str, &str)]| {
            let given = given.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
            let options = Options::new("json-file", &given, &["tag"])?;
            options.mode(None)
        };
        let text = |given: &[(&str, &str)]| mode(given).unwrap_err().to_string();
        assert_eq!(mode(&[]), Ok(Mode::Blocking));
        assert_eq!(mode(&[("mode", "non-blocking")]), Ok(Mode::NonBlocking(10 << 20)));
        assert_eq!(mode(&[("mode", "non-blocking"), ("max-buffer-size", "4k")]), Ok(Mode::NonBlocking(4096)));
        let start = "failed to initialize logging driver: ";
        assert_eq!(
            text(&[("max-buffer-size", "4k")]),
            format!("{start}logger: max-buffer-size option is only supported with 'mode=non-blocking'")
        );
        assert_eq!(text(&[("mode", "x")]), format!("{start}logger: logging mode not supported: x"));
        assert_eq!(text(&[("foo", "x")]), format!("{start}unknown log opt 'foo' for json-file log driver"));
    }
}
