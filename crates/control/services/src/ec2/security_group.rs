//! Security groups: describe, with EC2's filters.
//!
//! Must not know: how rules are enforced.

use longshore_shapes::ec2::{self, SecurityGroup, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::records::network;
use longshore_world::{RowKey, Scope, Snapshot, World};

use super::describe::{PageRequest, all_found, page, passes, refuse_dry_run};
use crate::caller::Caller;
use crate::registry::Registry;

static NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidGroup.NotFound", 400);

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeSecurityGroups>(describe);
}

fn all(world: &World, scope: Scope) -> Vec<(longshore_world::KeyBytes, SecurityGroup)> {
    let rows = world.scan::<network::SecurityGroup>(&crate::ecs::scope_prefix(scope));
    rows.map(|(key, row)| (key.bytes(), row.group.clone())).collect()
}

fn field(group: &SecurityGroup, name: &str) -> Option<Vec<String>> {
    let text = |value: &Option<String>| value.iter().cloned().collect();
    Some(match name {
        "group-id" => text(&group.group_id),
        "group-name" => text(&group.group_name),
        "description" => text(&group.description),
        "owner-id" => text(&group.owner_id),
        "vpc-id" => text(&group.vpc_id),
        _ => {
            let (rules, of) = match name.strip_prefix("egress.") {
                Some(of) => (&group.ip_permissions_egress, of),
                None => (&group.ip_permissions, name),
            };
            let values =
                rules.iter().flatten().map(|rule| rule_field(rule, of.strip_prefix("ip-permission.")?));
            return values.collect::<Option<Vec<_>>>().map(|values| values.concat());
        }
    })
}

fn describe(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeSecurityGroupsRequest,
) -> Result<ec2::DescribeSecurityGroupsResult, ApiError> {
    refuse_dry_run(input.dry_run)?;
    let ids = input.group_ids.unwrap_or_default();
    let names = input.group_names.unwrap_or_default();
    let filters = input.filters.unwrap_or_default();
    let all = all(snapshot, caller.scope);
    let known = |id: &str| all.iter().any(|(_, group)| group.group_id.as_deref() == Some(id));
    all_found(&ids, known, &NOT_FOUND, "security group")?;
    let named = |name: &str| all.iter().any(|(_, group)| group.group_name.as_deref() == Some(name));
    all_found(&names, named, &NOT_FOUND, "security group")?;
    let mut chosen = Vec::new();
    for (place, group) in all {
        let asked = ids.is_empty() || group.group_id.as_ref().is_some_and(|id| ids.contains(id));
        let asked =
            asked && (names.is_empty() || group.group_name.as_ref().is_some_and(|name| names.contains(name)));
        if passes(&group, group.tags.as_deref(), &filters, &field)? && asked {
            chosen.push((place, group));
        }
    }
    let request = PageRequest {
        operation: "DescribeSecurityGroups",
        ids_given: !ids.is_empty(),
        max_results: input.max_results,
        next_token: input.next_token.as_deref(),
    };
    let (security_groups, next_token) = page(snapshot, caller.scope, &request, chosen)?;
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
