//! What a service may ask for that is not built yet: it is refused by the name of its member, never kept and
//! ignored. An empty list and a feature that is switched off ask for nothing.
//!
//! Must not know: services.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    DeploymentController, DeploymentControllerType, GatewayConnector, LoadBalancer,
    ServiceConnectConfiguration, ServiceRegistry, ServiceVolumeConfiguration, VpcLatticeConfiguration, error,
};

use crate::ecs::problems::invalid;

const TARGET_GROUPS_MAX: usize = 5;
const REGISTRIES_MAX: usize = 1;

pub(super) fn unsupported(member: &str, instead: &str) -> ApiError {
    let message = format!("{member} is not built yet; {instead}.");
    ApiError::new(&error::UNSUPPORTED_FEATURE_EXCEPTION, message)
}

/// The members of a request that stand for features to come.
#[derive(Default)]
pub(super) struct Features<'a> {
    pub(super) load_balancers: Option<&'a Vec<LoadBalancer>>,
    pub(super) service_registries: Option<&'a Vec<ServiceRegistry>>,
    pub(super) service_connect: Option<&'a ServiceConnectConfiguration>,
    pub(super) volumes: Option<&'a Vec<ServiceVolumeConfiguration>>,
    pub(super) lattice: Option<&'a Vec<VpcLatticeConfiguration>>,
    pub(super) gateways: Option<&'a Vec<GatewayConnector>>,
}

fn given<T>(list: Option<&Vec<T>>) -> &[T] {
    list.map(Vec::as_slice).unwrap_or_default()
}

impl Features<'_> {
    pub(super) fn refuse(&self) -> Result<(), ApiError> {
        check_load_balancers(given(self.load_balancers))?;
        check_registries(given(self.service_registries))?;
        let asked = [
            ("loadBalancers", !given(self.load_balancers).is_empty()),
            ("serviceRegistries", !given(self.service_registries).is_empty()),
            ("serviceConnectConfiguration", self.service_connect.is_some_and(|it| it.enabled)),
            ("volumeConfigurations", !given(self.volumes).is_empty()),
            ("vpcLatticeConfigurations", !given(self.lattice).is_empty()),
            ("gatewayConnectors", !given(self.gateways).is_empty()),
        ];
        match asked.iter().find(|(_, asked)| *asked) {
            Some((member, _)) => Err(unsupported(member, "leave it out")),
            None => Ok(()),
        }
    }
}

fn check_load_balancers(given: &[LoadBalancer]) -> Result<(), ApiError> {
    if given.len() > TARGET_GROUPS_MAX {
        return Err(invalid(format!("loadBalancers can have at most {TARGET_GROUPS_MAX} items.")));
    }
    for balancer in given {
        if balancer.target_group_arn.is_some() == balancer.load_balancer_name.is_some() {
            return Err(invalid(
                "loadBalancers must each have either a targetGroupArn or a loadBalancerName, and not both.",
            ));
        }
        if balancer.container_name.as_deref().unwrap_or_default().is_empty()
            || balancer.container_port.is_none()
        {
            return Err(invalid("loadBalancers must each have a containerName and a containerPort."));
        }
    }
    let classic = given.iter().filter(|balancer| balancer.load_balancer_name.is_some()).count();
    if classic > 1 || (classic == 1 && given.len() > 1) {
        return Err(invalid("loadBalancers can have one loadBalancerName, alone, or target groups."));
    }
    Ok(())
}

fn check_registries(given: &[ServiceRegistry]) -> Result<(), ApiError> {
    if given.len() > REGISTRIES_MAX {
        return Err(invalid(format!("serviceRegistries can have at most {REGISTRIES_MAX} item.")));
    }
    for registry in given {
        if registry.registry_arn.as_deref().unwrap_or_default().is_empty() {
            return Err(invalid("serviceRegistries must each have a registryArn."));
        }
        if registry.container_name.is_some() != registry.container_port.is_some() {
            return Err(invalid("serviceRegistries must have containerName and containerPort together."));
        }
        if registry.port.is_some() && registry.container_port.is_some() {
            return Err(invalid(
                "serviceRegistries must have either port or containerName and containerPort.",
            ));
        }
    }
    Ok(())
}

/// Who conducts deployments: ECS, or somebody outside by task sets.
pub(super) fn controller(given: Option<DeploymentController>) -> Result<DeploymentController, ApiError> {
    let controller = given.unwrap_or(DeploymentController { r#type: DeploymentControllerType::Ecs });
    match &controller.r#type {
        DeploymentControllerType::Ecs | DeploymentControllerType::External => Ok(controller),
        DeploymentControllerType::CodeDeploy => {
            Err(unsupported("deploymentController.type CODE_DEPLOY", "use ECS or EXTERNAL"))
        }
        DeploymentControllerType::Unknown(other) => {
            Err(invalid(format!("deploymentController.type '{other}' is not known; use ECS or EXTERNAL.")))
        }
    }
}
