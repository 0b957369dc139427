//! An embedded driver with directories, cgroups, addresses and ports of its own.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

use longshore_images::{ImageStore, ImportConfig, Options};
use longshore_launcher::cgroup::Hierarchies;
use longshore_network::Network;
use longshore_network::request::NetworkConfig;
use longshore_runtime::Driver;
use longshore_runtime::embedded::{EmbeddedDriver, EmbeddedOptions};

use crate::contract::image::{busybox, root_file_system};
use crate::contract::{Fixture, ImageSetup, Later};
use crate::proxy::Proxy;

pub(crate) struct Embedded {
    number: u32,
    root: PathBuf,
    images: Arc<Images>,
    network: Mutex<Option<Network>>,
    pub(crate) proxy: Arc<Proxy>,
}

pub(crate) async fn embedded() -> Result<Box<dyn Fixture>, String> {
    Ok(Box::new(Arc::new(Embedded::new().await?)))
}

pub(crate) fn possible() -> Result<(), String> {
    if !rustix::process::geteuid().is_root() {
        return Err("not root".to_owned());
    }
    busybox().map(drop).ok_or_else(|| "busybox is not installed".to_owned())
}

/// Different in this process, and most likely in others that run now.
pub(crate) fn number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    std::process::id().wrapping_mul(131).wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 36_u32.pow(4)
}

pub(crate) fn tag(number: u32) -> String {
    let letter = |place: u32| char::from_digit(number / 36_u32.pow(place) % 36, 36).unwrap();
    (0..4).map(letter).collect()
}

fn byte(number: u32) -> u8 {
    u8::try_from(number).unwrap()
}

fn network_config(root: &Path, number: u32) -> NetworkConfig {
    let first_port = u16::try_from(32_800 + number % 600 * 40).unwrap();
    NetworkConfig {
        run_dir: root.join("run/netns"),
        state_dir: root.join("data/network"),
        tag: tag(number),
        bridge_range: (Ipv4Addr::new(100, 64 + byte(number % 64), byte(number / 64 % 256), 0), 24),
        dynamic_ports: (first_port, first_port + 39),
        reserved_ports: vec![],
        ready_namespaces: 2,
        dns_address: Ipv4Addr::new(169, 254, 200 + byte(number % 16), 1 + byte(number / 16 % 250)),
        link_local: Ipv4Addr::new(169, 254, 180 + byte(number % 16), 1 + byte(number / 16 % 250)),
    }
}

/// One store for all cases that run at the same time in a process; gone with the last of them.
struct Images {
    store: ImageStore,
    root: PathBuf,
}

impl Images {
    fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Images>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap();
        if let Some(images) = shared.upgrade() {
            return images;
        }
        let root =
            std::env::temp_dir().join(format!("longshore-images-{}-{}", std::process::id(), tag(number())));
        std::fs::create_dir_all(&root).unwrap();
        let images = Arc::new(Self { store: ImageStore::open(&root, Options::default()).unwrap(), root });
        *shared = Arc::downgrade(&images);
        images
    }
}

impl Drop for Images {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

pub(crate) async fn import(images: &ImageStore, root: &Path, setup: &ImageSetup) {
    let archive = root.join("image.tar");
    std::fs::write(&archive, root_file_system()).unwrap();
    let config = ImportConfig {
        entrypoint: setup.entry_point.clone(),
        cmd: setup.command.clone(),
        env: setup.environment.clone(),
        user: setup.user.clone(),
        working_dir: setup.working_directory.clone(),
        ..ImportConfig::default()
    };
    images.import(&archive, &setup.reference, &config).await.unwrap();
}

impl Embedded {
    pub(crate) async fn new() -> Result<Self, String> {
        possible()?;
        let number = number();
        let root =
            std::env::temp_dir().join(format!("longshore-embedded-{}-{}", std::process::id(), tag(number)));
        let images = Images::shared();
        let (network, driver) = start(&root, number, &images.store).await;
        Ok(Self {
            number,
            root,
            images,
            network: Mutex::new(Some(network)),
            proxy: Arc::new(Proxy::new(driver)),
        })
    }

