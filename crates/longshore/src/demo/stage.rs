//! Where the demo plays: a Longshore that runs already, or one of its own that ends with it.
//!
//! Must not know: what is played.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_shapes::sts;
use rustix::process::{Pid, Signal, kill_process};

use crate::profile::Connection;
use crate::{client, connection, paths};

/// What is added to the name of the usual directory.
const OWN: &str = "demo";
const LOG: &str = "longshore.log";
const START_MAX: Duration = Duration::from_secs(30);
/// How often, and how many times, it is looked whether the server has ended: for 15 seconds.
const STOP_PAUSE: Duration = Duration::from_millis(20);
const STOP_LOOKS: usize = 750;
/// The end of a log that is shown where the server does not start.
const LOG_LINES: usize = 10;

pub(super) struct Stage {
    pub(super) connection: Connection,
    pub(super) account: String,
    pub(super) data_dir: PathBuf,
    /// None where it ran already.
    own: Option<Child>,
}

impl Stage {
    /// In the directory that is named; else with the Longshore that runs here already, else with one of its own.
    pub(super) async fn open(named: Option<PathBuf>) -> Result<Self> {
        let usual = paths::default_data_dir();
        let data_dir = named.clone().unwrap_or_else(|| usual.with_extension(OWN));
        for data_dir in [Some(data_dir.clone()), named.is_none().then_some(usual)].into_iter().flatten() {
            if let Ok(connection) = connection::read(&data_dir)
                && let Ok(account) = account(&connection).await
            {
                return Ok(Self { connection, account, data_dir, own: None });
            }
        }
        if !rustix::process::geteuid().is_root() {
            bail!(
                "the demo gives each task a network of its own, which needs root: run it with sudo, or start \
                 `sudo longshore up` and name its directory with --data-dir"
            );
        }
        let mut server = start(&data_dir)?;
        if let Err(error) = answers(&mut server).await {
            end(&mut server).await?;
            return Err(error.context(last_lines(&data_dir.join(LOG))));
        }
        let connection = connection::read(&data_dir)?;
        let account = account(&connection).await?;
        Ok(Self { connection, account, data_dir, own: Some(server) })
    }

    pub(super) fn is_own(&self) -> bool {
        self.own.is_some()
    }

    /// Ends a server of its own, and removes what it has written.
    pub(super) async fn close(mut self) -> Result<()> {
        let Some(mut server) = self.own.take() else { return Ok(()) };
        self.containers_gone().await;
        end(&mut server).await?;
        let cannot = || format!("cannot remove {}", self.data_dir.display());
        tokio::fs::remove_dir_all(&self.data_dir).await.with_context(cannot)
    }
}

impl Stage {
    /// A container's last things are removed a little after its end was told.
    async fn containers_gone(&self) {
        let containers = paths::node_dir(&self.data_dir).join("containers");
        for _ in 0..STOP_LOOKS {
            if std::fs::read_dir(&containers).map_or(true, |mut left| left.next().is_none()) {
                return;
            }
            tokio::time::sleep(STOP_PAUSE).await;
        }
    }
}

/// The account of whoever asks; also whether the server answers at all.
async fn account(connection: &Connection) -> Result<String> {
    let input = sts::GetCallerIdentityRequest::default();
    let answer = client::call::<sts::op::GetCallerIdentity>(connection, &input).await?;
    answer.account.context("the server did not say which account this is")
}

/// A process group of its own: Ctrl-C is for the demo, which cleans up first.
fn start(data_dir: &Path) -> Result<Child> {
    let cannot = || format!("cannot write to {}", data_dir.display());
    std::fs::create_dir_all(data_dir).with_context(cannot)?;
    let log = std::fs::File::create(data_dir.join(LOG)).with_context(cannot)?;
    let program = std::env::current_exe().context("cannot tell where this program is")?;
    let mut server = Command::new(program);
    server.args(["up", "--listen", "127.0.0.1:0", "--profile", "none", "--output", "json", "--data-dir"]);
    server.arg(data_dir).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
    server.process_group(0).spawn().context("cannot start `longshore up`")
}

/// Asks it to end, and makes it where it does not.
async fn end(server: &mut Child) -> Result<()> {
    if server.try_wait()?.is_none()
        && let Some(pid) = i32::try_from(server.id()).ok().and_then(Pid::from_raw)
    {
        kill_process(pid, Signal::TERM)?;
    }
    for _ in 0..STOP_LOOKS {
        if server.try_wait()?.is_some() {
            return Ok(());
        }
        tokio::time::sleep(STOP_PAUSE).await;
    }
    server.kill()?;
    server.wait()?;
    Ok(())
}

/// Waits for the line that says it is up.
async fn answers(server: &mut Child) -> Result<()> {
    let stdout = server.stdout.take().context("the server has no output")?;
    let read = tokio::task::spawn_blocking(move || BufReader::new(stdout).read_line(&mut String::new()));
    match tokio::time::timeout(START_MAX, read).await.context("the server did not answer in time")??? {
        0 => bail!("the server ended before it was up"),
        _ => Ok(()),
    }
}

fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(LOG_LINES);
    let last = lines.get(from..).unwrap_or_default().join("\n");
    format!("the demo's server did not start; its log ends with:\n{last}")
}
