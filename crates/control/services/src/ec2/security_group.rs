//! Security groups: describe, with EC2's filters.
//!
//! Must not know: how rules are enforced.

use longshore_shapes::ec2::{self, SecurityGroup, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Snapshot};

use super::describe::{Asked, Described, describe};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidGroup.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeSecurityGroups>(describe_security_groups);
}

impl Described for SecurityGroup {
    const OPERATION: &'static str = "DescribeSecurityGroups";
    const NOUN: &'static str = "security group";
    const NOT_FOUND: &'static ErrorSchema = &NOT_FOUND;

    fn id(&self) -> Option<&str> {
        self.group_id.as_deref()
    }

    fn name(&self) -> Option<&str> {
        self.group_name.as_deref()
    }

    fn tags(&self) -> Option<&[ec2::Tag]> {
        self.tags.as_deref()
    }

    fn field(&self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Option<String>| value.iter().cloned().collect();
        Some(match name {
            "group-id" => text(&self.group_id),
            "group-name" => text(&self.group_name),
            "description" => text(&self.description),
            "owner-id" => text(&self.owner_id),
            "vpc-id" => text(&self.vpc_id),
            _ => {
                let (rules, of) = match name.strip_prefix("egress.") {
                    Some(of) => (&self.ip_permissions_egress, of),
                    None => (&self.ip_permissions, name),
                };
                let values =
                    rules.iter().flatten().map(|rule| rule_field(rule, of.strip_prefix("ip-permission.")?));
                return values.collect::<Option<Vec<_>>>().map(|values| values.concat());
            }
        })
    }
}

fn describe_security_groups(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeSecurityGroupsRequest,
) -> Result<ec2::DescribeSecurityGroupsResult, ApiError> {
    let asked = Asked {
        dry_run: input.dry_run,
        ids: input.group_ids,
        names: input.group_names,
        filters: input.filters,
        max_results: input.max_results,
        next_token: input.next_token,
    };
    let rows = snapshot.scan::<network::SecurityGroup>(&crate::ecs::scope_prefix(caller.scope));
    let all = rows.map(|(key, row)| (key.bytes(), row.group.clone()));
    let (security_groups, next_token) = describe(snapshot, caller.scope, asked, all)?;
    Ok(ec2::DescribeSecurityGroupsResult { security_groups: Some(security_groups), next_token })
}

fn rule_field(rule: &ec2::IpPermission, name: &str) -> Option<Vec<String>> {
    let pairs = || rule.user_id_group_pairs.iter().flatten();
    Some(match name {
        "protocol" => rule.ip_protocol.iter().cloned().collect(),
        "from-port" => rule.from_port.iter().map(ToString::to_string).collect(),
        "to-port" => rule.to_port.iter().map(ToString::to_string).collect(),
        "cidr" => rule.ip_ranges.iter().flatten().filter_map(|range| range.cidr_ip.clone()).collect(),
        "group-id" => pairs().filter_map(|pair| pair.group_id.clone()).collect(),
        "group-name" => pairs().filter_map(|pair| pair.group_name.clone()).collect(),
        "user-id" => pairs().filter_map(|pair| pair.user_id.clone()).collect(),
        _ => return None,
    })
}
