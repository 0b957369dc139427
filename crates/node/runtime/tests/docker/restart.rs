//! An engine of our own that is killed and comes back under a driver that stays connected.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use longshore_runtime::docker::DockerDriver;
use longshore_runtime::{ContainerSpec, Driver, OutputPosition, SandboxNetwork, SandboxSpec};

use crate::contract::image::{busybox, root_file_system};
use crate::{DockerOptions, options, required};

const REFERENCE: &str = "longshore-restart:1";
const SOON: Duration = Duration::from_secs(60);

/// Ended and removed with the value.
struct Engine {
    process: Option<Child>,
    directory: PathBuf,
}

impl Engine {
    fn start(&mut self) -> bool {
        let place = |name: &str| self.directory.join(name).display().to_string();
        // In a network of its own: an engine without a bridge removes the bridge of the machine's other one.
        let spawned = Command::new("unshare")
            .args(["--net", "--", "dockerd", "--bridge", "none", "--iptables=false", "--ip6tables=false"])
            .args(["--data-root", &place("data"), "--exec-root", &place("exec"), "--pidfile", &place("pid")])
            .args(["-H", &format!("unix://{}", place("sock"))])
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(place("log")).unwrap())
            .spawn();
        self.process = spawned.ok();
        self.process.is_some()
    }

    fn kill(&mut self) {
        let mut process = self.process.take().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
        // What a killed engine leaves lying about and stumbles over when it comes back.
        for stale in ["sock", "pid", "exec/containerd/containerd.pid", "exec/containerd/containerd.sock"] {
            let _ = std::fs::remove_file(self.directory.join(stale));
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // One that was killed is started once more: it ends what it had running.
        if self.process.is_none() {
            self.start();
        }
        if let Some(mut process) = self.process.take() {
            let _ = Command::new("kill").arg(process.id().to_string()).status();
            let _ = process.wait();
        }
        let _ = Command::new("umount").arg(self.directory.join("data")).stderr(Stdio::null()).status();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

async fn connect(options: &DockerOptions) -> Option<DockerDriver> {
    for _ in 0..300 {
        if let Ok(driver) = DockerDriver::connect(options.clone()).await {
            return Some(driver);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    None
}

fn spec(id: char, script: &str) -> ContainerSpec {
    ContainerSpec {
        id: id.to_string().repeat(64),
        name: format!("restart-{id}"),
        image: REFERENCE.to_owned(),
        command: Some(["sh", "-c", script].map(str::to_owned).to_vec()),
        sandbox: "restart".to_owned(),
        ..ContainerSpec::default()
    }
}

fn root() -> bool {
    rustix::process::geteuid().is_root()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_engine_that_is_killed_and_comes_back() {
    if !required() {
        return println!("skipped: starts an engine of its own only where LONGSHORE_REQUIRE_DOCKER is set");
    }
    let own = options();
    let mut engine =
        Engine { process: None, directory: std::env::temp_dir().join(format!("{}-engine", own.node_tag)) };
    std::fs::create_dir_all(&engine.directory).unwrap();
    if busybox().is_none() || !root() || !engine.start() {
        return println!("skipped: needs root, busybox and dockerd");
    }
    let socket = engine.directory.join("sock");
    let options = DockerOptions { endpoint: Some(format!("unix://{}", socket.display())), ..own };
    let Some(driver) = connect(&options).await else {
        let log = std::fs::read_to_string(engine.directory.join("log")).unwrap();
        return println!("skipped: an engine of our own does not start here: {log}");
    };
    driver.import_image(root_file_system(), REFERENCE, vec![]).await.unwrap();
    let sandbox = SandboxSpec {
        id: "restart".to_owned(),
        hostname: None,
        network: SandboxNetwork::None,
        share_pid: false,
        share_ipc: false,
        dns_servers: vec![],
        dns_search: vec![],
        extra_hosts: vec![],
        kin: None,
    };
    driver.open_sandbox(&sandbox).await.unwrap();
    let long = spec('a', "echo up; sleep 1000");
    driver.create(&long).await.unwrap();
    driver.start(&long.id).await.unwrap();
    let mut output = driver.output(&long.id, OutputPosition::default()).await.unwrap();
    assert_eq!(&output.next().await.unwrap().unwrap().bytes[..], b"up\n");

    engine.kill();
    driver.inspect(&long.id).await.expect_err("nobody answers");
    assert!(engine.start());

    // An engine that comes back ends what ran; the same driver tells it, and goes on.
    let told = tokio::time::timeout(SOON, driver.next_exit()).await.expect("the end is told").unwrap();
    assert_eq!(told.id, long.id);
    let rest = tokio::time::timeout(SOON, output.next()).await.expect("the output ends").unwrap();
    assert_eq!(rest, None);
    let short = spec('b', "exit 3");
    driver.create(&short).await.unwrap();
    driver.start(&short.id).await.unwrap();
    let told = tokio::time::timeout(SOON, driver.next_exit()).await.expect("events come again").unwrap();
    assert_eq!((told.id, told.ending.exit_code), (short.id.clone(), Some(3)));
    for id in [&long.id, &short.id] {
        driver.remove(id).await.unwrap();
    }
    driver.close_sandbox(&sandbox.id).await.unwrap();
    let _ = std::fs::remove_dir_all(&options.state_dir);
}
