//! Subnets: describe, with EC2's filters.
//!
//! Must not know: which addresses are in use.

use longshore_shapes::ec2::{self, Subnet, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Scope, Snapshot, World};

use super::describe::{PageRequest, all_found, page, passes, refuse_dry_run};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidSubnetID.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeSubnets>(describe);
}

fn all(world: &World, scope: Scope) -> Vec<(longshore_world::KeyBytes, Subnet)> {
    let rows = world.scan::<network::Subnet>(&crate::ecs::scope_prefix(scope));
    rows.map(|(key, row)| (key.bytes(), row.subnet.clone())).collect()
}

fn field(subnet: &Subnet, name: &str) -> Option<Vec<String>> {
    let text = |value: &Option<String>| value.iter().cloned().collect();
    let flag = |value: &Option<bool>| value.iter().map(ToString::to_string).collect();
    Some(match name {
        "subnet-id" => text(&subnet.subnet_id),
        "subnet-arn" => text(&subnet.subnet_arn),
        "vpc-id" => text(&subnet.vpc_id),
        "owner-id" => text(&subnet.owner_id),
        "availability-zone" | "availabilityZone" => text(&subnet.availability_zone),
        "availability-zone-id" | "availabilityZoneId" => text(&subnet.availability_zone_id),
        "cidr" | "cidr-block" | "cidrBlock" => text(&subnet.cidr_block),
        "state" => subnet.state.iter().map(ToString::to_string).collect(),
        "default-for-az" | "defaultForAz" => flag(&subnet.default_for_az),
        "map-public-ip-on-launch" => flag(&subnet.map_public_ip_on_launch),
        "ipv6-native" => flag(&subnet.ipv6_native),
        "enable-dns64" => flag(&subnet.enable_dns64),
        "available-ip-address-count" => {
            subnet.available_ip_address_count.iter().map(ToString::to_string).collect()
        }
        _ => return None,
    })
}

fn describe(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeSubnetsRequest,
) -> Result<ec2::DescribeSubnetsResult, ApiError> {
    refuse_dry_run(input.dry_run)?;
    let ids = input.subnet_ids.unwrap_or_default();
    let filters = input.filters.unwrap_or_default();
    let all = all(snapshot, caller.scope);
    let known = |id: &str| all.iter().any(|(_, subnet)| subnet.subnet_id.as_deref() == Some(id));
    all_found(&ids, known, &NOT_FOUND, "subnet ID")?;
    let mut chosen = Vec::new();
    for (place, subnet) in all {
        let asked = ids.is_empty() || subnet.subnet_id.as_ref().is_some_and(|id| ids.contains(id));
        if passes(&subnet, subnet.tags.as_deref(), &filters, &field)? && asked {
            chosen.push((place, subnet));
        }
    }
    let request = PageRequest {
        operation: "DescribeSubnets",
        ids_given: !ids.is_empty(),
        max_results: input.max_results,
        next_token: input.next_token.as_deref(),
    };
    let (subnets, next_token) = page(snapshot, caller.scope, &request, chosen)?;
    Ok(ec2::DescribeSubnetsResult { subnets: Some(subnets), next_token })
}
