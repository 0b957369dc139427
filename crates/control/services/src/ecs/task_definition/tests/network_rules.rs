//! Ports in each network mode, and what containers need of each other.

use longshore_shapes::ecs::*;

use super::*;

fn port(container: &mut ContainerDefinition, container_port: i32, host_port: i32) -> &mut PortMapping {
    let host_port = Some(host_port).filter(|port| *port != 0);
    let mapping = PortMapping { container_port: Some(container_port), host_port, ..PortMapping::default() };
    let mappings = container.port_mappings.get_or_insert_default();
    mappings.push(mapping);
    mappings.last_mut().unwrap()
}

fn range(container: &mut ContainerDefinition, range: &str) {
    let mapping = PortMapping { container_port_range: Some(range.to_owned()), ..PortMapping::default() };
    container.port_mappings.get_or_insert_default().push(mapping);
}

fn host() -> Request {
    Request { network_mode: Some(NetworkMode::Host), ..bridge() }
}

fn none() -> Request {
    Request { network_mode: Some(NetworkMode::None), ..bridge() }
}

fn depend(
    request: &mut Request,
    from: fn(&mut Request) -> &mut ContainerDefinition,
    to: &str,
    condition: ContainerCondition,
) {
    let dependency = ContainerDependency { container_name: to.to_owned(), condition };
    from(request).depends_on.get_or_insert_default().push(dependency);
}

#[test]
fn ports_in_bridge() {
    const RANGE: &str =
        "Invalid setting for container 'app'. A port can only be included in one port mapping per container.";
    const BOTH: &str =
        "Invalid setting for container 'app'. A port mapping cannot specify both single port and port range.";
    const NAME: &str = "\
        app: The port mapping name '-a' must be 1 to 64 lowercase letters, digits, _ and -, not starting \
        with -.";
    cases! { bridge;
        |d| { port(app(d), 80, 8080); } => "",
        |d| { port(app(d), 80, 0); port(side(d), 80, 0); } => "",
        |d| { port(app(d), 80, 8080); port(app(d), 80, 8081); } => "",
        |d| { port(app(d), 80, 0); port(app(d), 80, 0); } =>
            "app: The container port 80 is mapped to the same host port twice.",
        |d| { port(app(d), 80, 8080); port(side(d), 81, 8080); } =>
            "side: The host port 8080/tcp is used more than once.",
        |d| { port(app(d), 53, 53); port(side(d), 53, 53).protocol = Some(TransportProtocol::Udp); } => "",
        |d| { port(app(d), 53, 0); port(app(d), 53, 0).protocol = Some(TransportProtocol::Udp); } =>
            "app: The container port 53 cannot be exposed for multiple protocols.",
        |d| { port(app(d), 0, 0); } =>
            "app: The 'containerPort' of a port mapping must be between 1 and 65535.",
        |d| { port(app(d), 80, 65536); } =>
            "app: The 'hostPort' of a port mapping must be between 1 and 65535.",
        |d| range(app(d), "8000-8010") => "",
        |d| range(app(d), "8010-8000") =>
            "app: The containerPortRange '8010-8000' must be two ports, the lower one first: '8000-8010'.",
        |d| range(app(d), "1-65536") =>
            "app: The containerPortRange '1-65536' must be two ports, the lower one first: '8000-8010'.",
        |d| { range(app(d), "80-90"); range(app(d), "90-99") } => RANGE,
        |d| { range(app(d), "80-90"); port(app(d), 85, 0); } => RANGE,
        |d| { range(app(d), "80-90"); range(side(d), "80-90") } => "",
        |d| { port(app(d), 80, 0).container_port_range = Some("1-2".into()); } => BOTH,
        |d| (0..101).for_each(|n| range(app(d), &format!("{}-{}", 2 * n + 1, 2 * n + 2))) =>
            "app: At most 100 port ranges are supported: 101.",
        |d| { port(app(d), 80, 0).name = Some("web_1-a".into()); } => "",
        |d| { port(app(d), 80, 0).name = Some("-a".into()); } => NAME,
        |d| { port(app(d), 80, 0).name = Some("a".into()); port(side(d), 81, 0).name = Some("a".into()); } =>
            "Port mapping names must be unique within a task definition: 'a' of container 'side'.",
        |d| {
            let mapping = port(app(d), 80, 0);
            mapping.protocol = Some(TransportProtocol::Udp);
            mapping.app_protocol = Some(ApplicationProtocol::Http);
        } =>
            "app: An appProtocol requires the protocol tcp.",
    }
}

