//! VPCs: describe, with EC2's filters.
//!
//! Must not know: what a VPC isolates.

use longshore_shapes::ec2::{self, Vpc, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Scope, Snapshot, World};

use super::describe::{PageRequest, all_found, page, passes, refuse_dry_run};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidVpcID.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeVpcs>(describe);
    registry.read::<op::DescribeVpcAttribute>(describe_vpc_attribute);
}

fn all(world: &World, scope: Scope) -> Vec<(longshore_world::KeyBytes, Vpc)> {
    let rows = world.scan::<network::Vpc>(&crate::ecs::scope_prefix(scope));
    rows.map(|(key, row)| (key.bytes(), row.vpc.clone())).collect()
}

fn field(vpc: &Vpc, name: &str) -> Option<Vec<String>> {
    let text = |value: &Option<String>| value.iter().cloned().collect();
    Some(match name {
        "vpc-id" => text(&vpc.vpc_id),
        "owner-id" => text(&vpc.owner_id),
        "cidr" | "cidr-block" | "cidrBlock" | "cidr-block-association.cidr-block" => text(&vpc.cidr_block),
        "dhcp-options-id" => text(&vpc.dhcp_options_id),
        "state" => vpc.state.iter().map(ToString::to_string).collect(),
        "is-default" | "isDefault" => vpc.is_default.iter().map(ToString::to_string).collect(),
        "cidr-block-association.association-id" | "cidr-block-association.state" => {
            let associations = vpc.cidr_block_association_set.iter().flatten();
            let state = |set: &ec2::VpcCidrBlockState| set.state.as_ref().map(ToString::to_string);
            if name.ends_with("state") {
                associations.filter_map(|set| set.cidr_block_state.as_ref().and_then(state)).collect()
            } else {
                associations.filter_map(|set| set.association_id.clone()).collect()
            }
        }
        _ => return None,
    })
}

fn describe(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeVpcsRequest,
) -> Result<ec2::DescribeVpcsResult, ApiError> {
    refuse_dry_run(input.dry_run)?;
    let ids = input.vpc_ids.unwrap_or_default();
    let filters = input.filters.unwrap_or_default();
    let all = all(snapshot, caller.scope);
    let known = |id: &str| all.iter().any(|(_, vpc)| vpc.vpc_id.as_deref() == Some(id));
    all_found(&ids, known, &NOT_FOUND, "vpc ID")?;
    let mut chosen = Vec::new();
    for (place, vpc) in all {
        let asked = ids.is_empty() || vpc.vpc_id.as_ref().is_some_and(|id| ids.contains(id));
        if passes(&vpc, vpc.tags.as_deref(), &filters, &field)? && asked {
            chosen.push((place, vpc));
        }
    }
    let request = PageRequest {
        operation: "DescribeVpcs",
        ids_given: !ids.is_empty(),
        max_results: input.max_results,
        next_token: input.next_token.as_deref(),
    };
    let (vpcs, next_token) = page(snapshot, caller.scope, &request, chosen)?;
    Ok(ec2::DescribeVpcsResult { vpcs: Some(vpcs), next_token })
}

fn describe_vpc_attribute(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeVpcAttributeRequest,
) -> Result<ec2::DescribeVpcAttributeResult, ApiError> {
    refuse_dry_run(input.dry_run)?;
    let key = network::VpcKey { scope: caller.scope, id: input.vpc_id };
    let row = snapshot
        .get::<network::Vpc>(&key)
        .ok_or_else(|| ApiError::new(&NOT_FOUND, format!("The vpc ID '{}' does not exist", key.id)))?;
    let value = |value: bool| Some(ec2::AttributeBooleanValue { value: Some(value) });
    let answer = ec2::DescribeVpcAttributeResult { vpc_id: Some(key.id.clone()), ..Default::default() };
    Ok(match input.attribute {
        ec2::VpcAttributeName::EnableDnsSupport => {
            ec2::DescribeVpcAttributeResult { enable_dns_support: value(row.enable_dns_support), ..answer }
        }
        ec2::VpcAttributeName::EnableDnsHostnames => ec2::DescribeVpcAttributeResult {
            enable_dns_hostnames: value(row.enable_dns_hostnames),
            ..answer
        },
        _ => ec2::DescribeVpcAttributeResult { enable_network_address_usage_metrics: value(false), ..answer },
    })
}
