//! Subnets: describe, with EC2's filters.
//!
//! Must not know: which addresses are in use.

use longshore_shapes::ec2::{self, Subnet, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Snapshot};

use super::describe::{Asked, Described, describe};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidSubnetID.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeSubnets>(describe_subnets);
}

impl Described for Subnet {
    const OPERATION: &'static str = "DescribeSubnets";
    const NOUN: &'static str = "subnet ID";
    const NOT_FOUND: &'static ErrorSchema = &NOT_FOUND;

    fn id(&self) -> Option<&str> {
        self.subnet_id.as_deref()
    }

    fn tags(&self) -> Option<&[ec2::Tag]> {
        self.tags.as_deref()
    }

    fn field(&self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Option<String>| value.iter().cloned().collect();
        let flag = |value: &Option<bool>| value.iter().map(ToString::to_string).collect();
        Some(match name {
            "subnet-id" => text(&self.subnet_id),
            "subnet-arn" => text(&self.subnet_arn),
            "vpc-id" => text(&self.vpc_id),
            "owner-id" => text(&self.owner_id),
            "availability-zone" | "availabilityZone" => text(&self.availability_zone),
            "availability-zone-id" | "availabilityZoneId" => text(&self.availability_zone_id),
            "cidr" | "cidr-block" | "cidrBlock" => text(&self.cidr_block),
            "state" => self.state.iter().map(ToString::to_string).collect(),
            "default-for-az" | "defaultForAz" => flag(&self.default_for_az),
            "map-public-ip-on-launch" => flag(&self.map_public_ip_on_launch),
            "ipv6-native" => flag(&self.ipv6_native),
            "enable-dns64" => flag(&self.enable_dns64),
            "available-ip-address-count" => {
                self.available_ip_address_count.iter().map(ToString::to_string).collect()
            }
            _ => return None,
        })
    }
}

fn describe_subnets(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeSubnetsRequest,
) -> Result<ec2::DescribeSubnetsResult, ApiError> {
    let asked = Asked {
        dry_run: input.dry_run,
        ids: input.subnet_ids,
        filters: input.filters,
        max_results: input.max_results,
        next_token: input.next_token,
        ..Asked::default()
    };
    let rows = snapshot.scan::<network::Subnet>(&crate::ecs::scope_prefix(caller.scope));
    let all = rows.map(|(key, row)| (key.bytes(), row.subnet.clone()));
    let (subnets, next_token) = describe(snapshot, caller.scope, asked, all)?;
    Ok(ec2::DescribeSubnetsResult { subnets: Some(subnets), next_token })
}
