//! StartTask: one task on each instance that the caller names, or the reason why not.
//!
//! Nothing is chosen here: an instance that lacks something is a failure in the answer, in the words of
//! placement.
//!
//! Must not know: strategies and constraints, or how a node hears of its task.

use longshore_planners::launch;
use longshore_planners::placement::Refused;
use longshore_shapes::ecs::{self, Failure, LaunchType};
use longshore_shapes::{ApiError, Shared};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::launch::{Launch, Order};
use longshore_world::{Scope, Tx};

use super::compute::Compute;
use super::failure::failure;
use super::names::Names;
use super::order;
use super::story;
use crate::caller::Caller;
use crate::ecs::problems::missing;
use crate::ecs::task_definition::identifier;
use crate::ecs::{cluster, container_instance, tag};

const INSTANCES_MAX: usize = 10;
const EXTERNAL: &str = "ecs.capability.external";

pub(super) fn start_task(
    caller: &Caller,
    input: ecs::StartTaskRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::StartTaskResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Names::from(&input).check()?;
    let tags = tag::checked(input.tags.clone())?;
    let reference = identifier::parse(scope, &input.task_definition)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        container_instance::check_count(&input.container_instances, INSTANCES_MAX)?;
        let orders = Orders::of(tx, scope, &cluster, &reference, &input, tags)?;
        let (mut tasks, mut failures) = (Vec::new(), Vec::new());
        for given in &input.container_instances {
            match orders.start_on(tx, &cluster, given)? {
                Ok(task) => tasks.push(task),
                Err(failure) => failures.push(failure),
            }
        }
        Ok(ecs::StartTaskResponse { tasks: Some(tasks), failures: Some(failures) })
    })
}

/// What is to be started, the same on every instance but for what kind of machine it is.
struct Orders {
    ec2: Order,
    external: Order,
}

impl Orders {
    fn of(
        tx: &Tx<'_>,
        scope: Scope,
        cluster: &ClusterKey,
        reference: &identifier::Reference,
        input: &ecs::StartTaskRequest,
        tags: Vec<ecs::Tag>,
    ) -> Result<Self, ApiError> {
        let definition = order::active(tx, scope, reference)?;
        let asked = Names::from(input).asked(tx, cluster, &definition.key, tags)?;
        // A definition for external machines alone is welcome: the caller names the machine.
        let only_external = order::is_only_external(&definition.body);
        let launch_type = if only_external { LaunchType::External } else { LaunchType::Ec2 };
        let mut ec2 = order::make(tx, &definition, &Compute::LaunchType(launch_type), asked)?;
        // The caller has chosen the machine; what a definition says of the choice is passed over.
        ec2.constraints = Vec::new();
        let with = |launch_type| {
            let launch = Launch { launch_type: Some(launch_type), ..Launch::clone(&ec2.launch) };
            Order { launch: Shared::joined(launch), ..ec2.clone() }
        };
        Ok(Self { external: with(LaunchType::External), ec2: with(LaunchType::Ec2) })
    }

    fn start_on(
        &self,
        tx: &mut Tx<'_>,
        cluster: &ClusterKey,
        given: &str,
    ) -> Result<Result<ecs::Task, Failure>, ApiError> {
        let key = container_instance::key_of(cluster, given)?;
        let Some(row) = container_instance::find(tx, cluster, &key) else {
            return Ok(Err(missing(container_instance::arn_of(&key))));
        };
        let order = if has_attribute(row, EXTERNAL) { &self.external } else { &self.ec2 };
        Ok(match launch::launch_on(tx, cluster, order, &key) {
            Ok(task) => {
                story::placed(tx, &task, story::NAMED);
                Ok(super::answer(tx, &task, &[ecs::TaskField::Tags]).unwrap_or_default())
            }
            Err(Refused { lack, .. }) => Err(failure(Some(&key), &lack)),
        })
    }
}

fn has_attribute(row: &ContainerInstance, name: &str) -> bool {
    row.instance.attributes.iter().flatten().any(|attribute| attribute.name == name)
}
