//! The bus, read from a place on: what the console, the CLI and tests follow.
//!
//! A cursor is the place of the last event that was read. It stays good for as long as events are kept, and
//! whoever reads on from it sees each event, in order.
//!
//! Must not know: what an event says.

use longshore_shapes::ApiError;
use longshore_shapes::longshore::{self as api, op};
use longshore_world::records::history::{Happening, HappeningKey};
use longshore_world::{KeyBytes, Snapshot};

use super::invalid;
use crate::caller::Caller;
use crate::errors::cold_row;
use crate::events;
use crate::registry::Registry;

const PAGE_DEFAULT: usize = 100;
const PAGE_MAX: usize = 1000;
/// How many happenings one answer looks through at most; a filter may leave it empty and move the cursor on.
const LOOKED_AT_MAX: usize = 10_000;
/// How many are read from disk at a time.
const CHUNK: usize = 500;
/// A page ends behind the event with which it says this much: an instance with many attributes says some kilobytes.
const PAGE_BYTES: usize = 256 * 1024;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::ListEvents>(list_events);
}

fn list_events(
    snapshot: &Snapshot,
    caller: &Caller,
    input: api::ListEventsRequest,
) -> Result<api::ListEventsResponse, ApiError> {
    let limit = super::limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let mut after = input.after.as_deref().map(cursor).transpose()?;
    let wanted = |event: &events::Event| {
        event.scope == caller.scope && input.detail_type.as_ref().is_none_or(|it| *it == event.detail_type)
    };
    let mut page = Page::of(limit);
    for _ in 0..LOOKED_AT_MAX.div_ceil(CHUNK) {
        let all = KeyBytes::from_slice(&[]);
        let rows = snapshot.cold_range::<Happening>(&all, after.as_ref(), CHUNK).map_err(cold_row)?;
        let last = rows.len() < CHUNK;
        for (key, row) in rows {
            if let Some(event) = events::event(snapshot, &key, &row).filter(wanted) {
                page.add(&key, event.body.to_string());
            }
            after = Some(key);
            if page.is_full() {
                return Ok(page.answer(after));
            }
        }
        if last {
            break;
        }
    }
    Ok(page.answer(after))
}

/// Events on their way into an answer.
struct Page {
    events: Vec<api::Event>,
    bytes: usize,
    limit: usize,
}

impl Page {
    fn of(limit: usize) -> Self {
        Self { events: Vec::new(), bytes: 0, limit }
    }

    fn add(&mut self, key: &HappeningKey, body: String) {
        self.bytes += body.len();
        self.events.push(api::Event { cursor: Some(shown(key)), event: Some(body) });
    }

    fn is_full(&self) -> bool {
        self.events.len() >= self.limit || self.bytes >= PAGE_BYTES
    }

    fn answer(self, after: Option<HappeningKey>) -> api::ListEventsResponse {
        api::ListEventsResponse { events: Some(self.events), after: after.as_ref().map(shown) }
    }
}

fn shown(key: &HappeningKey) -> String {
    format!("{}.{}", key.commit, key.place)
}

fn cursor(text: &str) -> Result<HappeningKey, ApiError> {
    let parts = text.split_once('.').and_then(|(commit, place)| {
        Some(HappeningKey { commit: commit.parse().ok()?, place: place.parse().ok()? })
    });
    parts.ok_or_else(|| invalid(format!("after: '{text}' is no cursor; use one that ListEvents gave.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_say_much_end_a_page_before_its_number_does() {
        let key = HappeningKey { commit: 1, place: 0 };
        let mut page = Page::of(PAGE_MAX);
        while !page.is_full() {
            page.add(&key, "x".repeat(8 * 1024));
        }
        assert_eq!(page.events.len(), 32);
        let mut page = Page::of(2);
        page.add(&key, "x".to_owned());
        assert!(!page.is_full());
        page.add(&key, "x".to_owned());
        assert!(page.is_full());
    }

    #[test]
    fn a_cursor_reads_back_and_nothing_else_is_one() {
        let key = HappeningKey { commit: 12, place: 3 };
        assert_eq!(cursor(&shown(&key)).unwrap(), key);
        for bad in ["", "1", "1.", ".1", "1.2.3", "-1.0", "1.4294967296"] {
            assert!(cursor(bad).is_err(), "{bad}");
        }
    }
}
