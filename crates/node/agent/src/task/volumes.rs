//! The volumes of a task: made before what mounts them, gone after it.
//!
//! Must not know: what is in them.

use std::collections::BTreeMap;

use longshore_runtime::{DriverError, Volume, VolumeSpec};

use super::machine::{Save, Task, Turn};
use super::reason;
use super::state::{Made, VolumeState};
use super::words::Action;
use crate::plan::VolumePlan;

/// Says whose a volume is, so that what nobody owns any more can be told.
pub(crate) const OWNER_LABEL: &str = "longshore.task-arn";

impl Task {
    pub(super) fn make_volumes(&mut self, turn: &mut Turn) {
        for place in 0..self.state.volumes.len() {
            let Some(volume) = self.state.volumes.get(place) else { continue };
            if volume.busy || volume.made != Made::Not || self.state.desired_stopped {
                continue;
            }
            let (spec, must_exist) = self.volume_spec(place, volume);
            turn.act(Action::CreateVolume { volume: place, spec, must_exist });
            if let Some(volume) = self.state.volumes.get_mut(place) {
                volume.busy = true;
                volume.asked_for = true;
            }
            if place >= self.plan.volumes.len() {
                // Its name follows from nothing but the state.
                turn.save(Save::Now);
            }
        }
    }

    fn volume_spec(&self, place: usize, volume: &VolumeState) -> (VolumeSpec, bool) {
        let name = volume.name.clone();
        let owner = (OWNER_LABEL.to_owned(), self.plan.arn.clone());
        match self.plan.volumes.get(place) {
            Some(VolumePlan::Shared { driver, options, labels, autoprovision, .. }) => {
                let (driver, driver_options, labels) = (driver.clone(), options.clone(), labels.clone());
                (VolumeSpec { name, driver, driver_options, labels }, !autoprovision)
            }
            Some(VolumePlan::Task { driver, options, labels, .. }) => {
                let mut labels = labels.clone();
                labels.extend([owner]);
                let (driver, driver_options) = (driver.clone(), options.clone());
                (VolumeSpec { name, driver, driver_options, labels }, false)
            }
            // One that an image wants.
            Some(VolumePlan::Host(_)) | None => {
                let labels = BTreeMap::from([owner]);
                (VolumeSpec { name, labels, ..VolumeSpec::default() }, false)
            }
        }
    }

    /// A volume for each place where an image wants one.
    pub(super) fn add_image_volumes(&mut self, container: usize, targets: Vec<String>) {
        let Some(now) = self.state.containers.get_mut(container) else { return };
        if !now.image_volumes.is_empty() {
            return;
        }
        for (count, target) in targets.into_iter().enumerate() {
            let name = format!("{}-volume-{count}", now.runtime_name);
            now.image_volumes.push((target, self.state.volumes.len()));
            self.state.volumes.push(VolumeState { name, owned: true, ..VolumeState::default() });
        }
    }

    pub(super) fn volume_created(&mut self, place: usize, result: Result<Volume, DriverError>) {
        let Some(volume) = self.state.volumes.get_mut(place) else { return };
        volume.busy = false;
        match result {
            Ok(made) => {
                volume.made = Made::Yes;
                volume.path = made.path;
            }
            Err(error) => {
                let text = reason::volume(&error);
                self.fail_task(reason::resource(&text));
            }
        }
    }

    /// The volumes that a container mounts are there.
    pub(super) fn has_volumes(&self, container: usize) -> bool {
        let planned =
            self.plan.containers.get(container).map(|plan| plan.mounts.as_slice()).unwrap_or_default();
        let now =
            self.state.containers.get(container).map(|now| now.image_volumes.as_slice()).unwrap_or_default();
        let places = planned.iter().map(|mount| mount.volume).chain(now.iter().map(|(_, volume)| *volume));
        places.into_iter().all(|place| self.state.volumes.get(place).is_some_and(|v| v.made == Made::Yes))
    }
}
