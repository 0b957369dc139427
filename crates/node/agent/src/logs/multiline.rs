//! Which line begins a new event, where an event may have several.
//!
//! Must not know: what becomes of events.

use regex_lite::Regex;

use super::line::Entry;
use super::options::{LogError, Options};

/// An event is ended here however its lines go on: what one event may hold, less what counts beside it.
pub(super) const EVENT_BYTES_MAX: usize = 256 * 1024 - 26;

/// None: every line is an event.
pub(super) struct Multiline(Option<Regex>);

/// Lines that belong together, by their places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Multiline {
    pub(super) fn new(options: &Options<'_>) -> Result<Self, LogError> {
        let (datetime, pattern) =
            (options.get("awslogs-datetime-format"), options.get("awslogs-multiline-pattern"));
        let expression = match (datetime, pattern) {
            (Some(_), Some(_)) => {
                let text = "you cannot configure log opt 'awslogs-datetime-format' and \
                            'awslogs-multiline-pattern' at the same time";
                return Err(LogError(text.to_owned()));
            }
            (Some(format), None) => Some((from_datetime(format), "awslogs-datetime-format", format)),
            (None, Some(pattern)) => Some((pattern.to_owned(), "awslogs-multiline-pattern", pattern)),
            (None, None) => None,
        };
        let compiled = expression.map(|(expression, name, given)| {
            let failed = |error| LogError(format!("awslogs could not parse {name} '{given}': {error}"));
            Regex::new(&expression).map_err(failed)
        });
        Ok(Self(compiled.transpose()?))
    }

    /// The events among lines. The last one is left out where more may come to it, unless `all` is wanted.
    pub(super) fn groups(&self, entries: &[Entry], all: bool) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut bytes = 0;
        for (place, entry) in entries.iter().enumerate() {
            let continues =
                place.checked_sub(1).and_then(|before| entries.get(before)).is_some_and(Entry::goes_on);
            let fits = bytes + entry.line.len() < EVENT_BYTES_MAX;
            match groups.last_mut().filter(|_| fits && (continues || !self.begins(entry))) {
                Some(open) => open.end = place + 1,
                None => {
                    groups.push(Group { start: place, end: place + 1 });
                    bytes = 0;
                }
            }
            bytes += entry.line.len() + 1;
        }
        let open = self.0.is_some() || entries.last().is_some_and(Entry::goes_on);
        if open && !all {
            groups.pop();
        }
        groups
    }

    fn begins(&self, entry: &Entry) -> bool {
        match &self.0 {
            None => true,
            Some(expression) => expression.is_match(&String::from_utf8_lossy(&entry.line)),
        }
    }
}

/// A strftime format as an expression.
fn from_datetime(format: &str) -> String {
    let mut expression = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            expression.push_str(&regex_lite::escape(&letter.to_string()));
            continue;
        }
        expression.push_str(match letters.next() {
            Some('A') => r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
            Some('a') => r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
            Some('B') => {
                r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
            }
            Some('b') => r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
            Some('Y') => r"\d{4}",
            Some('f') => r"\d{6}",
            Some('j') => r"\d{3}",
            Some('L') => r"\.\d{3}",
            Some('p') => r"[A-Z]{2}",
            Some('w') => r"\d",
            Some('Z') => r"[A-Z]{1,4}T",
            Some('z') => r"[+-]\d{4}",
            Some('d' | 'H' | 'I' | 'M' | 'm' | 'S' | 'y' | 'U' | 'W') => r"\d{2}",
            Some('%') => "%",
            Some(_) | None => "",
        });
    }
    expression
}

#[cfg(test)]
mod tests {
    use longshore_runtime::Stream;

    use super::*;
    use crate::logs::line::Part;

    fn entry(line: &str, part: Option<(u32, bool)>) -> Entry {
        let part = part.map(|(ordinal, last)| Part { id: "p".to_owned(), ordinal, last });
        Entry { at_nanos: 0, stream: Stream::Stdout, line: line.to_owned().into(), part }
    }

    fn multiline(name: &str, value: &str) -> Multiline {
        let given = [(name.to_owned(), value.to_owned())].into();
        Multiline::new(&Options::new("awslogs", &given, &[name]).unwrap()).unwrap()
    }

    fn places(multiline: &Multiline, entries: &[Entry], all: bool) -> Vec<(usize, usize)> {
        multiline.groups(entries, all).iter().map(|group| (group.start, group.end)).collect()
    }

    #[test]
    fn a_pattern_begins_an_event() {
        let lines: Vec<Entry> = ["tail", "INFO a", " at x", " at y", "INFO b"]
            .into_iter()
            .map(|line| entry(line, None))
            .collect();
        let info = multiline("awslogs-multiline-pattern", "^INFO");
        assert_eq!(places(&info, &lines, true), [(0, 1), (1, 4), (4, 5)]);
        assert_eq!(places(&info, &lines, false), [(0, 1), (1, 4)], "the last may go on");
        assert_eq!(places(&Multiline(None), &lines, false).len(), 5);
    }

    #[test]
    fn a_date_begins_an_event() {
        let dated = multiline("awslogs-datetime-format", "[%b %d, %Y %H:%M:%S]");
        let lines = [entry("[May 01, 2017 19:00:01] a", None), entry("[May x] b", None)];
        assert_eq!(places(&dated, &lines, true), [(0, 2)]);
    }

    #[test]
    fn parts_of_a_line_are_one_event_and_no_event_is_too_large() {
        let whole = Multiline(None);
        let parts = [entry("a", Some((1, false))), entry("b", Some((2, true))), entry("c", Some((1, false)))];
        assert_eq!(places(&whole, &parts, false), [(0, 2)]);
        let long = "x".repeat(100 * 1024);
        let many: Vec<Entry> = (1..6).map(|ordinal| entry(&long, Some((ordinal, false)))).collect();
        assert_eq!(places(&whole, &many, false), [(0, 2), (2, 4)]);
    }

    #[test]
    fn both_forms_at_once_are_refused() {
        let given = ["awslogs-datetime-format", "awslogs-multiline-pattern"]
            .map(|name| (name.to_owned(), "x".to_owned()));
        let given = given.into();
        let options =
            Options::new("awslogs", &given, &["awslogs-datetime-format", "awslogs-multiline-pattern"])
                .unwrap();
        assert!(Multiline::new(&options).is_err());
    }
}
