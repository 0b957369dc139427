//! What is refused, and by which name.
//!
//! Must not know: more than the module it tests.

use super::*;
use crate::container::{DeviceSpec, TmpfsSpec, Ulimit};

fn sandbox(network: SandboxNetwork) -> SandboxSpec {
    SandboxSpec {
        id: "s".into(),
        hostname: None,
        network,
        share_pid: false,
        share_ipc: false,
        dns_servers: vec![],
        dns_search: vec![],
        extra_hosts: vec![],
        kin: None,
    }
}

fn fine() -> ContainerSpec {
    ContainerSpec { id: "a".repeat(64), ..ContainerSpec::default() }
}

fn mount(source: MountSource, target: &str) -> MountSpec {
    MountSpec { source, target: target.into(), read_only: false }
}

type Spoil = Box<dyn Fn(&mut ContainerSpec)>;

/// A word of the refusal, and what it is refused for: names, paths and mounts.
fn bad_names() -> Vec<(&'static str, Spoil)> {
    let host = |path: &str| MountSource::Host(path.into());
    let text = |value: &str| Some(value.to_owned());
    vec![
        ("id", Box::new(|spec| spec.id = "../x".into())),
        ("host name", Box::new(move |spec| spec.hostname = text("a b"))),
        ("extra host", Box::new(|spec| spec.extra_hosts = vec![("a".into(), "b".into())])),
        ("zero byte", Box::new(|spec| spec.command = Some(vec!["a\0b".into()]))),
        ("environment", Box::new(|spec| spec.environment = vec![("A=B".into(), String::new())])),
        ("working directory", Box::new(|spec| spec.working_directory = Some("tmp".into()))),
        ("mount point", Box::new(move |spec| spec.mounts = vec![mount(host("/a"), "b")])),
        ("'..'", Box::new(move |spec| spec.mounts = vec![mount(host("/a"), "/b/../c")])),
        ("root directory", Box::new(move |spec| spec.mounts = vec![mount(host("/a"), "/")])),
        ("host path", Box::new(move |spec| spec.mounts = vec![mount(host("a"), "/b")])),
        ("volume", Box::new(|spec| spec.mounts = vec![mount(MountSource::Volume("a/b".into()), "/b")])),
        (
            "two mounts",
            Box::new(move |spec| {
                spec.mounts = vec![mount(host("/a"), "/b/")];
                spec.tmpfs = vec![TmpfsSpec { target: "/b".into(), size_bytes: 1, options: vec![] }];
            }),
        ),
    ]
}

/// The same of limits and rights.
fn bad_limits() -> Vec<(&'static str, Spoil)> {
    vec![
        ("least", Box::new(|spec| spec.limits.memory = Some(1))),
        (
            "reservation",
            Box::new(|spec| {
                spec.limits =
                    Limits { memory: Some(8 << 20), memory_reservation: Some(9 << 20), ..Limits::default() };
            }),
        ),
        ("swap", Box::new(|spec| spec.limits.memory_and_swap = Some(8 << 20))),
        ("swappiness", Box::new(|spec| spec.limits.swappiness = Some(101))),
        (
            "of its task",
            Box::new(|spec| {
                spec.limits.memory = Some(8 << 20);
                spec.parent_cgroup =
                    Some(ParentCgroup { name: "t".into(), memory: Some(6 << 20), ..ParentCgroup::default() });
            }),
        ),
        ("no ulimit", Box::new(|spec| spec.ulimits = vec![Ulimit { name: "x".into(), soft: 1, hard: 1 }])),
        (
            "soft limit",
            Box::new(|spec| spec.ulimits = vec![Ulimit { name: "core".into(), soft: 2, hard: 1 }]),
        ),
        ("process namespace", Box::new(|spec| spec.pid = NamespaceMode::Sandbox)),
        ("message namespace", Box::new(|spec| spec.ipc = NamespaceMode::Sandbox)),
        ("whole machine", Box::new(|spec| spec.sysctls = vec![("vm.swappiness".into(), "1".into())])),
        ("whole machine", Box::new(|spec| spec.sysctls = vec![("net/../vm".into(), "1".into())])),
        (
            "machine's network",
            Box::new(|spec| spec.sysctls = vec![("net.core.somaxconn".into(), "1".into())]),
        ),
        (
            "rwm",
            Box::new(|spec| {
                let path = String::from("/dev/null");
                spec.devices =
                    vec![DeviceSpec { host_path: path.clone(), container_path: path, access: "x".into() }];
            }),
        ),
        ("security option", Box::new(|spec| spec.security_options = vec!["fly".into()])),
    ]
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let sandbox = sandbox(SandboxNetwork::Host);
    assert!(container(&fine(), &sandbox).is_ok());
    for (word, spoil) in bad_names().into_iter().chain(bad_limits()) {
        let mut spec = fine();
        spoil(&mut spec);
        match container(&spec, &sandbox) {
            Err(DriverError::InvalidSpec(message)) => {
                assert!(message.contains(word), "{word}: {message}")
            }
            other => panic!("{word}: {other:?}"),
        }
    }
}

