//! CreateService: what a new service is, and its first deployment.
//!
//! Must not know: how tasks come to be.

use longshore_shapes::ecs::{self, DeploymentControllerType, SchedulingStrategy, Tag};
use longshore_shapes::{ApiError, cbor};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::idempotency::{IdempotencyKey, IdempotencyToken, Seen};
use longshore_world::records::service::{STATUS_ACTIVE, STATUS_DRAINING, Service, ServiceKey};
use longshore_world::{Scope, Tx};

use super::deploy::{self, Aside};
use super::reference::arn_of;
use super::unbuilt::{self, Features};
use super::{ServiceCounts, deployment_configuration, form, order, placement, shown};
use crate::caller::Caller;
use crate::ecs::problems::invalid;
use crate::ecs::task::compute::{self, Compute};
use crate::ecs::task::{order as task_order, placing};
use crate::ecs::task_definition::identifier::{self, Reference};
use crate::ecs::{cluster, tag};

const SERVICES_MAX: usize = 5000;
const NOT_IDEMPOTENT: &str = "Creation of service was not idempotent.";

/// A request that is right in itself.
struct Draft {
    scope: Scope,
    input: ecs::CreateServiceRequest,
    fingerprint: String,
    created_by: String,
    controller: ecs::DeploymentController,
    configuration: ecs::DeploymentConfiguration,
    tags: Vec<Tag>,
    /// None where others conduct the deployments.
    definition: Option<Reference>,
}

pub(super) fn create_service(
    caller: &Caller,
    input: ecs::CreateServiceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::CreateServiceResponse, ApiError> + use<>, ApiError> {
    let draft = Draft::of(caller, input)?;
    Ok(move |tx: &mut Tx<'_>| {
        let key = draft.create(tx)?;
        Ok(ecs::CreateServiceResponse { service: shown::answer(tx, &key) })
    })
}

impl Draft {
    fn of(caller: &Caller, mut input: ecs::CreateServiceRequest) -> Result<Self, ApiError> {
        let fingerprint = fingerprint(&input);
        form::check_name(&input.service_name)?;
        form::check_token(input.client_token.as_deref())?;
        form::check_desired(input.desired_count)?;
        form::check_grace(input.health_check_grace_period_seconds)?;
        form::check_propagation(input.propagate_tags.as_ref())?;
        form::check_rebalancing(input.availability_zone_rebalancing.as_ref())?;
        form::check_scheduling(input.scheduling_strategy.as_ref())?;
        form::check_monitoring(input.monitoring.as_ref())?;
        features(&input).refuse()?;
        let controller = unbuilt::controller(input.deployment_controller.take())?;
        check_combination(&input, &controller)?;
        let given =
            deployment_configuration::checked(input.deployment_configuration.take().unwrap_or_default())?;
        let daemon = is_daemon(&input);
        let external = controller.r#type == DeploymentControllerType::External;
        Ok(Self {
            scope: caller.scope,
            fingerprint,
            created_by: caller.principal_arn.clone(),
            configuration: deployment_configuration::merged(given, Default::default(), daemon)?,
            tags: tag::checked(input.tags.take())?,
            definition: if external { None } else { Some(definition(caller.scope, &input)?) },
            controller,
            input,
        })
    }

    fn create(self, tx: &mut Tx<'_>) -> Result<ServiceKey, ApiError> {
        let (cluster, cluster_row) = cluster::find_active(tx, self.scope, self.input.cluster.as_deref())?;
        let name = self.input.service_name.clone();
        let key = ServiceKey { scope: self.scope, cluster: cluster.name.clone(), name };
        let token = self.token(&key);
        if was_created(tx, &key, token.as_ref(), &self.fingerprint)? {
            return Ok(key);
        }
        refuse_if_taken(tx, &key, &cluster)?;
        if let Some(token) = token {
            IdempotencyToken::remember(tx, &token, &self.fingerprint, vec![arn_of(&key)]);
        }
        deploy::forget(tx, &key);
        self.write(tx, &key, &cluster, &cluster_row)?;
        Ok(key)
    }

    fn token(&self, key: &ServiceKey) -> Option<IdempotencyKey> {
        let token = self.input.client_token.as_deref().filter(|token| !token.is_empty())?;
        let token = format!("{}/{}/{token}", key.cluster, key.name);
        Some(IdempotencyKey { scope: self.scope, operation: "CreateService".to_owned(), token })
    }

