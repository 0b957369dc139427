//! An image from nothing but files: a directory, or an archive of a root file system.
//!
//! Must not know: registries.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use crate::error::{ImageError, Result};
use crate::image::{HealthCheck, Image};
use crate::layer::Announced;
use crate::manifest::{ConfigFile, RootFs, RunConfig, RunHealth};
use crate::pack;
use crate::reference::Reference;
use crate::store::{ImageStore, Inner, NewImage};

/// What the imported image says about how to run it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportConfig {
    pub entrypoint: Vec<String>,
    pub cmd: Vec<String>,
    pub env: Vec<String>,
    pub user: String,
    pub working_dir: String,
    pub stop_signal: Option<String>,
    pub volumes: Vec<String>,
    pub exposed_ports: Vec<String>,
    pub labels: std::collections::BTreeMap<String, String>,
    pub health_check: Option<HealthCheck>,
}

impl ImageStore {
    /// One layer from a directory, or from an archive of a root file system. The same files with the same settings are
    /// the same image.
    pub async fn import(&self, path: &Path, reference: &str, config: &ImportConfig) -> Result<Image> {
        let name = Reference::parse(reference)?.to_string();
        let (inner, path, config) = (Arc::clone(&self.inner), path.to_owned(), config.clone());
        let import = move || {
            let about = path.display().to_string();
            inner.import(&path, name, &config).map_err(|error| error.about(&about))
        };
        tokio::task::spawn_blocking(import).await.map_err(ImageError::unavailable)?
    }
}

impl Inner {
    fn import(self: &Arc<Self>, path: &Path, name: String, config: &ImportConfig) -> Result<Image> {
        let announced = Announced::default();
        let unpacked = if path.is_dir() {
            pack::stream(path, |source| self.unpack(source, &announced))?
        } else {
            let file = File::open(path).map_err(|error| ImageError::io("reading", path, &error))?;
            self.unpack(file, &announced)?
        };
        let diff_ids = vec![unpacked.diff_id.clone()];
        let _pins = self.layers.pin(&diff_ids);
        self.commit(unpacked)?;
        let config = ConfigFile {
            architecture: self.platform.architecture.clone(),
            os: self.platform.os.clone(),
            created: None,
            config: Some(config.run_config()),
            rootfs: RootFs { kind: "layers".to_owned(), diff_ids },
        };
        let config_bytes =
            serde_json::to_vec(&config).map_err(|error| ImageError::invalid("its configuration", error))?;
        self.enter(NewImage {
            config_bytes,
            config,
            manifests: Vec::new(),
            names: vec![name],
            kept: Vec::new(),
        })
    }
}

impl ImportConfig {
    fn run_config(&self) -> RunConfig {
        let some = |list: &Vec<String>| (!list.is_empty()).then(|| list.clone());
        let keys = |list: &[String]| {
            (!list.is_empty()).then(|| {
                list.iter()
                    .map(|key| (key.clone(), serde_json::Value::Object(serde_json::Map::new())))
                    .collect()
            })
        };
        RunConfig {
            user: Some(self.user.clone()).filter(|user| !user.is_empty()),
            exposed_ports: keys(&self.exposed_ports),
            env: some(&self.env),
            entrypoint: some(&self.entrypoint),
            cmd: some(&self.cmd),
            volumes: keys(&self.volumes),
            working_dir: Some(self.working_dir.clone()).filter(|dir| !dir.is_empty()),
            labels: (!self.labels.is_empty()).then(|| self.labels.clone()),
            stop_signal: self.stop_signal.clone(),
            healthcheck: self.health_check.clone().map(|check| RunHealth {
                test: Some(check.test),
                interval: check.interval_nanos,
                timeout: check.timeout_nanos,
                start_period: check.start_period_nanos,
                retries: check.retries,
            }),
            shell: None,
        }
    }
}
