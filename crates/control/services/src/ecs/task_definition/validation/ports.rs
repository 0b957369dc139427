//! Ports: what each network mode allows, ranges, names, and that no port is promised twice.
//!
//! Must not know: which ports are free on an instance.

use std::collections::BTreeSet;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{ContainerDefinition, NetworkMode, PortMapping, TransportProtocol};

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_given, items, name_of, setting, text};

const PORTS: std::ops::RangeInclusive<i32> = 1..=65_535;
const RANGES_MAX: usize = 100;
const NAME_LENGTH_MAX: usize = 64;

/// The ports of a mapping in its container, both ends included.
#[derive(Clone, Copy)]
struct Span {
    first: i32,
    last: i32,
    single: bool,
}

impl Span {
    fn overlaps(&self, other: &Span) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    for container in definition.containers {
        check_container(definition, container)?;
    }
    host_ports_are_promised_once(definition)?;
    names_are_unique(definition)
}

fn check_container(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let mappings = items(&container.port_mappings);
    if definition.network == NetworkMode::None && !mappings.is_empty() {
        return Err(setting(container, "Port mappings are not supported when networkMode=none."));
    }
    let ranges = mappings.iter().filter(|mapping| mapping.container_port_range.is_some()).count();
    if ranges > RANGES_MAX {
        return Err(setting(
            container,
            format_args!("At most {RANGES_MAX} port ranges are supported: {ranges}."),
        ));
    }
    let mut earlier: Vec<(Span, &PortMapping)> = Vec::with_capacity(mappings.len());
    for mapping in mappings {
        let span = span(definition, container, mapping)?;
        for (other, taken) in &earlier {
            if other.overlaps(&span) {
                overlap(container, (*other, taken), (span, mapping))?;
            }
        }
        name(container, mapping)?;
        earlier.push((span, mapping));
    }
    Ok(())
}

fn span(
    definition: &Definition<'_>,
    container: &ContainerDefinition,
    mapping: &PortMapping,
) -> Result<Span, ApiError> {
    match (&mapping.container_port_range, mapping.container_port) {
        (Some(_), Some(_)) => Err(both_forms(container)),
        (Some(_), None) if mapping.host_port.is_some_and(|port| port != 0) => Err(both_forms(container)),
        (Some(range), None) => range_span(definition, container, range),
        (None, port) => {
            let port = port
                .filter(|port| PORTS.contains(port))
                .ok_or_else(|| bad_port(container, "containerPort"))?;
            host_port(definition, container, port, mapping.host_port)?;
            Ok(Span { first: port, last: port, single: true })
        }
    }
}

fn both_forms(container: &ContainerDefinition) -> ApiError {
    setting(container, "A port mapping cannot specify both single port and port range.")
}

fn bad_port(container: &ContainerDefinition, member: &str) -> ApiError {
    let (min, max) = PORTS.into_inner();
    setting(container, format_args!("The '{member}' of a port mapping must be between {min} and {max}."))
}

fn host_port(
    definition: &Definition<'_>,
    container: &ContainerDefinition,
    port: i32,
    host: Option<i32>,
) -> Checked {
    let Some(host) = host.filter(|host| *host != 0) else { return Ok(()) };
    if !PORTS.contains(&host) {
        return Err(bad_port(container, "hostPort"));
    }
    if host != port && ports_are_static(definition) {
        return Err(client(format!(
            "When networkMode={}, the host ports and container ports in port mappings must match.",
            definition.network
        )));
    }
    Ok(())
}

fn ports_are_static(definition: &Definition<'_>) -> bool {
    matches!(definition.network, NetworkMode::Awsvpc | NetworkMode::Host)
}

fn range_span(
    definition: &Definition<'_>,
    container: &ContainerDefinition,
    range: &str,
) -> Result<Span, ApiError> {
    if definition.network == NetworkMode::Host {
        return Err(setting(container, "containerPortRange is not supported when networkMode=host."));
    }
    let ends = range.split_once('-').and_then(|(first, last)| Some((port(first)?, port(last)?)));
    match ends {
        Some((first, last)) if first < last => Ok(Span { first, last, single: false }),
        _ => Err(setting(
            container,
            format_args!(
                "The containerPortRange '{range}' must be two ports, the lower one first: '8000-8010'."
            ),
        )),
    }
}

