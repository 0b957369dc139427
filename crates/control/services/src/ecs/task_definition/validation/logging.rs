//! Log drivers and their options, and FireLens routers.
//!
//! Must not know: where logs go.

use std::collections::BTreeMap;

use longshore_shapes::ecs::{ContainerDefinition, LogConfiguration, LogDriver};

use super::Checked;
use super::environment::{need_execution_role, secret};
use crate::arn::Arn;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, items, setting};

const MODES: [&str; 2] = ["blocking", "non-blocking"];
const BOOLEANS: [&str; 2] = ["true", "false"];
const CONFIG_TYPE: &str = "config-file-type";
const CONFIG_VALUE: &str = "config-file-value";
const METADATA: &str = "enable-ecs-log-metadata";

type Options = BTreeMap<String, String>;

/// A router and the containers that log to it come together.
pub(super) fn check_task(definition: &Definition<'_>) -> Checked {
    let routers =
        definition.containers.iter().filter(|container| container.firelens_configuration.is_some()).count();
    let routed = definition.containers.iter().any(|container| {
        let log = container.log_configuration.as_ref();
        log.is_some_and(|log| log.log_driver == LogDriver::Awsfirelens)
    });
    match (routers, routed) {
        (0, true) => Err(client(
            "When awsfirelens log driver is specified in log configuration, a firelens configuration object \
             must be configured in one of the containers.",
        )),
        (1, false) => Err(client(
            "When a firelensConfiguration object is specified, at least one container has to be configured \
             with the awsfirelens log driver.",
        )),
        (0 | 1, _) => Ok(()),
        _ => Err(client("Only one container of a task definition can have a firelensConfiguration.")),
    }
}

pub(super) fn check(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    if let Some(log) = &container.log_configuration {
        driver(container, log)?;
        let secrets = items(&log.secret_options);
        secrets.iter().try_for_each(|it| secret(container, it))?;
        if !secrets.is_empty() {
            need_execution_role(definition, "log driver secret options")?;
        }
    }
    router(container)
}

fn driver(container: &ContainerDefinition, log: &LogConfiguration) -> Checked {
    let none = Options::new();
    let options = log.options.as_ref().unwrap_or(&none);
    match log.log_driver {
        LogDriver::Awslogs => awslogs(container, log, options)?,
        LogDriver::Splunk => require(log, options, &["splunk-url", "splunk-token"])?,
        _ => {}
    }
    one_of(container, options, "mode", &MODES)
}

/// Options may also come out of secrets.
fn require(log: &LogConfiguration, options: &Options, required: &[&str]) -> Checked {
    let given = |name: &str| {
        let plain = options.get(name).is_some_and(|value| !value.is_empty());
        plain || items(&log.secret_options).iter().any(|secret| secret.name == name)
    };
    let missing: Vec<&str> = required.iter().copied().filter(|name| !given(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(client(format!("Log driver {} requires options: {}", log.log_driver, missing.join(", "))))
}

fn awslogs(container: &ContainerDefinition, log: &LogConfiguration, options: &Options) -> Checked {
    require(log, options, &["awslogs-region", "awslogs-group"])?;
    if options.contains_key("awslogs-datetime-format") && options.contains_key("awslogs-multiline-pattern") {
        let message = "The options awslogs-datetime-format and awslogs-multiline-pattern exclude each other.";
        return Err(setting(container, message));
    }
    one_of(container, options, "awslogs-create-group", &BOOLEANS)
}

fn one_of(container: &ContainerDefinition, options: &Options, name: &str, allowed: &[&str]) -> Checked {
    match options.get(name).filter(|value| !allowed.contains(&value.as_str())) {
        Some(value) => {
            let allowed = allowed.join(" or ");
            Err(setting(container, format_args!("The option {name} must be {allowed}: '{value}'.")))
        }
        None => Ok(()),
    }
}

fn router(container: &ContainerDefinition) -> Checked {
    let Some(router) = &container.firelens_configuration else { return Ok(()) };
    let uid = container.user.as_deref().filter(|user| !user.is_empty()).map(|user| user.split(':').next());
    if uid.is_some_and(|uid| uid != Some("0")) {
        return Err(client("If 'user' field is specified on firelens container, then 'UID' has to be '0'."));
    }
    let none = Options::new();
    let options = router.options.as_ref().unwrap_or(&none);
    if let Some(unknown) =
        options.keys().find(|key| ![CONFIG_TYPE, CONFIG_VALUE, METADATA].contains(&key.as_str()))
    {
        return Err(setting(
            container,
            format_args!("The firelensConfiguration has an unknown option '{unknown}'."),
        ));
    }
    one_of(container, options, METADATA, &BOOLEANS)?;
    one_of(container, options, CONFIG_TYPE, &["s3", "file"])?;
    config(container, options)
}

fn config(container: &ContainerDefinition, options: &Options) -> Checked {
    match (options.get(CONFIG_TYPE).map(String::as_str), options.get(CONFIG_VALUE)) {
        (None, None) => Ok(()),
        (Some("s3"), Some(value)) if Arn::parse(value).is_none_or(|arn| arn.service != "s3") => Err(setting(
            container,
            format_args!("The option {CONFIG_VALUE} must be the ARN of an object in Amazon S3."),
        )),
        (Some(_), Some(value)) if !value.is_empty() => Ok(()),
        _ => Err(setting(
            container,
            format_args!("The options {CONFIG_TYPE} and {CONFIG_VALUE} need each other."),
        )),
    }
}
