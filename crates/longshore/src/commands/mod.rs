//! The commands, one file each: what a verb of the command line does.
//!
//! Must not know: how the command line is read.

mod api;
mod drain;
mod env;
mod events;
mod explain;
mod image;
mod logs;
pub(crate) mod node;
mod plan;
mod ps;
mod state;
mod top;
mod up;

use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::{Cli, Command};

pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Demo(options) => crate::demo::run(&options),
        Command::Up(options) => up::run(&options),
        Command::Env(options) => env::run(&options),
        Command::Api(options) => api::run(&options),
        Command::State(options) => state::run(&options),
        Command::Ps(options) => ps::run(&options),
        Command::Top(options) => top::run(&options),
        Command::Logs(options) => logs::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Events(options) => events::run(&options),
        Command::Plan(options) => plan::run(&options),
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "longshore", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Node(command) => node::run(&command, crate::node::run_joined),
        Command::Image(command) => image::run(&command),
    }
}

/// `90s`, `15m`, `2h` or `1d`, or a number of seconds, in seconds.
fn seconds(text: &str) -> Option<i64> {
    let units = [('s', 1), ('m', 60), ('h', 60 * 60), ('d', 24 * 60 * 60)];
    let unit = units.into_iter().find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)));
    let (number, seconds) = unit.unwrap_or((text, 1));
    number.parse::<u32>().ok().and_then(|number| i64::from(number).checked_mul(seconds))
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn spans_of_time_are_read() {
        for (text, expected) in [
            ("90s", Some(90)),
            ("15m", Some(900)),
            ("2h", Some(7200)),
            ("1d", Some(86_400)),
            ("7", Some(7)),
            ("", None),
            ("h", None),
            ("-1h", None),
            ("1w", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
