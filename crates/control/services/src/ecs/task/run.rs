//! RunTask: some tasks wherever placement finds room, and why there are not more.
//!
//! Must not know: how places are chosen, or how a node hears of its task.

use longshore_planners::launch::{self, strategy};
use longshore_planners::placement::{Lack, Refusal};
use longshore_shapes::ecs::{self, Failure, TaskField, error};
use longshore_shapes::{ApiError, Structure, Value, cbor};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::idempotency::{IdempotencyKey, IdempotencyToken, Seen};
use longshore_world::records::launch::Order;
use longshore_world::records::task::{TaskKey, stopped};
use longshore_world::{Scope, Tx};
use ring::digest;

use super::compute::{self, Compute};
use super::failure::failure;
use super::names::Names;
use super::order::{self, Asked};
use super::story;
use crate::caller::Caller;
use crate::ecs::problems::invalid;
use crate::ecs::task_definition::identifier;
use crate::ecs::{cluster, tag};
use crate::errors::cold_row;

const COUNT_MAX: usize = 10;
const TOKEN_MAX: usize = 64;
const OPERATION: &str = "RunTask";
const NO_CAPACITY: &str =
    "Capacity is unavailable at this time. Please try again later or in a different availability zone";
const NOBODY_IN_PROVIDER: &str = "No Container Instances were found in your capacity provider.";

pub(super) fn run_task(
    caller: &Caller,
    input: ecs::RunTaskRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::RunTaskResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Names::from(&input).check()?;
    let count =
        usize::try_from(input.count.unwrap_or(1)).ok().filter(|count| (1..=COUNT_MAX).contains(count));
    let count = count.ok_or_else(|| invalid(format!("count must be between 1 and {COUNT_MAX}.")))?;
    let tags = tag::checked(input.tags.clone())?;
    let reference = identifier::parse(scope, &input.task_definition)?;
    let token = Token::of(scope, &input)?;
    Ok(move |tx: &mut Tx<'_>| {
        if let Some(before) = token.as_ref().map(|token| token.seen(tx)).transpose()?.flatten() {
            return Ok(before);
        }
        let (cluster, row) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let given = input.capacity_provider_strategy.as_deref();
        let compute = compute::chosen(tx, &cluster, &row, input.launch_type.as_ref(), given)?;
        let order = order_of(tx, &cluster, &compute, &reference, &input, tags)?;
        let answer = launch_all(tx, &cluster, &compute, &order, count)?;
        if let Some(token) = token {
            token.remember(tx, &answer);
        }
        Ok(answer)
    })
}

fn order_of(
    tx: &Tx<'_>,
    cluster: &ClusterKey,
    compute: &Compute,
    reference: &identifier::Reference,
    input: &ecs::RunTaskRequest,
    tags: Vec<ecs::Tag>,
) -> Result<Order, ApiError> {
    let definition = order::active(tx, cluster.scope, reference)?;
    let asked = Asked {
        platform_version: input.platform_version.as_deref(),
        constraints: input.placement_constraints.as_deref().unwrap_or_default(),
        strategy: input.placement_strategy.as_deref().unwrap_or_default(),
        ..Names::from(input).asked(tx, cluster, &definition.key, tags)?
    };
    order::make(tx, &definition, compute, asked)
}

/// Starts the tasks, each share of a strategy with its own provider.
fn launch_all(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    compute: &Compute,
    order: &Order,
    count: usize,
) -> Result<ecs::RunTaskResponse, ApiError> {
    let (mut tasks, mut failures) = (Vec::new(), Vec::new());
    let Compute::Strategy(items) = compute else {
        launch_share(tx, cluster, order, count, &mut tasks, &mut failures)?;
        return Ok(answer(tx, &tasks, failures));
    };
    for (item, share) in items.iter().zip(strategy::split(items, &[], count)) {
        if share > 0 {
            let order = strategy::for_provider(order, &item.capacity_provider);
            launch_share(tx, cluster, &order, share, &mut tasks, &mut failures)?;
        }
    }
    Ok(answer(tx, &tasks, failures))
}

