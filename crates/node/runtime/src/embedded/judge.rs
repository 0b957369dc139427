//! What a container is, by the files that it, its launcher and an earlier life of this driver have left.
//!
//! Pure: the files and the processes are looked at elsewhere.
//!
//! Must not know: paths, processes, or what is done about it.

use longshore_launcher::records::{PidRecord, Record};
use longshore_launcher::spec::Exit;

use crate::container::Ending;

/// A shell's code for a process that was killed.
const CODE_KILLED: i32 = 137;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) exit: Record<Exit>,
    /// What this driver noted, where the launcher could not.
    pub(crate) ending: Option<Ending>,
    /// Of the start before.
    pub(crate) last_ending: Option<Ending>,
    pub(crate) pid: Record<PidRecord>,
    pub(crate) launcher_lives: bool,
    pub(crate) boot_id: String,
    /// Milliseconds since 1970.
    pub(crate) started_at: Option<i64>,
    pub(crate) now: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Judged {
    /// Not started, or not since it ended; or it could not be started.
    Idle(Option<Ending>),
    Running,
    Ended(Ending),
    /// Nobody has noted it yet.
    EndedUnnoted(Ending),
}

pub(crate) fn judge(found: Found) -> Judged {
    let Found { exit, ending, last_ending, pid, launcher_lives, boot_id, started_at, now } = found;
    let unnoted = |exit_code, error: String| {
        let ending =
            Ending { exit_code, out_of_memory: false, started_at, finished_at: now, error: Some(error) };
        Judged::EndedUnnoted(ending)
    };
    match (exit, ending, pid) {
        // A start that failed: whoever asked was told, or asks again.
        (Record::Is(exit), None, _) if exit.started_at.is_none() => Judged::Idle(last_ending),
        (Record::Is(exit), ..) => Judged::Ended(told(exit)),
        (_, Some(ending), _) => Judged::Ended(ending),
        (Record::Torn(error), ..) => unnoted(None, format!("how it ended cannot be read: {error}")),
        (Record::Missing, None, Record::Missing) => Judged::Idle(last_ending),
        (Record::Missing, None, Record::Torn(error)) => {
            unnoted(None, format!("which processes it had cannot be read: {error}"))
        }
        (Record::Missing, None, Record::Is(pid)) if pid.boot_id != boot_id => {
            unnoted(None, "the machine was restarted while it ran".to_owned())
        }
        (Record::Missing, None, Record::Is(_)) if launcher_lives => Judged::Running,
        (Record::Missing, None, Record::Is(_)) => {
            unnoted(Some(CODE_KILLED), "its launcher was killed, and it with its launcher".to_owned())
        }
    }
}

fn told(exit: Exit) -> Ending {
    Ending {
        exit_code: Some(exit.code),
        out_of_memory: exit.out_of_memory,
        started_at: exit.started_at,
        finished_at: exit.finished_at,
        error: exit.start_error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(exit_code: Option<i32>, error: Option<&str>) -> Ending {
        let error = error.map(str::to_owned);
        Ending { exit_code, out_of_memory: false, started_at: Some(5), finished_at: 9, error }
    }

    fn found() -> Found {
        Found {
            exit: Record::Missing,
            ending: None,
            last_ending: None,
            pid: Record::Missing,
            launcher_lives: false,
            boot_id: "this".into(),
            started_at: Some(5),
            now: 9,
        }
    }

    fn pid(boot_id: &str) -> Record<PidRecord> {
        Record::Is(PidRecord {
            launcher_pid: 1,
            launcher_start: 1,
            container_pid: 2,
            container_start: 2,
            boot_id: boot_id.into(),
            started_at: 5,
        })
    }

    #[test]
    fn every_leaving_has_one_meaning() {
        let exit =
            Exit { code: 3, out_of_memory: false, started_at: Some(5), finished_at: 9, start_error: None };
        let noted = ending(None, Some("noted"));
        let failed = Exit { started_at: None, start_error: Some("x".into()), ..exit.clone() };
        let killed = ending(Some(137), Some("its launcher was killed, and it with its launcher"));
        let restarted = ending(None, Some("the machine was restarted while it ran"));
        let table = [
            (found(), Judged::Idle(None)),
            (Found { exit: Record::Is(failed), pid: pid("this"), ..found() }, Judged::Idle(None)),
            (Found { last_ending: Some(noted.clone()), ..found() }, Judged::Idle(Some(noted.clone()))),
            (Found { pid: pid("this"), launcher_lives: true, ..found() }, Judged::Running),
            (Found { pid: pid("this"), ..found() }, Judged::EndedUnnoted(killed)),
            (Found { pid: pid("that"), launcher_lives: true, ..found() }, Judged::EndedUnnoted(restarted)),
            (
                Found { exit: Record::Is(exit), pid: pid("that"), launcher_lives: true, ..found() },
                Judged::Ended(ending(Some(3), None)),
            ),
            (Found { ending: Some(noted.clone()), pid: pid("this"), ..found() }, Judged::Ended(noted)),
            (
                Found { exit: Record::Torn("x".into()), ..found() },
                Judged::EndedUnnoted(ending(None, Some("how it ended cannot be read: x"))),
            ),
            (
                Found { pid: Record::Torn("x".into()), ..found() },
                Judged::EndedUnnoted(ending(None, Some("which processes it had cannot be read: x"))),
            ),
        ];
        for (found, wanted) in table {
            assert_eq!(judge(found.clone()), wanted, "{found:?}");
        }
    }
}
