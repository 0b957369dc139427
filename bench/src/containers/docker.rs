//! The peer: Docker Engine, through its own command line, as a person would use it.
//!
//! Must not know: what is measured.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use super::probe::MOUNTED_AT;

pub(crate) const IMAGE: &str = "longshore-bench:1";

/// Whether an engine answers here.
pub(crate) fn is_there() -> bool {
    quiet(&mut docker(&["version"])).is_ok_and(|()| true)
}

/// The image of the benchmark, made from the same files as ours.
pub(crate) fn import(archive: &Path) -> Result<()> {
    quiet(docker(&["import"]).arg(archive).arg(IMAGE))
}

pub(crate) fn remove_image() {
    let _ = quiet(&mut docker(&["rmi", "--force", IMAGE]));
}

/// `docker run` of a shell command, in the foreground, with the probe mounted.
pub(crate) fn run(network: &str, probe: &Path, script: &str) -> Result<Child> {
    let mut command = docker(&["run", "--rm", "--network", network]);
    mount(&mut command, probe);
    command.arg(IMAGE).args(["sh", "-c", script]).spawn().context("starting docker run")
}

/// The same in the background, by name.
pub(crate) fn run_detached(name: &str, network: &str, probe: &Path, script: &str) -> Result<()> {
    let mut command = docker(&["run", "--detach", "--name", name, "--network", network]);
    mount(&mut command, probe);
    quiet(command.arg(IMAGE).args(["sh", "-c", script]))
}

fn mount(command: &mut Command, probe: &Path) {
    command.arg("--volume").arg(format!("{}:{MOUNTED_AT}", probe.display()));
}

pub(crate) fn exec(name: &str, arguments: &[&str]) -> Result<()> {
    quiet(docker(&["exec", name]).args(arguments))
}

pub(crate) fn remove(names: &[String]) -> Result<()> {
    quiet(docker(&["rm", "--force"]).args(names))
}

pub(crate) fn docker(arguments: &[&str]) -> Command {
    let mut command = Command::new("docker");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs a command to its end; an error if that is not a good one.
pub(crate) fn quiet(command: &mut Command) -> Result<()> {
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let output = output.with_context(|| format!("starting {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