fn launch_share(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    order: &Order,
    count: usize,
    tasks: &mut Vec<TaskKey>,
    failures: &mut Vec<Failure>,
) -> Result<(), ApiError> {
    let launched = launch::launch(tx, cluster, order, count);
    let rule = story::rule(order);
    launched.tasks.iter().for_each(|task| story::placed(tx, task, &rule));
    tasks.extend(launched.tasks);
    if let Some(refusal) = launched.refusal {
        failures.extend(told(order, &refusal)?);
    }
    Ok(())
}

/// A refusal in the words of ECS: one failure for each instance that was looked at; nothing of the machines
/// that serve FARGATE is told.
fn told(order: &Order, refusal: &Refusal) -> Result<Vec<Failure>, ApiError> {
    if order.launch.is_fargate() {
        let detail = refusal.refused.first().map(|refused| refused.lack.to_string());
        return Ok(vec![Failure { arn: None, reason: Some(NO_CAPACITY.to_owned()), detail }]);
    }
    if refusal.refused.iter().any(|refused| refused.lack == Lack::NoInstances) {
        let provider = order.launch.capacity_provider.is_some();
        return Err(invalid(if provider { NOBODY_IN_PROVIDER } else { Lack::NoInstances.code() }));
    }
    let each = refusal.refused.iter();
    Ok(each.map(|refused| failure(refused.instance.as_ref(), &refused.lack)).collect())
}

fn answer(tx: &Tx<'_>, tasks: &[TaskKey], failures: Vec<Failure>) -> ecs::RunTaskResponse {
    let tasks = tasks.iter().filter_map(|key| super::answer(tx, key, &[TaskField::Tags])).collect();
    ecs::RunTaskResponse { tasks: Some(tasks), failures: Some(failures) }
}

/// A client token, and the request that it stands for.
struct Token {
    key: IdempotencyKey,
    fingerprint: String,
}

impl Token {
    fn of(scope: Scope, input: &ecs::RunTaskRequest) -> Result<Option<Self>, ApiError> {
        let Some(token) = input.client_token.clone().filter(|token| !token.is_empty()) else {
            return Ok(None);
        };
        if token.len() > TOKEN_MAX || !token.bytes().all(|byte| (33..=126).contains(&byte)) {
            return Err(invalid(format!(
                "clientToken must have at most {TOKEN_MAX} characters, none of them a space."
            )));
        }
        let key = IdempotencyKey { scope, operation: OPERATION.to_owned(), token };
        Ok(Some(Self { key, fingerprint: fingerprint(input) }))
    }

    /// What the same request has made, if it was made before.
    fn seen(&self, tx: &Tx<'_>) -> Result<Option<ecs::RunTaskResponse>, ApiError> {
        match IdempotencyToken::look_up(tx, &self.key, &self.fingerprint) {
            Seen::New => Ok(None),
            Seen::Same(arns) => {
                let mut tasks = Vec::with_capacity(arns.len());
                for key in arns.iter().filter_map(|arn| super::key_of_arn(arn)) {
                    let row = stopped::find_within(tx, &key).map_err(cold_row)?;
                    tasks.extend(row.map(|row| super::shown(tx, &key, &row, &[TaskField::Tags])));
                }
                Ok(Some(ecs::RunTaskResponse { tasks: Some(tasks), failures: Some(Vec::new()) }))
            }
            Seen::Different(arns) => {
                let message = "The clientToken was used for another request of RunTask; use a new one.";
                let details =
                    ecs::ConflictException { resource_ids: Some(arns), message: Some(message.to_owned()) };
                Err(ApiError::new(&error::CONFLICT_EXCEPTION, message).with_details(details))
            }
        }
    }

    /// A request that started nothing may be made again.
    fn remember(&self, tx: &mut Tx<'_>, answer: &ecs::RunTaskResponse) {
        let arns: Vec<String> = answer.tasks.iter().flatten().filter_map(|it| it.task_arn.clone()).collect();
        if !arns.is_empty() {
            IdempotencyToken::remember(tx, &self.key, &self.fingerprint, arns);
        }
    }
}

/// Tells one request from another: a digest of all that it says.
pub(in crate::ecs) fn fingerprint<T: Structure + Value>(input: &T) -> String {
    let digest = digest::digest(&digest::SHA256, &cbor::to_vec(input));
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
