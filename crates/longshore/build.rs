//! Builds the program in the image of `longshore demo`: one static file that needs nothing else in its image.
//!
//! Linking it needs the static form of the C library, as Debian's `libc6-dev` or Fedora's `glibc-static` has it.
//! Where there is none, the musl target is tried; without that either, everything but the demo is built.
#![allow(clippy::disallowed_methods, reason = "a build script is told everything by its environment")]

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PROGRAM: &str = "demo/page.rs";

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed={PROGRAM}");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(variable("OUT_DIR")?).join("page");
    let target = variable("TARGET")?.to_string_lossy().into_owned();
    if !target.contains("linux") {
        return write_nothing(&out);
    }
    let musl = target.replace("-gnu", "-musl");
    let problems: Vec<String> =
        [target, musl].iter().map_while(|target| compile(target, &out).err()).collect();
    if problems.len() < 2 {
        return Ok(());
    }
    println!(
        "cargo::warning=the page of `longshore demo` was not built, so it will not run: {}",
        problems.join("; ")
    );
    write_nothing(&out)
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("cargo did not set {name}"))
}

fn write_nothing(out: &PathBuf) -> Result<(), String> {
    std::fs::write(out, []).map_err(|error| error.to_string())
}

fn compile(target: &str, out: &PathBuf) -> Result<(), String> {
    let mut rustc = Command::new(variable("RUSTC")?);
    rustc.args(["--edition", "2024", "--crate-name", "page", "--target", target]);
    rustc.args(["-C", "opt-level=s", "-C", "panic=abort", "-C", "strip=symbols", "-C", "lto=fat"]);
    rustc.args(["-C", "target-feature=+crt-static"]);
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        rustc.arg("-C").arg([OsString::from("linker="), linker].into_iter().collect::<OsString>());
    }
    let done = rustc.arg("-o").arg(out).arg(PROGRAM).stdin(Stdio::null()).output();
    let done = done.map_err(|error| error.to_string())?;
    if done.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&done.stderr);
    let first = text.lines().find(|line| line.starts_with("error")).unwrap_or("rustc failed");
    Err(format!("{target}: {first}"))
}
