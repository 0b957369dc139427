//! What a container is told of one it links to beside its name: variables, as Docker's links always made them.
//!
//! They are as old as links are, and programs that were written for links read nothing else. What the image and the
//! definition of the linked container set is passed on; its secrets, its keys and its endpoints are its own.
//!
//! Must not know: when the other one has started.

use std::net::Ipv4Addr;

use longshore_shapes::ecs::{ContainerDefinition, TransportProtocol};

/// What of the other's environment says nothing about it.
const NOT_PASSED_ON: [&str; 2] = ["HOME", "PATH"];

/// The container at the other end.
pub(super) struct Linked<'a> {
    /// What the container that links calls it.
    pub(super) alias: &'a str,
    /// As the runtime knows the container that links.
    pub(super) asker: &'a str,
    pub(super) address: Ipv4Addr,
    pub(super) definition: &'a ContainerDefinition,
    pub(super) image: &'a [String],
}

pub(super) fn variables(linked: &Linked<'_>) -> Vec<(String, String)> {
    let prefix = linked.alias.to_uppercase().replace('-', "_");
    let ports = ports(linked.definition);
    let url = |port: u16, protocol: &str| format!("{protocol}://{}:{port}", linked.address);
    let mut told = Vec::new();
    if let Some((port, protocol)) = ports.first() {
        told.push((format!("{prefix}_PORT"), url(*port, protocol)));
    }
    for (port, protocol) in &ports {
        let name = format!("{prefix}_PORT_{port}_{}", protocol.to_uppercase());
        told.push((format!("{name}_ADDR"), linked.address.to_string()));
        told.push((format!("{name}_PORT"), port.to_string()));
        told.push((format!("{name}_PROTO"), (*protocol).to_owned()));
        told.push((name, url(*port, protocol)));
    }
    told.push((format!("{prefix}_NAME"), format!("/{}/{}", linked.asker, linked.alias)));
    told.extend(environment(linked).into_iter().map(|(name, value)| (format!("{prefix}_ENV_{name}"), value)));
    told
}

/// Single ports, lowest first, with their protocol.
fn ports(definition: &ContainerDefinition) -> Vec<(u16, &'static str)> {
    let mut ports: Vec<_> = (definition.port_mappings.iter().flatten())
        .filter_map(|mapping| {
            let port = u16::try_from(mapping.container_port?).ok()?;
            let udp = mapping.protocol == Some(TransportProtocol::Udp);
            Some((port, if udp { "udp" } else { "tcp" }))
        })
        .collect();
    ports.sort_unstable();
    ports.dedup();
    ports
}

/// The definition's over the image's.
fn environment(linked: &Linked<'_>) -> Vec<(String, String)> {
    let of_image = linked.image.iter().filter_map(|pair| pair.split_once('='));
    let of_image = of_image.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let given = linked.definition.environment.iter().flatten();
    let given = given.filter_map(|pair| Some((pair.name.clone()?, pair.value.clone().unwrap_or_default())));
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, value) in of_image.chain(given) {
        if NOT_PASSED_ON.contains(&&*name) {
            continue;
        }
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => all.push((name, value)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use longshore_shapes::ecs::{KeyValuePair, PortMapping};

    use super::*;

    #[test]
    fn what_is_linked_is_told_port_by_port() {
        let port =
            |port, protocol| PortMapping { container_port: Some(port), protocol, ..PortMapping::default() };
        let definition = ContainerDefinition {
            port_mappings: Some(vec![
                port(8080, None),
                port(53, Some(TransportProtocol::Udp)),
                port(8080, Some(TransportProtocol::Tcp)),
            ]),
            environment: Some(vec![KeyValuePair { name: Some("MODE".into()), value: Some("fast".into()) }]),
            ..ContainerDefinition::default()
        };
        let linked = Linked {
            alias: "my-page",
            asker: "ecs-shop-1-app-0a",
            address: Ipv4Addr::new(10, 1, 2, 3),
            definition: &definition,
            image: &["PATH=/bin", "MODE=slow", "LANG=C"].map(str::to_owned),
        };
        let told: Vec<String> =
            variables(&linked).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let expected = [
            "MY_PAGE_PORT=udp://10.1.2.3:53",
            "MY_PAGE_PORT_53_UDP_ADDR=10.1.2.3",
            "MY_PAGE_PORT_53_UDP_PORT=53",
            "MY_PAGE_PORT_53_UDP_PROTO=udp",
            "MY_PAGE_PORT_53_UDP=udp://10.1.2.3:53",
            "MY_PAGE_PORT_8080_TCP_ADDR=10.1.2.3",
            "MY_PAGE_PORT_8080_TCP_PORT=8080",
            "MY_PAGE_PORT_8080_TCP_PROTO=tcp",
            "MY_PAGE_PORT_8080_TCP=tcp://10.1.2.3:8080",
            "MY_PAGE_NAME=/ecs-shop-1-app-0a/my-page",
            "MY_PAGE_ENV_MODE=fast",
            "MY_PAGE_ENV_LANG=C",
        ];
        assert_eq!(told, expected);
    }
}
