//! Environment variables, files of them, and secrets.
//!
//! Must not know: where secrets are kept, or what is in them.

use std::collections::BTreeSet;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{ContainerDefinition, EnvironmentFileType, Secret};

use super::Checked;
use crate::arn::Arn;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, items, setting, text};

const FILES_MAX: usize = 10;
const FILE_EXTENSION: &str = ".env";

pub(super) fn check(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    if items(&container.environment).iter().any(|variable| text(&variable.name).is_empty()) {
        return Err(setting(container, "The name of an environment variable should not be null or empty."));
    }
    files(container)?;
    secrets(definition, container)
}

fn files(container: &ContainerDefinition) -> Checked {
    let files = items(&container.environment_files);
    if files.len() > FILES_MAX {
        return Err(setting(container, format_args!("At most {FILES_MAX} environment files are supported.")));
    }
    for file in files {
        let arn = Arn::parse(&file.value).filter(|arn| arn.service == "s3" && arn.resource.contains('/'));
        let bad =
            |what: &str| setting(container, format_args!("The environment file '{}' {what}.", file.value));
        if file.r#type != EnvironmentFileType::S3 {
            return Err(bad("must have the type s3"));
        }
        if arn.is_none() {
            return Err(bad("must be the ARN of an object in Amazon S3"));
        }
        if !file.value.ends_with(FILE_EXTENSION) {
            return Err(bad("must have the extension .env"));
        }
    }
    Ok(())
}

fn secrets(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let secrets = items(&container.secrets);
    if secrets.is_empty() {
        return Ok(());
    }
    need_execution_role(definition, "container secrets")?;
    let mut names: BTreeSet<&str> = items(&container.environment).iter().map(|it| text(&it.name)).collect();
    for secret in secrets {
        self::secret(container, secret)?;
        if !names.insert(&secret.name) {
            return Err(client(format!(
                "The secret name must be unique and not shared with any new or existing environment \
                 variables set on the container, such as '{}'.",
                secret.name
            )));
        }
    }
    Ok(())
}

pub(super) fn need_execution_role(definition: &Definition<'_>, what: &str) -> Checked {
    if definition.has_execution_role() {
        return Ok(());
    }
    Err(client(format!(
        "When you are specifying {what}, you must also specify a value for 'executionRoleArn'."
    )))
}

/// A secret's ARN, or the ARN or name of a parameter.
pub(super) fn secret(container: &ContainerDefinition, secret: &Secret) -> Checked {
    if secret.name.is_empty() || secret.value_from.is_empty() {
        return Err(setting(container, "A secret requires a name and a valueFrom."));
    }
    if Arn::looks_like(&secret.value_from) && !is_secret_arn(&secret.value_from) {
        return Err(not_a_secret(container, secret));
    }
    Ok(())
}

fn is_secret_arn(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| match arn.service {
        "secretsmanager" => arn.resource.starts_with("secret:"),
        "ssm" => arn.resource.starts_with("parameter/"),
        _ => false,
    })
}

fn not_a_secret(container: &ContainerDefinition, secret: &Secret) -> ApiError {
    let wanted = "the ARN of a secret in Secrets Manager, or the ARN or name of a parameter in SSM";
    setting(container, format_args!("The valueFrom of the secret '{}' must be {wanted}.", secret.name))
}
