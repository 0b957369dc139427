//! Measures what a start costs: `start [COUNT]` as root prints the time from the call to the first byte, of
//! containers one after another, and the memory of a launcher.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "it measures, and stops where it cannot"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use longshore_launcher::client::{ExecIo, Spawner};
use longshore_launcher::output::{Position, Reader};
use longshore_launcher::spec::*;
use longshore_launcher::{defaults, spawner};

fn main() -> ExitCode {
    let first = std::env::args_os().nth(1);
    if first.as_deref().is_some_and(spawner::is_requested) {
        return spawner::main();
    }
    let count = first.and_then(|text| text.to_str().and_then(|text| text.parse().ok())).unwrap_or(100);
    let base = std::env::temp_dir().join(format!("longshore-start-{}", std::process::id()));
    image(&base);
    let spawner = Spawner::of_this_program();
    spawner.start().unwrap();
    let mut firsts = Vec::new();
    let mut launched_after = Vec::new();
    for number in 0..count {
        let (to_launch, to_byte) = one(&spawner, &base, number);
        launched_after.push(to_launch);
        firsts.push(to_byte);
    }
    println!("launch() returned: {}", summary(&mut launched_after));
    println!("first byte kept:   {}", summary(&mut firsts));
    memory(&spawner, &base);
    let hierarchies = longshore_launcher::cgroup::Hierarchies::detect().unwrap();
    hierarchies.remove(&format!("longshore/start-{}", std::process::id())).unwrap();
    std::fs::remove_dir_all(&base).unwrap();
    ExitCode::SUCCESS
}

fn image(base: &Path) {
    let bin = base.join("layers/a/bin");
    std::fs::create_dir_all(&bin).unwrap();
    for name in ["proc", "sys", "dev"] {
        std::fs::create_dir(base.join("layers/a").join(name)).unwrap();
    }
    std::fs::copy("/usr/bin/busybox", bin.join("busybox")).unwrap();
    for name in ["sh", "echo", "sleep", "cat"] {
        std::os::unix::fs::symlink("busybox", bin.join(name)).unwrap();
    }
}

fn container(base: &Path, name: &str, command: &[&str]) -> PathBuf {
    let directory = base.join(name);
    for part in ["upper", "work"] {
        std::fs::create_dir_all(directory.join(part)).unwrap();
    }
    let spec = LaunchSpec {
        id: name.to_owned(),
        process: process(command),
        root: Root::Overlay {
            layers_root: base.join("layers"),
            layers: vec!["a".to_owned()],
            upper: directory.join("upper"),
            work: directory.join("work"),
            read_only: false,
        },
        mounts: defaults::mounts(Some(64 << 20), false),
        namespaces: Namespaces {
            pid: Namespace::New,
            ipc: Namespace::New,
            network: Namespace::Host,
            uts: Namespace::New,
            cgroup: Namespace::New,
            user: None,
        },
        hostname: name.to_owned(),
        domainname: None,
        sysctls: Vec::new(),
        devices: Vec::new(),
        masked_paths: defaults::masked_paths(),
        read_only_paths: defaults::read_only_paths(),
        cgroup: Some(Cgroup {
            path: format!("longshore/start-{}/{name}", std::process::id()),
            memory_limit: Some(64 << 20),
            cpu_shares: Some(256),
            pids_max: Some(100),
            ..Cgroup::default()
        }),
        output: Output { segment_bytes: 1 << 20, bytes_max: 8 << 20, when_full: WhenFull::DropOldest },
        init: false,
    };
    std::fs::write(directory.join("launch.json"), serde_json::to_vec(&spec).unwrap()).unwrap();
    directory
}

fn process(command: &[&str]) -> Process {
    Process {
        arguments: command.iter().map(|word| (*word).to_owned()).collect(),
        environment: vec!["PATH=/bin".to_owned()],
        working_directory: "/".to_owned(),
        uid: 0,
        gid: 0,
        additional_gids: Vec::new(),
        capabilities: defaults::capabilities(),
        no_new_privileges: false,
        seccomp: Seccomp::Default,
        rlimits: Vec::new(),
        oom_score_adjust: None,
        terminal: false,
        stdin_open: false,
    }
}

fn one(spawner: &Spawner, base: &Path, number: usize) -> (Duration, Duration) {
    let directory = container(base, &format!("c{number}"), &["echo", "hello"]);
    let began = Instant::now();
    let launched = spawner.launch(&directory).unwrap();
    let to_launch = began.elapsed();
    let mut reader = Reader::new(&directory, Position::default());
    while reader.next_chunk().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(20));
    }
    let to_byte = began.elapsed();
    wait(&launched.launcher_pidfd);
    std::fs::remove_dir_all(&directory).unwrap();
    (to_launch, to_byte)
}

fn wait(pidfd: &std::os::fd::OwnedFd) {
    let mut polled = [rustix::event::PollFd::new(pidfd, rustix::event::PollFlags::IN)];
    rustix::event::poll(&mut polled, None).unwrap();
}

fn summary(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    format!("p50 {:?}  p90 {:?}  p99 {:?}", at(50), at(90), at(99))
}

fn memory(spawner: &Spawner, base: &Path) {
    let directory = container(base, "sleeper", &["sleep", "1000"]);
    let launched = spawner.launch(&directory).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let pid = spawner.start().unwrap();
    for (name, pid) in [("spawner", pid), ("launcher", launched.launcher_pid)] {
        let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap();
        let lines = text.lines().filter(|line| {
            ["Rss", "Pss:", "Private_Dirty", "Private_Clean"].iter().any(|word| line.starts_with(word))
        });
        let words: Vec<String> =
            lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        println!("{name}: {}", words.join(", "));
    }
    let mut times = Vec::new();
    for _ in 0..50 {
        let (io, _read) = ExecIo::to_pipe().unwrap();
        let began = Instant::now();
        let exec = spawner.exec(&directory, &process(&["echo", "x"]), io).unwrap();
        assert_eq!(exec.wait().unwrap(), 0);
        times.push(began.elapsed());
    }
    println!("exec and wait:     {}", summary(&mut times));
    let _ = rustix::process::kill_process(
        rustix::process::Pid::from_raw(launched.container_pid.cast_signed()).unwrap(),
        rustix::process::Signal::KILL,
    );
    wait(&launched.launcher_pidfd);
}
