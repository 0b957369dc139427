//! Colours and the size of the terminal: where there is one, and nobody has asked for none with NO_COLOR.
//!
//! What is coloured is a word that tells how something fares; the words are those of the APIs.
//!
//! Must not know: what is shown.

use std::io::IsTerminal;

use crate::edge;

/// What is looked at: a terminal, or a file or program that wants plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Paint {
    pub(crate) colour: bool,
    /// Columns and rows of the terminal.
    pub(crate) size: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shade {
    Good,
    Waiting,
    Bad,
    Faint,
    Strong,
    Command,
}

/// A word and how it is shown, by what it begins with.
const WORDS: [(&str, Shade); 38] = [
    ("RUNNING", Shade::Good),
    ("ACTIVE", Shade::Good),
    ("HEALTHY", Shade::Good),
    ("COMPLETED", Shade::Good),
    ("COMPLETE", Shade::Good),
    ("SUCCESS", Shade::Good),
    ("SUCCESSFUL", Shade::Good),
    ("PUSH", Shade::Good),
    ("SERVICE_STEADY_STATE", Shade::Good),
    ("SERVICE_DEPLOYMENT_COMPLETED", Shade::Good),
    ("PROVISIONING", Shade::Waiting),
    ("PENDING", Shade::Waiting),
    ("ACTIVATING", Shade::Waiting),
    ("DEACTIVATING", Shade::Waiting),
    ("STOPPING", Shade::Waiting),
    ("DEPROVISIONING", Shade::Waiting),
    ("DRAINING", Shade::Waiting),
    ("IN_PROGRESS", Shade::Waiting),
    ("ROLLBACK_IN_PROGRESS", Shade::Waiting),
    ("REGISTERING", Shade::Waiting),
    ("DEREGISTERING", Shade::Waiting),
    ("SERVICE_DEPLOYMENT_IN_PROGRESS", Shade::Waiting),
    ("MEDIUM", Shade::Waiting),
    ("FAILED", Shade::Bad),
    ("UNHEALTHY", Shade::Bad),
    ("DISCONNECTED", Shade::Bad),
    ("ROLLBACK_FAILED", Shade::Bad),
    ("REGISTRATION_FAILED", Shade::Bad),
    ("SERVICE_DEPLOYMENT_FAILED", Shade::Bad),
    ("SERVICE_TASK_START_IMPAIRED", Shade::Bad),
    ("SERVICE_TASK_PLACEMENT_FAILURE", Shade::Bad),
    ("SERVICE_TASK_CONFIGURATION_FAILURE", Shade::Bad),
    ("CRITICAL", Shade::Bad),
    ("HIGH", Shade::Bad),
    ("STOPPED", Shade::Faint),
    ("INACTIVE", Shade::Faint),
    ("DELETED", Shade::Faint),
    ("DELETE", Shade::Faint),
];
/// How a task's end is told beside its status where it went wrong.
const WENT_WRONG: [&str; 3] = ["exit ", "TaskFailedToStart", "OutOfMemory"];

impl Paint {
    /// As standard output is.
    pub(crate) fn of_output() -> Self {
        let out = std::io::stdout();
        let size = out.is_terminal().then(|| rustix::termios::tcgetwinsize(&out).ok()).flatten();
        // A terminal that does not know its size says 0.
        let size = size.filter(|size| size.ws_col > 0 && size.ws_row > 0);
        Self {
            colour: out.is_terminal() && edge::variable("NO_COLOR").is_none(),
            size: size.map(|size| (usize::from(size.ws_col), usize::from(size.ws_row))),
        }
    }

    pub(crate) fn shaded(self, text: &str, shade: Shade) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match shade {
            Shade::Good => "32",
            Shade::Waiting => "33",
            Shade::Bad => "31",
            Shade::Faint => "2",
            Shade::Strong => "1",
            Shade::Command => "36",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// Coloured by the word that a state begins with; what is no state stays as it is.
    pub(crate) fn state(self, text: &str) -> String {
        shade_of(text).map_or_else(|| text.to_owned(), |shade| self.shaded(text, shade))
    }
}

/// By the word that a state begins with, and by what is said of a bad end.
pub(crate) fn shade_of(text: &str) -> Option<Shade> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (_, shade) = WORDS.iter().find(|(known, _)| *known == word)?;
    let failed = WENT_WRONG.iter().any(|sign| rest.contains(sign)) && !rest.contains("(exit 0)");
    Some(if failed { Shade::Bad } else { *shade })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_their_colours_where_there_are_any() {
        let paint = Paint { colour: true, size: None };
        for (text, expected) in [
            ("RUNNING", "\x1b[32mRUNNING\x1b[0m"),
            ("PENDING", "\x1b[33mPENDING\x1b[0m"),
            ("STOPPED (exit 0)", "\x1b[2mSTOPPED (exit 0)\x1b[0m"),
            ("STOPPED (exit 3)", "\x1b[31mSTOPPED (exit 3)\x1b[0m"),
            ("STOPPED (TaskFailedToStart)", "\x1b[31mSTOPPED (TaskFailedToStart)\x1b[0m"),
            ("web", "web"),
            ("", ""),
        ] {
            assert_eq!(paint.state(text), expected);
            assert_eq!(Paint::default().state(text), text);
        }
    }

    #[test]
    fn no_word_is_told_twice() {
        let mut words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), WORDS.len());
    }
}
