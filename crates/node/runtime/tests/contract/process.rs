//! A container's first process: what it is, as whom, with what, and how it ends.

use std::sync::Arc;

use longshore_runtime::{ContainerSpec, DriverError, SandboxNetwork};

use super::World;
use super::image::ENTRY;

const TERM: i32 = 15;
const USR1: i32 = 10;

fn words(words: &[&str]) -> Option<Vec<String>> {
    Some(words.iter().map(|word| (*word).to_owned()).collect())
}

pub(crate) async fn exit_codes(w: Arc<World>) {
    for code in [0, 1, 42, 127, 255] {
        let ran = w.sh(&format!("exit {code}"), |_| {}).await;
        assert_eq!(ran.code(), Some(code));
        assert!(!ran.ending.out_of_memory);
        assert!(ran.ending.started_at.unwrap() <= ran.ending.finished_at);
    }
}

pub(crate) async fn signals_end_it_with_their_number(w: Arc<World>) {
    let sandbox = w.none().await;
    for (script, signal, code) in [
        ("trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done", TERM, 5),
        ("trap 'exit 6' USR1; echo up; while :; do sleep 0.05; done", USR1, 6),
    ] {
        let spec = w.script(&sandbox, script);
        w.start(&spec).await;
        w.says(&spec.id, "up").await;
        w.driver.signal(&spec.id, signal).await.unwrap();
        assert_eq!(w.end(&spec.id).await.exit_code, Some(code));
    }
    let mut spec = w.script(&sandbox, "echo up; exec sleep 100");
    spec.init = true;
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    w.driver.signal(&spec.id, TERM).await.unwrap();
    assert_eq!(w.end(&spec.id).await.exit_code, Some(143));
}

pub(crate) async fn kill_cannot_be_ignored(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "trap '' TERM; echo up; while :; do sleep 0.05; done");
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    w.driver.signal(&spec.id, TERM).await.unwrap();
    assert!(matches!(w.state(&spec.id).await, longshore_runtime::ContainerState::Running(_)));
    w.driver.kill(&spec.id).await.unwrap();
    let ending = w.end(&spec.id).await;
    assert_eq!((ending.exit_code, ending.out_of_memory), (Some(137), false));
}