    fn write(
        mut self,
        tx: &mut Tx<'_>,
        key: &ServiceKey,
        cluster: &ClusterKey,
        cluster_row: &Cluster,
    ) -> Result<(), ApiError> {
        let aside = Aside {
            service_connect: self.input.service_connect_configuration.take(),
            monitoring: self.input.monitoring.take(),
        };
        let client_token = self.input.client_token.take();
        let rebalancing = self.input.availability_zone_rebalancing.take();
        let reference = self.definition.take();
        let mut service = self.service(tx, key, cluster, cluster_row, reference.is_some())?;
        service.availability_zone_rebalancing = Some(placement::rebalancing(&service, rebalancing)?);
        let definition =
            reference.map(|reference| task_order::active(tx, key.scope, &reference)).transpose()?;
        service.task_definition = definition.as_ref().map(|definition| identifier::arn_of(&definition.key));
        let why = format!(
            "CreateService, {} tasks of {}",
            service.desired_count.unwrap_or_default(),
            service.task_definition.as_deref().unwrap_or("task sets to come")
        );
        // What ended before was of another service of the name.
        let judged_commit = tx.commit_number();
        let mut row = Service { service, client_token, judged_commit, ..Default::default() };
        let arn = arn_of(key);
        tx.chronicle(key.scope, &arn, deploy::USER, "the service was created".to_owned(), None);
        match definition {
            Some(definition) => {
                let order = order::make(tx, key, &row.service, &definition)?;
                row.service.platform_family.clone_from(&order.launch.platform_family);
                deploy::begin(tx, key, row, order, aside, why);
            }
            None => tx.put(key, row),
        }
        Ok(())
    }

    /// The service as it is kept, without what depends on its definition.
    fn service(
        self,
        tx: &Tx<'_>,
        key: &ServiceKey,
        cluster: &ClusterKey,
        cluster_row: &Cluster,
        has_compute: bool,
    ) -> Result<ecs::Service, ApiError> {
        let Self { input, controller, configuration, tags, created_by, .. } = self;
        let daemon = is_daemon(&input);
        let (launch_type, strategy) =
            if has_compute { chosen(tx, cluster, cluster_row, &input)? } else { (None, None) };
        let constraints = input.placement_constraints.unwrap_or_default();
        placing::constraints(&[], &constraints)?;
        let fargate = order::compute_of(&ecs::Service {
            launch_type: launch_type.clone(),
            capacity_provider_strategy: strategy.clone(),
            ..Default::default()
        })
        .is_fargate();
        if daemon && fargate {
            return Err(invalid("The DAEMON scheduling strategy is not supported on Fargate; use REPLICA."));
        }
        Ok(ecs::Service {
            service_arn: Some(arn_of(key)),
            service_name: Some(key.name.clone()),
            cluster_arn: Some(deploy::cluster_arn(key)),
            status: Some(STATUS_ACTIVE.to_owned()),
            // How many daemons there are to be is a matter of instances.
            desired_count: Some(input.desired_count.filter(|_| !daemon).unwrap_or(0)),
            platform_version: input.platform_version.or_else(|| fargate.then(|| "LATEST".to_owned())),
            launch_type,
            capacity_provider_strategy: strategy,
            deployment_configuration: Some(configuration),
            created_at: Some(tx.now()),
            placement_constraints: Some(constraints),
            placement_strategy: Some(placing::strategy(&input.placement_strategy.unwrap_or_default())?),
            network_configuration: form::network(input.network_configuration),
            health_check_grace_period_seconds: Some(input.health_check_grace_period_seconds.unwrap_or(0)),
            scheduling_strategy: Some(input.scheduling_strategy.unwrap_or(SchedulingStrategy::Replica)),
            deployment_controller: Some(controller),
            tags: Some(tags),
            created_by: Some(created_by),
            enable_ecs_managed_tags: Some(input.enable_ecs_managed_tags.unwrap_or(false)),
            propagate_tags: Some(input.propagate_tags.unwrap_or(ecs::PropagateTags::None)),
            enable_execute_command: Some(input.enable_execute_command.unwrap_or(false)),
            resource_management_type: Some(ecs::ResourceManagementType::Customer),
            ..Default::default()
        })
    }
}

/// Tells the same request from another one under the same token.
pub(super) fn fingerprint(input: &dyn longshore_shapes::Structure) -> String {
    use base64::Engine as _;
    let digest = ring::digest::digest(&ring::digest::SHA256, &cbor::to_vec(input));
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(digest)
}

