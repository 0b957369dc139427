//! UpdateService: what of a service changes, and whether its tasks are to be replaced for it.
//!
//! A new revision is made when tasks must differ: another definition, network or platform version, or because
//! it is forced. Everything else is for the scheduler to follow as it stands, and for tasks yet to be started.
//!
//! Must not know: how tasks are replaced.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, AvailabilityZoneRebalancing, DeploymentControllerType, LaunchType};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix as task_sets_prefix};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::{Scope, Tx};

use super::deploy::{self, Aside};
use super::reference::{arn_of, revision_key};
use super::unbuilt::{self, Features};
use super::{deployment_configuration, form, order, placement, reference, shown};
use crate::caller::Caller;
use crate::ecs::capacity_provider;
use crate::ecs::problems::invalid;
use crate::ecs::task::{order as task_order, placing};
use crate::ecs::task_definition::identifier::{self, Reference};

const MUST_FORCE: &str = "When switching from launch type to capacity provider strategy on an existing service, or \
    between capacity of Fargate and of instances, you must force a new deployment.";

pub(super) fn update_service(
    caller: &Caller,
    mut input: ecs::UpdateServiceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateServiceResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    check(&input)?;
    let configuration = input.deployment_configuration.take();
    let update = Update {
        configuration: configuration.map(deployment_configuration::checked).transpose()?,
        controller: input.deployment_controller.take().map(|it| unbuilt::controller(Some(it))).transpose()?,
        definition: definition(scope, &input)?,
        input,
    };
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, service) = (update.input.cluster.clone(), update.input.service.clone());
        let (key, row) = reference::find_active(tx, scope, cluster.as_deref(), &service)?;
        update.apply(tx, &key, Service::clone(&row))?;
        Ok(ecs::UpdateServiceResponse { service: shown::answer(tx, &key) })
    })
}

fn check(input: &ecs::UpdateServiceRequest) -> Result<(), ApiError> {
    form::check_desired(input.desired_count)?;
    form::check_grace(input.health_check_grace_period_seconds)?;
    form::check_propagation(input.propagate_tags.as_ref())?;
    form::check_rebalancing(input.availability_zone_rebalancing.as_ref())?;
    form::check_monitoring(input.monitoring.as_ref())?;
    let features = Features {
        load_balancers: input.load_balancers.as_ref(),
        service_registries: input.service_registries.as_ref(),
        service_connect: input.service_connect_configuration.as_ref(),
        volumes: input.volume_configurations.as_ref(),
        lattice: input.vpc_lattice_configurations.as_ref(),
        gateways: input.gateway_connectors.as_ref(),
    };
    features.refuse()
}

fn definition(scope: Scope, input: &ecs::UpdateServiceRequest) -> Result<Option<Reference>, ApiError> {
    input.task_definition.as_deref().map(|given| identifier::parse(scope, given)).transpose()
}

/// An update that is right in itself.
struct Update {
    input: ecs::UpdateServiceRequest,
    configuration: Option<ecs::DeploymentConfiguration>,
    controller: Option<ecs::DeploymentController>,
    definition: Option<Reference>,
}

impl Update {
    fn apply(mut self, tx: &mut Tx<'_>, key: &ServiceKey, mut row: Service) -> Result<(), ApiError> {
        let before = row.clone();
        self.check_controller(&row.service)?;
        let mut aside = Aside::of(tx, key, &row);
        let mut reasons = self.set_aside(&mut aside);
        let rebalancing = self.input.availability_zone_rebalancing.take();
        let forced = self.input.force_new_deployment == Some(true);
        let daemon = row.is_daemon();
        self.set_capacity(tx, key, &mut row.service, forced)?;
        let definition = self.definition.take();
        let replaced = match definition {
            Some(reference) => Some(task_order::active(tx, key.scope, &reference)?),
            None => None,
        };
        if let Some(definition) = &replaced {
            row.service.task_definition = Some(identifier::arn_of(&definition.key));
        }
        self.set(&mut row.service, daemon)?;
        row.service.availability_zone_rebalancing = Some(rebalanced(&row.service, rebalancing)?);
        reasons.extend(differences(&before.service, &row.service, forced));
        if reasons.is_empty() {
            chronicle(tx, key, &before.service, &row.service);
            return keep(tx, key, row);
        }
        let definition = match replaced {
            Some(definition) => definition,
            None => order::definition_of(tx, key, &row.service)?,
        };
        let order = order::make(tx, key, &row.service, &definition)?;
        row.service.platform_family.clone_from(&order.launch.platform_family);
        deploy::begin(tx, key, row, order, aside, format!("UpdateService: {}", reasons.join(", ")));
        Ok(())
    }

