//! Daemons: one task on each machine.

use super::{NOW, check, decide, messages, service};
use crate::service::view::{Host, Scheduling, View};

/// Machines by their letters: o is open, c is closed, d drains. Named h0, h1 and so on.
fn daemon(hosts: &str) -> View {
    let host = |(number, letter): (usize, char)| Host {
        instance: format!("h{number}"),
        open: letter == 'o',
        draining: letter == 'd',
    };
    let hosts = hosts.chars().enumerate().map(host).collect();
    service(0).percents(0, 100).with(|view| view.scheduling = Scheduling::Daemon { hosts })
}

impl View {
    /// Tasks of a rollout on the machines from h0 on; a dot is a machine without one.
    fn posted(self, rollout: &str, letters: &str) -> Self {
        letters.chars().enumerate().filter(|(_, letter)| *letter != '.').fold(
            self,
            |mut view, (host, letter)| {
                let mut task = super::task(&format!("{rollout}{host}"), rollout, letter);
                task.instance = Some(format!("h{host}"));
                view.tasks.push(task);
                view
            },
        )
    }
}

#[test]
fn a_machine_that_is_no_more_for_it_is_told_of() {
    let told = |view: &View| super::names(&decide(view, NOW).events).join(" ");
    let violated = "SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED";
    assert_eq!(told(&daemon("o").completed("1").posted("1", "RR")), format!("TASKS_STOPPED {violated}"));
    assert_eq!(told(&daemon("o").completed("1").posted("1", "RL")), "TASKS_STOPPED", "it is gone");
}

#[test]
fn one_on_each_machine() {
    check(vec![
        ("new", daemon("ooc").updated("1"), "start 1 on h0, start 1 on h1"),
        ("a machine joins", daemon("oo").completed("1").posted("1", "R"), "start 1 on h1"),
        ("on its way", daemon("oo").completed("1").posted("1", "RS"), ""),
        ("its agent is away", daemon("oc").completed("1").posted("1", "RR"), ""),
        ("it drains", daemon("od").completed("1").posted("1", "RR"), "stop 11"),
        ("it is no more", daemon("o").completed("1").posted("1", "RR"), "stop 11"),
        ("the old is still there", daemon("o").completed("1").posted("1", "X"), ""),
        (
            "two are too many",
            daemon("o").completed("1").posted("1", "R").tasks("1", "R").with(|view| {
                view.tasks[1].instance = Some("h0".to_owned());
            }),
            "stop 1a",
        ),
    ]);
}

#[test]
fn updates() {
    let update = |minimum, hosts| daemon(hosts).percents(minimum, 100).completed("1").updated("2");
    check(vec![
        ("0: all at once", update(0, "ooo").posted("1", "RRR"), "stop 10 11 12"),
        ("50: half", update(50, "oooo").posted("1", "RRRR"), "stop 10 11"),
        ("stopped first", update(50, "oooo").posted("1", "XXRR"), ""),
        ("started then", update(50, "oooo").posted("1", "..RR"), "start 2 on h0, start 2 on h1"),
        ("the other half", update(50, "oooo").posted("1", "..RR").posted("2", "rr"), "2 ran, stop 12 13"),
        ("100 cannot", update(100, "oo").posted("1", "RR"), ""),
        ("those that are not served", update(50, "oooo").posted("1", "RRSS"), "stop 12 13"),
        ("out of reach: last", update(0, "oc").posted("1", "RR"), "stop 10"),
        ("now", update(0, "oc").posted("1", ".R").posted("2", "R"), "2 ran, stop 11"),
        ("done", update(0, "oo").posted("2", "RR"), "2 ran, 2 Completed, 1 gone"),
        ("checks that fail: one at a time", daemon("oo").completed("1").posted("1", "UU"), "stop 10"),
        ("drained last", update(0, "do").posted("1", "RR"), "stop 11 10"),
    ]);
    assert!(
        messages(&decide(&update(100, "oo").posted("1", "RR"), NOW))[0]
            .contains("was unable to stop or start")
    );
}