fn port(text: &str) -> Option<i32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|port| PORTS.contains(port))
}

fn protocol(mapping: &PortMapping) -> TransportProtocol {
    mapping.protocol.clone().unwrap_or(TransportProtocol::Tcp)
}

/// Two mappings of a container that share a port: allowed only for one port bound to several host ports.
fn overlap(
    container: &ContainerDefinition,
    left: (Span, &PortMapping),
    right: (Span, &PortMapping),
) -> Checked {
    let ((span, left), (other, right)) = (left, right);
    if !span.single || !other.single {
        return Err(setting(container, "A port can only be included in one port mapping per container."));
    }
    if protocol(left) != protocol(right) {
        let message = format!("The container port {} cannot be exposed for multiple protocols.", span.first);
        return Err(setting(container, message));
    }
    if left.host_port.unwrap_or(0) == right.host_port.unwrap_or(0) {
        let message = format!("The container port {} is mapped to the same host port twice.", span.first);
        return Err(setting(container, message));
    }
    Ok(())
}

fn name(container: &ContainerDefinition, mapping: &PortMapping) -> Checked {
    if mapping.app_protocol.is_some() && protocol(mapping) == TransportProtocol::Udp {
        return Err(setting(container, "An appProtocol requires the protocol tcp."));
    }
    let name = text(&mapping.name);
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    if name.len() > NAME_LENGTH_MAX || name.starts_with('-') || !name.bytes().all(allowed) {
        let form = "1 to 64 lowercase letters, digits, _ and -, not starting with -";
        return Err(setting(container, format_args!("The port mapping name '{name}' must be {form}.")));
    }
    Ok(())
}

fn host_ports_are_promised_once(definition: &Definition<'_>) -> Checked {
    let mut promised = BTreeSet::new();
    let mut ranges: Vec<(Span, TransportProtocol)> = Vec::new();
    for (container, mapping) in all(definition) {
        let protocol = protocol(mapping);
        let own = mapping.container_port.filter(|_| ports_are_static(definition));
        let host = mapping.host_port.filter(|port| *port != 0).or(own);
        if let Some(host) = host
            && !promised.insert((host, protocol.clone()))
        {
            return Err(setting(
                container,
                format_args!("The host port {host}/{protocol} is used more than once."),
            ));
        }
        // In awsvpc the containers of a task share one network, so ranges meet as well.
        if let Some(range) = mapping.container_port_range.as_deref().filter(|_| ports_are_static(definition))
        {
            ranges.push((range_span(definition, container, range)?, protocol));
        }
    }
    let single = |port: i32| Span { first: port, last: port, single: true };
    for (position, (span, protocol)) in ranges.iter().enumerate() {
        let meets = |(other, of): &(Span, TransportProtocol)| of == protocol && other.overlaps(span);
        let port_meets =
            |(port, of): &(i32, TransportProtocol)| of == protocol && span.overlaps(&single(*port));
        if ranges.iter().skip(position + 1).any(meets) || promised.iter().any(port_meets) {
            let message = format!(
                "The port range {}-{} overlaps with ports of another container.",
                span.first, span.last
            );
            return Err(client(message));
        }
    }
    Ok(())
}

fn names_are_unique(definition: &Definition<'_>) -> Checked {
    let mut names = BTreeSet::new();
    for (container, mapping) in all(definition).filter(|(_, mapping)| is_given(&mapping.name)) {
        let name = text(&mapping.name);
        if !names.insert(name) {
            let container = name_of(container);
            let message = format!("Port mapping names must be unique within a task definition: '{name}'");
            return Err(client(format!("{message} of container '{container}'.")));
        }
    }
    Ok(())
}

fn all<'a>(definition: &Definition<'a>) -> impl Iterator<Item = (&'a ContainerDefinition, &'a PortMapping)> {
    definition
        .containers
        .iter()
        .flat_map(|container| items(&container.port_mappings).iter().map(move |mapping| (container, mapping)))
}