#[test]
fn ports_in_the_other_modes() {
    cases! { awsvpc;
        |d| { port(app(d), 80, 80); } => "",
        |d| { port(app(d), 80, 81); } =>
            "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        |d| { port(app(d), 80, 0); port(side(d), 80, 80); } =>
            "side: The host port 80/tcp is used more than once.",
        |d| { range(app(d), "80-90"); range(side(d), "90-99") } =>
            "The port range 80-90 overlaps with ports of another container.",
        |d| { range(app(d), "80-90"); port(side(d), 85, 0); } =>
            "The port range 80-90 overlaps with ports of another container.",
        |d| { range(app(d), "80-90"); range(side(d), "91-99") } => "",
    }
    cases! { host;
        |d| { port(app(d), 80, 0); } => "",
        |d| { port(app(d), 80, 81); } =>
            "When networkMode=host, the host ports and container ports in port mappings must match.",
        |d| range(app(d), "80-90") => "app: containerPortRange is not supported when networkMode=host.",
    }
    cases! { none;
        |d| { port(app(d), 80, 0); } => "app: Port mappings are not supported when networkMode=none.",
    }
}

#[test]
fn what_awsvpc_does_not_have() {
    cases! { awsvpc;
        |d| app(d).hostname = Some("h".into()) =>
            "Hostname is not supported on container when networkMode=awsvpc.",
        |d| app(d).extra_hosts = Some(vec![Default::default()]) =>
            "Extra hosts are not supported on container when networkMode=awsvpc.",
        |d| app(d).disable_networking = Some(true) =>
            "Disable Networking is not supported on container when networkMode=awsvpc.",
        |d| side(d).links = texts(&["app"]) => "Links are not supported when networkMode=awsvpc.",
        |d| d.enable_fault_injection = Some(true) => "",
        |d| d.requires_compatibilities = Some(vec![Compatibility::External]) =>
            "External only supports network modes 'bridge', 'host' and 'none'.",
    }
}

#[test]
fn dependencies_links_and_shared_volumes() {
    use ContainerCondition::*;
    fn from(container: &mut ContainerDefinition, name: &str) {
        let volume = VolumeFrom { source_container: Some(name.to_owned()), read_only: None };
        container.volumes_from.get_or_insert_default().push(volume);
    }
    fn healthy(container: &mut ContainerDefinition, command: &[&str]) {
        container.health_check =
            Some(HealthCheck { command: texts(command).unwrap(), ..HealthCheck::default() });
    }
    const ESSENTIAL: &str =
        "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
    cases! { bridge;
        |d| { side(d); depend(d, app, "side", Start) } => "",
        |d| depend(d, app, "x", Start) => "Cannot depend on container + 'x' because it does not exist",
        |d| { side(d); depend(d, app, "side", Success) } => ESSENTIAL,
        |d| { side(d); depend(d, app, "side", Complete) } => ESSENTIAL,
        |d| { side(d).essential = Some(false); depend(d, app, "side", Complete) } => "",
        |d| { side(d); depend(d, app, "side", Healthy) } =>
            "A dependency container with HEALTHY condition must have a health check: 'side'",
        |d| { healthy(side(d), &["NONE"]); depend(d, app, "side", Healthy) } =>
            "A dependency container with HEALTHY condition must have a health check: 'side'",
        |d| { healthy(side(d), &["CMD", "a"]); depend(d, app, "side", Healthy) } => "",
        |d| { side(d); depend(d, app, "side", Start); depend(d, side, "app", Start) } =>
            "Container dependencies should not have a cycle",
        |d| depend(d, app, "app", Start) => "Container dependencies should not have a cycle",
        |d| side(d).links = texts(&["app:alias"]) => "",
        |d| side(d).links = texts(&["x"]) => "side: Cannot link to container 'x' because it does not exist.",
        |d| { side(d).links = texts(&["app"]); app(d).links = texts(&["side"]) } =>
            "Container links should not have a cycle",
        |d| from(side(d), "app") => "",
        |d| from(side(d), "x") => "side: volumesFrom names the container 'x', which does not exist.",
        |d| from(app(d), "app") => "Container volumesFrom should not have a cycle",
    }
}
