//! Bundles: specs and what is made of them.
//!
//! Must not know: more than the module it tests.

use longshore_launcher::spec::MountKind;

use super::*;
use crate::container::{TmpfsSpec, Ulimit};

fn sandbox(network: SandboxNetwork) -> OpenSandbox {
    OpenSandbox {
        spec: SandboxSpec {
            id: "s".into(),
            hostname: None,
            network,
            share_pid: true,
            share_ipc: true,
            dns_servers: vec![],
            dns_search: vec![],
            extra_hosts: vec![],
            kin: None,
        },
        facts: Sandbox::default(),
        network: Namespace::Host,
        pid: Some("/proc/7/ns/pid".into()),
        ipc: Some("/proc/7/ns/ipc".into()),
        shared_memory: Some("/run/shm/s".into()),
    }
}

struct Kitchen {
    spec: ContainerSpec,
    image: ImageFacts,
    account: Account,
    sandbox: OpenSandbox,
    place: Place,
    etc: [String; 3],
    binds: Vec<Bind>,
    host: Host,
}

impl Kitchen {
    fn new() -> Self {
        Self {
            spec: ContainerSpec {
                id: "0123456789abcdef".into(),
                command: Some(vec!["run".into()]),
                ..ContainerSpec::default()
            },
            image: ImageFacts::default(),
            account: Account { uid: 0, gid: 0, additional_gids: vec![10], home: "/root".into() },
            sandbox: sandbox(SandboxNetwork::None),
            place: Place {
                directory: "/c".into(),
                layers_root: "/l".into(),
                layers: vec!["top".into()],
                scaffold: "/s".into(),
            },
            etc: ["nameserver 9.9.9.9\n", "box\n", ""].map(str::to_owned),
            binds: vec![],
            host: Host {
                hostname: "box".into(),
                capabilities: u64::MAX >> 24,
                ulimits: vec![("nofile".into(), 10, 20)],
                cgroup_root: Some("longshore/n".into()),
                ..Host::default()
            },
        }
    }

    fn cook(&self) -> Result<LaunchSpec, DriverError> {
        launch_spec(&Ingredients {
            spec: &self.spec,
            image: &self.image,
            account: &self.account,
            sandbox: &self.sandbox,
            place: &self.place,
            etc: &self.etc,
            binds: &self.binds,
            devices: vec![],
            security: Security { no_new_privileges: false, seccomp: true },
            host: &self.host,
        })
    }
}

fn targets(launch: &LaunchSpec) -> Vec<&str> {
    launch.mounts.iter().map(|mount| mount.target.as_str()).collect()
}

fn shm(launch: &LaunchSpec) -> Option<&MountKind> {
    launch.mounts.iter().find(|mount| mount.target == "/dev/shm").map(|mount| &mount.kind)
}

#[test]
fn a_plain_container_is_closed_in() {
    let launch = Kitchen::new().cook().unwrap();
    assert_eq!(launch.hostname, "0123456789ab");
    assert_eq!(launch.process.additional_gids, [10]);
    assert_eq!(launch.process.capabilities.len(), 14);
    assert_eq!(launch.process.seccomp, Seccomp::Default);
    assert_eq!(launch.process.working_directory, "/");
    assert_eq!(launch.namespaces.pid, Namespace::New);
    assert_eq!(launch.namespaces.ipc, Namespace::New);
    assert!(!launch.masked_paths.is_empty() && !launch.read_only_paths.is_empty());
    let cgroup = launch.cgroup.unwrap();
    assert_eq!(
        (cgroup.path.as_str(), cgroup.memory_limit, cgroup.all_devices),
        ("longshore/n/0123456789abcdef", None, false)
    );
    let wanted = Root::Overlay {
        layers_root: "/l".into(),
        layers: vec!["top".into(), "/s".into()],
        upper: "/c/upper".into(),
        work: "/c/work".into(),
        read_only: false,
    };
    assert_eq!(launch.root, wanted);
}

#[test]
fn a_privileged_one_is_not() {
    let mut kitchen = Kitchen::new();
    kitchen.spec.privileged = true;
    let launch = kitchen.cook().unwrap();
    assert!(launch.masked_paths.is_empty() && launch.read_only_paths.is_empty());
    assert_eq!(launch.process.capabilities.len(), 40);
    assert!(launch.cgroup.unwrap().all_devices);
    assert!(launch.mounts.iter().any(|mount| mount.kind == MountKind::Sysfs { read_only: false }));
}

#[test]
fn limits_are_where_the_task_is() {
    let mut kitchen = Kitchen::new();
    kitchen.spec.limits = Limits { memory: Some(8 << 20), cpu_shares: Some(1), ..Limits::default() };
    let task = ParentCgroup { name: "task".into(), cpu_quota: Some(50_000), ..ParentCgroup::default() };
    kitchen.spec.parent_cgroup = Some(task.clone());
    kitchen.spec.ulimits = vec![Ulimit { name: "nofile".into(), soft: 1, hard: 2 }];
    let launch = kitchen.cook().unwrap();
    let cgroup = launch.cgroup.unwrap();
    assert_eq!(cgroup.path, "longshore/n/task/0123456789abcdef");
    assert_eq!(
        (cgroup.memory_limit, cgroup.memory_and_swap, cgroup.cpu_shares),
        (Some(8 << 20), Some(16 << 20), Some(2))
    );
    assert_eq!(launch.process.rlimits, [Rlimit { name: "nofile".into(), soft: 1, hard: 2 }]);
    let parent = parent(&task, "longshore/n");
    assert_eq!(
        (parent.path.as_str(), parent.cpu_quota_micros, parent.cpu_period_micros),
        ("longshore/n/task", Some(50_000), Some(100_000))
    );
}

