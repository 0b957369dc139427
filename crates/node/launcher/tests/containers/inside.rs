//! What a container finds inside.

use longshore_launcher::client::{ExecIo, LaunchError};
use longshore_launcher::records::{Record, read_exit, read_pid};
use longshore_launcher::spec::*;
use rustix::process::Signal;
use std::io::Read;

use crate::Test;
use crate::world::{World, printed, process, seen, signal, until};

pub(crate) const TESTS: &[Test] = &[
    ("arguments_environment_and_directory", arguments_environment_and_directory),
    ("user_groups_and_capabilities", user_groups_and_capabilities),
    ("files_of_the_kernel", files_of_the_kernel),
    ("binds_and_read_only_root", binds_and_read_only_root),
    ("texts_are_files_in_memory", texts_are_files_in_memory),
    ("streams_and_code", streams_and_code),
    ("programs_that_cannot_be_started", programs_that_cannot_be_started),
    ("terminal_is_one", terminal_is_one),
    ("init_reaps_and_passes_signals_on", init_reaps_and_passes_signals_on),
    ("pause_holds_namespaces", pause_holds_namespaces),
    ("exec_runs_inside", exec_runs_inside),
    ("a_second_run_keeps_files_and_output", a_second_run_keeps_files_and_output),
];

fn arguments_environment_and_directory() {
    let Some(world) = World::new("argv") else { return };
    let mut spec = world.spec("c", "");
    spec.process.arguments = ["sh", "-c", "echo $0:$1:$A; pwd; hostname; umask; echo $$", "zero", "a b"]
        .map(str::to_owned)
        .to_vec();
    spec.process.environment.push("A=1=2 3".to_owned());
    spec.process.working_directory = "/made/for/it".to_owned();
    assert_eq!(world.output_of(&spec), "zero:a b:1=2 3\n/made/for/it\nbox\n0022\n1\n");
    world.finish();
}

