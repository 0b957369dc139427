//! A checked log configuration: which driver, how it is run, and what is kept on the machine.
//!
//! Must not know: a container's output.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::awslogs::{self, Awslogs, LogSink, SinkError};
use super::facts::{ATTRIBUTE_OPTIONS, LogFacts};
use super::fluentd::{self, Fluentd};
use super::gelf::{self, Gelf};
use super::journald::{self, Journald};
use super::keep::KeepPolicy;
use super::options::{LogError, Mode, Options};
use super::sink::{Nowhere, Sink};
use super::syslog::{self, Syslog};

/// What `json-file` takes beside the options of all.
const FILE_OPTIONS: [&str; 3] = ["max-size", "max-file", "compress"];
const CACHE_OPTIONS: [&str; 3] = ["cache-max-size", "cache-max-file", "cache-compress"];

/// Where one container's lines go.
pub struct LogTarget {
    pub(super) sink: Box<dyn Sink>,
    pub(super) mode: Mode,
    /// None: nothing is kept here.
    pub(super) keep: Option<KeepPolicy>,
    /// The copy here is the target itself.
    pub(super) kept_is_target: bool,
    /// The first pause before another try, where the driver has its own.
    pub(super) retry: Option<Duration>,
    /// For messages: the driver's name.
    pub(super) driver: String,
}

impl LogTarget {
    /// Checks a driver's name and options, secrets among them; without a configuration it is `json-file`.
    /// An error keeps the container from starting.
    pub async fn open(
        driver: &str,
        options: &BTreeMap<String, String>,
        facts: &LogFacts,
        sink: &Arc<dyn LogSink>,
    ) -> Result<Self, LogError> {
        match driver {
            "none" => Ok(Self::nowhere(driver, Mode::Blocking)),
            "json-file" => Self::files(options, facts),
            "awslogs" => {
                let options = Options::new(driver, options, &awslogs::known_options())?;
                let awslogs = Awslogs::new(&options, facts, Arc::clone(sink))?;
                match awslogs.open().await {
                    // It may come while the container runs.
                    Ok(()) | Err(SinkError::Unavailable(_)) => {
                        Self::with(driver, Box::new(awslogs), &options, None)
                    }
                    Err(SinkError::Refused(why)) => Err(LogError(why)),
                }
            }
            "syslog" => {
                let options = Options::new(driver, options, &syslog::known_options())?;
                Self::with(driver, Box::new(Syslog::new(&options, facts)?), &options, None)
            }
            "fluentd" => {
                let options = Options::new(driver, options, &fluentd::known_options())?;
                let ring = fluentd::default_ring(&options)?;
                let mut target =
                    Self::with(driver, Box::new(Fluentd::new(&options, facts)?), &options, ring)?;
                target.retry = fluentd::retry_wait(&options)?;
                Ok(target)
            }
            "gelf" => {
                let options = Options::new(driver, options, &gelf::known_options())?;
                Self::with(driver, Box::new(Gelf::new(&options, facts)?), &options, None)
            }
            "journald" => {
                let options = Options::new(driver, options, &journald::known_options())?;
                Self::with(driver, Box::new(Journald::new(&options, facts)?), &options, None)
            }
            "splunk" | "awsfirelens" => {
                let others = "use awslogs, fluentd, gelf, journald, json-file or syslog";
                Err(LogError(format!("the log driver '{driver}' is not built: {others}")))
            }
            other => Err(LogError(format!("logger: no log driver named '{other}' is registered"))),
        }
    }

    fn nowhere(driver: &str, mode: Mode) -> Self {
        let (sink, driver) = (Box::new(Nowhere), driver.to_owned());
        Self { sink, mode, keep: None, kept_is_target: false, retry: None, driver }
    }

    fn files(options: &BTreeMap<String, String>, facts: &LogFacts) -> Result<Self, LogError> {
        let known = [&FILE_OPTIONS[..], &ATTRIBUTE_OPTIONS[..]].concat();
        let options = Options::new("json-file", options, &known)?;
        let mut keep = KeepPolicy::from_options(&options, FILE_OPTIONS)?;
        keep.attributes = facts.attributes(&options)?;
        if options.get("tag").is_some() {
            keep.attributes.insert("tag".to_owned(), facts.tag(&options)?);
        }
        let nowhere = Self::nowhere("json-file", options.mode(None)?);
        Ok(Self { keep: Some(keep), kept_is_target: true, ..nowhere })
    }

    fn with(
        driver: &str,
        sink: Box<dyn Sink>,
        options: &Options<'_>,
        default_ring: Option<u64>,
    ) -> Result<Self, LogError> {
        let keep = KeepPolicy::from_options(options, CACHE_OPTIONS)?;
        let keep = (options.flag("cache-disabled")? != Some(true)).then_some(keep);
        let mode = options.mode(default_ring)?;
        Ok(Self { sink, keep, ..Self::nowhere(driver, mode) })
    }
}
