//! The `longshore` binary: reads the command line and runs one command.
//!
//! This crate is the edge: the only one that names concrete parts, and with the clock, entropy and files of
//! the machine in its hands.
//!
//! Must not know: any AWS operation.

mod cli;
mod client;
mod commands;
mod connection;
mod demo;
mod edge;
mod files;
mod images;
mod installation;
mod listing;
mod logging;
mod login;
mod node;
mod nodes;
mod paint;
mod paths;
mod profile;
mod registry;
mod say;
mod server;
mod table;
mod threads;

use std::process::ExitCode;

use say::complain;

fn main() -> ExitCode {
    // Before anything else is set up: what starts containers has to stay small.
    #[cfg(target_os = "linux")]
    if std::env::args_os().nth(1).is_some_and(|first| longshore_launcher::spawner::is_requested(&first)) {
        return longshore_launcher::spawner::main();
    }
    match commands::run(cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            // Each cause on a line of its own, the outermost first.
            complain!("longshore: {error}");
            error.chain().skip(1).for_each(|cause| complain!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}
