//! Our own log, on standard error: lines for people or JSON for machines.
//!
//! Must not know: what is logged.

use tracing::Level;
use tracing_subscriber::filter::LevelFilter;

use crate::cli::LogFormat;

pub(crate) fn start(format: LogFormat, level: Level) {
    let builder = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(LevelFilter::from_level(level))
        .with_target(false)
        // What cannot be logged, as on a full disk, would be complained of on the same standard error, by a
        // macro that panics there, in the middle of whatever was logging.
        .log_internal_errors(false);
    match format {
        LogFormat::Text => builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).init(),
        LogFormat::Json => builder.json().flatten_event(true).with_current_span(false).init(),
    }
}
