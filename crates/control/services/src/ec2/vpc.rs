//! VPCs: describe, with EC2's filters.
//!
//! Must not know: what a VPC isolates.

use longshore_shapes::ec2::{self, Vpc, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Snapshot};

use super::describe::{Asked, Described, describe, refuse_dry_run};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidVpcID.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeVpcs>(describe_vpcs);
    registry.read::<op::DescribeVpcAttribute>(describe_vpc_attribute);
}

impl Described for Vpc {
    const OPERATION: &'static str = "DescribeVpcs";
    const NOUN: &'static str = "vpc ID";
    const NOT_FOUND: &'static ErrorSchema = &NOT_FOUND;

    fn id(&self) -> Option<&str> {
        self.vpc_id.as_deref()
    }

    fn tags(&self) -> Option<&[ec2::Tag]> {
        self.tags.as_deref()
    }

    fn field(&self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Option<String>| value.iter().cloned().collect();
        Some(match name {
            "vpc-id" => text(&self.vpc_id),
            "owner-id" => text(&self.owner_id),
            "cidr" | "cidr-block" | "cidrBlock" | "cidr-block-association.cidr-block" => {
                text(&self.cidr_block)
            }
            "dhcp-options-id" => text(&self.dhcp_options_id),
            "state" => self.state.iter().map(ToString::to_string).collect(),
            "is-default" | "isDefault" => self.is_default.iter().map(ToString::to_string).collect(),
            "cidr-block-association.association-id" | "cidr-block-association.state" => {
                let associations = self.cidr_block_association_set.iter().flatten();
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
}

fn describe_vpcs(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeVpcsRequest,
) -> Result<ec2::DescribeVpcsResult, ApiError> {
    let asked = Asked {
        dry_run: input.dry_run,
        ids: input.vpc_ids,
        filters: input.filters,
        max_results: input.max_results,
        next_token: input.next_token,
        ..Asked::default()
    };
    let rows = snapshot.scan::<network::Vpc>(&crate::ecs::scope_prefix(caller.scope));
    let all = rows.map(|(key, row)| (key.bytes(), row.vpc.clone()));
    let (vpcs, next_token) = describe(snapshot, caller.scope, asked, all)?;
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
