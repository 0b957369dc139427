//! Services, and what a user changes of them.
//!
//! Must not know: what else the user does.

use longshore_world::records::service;
use serde_json::{Value, json};

use super::{Call, SERVICES_MAX, User, View, set};

/// Minimum and maximum, in percent.
const PERCENTS: &[(i64, i64)] =
    &[(100, 200), (100, 200), (50, 200), (50, 100), (0, 100), (100, 150), (75, 125), (0, 200), (100, 100)];

impl User {
    fn configuration(&mut self) -> Value {
        let (minimum, maximum) = self.chance.pick(PERCENTS).copied().unwrap_or((100, 200));
        let mut configuration = json!({"minimumHealthyPercent": minimum, "maximumPercent": maximum});
        if self.chance.percent(40) {
            let rollback = self.chance.percent(60);
            set(
                &mut configuration,
                "deploymentCircuitBreaker",
                json!({"enable": true, "rollback": rollback}),
            );
        }
        configuration
    }

    pub(super) fn create_service(&mut self, view: &View<'_>) -> Option<Call> {
        let cluster = self.cluster();
        let prefix = service::cluster_prefix(view.scope, cluster).finish();
        if view.world.count_by_index::<service::Service>(service::ACTIVE, &prefix) >= SERVICES_MAX {
            return self.delete_service(view);
        }
        self.services_made += 1;
        let family = self.family();
        let mut input = json!({
            "cluster": cluster,
            "serviceName": format!("s{}", self.services_made % 40),
            "taskDefinition": family,
        });
        if self.chance.percent(15) && !Self::is_fargate(&family) {
            set(&mut input, "schedulingStrategy", json!("DAEMON"));
            self.network(view, &family, &mut input);
            return Some(("CreateService", input));
        }
        let most = if self.chance.percent(10) { 40 } else { self.count_max };
        set(&mut input, "desiredCount", json!(self.chance.within(0..=most)));
        if self.chance.percent(6) {
            set(&mut input, "deploymentController", json!({"type": "EXTERNAL"}));
            if let Some(members) = input.as_object_mut() {
                members.remove("taskDefinition");
            }
            return Some(("CreateService", input));
        }
        let configuration = self.configuration();
        set(&mut input, "deploymentConfiguration", configuration);
        self.place(view, &family, &mut input);
        if self.chance.percent(30) {
            set(&mut input, "availabilityZoneRebalancing", json!("DISABLED"));
        }
        if self.chance.percent(20) {
            set(&mut input, "healthCheckGracePeriodSeconds", json!(self.chance.within(0..=120)));
        }
        Some(("CreateService", input))
    }

    pub(super) fn update_service(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, row) = self.some_service(view)?;
        let mut input = json!({"cluster": key.cluster, "service": key.name});
        match self.chance.below(10) {
            0..=3 if !row.is_daemon() => {
                set(&mut input, "desiredCount", json!(self.chance.within(0..=self.count_max * 2)))
            }
            0..=6 => {
                // A newer revision of the family that it has, or another of the same kind.
                let family = row.service.task_definition.as_deref().unwrap_or_default();
                let family =
                    family.rsplit('/').next().and_then(|it| it.split(':').next()).unwrap_or_default();
                let other = self.family();
                let same_kind = Self::has_addresses(&other) == Self::has_addresses(family)
                    && Self::is_fargate(&other) == Self::is_fargate(family);
                let family = if same_kind { &other } else { family };
                set(&mut input, "taskDefinition", json!(family));
            }
            7 => set(&mut input, "forceNewDeployment", json!(true)),
            _ => {
                let configuration = self.configuration();
                set(&mut input, "deploymentConfiguration", configuration);
            }
        }
        Some(("UpdateService", input))
    }

    pub(super) fn delete_service(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, _) = self.some_service(view)?;
        let force = self.chance.percent(70);
        Some(("DeleteService", json!({"cluster": key.cluster, "service": key.name, "force": force})))
    }

    pub(super) fn task_set(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, row) = self.some_service(view)?;
        let external = row.service.deployment_controller.is_some();
        let family = self.family();
        let mut input = json!({
            "cluster": key.cluster,
            "service": key.name,
            "taskDefinition": family,
            "scale": {"unit": "PERCENT", "value": 50},
        });
        self.network(view, &family, &mut input);
        external.then_some(("CreateTaskSet", input))
    }
}
