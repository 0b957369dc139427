//! Every operation, with inputs made from its shapes: some as they should be, some with what no shape allows.
//!
//! Names are taken from the world where a member's name says what it names, so that calls get beyond the first check.
//!
//! Must not know: what any operation does, but for the few inputs that no honest agent would send.

use longshore_shapes::schema::{Kind, Limits, Member, Schema};
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::task_set::TaskSet;
use serde_json::{Map, Value, json};

use super::{CLUSTERS, Call, FAMILIES, User, View, in_cluster};

const DEPTH_MAX: usize = 8;
const ITEMS_MAX: usize = 3;
/// How many of a hundred values are not what their shape says.
const WRONG: u32 = 3;
const LONG_TEXT: usize = 70_000;
/// What a machine has is its own to say: an instance whose resources anybody may change holds nobody to anything.
const MACHINES: &str = "RegisterContainerInstance";
const OF_MACHINES: &[&str] = &["totalResources", "containerInstanceArn"];

impl User {
    pub(super) fn anything(&mut self, view: &View<'_>) -> Option<Call> {
        let operation = self.chance.pick(&self.operations.clone()).copied()?;
        let schema = operation.schema?.input;
        let honest = self.chance.percent(60);
        let mut input = self.structure(schema, honest, view, 0);
        if operation.name == MACHINES
            && let Some(members) = input.as_object_mut()
        {
            OF_MACHINES.iter().for_each(|name| drop(members.remove(*name)));
        }
        Some((operation.name, input))
    }

    fn structure(&mut self, schema: &Schema, honest: bool, view: &View<'_>, depth: usize) -> Value {
        let mut members = Map::new();
        let optional = if depth == 0 { 35 } else { 12 };
        for member in schema.members() {
            let wanted = if member.required {
                honest || self.chance.percent(95)
            } else {
                self.chance.percent(optional)
            };
            if wanted && depth < DEPTH_MAX {
                members.insert(member.name.to_owned(), self.value(member, member.name, honest, view, depth));
            }
        }
        Value::Object(members)
    }

    fn value(&mut self, member: &Member, name: &str, honest: bool, view: &View<'_>, depth: usize) -> Value {
        if !honest && self.chance.percent(WRONG) {
            return self.wrong();
        }
        let schema = member.target;
        match &schema.kind {
            Kind::Structure { .. } => self.structure(schema, honest, view, depth + 1),
            Kind::List { member } => {
                let many = self.chance.below(ITEMS_MAX);
                let count = if !honest && self.chance.once_in(50) { 300 } else { many.max(1) };
                (0..count).map(|_| self.value(member, name, honest, view, depth + 1)).collect()
            }
            Kind::Map { key, value } => {
                let mut map = Map::new();
                for _ in 0..self.chance.below(ITEMS_MAX) {
                    let key = self.value(key, name, honest, view, depth + 1);
                    let value = self.value(value, name, honest, view, depth + 1);
                    map.insert(key.as_str().unwrap_or("key").to_owned(), value);
                }
                Value::Object(map)
            }
            Kind::Text { values, .. } => match self.chance.pick(values) {
                Some(value) => json!(value),
                None => self.text(name, honest, view),
            },
            Kind::Boolean => json!(self.chance.percent(50)),
            Kind::Integer | Kind::Long => self.number(schema.limits, honest),
            Kind::Float | Kind::Double => json!(self.chance.within(0..=100)),
            Kind::Blob => json!("AAAA"),
            Kind::Timestamp => json!(self.chance.within(0..=2_000_000_000)),
            Kind::Document => json!({"any": [1, "thing"]}),
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "limits of a model are small")]
    fn number(&mut self, limits: Limits, honest: bool) -> Value {
        if !honest && self.chance.percent(20) {
            let edges = [-1, 0, i64::from(i32::MAX), i64::from(i32::MIN), i64::MAX, i64::MIN];
            return json!(self.chance.pick(&edges));
        }
        let least = limits.min.map_or(0, |min| min as i64);
        let most = limits.max.map_or(least + 20, |max| max as i64).min(least + 20);
        json!(self.chance.within(least..=most))
    }

    fn text(&mut self, name: &str, honest: bool, view: &View<'_>) -> Value {
        if !honest && self.chance.percent(25) {
            let long = "x".repeat(LONG_TEXT);
            let odd =
                ["", " ", "\u{0}", "a/b/c", "arn:aws:ecs:::", "\u{1f980} umlaute \u{e4}", "*", "-1", &long];
            return json!(self.chance.pick(&odd));
        }
        let found = self.named(name, view);
        json!(found.unwrap_or_else(|| format!("thing-{}", self.chance.below(4))))
    }

    /// What is there of the kind that a member's name says.
    fn named(&mut self, name: &str, view: &View<'_>) -> Option<String> {
        let cluster = self.cluster();
        let prefix = in_cluster(view.scope, cluster);
        match name {
            "cluster" | "clusters" | "clusterName" => Some(
                CLUSTERS.first().filter(|_| self.chance.percent(50)).copied().unwrap_or(cluster).to_owned(),
            ),
            "service" | "services" | "serviceName" => self.some_service(view).map(|(key, _)| key.name),
            "task" | "tasks" => self.some_task(view).map(|(key, _)| key.id),
            "containerInstance" | "containerInstances" | "targetId" => self.some_instance(view, cluster),
            "taskDefinition" | "taskDefinitions" | "family" | "familyPrefix" => {
                Some(format!("family-{}", self.chance.below(FAMILIES)))
            }
            "taskSet" | "taskSets" | "primaryTaskSet" => {
                self.some::<TaskSet>(view, &prefix).map(|(key, _)| key.id)
            }
            "serviceDeploymentArn" | "serviceDeploymentArns" => {
                let (_, row) = self.some::<ServiceDeployment>(view, &prefix)?;
                row.deployment.service_deployment_arn.clone()
            }
            "serviceRevisionArns" => {
                let (_, row) = self.some::<ServiceRevision>(view, &prefix)?;
                row.revision.service_revision_arn.clone()
            }
            "resourceArn" => {
                let (_, row) = self.some_service(view)?;
                row.service.service_arn.clone()
            }
            "capacityProvider" | "capacityProviders" => {
                Some(self.chance.pick(&["FARGATE", "FARGATE_SPOT", "thing-1"]).copied()?.to_owned())
            }
            "subnets" => self.chance.pick(&view.subnets()).cloned(),
            "image" => Some("sim/steady".to_owned()),
            "expression" => Some("attribute:rack == r1".to_owned()),
            _ => None,
        }
    }

    /// What no shape of that place allows, or any.
    fn wrong(&mut self) -> Value {
        let values = [
            Value::Null,
            json!(1),
            json!(-1.5),
            json!("text"),
            json!([]),
            json!({}),
            json!(true),
            json!([[[[]]]]),
            json!({"a": {"b": {}}}),
        ];
        self.chance.pick(&values).cloned().unwrap_or_default()
    }
}
