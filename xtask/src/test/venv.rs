//! The Python environment of the tests with real clients: made once, and again when its requirements change.
//!
//! Must not know: what is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A copy of the requirements that an environment was made from; written last.
const STAMP: &str = "made-from.txt";
const HINT: &str = "the tests with real clients need python3 with venv (on Debian: apt-get install python3 python3-venv); \
                    without them, run `cargo xtask test --only rust`";

/// The Python of an environment in which everything required is installed.
pub(super) fn prepare(folder: &Path, requirements: &Path) -> Result<PathBuf> {
    let python = folder.join("bin/python");
    let stamp = folder.join(STAMP);
    let wanted = fs::read(requirements).with_context(|| format!("reading {}", requirements.display()))?;
    let made_from = fs::read(&stamp).ok();
    if made_from.as_ref() == Some(&wanted) && works(&python) {
        println!("{} is as it should be", folder.display());
        return Ok(python);
    }
    println!("making {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    if !works(Path::new("python3")) {
        bail!("python3 was not found: {HINT}");
    }
    if !succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder)) {
        bail!("python3 could not make an environment: {HINT}");
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(requirements);
    if !succeeds(&mut pip) {
        bail!("pip could not install {}; what it lacked is said above", requirements.display());
    }
    fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))?;
    Ok(python)
}

fn works(python: &Path) -> bool {
    Command::new(python).args(["-c", ""]).output().is_ok_and(|output| output.status.success())
}

fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
