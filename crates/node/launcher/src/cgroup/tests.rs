//! What is written into each hierarchy, in a directory that stands for it.
//!
//! Must not know: more than the module it tests.

use std::path::PathBuf;

use super::hierarchies::Hierarchy;
use super::*;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("longshore-cgroup-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn hierarchy(scratch: &Scratch, is_v2: bool, controllers: &[&str]) -> Hierarchies {
    let controllers = controllers.iter().map(|name| (*name).to_owned()).collect();
    Hierarchies { all: vec![Hierarchy { is_v2, controllers, root: scratch.0.clone() }] }
}

/// A directory of a cgroup as the kernel would have made it, with empty files.
fn directory(scratch: &Scratch, path: &str, files: &[&str]) {
    let mut walked = scratch.0.clone();
    for name in path.split('/') {
        for file in files {
            std::fs::write(walked.join(file), "").unwrap();
        }
        walked.push(name);
        std::fs::create_dir_all(&walked).unwrap();
    }
    for file in files {
        std::fs::write(walked.join(file), "").unwrap();
    }
}

fn limits() -> Cgroup {
    Cgroup {
        path: "longshore/t/c".to_owned(),
        memory_limit: Some(64 << 20),
        memory_reservation: Some(32 << 20),
        memory_and_swap: Some(128 << 20),
        swappiness: Some(10),
        cpu_shares: Some(512),
        cpu_quota_micros: Some(50_000),
        cpu_period_micros: Some(100_000),
        pids_max: Some(100),
        all_devices: false,
    }
}

fn says(scratch: &Scratch, file: &str) -> String {
    std::fs::read_to_string(scratch.0.join("longshore/t/c").join(file)).unwrap()
}

#[test]
fn version_1_gets_its_files() {
    let scratch = Scratch::new("v1");
    let files = [
        "memory.limit_in_bytes",
        "memory.soft_limit_in_bytes",
        "memory.swappiness",
        "cpu.shares",
        "cpu.cfs_period_us",
        "cpu.cfs_quota_us",
        "pids.max",
    ];
    directory(&scratch, "longshore/t/c", &files);
    // Without memory.memsw.limit_in_bytes, as on a kernel that does not count swap.
    hierarchy(&scratch, false, &["memory", "cpu", "pids"]).create(&limits()).unwrap();
    let expected = ["67108864", "33554432", "10", "512", "100000", "50000", "100"];
    for (file, value) in files.iter().zip(expected) {
        assert_eq!(says(&scratch, file), value, "{file}");
    }
}

#[test]
fn version_2_gets_its_files() {
    let scratch = Scratch::new("v2");
    let files = [
        "memory.max",
        "memory.low",
        "memory.swap.max",
        "cpu.weight",
        "cpu.max",
        "pids.max",
        "cgroup.subtree_control",
    ];
    directory(&scratch, "longshore/t/c", &files);
    hierarchy(&scratch, true, &["memory", "cpu", "pids", "hugetlb"]).create(&limits()).unwrap();
    let expected = ["67108864", "33554432", "67108864", "20", "50000 100000", "100", ""];
    for (file, value) in files.iter().zip(expected) {
        assert_eq!(says(&scratch, file), value, "{file}");
    }
    let passed_on = std::fs::read_to_string(scratch.0.join("longshore/t/cgroup.subtree_control")).unwrap();
    assert_eq!(passed_on, "+cpu +memory +pids");
}

#[test]
fn an_empty_cpuset_gets_its_parents() {
    let scratch = Scratch::new("cpuset");
    directory(&scratch, "longshore/t/c", &["cpuset.cpus", "cpuset.mems"]);
    std::fs::write(scratch.0.join("cpuset.cpus"), "0-3\n").unwrap();
    std::fs::write(scratch.0.join("cpuset.mems"), "0\n").unwrap();
    std::fs::write(scratch.0.join("longshore/cpuset.cpus"), "1").unwrap();
    let plain = Cgroup { path: limits().path, ..Cgroup::default() };
    hierarchy(&scratch, false, &["cpuset"]).create(&plain).unwrap();
    assert_eq!(
        (says(&scratch, "cpuset.cpus"), says(&scratch, "cpuset.mems")),
        ("1".to_owned(), "0".to_owned())
    );
}

#[test]
fn a_missing_limit_is_an_error_that_names_it() {
    let scratch = Scratch::new("missing");
    let pids = Cgroup { path: limits().path, pids_max: Some(100), ..Cgroup::default() };
    let error = hierarchy(&scratch, false, &["pids"]).create(&pids).unwrap_err();
    assert!(error.to_string().contains("pids.max does not take \"100\""), "{error}");
}

#[test]
fn a_limit_without_a_controller_is_refused() {
    let scratch = Scratch::new("refused");
    let error = hierarchy(&scratch, true, &["cpu", "pids"]).create(&limits()).unwrap_err();
    assert!(error.to_string().contains("no cgroup controller memory"), "{error}");
    assert!(!scratch.0.join("longshore").exists());
}

#[test]
fn only_paths_of_names_are_taken() {
    for path in ["", "/", "/longshore", "..", "longshore/../..", "./x"] {
        assert!(checked(path).is_err(), "{path:?}");
    }
    assert!(checked("longshore/task/container").is_ok());
    let none = Hierarchies::default();
    assert!(none.kill("").is_err());
    assert!(none.remove("/").is_err());
}

#[test]
fn counters_are_found_by_their_whole_name() {
    let text = "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n";
    assert_eq!(counter(text, "oom_kill"), Some(3));
    assert_eq!(counter("low 0\noom 1\noom_kill 2\noom_group_kill 0\n", "oom_kill"), Some(2));
    assert_eq!(counter("", "oom_kill"), None);
}

#[test]
fn what_is_made_anew_is_told_from_what_was_there() {
    let scratch = Scratch::new("anew");
    let hierarchies = hierarchy(&scratch, false, &["freezer"]);
    assert!(hierarchies.make("longshore/t/c").unwrap(), "with its parents");
    assert!(!hierarchies.make("longshore/t/c").unwrap());
    assert!(hierarchies.make("longshore/t/d").unwrap());
    std::fs::create_dir(scratch.0.join("longshore/t/c/left")).unwrap();
    let cgroup = Cgroup { path: "longshore/t/c".to_owned(), ..Cgroup::default() };
    hierarchies.create(&cgroup).unwrap();
    assert!(scratch.0.join("longshore/t/c/left").exists());
    hierarchies.create_anew(&cgroup).unwrap();
    assert!(scratch.0.join("longshore/t/c").exists() && !scratch.0.join("longshore/t/c/left").exists());
}
