//! The chores of the repository, one command each: `cargo xtask --help`.
//!
//! Invariants: every command reads files and writes files, and gives the same output for the same input;
//! a `--check` writes nothing and fails where a run would change something.
//!
//! Must not know: any crate of the workspace by its code; what is checked is read as text.

mod arch;
mod codegen;
mod model;
mod models;
mod ordered;
mod test;
mod tidy;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the repository")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// The facts about the AWS APIs in models/.
    #[command(subcommand)]
    Models(Models),
    /// Writes the Rust shapes of models/ into crates/api/shapes/src/generated.
    Codegen {
        /// Writes nothing; fails where the files differ from what would be written.
        #[arg(long)]
        check: bool,
    },
    /// Checks the edges between crates, and prints the map of the rooms.
    Arch {
        /// Writes the map into ARCHITECTURE.md.
        #[arg(long, conflicts_with = "check")]
        write: bool,
        /// Prints no map; fails where the one in ARCHITECTURE.md is old, too.
        #[arg(long)]
        check: bool,
    },
    /// Checks headers, lengths, dead files, links and the like.
    Tidy,
    /// Runs codegen --check, arch --check and tidy.
    Check,
    /// Runs every test: those in Rust, and real AWS clients against the built binary.
    Test {
        /// Only these.
        #[arg(long, value_enum)]
        only: Option<test::Part>,
        /// Goes on after a failure, and tells all of them.
        #[arg(long)]
        keep_going: bool,
    },
}

#[derive(Subcommand)]
enum Models {
    /// Imports the facts of the pinned botocore.
    Import {
        /// An unpacked botocore package; the one python3 imports if left out.
        #[arg(long)]
        botocore: Option<PathBuf>,
    },
    /// Compares two botocore versions, for the services we hold.
    Drift {
        /// The unpacked package to compare from.
        #[arg(long)]
        from: PathBuf,
        #[arg(long)]
        to: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        output: models::Output,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().chore) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well; an error is for a chore that could not be done.
fn run(chore: Chore) -> Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask stands in no workspace")?;
    match chore {
        Chore::Models(Models::Import { botocore }) => models::import(root, botocore.as_deref())?,
        Chore::Models(Models::Drift { from, to, output }) => models::drift(root, &from, &to, output)?,
        Chore::Codegen { check: true } => return Ok(verdict("codegen", codegen::problems(root)?)),
        Chore::Codegen { check: false } => codegen::write(root)?,
        Chore::Arch { write: true, .. } => arch::write_map(root)?,
        Chore::Arch { check: true, .. } => return Ok(verdict("arch", arch::problems(root, true)?)),
        Chore::Arch { .. } => {
            print!("{}", arch::map(root)?);
            return Ok(verdict("arch", arch::problems(root, false)?));
        }
        Chore::Test { only, keep_going } => return test::run(root, only, keep_going),
        Chore::Tidy => return Ok(verdict("tidy", tidy::problems(root)?)),
        Chore::Check => {
            let codegen = verdict("codegen", codegen::problems(root)?);
            let arch = verdict("arch", arch::problems(root, true)?);
            let tidy = verdict("tidy", tidy::problems(root)?);
            return Ok(codegen && arch && tidy);
        }
    }
    Ok(true)
}

/// Tells the problems of a check and their number, and whether there are none.
fn verdict(check: &str, problems: Vec<String>) -> bool {
    for problem in &problems {
        eprintln!("{check}: {problem}");
    }
    match problems.len() {
        0 => println!("{check}: ok"),
        1 => println!("{check}: 1 problem"),
        count => println!("{check}: {count} problems"),
    }
    problems.is_empty()
}
