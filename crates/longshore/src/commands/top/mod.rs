//! `longshore top`: what clusters, services, instances and tasks do and use, again and again.
//!
//! At a terminal each view is drawn over the one before, on the terminal's other screen; whatever ends the command,
//! the first screen and the cursor come back. Elsewhere views follow each other as plain text, or as a line of JSON.
//!
//! Must not know: where any of it is kept.

mod gather;
mod view;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};

use self::view::View;
use crate::cli::{Output, Top};
use crate::paint::Paint;
use crate::say::{self, say};
use crate::{connection, edge};

/// However often it is wanted, the server is left alone for so long between two views.
const PAUSE_MIN: Duration = Duration::from_millis(100);

const OTHER_SCREEN: &str = "\x1b[?1049h\x1b[?25l";
const FIRST_SCREEN: &str = "\x1b[?25h\x1b[?1049l";
const TO_TOP: &str = "\x1b[H";
const CLEAR_REST_OF_LINE: &str = "\x1b[K";
const CLEAR_BELOW: &str = "\x1b[J";

/// The terminal's other screen, while it is held.
struct Screen;

impl Screen {
    fn open() -> Self {
        say::raw(OTHER_SCREEN);
        Self
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        say::raw(FIRST_SCREEN);
    }
}

pub(crate) fn run(options: &Top) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let pause = super::seconds(&options.interval)
        .with_context(|| format!("--interval {}: use 1s, 15s, 2m", options.interval))?;
    let pause = Duration::from_secs(u64::try_from(pause).unwrap_or_default()).max(PAUSE_MIN);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Where nothing is shown yet, what is wrong ends the command in words.
        let first = View::of(&gather::seen(&connection, options.cluster.as_deref()).await?, edge::now());
        if options.once {
            show(&first, options.output.output, Paint::of_output());
            return Ok(ExitCode::SUCCESS);
        }
        let live = options.output.output == Output::Text && Paint::of_output().size.is_some();
        let _screen = live.then(Screen::open);
        let stop = edge::stop_signal();
        let again = async {
            let (mut view, mut problem) = (first, None);
            loop {
                let paint = Paint::of_output();
                match live {
                    true => draw(&view, problem.as_deref(), paint),
                    false => show(&view, options.output.output, paint),
                }
                tokio::time::sleep(pause).await;
                match gather::seen(&connection, options.cluster.as_deref()).await {
                    Ok(seen) => (view, problem) = (View::of(&seen, edge::now()), None),
                    // A server that is started again is there in a moment: the last view stays.
                    Err(error) if live => problem = Some(format!("{error:#}")),
                    Err(error) => return Err(error),
                }
            }
        };
        tokio::select! {
            _ = stop => Ok(ExitCode::SUCCESS),
            ended = again => ended,
        }
    })
}

fn show(view: &View, form: Output, paint: Paint) {
    match form {
        Output::Json => say!("{}", view.as_json()),
        Output::Text => {
            view.lines(paint).iter().for_each(|line| say!("{line}"));
            say!();
        }
    }
}

/// Over what was there: each line to its end, then what is below.
fn draw(view: &View, problem: Option<&str>, paint: Paint) {
    let mut screen = TO_TOP.to_owned();
    let problem = problem.map(|problem| paint.shaded(problem, crate::paint::Shade::Bad));
    let lines: Vec<String> = problem.into_iter().chain(view.lines(paint)).collect();
    let height = paint.size.map_or(usize::MAX, |(_, height)| height);
    for (place, line) in lines.iter().take(height).enumerate() {
        let between = if place == 0 { "" } else { "\r\n" };
        // Writing to a string cannot fail.
        let _ = write!(screen, "{between}{line}{CLEAR_REST_OF_LINE}");
    }
    screen.push_str(CLEAR_BELOW);
    say::raw(&screen);
}
