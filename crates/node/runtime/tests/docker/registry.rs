//! Pulls through the engine from a registry of our own, with a password.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use longshore_runtime::{
    ContainerSpec, Credentials, Driver, DriverError, PullProgress, RegistryAccess, SandboxNetwork,
    SandboxSpec, Unwatched,
};

use crate::{DockerDriver, options};

const USER: &str = "puller";
/// In base64 it has a character that the two alphabets write differently.
const PASSWORD: &str = "sec???ret~~~";
const HTPASSWD: &str = "puller:$2b$05$abcdefghijklmnopqrstuuUkveM7pwhm77XwSKZvfbDcxpGW8hqtS\n";

/// A registry on a port of its own choice; ended and removed with the value.
struct Registry {
    process: Child,
    host: String,
    directory: std::path::PathBuf,
}

impl Registry {
    /// None where the program is not installed.
    async fn start(name: &str) -> Option<Self> {
        let directory = std::env::temp_dir().join(format!("longshore-registry-{name}"));
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("htpasswd"), HTPASSWD).unwrap();
        std::fs::write(directory.join("config.yml"), configuration(&directory)).unwrap();
        let process = Command::new("docker-registry")
            .arg("serve")
            .arg(directory.join("config.yml"))
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(directory.join("log")).unwrap())
            .spawn()
            .ok()?;
        let mut registry = Self { process, host: String::new(), directory };
        for _ in 0..400 {
            let log = std::fs::read_to_string(registry.directory.join("log")).unwrap();
            if let Some((_, after)) = log.split_once("listening on ") {
                registry.host = after.split([' ', '"', '\n']).next().unwrap_or_default().to_owned();
                return Some(registry);
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the registry does not say where it listens");
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn configuration(directory: &Path) -> String {
    let directory = directory.display();
    format!(
        "version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {directory}/data\nhttp:\n  addr: 127.0.0.1:0\n\
         auth:\n  htpasswd:\n    realm: test\n    path: {directory}/htpasswd\n"
    )
}

#[derive(Default)]
struct Watched(Mutex<Vec<(u64, Option<u64>)>>);

impl PullProgress for Watched {
    fn progress(&self, received: u64, total: Option<u64>) {
        self.0.lock().unwrap().push((received, total));
    }
}

fn access(password: &str) -> RegistryAccess {
    RegistryAccess {
        credentials: Some(Credentials {
            user: USER.to_owned(),
            password: password.to_owned(),
            endpoint: None,
            certificate: None,
        }),
        ..RegistryAccess::default()
    }
}

/// Bytes that do not shrink, so that a pull takes more than one step.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64 ^ u64::from(std::process::id());
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    std::iter::repeat_with(next).take(length).collect()
}

async fn push(driver: &DockerDriver, name: &str, registry: &Registry, tag: &str) -> bool {
    let mut root = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    let bytes = noise(6 << 20);
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    root.append_data(&mut header, "noise", &bytes[..]).unwrap();
    driver.import_image(root.into_inner().unwrap().into(), name, vec![]).await.unwrap();
    let pushed = Command::new("skopeo")
        .args(["copy", "--quiet", "--dest-tls-verify=false", "--dest-creds", &format!("{USER}:{PASSWORD}")])
        .args(crate::endpoint().iter().flat_map(|endpoint| ["--src-daemon-host", endpoint]))
        .args([format!("docker-daemon:{name}"), format!("docker://{}/{tag}", registry.host)])
        .status();
    driver.remove_image(name).await.unwrap();
    pushed.is_ok_and(|status| status.success())
}

#[tokio::test]
async fn pulls_with_a_password_by_tag_and_by_digest() {
    let options = options();
    let Ok(driver) = DockerDriver::connect(options.clone()).await else {
        return println!("skipped: no Docker Engine");
    };
    let Some(registry) = Registry::start(&options.node_tag).await else {
        return println!("skipped: docker-registry is not installed");
    };
    if !push(&driver, &format!("{}:1", options.node_tag), &registry, "team/app:1").await {
        return println!("skipped: skopeo is not installed");
    }
    let reference = format!("{}/team/app:1", registry.host);
    let (right, wrong, none) = (access(PASSWORD), access("guessed"), RegistryAccess::default());

    let digest = driver.resolve(&reference, &right).await.unwrap();
    assert!(digest.starts_with("sha256:"), "{digest}");
    for access in [&wrong, &none] {
        let error = driver.resolve(&reference, access).await.unwrap_err();
        assert!(matches!(error, DriverError::RegistryDenied(_)), "{error:?}");
        let error = driver.pull(&reference, None, access, &Unwatched).await.unwrap_err();
        assert!(matches!(error, DriverError::RegistryDenied(_)), "{error:?}");
    }
    let missing = format!("{}/team/app:2", registry.host);
    for error in [
        driver.resolve(&missing, &right).await.unwrap_err(),
        driver.pull(&missing, None, &right, &Unwatched).await.unwrap_err(),
    ] {
        assert!(matches!(error, DriverError::ImageNotFound(_)), "{error:?}");
    }

    let watched = Watched::default();
    let pulled = driver.pull(&reference, None, &right, &watched).await.unwrap();
    assert_eq!(pulled.digest.as_deref(), Some(digest.as_str()));
    assert!(pulled.references.contains(&reference), "{pulled:?}");
    let seen = watched.0.into_inner().unwrap();
    let (received, total) = *seen.last().unwrap();
    assert!(received > 6 << 20 && total == Some(received), "{seen:?}");
    assert!(seen.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{seen:?}");

    driver.remove_image(&reference).await.unwrap();
    let by_digest = format!("{}/team/app@{digest}", registry.host);
    driver.remove_image(&by_digest).await.unwrap();
    assert_eq!(driver.image(&reference).await.unwrap(), None);
    // That very one, known by the tag that the task names, though the tag has never been there.
    let named = format!("{}/team/app:named", registry.host);
    let pinned = driver.pull(&named, Some(&digest), &right, &Unwatched).await.unwrap();
    assert_eq!(driver.image(&named).await.unwrap().unwrap().id, pinned.id);
    assert_eq!(pinned.id, pulled.id);
    driver.remove_image(&named).await.unwrap();
    driver.remove_image(&by_digest).await.unwrap();
    assert_eq!(driver.image(&named).await.unwrap(), None);
}

/// As a task definition names an image of ECR, while the image lies in the registry that control says.
#[tokio::test]
async fn pulls_from_where_an_image_really_is_and_knows_it_by_its_own_name() {
    let options = options();
    let Ok(driver) = DockerDriver::connect(options.clone()).await else {
        return println!("skipped: no Docker Engine");
    };
    let Some(registry) = Registry::start(&options.node_tag).await else {
        return println!("skipped: docker-registry is not installed");
    };
    for tag in ["team/app:1", "team/app:2"] {
        if !push(&driver, &format!("{}:2", options.node_tag), &registry, tag).await {
            return println!("skipped: skopeo is not installed");
        }
    }
    let ecr = format!("{}.dkr.ecr.us-east-1.amazonaws.com/team/app", std::process::id());
    let mut access = access(PASSWORD);
    let credentials = access.credentials.as_mut().unwrap();
    credentials.endpoint = Some(format!("http://{}", registry.host));

    let first = format!("{ecr}:1");
    let digest = driver.resolve(&first, &access).await.unwrap();
    let by_digest = format!("{ecr}@{digest}");
    assert_eq!(driver.image(&first).await.unwrap(), None);
    let pulled = driver.pull(&first, None, &access, &Unwatched).await.unwrap();
    assert_eq!(pulled.digest.as_deref(), Some(digest.as_str()));
    for name in [&first, &by_digest] {
        let found = driver.image(name).await.unwrap().unwrap();
        assert_eq!((&found.id, &found.digest), (&pulled.id, &pulled.digest), "{name}");
        assert!(found.references.contains(name), "{found:?}");
    }
    // By its digest alone, and one whose tag control has settled before.
    let other = driver.resolve(&format!("{ecr}:2"), &access).await.unwrap();
    let other_by_digest = format!("{ecr}@{other}");
    let second = driver.pull(&other_by_digest, None, &access, &Unwatched).await.unwrap();
    assert_eq!(second.digest, Some(other.clone()));
    let named = format!("{ecr}:named");
    driver.pull(&named, Some(&other), &access, &Unwatched).await.unwrap();
    assert_eq!(driver.image(&named).await.unwrap().unwrap().id, second.id);

    let sandbox = SandboxSpec {
        id: "5".repeat(64),
        hostname: None,
        network: SandboxNetwork::Host,
        share_pid: false,
        share_ipc: false,
        dns_servers: vec![],
        dns_search: vec![],
        extra_hosts: vec![],
        kin: None,
    };
    driver.open_sandbox(&sandbox).await.unwrap();
    let command = Some(vec!["/noise".to_owned()]);
    let (id, image) = ("4".repeat(64), by_digest.clone());
    let spec = ContainerSpec { id, image, command, sandbox: sandbox.id.clone(), ..ContainerSpec::default() };
    driver.create(&spec).await.unwrap();
    let made = driver.inspect(&spec.id).await.unwrap().unwrap();
    assert_eq!(made.image_id.as_deref(), Some(pulled.id.as_str()));
    let missing = format!("{ecr}@sha256:{}", "0".repeat(64));
    let error = driver.create(&ContainerSpec { id: "3".repeat(64), image: missing, ..spec.clone() }).await;
    assert!(matches!(error, Err(DriverError::ImageNotFound(_))), "{error:?}");
    driver.remove(&spec.id).await.unwrap();
    driver.close_sandbox(&sandbox.id).await.unwrap();

    let there = |digest: &str| format!("{}/team/app@{digest}", registry.host);
    for name in [&first, &by_digest, &named, &other_by_digest, &there(&digest), &there(&other)] {
        driver.remove_image(name).await.unwrap();
    }
    assert_eq!(driver.image(&pulled.id).await.unwrap(), None, "all of its names are known");
    let _ = std::fs::remove_dir_all(&options.state_dir);
}
