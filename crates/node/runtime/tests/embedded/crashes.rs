//! Deaths of launcher, spawner and driver at every step of a container's life: the end state is right, nothing
//! runs twice, nothing is left.

use std::future::Future;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use longshore_images::{ImageStore, Options};
use longshore_launcher::cgroup::Hierarchies;
use longshore_launcher::records::{Record, read_pid};
use longshore_runtime::embedded::EmbeddedDriver;
use longshore_runtime::{
    ContainerSpec, ContainerState, Driver, Ending, MountSource, MountSpec, NamespaceMode, ParentCgroup,
    SandboxNetwork, SandboxSpec,
};
use rustix::process::{Pid, Signal, kill_process};

use crate::contract::image::{PLAIN, setups};
use crate::contract::{Fixture, World, run_case};
use crate::fixture::{self, Embedded};

const SOON: Duration = Duration::from_secs(20);

fn case<Case: Future<Output = ()> + Send + 'static>(
    name: &str,
    body: impl FnOnce(Arc<Embedded>, Arc<World>) -> Case + Send + 'static,
) {
    let made = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&made);
    let make = || async move {
        let fixture = Arc::new(Embedded::new().await?);
        *kept.lock().unwrap() = Some(Arc::clone(&fixture));
        Ok(Box::new(fixture) as Box<dyn Fixture>)
    };
    run_case(name, make, move |world| async move {
        let fixture = made.lock().unwrap().take().unwrap();
        body(fixture, world).await;
    });
}

fn kill(pid: u32) {
    kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), Signal::KILL).unwrap();
}

fn kill_launcher(container: &Path) {
    let Record::Is(pid) = read_pid(container) else { panic!("it runs") };
    kill(pid.launcher_pid);
}

async fn told(w: &World, id: &str) -> Ending {
    let told = tokio::time::timeout(SOON, w.driver.next_exit()).await.expect("an end is told").unwrap();
    assert_eq!(told.id, id);
    assert_eq!(w.state(id).await, ContainerState::Ended(told.ending.clone()));
    told.ending
}

fn was_killed(ending: &Ending) {
    assert_eq!(ending.exit_code, Some(137));
    assert!(ending.error.as_ref().is_some_and(|error| error.contains("launcher was killed")), "{ending:?}");
    assert!(ending.started_at.is_some());
}

/// A container that notes each of its starts in its own files, in a task of its own.
async fn noting(w: &World, script: &str) -> ContainerSpec {
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, &format!("echo start >> /starts; echo up; {script}"));
    spec.parent_cgroup =
        Some(ParentCgroup { name: w.name("task"), pids: Some(100), ..ParentCgroup::default() });
    spec
}

fn starts(fixture: &Embedded, id: &str) -> usize {
    let text = std::fs::read_to_string(fixture.container(id).join("upper/starts")).unwrap_or_default();
    text.lines().count()
}

async fn running(w: &World, script: &str) -> ContainerSpec {
    let spec = noting(w, script).await;
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    spec
}

#[test]
fn a_killed_launcher_takes_its_container_with_it() {
    case("a_killed_launcher", async |fixture, w| {
        let spec = running(&w, "sleep 1000").await;
        kill_launcher(&fixture.container(&spec.id));
        was_killed(&told(&w, &spec.id).await);
        w.driver.start(&spec.id).await.unwrap();
        assert!(matches!(w.state(&spec.id).await, ContainerState::Running(_)), "it can be started again");
    });
}

#[test]
fn with_the_machines_processes_nothing_is_left_of_a_killed_launcher() {
    case("a_killed_launcher_of_host_processes", async |fixture, w| {
        let mut spec = noting(&w, "sleep 7531 & sleep 7532 & wait").await;
        spec.pid = NamespaceMode::Host;
        w.start(&spec).await;
        w.says(&spec.id, "up").await;
        kill_launcher(&fixture.container(&spec.id));
        was_killed(&told(&w, &spec.id).await);
        let path = fixture.cgroup(&format!("{}/{}", spec.parent_cgroup.unwrap().name, spec.id));
        assert_eq!(Hierarchies::detect().unwrap().processes(&path), Vec::<u32>::new());
    });
}

