//! The contract suite, held against the Docker Engine of this machine.
//!
//! Without one the cases say so and pass, unless LONGSHORE_REQUIRE_DOCKER is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "a test may read its environment")]

mod contract;
#[path = "docker/registry.rs"]
mod registry;
#[path = "docker/restart.rs"]
mod restart;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use contract::{Fixture, ImageSetup, Later};
use longshore_runtime::docker::{DockerDriver, DockerOptions};
use longshore_runtime::{Driver, DriverError};

contract_suite!(crate::docker_fixture);

struct Docker {
    options: DockerOptions,
    driver: Arc<DockerDriver>,
}

fn required() -> bool {
    std::env::var_os("LONGSHORE_REQUIRE_DOCKER").is_some()
}

fn endpoint() -> Option<String> {
    std::env::var("DOCKER_HOST").ok()
}

fn options() -> DockerOptions {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let node_tag = format!("contract-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let state_dir = std::env::temp_dir().join(format!("longshore-{node_tag}"));
    DockerOptions { endpoint: endpoint(), node_tag, state_dir }
}

async fn docker_fixture() -> Result<Box<dyn Fixture>, String> {
    let required = required();
    if contract::image::busybox().is_none() {
        assert!(!required, "busybox is not installed");
        return Err("busybox is not installed".to_owned());
    }
    let options = options();
    match DockerDriver::connect(options.clone()).await {
        Ok(driver) => Ok(Box::new(Docker { options, driver: Arc::new(driver) })),
        Err(error) => {
            assert!(!required, "{error}");
            Err(error.to_string())
        }
    }
}

impl Fixture for Docker {
    fn driver(&self) -> Arc<dyn Driver> {
        Arc::<DockerDriver>::clone(&self.driver)
    }

    fn tag(&self) -> String {
        self.options.node_tag.clone()
    }

    fn again(&self) -> Later<'_, Arc<dyn Driver>> {
        Box::pin(async {
            let driver = DockerDriver::connect(self.options.clone()).await.unwrap();
            Arc::new(driver) as Arc<dyn Driver>
        })
    }

    fn load<'a>(&'a self, setup: &'a ImageSetup) -> Later<'a, ()> {
        // One import for all cases of a process; the image stays for the next run.
        static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        Box::pin(async move {
            let _turn = ONE_AT_A_TIME.lock().await;
            if self.driver.image(&setup.reference).await.unwrap().is_none() {
                let root = contract::image::root_file_system();
                self.driver.import_image(root, &setup.reference, instructions(setup)).await.unwrap();
            }
        })
    }

    fn leftovers(&self) -> Later<'_, Vec<String>> {
        Box::pin(async {
            let mut left = Vec::new();
            for listing in [&["ps", "-aq"][..], &["network", "ls", "-q"], &["volume", "ls", "-q"]] {
                let filter = format!("label=longshore.node={}", self.options.node_tag);
                let Ok(answer) = Command::new("docker").args(listing).args(["--filter", &filter]).output()
                else {
                    return left;
                };
                let ids = String::from_utf8_lossy(&answer.stdout).into_owned();
                left.extend(ids.lines().map(|id| format!("docker {}: {id}", listing[0])));
            }
            left.extend(files(self.options.state_dir.join("sandboxes")));
            left.extend(cgroups(&format!("lst-{}-task-", self.options.node_tag)));
            let _ = std::fs::remove_dir_all(&self.options.state_dir);
            left
        })
    }
}

fn instructions(setup: &ImageSetup) -> Vec<String> {
    let list = |words: &[String]| format!("{words:?}");
    let mut instructions: Vec<String> = setup.environment.iter().map(|pair| format!("ENV {pair}")).collect();
    let mut add = |word: &str, value: &str| {
        if !value.is_empty() && value != "[]" {
            instructions.push(format!("{word} {value}"));
        }
    };
    add("ENTRYPOINT", &list(&setup.entry_point));
    add("CMD", &list(&setup.command));
    add("USER", &setup.user);
    add("WORKDIR", &setup.working_directory);
    instructions
}

fn files(directory: PathBuf) -> Vec<String> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().display().to_string()).collect()
}

/// Cgroups of tasks in every hierarchy.
fn cgroups(prefix: &str) -> Vec<String> {
    let rooms =
        files(PathBuf::from("/sys/fs/cgroup")).into_iter().map(|tree| PathBuf::from(tree).join("longshore"));
    rooms.flat_map(files).filter(|path| path.contains(prefix)).collect()
}

/// An engine that is not there is told in words that help.
#[tokio::test]
async fn no_engine_is_told() {
    let nowhere = |endpoint: &str| DockerOptions { endpoint: Some(endpoint.to_owned()), ..options() };
    let error = DockerDriver::connect(nowhere("unix:///nonexistent/docker.sock")).await.err().unwrap();
    assert!(error.to_string().contains("is it running?"), "{error}");
    let error = DockerDriver::connect(nowhere("ssh://host")).await.err().unwrap();
    assert!(matches!(error, DriverError::Unsupported(_)), "{error}");
    // Nobody listens on port 1.
    let error = DockerDriver::connect(nowhere("tcp://127.0.0.1:1")).await.err().unwrap();
    assert!(matches!(error, DriverError::Failed(_)), "{error}");
}
