//! How a container comes by its image: what is here, what its registry has, and which of them is wanted.
//!
//! Must not know: registries.

use longshore_runtime::ImageFacts;

use super::machine::{Task, Turn};
use super::reason;
use super::state::{ContainerState, Doing, Known, LocalImage};
use super::words::{Action, PullFailure};
use crate::plan::{ContainerPlan, at_digest, image_volumes};
use crate::settings::PullBehavior;

#[derive(Debug, PartialEq)]
pub(super) enum Decision {
    /// What is here.
    Use,
    Resolve,
    Pull,
    Fail,
}

/// What to do for an image, given what is known of it.
pub(super) fn decide(
    behavior: PullBehavior,
    plan: &ContainerPlan,
    now: &ContainerState,
    local: &LocalImage,
) -> Decision {
    let here = local.facts.as_ref();
    if now.image_error.is_some() {
        let cached = behavior == PullBehavior::Default && plan.pinned_digest.is_none() && here.is_some();
        return if cached { Decision::Use } else { Decision::Fail };
    }
    if plan.pinned_digest.is_some() {
        // It was looked up by its digest: no registry has anything better.
        return if here.is_some() { Decision::Use } else { Decision::Pull };
    }
    if let Some(facts) = here {
        let same = facts.digest.is_some() && facts.digest == now.digest;
        let wanted = match behavior {
            PullBehavior::Default => same || facts.digest.is_none(),
            PullBehavior::Always => same,
            PullBehavior::Once => same || local.pulled_before,
            PullBehavior::PreferCached => true,
        };
        if wanted {
            return Decision::Use;
        }
    }
    if plan.resolves && now.digest.is_none() { Decision::Resolve } else { Decision::Pull }
}

impl Task {
    pub(super) fn look_for_image(&mut self, place: usize, turn: &mut Turn) {
        let behavior = self.settings.pull_behavior;
        let upfront = self.settings.pull_dependents_upfront;
        let (Some(plan), Some(now)) = (self.plan.containers.get(place), self.state.containers.get_mut(place))
        else {
            return;
        };
        if now.known >= Known::Stopped || now.desired_stopped || now.doing.is_some() || now.image.is_some() {
            return;
        }
        let Some(local) = &now.local else {
            let reference = match &plan.pinned_digest {
                Some(digest) => at_digest(&plan.image, digest),
                None => plan.image.clone(),
            };
            now.doing = Some(Doing::LookUp);
            turn.act(Action::LookUpImage { container: place, reference });
            return;
        };
        if now.known >= Known::Created {
            return;
        }
        let may_pull = now.released || upfront;
        match decide(behavior, plan, now, local) {
            Decision::Use if may_pull => {
                let facts = local.facts.clone().unwrap_or_default();
                self.have_image(place, facts);
            }
            Decision::Resolve => {
                now.doing = Some(Doing::Resolve);
                let patient = local.facts.is_none();
                turn.act(Action::ResolveImage { container: place, reference: plan.image.clone(), patient });
            }
            Decision::Pull if may_pull => {
                now.doing = Some(Doing::Pull);
                let digest = now.digest.clone();
                turn.act(Action::Pull { container: place, reference: plan.image.clone(), digest });
                self.state.pull_started_at.get_or_insert(turn.now);
            }
            Decision::Fail => self.image_failed(place, turn.now),
            Decision::Use | Decision::Pull => {}
        }
    }

    fn image_failed(&mut self, place: usize, now: i64) {
        let error = self.state.containers.get(place).and_then(|container| container.image_error.clone());
        self.fail_container(place, now, error.unwrap_or_default());
        if matches!(self.settings.pull_behavior, PullBehavior::Always | PullBehavior::Once) {
            self.state.desired_stopped = true;
        }
    }

    /// Which image it is, is settled.
    pub(super) fn have_image(&mut self, place: usize, facts: ImageFacts) {
        let Some(plan) = self.plan.containers.get(place) else { return };
        let sourced =
            self.plan.containers.iter().any(|other| other.volumes_from.iter().any(|(on, _)| *on == place));
        // Volumes that an image wants are a driver's business, but where other containers take them.
        let wanted = if sourced { image_volumes(&facts, &plan.mounts) } else { Vec::new() };
        let resolves = plan.resolves;
        let fallen_back = self.state.containers.get(place).is_some_and(|now| now.image_error.is_some());
        let known = self.state.containers.get(place).map_or(Known::None, |now| now.known);
        self.with(place, |container| {
            if resolves && (container.digest.is_none() || fallen_back) {
                container.digest.clone_from(&facts.digest);
            }
            container.image = Some(facts);
            // It has said what it had to.
            container.local = None;
            container.known = known.max(Known::Pulled);
        });
        if known < Known::Created {
            self.add_image_volumes(place, wanted);
        }
    }

    pub(super) fn looked_up(
        &mut self,
        place: usize,
        facts: Option<ImageFacts>,
        pulled_before: bool,
        now: i64,
    ) {
        let created = self.state.containers.get(place).is_some_and(|now| now.known >= Known::Created);
        self.with(place, |container| {
            container.doing = None;
            container.local = Some(LocalImage { facts: facts.clone(), pulled_before });
        });
        // A container that was there when the agent came back: its image is what it was made of.
        if let (true, Some(facts)) = (created, facts) {
            self.have_image(place, facts);
            let unchecked = |now: &ContainerState| now.known == Known::Running && now.health.is_none();
            if self.state.containers.get(place).is_some_and(unchecked) {
                self.begin_health(place, now);
            }
        }
    }

    pub(super) fn resolved(&mut self, place: usize, result: Result<String, PullFailure>) {
        self.with(place, |container| {
            container.doing = None;
            match result {
                Ok(digest) => container.digest = Some(digest),
                Err(failure) => container.image_error = Some(reason::manifest(&failure)),
            }
            container.known = container.known.max(Known::ManifestPulled);
        });
    }

    pub(super) fn pulled(&mut self, place: usize, result: Result<ImageFacts, PullFailure>, now: i64) {
        self.state.pull_stopped_at = Some(now);
        self.with(place, |container| container.doing = None);
        match result {
            Ok(facts) => self.have_image(place, facts),
            Err(failure) => self.with(place, |container| {
                container.image_error.get_or_insert_with(|| reason::pull(&failure));
            }),
        }
    }
}
