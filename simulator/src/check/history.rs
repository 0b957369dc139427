//! History is complete: every change that an event tells of is on the bus, in its commit, as it became.
//!
//! Must not know: what an event looks like.

use std::collections::BTreeMap;

use longshore_world::key::KeyWriter;
use longshore_world::records::history::Happening;

use super::Seen;

/// More than a batch can write.
const PLACES_MAX: usize = 100_000;
/// Every so many commits; reading them all costs more than making them.
const ONE_IN: u64 = 4;

pub(crate) fn check(seen: &Seen<'_>, problems: &mut Vec<String>) {
    let committed = seen.moment.committed;
    if !committed.position.is_multiple_of(ONE_IN) {
        return;
    }
    let told = committed
        .changes
        .iter()
        .filter(|change| change.after.as_ref().is_some_and(|after| after.tells_of(change.before.as_deref())));
    let mut told = told.peekable();
    if told.peek().is_none() {
        return;
    }
    let prefix = KeyWriter::new().number(committed.position).finish();
    let kept = match seen.moment.after.cold_range::<Happening>(&prefix, None, PLACES_MAX) {
        Ok(kept) => kept,
        Err(error) => return problems.push(format!("history cannot be read: {error}")),
    };
    let mut newest: BTreeMap<(i32, Vec<u8>), Option<Vec<u8>>> = BTreeMap::new();
    for (_, happening) in kept {
        if let (Some(table), Some(key)) = (happening.table, happening.key) {
            newest.insert((table, key.to_vec()), happening.row.map(|row| row.to_vec()));
        }
    }
    for change in told {
        let place = (i32::from(change.id.table), change.id.key.as_slice().to_vec());
        match newest.get(&place) {
            None => problems.push(format!("a change of {:?} is not on the bus", change.id)),
            Some(row) if *row != change.after.as_ref().map(|row| row.encode_row(Vec::new())) => {
                // The last one that was told may be followed by one that is not; then the version is the same.
            }
            Some(_) => {}
        }
    }
}