#[test]
fn a_killed_spawner_is_started_again_and_its_containers_go_on() {
    case("a_killed_spawner", async |fixture, w| {
        let first = running(&w, "sleep 1000").await;
        let spawners = children("longshore-spawn");
        assert!(!spawners.is_empty());
        // Those of other cases in this process start again as well.
        let own = std::process::id();
        spawners.into_iter().filter(|pid| parent(*pid) == Some(own)).for_each(kill);
        let second = running(&w, "exit 4").await;
        assert_eq!(told(&w, &second.id).await.exit_code, Some(4));
        assert_eq!((starts(&fixture, &first.id), starts(&fixture, &second.id)), (1, 1));
        assert!(matches!(w.state(&first.id).await, ContainerState::Running(_)));
    });
}

fn status(pid: u32, field: &str) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    Some(status.lines().find_map(|line| line.strip_prefix(field))?.trim().to_owned())
}

fn parent(pid: u32) -> Option<u32> {
    status(pid, "PPid:")?.parse().ok()
}

/// Of this process, by the name they have given themselves.
fn children(name: &str) -> Vec<u32> {
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let own = std::process::id();
    pids.filter(|pid| parent(*pid) == Some(own) && status(*pid, "Name:").as_deref() == Some(name)).collect()
}

#[test]
fn a_driver_that_is_gone_after_create_starts_it_later() {
    case("gone_after_create", async |fixture, w| {
        let spec = noting(&w, "exit 3").await;
        w.driver.create(&spec).await.unwrap();
        fixture.restart().await;
        assert_eq!(w.state(&spec.id).await, ContainerState::Created);
        w.driver.start(&spec.id).await.unwrap();
        assert_eq!(told(&w, &spec.id).await.exit_code, Some(3));
        assert_eq!(starts(&fixture, &spec.id), 1);
    });
}

