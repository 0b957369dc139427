//! What a case works with: a driver with nothing of ours in it, and short ways to run things.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use longshore_runtime::{
    Abilities, ContainerSpec, ContainerState, Driver, DriverError, Ending, NamespaceMode, OutputPosition,
    PortProtocol, PortRequest, Sandbox, SandboxNetwork, SandboxSpec, Stream, TaskNetwork, Volume, VolumeSpec,
};

use super::Fixture;
use super::image::{PLAIN, setups};

const POLL: Duration = Duration::from_millis(20);
const END_LIMIT: Duration = Duration::from_secs(60);

pub(crate) struct World {
    pub(crate) fixture: Box<dyn Fixture>,
    pub(crate) driver: Arc<dyn Driver>,
}

/// What a container did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) ending: Ending,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn code(&self) -> Option<i32> {
        self.ending.exit_code
    }

    /// What it printed, of one that was content.
    pub(crate) fn good(&self) -> &str {
        assert_eq!(self.code(), Some(0), "{self:?}");
        self.stdout.trim_end()
    }
}

/// Different in every process and every call.
fn unique() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl World {
    pub(crate) async fn new(fixture: Box<dyn Fixture>) -> Self {
        for setup in setups() {
            fixture.load(&setup).await;
        }
        let driver = fixture.driver();
        Self { fixture, driver }
    }

    pub(crate) fn can(&self, what: fn(&Abilities) -> bool) -> bool {
        let able = what(&self.driver.facts().can);
        if !able {
            println!("left out: this driver cannot do it here: {:?}", self.driver.facts().cannot);
        }
        able
    }

    /// 64 hexadecimal digits.
    pub(crate) fn id(&self) -> String {
        let first = u64::from(std::process::id()) << 32 | u64::from(unique());
        format!("{:016x}{:048x}", first.wrapping_mul(0x9e37_79b9_7f4a_7c15), first)
    }

    pub(crate) fn name(&self, what: &str) -> String {
        format!("lst-{}-{what}-{}", self.fixture.tag(), unique())
    }

    pub(crate) fn sandbox(&self, network: SandboxNetwork) -> SandboxSpec {
        SandboxSpec {
            id: self.id(),
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

    pub(crate) async fn open(&self, spec: &SandboxSpec) -> Sandbox {
        self.driver.open_sandbox(spec).await.unwrap()
    }

    /// An open sandbox without a network.
    pub(crate) async fn none(&self) -> String {
        self.open(&self.sandbox(SandboxNetwork::None)).await.id
    }

    pub(crate) async fn bridge(&self, ports: Vec<PortRequest>) -> Sandbox {
        self.open(&self.sandbox(SandboxNetwork::Bridge { ports })).await
    }

    pub(crate) fn port(container_port: u16, host_port: Option<u16>, protocol: PortProtocol) -> PortRequest {
        PortRequest { container_port, count: 1, host_port, protocol }
    }

    /// A network with an address in a subnet that only this case has.
    pub(crate) fn task_network(&self, subnet: u32, host: u8) -> TaskNetwork {
        let third = u8::try_from(subnet % 250).unwrap();
        let second = 200 + u8::try_from(std::process::id() % 50).unwrap();
        TaskNetwork {
            subnet_id: format!("subnet-{}-{subnet}", std::process::id()),
            address: Ipv4Addr::new(10, second, third, host),
            prefix_length: 24,
            gateway: Ipv4Addr::new(10, second, third, 1),
            mac_address: None,
            security_groups: vec![],
        }
    }

    pub(crate) fn subnet(&self) -> u32 {
        unique()
    }

    /// A shell script in a sandbox.
    pub(crate) fn script(&self, sandbox: &str, script: &str) -> ContainerSpec {
        ContainerSpec {
            id: self.id(),
            name: self.name("c"),
            image: PLAIN.to_owned(),
            command: Some(vec!["sh".to_owned(), "-c".to_owned(), script.to_owned()]),
            sandbox: sandbox.to_owned(),
            pid: NamespaceMode::Private,
            ipc: NamespaceMode::Private,
            ..ContainerSpec::default()
        }
    }

    pub(crate) async fn start(&self, spec: &ContainerSpec) {
        self.driver.create(spec).await.unwrap();
        self.driver.start(&spec.id).await.unwrap();
    }

    /// Runs it to its end, and removes it.
    pub(crate) async fn run(&self, spec: &ContainerSpec) -> Ran {
        self.start(spec).await;
        let ending = self.end(&spec.id).await;
        let (stdout, stderr) = self.printed(&spec.id).await;
        self.driver.remove(&spec.id).await.unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ran { ending, stdout: text(stdout), stderr: text(stderr) }
    }

    /// Runs a script without a network, with whatever else the case asks for.
    pub(crate) async fn sh(&self, script: &str, change: impl FnOnce(&mut ContainerSpec)) -> Ran {
        let sandbox = self.none().await;
        let mut spec = self.script(&sandbox, script);
        change(&mut spec);
        let ran = self.run(&spec).await;
        self.driver.close_sandbox(&sandbox).await.unwrap();
        ran
    }

    /// The error that creating or starting a container meets.
    pub(crate) async fn refused(&self, spec: &ContainerSpec) -> DriverError {
        let error = match self.driver.create(spec).await {
            Err(error) => error,
            Ok(()) => self.driver.start(&spec.id).await.expect_err("it started"),
        };
        self.driver.remove(&spec.id).await.unwrap();
        error
    }

    /// Waits for the end.
    pub(crate) async fn end(&self, id: &str) -> Ending {
        let ended = async {
            loop {
                match self.driver.inspect(id).await.unwrap().expect("it is there").state {
                    ContainerState::Ended(ending) => return ending,
                    _ => tokio::time::sleep(POLL).await,
                }
            }
        };
        tokio::time::timeout(END_LIMIT, ended).await.expect("it ends")
    }

    pub(crate) async fn state(&self, id: &str) -> ContainerState {
        self.driver.inspect(id).await.unwrap().expect("it is there").state
    }

    /// Everything that an ended container printed.
    pub(crate) async fn printed(&self, id: &str) -> (Vec<u8>, Vec<u8>) {
        let mut source = self.driver.output(id, OutputPosition::default()).await.unwrap();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        while let Some(chunk) = source.next().await.unwrap() {
            match chunk.stream {
                Stream::Stdout => stdout.extend_from_slice(&chunk.bytes),
                Stream::Stderr => stderr.extend_from_slice(&chunk.bytes),
            }
        }
        (stdout, stderr)
    }

    /// Waits until a container has printed some words.
    pub(crate) async fn says(&self, id: &str, words: &str) {
        let mut source = self.driver.output(id, OutputPosition::default()).await.unwrap();
        let mut seen = Vec::new();
        let said = async {
            while let Some(chunk) = source.next().await.unwrap() {
                seen.extend_from_slice(&chunk.bytes);
                if String::from_utf8_lossy(&seen).contains(words) {
                    return true;
                }
            }
            false
        };
        let said = tokio::time::timeout(END_LIMIT, said).await.unwrap_or(false);
        assert!(said, "`{words}` is not in `{}`", String::from_utf8_lossy(&seen));
    }

    pub(crate) async fn volume(&self) -> Volume {
        let spec = VolumeSpec { name: self.name("v"), labels: BTreeMap::new(), ..VolumeSpec::default() };
        self.driver.create_volume(&spec).await.unwrap()
    }

    /// A directory of the machine that goes away with the value.
    pub(crate) fn directory(&self) -> Directory {
        let path = std::env::temp_dir().join(self.name("d"));
        std::fs::create_dir(&path).unwrap();
        Directory(path)
    }

    /// Takes everything away through the driver.
    pub(crate) async fn clean_up(&self) {
        for container in self.driver.containers().await.unwrap() {
            self.driver.remove(&container.id).await.unwrap();
        }
        for sandbox in self.driver.sandboxes().await.unwrap() {
            self.driver.close_sandbox(&sandbox).await.unwrap();
        }
        for volume in self.driver.volumes().await.unwrap() {
            self.driver.remove_volume(&volume.name).await.unwrap();
        }
    }

    pub(crate) async fn everything_left(&self) -> Vec<String> {
        let mut left = self.fixture.leftovers().await;
        let containers = self.driver.containers().await.unwrap();
        left.extend(containers.into_iter().map(|container| format!("container {}", container.id)));
        left.extend(self.driver.sandboxes().await.unwrap().into_iter().map(|id| format!("sandbox {id}")));
        left.extend(
            self.driver.volumes().await.unwrap().into_iter().map(|volume| format!("volume {}", volume.name)),
        );
        left
    }
}

pub(crate) struct Directory(std::path::PathBuf);

impl Directory {
    pub(crate) fn path(&self) -> &std::path::Path {
        &self.0
    }

    pub(crate) fn text(&self) -> String {
        self.0.to_str().unwrap().to_owned()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
