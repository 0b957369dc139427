//! Images that instances are to have before a task needs them: what was decided and not answered yet.
//!
//! The row of one instance and one image stands until the node says what came of it, or nobody waits any more.
//!
//! Must not know: who decides, or how an image is pulled.

use longshore_shapes::{Timestamp, schema};

use super::container_instance::ContainerInstanceKey;
use super::task_definition::TaskDefinitionKey;
use crate::key::{KeyBytes, KeyWriter};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// `image`: as the task definition names it.
    PrePullKey {
        scope: Scope = scope,
        cluster: String = text,
        instance: String = text,
        image: String = text
    }
);

structure! {
    PrePull {
        family: String => schema::TEXT,
        revision: i64 => schema::LONG,
        /// Where it is settled which image the name means.
        digest: Option<String> => schema::TEXT,
        decided_at: Timestamp => schema::TIMESTAMP,
        /// For what, in plain words.
        reason: String => schema::TEXT,
    }
}

impl PrePullKey {
    pub fn new(instance: &ContainerInstanceKey, image: &str) -> Self {
        Self {
            scope: instance.scope,
            cluster: instance.cluster.clone(),
            instance: instance.id.clone(),
            image: image.to_owned(),
        }
    }

    pub fn of_instance(&self) -> ContainerInstanceKey {
        ContainerInstanceKey { scope: self.scope, cluster: self.cluster.clone(), id: self.instance.clone() }
    }
}

impl PrePull {
    /// The definition whose image it is, in the account and region of the instance.
    pub fn definition(&self, key: &PrePullKey) -> TaskDefinitionKey {
        let revision = u32::try_from(self.revision).unwrap_or_default();
        TaskDefinitionKey { scope: key.scope, family: self.family.clone(), revision }
    }
}

/// The start of the keys of one instance's.
pub fn instance_prefix(instance: &ContainerInstanceKey) -> KeyBytes {
    KeyWriter::new().scope(instance.scope).text(&instance.cluster).text(&instance.id).finish()
}

impl StoredRecord for PrePull {
    type Key = PrePullKey;
    const TABLE: u16 = 115;
    const NAME: &'static str = "pre-pull";
}

impl Record for PrePull {}
