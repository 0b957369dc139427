//! The network of a task of network mode awsvpc: what a request may ask for, and what its node is told.
//!
//! Must not know: bridges, namespaces, or how an address reaches a machine.

use longshore_link::NetworkInterface;
use longshore_planners::launch::address;
use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    AssignPublicIp, AwsVpcConfiguration, NetworkConfiguration, NetworkMode, TaskDefinition,
};
use longshore_world::records::launch::LaunchNetwork;
use longshore_world::records::network::{SecurityGroup, SecurityGroupKey, Subnet, SubnetKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Scope, World};

use crate::ecs::problems::invalid;

const SUBNETS_MAX: usize = 16;
const SECURITY_GROUPS_MAX: usize = 5;
const DEFAULT_GROUP: &str = "default";

/// What a task's definition asks of the request's network configuration, and nothing else.
pub(super) fn checked(
    world: &World,
    scope: Scope,
    definition: &TaskDefinition,
    given: Option<&NetworkConfiguration>,
    fargate: bool,
) -> Result<Option<LaunchNetwork>, ApiError> {
    let given = given.and_then(|given| given.awsvpc_configuration.as_ref());
    let awsvpc = definition.network_mode == Some(NetworkMode::Awsvpc);
    match given {
        None if awsvpc => {
            Err(invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified."))
        }
        Some(_) if !awsvpc => Err(invalid(
            "Network Configuration is not valid for the given networkMode of this task definition.",
        )),
        given => given.map(|given| network(world, scope, given, fargate)).transpose(),
    }
}

fn network(
    world: &World,
    scope: Scope,
    given: &AwsVpcConfiguration,
    fargate: bool,
) -> Result<LaunchNetwork, ApiError> {
    if given.subnets.is_empty() {
        return Err(invalid("subnets can not be empty."));
    }
    if given.subnets.len() > SUBNETS_MAX {
        return Err(invalid(format!("subnets can have at most {SUBNETS_MAX} items.")));
    }
    let assign_public_ip = given.assign_public_ip == Some(AssignPublicIp::Enabled);
    if assign_public_ip && !fargate {
        return Err(invalid("Assign public IP is not supported for this launch type."));
    }
    let subnet = |id: &String| {
        let found = world.get::<Subnet>(&SubnetKey { scope, id: id.clone() });
        let missing = || {
            invalid(format!(
                "Error retrieving subnet information for [{id}]: The subnet ID '{id}' does not exist"
            ))
        };
        found.ok_or_else(missing)
    };
    let subnets: Vec<_> = given.subnets.iter().map(subnet).collect::<Result<_, _>>()?;
    let vpc = subnets.first().and_then(|row| row.subnet.vpc_id.clone()).unwrap_or_default();
    if subnets.iter().any(|row| row.subnet.vpc_id.as_ref() != Some(&vpc)) {
        return Err(invalid("subnets must all be of the same VPC."));
    }
    let security_groups = groups(world, scope, &vpc, given.security_groups.as_deref().unwrap_or_default())?;
    Ok(LaunchNetwork { subnets: given.subnets.clone(), security_groups, assign_public_ip })
}

fn groups(world: &World, scope: Scope, vpc: &str, given: &[String]) -> Result<Vec<String>, ApiError> {
    if given.len() > SECURITY_GROUPS_MAX {
        return Err(invalid(format!("securityGroups can have at most {SECURITY_GROUPS_MAX} items.")));
    }
    for id in given {
        let key = SecurityGroupKey { scope, id: id.clone() };
        let found = world.get::<SecurityGroup>(&key);
        if found.is_none_or(|row| row.group.vpc_id.as_deref() != Some(vpc)) {
            let problem = format!("The security group '{id}' does not exist in VPC {vpc}");
            return Err(invalid(format!(
                "Error retrieving security group information for [{id}]: {problem}"
            )));
        }
    }
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    let prefix = crate::ecs::scope_prefix(scope);
    let mut all = world.scan::<SecurityGroup>(&prefix);
    let default = all.find(|(_, row)| {
        row.group.vpc_id.as_deref() == Some(vpc) && row.group.group_name.as_deref() == Some(DEFAULT_GROUP)
    });
    Ok(default.map(|(key, _)| key.id).into_iter().collect())
}

/// What a node needs to give a task its address.
pub(super) fn interface(world: &World, key: &TaskKey, row: &Task) -> Option<NetworkInterface> {
    let place = row.address.as_ref()?;
    let attachment = address::attachment(key, place);
    let subnet = world.get::<Subnet>(&SubnetKey { scope: key.scope, id: place.subnet_id.to_string() });
    let subnet_range = subnet.and_then(|row| row.subnet.cidr_block.clone());
    let router = subnet.and_then(|row| address::router(row));
    let text = |name| address::detail(&attachment, name).map(str::to_owned);
    Some(NetworkInterface {
        attachment_id: attachment.id.clone(),
        network_interface_id: text(address::INTERFACE),
        subnet_id: Some(place.subnet_id.to_string()),
        address: text(address::ADDRESS),
        subnet_range,
        gateway: router.map(|router| router.to_string()),
        mac_address: text(address::MAC),
        private_dns_name: text(address::DNS_NAME),
        security_groups: row.launch.network.as_ref().map(|network| network.security_groups.clone()),
        dns_servers: None,
        dns_search: None,
    })
}

/// The VPC that a task's subnet is of.
pub(super) fn vpc_of(world: &World, scope: Scope, row: &Task) -> Option<String> {
    let id = row.address.as_ref()?.subnet_id.to_string();
    world.get::<Subnet>(&SubnetKey { scope, id })?.subnet.vpc_id.clone()
}
