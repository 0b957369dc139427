//! The machine's side: the bridge with the addresses this machine answers on, forwarding, and what is left over
//! from earlier lives.
//!
//! The bridge has no ports: every attachment is behind a veth of its own with a route to its address, so that there
//! is no limit of ports, nothing is flooded, and no traffic bypasses the rules. The bridge carries the addresses.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;

use crate::error::NetworkError;
use crate::links::{self, Link};
use crate::namespaces::{Names, io, is_bound};
use crate::netlink::{Message, Socket};
use crate::reaper::Remains;
use crate::records::{Record, Records};
use crate::settings::Settings;

const FORWARDING: &str = "/proc/sys/net/ipv4/ip_forward";
/// Where the old `iptables` back end lists the tables in use.
const OLD_TABLES: &str = "/proc/thread-self/net/ip_tables_names";

/// Remembered attachments that still exist, with their interfaces found again; the others are forgotten.
pub(crate) fn adopt(
    records: &Records,
    settings: &Settings,
    existing: &[Link],
) -> Result<BTreeMap<String, Record>, NetworkError> {
    let by_name: BTreeMap<&str, u32> = existing.iter().map(|link| (link.name.as_str(), link.index)).collect();
    let mut adopted = BTreeMap::new();
    for mut record in records.read_all()? {
        let path = &record.attachment.namespace;
        let interface = record.interface.as_deref();
        record.index = interface.and_then(|name| by_name.get(name).copied());
        let ours = path.parent() == Some(settings.config.run_dir.as_path());
        if ours && is_bound(path) && interface.is_some() == record.index.is_some() {
            adopted.insert(record.request.id.clone(), record);
        } else {
            tracing::info!(id = record.request.id, "a remembered attachment is gone");
            records.forget(&record.request.id);
        }
    }
    Ok(adopted)
}

/// Interfaces and namespaces of ours that belong to no attachment.
pub(crate) fn left_over(
    settings: &Settings,
    existing: &[Link],
    adopted: &BTreeMap<String, Record>,
) -> Result<Vec<Remains>, NetworkError> {
    let kept: HashSet<_> = adopted.values().filter_map(|record| record.index).collect();
    let paths: HashSet<_> = adopted.values().map(|record| record.attachment.namespace.clone()).collect();
    let strays = existing.iter().filter(|link| link.name.starts_with(&settings.rules.prefix));
    let interfaces = strays.filter(|link| !kept.contains(&link.index));
    let mut remains: Vec<_> =
        interfaces.map(|link| Remains { interface: Some(link.index), ..Remains::default() }).collect();
    let entries = fs::read_dir(&settings.config.run_dir).map_err(|error| io("list namespaces", &error))?;
    let files = entries.flatten().map(|entry| entry.path()).filter(|path| !paths.contains(path));
    remains.extend(files.map(|path| Remains { namespace: Some(path), ..Remains::default() }));
    Ok(remains)
}

/// The newest life of a node of this tag of which something is on the machine; 0 where nothing is.
pub(crate) fn newest_life(settings: &Settings, existing: &[Link]) -> u32 {
    let entries = fs::read_dir(&settings.config.run_dir).into_iter().flatten().flatten();
    let files = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let names = files.chain(existing.iter().map(|link| link.name.clone()));
    names.filter_map(|name| Names::life_of(&settings.rules.prefix, &name)).max().unwrap_or_default()
}

/// Makes the bridge where it is missing, gives it exactly the addresses it should have, and wires what was adopted.
pub(crate) fn set_up_bridge(
    route: &mut Socket,
    settings: &Settings,
    adopted: &BTreeMap<String, Record>,
) -> Result<u32, NetworkError> {
    route.carry_out(&[links::create_bridge(&settings.bridge), links::bring_up(&settings.bridge)])?;
    let bridge = links::link_by_name(route, &settings.bridge)?.ok_or_else(|| NetworkError::Io {
        what: format!("find bridge {}", settings.bridge),
        reason: "it is gone".to_owned(),
    })?;
    let rules = &settings.rules;
    let mut wanted = vec![(rules.gateway, rules.prefix_length)];
    wanted.extend(rules.link_local.map(|address| (address, 32)));
    let gateways: BTreeSet<_> = adopted.values().filter_map(|record| record.attachment.gateway).collect();
    wanted.extend(
        gateways.into_iter().filter(|gateway| *gateway != rules.gateway).map(|gateway| (gateway, 32)),
    );
    let present = links::addresses_of(route, bridge.index)?;
    let gone = present.iter().filter(|pair| !wanted.contains(pair));
    let mut changes: Vec<Message> =
        gone.map(|(address, length)| links::delete_address(bridge.index, *address, *length)).collect();
    changes
        .extend(wanted.iter().map(|(address, length)| links::add_address(bridge.index, *address, *length)));
    changes.extend(adopted.values().flat_map(way_to));
    route.carry_out(&changes)?;
    Ok(bridge.index)
}

fn way_to(record: &Record) -> Vec<Message> {
    let attachment = &record.attachment;
    let (Some(index), Some(address), Some(mac_address)) =
        (record.index, attachment.address, attachment.mac_address)
    else {
        return Vec::new();
    };
    way(index, address, attachment.gateway, mac_address).into()
}

/// The machine's route to an attachment, and whom to send to.
pub(crate) fn way(
    index: u32,
    address: Ipv4Addr,
    source: Option<Ipv4Addr>,
    mac_address: [u8; 6],
) -> [Message; 2] {
    [links::add_route(index, address, source), links::add_neighbour(index, address, mac_address)]
}

/// Turned on for the whole machine where it is off, and left on: others may have come to need it.
pub(crate) fn allow_forwarding(records: &Records) -> Result<(), NetworkError> {
    let now =
        fs::read_to_string(FORWARDING).map_err(|error| io("read whether packets are forwarded", &error))?;
    if now.trim() != "0" {
        return Ok(());
    }
    records.note_forwarding_was_off()?;
    fs::write(FORWARDING, "1").map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            NetworkError::NotPermitted { what: format!("write {FORWARDING}"), missing: "CAP_NET_ADMIN" }
        }
        _ => io("let packets be forwarded", &error),
    })?;
    tracing::info!("turned net.ipv4.ip_forward on; it was off");
    Ok(())
}

/// Whether rules of the old kind are in use, which netlink does not show.
pub(crate) fn old_rules_in_use() -> bool {
    fs::read_to_string(OLD_TABLES).is_ok_and(|tables| tables.lines().any(|table| table == "filter"))
}

pub(crate) fn make_run_dir(path: &Path) -> Result<(), NetworkError> {
    fs::create_dir_all(path).map_err(|error| io("create the folder of namespaces", &error))
}
