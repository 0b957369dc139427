//! Every task that stops is explained: a code, a reason, and when.
//!
//! Must not know: which reason would be right.

use super::Seen;

pub(crate) fn check(seen: &Seen<'_>, problems: &mut Vec<String>) {
    for change in &seen.tasks {
        let Some(after) = change.after else { continue };
        let id = &change.key.id;
        let missing = [
            ("no stop code", after.shall_stop && after.stop_code.is_none()),
            ("no reason", after.shall_stop && after.stopped_reason.as_deref().is_none_or(str::is_empty)),
            ("no time of stopping", after.shall_stop && after.stopping_at.is_none()),
            ("no time of its end", !after.is_live() && after.stopped_at.is_none()),
        ];
        for (what, _) in missing.iter().filter(|(_, missing)| *missing) {
            problems.push(format!("task {id} is {} and shall stop, with {what}", after.status.name()));
        }
    }
}
