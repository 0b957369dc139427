//! Limits: set where the kernel keeps them, and felt.

use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::{ContainerSpec, ExecSpec, Limits, ParentCgroup, PortProtocol, TmpfsSpec, Ulimit};

use super::World;

const MIB: u64 = 1 << 20;

/// Prints the first of some files of its cgroup that is there, by version 1's name or version 2's.
fn cgroup_file(controller: &str, v1: &str, v2: &str) -> String {
    format!("cat /sys/fs/cgroup/{controller}/{v1} 2>/dev/null || cat /sys/fs/cgroup/{v2}")
}

pub(crate) async fn memory_limit_is_set(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let script = cgroup_file("memory", "memory.limit_in_bytes", "memory.max");
    let ran = w.sh(&script, |spec| spec.limits.memory = Some(64 * MIB)).await;
    assert_eq!(ran.good(), (64 * MIB).to_string());
}

pub(crate) async fn out_of_memory_is_told(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let limits = Limits { memory: Some(16 * MIB), memory_and_swap: Some(16 * MIB), ..Limits::default() };
    let ran = w.sh("exec tail /dev/zero", |spec| spec.limits = limits).await;
    assert_eq!((ran.code(), ran.ending.out_of_memory), (Some(137), true), "{ran:?}");
    let fine = w.sh("exec head -c 1000 /dev/zero", |spec| spec.limits.memory = Some(64 * MIB)).await;
    assert!(!fine.ending.out_of_memory);
}

pub(crate) async fn memory_reservation_is_set(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let script = cgroup_file("memory", "memory.soft_limit_in_bytes", "memory.low");
    let ran = w.sh(&script, |spec| spec.limits.memory_reservation = Some(32 * MIB)).await;
    assert_eq!(ran.good(), (32 * MIB).to_string());
}

pub(crate) async fn cpu_shares_are_set(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let script = cgroup_file("cpu", "cpu.shares", "cpu.weight");
    let ran = w.sh(&script, |spec| spec.limits.cpu_shares = Some(512)).await;
    assert!(["512", "20"].contains(&ran.good()), "512 shares are weight 20: {ran:?}");
}

pub(crate) async fn a_fork_bomb_is_contained(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let script = format!(
        "{}; (for n in $(seq 60); do sleep 3 & done) 2>&1; echo not reached",
        cgroup_file("pids", "pids.max", "pids.max")
    );
    let ran = w.sh(&script, |spec| spec.limits.pids = Some(20)).await;
    assert_eq!(ran.stdout.lines().next(), Some("20"));
    assert!(ran.stdout.contains("can't fork"), "{ran:?}");
}

pub(crate) async fn ulimits_are_set(w: Arc<World>) {
    let limit = |name: &str, soft, hard| Ulimit { name: name.to_owned(), soft, hard };
    let ran = w
        .sh("ulimit -Sn; ulimit -Hn; ulimit -Sc; ulimit -Hc", |spec| {
            spec.ulimits = vec![limit("nofile", 100, 200), limit("core", 0, u64::MAX)];
        })
        .await;
    assert_eq!(ran.good(), "100\n200\n0\nunlimited");
}

pub(crate) async fn sysctls_are_set(w: Arc<World>) {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let ran = w
        .sh("cat /proc/sys/net/core/somaxconn /proc/sys/kernel/msgmax", |spec| {
            spec.sysctls = vec![pair("net.core.somaxconn", "1234"), pair("kernel.msgmax", "16384")];
        })
        .await;
    assert_eq!(ran.good(), "1234\n16384");
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "true");
    spec.sysctls = vec![pair("kernel.panic", "1")];
    w.refused(&spec).await;
}

pub(crate) async fn tmpfs_has_size_and_options(w: Arc<World>) {
    let tmpfs = TmpfsSpec {
        target: "/scratch".to_owned(),
        size_bytes: 4 * MIB,
        options: vec!["mode=750".to_owned()],
    };
    let script = "grep ' /scratch ' /proc/mounts; stat -c %a /scratch; head -c 5000000 /dev/zero > /scratch/a; \
                  stat -c %s /scratch/a";
    let ran = w.sh(script, |spec| spec.tmpfs = vec![tmpfs]).await;
    let mut lines = ran.stdout.lines();
    let mount: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let options: Vec<&str> = mount[3].split(',').collect();
    assert_eq!(mount[2], "tmpfs");
    for option in ["rw", "nosuid", "nodev", "noexec", "size=4096k"] {
        assert!(options.contains(&option), "{option} in {options:?}");
    }
    assert_eq!(lines.next(), Some("750"));
    assert_eq!(lines.next(), Some("4194304"), "more does not fit");
}

