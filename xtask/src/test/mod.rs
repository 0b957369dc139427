//! `cargo xtask test`: every test there is, those in Rust and those with real AWS clients.
//!
//! Invariants: a step's own output is shown as it comes; the last line sums up; nothing is installed outside the
//! target directory, and nothing is downloaded but what Cargo and pip lack.
//!
//! Must not know: any test.

mod venv;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde::Deserialize;

/// Where the tests with real clients stand.
const E2E: &str = "tests/e2e";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Unit, property, crash and doc tests
    Rust,
    /// The built binary, driven by real AWS clients
    E2e,
}

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}

/// What has been run, and how it went.
struct Run {
    keep_going: bool,
    /// Name, whether it passed, and how long it took.
    steps: Vec<(&'static str, bool, Duration)>,
}

/// Runs the tests and tells how it went; false where any failed.
pub(crate) fn run(root: &Path, only: Option<Part>, keep_going: bool) -> Result<bool> {
    let mut run = Run { keep_going, steps: Vec::new() };
    if only != Some(Part::E2e) {
        rust(root, &mut run)?;
    }
    if only != Some(Part::Rust) {
        e2e(root, &mut run)?;
    }
    println!("{}", run.summary());
    Ok(run.passed())
}

fn rust(root: &Path, run: &mut Run) -> Result<()> {
    let fail_fast = if run.keep_going { &["--no-fail-fast"][..] } else { &[] };
    if !has_nextest() {
        println!("cargo-nextest is not installed; `cargo test` does its work, a little slower");
        return run.step("rust", cargo(root).args(["test", "--workspace"]).args(fail_fast));
    }
    run.step("rust", cargo(root).args(["nextest", "run", "--workspace"]).args(fail_fast))?;
    run.step("doc", cargo(root).args(["test", "--workspace", "--doc", "--quiet"]).args(fail_fast))
}

fn e2e(root: &Path, run: &mut Run) -> Result<()> {
    let target = target_directory(root)?;
    // With the targets of the tests, nothing is left to build after them; alone, the binary is enough.
    let after_rust = run.steps.iter().any(|(name, ..)| *name == "rust");
    let targets =
        if after_rust { &["--workspace", "--bins", "--tests"][..] } else { &["--package", "longshore"] };
    run.step("binary", cargo(root).arg("build").args(targets))?;
    let folder = root.join(E2E);
    let venv = target.join("e2e-venv");
    // Without the binary or the clients there is nothing to run.
    if run.stopped() || !run.succeeded("binary") {
        return Ok(());
    }
    let python = run.timed("venv", || venv::prepare(&venv, &folder.join("requirements.txt")))?;
    let mut pytest = Command::new(python);
    pytest.args(["-m", "pytest"]).current_dir(&folder);
    pytest.env("LONGSHORE_BIN", target.join("debug/longshore"));
    // Nothing is left in the source tree.
    pytest.env("PYTHONDONTWRITEBYTECODE", "1").args(["-p", "no:cacheprovider"]);
    run.step("e2e", &mut pytest)
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root);
    command
}

fn has_nextest() -> bool {
    let version = Command::new("cargo").args(["nextest", "--version"]).output();
    version.is_ok_and(|output| output.status.success())
}

fn target_directory(root: &Path) -> Result<PathBuf> {
    let output = cargo(root).args(["metadata", "--no-deps", "--format-version", "1"]).output();
    let output = output.context("starting cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("reading cargo metadata")?;
    Ok(metadata.target_directory)
}

impl Run {
    /// Runs one command, unless an earlier one has ended the run.
    fn step(&mut self, name: &'static str, command: &mut Command) -> Result<()> {
        if self.stopped() {
            return Ok(());
        }
        println!("==> {name}: {}", shown(command));
        let started = now();
        let status = command.status().with_context(|| format!("starting {}", shown(command)))?;
        self.steps.push((name, status.success(), started.elapsed()));
        Ok(())
    }

    /// Does something that has to succeed.
    fn timed<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("==> {name}");
        let started = now();
        let done = work()?;
        self.steps.push((name, true, started.elapsed()));
        Ok(done)
    }

    fn passed(&self) -> bool {
        self.steps.iter().all(|(_, passed, _)| *passed)
    }

    fn succeeded(&self, name: &str) -> bool {
        self.steps.iter().any(|(step, passed, _)| *step == name && *passed)
    }

    fn stopped(&self) -> bool {
        !self.keep_going && !self.passed()
    }

    fn summary(&self) -> String {
        let step = |(name, passed, took): &(&str, bool, Duration)| {
            let mark = if *passed { "" } else { " FAILED" };
            format!("{name}{mark} {:.1} s", took.as_secs_f64())
        };
        let verdict = if self.passed() { "passed" } else { "FAILED" };
        let steps: Vec<String> = self.steps.iter().map(step).collect();
        format!("tests {verdict}: {}", steps.join(", "))
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[allow(clippy::disallowed_methods, reason = "a chore may tell how long it took")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_of(keep_going: bool, commands: &[&str]) -> Run {
        let mut run = Run { keep_going, steps: Vec::new() };
        for command in commands {
            run.step("step", &mut Command::new(command)).unwrap();
        }
        run
    }

    #[test]
    fn the_first_failure_ends_the_run_unless_it_is_kept_going() {
        let run = run_of(false, &["true", "false", "true"]);
        assert_eq!(run.steps.iter().map(|step| step.1).collect::<Vec<_>>(), [true, false]);
        let run = run_of(true, &["true", "false", "true"]);
        assert_eq!(run.steps.iter().map(|step| step.1).collect::<Vec<_>>(), [true, false, true]);
        assert!(!run.passed());
        assert!(run.summary().starts_with("tests FAILED: step "));
    }

    #[test]
    fn the_summary_names_every_step_and_its_time() {
        let seconds = Duration::from_secs;
        let steps = vec![("rust", true, seconds(61)), ("e2e", false, seconds(5))];
        let run = Run { keep_going: true, steps };
        assert_eq!(run.summary(), "tests FAILED: rust 61.0 s, e2e FAILED 5.0 s");
    }
}