#[test]
fn namespaces_follow_their_modes() {
    let table = [
        (NamespaceMode::Private, Namespace::New, Namespace::New, Some("tmpfs")),
        (NamespaceMode::Host, Namespace::Host, Namespace::Host, Some("/dev/shm")),
        (
            NamespaceMode::Sandbox,
            Namespace::Join("/proc/7/ns/pid".into()),
            Namespace::Join("/proc/7/ns/ipc".into()),
            Some("/run/shm/s"),
        ),
        (NamespaceMode::None, Namespace::New, Namespace::New, None),
    ];
    for (mode, pid, ipc, memory) in table {
        let mut kitchen = Kitchen::new();
        (kitchen.spec.pid, kitchen.spec.ipc) = (mode, mode);
        let launch = kitchen.cook().unwrap();
        assert_eq!((&launch.namespaces.pid, &launch.namespaces.ipc), (&pid, &ipc), "{mode:?}");
        let found = shm(&launch).map(|kind| match kind {
            MountKind::Tmpfs { size, .. } => {
                assert_eq!(*size, Some(64 << 20));
                "tmpfs".to_owned()
            }
            MountKind::Bind { source, .. } => source.display().to_string(),
            other => panic!("{other:?}"),
        });
        assert_eq!(found.as_deref(), memory, "{mode:?}");
    }
}

#[test]
fn what_is_asked_for_is_mounted_last_parents_first_and_instead_of_defaults() {
    let mut kitchen = Kitchen::new();
    let bind = |target: &str| Bind { source: "/x".into(), target: target.into(), read_only: true };
    kitchen.binds = vec![bind("/data/sub/deep"), bind("/data"), bind("/etc/hosts"), bind("/dev/shm/")];
    kitchen.spec.tmpfs = vec![TmpfsSpec { target: "/data/sub".into(), size_bytes: 1, options: vec![] }];
    let launch = kitchen.cook().unwrap();
    let all = targets(&launch);
    let asked = &all[all.len() - 5..];
    assert_eq!(asked, ["/data", "/data/sub", "/etc/hosts", "/dev/shm/", "/data/sub/deep"]);
    assert_eq!(all.iter().filter(|target| target.starts_with("/dev/shm")).count(), 1);
    assert_eq!(all.iter().filter(|target| **target == "/etc/hosts").count(), 1);
    assert!(all.contains(&"/etc/resolv.conf") && all.contains(&"/etc/hostname"));
}

#[test]
fn files_of_its_own_are_in_memory_unless_they_are_long() {
    let mut kitchen = Kitchen::new();
    kitchen.etc[2] = "10.0.0.1 host\n".repeat(10_000);
    kitchen.spec.read_only_root = true;
    let launch = kitchen.cook().unwrap();
    let kind = |target: &str| &launch.mounts.iter().find(|mount| mount.target == target).unwrap().kind;
    assert_eq!(*kind("/etc/hostname"), MountKind::Text { text: "box\n".into(), read_only: true });
    let on_disk = MountKind::Bind { source: "/c/hosts".into(), read_only: true, recursive: true };
    assert_eq!(*kind("/etc/hosts"), on_disk);
}

#[test]
fn without_root_there_is_one_user_and_no_cgroup() {
    let mut kitchen = Kitchen::new();
    kitchen.host.rootless = Some((1000, 1001));
    kitchen.host.cgroup_root = None;
    kitchen.sandbox = sandbox(SandboxNetwork::Host);
    let launch = kitchen.cook().unwrap();
    assert_eq!(launch.namespaces.user, Some(UserMapping { outside_uid: 1000, outside_gid: 1001 }));
    assert_eq!((launch.cgroup, launch.process.additional_gids), (None, vec![]));
    assert_eq!(launch.hostname, "box");
    let sys = launch.mounts.iter().find(|mount| mount.target == "/sys").unwrap();
    assert!(matches!(sys.kind, MountKind::Bind { read_only: true, .. }));
    kitchen.account.uid = 5;
    assert!(matches!(kitchen.cook(), Err(DriverError::Unsupported(_))));
}

#[test]
fn a_container_without_a_command_is_refused() {
    let mut kitchen = Kitchen::new();
    kitchen.spec.command = None;
    assert!(matches!(kitchen.cook(), Err(DriverError::InvalidSpec(text)) if text.contains("no command")));
}

#[test]
fn output_is_kept_in_segments_of_its_bound() {
    let of = |bytes_max, wait_when_full| output(OutputPolicy { bytes_max, wait_when_full });
    assert_eq!(of(32 << 20, false).segment_bytes, 4 << 20);
    assert_eq!(of(32 << 20, false).when_full, WhenFull::DropOldest);
    let small = of(1, true);
    assert_eq!(
        (small.segment_bytes, small.bytes_max, small.when_full),
        (64 << 10, 128 << 10, WhenFull::Wait)
    );
}

#[test]
fn the_scaffold_lies_below_the_image_where_its_name_can_be_given() {
    let of = |layers: Vec<String>, scaffold: &str| {
        let (directory, layers_root) = ("/c".into(), "/l".into());
        super::layers(&Place { directory, layers_root, layers, scaffold: scaffold.into() })
    };
    assert_eq!(of(vec!["top".into(), "base".into()], "/s"), ["top", "base", "/s"]);
    assert_eq!(of(vec!["top".into()], "/s:t"), ["top"]);
    let many = vec!["layer".to_owned(); LAYERS_WITH_SCAFFOLD_MAX];
    assert_eq!(of(many.clone(), "/s"), many);
}
