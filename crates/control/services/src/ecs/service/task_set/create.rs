//! CreateTaskSet.
//!
//! Must not know: how a task set gets its tasks.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, Scale, Tag};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::idempotency::{IdempotencyKey, IdempotencyToken, Seen};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::{Scope, Tx};

use super::super::create::fingerprint;
use super::super::reference::{arn_of, task_set_arn, task_set_key, task_set_of};
use super::super::unbuilt::Features;
use super::super::{deploy, form, order};
use super::{as_service, checked_scale, find_service};
use crate::caller::Caller;
use crate::ecs::problems::{invalid, limit_exceeded};
use crate::ecs::tag;
use crate::ecs::task::compute::{self, Compute};
use crate::ecs::task::order as task_order;
use crate::ecs::task_definition::identifier::{self, Reference};

const TASK_SETS_MAX: usize = 5;
const EXTERNAL_ID_MAX: usize = 255;

/// A request that is right in itself.
struct Draft {
    input: ecs::CreateTaskSetRequest,
    fingerprint: String,
    definition: Reference,
    scale: Scale,
    tags: Vec<Tag>,
}

pub(in crate::ecs::service) fn create_task_set(
    caller: &Caller,
    mut input: ecs::CreateTaskSetRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::CreateTaskSetResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let fingerprint = fingerprint(&input);
    form::check_token(input.client_token.as_deref())?;
    let features = Features {
        load_balancers: input.load_balancers.as_ref(),
        service_registries: input.service_registries.as_ref(),
        ..Default::default()
    };
    features.refuse()?;
    if input.external_id.as_deref().unwrap_or_default().chars().count() > EXTERNAL_ID_MAX {
        return Err(invalid(format!("externalId must have at most {EXTERNAL_ID_MAX} characters.")));
    }
    let draft = Draft {
        fingerprint,
        definition: identifier::parse(scope, &input.task_definition)?,
        scale: checked_scale(input.scale.take())?,
        tags: tag::checked(input.tags.take())?,
        input,
    };
    Ok(move |tx: &mut Tx<'_>| {
        let (key, row) = find_service(tx, scope, &draft.input.cluster, &draft.input.service)?;
        let set = draft.create(tx, scope, &key, &row)?;
        Ok(ecs::CreateTaskSetResponse { task_set: super::answer(tx, &set) })
    })
}

impl Draft {
    fn create(
        self,
        tx: &mut Tx<'_>,
        scope: Scope,
        key: &ServiceKey,
        row: &Service,
    ) -> Result<TaskSetKey, ApiError> {
        let token = self.input.client_token.clone().filter(|token| !token.is_empty());
        let token = token.map(|token| IdempotencyKey {
            scope,
            operation: "CreateTaskSet".to_owned(),
            token: format!("{}/{}/{token}", key.cluster, key.name),
        });
        if let Some(token) = &token {
            match IdempotencyToken::look_up(tx, token, &self.fingerprint) {
                Seen::New => {}
                Seen::Same(made) => return task_set_of(key, made.first().map_or("", String::as_str)),
                Seen::Different(_) => return Err(invalid("Creation of task set was not idempotent.")),
            }
        }
        if tx.scan::<TaskSet>(&service_prefix(key)).count() >= TASK_SETS_MAX {
            return Err(limit_exceeded(format!("A service can have at most {TASK_SETS_MAX} task sets.")));
        }
        let fingerprint = self.fingerprint.clone();
        let set = self.write(tx, key, row)?;
        if let Some(token) = token {
            IdempotencyToken::remember(tx, &token, &fingerprint, vec![task_set_arn(&set)]);
        }
        Ok(set)
    }

    fn write(self, tx: &mut Tx<'_>, key: &ServiceKey, row: &Service) -> Result<TaskSetKey, ApiError> {
        let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
        let cluster_row = tx.get::<Cluster>(&cluster).cloned().unwrap_or_default();
        let strategy = self.input.capacity_provider_strategy.as_deref();
        let compute = compute::chosen(tx, &cluster, &cluster_row, self.input.launch_type.as_ref(), strategy)?;
        let fargate = compute.is_fargate();
        let (launch_type, strategy) = match compute {
            Compute::LaunchType(launch_type) => (Some(launch_type), None),
            Compute::Strategy(items) => (None, Some(items)),
        };
        let definition = task_order::active(tx, key.scope, &self.definition)?;
        let set_key = task_set_key(key, &deploy::rollout_id(tx));
        let now = tx.now();
        let mut set = ecs::TaskSet {
            id: Some(set_key.id.clone()),
            task_set_arn: Some(task_set_arn(&set_key)),
            service_arn: Some(arn_of(key)),
            cluster_arn: Some(deploy::cluster_arn(key)),
            external_id: self.input.external_id,
            status: Some(deploy::ACTIVE.to_owned()),
            task_definition: Some(identifier::arn_of(&definition.key)),
            created_at: Some(now),
            updated_at: Some(now),
            launch_type,
            capacity_provider_strategy: strategy,
            platform_version: self.input.platform_version.or_else(|| fargate.then(|| "LATEST".to_owned())),
            network_configuration: form::network(self.input.network_configuration),
            scale: Some(self.scale),
            tags: Some(self.tags),
            ..Default::default()
        };
        let order = order::make(tx, key, &as_service(&row.service, &set), &definition)?;
        set.platform_family.clone_from(&order.launch.platform_family);
        let what = format!("task set {} was created", set_key.id);
        tx.chronicle(key.scope, &arn_of(key), deploy::USER, what, Some("CreateTaskSet".to_owned()));
        tx.put(&set_key, TaskSet { task_set: set, order, created_at: now });
        Ok(set_key)
    }
}
