//! Volumes, through the engine.
//!
//! Must not know: who mounts them.

use std::collections::HashMap;

use bollard::models::VolumeCreateRequest;
use bollard::query_parameters::{ListVolumesOptions, RemoveVolumeOptions};

use super::engine::{ACT_LIMIT, ASK_LIMIT, Engine, LABEL_NODE, limited, outer_labels};
use super::reference::plain_name;
use crate::error::DriverError;
use crate::volume::{Volume, VolumeSpec};

impl Engine {
    pub(crate) async fn create_volume(&self, spec: &VolumeSpec) -> Result<Volume, DriverError> {
        let what = format!("create volume {}", spec.name);
        let mut labels: HashMap<String, String> = spec.labels.clone().into_iter().collect();
        labels.insert(LABEL_NODE.to_owned(), self.tag.clone());
        let request = VolumeCreateRequest {
            name: Some(plain_name(&spec.name)?.to_owned()),
            driver: Some(spec.driver.clone().unwrap_or_else(|| "local".to_owned())),
            driver_opts: Some(spec.driver_options.clone().into_iter().collect()),
            labels: Some(labels),
            ..VolumeCreateRequest::default()
        };
        let made = limited(ACT_LIMIT, self.docker.create_volume(request)).await;
        Ok(self.volume(made.map_err(|r| r.of_volume(&what))?))
    }

    pub(crate) async fn remove_volume(&self, name: &str) -> Result<(), DriverError> {
        let removal = self.docker.remove_volume(plain_name(name)?, None::<RemoveVolumeOptions>);
        match limited(ACT_LIMIT, removal).await {
            Err(refusal) if refusal.status != 404 => Err(refusal.of_volume(&format!("remove volume {name}"))),
            _ => Ok(()),
        }
    }

    pub(crate) async fn volumes(&self) -> Result<Vec<Volume>, DriverError> {
        let filters = HashMap::from([("label".to_owned(), vec![self.node_label()])]);
        let options = ListVolumesOptions { filters: Some(filters) };
        let listed = limited(ASK_LIMIT, self.docker.list_volumes(Some(options))).await;
        let listed = listed.map_err(|r| r.failed("list volumes"))?;
        Ok(listed.volumes.into_iter().flatten().map(|volume| self.volume(volume)).collect())
    }

    /// Whether the engine has a volume, ours or not: one that is shared may be older than this node.
    pub(crate) async fn has_volume(&self, name: &str) -> Result<bool, DriverError> {
        match limited(ASK_LIMIT, self.docker.inspect_volume(plain_name(name)?)).await {
            Ok(_) => Ok(true),
            Err(refusal) if refusal.status == 404 => Ok(false),
            Err(refusal) => Err(refusal.of_volume(&format!("look for volume {name}"))),
        }
    }

    fn volume(&self, volume: bollard::models::Volume) -> Volume {
        Volume {
            labels: outer_labels(&volume.labels).collect(),
            name: volume.name,
            path: Some(volume.mountpoint).filter(|path| self.place.local && !path.is_empty()),
        }
    }
}
