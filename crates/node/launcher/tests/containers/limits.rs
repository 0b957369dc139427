//! What a container cannot use more of.

use longshore_launcher::spec::{Cgroup, WhenFull};

use crate::Test;
use crate::world::{World, printed, seen, until};
use longshore_launcher::output::{Position, Reader, discard_before};

pub(crate) const TESTS: &[Test] = &[
    ("limits_are_in_the_cgroup", limits_are_in_the_cgroup),
    ("memory_hog_is_killed_and_told_of", memory_hog_is_killed_and_told_of),
    ("fork_bomb_is_contained", fork_bomb_is_contained),
    ("other_devices_are_refused", other_devices_are_refused),
    ("flood_is_dropped_or_waits", flood_is_dropped_or_waits),
];

fn limits_are_in_the_cgroup() {
    let Some(world) = World::new("limits") else { return };
    let mut spec = world.spec("c", "sleep 1000");
    spec.cgroup = Some(Cgroup {
        memory_reservation: Some(32 << 20),
        cpu_quota_micros: Some(50_000),
        cpu_period_micros: Some(100_000),
        ..spec.cgroup.clone().unwrap()
    });
    let (directory, launched) = world.launch(&spec);
    let path = world.cgroup_of("c");
    let says = |controller: &str, v1: &str, v2: &str| {
        let name = if world.hierarchies.is_v2(controller) { v2 } else { v1 };
        let directory = world.hierarchies.directory(controller, &path).unwrap();
        std::fs::read_to_string(directory.join(name)).unwrap().trim().to_owned()
    };
    assert_eq!(says("memory", "memory.limit_in_bytes", "memory.max"), (64 << 20).to_string());
    assert_eq!(says("memory", "memory.soft_limit_in_bytes", "memory.low"), (32 << 20).to_string());
    assert_eq!(says("pids", "pids.max", "pids.max"), "64");
    assert!(["256", "10"].contains(&says("cpu", "cpu.shares", "cpu.weight").as_str()));
    assert!(["50000", "50000 100000"].contains(&says("cpu", "cpu.cfs_quota_us", "cpu.max").as_str()));
    assert!(world.hierarchies.processes(&path).contains(&launched.container_pid));
    assert!(!world.hierarchies.processes(&path).contains(&launched.launcher_pid));
    world.hierarchies.kill(&path).unwrap();
    assert_eq!(seen(&directory, &launched).exit.code, 137);
    world.finish();
}

fn memory_hog_is_killed_and_told_of() {
    let Some(world) = World::new("oom") else { return };
    let seen =
        world.run(&world.spec("c", "exec head -c 200000000 /dev/zero | exec tail -n 1 > /dev/null; exit $?"));
    assert!(seen.exit.out_of_memory, "{seen:?}");
    assert_eq!(seen.exit.code, 137, "{seen:?}");
    world.finish();
}

fn fork_bomb_is_contained() {
    let Some(world) = World::new("bomb") else { return };
    let (directory, launched) =
        world.launch(&world.spec("c", "b() { sleep 1000 & b | b & }; b & exec sleep 1000"));
    let path = world.cgroup_of("c");
    // How many live when it is full depends on who came first: shells that have ended count until they are reaped.
    let events = world.hierarchies.directory("pids", &path).unwrap().join("pids.events");
    until("refused", || std::fs::read_to_string(&events).unwrap().trim() != "max 0");
    assert!(world.hierarchies.processes(&path).len() <= 64);
    world.hierarchies.kill(&path).unwrap();
    seen(&directory, &launched);
    world.finish();
}

fn other_devices_are_refused() {
    let Some(world) = World::new("devices") else { return };
    let script = "mknod /tmp/kmsg c 1 11 && (head -c 1 /tmp/kmsg > /dev/null) 2>&1 | grep -c 'not permitted'
        mknod /tmp/zero c 1 5 && head -c 1 /tmp/zero | wc -c";
    assert_eq!(world.output_of(&world.spec("c", script)), "1\n1\n");
    world.finish();
}

fn flood_is_dropped_or_waits() {
    let Some(world) = World::new("flood") else { return };
    let bytes = 3_000_000;
    let mut drops = world.spec("drops", &format!("yes | head -c {bytes}"));
    drops.output.bytes_max = 256 << 10;
    let (directory, launched) = world.launch(&drops);
    seen(&directory, &launched);
    let mut reader = Reader::new(&directory, Position::default());
    let (mut read, mut dropped) = (0, 0);
    while let Some(chunk) = reader.next_chunk().unwrap() {
        read += chunk.bytes.len();
        dropped += usize::try_from(chunk.dropped_bytes).unwrap();
    }
    assert!(read <= 256 << 10 && read + dropped == bytes, "{read} read, {dropped} dropped");

    let mut waits = world.spec("waits", &format!("yes | head -c {bytes}; echo end >&2"));
    waits.output.bytes_max = 256 << 10;
    waits.output.when_full = WhenFull::Wait;
    let (directory, launched) = world.launch(&waits);
    until("full", || printed(&directory).0.len() > 250 << 10);
    let mut reader = Reader::new(&directory, Position::default());
    let mut read = 0;
    until("all read", || {
        while let Some(chunk) = reader.next_chunk().unwrap() {
            assert_eq!(chunk.dropped_bytes, 0);
            read += chunk.bytes.len();
        }
        discard_before(&directory, reader.position()).unwrap();
        read == bytes + 4
    });
    assert_eq!(seen(&directory, &launched).exit.code, 0);
    world.finish();
}