    /// Which members may be given depends on who conducts the deployments, and that stays as it is.
    fn check_controller(&self, service: &ecs::Service) -> Result<(), ApiError> {
        let current = service.deployment_controller.clone().unwrap_or_default();
        if self.controller.as_ref().is_some_and(|given| *given != current) {
            return Err(unbuilt::unsupported("A change of deploymentController", "create another service"));
        }
        if current.r#type != DeploymentControllerType::External {
            return Ok(());
        }
        let input = &self.input;
        let of_task_sets = [
            ("taskDefinition", input.task_definition.is_some()),
            ("networkConfiguration", input.network_configuration.is_some()),
            ("platformVersion", input.platform_version.is_some()),
            ("capacityProviderStrategy", input.capacity_provider_strategy.is_some()),
            ("deploymentConfiguration", self.configuration.is_some()),
            ("forceNewDeployment", input.force_new_deployment == Some(true)),
        ];
        match of_task_sets.iter().find(|(_, given)| *given) {
            Some((member, _)) => Err(invalid(format!(
                "{member} cannot be updated on a service whose deployment controller is EXTERNAL; use task sets."
            ))),
            None => Ok(()),
        }
    }

    /// What only revisions hold; why a new one is needed, if it is.
    fn set_aside(&mut self, aside: &mut Aside) -> Vec<&'static str> {
        let before = aside.clone();
        // Only one that is switched off comes this far.
        aside.service_connect =
            self.input.service_connect_configuration.take().or(aside.service_connect.take());
        if let Some(given) = self.input.monitoring.take() {
            let says = given.metric_configurations.iter().flatten().next().is_some();
            aside.monitoring = says.then_some(given);
        }
        let reasons = [
            ("another Service Connect configuration", before.service_connect != aside.service_connect),
            ("another monitoring configuration", before.monitoring != aside.monitoring),
        ];
        true_ones(&reasons)
    }

    /// An empty strategy takes the service back to its launch type.
    fn set_capacity(
        &mut self,
        tx: &Tx<'_>,
        key: &ServiceKey,
        service: &mut ecs::Service,
        forced: bool,
    ) -> Result<(), ApiError> {
        let Some(given) = self.input.capacity_provider_strategy.take() else { return Ok(()) };
        let before = order::compute_of(service);
        if given.is_empty() {
            service.capacity_provider_strategy = None;
            let fallback = if before.is_fargate() { LaunchType::Fargate } else { LaunchType::Ec2 };
            service.launch_type.get_or_insert(fallback);
        } else {
            let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
            let row = tx.get::<Cluster>(&cluster).cloned().unwrap_or_default();
            let items = capacity_provider::usable_strategy(tx, &cluster, &row, &given)?;
            service.capacity_provider_strategy = Some(items);
        }
        let after = order::compute_of(service);
        let kind_changes = before.is_fargate() != after.is_fargate()
            || before.first_provider().is_some() != after.first_provider().is_some();
        if kind_changes && !forced {
            return Err(invalid(MUST_FORCE));
        }
        if service.scheduling_strategy == Some(ecs::SchedulingStrategy::Daemon) && after.is_fargate() {
            return Err(invalid("The DAEMON scheduling strategy is not supported on Fargate; use REPLICA."));
        }
        if before.is_fargate() != after.is_fargate() && self.input.platform_version.is_none() {
            service.platform_version = after.is_fargate().then(|| "LATEST".to_owned());
        }
        Ok(())
    }

    fn set(self, service: &mut ecs::Service, daemon: bool) -> Result<(), ApiError> {
        let Self { input, configuration, .. } = self;
        if let Some(given) = configuration {
            let before = service.deployment_configuration.take().unwrap_or_default();
            service.deployment_configuration = Some(deployment_configuration::merged(given, before, daemon)?);
        }
        if let Some(constraints) = input.placement_constraints {
            placing::constraints(&[], &constraints)?;
            service.placement_constraints = Some(constraints);
        }
        if let Some(strategy) = input.placement_strategy {
            if daemon && !strategy.is_empty() {
                return Err(invalid("placementStrategy cannot be given for the DAEMON scheduling strategy."));
            }
            service.placement_strategy = Some(placing::strategy(&strategy)?);
        }
        service.desired_count = input.desired_count.filter(|_| !daemon).or(service.desired_count);
        service.network_configuration =
            form::network(input.network_configuration).or(service.network_configuration.take());
        let platform_version = input.platform_version.filter(|version| !version.is_empty());
        service.platform_version = platform_version.or(service.platform_version.take());
        service.health_check_grace_period_seconds =
            input.health_check_grace_period_seconds.or(service.health_check_grace_period_seconds);
        service.enable_execute_command = input.enable_execute_command.or(service.enable_execute_command);
        service.enable_ecs_managed_tags = input.enable_ecs_managed_tags.or(service.enable_ecs_managed_tags);
        service.propagate_tags = input.propagate_tags.or(service.propagate_tags.take());
        Ok(())
    }
}

