//! Images that nodes pull before a task needs them: what a node is asked for, with which rights, what came of it.
//!
//! Must not know: why an image is wanted there.

use longshore_link as link;
use longshore_planners::pre_pull;
use longshore_shapes::Timestamp;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::pre_pull::{PrePull, PrePullKey, instance_prefix};
use longshore_world::records::task_definition::{TaskDefinition, TaskDefinitionBody, TaskDefinitionKey};
use longshore_world::{Snapshot, Tx};

use super::task_definition::identifier::arn_of;
use crate::ecr::plane;

/// Longer words of a node are cut.
const ERROR_CHARACTERS_MAX: usize = 1024;

/// Everything that an instance is asked for and has not answered.
pub fn wanted(snapshot: &Snapshot, instance: &ContainerInstanceKey) -> Vec<link::PrePull> {
    let rows = snapshot.scan::<PrePull>(&instance_prefix(instance));
    rows.map(|(key, row)| {
        let task_definition_arn = Some(arn_of(&row.definition(&key)));
        link::PrePull { image: Some(key.image), digest: row.digest.clone(), task_definition_arn }
    })
    .collect()
}

/// A node says what came of one.
pub fn answered(tx: &mut Tx<'_>, instance: &ContainerInstanceKey, answer: &link::PrePulled) {
    let cut = |text: &String| text.chars().take(ERROR_CHARACTERS_MAX).collect();
    let image = answer.image.as_deref().unwrap_or_default();
    pre_pull::answered(tx, instance, image, answer.pulled == Some(true), answer.error.as_ref().map(cut));
}

/// How an instance pulls an image that it was asked for, where that is one of the registry's here: the password. The
/// rights are those of the definition's tasks.
pub fn password(
    snapshot: &Snapshot,
    instance: &ContainerInstanceKey,
    definition_arn: &str,
    image: &str,
    ports: &[u16],
    now: Timestamp,
) -> Option<String> {
    let key = PrePullKey::new(instance, image);
    let definition = snapshot.get::<PrePull>(&key)?.definition(&key);
    if arn_of(&definition) != definition_arn {
        return None;
    }
    let body = body(snapshot, &definition)?;
    let repository = plane::repository_of(snapshot, instance.scope, image, ports)?;
    let role = body.task_definition.execution_role_arn.as_deref();
    Some(plane::pull_password_of(snapshot, instance.scope, role, &repository, now))
}

fn body(snapshot: &Snapshot, key: &TaskDefinitionKey) -> Option<TaskDefinitionBody> {
    snapshot.get::<TaskDefinition>(key)?;
    snapshot.cold::<TaskDefinitionBody>(key).ok().flatten()
}

#[cfg(test)]
mod tests;