fn is_daemon(input: &ecs::CreateServiceRequest) -> bool {
    input.scheduling_strategy == Some(SchedulingStrategy::Daemon)
}

fn features(input: &ecs::CreateServiceRequest) -> Features<'_> {
    Features {
        load_balancers: input.load_balancers.as_ref(),
        service_registries: input.service_registries.as_ref(),
        service_connect: input.service_connect_configuration.as_ref(),
        volumes: input.volume_configurations.as_ref(),
        lattice: input.vpc_lattice_configurations.as_ref(),
        gateways: input.gateway_connectors.as_ref(),
    }
}

fn definition(scope: Scope, input: &ecs::CreateServiceRequest) -> Result<Reference, ApiError> {
    let given = input.task_definition.as_deref();
    let given =
        given.ok_or_else(|| invalid("taskDefinition must be given for the ECS deployment controller."))?;
    identifier::parse(scope, given)
}

/// What goes with what.
fn check_combination(
    input: &ecs::CreateServiceRequest,
    controller: &ecs::DeploymentController,
) -> Result<(), ApiError> {
    let external = controller.r#type == DeploymentControllerType::External;
    let daemon = is_daemon(input);
    if daemon && external {
        return Err(invalid("The DAEMON scheduling strategy is for the ECS deployment controller."));
    }
    if daemon && input.placement_strategy.as_ref().is_some_and(|strategy| !strategy.is_empty()) {
        return Err(invalid("placementStrategy cannot be given for the DAEMON scheduling strategy."));
    }
    if input.role.as_deref().is_some_and(|role| !role.is_empty()) {
        return Err(invalid("role can be given only with a load balancer."));
    }
    if !daemon && !external && input.desired_count.is_none() {
        return Err(invalid("desiredCount must be given for the REPLICA scheduling strategy."));
    }
    let of_task_sets = [
        ("taskDefinition", input.task_definition.is_some()),
        ("launchType", input.launch_type.is_some()),
        ("capacityProviderStrategy", input.capacity_provider_strategy.is_some()),
        ("networkConfiguration", input.network_configuration.is_some()),
        ("platformVersion", input.platform_version.is_some()),
    ];
    match of_task_sets.iter().find(|(_, given)| external && *given) {
        Some((member, _)) => Err(invalid(format!(
            "{member} belongs to the task sets of a service whose deployment controller is EXTERNAL."
        ))),
        None => Ok(()),
    }
}

type Chosen = (Option<ecs::LaunchType>, Option<Vec<ecs::CapacityProviderStrategyItem>>);

fn chosen(
    tx: &Tx<'_>,
    cluster: &ClusterKey,
    cluster_row: &Cluster,
    input: &ecs::CreateServiceRequest,
) -> Result<Chosen, ApiError> {
    let strategy = input.capacity_provider_strategy.as_deref();
    Ok(match compute::chosen(tx, cluster, cluster_row, input.launch_type.as_ref(), strategy)? {
        Compute::LaunchType(launch_type) => (Some(launch_type), None),
        Compute::Strategy(items) => (None, Some(items)),
    })
}

/// Whether the same request has been carried out before, and what it made is still there.
fn was_created(
    tx: &Tx<'_>,
    key: &ServiceKey,
    token: Option<&IdempotencyKey>,
    fingerprint: &str,
) -> Result<bool, ApiError> {
    let Some(token) = token else { return Ok(false) };
    let active = tx.get::<Service>(key).is_some_and(|row| row.is_active());
    match IdempotencyToken::look_up(tx, token, fingerprint) {
        Seen::Same(_) if active => Ok(true),
        Seen::Different(_) if active => Err(invalid(NOT_IDEMPOTENT)),
        _ => Ok(false),
    }
}

fn refuse_if_taken(tx: &Tx<'_>, key: &ServiceKey, cluster: &ClusterKey) -> Result<(), ApiError> {
    match tx.get::<Service>(key).map(|row| row.status()) {
        Some(STATUS_ACTIVE) => return Err(invalid(NOT_IDEMPOTENT)),
        Some(STATUS_DRAINING) => return Err(invalid("Unable to Start a service that is still Draining.")),
        _ => {}
    }
    if ServiceCounts::active(tx, cluster) >= SERVICES_MAX {
        return Err(invalid(format!("A cluster can have at most {SERVICES_MAX} services.")));
    }
    Ok(())
}
