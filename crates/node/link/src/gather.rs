//! Sets of assignments that are too long for one message: cut into parts, and put together again.
//!
//! Must not know: what is assigned.

use longshore_shapes::cbor;

use crate::limits::{ASSIGNMENT_BYTES_MAX, ASSIGNMENTS_MAX};
use crate::message::{Assignment, Assignments};

/// Cuts assignments into messages of a bearable length. All but the last say that more follows.
pub fn parts(whole: Assignments) -> Vec<Assignments> {
    let Assignments { generation, full, tasks, forget, follows: _ } = whole;
    let part =
        |tasks, forget| Assignments { generation, full, tasks: Some(tasks), forget, follows: Some(true) };
    let mut parts = Vec::new();
    let (mut bytes, mut current) = (0, Vec::<Assignment>::new());
    for task in tasks.unwrap_or_default() {
        let size = cbor::to_vec(&task).len();
        if bytes + size > ASSIGNMENT_BYTES_MAX && !current.is_empty() {
            parts.push(part(std::mem::take(&mut current), None));
            bytes = 0;
        }
        bytes += size;
        current.push(task);
    }
    parts.push(Assignments { follows: None, ..part(current, forget) });
    parts
}

/// Puts parts together.
#[derive(Default)]
pub struct Gather {
    begun: Option<Assignments>,
}

impl Gather {
    /// Takes a message; answers the whole once its last part is there. Parts of another generation are not
    /// of the same whole: what was begun is dropped, control sends everything again.
    pub fn take(&mut self, part: Assignments) -> Option<Assignments> {
        let follows = part.follows == Some(true);
        let mut whole = match self.begun.take() {
            Some(begun) if begun.generation == part.generation && begun.full == part.full => {
                joined(begun, part)
            }
            _ => part,
        };
        if whole.tasks.as_ref().is_some_and(|tasks| tasks.len() > ASSIGNMENTS_MAX) {
            return None;
        }
        if follows {
            self.begun = Some(whole);
            return None;
        }
        whole.follows = None;
        Some(whole)
    }
}

fn joined(mut begun: Assignments, part: Assignments) -> Assignments {
    begun.tasks.get_or_insert_default().extend(part.tasks.unwrap_or_default());
    if let Some(forget) = part.forget {
        begun.forget.get_or_insert_default().extend(forget);
    }
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment(number: usize, bytes: usize) -> Assignment {
        let group = Some("g".repeat(bytes));
        Assignment { task_arn: Some(number.to_string()), group, ..Default::default() }
    }

    fn whole(count: usize, bytes: usize) -> Assignments {
        Assignments {
            generation: Some(7),
            full: Some(true),
            tasks: Some((0..count).map(|number| assignment(number, bytes)).collect()),
            forget: Some(vec!["old".to_owned()]),
            follows: None,
        }
    }

    #[test]
    fn what_was_cut_is_put_together_again() {
        for (count, bytes, expected) in
            [(0, 0, 1), (1, ASSIGNMENT_BYTES_MAX + 1, 1), (3, ASSIGNMENT_BYTES_MAX / 2, 3), (10, 1000, 1)]
        {
            let cut = parts(whole(count, bytes));
            assert_eq!(cut.len(), expected, "{count} of {bytes}");
            let mut gather = Gather::default();
            let mut back = Vec::new();
            for part in cut {
                back.extend(gather.take(part));
            }
            assert_eq!(back, vec![whole(count, bytes)], "{count} of {bytes}");
        }
    }

    #[test]
    fn a_part_of_another_generation_begins_anew() {
        let mut gather = Gather::default();
        let begun = Assignments { follows: Some(true), generation: Some(6), ..whole(2, 1) };
        assert_eq!(gather.take(begun), None);
        assert_eq!(gather.take(whole(1, 1)), Some(whole(1, 1)));
    }

    #[test]
    fn a_set_without_end_is_dropped() {
        let mut gather = Gather::default();
        let part = Assignments { follows: Some(true), ..whole(ASSIGNMENTS_MAX, 0) };
        assert_eq!(gather.take(part.clone()), None);
        assert_eq!(gather.take(part), None);
        assert_eq!(gather.take(whole(1, 1)), Some(whole(1, 1)), "nothing is held of what was dropped");
    }
}
