//! Namespaces and rights: what a container shares, and what it may do.

use std::sync::Arc;

use longshore_runtime::{ContainerSpec, NamespaceMode, SandboxNetwork};

use super::World;

/// What Docker gives without being asked.
const DEFAULT_CAPABILITIES: u64 = 0xa804_25fb;
const NET_ADMIN: u64 = 1 << 12;
const NET_RAW: u64 = 1 << 13;
const CHOWN: u64 = 1;

pub(crate) async fn processes_are_hidden(w: Arc<World>) {
    let ran = w.sh("echo $$; ls /proc | grep '^[0-9]*$' | tail -n 1", |_| {}).await;
    let (own, last) = ran.good().split_once('\n').unwrap();
    assert_eq!(own, "1");
    assert!(last.parse::<u32>().unwrap() < 10, "{ran:?}");
}

pub(crate) async fn a_task_sees_its_processes(w: Arc<World>) {
    if !w.can(|can| can.shared_namespaces) {
        return;
    }
    let mut sandbox = w.sandbox(SandboxNetwork::None);
    sandbox.share_pid = true;
    w.open(&sandbox).await;
    let mut first = w.script(&sandbox.id, "echo up; exec sleep 4321");
    first.pid = NamespaceMode::Sandbox;
    w.start(&first).await;
    w.says(&first.id, "up").await;
    let mut second = w.script(&sandbox.id, "ps -o args | grep -c '[s]leep 4321'; test $$ != 1");
    second.pid = NamespaceMode::Sandbox;
    assert_eq!(w.run(&second).await.good(), "1");
    let apart = w.script(&sandbox.id, "ps -o args | grep -c '[s]leep 4321'; echo $$");
    assert_eq!(w.run(&apart).await.good(), "0\n1");
    w.driver.kill(&first.id).await.unwrap();
    assert_eq!(w.end(&first.id).await.exit_code, Some(137));
}

pub(crate) async fn a_task_shares_messages(w: Arc<World>) {
    if !w.can(|can| can.shared_namespaces) {
        return;
    }
    let mut sandbox = w.sandbox(SandboxNetwork::None);
    sandbox.share_ipc = true;
    w.open(&sandbox).await;
    let run = async |script: &str, ipc| {
        let mut spec = w.script(&sandbox.id, script);
        spec.ipc = ipc;
        w.run(&spec).await.good().to_owned()
    };
    let own = run("echo word > /dev/shm/word; readlink /proc/self/ns/ipc", NamespaceMode::Sandbox).await;
    let other = run("cat /dev/shm/word; readlink /proc/self/ns/ipc", NamespaceMode::Sandbox).await;
    assert_eq!(other, format!("word\n{own}"));
    let apart = run("ls /dev/shm; readlink /proc/self/ns/ipc", NamespaceMode::Private).await;
    assert_ne!(apart, own);
    assert!(apart.starts_with("ipc:"), "nothing is in its /dev/shm: {apart}");
}

pub(crate) async fn host_processes(w: Arc<World>) {
    let ran = w.sh("readlink /proc/self/ns/pid; echo $$", |spec| spec.pid = NamespaceMode::Host).await;
    let host = std::fs::read_link("/proc/self/ns/pid").unwrap();
    assert_eq!(ran.good().lines().next(), host.to_str());
    assert_ne!(ran.good().lines().last(), Some("1"));
    // It ends with all that it started.
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "sleep 1000 & echo up; exec sleep 1000");
    spec.pid = NamespaceMode::Host;
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    w.driver.kill(&spec.id).await.unwrap();
    assert_eq!(w.end(&spec.id).await.exit_code, Some(137));
}

pub(crate) async fn host_messages(w: Arc<World>) {
    let ran = w.sh("readlink /proc/self/ns/ipc", |spec| spec.ipc = NamespaceMode::Host).await;
    assert_eq!(ran.good(), std::fs::read_link("/proc/self/ns/ipc").unwrap().to_str().unwrap());
}

pub(crate) async fn no_shared_memory(w: Arc<World>) {
    let ran = w.sh("grep -c /dev/shm /proc/mounts; readlink /proc/self/ns/ipc", |spec| {
        spec.ipc = NamespaceMode::None;
    });
    let ran = ran.await;
    let host = std::fs::read_link("/proc/self/ns/ipc").unwrap();
    assert!(ran.good().starts_with("0\nipc:"), "{ran:?}");
    assert_ne!(ran.good().lines().last(), host.to_str());
}

/// The sets of the first process: effective, permitted, inheritable, bounding, ambient.
async fn capabilities(w: &World, change: impl FnOnce(&mut ContainerSpec)) -> [u64; 5] {
    let ran = w
        .sh("for s in Eff Prm Inh Bnd Amb; do awk /Cap$s/'{print $2}' /proc/self/status; done", change)
        .await;
    let sets: Vec<u64> = ran.good().lines().map(|line| u64::from_str_radix(line, 16).unwrap()).collect();
    sets.try_into().unwrap()
}

