//! The network of a sandbox that has ended goes to another of its kin only where nobody could tell.

use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::{ContainerSpec, ExecSpec, MountSource, MountSpec, NamespaceMode, SandboxNetwork};

use crate::contract::{World, run_case};
use crate::fixture;

/// What comes back is looked at a moment later.
const MOMENT: Duration = Duration::from_millis(100);
const ROUNDS: usize = 20;
/// The other end of a wire is as random as its address, and as old as the namespace.
const LOOK: &str = "cat /sys/class/net/eth0/address /proc/sys/net/ipv4/ip_local_port_range /sys/class/net/eth0/statistics/rx_packets";

async fn open(w: &World, kin: Option<&str>) -> String {
    let mut sandbox = w.sandbox(SandboxNetwork::Bridge { ports: vec![] });
    sandbox.kin = kin.map(str::to_owned);
    w.open(&sandbox).await.id
}

async fn close(w: &World, sandbox: &str) {
    w.driver.close_sandbox(sandbox).await.unwrap();
    tokio::time::sleep(MOMENT).await;
}

/// What the first thing to run in a new sandbox sees.
async fn seen(w: &World, kin: Option<&str>) -> String {
    let sandbox = open(w, kin).await;
    let said = w.run(&w.script(&sandbox, LOOK)).await.good().to_owned();
    close(w, &sandbox).await;
    said
}

#[test]
fn who_only_looked_hands_its_network_on() {
    run_case("handed on", fixture::embedded, |w: Arc<World>| async move {
        let mut before = Vec::new();
        for _ in 0..ROUNDS {
            let now = seen(&w, Some("same")).await;
            if before.contains(&now) {
                return;
            }
            before.push(now);
        }
        panic!("{ROUNDS} namespaces for tasks that came one after the other: {before:?}");
    });
}

#[test]
fn without_a_word_or_with_another_each_has_its_own() {
    run_case("not handed on", fixture::embedded, |w: Arc<World>| async move {
        let mut before = Vec::new();
        for kin in [None, None, Some("a"), Some("b"), None] {
            let now = seen(&w, kin).await;
            assert!(!before.contains(&now), "{kin:?}: {now} again");
            before.push(now);
        }
    });
}

type Change = fn(&mut ContainerSpec);

fn says(spec: &mut ContainerSpec, script: &str) {
    spec.command = Some(["sh", "-c", script].map(str::to_owned).to_vec());
}

#[test]
fn whoever_could_have_changed_it_or_used_it_takes_it_along() {
    let table: [(&str, Change); 9] = [
        ("sysctls", |spec| {
            spec.sysctls = vec![("net.ipv4.ip_local_port_range".into(), "1025 1099".into())];
        }),
        ("privileged", |spec| spec.privileged = true),
        ("NET_ADMIN", |spec| spec.capabilities_add = vec!["NET_ADMIN".into()]),
        ("a capability", |spec| spec.capabilities_add = vec!["SYS_PTRACE".into()]),
        ("unconfined", |spec| spec.security_options = vec!["seccomp=unconfined".into()]),
        ("the machine's processes", |spec| spec.pid = NamespaceMode::Host),
        ("the machine's /proc", |spec| {
            let source = MountSource::Host("/proc".into());
            spec.mounts = vec![MountSpec { source, target: "/of-the-machine".into(), read_only: false }];
        }),
        ("a word to itself", |spec| says(spec, &format!("{LOOK}; ping -c 1 127.0.0.1 >/dev/null"))),
        ("a word to another", |spec| says(spec, &format!("{LOOK}; ping -c 1 169.254.1.1 >/dev/null; true"))),
    ];
    run_case("taken along", fixture::embedded, move |w: Arc<World>| async move {
        for (what, change) in table {
            let sandbox = open(&w, Some(what)).await;
            let mut spec = w.script(&sandbox, LOOK);
            change(&mut spec);
            let before = w.run(&spec).await;
            close(&w, &sandbox).await;
            let now = seen(&w, Some(what)).await;
            let wire = |said: &str| said.lines().next().unwrap_or_default().to_owned();
            assert_ne!(wire(before.good()), wire(&now), "{what}");
            assert!(!now.contains("1025") && now.ends_with("\n0"), "{what}: {now}");
        }
    });
}

#[test]
fn whoever_had_something_executed_takes_it_along() {
    run_case("executed", fixture::embedded, |w: Arc<World>| async move {
        let sandbox = open(&w, Some("exec")).await;
        let spec = w.script(&sandbox, "sleep 1000");
        w.start(&spec).await;
        let command = ["sh", "-c", LOOK].map(str::to_owned).to_vec();
        let looked = ExecSpec { command, output_bytes_max: 1024, ..ExecSpec::default() };
        let said = w.driver.exec(&spec.id, &looked).await.unwrap().output;
        w.driver.remove(&spec.id).await.unwrap();
        close(&w, &sandbox).await;
        assert_ne!(String::from_utf8_lossy(&said).trim_end(), seen(&w, Some("exec")).await);
    });
}
