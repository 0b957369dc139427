//! The peer of the API benchmarks: moto's server, in an environment of its own beside the build.
//!
//! Must not know: what is measured.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::scratch::build_dir;

/// What is installed, every version pinned.
const REQUIREMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/moto-requirements.txt");

fn environment() -> Result<PathBuf> {
    Ok(build_dir()?.join("bench-venv"))
}

pub(crate) fn program() -> Result<PathBuf> {
    let program = environment()?.join("bin").join("moto_server");
    match program.exists() {
        true => Ok(program),
        false => bail!("{} is missing: run `longshore-bench setup` first", program.display()),
    }
}

/// Whether the peer can take part; says so where it cannot.
pub(crate) fn is_there() -> bool {
    match program() {
        Ok(_) => true,
        Err(error) => {
            eprintln!("moto is left out: {error:#}");
            false
        }
    }
}

/// Makes the environment and installs the pinned versions.
pub(crate) fn set_up() -> Result<()> {
    let environment = environment()?;
    run(Command::new("python3").arg("-m").arg("venv").arg(&environment))?;
    let pip = environment.join("bin").join("pip");
    run(Command::new(pip).args(["install", "--quiet", "--no-deps", "--requirement", REQUIREMENTS]))?;
    program().map(|_| ())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::null()).status().with_context(|| format!("starting {command:?}"))?;
    match status.success() {
        true => Ok(()),
        false => bail!("{command:?} ended with {status}"),
    }
}
