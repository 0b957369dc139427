//! Assignments out of a few words: a container a line.
//!
//! `web after=db:HEALTHY stop=5 start=10 restart=60 ignore=3 check links=db from=db secret optional`

use std::sync::Arc;

use longshore_link::Assignment;
use longshore_shapes::ecs::{
    ContainerCondition, ContainerDefinition, ContainerDependency, HealthCheck, HostVolumeProperties,
    MountPoint, Secret, TaskDefinition, Volume, VolumeFrom,
};

use crate::plan::{PlanError, TaskPlan, plan};
use crate::settings::Settings;

pub(super) const ARN: &str = "arn:aws:ecs:us-east-1:000000000000:task/demo/0123";

pub(super) fn container(line: &str) -> ContainerDefinition {
    let mut words = line.split_whitespace();
    let name = words.next().unwrap_or_default().to_owned();
    let mut definition = ContainerDefinition {
        image: Some(format!("{name}:1")),
        name: Some(name),
        essential: Some(true),
        ..Default::default()
    };
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        set(&mut definition, key, value);
    }
    definition
}

fn set(definition: &mut ContainerDefinition, key: &str, value: &str) {
    let number = || value.parse::<i32>().unwrap();
    match key {
        "optional" => definition.essential = Some(false),
        "after" => {
            let (name, condition) = value.split_once(':').unwrap();
            definition.depends_on.get_or_insert_default().push(ContainerDependency {
                container_name: name.to_owned(),
                condition: ContainerCondition::from(condition),
            });
        }
        "stop" => definition.stop_timeout = Some(number()),
        "start" => definition.start_timeout = Some(number()),
        "memory" => definition.memory = Some(number()),
        "restart" => {
            let policy = definition.restart_policy.get_or_insert_default();
            policy.enabled = true;
            policy.restart_attempt_period = Some(number());
        }
        "ignore" => {
            let policy = definition.restart_policy.get_or_insert_default();
            policy.ignored_exit_codes = Some(vec![number()]);
        }
        "check" => {
            let command = vec!["CMD-SHELL".to_owned(), "true".to_owned()];
            let numbers: Vec<i32> = value.split(',').filter_map(|number| number.parse().ok()).collect();
            let [interval, retries, start_period] = numbers[..] else {
                panic!("interval, retries, start period")
            };
            definition.health_check = Some(HealthCheck {
                command,
                interval: Some(interval),
                retries: Some(retries),
                start_period: Some(start_period),
                ..Default::default()
            });
        }
        "links" => definition.links = Some(vec![value.to_owned()]),
        "from" => {
            let source_container = Some(value.to_owned());
            definition.volumes_from = Some(vec![VolumeFrom { source_container, read_only: Some(true) }]);
        }
        "secret" => {
            definition.secrets = Some(vec![Secret { name: "PASSWORD".into(), value_from: value.into() }]);
        }
        "mounts" => {
            let (name, path) = value.split_once(':').unwrap();
            definition.mount_points.get_or_insert_default().push(MountPoint {
                source_volume: Some(name.to_owned()),
                container_path: Some(path.to_owned()),
                read_only: None,
            });
        }
        other => panic!("{other}"),
    }
}

pub(super) fn assignment(lines: &str) -> Assignment {
    let containers: Vec<_> =
        lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(container).collect();
    let mut volumes: Vec<Volume> = Vec::new();
    for mount in containers.iter().flat_map(|container| container.mount_points.iter().flatten()) {
        if !volumes.iter().any(|volume| volume.name == mount.source_volume) {
            let host = Some(HostVolumeProperties::default());
            volumes.push(Volume { name: mount.source_volume.clone(), host, ..Default::default() });
        }
    }
    Assignment {
        task_arn: Some(ARN.to_owned()),
        desired_status: Some("RUNNING".to_owned()),
        definition: Some(Arc::new(TaskDefinition {
            family: Some("web".to_owned()),
            revision: Some(3),
            container_definitions: Some(containers),
            volumes: Some(volumes),
            ..Default::default()
        })),
        ..Default::default()
    }
}

pub(super) fn planned(lines: &str, settings: &Settings) -> Result<Arc<TaskPlan>, PlanError> {
    plan(Arc::new(assignment(lines)), settings).map(Arc::new)
}