#[test]
fn an_end_that_nobody_saw_is_told_with_its_code() {
    case("ended_meanwhile", async |fixture, w| {
        let shared = w.directory();
        let mut spec = noting(&w, "while ! test -e /shared/go; do sleep 0.02; done; exit 9").await;
        let source = MountSource::Host(shared.text());
        spec.mounts = vec![MountSpec { source, target: "/shared".to_owned(), read_only: true }];
        w.start(&spec).await;
        w.says(&spec.id, "up").await;
        let go = shared.path().join("go");
        let exit = fixture.container(&spec.id).join("exit.json");
        fixture
            .away(async || {
                std::fs::write(&go, []).unwrap();
                for _ in 0..500 {
                    if exit.exists() {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            })
            .await;
        let first = told(&w, &spec.id).await;
        assert_eq!(first.exit_code, Some(9));
        fixture.restart().await;
        assert_eq!(told(&w, &spec.id).await, first, "until it is removed it is told again");
        assert_eq!(starts(&fixture, &spec.id), 1);
    });
}

#[test]
fn a_launcher_that_was_killed_meanwhile_is_told() {
    case("killed_meanwhile", async |fixture, w| {
        let spec = running(&w, "sleep 1000").await;
        let container = fixture.container(&spec.id);
        fixture.away(async || kill_launcher(&container)).await;
        let first = told(&w, &spec.id).await;
        was_killed(&first);
        fixture.restart().await;
        assert_eq!(told(&w, &spec.id).await, first);
    });
}

#[test]
fn another_start_of_the_machine_ends_everything() {
    case("other_boot", async |fixture, w| {
        let spec = running(&w, "sleep 1000").await;
        let container = fixture.container(&spec.id);
        fixture
            .away(async || {
                let path = container.join("pid.json");
                let text = std::fs::read_to_string(&path).unwrap();
                kill_launcher(&container);
                let own = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap();
                std::fs::write(&path, text.replace(own.trim(), "another")).unwrap();
            })
            .await;
        let ending = told(&w, &spec.id).await;
        assert_eq!(ending.exit_code, None);
        assert!(ending.error.is_some_and(|error| error.contains("machine was restarted")));
    });
}

#[test]
fn a_second_start_that_is_cut_short_shows_the_end_before_it() {
    case("second_start", async |fixture, w| {
        let spec = running(&w, "test $(wc -l < /starts) = 1 && exit 5; sleep 1000").await;
        assert_eq!(told(&w, &spec.id).await.exit_code, Some(5));
        let container = fixture.container(&spec.id);
        fixture
            .away(async || {
                // As a start leaves it before the launcher is there.
                let exit = std::fs::read_to_string(container.join("exit.json")).unwrap();
                let ending =
                    r#"{"exit_code":5,"out_of_memory":false,"started_at":1,"finished_at":2,"error":null}"#;
                assert!(exit.contains('5'));
                std::fs::write(container.join("last-ending.json"), ending).unwrap();
                std::fs::remove_file(container.join("exit.json")).unwrap();
                let _ = std::fs::remove_file(container.join("pid.json"));
            })
            .await;
        assert!(
            matches!(w.state(&spec.id).await, ContainerState::Ended(ending) if ending.exit_code == Some(5))
        );
        w.driver.start(&spec.id).await.unwrap();
        kill_launcher(&container);
        was_killed(&told(&w, &spec.id).await);
    });
}

#[test]
fn what_a_crash_leaves_half_made_is_removed() {
    case("half_made", async |fixture, w| {
        let spec = running(&w, "sleep 1000").await;
        let strange = fixture.cgroup("strange");
        fixture
            .away(async || {
                let data = fixture.data();
                for path in ["nursery/7/77/upper", "containers/no-container", "trash/5/a/b", "pauses/gone"] {
                    std::fs::create_dir_all(data.join(path)).unwrap();
                }
                let mut noted =
                    std::fs::OpenOptions::new().append(true).open(data.join("sandboxes.jsonl")).unwrap();
                std::io::Write::write_all(&mut noted, b"{").unwrap();
                let cgroup = longshore_launcher::spec::Cgroup { path: strange.clone(), ..Default::default() };
                Hierarchies::detect().unwrap().create(&cgroup).unwrap();
            })
            .await;
        let data = fixture.data();
        for path in ["nursery/7/77", "containers/no-container", "pauses/gone"] {
            assert!(!data.join(path).exists(), "{path}");
        }
        let noted = std::fs::read_to_string(data.join("sandboxes.jsonl")).unwrap();
        assert!(noted.ends_with("}\n"), "a note that was cut off is gone");
        assert!(
            !Hierarchies::detect().unwrap().directory("pids", &strange).is_some_and(|path| path.exists())
        );
        for _ in 0..500 {
            if std::fs::read_dir(data.join("trash")).unwrap().next().is_none() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(std::fs::read_dir(data.join("trash")).unwrap().next().is_none());
        assert!(matches!(w.state(&spec.id).await, ContainerState::Running(_)));
    });
}

#[test]
fn shared_namespaces_are_found_again() {
    case("shared_namespaces", async |fixture, w| {
        let mut sandbox = w.sandbox(SandboxNetwork::None);
        (sandbox.share_pid, sandbox.share_ipc) = (true, true);
        w.open(&sandbox).await;
        let mut first = w.script(&sandbox.id, "echo up; echo kept > /dev/shm/note; sleep 4321");
        (first.pid, first.ipc) = (NamespaceMode::Sandbox, NamespaceMode::Sandbox);
        w.start(&first).await;
        w.says(&first.id, "up").await;
        fixture.restart().await;
        assert_eq!(w.open(&sandbox).await.id, sandbox.id);
        let mut second = w.script(&sandbox.id, "cat /dev/shm/note; ps -o args | grep '[s]leep 4321'");
        (second.pid, second.ipc) = (NamespaceMode::Sandbox, NamespaceMode::Sandbox);
        assert_eq!(w.run(&second).await.good(), "kept\nsleep 4321");
    });
}

#[test]
fn a_killed_pause_process_is_replaced_and_joined() {
    case("killed_pause", async |fixture, w| {
        let mut sandbox = w.sandbox(SandboxNetwork::None);
        (sandbox.share_pid, sandbox.share_ipc) = (true, true);
        w.open(&sandbox).await;
        let mut spec = w.script(&sandbox.id, "echo up; sleep 1000");
        (spec.pid, spec.ipc) = (NamespaceMode::Sandbox, NamespaceMode::Sandbox);
        w.start(&spec).await;
        w.says(&spec.id, "up").await;
        kill_launcher(&fixture.data().join("pauses").join(&sandbox.id));
        assert_eq!(told(&w, &spec.id).await.exit_code, Some(137), "its process namespace is gone");
        let error = w.driver.start(&spec.id).await.expect_err("there is nothing to join");
        assert!(matches!(error, longshore_runtime::DriverError::NoSuchSandbox(_)), "{error:?}");
        w.open(&sandbox).await;
        w.driver.start(&spec.id).await.unwrap();
        let exec = longshore_runtime::ExecSpec {
            command: vec!["true".to_owned()],
            output_bytes_max: 10,
            ..Default::default()
        };
        assert_eq!(w.driver.exec(&spec.id, &exec).await.unwrap().exit_code, Some(0));
    });
}

const AGENT_ROOT: &str = "LONGSHORE_TEST_AGENT_ROOT";
const AGENT_TAG: &str = "LONGSHORE_TEST_AGENT_TAG";

fn agent_sandbox() -> SandboxSpec {
    SandboxSpec {
        id: "crash".to_owned(),
        hostname: None,
        network: SandboxNetwork::None,
        share_pid: false,
        share_ipc: false,
        dns_servers: vec![],
        dns_search: vec![],
        extra_hosts: vec![],
        kin: None,
    }
}

fn agent_container(root: &Path) -> ContainerSpec {
    let source = MountSource::Host(root.join("shared").to_str().unwrap().to_owned());
    ContainerSpec {
        id: "c".repeat(64),
        image: PLAIN.to_owned(),
        command: Some(
            ["sh", "-c", "echo start >> /shared/starts; exec sleep 1000"].map(str::to_owned).to_vec(),
        ),
        sandbox: "crash".to_owned(),
        mounts: vec![MountSpec { source, target: "/shared".to_owned(), read_only: false }],
        parent_cgroup: Some(ParentCgroup { name: "task".to_owned(), ..ParentCgroup::default() }),
        ..ContainerSpec::default()
    }
}

/// Whoever looks through /proc keeps the lock of a process that was killed for a moment longer.
async fn images_of(root: &Path) -> ImageStore {
    for _ in 0..100 {
        if let Ok(images) = ImageStore::open(&root.join("images"), Options::default()) {
            return images;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    ImageStore::open(&root.join("images"), Options::default()).unwrap()
}

async fn agent_driver(root: &Path, tag: &str) -> Arc<EmbeddedDriver> {
    let images = images_of(root).await;
    if images.image(PLAIN).is_none() {
        fixture::import(&images, root, &setups()[0]).await;
    }
    EmbeddedDriver::start(fixture::options(root, tag, None, images)).await.unwrap()
}

/// The driver in a process of its own, to be killed by the tests below; run by itself it does nothing.
#[test]
fn agent() {
    let Ok(root) = std::env::var(AGENT_ROOT).map(PathBuf::from) else { return };
    let tag = std::env::var(AGENT_TAG).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let driver = agent_driver(&root, &tag).await;
        std::fs::write(root.join("ready"), []).unwrap();
        driver.open_sandbox(&agent_sandbox()).await.unwrap();
        let spec = agent_container(&root);
        driver.create(&spec).await.unwrap();
        driver.start(&spec.id).await.unwrap();
        tokio::time::sleep(SOON).await;
    });
}

/// Steps are some tenths of a millisecond long, so that all are met.
const MOMENTS: u64 = 40;
const BETWEEN: Duration = Duration::from_micros(400);

#[test]
fn a_driver_killed_at_any_moment_leaves_what_can_be_gone_on_with() {
    if let Err(reason) = fixture::possible() {
        return println!("skipped: {reason}");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mut seen = std::collections::BTreeMap::<&str, u32>::new();
    for moment in 0..MOMENTS {
        *seen.entry(killed_at(&runtime, BETWEEN * u32::try_from(moment).unwrap())).or_default() += 1;
    }
    println!("found: {seen:?}");
}

fn killed_at(runtime: &tokio::runtime::Runtime, moment: Duration) -> &'static str {
    let tag = fixture::tag(fixture::number());
    let root = std::env::temp_dir().join(format!("longshore-agent-{}-{tag}", std::process::id()));
    std::fs::create_dir_all(root.join("shared")).unwrap();
    let mut agent = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashes::agent", "--nocapture"])
        .env(AGENT_ROOT, &root)
        .env(AGENT_TAG, &tag)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !root.join("ready").exists() {
        std::thread::sleep(Duration::from_micros(100));
    }
    std::thread::sleep(moment);
    agent.kill().unwrap();
    agent.wait().unwrap();
    let found = runtime.block_on(go_on(&root, &tag));
    Hierarchies::detect().unwrap().remove(&format!("longshore/{tag}")).unwrap();
    std::fs::remove_dir_all(&root).unwrap();
    found
}

/// Whatever was found, it runs once in the end, and nothing is left.
async fn go_on(root: &Path, tag: &str) -> &'static str {
    let driver = agent_driver(root, tag).await;
    let spec = agent_container(root);
    let found = match driver.inspect(&spec.id).await.unwrap().map(|facts| facts.state) {
        None => "nothing",
        Some(ContainerState::Created) => "created",
        Some(ContainerState::Running(_)) => "running",
        Some(ContainerState::Ended(ending)) => panic!("it did not end: {ending:?}"),
    };
    driver.open_sandbox(&agent_sandbox()).await.unwrap();
    driver.create(&spec).await.unwrap();
    driver.start(&spec.id).await.unwrap();
    let starts = || std::fs::read_to_string(root.join("shared/starts")).unwrap_or_default();
    for _ in 0..1000 {
        if !starts().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(starts(), "start\n", "found {found}");
    driver.remove(&spec.id).await.unwrap();
    driver.close_sandbox("crash").await.unwrap();
    assert_eq!(std::fs::read_dir(root.join("data/containers")).unwrap().count(), 0);
    assert_eq!(fixture::lasting_launchers(root).await, Vec::<u32>::new());
    let hierarchies = Hierarchies::detect().unwrap();
    let left = hierarchies.directory("pids", &format!("longshore/{tag}/task"));
    assert!(!left.is_some_and(|path| path.exists()), "found {found}: the cgroup of the task is left");
    found
}

/// Nobody of this machine.
const OTHER_USER: u32 = 12_345;

#[test]
fn without_root_a_container_runs_in_a_user_namespace() {
    if let Err(reason) = fixture::possible() {
        return println!("skipped: {reason}");
    }
    let tag = fixture::tag(fixture::number());
    let root = std::env::temp_dir().join(format!("longshore-rootless-{}-{tag}", std::process::id()));
    std::fs::create_dir_all(root.join("shared")).unwrap();
    for path in [&root, &root.join("shared")] {
        std::os::unix::fs::chown(path, Some(OTHER_USER), Some(OTHER_USER)).unwrap();
    }
    let spawned = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashes::agent", "--nocapture"])
        .env(AGENT_ROOT, &root)
        .env(AGENT_TAG, &tag)
        .uid(OTHER_USER)
        .gid(OTHER_USER)
        .spawn();
    let Ok(mut agent) = spawned else {
        std::fs::remove_dir_all(&root).unwrap();
        return println!("skipped: another user may not run this program");
    };
    let begun = root.join("shared/starts");
    for _ in 0..1000 {
        if begun.exists() || agent.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let owner = std::fs::metadata(&begun).map(|metadata| metadata.uid());
    agent.kill().unwrap();
    agent.wait().unwrap();
    let container = root.join("data/containers").join("c".repeat(64));
    if let Record::Is(_) = read_pid(&container) {
        kill_launcher(&container);
    }
    std::fs::remove_dir_all(&root).unwrap();
    assert_eq!(owner.unwrap(), OTHER_USER, "root inside is that user outside");
}