fn user_groups_and_capabilities() {
    let Some(world) = World::new("user") else { return };
    let script = "id -u; id -g; id -G; grep -E 'Cap|Seccomp:|NoNew' /proc/self/status";
    let mut spec = world.spec("c", script);
    spec.process.uid = 1000;
    spec.process.gid = 1001;
    spec.process.additional_gids = vec![44, 45];
    let out = world.output_of(&spec);
    assert!(out.starts_with("1000\n1001\n1001 44 45\n"), "{out}");
    for line in [
        "CapPrm:\t0000000000000000",
        "CapBnd:\t00000000a80425fb",
        "CapAmb:\t0000000000000000",
        "Seccomp:\t2",
        "NoNewPrivs:\t0",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    let mut spec = world.spec("root", script);
    spec.process.no_new_privileges = true;
    let out = world.output_of(&spec);
    for line in [
        "CapPrm:\t00000000a80425fb",
        "CapEff:\t00000000a80425fb",
        "CapInh:\t0000000000000000",
        "Seccomp:\t2",
        "NoNewPrivs:\t1",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    let mut spec = world.spec("open", script);
    spec.process.seccomp = Seccomp::Unconfined;
    spec.process.rlimits = vec![Rlimit { name: "nofile".to_owned(), soft: 100, hard: 200 }];
    spec.process.arguments[2].push_str("; ulimit -n; ulimit -Hn");
    let out = world.output_of(&spec);
    assert!(out.contains("Seccomp:\t0") && out.ends_with("100\n200\n"), "{out}");
    world.finish();
}

fn files_of_the_kernel() {
    let Some(world) = World::new("kernel") else { return };
    let script = "wc -c < /proc/interrupts; ls /sys/firmware | wc -l
        (echo 1 > /proc/sys/kernel/panic) 2>/dev/null || echo sys is read-only
        mkdir /sys/fs/cgroup/x 2>/dev/null || echo cgroup is read-only
        ls -l /proc/self/fd | grep -c ' -> ' ; ls /proc/self/fd | head -3
        echo x > /dev/null; head -c 4 /dev/zero | wc -c; stat -c '%A %t:%T' /dev/null; readlink /dev/ptmx; readlink /dev/stdin
        touch /dev/shm/x /dev/mqueue/y && echo shared; cat /proc/sys/net/ipv4/ip_unprivileged_port_start
        grep -c . /proc/self/cgroup > /dev/null; grep -v ':/$' /proc/self/cgroup | wc -l";
    let mut spec = world.spec("c", script);
    spec.sysctls = vec![("net.ipv4.ip_unprivileged_port_start".to_owned(), "0".to_owned())];
    let out = world.output_of(&spec);
    let expected = "0\n0\nsys is read-only\ncgroup is read-only\n3\n0\n1\n2\n4\ncrw-rw-rw- 1:3\npts/ptmx\n/proc/self/fd/0\nshared\n0\n";
    assert!(out.starts_with(expected), "{out}");
    world.finish();
}

fn binds_and_read_only_root() {
    let Some(world) = World::new("binds") else { return };
    let data = world.base.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("file"), "from outside").unwrap();
    let script = "cat /data/file; cat /etc/one; echo
        (echo x > /data/new) && echo written; (echo x > /ro/new) 2>/dev/null || echo ro bind
        touch /x 2>/dev/null || echo ro root; touch /tmp/x && echo tmp";
    let mut spec = world.spec("c", script);
    let Root::Overlay { read_only, .. } = &mut spec.root else { panic!() };
    *read_only = true;
    let bind = |target: &str, source: &std::path::Path, read_only| Mount {
        target: target.to_owned(),
        kind: MountKind::Bind { source: source.to_owned(), read_only, recursive: true },
    };
    spec.mounts.push(bind("/data", &data, false));
    spec.mounts.push(bind("/ro", &data, true));
    spec.mounts.push(bind("/etc/one", &data.join("file"), true));
    spec.mounts.push(Mount {
        target: "/tmp".to_owned(),
        kind: MountKind::Tmpfs { size: Some(4096), mode: None, options: Vec::new() },
    });
    assert_eq!(world.output_of(&spec), "from outsidefrom outside\nwritten\nro bind\nro root\ntmp\n");
    assert!(data.join("new").exists());
    let mut missing = world.spec("missing", "true");
    missing.mounts.push(bind("/data", &world.base.join("nowhere"), false));
    let error = world.spawner.launch(&world.write(&missing)).unwrap_err();
    assert!(error.to_string().starts_with("cannot mount /data: cannot bind the machine's /"), "{error}");
    world.finish();
}

/// Also where /dev is the machine's, so that they are made elsewhere.
fn texts_are_files_in_memory() {
    let Some(world) = World::new("texts") else { return };
    let script = "cat /etc/one /new/two; stat -c %a:%u /etc/one; echo more >> /etc/one && tail -n 1 /etc/one; \
                  echo more 2>/dev/null >> /new/two || echo kept; ls -A /dev | grep text; ls -A / | grep text; \
                  grep -c ' / / ' /proc/self/mountinfo";
    let text = |target: &str, text: &str, read_only| Mount {
        target: target.to_owned(),
        kind: MountKind::Text { text: text.to_owned(), read_only },
    };
    for (name, dev) in [("own", false), ("machines", true)] {
        let mut spec = world.spec(name, script);
        if dev {
            let source = "/dev".into();
            spec.mounts.retain(|mount| !mount.target.starts_with("/dev"));
            let kind = MountKind::Bind { source, read_only: false, recursive: true };
            spec.mounts.push(Mount { target: "/dev".to_owned(), kind });
        }
        spec.mounts.push(text("/etc/one", "1\n", false));
        spec.mounts.push(text("/new/two", "2\n", true));
        assert_eq!(world.output_of(&spec), "1\n2\n644:0\nmore\nkept\n1\n", "{name}");
        assert_eq!(std::fs::read_to_string(world.image_path("etc/one")).ok(), None);
    }
    world.finish();
}

fn streams_and_code() {
    let Some(world) = World::new("streams") else { return };
    let seen = world.run(&world.spec("c", "echo out; echo err >&2; cat; exit 7"));
    assert_eq!((seen.out.as_str(), seen.err.as_str(), seen.exit.code), ("out\n", "err\n", 7));
    assert!(!seen.exit.out_of_memory && seen.exit.start_error.is_none() && seen.exit.started_at.is_some());
    let killed = world.run(&world.spec("killed", "sh -c 'kill -9 $$'; exit $?"));
    assert_eq!(killed.exit.code, 137);
    let long = world.run(&world.spec("long", "seq 1 200000"));
    assert_eq!(long.out.lines().count(), 200_000);
    world.finish();
}

fn programs_that_cannot_be_started() {
    let Some(world) = World::new("cannot") else { return };
    std::fs::write(world.image_path("bin/plain"), "no program").unwrap();
    std::fs::write(world.image_path("bin/broken"), "\0\0\0\0").unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(world.image_path("bin/broken"), executable).unwrap();
    let cases = [
        ("foo", 127, "exec: \"foo\": executable file not found in $PATH"),
        ("/bin/foo", 127, "exec: \"/bin/foo\": stat /bin/foo: no such file or directory"),
        ("plain", 126, "exec: \"plain\": permission denied"),
        ("/etc", 126, "exec: \"/etc\": permission denied"),
        ("broken", 126, "exec: \"broken\": exec format error"),
    ];
    for (index, (program, code, message)) in cases.into_iter().enumerate() {
        let mut spec = world.spec(&format!("c{index}"), "");
        spec.process.arguments = vec![program.to_owned()];
        spec.init = index == 1;
        let directory = world.write(&spec);
        match world.spawner.launch(&directory) {
            Err(LaunchError::Refused { code: found, message: words }) => {
                assert_eq!((found, words.as_str()), (code, message));
            }
            other => panic!("{other:?}"),
        }
        let Record::Is(exit) = read_exit(&directory) else { panic!() };
        assert_eq!((exit.code, exit.start_error.as_deref()), (code, Some(message)));
    }
    world.finish();
}

fn terminal_is_one() {
    let Some(world) = World::new("tty") else { return };
    for init in [false, true] {
        let mut spec =
            world.spec(if init { "init" } else { "c" }, "tty; stat -c %F /dev/console; [ -t 1 ] && echo yes");
        spec.process.terminal = true;
        spec.init = init;
        let out = world.output_of(&spec);
        assert_eq!(out, "/dev/pts/0\r\ncharacter special file\r\nyes\r\n");
    }
    world.finish();
}

fn init_reaps_and_passes_signals_on() {
    let Some(world) = World::new("init") else { return };
    let script = "trap 'echo told; ps -o stat,comm | grep -c Z; exit 3' TERM
        for i in 1 2 3 4 5; do (sleep 0 & ) ; done; sleep 0.2; echo ready; while :; do sleep 0.05; done";
    let mut spec = world.spec("c", script);
    spec.init = true;
    let (directory, launched) = world.launch(&spec);
    until("ready", || printed(&directory).0.contains("ready"));
    signal(launched.container_pid, Signal::TERM);
    let seen = seen(&directory, &launched);
    assert_eq!((seen.out.as_str(), seen.exit.code), ("ready\ntold\n0\n", 3), "{seen:?}");
    world.finish();
}

fn pause_holds_namespaces() {
    let Some(world) = World::new("pause") else { return };
    let mut pause = world.spec("pause", "");
    pause.process.arguments.clear();
    pause.process.capabilities.clear();
    std::fs::create_dir(world.base.join("empty")).unwrap();
    pause.root = Root::Directory { path: world.base.join("empty"), read_only: true };
    pause.mounts.clear();
    let (directory, launched) = world.launch(&pause);
    let namespace =
        |kind: &str| Namespace::Join(format!("/proc/{}/ns/{kind}", launched.container_pid).into());
    let mut spec = world.spec("c", "ps -o pid,comm | grep -c pause; hostname; sleep 0 & sleep 0.1; echo $$ | grep -vx 1 > /dev/null && echo not first");
    spec.namespaces.pid = namespace("pid");
    spec.namespaces.ipc = namespace("ipc");
    spec.namespaces.network = namespace("net");
    spec.namespaces.uts = namespace("uts");
    assert_eq!(world.output_of(&spec), "1\nbox\nnot first\n");
    signal(launched.container_pid, Signal::TERM);
    assert_eq!(seen(&directory, &launched).exit.code, 0);
    world.finish();
}

fn exec_runs_inside() {
    let Some(world) = World::new("exec") else { return };
    for init in [false, true] {
        let mut spec = world.spec(if init { "init" } else { "c" }, "touch /here; sleep 1000");
        spec.init = init;
        let (directory, launched) = world.launch(&spec);
        let run = |command: &[&str]| {
            let (io, read) = ExecIo::to_pipe().unwrap();
            let exec = world.spawner.exec(&directory, &process(command), io).unwrap();
            let mut text = String::new();
            std::fs::File::from(read).read_to_string(&mut text).unwrap();
            (exec.wait().unwrap(), text)
        };
        until("here", || run(&["ls", "/here"]).0 == 0);
        let script =
            "hostname; ls /proc/self/fd | wc -l; grep -E 'CapBnd|Seccomp:' /proc/self/status; exit 5";
        let (code, text) = run(&["sh", "-c", script]);
        assert_eq!((code, text.as_str()), (5, "box\n4\nCapBnd:\t00000000a80425fb\nSeccomp:\t2\n"));
        assert_eq!(run(&["sh", "-c", "echo a >&2; kill -9 $$"]), (137, "a\n".to_owned()));
        let (io, _read) = ExecIo::to_pipe().unwrap();
        let error = world.spawner.exec(&directory, &process(&["nothing"]), io).unwrap_err();
        assert!(matches!(error, LaunchError::Refused { code: 127, .. }), "{error}");
        let (io, _read) = ExecIo::to_pipe().unwrap();
        let dropped = world.spawner.exec(&directory, &process(&["sleep", "1000"]), io).unwrap();
        let pid = dropped.pid;
        assert!(world.hierarchies.processes(&world.cgroup_of(&spec.id)).contains(&pid));
        drop(dropped);
        until("ended with whoever asked", || !crate::world::is_alive(pid));
        signal(launched.container_pid, Signal::KILL);
        assert_eq!(seen(&directory, &launched).exit.code, 137);
        let (io, _read) = ExecIo::to_pipe().unwrap();
        assert!(world.spawner.exec(&directory, &process(&["true"]), io).is_err());
    }
    world.finish();
}

fn a_second_run_keeps_files_and_output() {
    let Some(world) = World::new("again") else { return };
    let spec = world.spec("c", "echo run; [ -e /mark ] && echo again; touch /mark");
    let first = world.run(&spec);
    assert_eq!(first.out, "run\n");
    let second = world.run(&spec);
    assert_eq!(second.out, "run\nrun\nagain\n");
    let Record::Is(record) = read_pid(&world.base.join("c")) else { panic!() };
    assert!(record.container_start > 0 && record.launcher_start > 0);
    world.finish();
}
