//! The timeline: moments and messages in the order of time, made short enough to be read.
//!
//! Must not know: where they come from.

use longshore_shapes::longshore as api;

use super::counted;
use super::story::{Message, Moment};

/// How many lines of moments are told.
const LINES_MAX: usize = 40;
const MESSAGES_MAX: usize = 60;
/// Moments of a group that are this near one another are told as one; ever more where there are too many.
const WINDOW_MILLIS: i64 = 100;
const DOUBLINGS_MAX: u32 = 30;

pub(super) fn timeline(moments: &[Moment], messages: &[Message]) -> Vec<api::ForecastMoment> {
    let merged = (0..DOUBLINGS_MAX).map(|times| merged(moments, WINDOW_MILLIS << times));
    let merged = merged.into_iter().find(|merged| merged.len() <= LINES_MAX).unwrap_or_default();
    let moments = merged.iter().filter_map(|moment| {
        let (about, what) = (moment.about.clone(), words(moment)?);
        Some(api::ForecastMoment { at_millis: moment.at, about, what })
    });
    let messages = messages.iter().take(MESSAGES_MAX).map(|message| api::ForecastMoment {
        at_millis: message.at,
        about: message.about.clone(),
        what: message.what.clone(),
    });
    let mut lines: Vec<_> = moments.chain(messages).collect();
    lines.sort_by_key(|line| line.at_millis);
    lines
}

/// Moments of the same group within a window are one, at the time of the first.
fn merged(moments: &[Moment], window: i64) -> Vec<Moment> {
    let mut merged: Vec<Moment> = Vec::new();
    for moment in moments {
        let open = merged.iter_mut().rev().find(|open| open.about == moment.about);
        match open.filter(|open| moment.at - open.at < window) {
            Some(open) => {
                open.placed += moment.placed;
                open.running += moment.running;
                open.stopping += moment.stopping;
                open.ended += moment.ended;
            }
            None => merged.push(moment.clone()),
        }
    }
    merged
}

/// `2 tasks placed, 1 runs`; none where nothing of it is told.
fn words(moment: &Moment) -> Option<String> {
    let parts = [
        (moment.placed, "placed"),
        (moment.running, "RUNNING"),
        (moment.stopping, "told to stop"),
        (moment.ended, "ended"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> =
        parts.map(|(count, what)| format!("{} {what}", counted(*count, "task"))).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(at: i64, about: &str) -> Moment {
        Moment { at, about: about.to_owned(), placed: 1, running: 0, stopping: 0, ended: 0 }
    }

    #[test]
    fn what_is_near_is_told_as_one_and_by_group() {
        let moments = [moment(0, "a"), moment(50, "b"), moment(60, "a"), moment(500, "a")];
        let told = timeline(&moments, &[]);
        let told: Vec<_> =
            told.iter().map(|it| (it.at_millis, it.about.as_str(), it.what.as_str())).collect();
        assert_eq!(
            told,
            [(0, "a", "2 tasks placed"), (50, "b", "1 task placed"), (500, "a", "1 task placed")]
        );
    }

    #[test]
    fn however_much_happens_the_lines_are_few_and_nothing_is_lost() {
        let moments: Vec<_> = (0..5_000).map(|at| moment(at * 700, "a")).collect();
        let merged = timeline(&moments, &[]);
        assert!((LINES_MAX / 4..=LINES_MAX).contains(&merged.len()), "{}", merged.len());
        let number =
            |line: &api::ForecastMoment| line.what.split(' ').next().unwrap().parse::<usize>().unwrap();
        assert_eq!(merged.iter().map(number).sum::<usize>(), 5_000);
    }

    #[test]
    fn messages_stand_between_moments() {
        let message = Message { at: 200, about: "a".to_owned(), what: "steady".to_owned() };
        let told = timeline(&[moment(0, "a"), moment(400, "a")], &[message]);
        let told: Vec<_> = told.iter().map(|it| it.at_millis).collect();
        assert_eq!(told, [0, 200, 400]);
    }
}
