//! Availability zones: three in every region, named and numbered as AWS does.
//!
//! Must not know: which machines stand in a zone.

use longshore_shapes::ec2::{self, AvailabilityZone, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::{Region, Snapshot};

use super::describe::{all_found, invalid, passes, refuse_dry_run};
use crate::caller::Caller;
use crate::registry::Registry;

static ZONE_NOT_FOUND: ErrorSchema = ErrorSchema::common("InvalidParameterValue", 400);
const LETTERS: [char; 3] = ['a', 'b', 'c'];

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeAvailabilityZones>(describe_availability_zones);
}

/// A zone's name and its id, `us-east-1a` and `use1-az1`.
pub struct Zone {
    pub name: String,
    pub id: String,
}

pub fn zones(region: Region) -> Vec<Zone> {
    let short = short_name(region.as_str());
    let zone = |(number, letter): (usize, &char)| Zone {
        name: format!("{region}{letter}"),
        id: format!("{short}-az{}", number + 1),
    };
    LETTERS.iter().enumerate().map(zone).collect()
}

/// `use1` for us-east-1, `apse2` for ap-southeast-2: the first word, the initials of the direction, the number.
fn short_name(region: &str) -> String {
    let mut words = region.split('-');
    let mut short = words.next().unwrap_or_default().to_owned();
    for word in words {
        match word {
            "northeast" | "northwest" | "southeast" | "southwest" => {
                short.extend(word.chars().next());
                short.extend(word.chars().nth(5));
            }
            number if number.chars().all(|c| c.is_ascii_digit()) => short.push_str(number),
            word => short.extend(word.chars().next()),
        }
    }
    short
}

fn described(region: Region, zone: Zone) -> AvailabilityZone {
    AvailabilityZone {
        zone_name: Some(zone.name),
        zone_id: Some(zone.id),
        region_name: Some(region.to_string()),
        group_name: Some(format!("{region}-zg-1")),
        network_border_group: Some(region.to_string()),
        zone_type: Some("availability-zone".to_owned()),
        opt_in_status: Some(ec2::AvailabilityZoneOptInStatus::OptInNotRequired),
        state: Some(ec2::AvailabilityZoneState::Available),
        messages: Some(Vec::new()),
        ..Default::default()
    }
}

fn field(zone: &AvailabilityZone, name: &str) -> Option<Vec<String>> {
    let value = match name {
        "zone-name" => zone.zone_name.clone(),
        "zone-id" => zone.zone_id.clone(),
        "region-name" => zone.region_name.clone(),
        "group-name" => zone.group_name.clone(),
        "zone-type" => zone.zone_type.clone(),
        "state" => zone.state.as_ref().map(ToString::to_string),
        "opt-in-status" => zone.opt_in_status.as_ref().map(ToString::to_string),
        "message" | "parent-zone-id" | "parent-zone-name" | "group-long-name" => None,
        _ => return None,
    };
    Some(value.into_iter().collect())
}

fn describe_availability_zones(
    _: &Snapshot,
    caller: &Caller,
    input: ec2::DescribeAvailabilityZonesRequest,
) -> Result<ec2::DescribeAvailabilityZonesResult, ApiError> {
    refuse_dry_run(input.dry_run)?;
    let (names, ids) = (input.zone_names.unwrap_or_default(), input.zone_ids.unwrap_or_default());
    if !names.is_empty() && !ids.is_empty() {
        return Err(invalid("Give either ZoneName or ZoneId, not both."));
    }
    let all: Vec<_> =
        zones(caller.region()).into_iter().map(|zone| described(caller.region(), zone)).collect();
    let named = |id: &str| all.iter().any(|zone| zone.zone_name.as_deref() == Some(id));
    let numbered = |id: &str| all.iter().any(|zone| zone.zone_id.as_deref() == Some(id));
    all_found(&names, named, &ZONE_NOT_FOUND, "availability zone")?;
    all_found(&ids, numbered, &ZONE_NOT_FOUND, "availability zone id")?;
    let asked = |wanted: &[String], value: &Option<String>| {
        wanted.is_empty() || value.as_ref().is_some_and(|value| wanted.contains(value))
    };
    let filters = input.filters.unwrap_or_default();
    let mut shown = Vec::new();
    for zone in &all {
        let chosen = asked(&names, &zone.zone_name) && asked(&ids, &zone.zone_id);
        if passes(zone, None, &filters, &field)? && chosen {
            shown.push(zone.clone());
        }
    }
    Ok(ec2::DescribeAvailabilityZonesResult { availability_zones: Some(shown) })
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn zone_ids_have_awss_short_names() {
        let known = [
            ("us-east-1", "use1"),
            ("us-west-2", "usw2"),
            ("eu-central-1", "euc1"),
            ("ap-southeast-2", "apse2"),
            ("ap-northeast-1", "apne1"),
            ("us-gov-west-1", "usgw1"),
            ("sa-east-1", "sae1"),
        ];
        for (region, short) in known {
            assert_eq!(short_name(region), short, "{region}");
        }
    }
}