    pub(crate) fn container(&self, id: &str) -> PathBuf {
        self.root.join("data/containers").join(id)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    pub(crate) fn cgroup(&self, name: &str) -> String {
        format!("longshore/{}/{name}", tag(self.number))
    }

    /// Ends the driver and its network in this process, and begins a new life on what they have left.
    pub(crate) async fn restart(&self) {
        self.away(async || ()).await;
    }

    /// What happens while there is no driver.
    pub(crate) async fn away(&self, meanwhile: impl AsyncFnOnce()) {
        self.proxy.drop_current();
        *self.network.lock().unwrap() = None;
        meanwhile().await;
        self.begin_again().await;
    }

    async fn begin_again(&self) {
        let (network, driver) = start(&self.root, self.number, &self.images.store).await;
        *self.network.lock().unwrap() = Some(network);
        self.proxy.set(driver);
    }

    fn files(&self) -> Vec<PathBuf> {
        let data =
            ["containers", "sandboxes", "pauses", "volumes"].map(|name| self.root.join("data").join(name));
        data.iter().chain([&self.root.join("run/shm")]).flat_map(|place| entries(place)).collect()
    }

    fn cgroups(&self) -> Vec<PathBuf> {
        let mut trees = entries(Path::new("/sys/fs/cgroup"));
        trees.push("/sys/fs/cgroup".into());
        let ours = trees.iter().map(|tree| tree.join("longshore").join(tag(self.number)));
        ours.flat_map(|place| entries(&place)).filter(|path| path.is_dir()).collect()
    }
}

async fn start(root: &Path, number: u32, images: &ImageStore) -> (Network, Arc<EmbeddedDriver>) {
    let network = Network::start(network_config(root, number)).await.unwrap();
    let driver = EmbeddedDriver::start(options(root, &tag(number), Some(network.clone()), images.clone()));
    (network, driver.await.unwrap())
}

pub(crate) fn options(
    root: &Path,
    tag: &str,
    network: Option<Network>,
    images: ImageStore,
) -> EmbeddedOptions {
    EmbeddedOptions {
        data_dir: root.join("data"),
        run_dir: root.join("run"),
        tag: tag.to_owned(),
        version: "test".to_owned(),
        network,
        images,
        spawner: Some(PathBuf::from(env!("CARGO_BIN_EXE_longshore-test-spawner"))),
        dns_forwarder: None,
    }
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

impl Fixture for Arc<Embedded> {
    fn driver(&self) -> Arc<dyn Driver> {
        Arc::<Proxy>::clone(&self.proxy)
    }

    fn tag(&self) -> String {
        tag(self.number)
    }

    fn again(&self) -> Later<'_, Arc<dyn Driver>> {
        Box::pin(async {
            self.restart().await;
            self.driver()
        })
    }

    fn load<'a>(&'a self, setup: &'a ImageSetup) -> Later<'a, ()> {
        static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        Box::pin(async move {
            let _turn = ONE_AT_A_TIME.lock().await;
            if self.images.store.image(&setup.reference).is_some() {
                return;
            }
            import(&self.images.store, &self.root, setup).await;
        })
    }

    fn leftovers(&self) -> Later<'_, Vec<String>> {
        Box::pin(async {
            let found = self.files().into_iter().chain(self.cgroups());
            let mut left: Vec<String> = found.map(|path| path.display().to_string()).collect();
            let network = self.network.lock().unwrap().clone().unwrap();
            let attachments = network.attachments().await.unwrap();
            left.extend(attachments.into_iter().map(|attachment| format!("attachment {}", attachment.id)));
            network.settled().await.unwrap();
            let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
            let own = self.root.display().to_string();
            let netns = self.root.join("run/netns").display().to_string();
            let ours = mounts.lines().filter(|line| line.contains(&own) && !line.contains(&netns));
            left.extend(ours.map(|line| format!("mount {line}")));
            left.extend(lasting_launchers(&self.root).await.into_iter().map(|pid| format!("process {pid}")));
            network.shut_down_empty().await.unwrap();
            Hierarchies::detect().unwrap().remove(&format!("longshore/{}", tag(self.number))).unwrap();
            drop(network);
            left
        })
    }
}

/// Those that do not end within a moment: one that has written `exit.json` clears its cgroup away and ends.
pub(crate) async fn lasting_launchers(root: &Path) -> Vec<u32> {
    for _ in 0..100 {
        if launchers(root).is_empty() {
            return Vec::new();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    launchers(root)
}

/// Processes that have a file of this fixture's containers open.
fn launchers(root: &Path) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let containers = root.join("data/containers");
    pids.filter(|pid| {
        let descriptors = std::fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
        let mut targets = descriptors.filter_map(|entry| std::fs::read_link(entry.path()).ok());
        *pid != std::process::id() && targets.any(|target| target.starts_with(&containers))
    })
    .collect()
}

impl Drop for Embedded {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}