/// What was on goes off where a change makes it impossible, unless the change itself asks for it.
fn rebalanced(
    service: &ecs::Service,
    given: Option<AvailabilityZoneRebalancing>,
) -> Result<AvailabilityZoneRebalancing, ApiError> {
    let before = service.availability_zone_rebalancing.clone();
    match (given, before) {
        (None, Some(AvailabilityZoneRebalancing::Enabled)) => placement::rebalancing(service, None),
        (None, _) => Ok(AvailabilityZoneRebalancing::Disabled),
        (given, _) => placement::rebalancing(service, given),
    }
}

/// Why tasks must be replaced, if they must.
fn differences(before: &ecs::Service, after: &ecs::Service, forced: bool) -> Vec<&'static str> {
    true_ones(&[
        ("another task definition", before.task_definition != after.task_definition),
        ("another network configuration", before.network_configuration != after.network_configuration),
        ("another platform version", before.platform_version != after.platform_version),
        ("forced", forced),
    ])
}

fn true_ones(reasons: &[(&'static str, bool)]) -> Vec<&'static str> {
    reasons.iter().filter(|(_, is_one)| *is_one).map(|(reason, _)| *reason).collect()
}

fn chronicle(tx: &mut Tx<'_>, key: &ServiceKey, before: &ecs::Service, after: &ecs::Service) {
    if before == after {
        return;
    }
    let (old, new) = (before.desired_count.unwrap_or_default(), after.desired_count.unwrap_or_default());
    let what = if old == new {
        "settings changed that need no deployment".to_owned()
    } else {
        format!("the desired count changed from {old} to {new}")
    };
    tx.chronicle(key.scope, &arn_of(key), deploy::USER, what, Some("UpdateService".to_owned()));
}

/// Keeps a row whose tasks need not be replaced; tasks to come are started as it says now.
fn keep(tx: &mut Tx<'_>, key: &ServiceKey, row: Service) -> Result<(), ApiError> {
    follow(tx, key, &row)?;
    tx.put(key, row);
    Ok(())
}

/// The orders of the newest revision and of task sets, as the service has them now.
fn follow(tx: &mut Tx<'_>, key: &ServiceKey, row: &Service) -> Result<(), ApiError> {
    if let Some(rollout) = row.primary() {
        let revision = revision_key(key, &rollout.revision);
        if let Some(before) = tx.get::<ServiceRevision>(&revision).cloned() {
            let order = order::following(tx, key, &row.service, &before.order)?;
            tx.update(&revision, |row: &mut ServiceRevision| row.order = order);
        }
    }
    let sets = tx.scan::<TaskSet>(&task_sets_prefix(key));
    let sets: Vec<(TaskSetKey, _)> = sets.map(|(key, row)| (key, row.clone())).collect();
    for (set, before) in sets {
        let order = order::following(
            tx,
            key,
            &super::task_set::as_service(&row.service, &before.task_set),
            &before.order,
        )?;
        tx.update(&set, |row: &mut TaskSet| row.order = order);
    }
    Ok(())
}

/// The tags of a service have changed: tasks to come are tagged with them.
pub(in crate::ecs) fn tags_changed(tx: &mut Tx<'_>, key: &ServiceKey) -> Result<(), ApiError> {
    match tx.get::<Service>(key).filter(|row| row.is_active()).cloned() {
        Some(row) => follow(tx, key, &row),
        None => Ok(()),
    }
}