pub(crate) async fn shared_memory_size(w: Arc<World>) {
    let script = "df -k /dev/shm | tail -1 | awk '{print $2}'";
    assert_eq!(w.sh(script, |_| {}).await.good(), "65536");
    let ran = w.sh(script, |spec| spec.shared_memory_bytes = Some(8 * MIB)).await;
    assert_eq!(ran.good(), "8192");
}

pub(crate) async fn stats_grow(w: Arc<World>) {
    if !w.can(|can| can.limits) {
        return;
    }
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "sleep 100 & echo up; while :; do :; done");
    spec.limits = Limits { memory: Some(64 * MIB), pids: Some(50), ..Limits::default() };
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    let first = w.driver.stats(&spec.id).await.unwrap();
    tokio::time::sleep(Duration::from_millis(400)).await;
    let second = w.driver.stats(&spec.id).await.unwrap();
    assert!(second.read_at > first.read_at);
    assert!(second.cpu_total_nanos > first.cpu_total_nanos);
    assert!(second.cpu_total_nanos - first.cpu_total_nanos < 4_000_000_000);
    assert!(second.system_cpu_nanos > first.system_cpu_nanos);
    assert!(second.online_cpus >= 1);
    assert!(second.memory_bytes > 0 && second.memory_bytes < 64 * MIB, "{second:?}");
    assert!(second.memory_peak_bytes >= second.memory_bytes);
    assert_eq!(second.memory_limit_bytes, Some(64 * MIB));
    assert_eq!((second.pids, second.pids_limit), (2, Some(50)));
    w.driver.kill(&spec.id).await.unwrap();
    w.end(&spec.id).await;
    w.driver.stats(&spec.id).await.expect_err("it does not run");
}

pub(crate) async fn stats_count_the_network(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let sandbox = w.bridge(vec![World::port(8080, None, PortProtocol::Tcp)]).await;
    let spec = w.script(&sandbox.id, "echo up; exec nc -ll -p 8080 -e cat");
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    let before = total(&w, &spec).await;
    let text = "x".repeat(20_000);
    assert_eq!(super::network::ask(sandbox.ports[0].host_port, &text).await.len(), text.len());
    let after = total(&w, &spec).await;
    assert!(after.0 >= before.0 + 20_000 && after.1 >= before.1 + 20_000, "{before:?} {after:?}");
}

async fn total(w: &World, spec: &ContainerSpec) -> (u64, u64) {
    let stats = w.driver.stats(&spec.id).await.unwrap();
    let sum = |read: fn(&longshore_runtime::NetworkStats) -> u64| {
        stats.networks.iter().map(|(_, network)| read(network)).sum()
    };
    (sum(|network| network.received_bytes), sum(|network| network.sent_bytes))
}

pub(crate) async fn a_parent_limits_all(w: Arc<World>) {
    let cannot = w.driver.facts().cannot.iter().any(|words| words.contains("of a task together"));
    if cannot || !w.can(|can| can.limits) {
        return;
    }
    let sandbox = w.none().await;
    let parent = ParentCgroup {
        name: w.name("task"),
        memory: Some(48 * MIB),
        cpu_shares: Some(256),
        cpu_quota: Some(50_000),
        pids: Some(40),
    };
    // Without limits of its own it has those of the parent.
    let mut first = w.script(&sandbox, "for n in 1 2 3 4 5 6 7 8; do sleep 20 & done; echo up; wait");
    first.parent_cgroup = Some(parent.clone());
    w.start(&first).await;
    w.says(&first.id, "up").await;
    let mut second = w.script(&sandbox, "(for n in $(seq 60); do sleep 1 & done) 2>&1");
    second.parent_cgroup = Some(parent.clone());
    let ran = w.run(&second).await;
    assert!(ran.stdout.contains("can't fork"), "the two share 40 processes: {ran:?}");
    let mut hog = w.script(&sandbox, "exec tail /dev/zero");
    hog.parent_cgroup = Some(parent);
    let ran = w.run(&hog).await;
    assert_eq!(ran.code(), Some(137), "{ran:?}");
    let command = vec!["true".to_owned()];
    let exec = ExecSpec { command, output_bytes_max: 100, ..ExecSpec::default() };
    let running = w.driver.inspect(&first.id).await.unwrap().unwrap();
    if matches!(running.state, longshore_runtime::ContainerState::Running(_)) {
        w.driver.exec(&first.id, &exec).await.unwrap();
    }
}
