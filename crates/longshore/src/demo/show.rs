//! What the demo says: its steps, the command that does the same, and how far something has come.
//!
//! Must not know: what is done.

use std::fmt::Write as _;
use std::io::Write;
use std::time::Instant;

use crate::edge;
use crate::paint::{Paint, Shade};
use crate::say::say;

const BAR_CELLS: usize = 24;

/// The person at the terminal; nobody, where a program asked.
pub(super) struct Show {
    silent: bool,
    /// Where there are colours, what has come further is written over.
    paint: Paint,
    step: Option<(String, Instant)>,
    /// Each step that is done, and how many seconds it took.
    pub(super) done: Vec<(String, f64)>,
    /// The bar that is shown, if it is to be written over.
    bar: String,
}

impl Show {
    pub(super) fn new(silent: bool) -> Self {
        let paint = if silent { Paint::default() } else { Paint::of_output() };
        Self { silent, paint, step: None, done: Vec::new(), bar: String::new() }
    }

    /// Begins a step.
    pub(super) fn step(&mut self, title: &str) {
        self.finish();
        self.step = Some((title.to_owned(), edge::instant()));
        if !self.silent {
            let title = self.paint.shaded(title, Shade::Strong);
            say!("\n{title}");
        }
    }

    /// Ends the step that was begun.
    pub(super) fn finish(&mut self) {
        self.bar.clear();
        if let Some((title, since)) = self.step.take() {
            self.done.push((title, edge::instant().duration_since(since).as_secs_f64()));
        }
    }

    /// The command that does what is done now.
    pub(super) fn command(&self, command: &str) {
        if !self.silent {
            let command = self.paint.shaded(&format!("$ {command}"), Shade::Command);
            say!("  {command}");
        }
    }

    pub(super) fn line(&self, text: &str) {
        if !self.silent {
            say!("  {text}");
        }
    }

    /// How far something has come. Where nothing can be written over, each change is a line.
    pub(super) fn progress(&mut self, of: &str, count: usize, total: usize, rest: &str) {
        if self.silent {
            return;
        }
        let bar = bar(of, count, total, rest);
        if bar == self.bar {
            return;
        }
        if self.paint.colour {
            let mut out = std::io::stdout();
            let end = if count == total && rest.is_empty() { "\n" } else { "" };
            // A terminal that went away is no reason to fail.
            let _ = write!(out, "\r\x1b[K  {bar}{end}").and_then(|()| out.flush());
        } else {
            say!("  {bar}");
        }
        self.bar = bar;
    }
}

fn bar(of: &str, count: usize, total: usize, rest: &str) -> String {
    let filled = (BAR_CELLS * count.min(total)).checked_div(total).unwrap_or_default();
    let mut text = format!("{of} [{}{}] {count}/{total}", "#".repeat(filled), ".".repeat(BAR_CELLS - filled));
    if !rest.is_empty() {
        let _ = write!(text, ", {rest}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_shows_how_far_it_is() {
        assert_eq!(bar("tasks", 1, 3, ""), "tasks [########................] 1/3");
        assert_eq!(bar("tasks", 3, 3, "1 old"), "tasks [########################] 3/3, 1 old");
        assert_eq!(bar("tasks", 0, 0, ""), "tasks [........................] 0/0");
    }
}
