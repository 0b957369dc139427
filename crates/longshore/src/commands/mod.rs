//! The commands, one file each: what a verb of the command line does.
//!
//! Must not know: how the command line is read.

mod api;
mod env;
mod state;
mod up;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Cli, Command};

pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Up(options) => up::run(&options),
        Command::Env(options) => env::run(&options),
        Command::Api(options) => api::run(&options),
        Command::State(options) => state::run(&options),
    }
}