pub(crate) async fn default_capabilities(w: Arc<World>) {
    let [effective, permitted, _, bounding, ambient] = capabilities(&w, |_| {}).await;
    assert_eq!(
        (effective, permitted, bounding),
        (DEFAULT_CAPABILITIES, DEFAULT_CAPABILITIES, DEFAULT_CAPABILITIES)
    );
    assert_eq!(ambient, 0);
}

pub(crate) async fn capabilities_are_added_and_dropped(w: Arc<World>) {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let [changed, ..] = capabilities(&w, |spec| {
        spec.capabilities_add = words(&["NET_ADMIN"]);
        spec.capabilities_drop = words(&["CAP_NET_RAW", "CHOWN"]);
    })
    .await;
    assert_eq!(changed, DEFAULT_CAPABILITIES & !NET_RAW & !CHOWN | NET_ADMIN);
    let [none, .., bounding, _] = capabilities(&w, |spec| spec.capabilities_drop = words(&["ALL"])).await;
    assert_eq!((none, bounding), (0, 0));
    let [one, ..] = capabilities(&w, |spec| {
        spec.capabilities_add = words(&["CHOWN"]);
        spec.capabilities_drop = words(&["ALL"]);
    })
    .await;
    assert_eq!(one, CHOWN);
    let sandbox = w.none().await;
    let mut unknown = w.script(&sandbox, "true");
    unknown.capabilities_add = words(&["NOT_ONE"]);
    w.refused(&unknown).await;
    let mut all = w.script(&sandbox, "true");
    all.capabilities_add = words(&["ALL"]);
    if starts(&w, &all).await {
        let [all, ..] = capabilities(&w, |spec| spec.capabilities_add = words(&["ALL"])).await;
        assert!(all.count_ones() >= 38 && all & DEFAULT_CAPABILITIES == DEFAULT_CAPABILITIES, "{all:x}");
    }
}

/// Whether a container with all capabilities starts. It has to, unless this machine itself lacks some, which
/// a driver may answer by refusing.
async fn starts(w: &World, spec: &ContainerSpec) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let bound = status.lines().find_map(|line| line.strip_prefix("CapBnd:")).unwrap();
    let last: u32 = std::fs::read_to_string("/proc/sys/kernel/cap_last_cap").unwrap().trim().parse().unwrap();
    let whole = u64::from_str_radix(bound.trim(), 16).unwrap().count_ones() == last + 1;
    w.driver.create(spec).await.unwrap();
    let started = w.driver.start(&spec.id).await;
    w.driver.remove(&spec.id).await.unwrap();
    if let Err(error) = &started {
        assert!(!whole, "{error}");
        println!("left out: this machine lacks capabilities: {error}");
    }
    started.is_ok()
}

pub(crate) async fn privileged_has_all(w: Arc<World>) {
    if !w.can(|can| can.privileged) {
        return;
    }
    let sandbox = w.none().await;
    let mut privileged = w.script(&sandbox, "true");
    privileged.privileged = true;
    if !starts(&w, &privileged).await {
        return;
    }
    let [all, ..] = capabilities(&w, |spec| spec.privileged = true).await;
    assert!(all.count_ones() >= 38, "{all:x}");
    let script = "grep Seccomp: /proc/self/status | awk '{print $2}'; mount -t tmpfs none /tmp && echo mounted; \
                  test -e /dev/kmsg && echo devices; touch /sys/kernel/mm 2>/dev/null; grep ' /sys ' /proc/mounts | cut -d' ' -f4 | cut -c1-2";
    let ran = w.sh(script, |spec| spec.privileged = true).await;
    assert_eq!(ran.good(), "0\nmounted\ndevices\nrw");
}

pub(crate) async fn other_users_have_no_capabilities(w: Arc<World>) {
    let [effective, permitted, _, bounding, ambient] =
        capabilities(&w, |spec| spec.user = Some("app".to_owned())).await;
    assert_eq!((effective, permitted, ambient), (0, 0, 0));
    assert_eq!(bounding, DEFAULT_CAPABILITIES);
}

pub(crate) async fn no_new_privileges(w: Arc<World>) {
    let script = "awk /NoNewPrivs/'{print $2}' /proc/self/status";
    assert_eq!(w.sh(script, |_| {}).await.good(), "0");
    let change = |spec: &mut ContainerSpec| spec.security_options = vec!["no-new-privileges".to_owned()];
    assert_eq!(w.sh(script, change).await.good(), "1");
}

pub(crate) async fn seccomp_is_on(w: Arc<World>) {
    let script = "awk /Seccomp:/'{print $2}' /proc/self/status; unshare -U true && echo unshared";
    let ran = w.sh(script, |_| {}).await;
    assert_eq!((ran.code(), ran.stdout.as_str()), (Some(1), "2\n"));
    let change = |spec: &mut ContainerSpec| spec.security_options = vec!["seccomp=unconfined".to_owned()];
    assert_eq!(w.sh(script, change).await.good(), "0\nunshared");
}