pub(crate) async fn environment_and_default_path(w: Arc<World>) {
    let change = |spec: &mut ContainerSpec| {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        spec.environment =
            vec![pair("BOTH", "task"), pair("TWICE", "1"), pair("TWICE", "2"), pair("EMPTY", "")];
    };
    let ran = w.sh("env", change).await;
    let lines: Vec<&str> = ran.good().lines().collect();
    for line in [
        "FROM_IMAGE=image",
        "BOTH=task",
        "TWICE=2",
        "EMPTY=",
        "HOME=/root",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ] {
        assert!(lines.contains(&line), "{line} in {lines:?}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("TWICE=")).count(), 1);
    assert!(lines.iter().any(|line| line.starts_with("HOSTNAME=")), "{lines:?}");
    let home = w.sh("echo $HOME", |spec| spec.user = Some("app".to_owned())).await;
    assert_eq!(home.good(), "/home/app");
}

pub(crate) async fn entry_points_and_commands(w: Arc<World>) {
    let plain = w.sh("", |spec| spec.command = None).await;
    assert_eq!(plain.good(), "image-command");
    let table = [
        (None, None, "entry image-command"),
        (None, words(&["mine"]), "entry mine"),
        (words(&["echo", "own"]), None, "own"),
        (words(&["echo", "own"]), words(&["mine"]), "own mine"),
    ];
    for (entry_point, command, expected) in table {
        let change = |spec: &mut ContainerSpec| {
            spec.image = ENTRY.to_owned();
            spec.entry_point = entry_point;
            spec.command = command;
        };
        assert_eq!(w.sh("", change).await.good(), expected);
    }
}

pub(crate) async fn working_directory_is_made(w: Arc<World>) {
    let ran = w.sh("pwd", |spec| spec.working_directory = Some("/new/deep/place".to_owned())).await;
    assert_eq!(ran.good(), "/new/deep/place");
    let from_image = |spec: &mut ContainerSpec| {
        spec.image = ENTRY.to_owned();
        spec.entry_point = words(&["pwd"]);
        spec.command = None;
    };
    assert_eq!(w.sh("", from_image).await.good(), "/work");
    assert_eq!(w.sh("pwd", |_| {}).await.good(), "/");
}

pub(crate) async fn users_and_groups(w: Arc<World>) {
    let table = [
        ("", "0 0 0 3000"),
        ("root", "0 0 0 3000"),
        ("app", "1000 1000 1000 2000 3000"),
        ("1000", "1000 1000 1000 2000 3000"),
        ("1234", "1234 0 0"),
        ("1234:77", "1234 77 77"),
        ("app:extra", "1000 2000 2000"),
        ("app:0", "1000 0 0"),
        ("0:app", "0 1000 1000"),
    ];
    for (user, expected) in table {
        let ran = w.sh("echo $(id -u) $(id -g) $(id -G)", |spec| spec.user = Some(user.to_owned())).await;
        assert_eq!(ran.good(), expected, "user `{user}`");
    }
    let from_image = |spec: &mut ContainerSpec| {
        spec.image = ENTRY.to_owned();
        spec.entry_point = words(&["id", "-u"]);
        spec.command = None;
    };
    assert_eq!(w.sh("", from_image).await.good(), "1000");
}

pub(crate) async fn unknown_users_are_refused(w: Arc<World>) {
    let sandbox = w.none().await;
    for user in ["nobody-here", "app:nogroup-here"] {
        let mut spec = w.script(&sandbox, "true");
        spec.user = Some(user.to_owned());
        let error = w.refused(&spec).await;
        assert!(matches!(error, DriverError::CannotStart(_) | DriverError::InvalidSpec(_)), "{error:?}");
    }
}

pub(crate) async fn hostname_is_set(w: Arc<World>) {
    let named = w.sh("hostname; echo $HOSTNAME; cat /etc/hostname", |spec| {
        spec.hostname = Some("named-one".to_owned());
    });
    assert_eq!(named.await.good(), "named-one\nnamed-one\nnamed-one");
    let unnamed = w.sh("hostname", |_| {}).await;
    let name = unnamed.good();
    assert!(name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    let mut sandbox = w.sandbox(SandboxNetwork::None);
    sandbox.hostname = Some("of-sandbox".to_owned());
    w.open(&sandbox).await;
    let ran = w.run(&w.script(&sandbox.id, "hostname")).await;
    assert_eq!(ran.good(), "of-sandbox");
}

pub(crate) async fn hosts_are_known(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let mut sandbox = w.sandbox(SandboxNetwork::Bridge { ports: vec![] });
    sandbox.extra_hosts = vec![("shared.test".to_owned(), "192.0.2.7".to_owned())];
    w.open(&sandbox).await;
    let mut spec = w.script(&sandbox.id, "cat /etc/hosts; hostname -i");
    spec.hostname = Some("own-name".to_owned());
    spec.extra_hosts = vec![("own.test".to_owned(), "192.0.2.8".to_owned())];
    let ran = w.run(&spec).await;
    let has = |address: &str, name: &str| {
        ran.good().lines().any(|line| {
            let mut parts = line.split_whitespace();
            parts.next() == Some(address) && parts.any(|part| part == name)
        })
    };
    assert!(has("127.0.0.1", "localhost"), "{ran:?}");
    assert!(has("192.0.2.7", "shared.test"), "{ran:?}");
    assert!(has("192.0.2.8", "own.test"), "{ran:?}");
    let own = ran.good().lines().last().unwrap().trim().to_owned();
    assert!(has(&own, "own-name"), "{ran:?}");
}

pub(crate) async fn resolvers_are_written(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let mut sandbox = w.sandbox(SandboxNetwork::Bridge { ports: vec![] });
    sandbox.dns_servers = vec!["192.0.2.53".to_owned(), "192.0.2.54".to_owned()];
    sandbox.dns_search = vec!["inner.test".to_owned()];
    w.open(&sandbox).await;
    let ran = w.run(&w.script(&sandbox.id, "cat /etc/resolv.conf")).await;
    let lines: Vec<&str> = ran.good().lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.contains(&"nameserver 192.0.2.53"), "{lines:?}");
    assert!(lines.contains(&"nameserver 192.0.2.54"), "{lines:?}");
    assert!(lines.contains(&"search inner.test"), "{lines:?}");
}

pub(crate) async fn init_reaps_orphans(w: Arc<World>) {
    let script = "(sleep 0.1 & ) ; sleep 0.6; ps -o pid,stat,comm; echo $$";
    let ran = w.sh(script, |spec| spec.init = true).await;
    assert!(!ran.good().lines().any(|line| line.contains(" Z")), "{ran:?}");
    let own: u32 = ran.good().lines().last().unwrap().trim().parse().unwrap();
    assert_ne!(own, 1, "init is process 1");
    let without = w.sh("echo $$", |_| {}).await;
    assert_eq!(without.good(), "1");
    assert_eq!(w.sh("exit 9", |spec| spec.init = true).await.code(), Some(9));
}

pub(crate) async fn no_such_program(w: Arc<World>) {
    let sandbox = w.none().await;
    for program in ["not-in-path", "/not/there"] {
        let mut spec = w.script(&sandbox, "");
        spec.command = words(&[program]);
        let error = w.refused(&spec).await;
        let DriverError::CannotStart(message) = &error else { panic!("{error:?}") };
        assert!(message.contains(program), "{message}");
        let docker_like = ["executable file not found in $PATH", "no such file or directory"];
        assert!(docker_like.iter().any(|words| message.contains(words)), "{message}");
    }
}

pub(crate) async fn not_executable(w: Arc<World>) {
    let sandbox = w.none().await;
    for program in ["/bin/plain-file", "/etc"] {
        let mut spec = w.script(&sandbox, "");
        spec.command = words(&[program]);
        let error = w.refused(&spec).await;
        let DriverError::CannotStart(message) = &error else { panic!("{error:?}") };
        assert!(message.contains("permission denied") || message.contains("is a directory"), "{message}");
    }
}

pub(crate) async fn terminal_and_standard_input(w: Arc<World>) {
    let script = "readlink /proc/self/fd/0; test -t 1 && echo terminal; cat | wc -c";
    assert_eq!(w.sh(script, |_| {}).await.good(), "/dev/null\n0");
    let ran = w.sh("test -t 1 && echo terminal; tty", |spec| spec.terminal = true).await;
    let printed = ran.good().replace('\r', "");
    assert!(printed.starts_with("terminal\n/dev/"), "{printed}");
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "echo up; read line; echo ended");
    spec.interactive = true;
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let state = w.state(&spec.id).await;
    assert!(
        matches!(state, longshore_runtime::ContainerState::Running(_)),
        "standard input stays open: {state:?}"
    );
}

pub(crate) async fn mask_and_limits_of_files_are_ordinary(w: Arc<World>) {
    let script = "umask; touch /tmp/a; stat -c %a /tmp/a; stat -c %a /tmp; grep SigIgn /proc/1/status; \
                  grep SigBlk /proc/1/status; stat -c %A%u /proc/self/fd/1 | cut -c1";
    let ran = w.sh(script, |_| {}).await;
    let lines: Vec<&str> = ran.good().lines().collect();
    assert_eq!(lines[..3], ["0022", "644", "1777"]);
    assert!(lines[4].ends_with("0000000000000000"), "no signal is blocked: {}", lines[4]);
    let ignored = u64::from_str_radix(lines[3].split_whitespace().last().unwrap(), 16).unwrap();
    assert_eq!(ignored & (1 << 12), 0, "SIGPIPE has its default");
}