#[test]
fn security_options_are_dockers_words() {
    let of = |options: &[&str], privileged| {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        security(&ContainerSpec { security_options: options, privileged, ..ContainerSpec::default() })
    };
    let both = |no_new_privileges, seccomp| Ok(Security { no_new_privileges, seccomp });
    assert_eq!(of(&[], false), both(false, true));
    assert_eq!(of(&[], true), both(false, false));
    assert_eq!(of(&["no-new-privileges", "seccomp:unconfined"], false), both(true, false));
    assert_eq!(of(&["no-new-privileges:true", "apparmor=unconfined"], false), both(true, true));
    assert!(matches!(of(&["apparmor=mine"], false), Err(DriverError::Unsupported(_))));
}

#[test]
fn without_root_each_thing_is_refused_with_the_reason() {
    let host = sandbox(SandboxNetwork::Host);
    let mut plain = fine();
    plain.limits.cpu_shares = Some(128);
    plain.limits.memory = Some(8 << 20);
    assert_eq!(without_root(&plain, &host), Ok(()));
    let refused = |spec: &ContainerSpec, sandbox: &SandboxSpec| match without_root(spec, sandbox) {
        Err(DriverError::Unsupported(message)) => message,
        other => panic!("{other:?}"),
    };
    assert!(refused(&plain, &sandbox(SandboxNetwork::Bridge { ports: vec![] })).contains("network"));
    plain.limits.pids = Some(8);
    assert!(refused(&plain, &host).contains("limits"));
    assert!(refused(&ContainerSpec { privileged: true, ..fine() }, &host).contains("privileged"));
    assert!(refused(&ContainerSpec { pid: NamespaceMode::Host, ..fine() }, &host).contains("process"));
}

#[test]
fn who_could_change_its_network_is_told_from_who_could_not() {
    let leaves = |spec: &ContainerSpec| leaves_its_network(spec, security(spec).unwrap());
    let mounts = |path: &str| {
        let source = MountSource::Host(path.to_owned());
        vec![MountSpec { source, target: "/x".into(), read_only: true }]
    };
    let may = |change: fn(&mut ContainerSpec)| {
        let mut spec = fine();
        change(&mut spec);
        leaves(&spec)
    };
    assert!(leaves(&fine()));
    assert!(may(|spec| spec.security_options = vec!["no-new-privileges".into()]));
    assert!(may(|spec| spec.capabilities_drop = vec!["ALL".into()]));
    assert!(!may(|spec| spec.privileged = true));
    assert!(!may(|spec| spec.security_options = vec!["seccomp=unconfined".into()]));
    assert!(!may(|spec| spec.capabilities_add = vec!["NET_ADMIN".into()]));
    assert!(!may(|spec| spec.sysctls = vec![("net.core.somaxconn".into(), "9".into())]));
    assert!(!may(|spec| spec.pid = NamespaceMode::Host));
    assert!(!may(|spec| spec.pid = NamespaceMode::Sandbox));
    for (path, wanted) in [
        ("/srv", true),
        ("/process", true),
        ("/", false),
        ("/proc", false),
        ("//proc/sys/", false),
        ("/sys/fs", false),
        ("/dev/net/tun", false),
    ] {
        assert_eq!(leaves(&ContainerSpec { mounts: mounts(path), ..fine() }), wanted, "{path}");
    }
}
