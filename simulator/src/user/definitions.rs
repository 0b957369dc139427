//! Task definitions: of few families, so that there are many revisions of each.
//!
//! Must not know: what else the user does.

use longshore_world::records::task_definition::TaskDefinition;
use serde_json::{Value, json};

use super::{Call, FAMILIES, User, View, set};

/// Steady ones most of all.
const IMAGES: &[&str] = &[
    "sim/steady",
    "sim/steady",
    "sim/steady",
    "sim/steady",
    "sim/brief",
    "sim/frail",
    "sim/stubborn",
    "sim/slow",
    "sim/flaky",
    "sim/crashes",
    "sim/unpullable",
    "sim/sickly",
    "sim/sick",
];
const FIXED_PORTS: &[i64] = &[8080, 8081, 9000];

impl User {
    /// The last family is for FARGATE, the one before it has addresses of its own.
    pub(super) fn family(&mut self) -> String {
        format!("family-{}", self.chance.below(FAMILIES))
    }

    pub(super) fn is_fargate(family: &str) -> bool {
        family.ends_with(&(FAMILIES - 1).to_string())
    }

    pub(super) fn has_addresses(family: &str) -> bool {
        Self::is_fargate(family) || family.ends_with(&(FAMILIES - 2).to_string())
    }

    pub(super) fn register_definition(&mut self, _: &View<'_>) -> Option<Call> {
        let family = self.family();
        let steady = self.home.quiet && self.chance.percent(80);
        let image = self.chance.pick(IMAGES).copied().filter(|_| !steady).unwrap_or("sim/steady");
        // What ends every few seconds and is started again by its service makes no quiet day.
        let restless = self.home.quiet && ["sim/brief", "sim/crashes", "sim/sick"].contains(&image);
        let image = if restless { "sim/frail" } else { image };
        let addresses = Self::has_addresses(&family);
        let mut container = json!({"name": "app", "image": image, "essential": true});
        self.size(&mut container);
        if !addresses && self.chance.percent(20) {
            let port = self.chance.pick(FIXED_PORTS).copied().unwrap_or(8080);
            set(&mut container, "portMappings", json!([{"containerPort": 80, "hostPort": port}]));
        }
        if image.contains("sick") || self.chance.percent(25) {
            set(&mut container, "healthCheck", json!({"command": ["CMD", "true"]}));
        }
        if !addresses && self.chance.percent(4) {
            set(&mut container, "resourceRequirements", json!([{"type": "GPU", "value": "1"}]));
        }
        let mut input = json!({"family": family, "containerDefinitions": [container]});
        if addresses {
            set(&mut input, "networkMode", json!("awsvpc"));
        }
        if Self::is_fargate(&family) {
            set(&mut input, "requiresCompatibilities", json!(["FARGATE"]));
            set(&mut input, "cpu", json!("256"));
            set(&mut input, "memory", json!("1024"));
        } else if self.chance.percent(10) {
            let constraint = json!([{"type": "memberOf", "expression": "attribute:rack == r1"}]);
            set(&mut input, "placementConstraints", constraint);
        }
        Some(("RegisterTaskDefinition", input))
    }

    fn size(&mut self, container: &mut Value) {
        let cpu = self.chance.pick(&[0, 64, 128, 256]).copied().unwrap_or(128);
        let memory = self.chance.pick(&[64, 128, 256, 512]).copied().unwrap_or(128);
        set(container, "cpu", json!(cpu));
        set(container, "memory", json!(memory));
    }

    pub(super) fn deregister_definition(&mut self, view: &View<'_>) -> Option<Call> {
        let prefix = longshore_world::key::KeyWriter::new().scope(view.scope).finish();
        let (key, _) = self.some::<TaskDefinition>(view, &prefix)?;
        let name = format!("{}:{}", key.family, key.revision);
        Some(("DeregisterTaskDefinition", json!({"taskDefinition": name})))
    }

    /// Where tasks of that family may go, and how.
    pub(super) fn place(&mut self, view: &View<'_>, family: &str, input: &mut Value) {
        self.network(view, family, input);
        if Self::is_fargate(family) {
            return set(input, "launchType", json!("FARGATE"));
        }
        let strategies = [
            json!([]),
            json!([{"type": "spread", "field": "attribute:ecs.availability-zone"}, {"type": "spread", "field": "instanceId"}]),
            json!([{"type": "binpack", "field": "memory"}]),
            json!([{"type": "spread", "field": "attribute:ecs.availability-zone"}, {"type": "binpack", "field": "cpu"}]),
            json!([{"type": "random"}]),
        ];
        let strategy = self.chance.pick(&strategies).cloned().unwrap_or_default();
        set(input, "placementStrategy", strategy);
        if self.chance.percent(10) {
            set(input, "placementConstraints", json!([{"type": "distinctInstance"}]));
        }
    }

    pub(super) fn network(&mut self, view: &View<'_>, family: &str, input: &mut Value) {
        if Self::has_addresses(family) {
            let network = json!({"awsvpcConfiguration": {"subnets": view.subnets()}});
            set(input, "networkConfiguration", network);
        }
    }
}
