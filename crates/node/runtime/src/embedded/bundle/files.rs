//! What /etc/hosts, /etc/hostname and /etc/resolv.conf of a container say.
//!
//! Must not know: where these files are.

use std::net::{IpAddr, Ipv4Addr};

use crate::container::ContainerSpec;
use crate::sandbox::{SandboxNetwork, SandboxSpec};

/// What the machine's own files say; read anew for each container, since they change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct MachineFiles {
    pub(crate) hosts: String,
    pub(crate) resolv_conf: String,
}

const LOCALHOST: &str = "127.0.0.1\tlocalhost\n\
    ::1\tlocalhost ip6-localhost ip6-loopback\n\
    fe00::0\tip6-localnet\n\
    ff00::0\tip6-mcastprefix\n\
    ff02::1\tip6-allnodes\n\
    ff02::2\tip6-allrouters\n";

/// With the machine's network it is the machine's file; otherwise loopback's names and its own.
pub(crate) fn hosts(
    spec: &ContainerSpec,
    sandbox: &SandboxSpec,
    address: Option<Ipv4Addr>,
    hostname: &str,
    machine: &MachineFiles,
) -> String {
    let mut text = match sandbox.network {
        SandboxNetwork::Host => with_line_end(&machine.hosts),
        _ => LOCALHOST.to_owned(),
    };
    for (name, address) in sandbox.extra_hosts.iter().chain(&spec.extra_hosts) {
        text.push_str(&format!("{address}\t{name}\n"));
    }
    if let Some(address) = address {
        let names = match &spec.domainname {
            Some(domain) if !domain.is_empty() => format!("{hostname}.{domain} {hostname}"),
            _ => hostname.to_owned(),
        };
        text.push_str(&format!("{address}\t{names}\n"));
    }
    text
}

/// The servers asked for; else the machine's, which a container of another network reaches through `forwarder`,
/// or, without one, only where they are not on the machine's loopback.
pub(crate) fn resolv_conf(
    spec: &ContainerSpec,
    sandbox: &SandboxSpec,
    forwarder: Option<Ipv4Addr>,
    machine: &MachineFiles,
) -> String {
    let own = |container: &[String], sandbox: &[String]| {
        if container.is_empty() { sandbox.to_vec() } else { container.to_vec() }
    };
    let asked = own(&spec.dns_servers, &sandbox.dns_servers);
    let search = own(&spec.dns_search, &sandbox.dns_search);
    if sandbox.network == SandboxNetwork::Host && asked.is_empty() && search.is_empty() {
        return with_line_end(&machine.resolv_conf);
    }
    let servers = match (&sandbox.network, forwarder) {
        _ if !asked.is_empty() => asked,
        (SandboxNetwork::Host, _) => values(machine, "nameserver"),
        (SandboxNetwork::None, _) => Vec::new(),
        (_, Some(forwarder)) => vec![forwarder.to_string()],
        (_, None) => {
            values(machine, "nameserver").into_iter().filter(|server| is_reachable(server)).collect()
        }
    };
    let search = if search.is_empty() { values(machine, "search") } else { search };
    let options = values(machine, "options");
    let mut text: String = servers.iter().map(|server| format!("nameserver {server}\n")).collect();
    for (word, values) in [("search", search), ("options", options)] {
        if !values.is_empty() {
            text.push_str(&format!("{word} {}\n", values.join(" ")));
        }
    }
    text
}

fn is_reachable(server: &str) -> bool {
    server.parse::<IpAddr>().is_ok_and(|address| !address.is_loopback())
}

/// What stands behind a word in the machine's resolv.conf; the last line of the kind but for servers.
fn values(machine: &MachineFiles, word: &str) -> Vec<String> {
    let mut lines = machine.resolv_conf.lines().filter_map(|line| {
        let mut parts = line.split_ascii_whitespace();
        (parts.next() == Some(word)).then(|| parts.map(str::to_owned).collect::<Vec<_>>())
    });
    if word == "nameserver" { lines.flatten().collect() } else { lines.next_back().unwrap_or_default() }
}

fn with_line_end(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 253);

    fn sandbox(network: SandboxNetwork) -> SandboxSpec {
        SandboxSpec {
            id: "s".into(),
            hostname: None,
            network,
            share_pid: false,
            share_ipc: false,
            dns_servers: vec![],
            dns_search: vec![],
            extra_hosts: vec![("db".into(), "10.0.0.9".into())],
            kin: None,
        }
    }

    fn machine() -> MachineFiles {
        MachineFiles {
            hosts: "127.0.0.1 localhost\n10.1.1.1 box".into(),
            resolv_conf: "# made by hand\nnameserver 127.0.0.53\nnameserver 9.9.9.9\nsearch a.example b.example\noptions edns0"
                .into(),
        }
    }

    #[test]
    fn hosts_name_the_container_after_everybody_else() {
        let bridge = sandbox(SandboxNetwork::Bridge { ports: vec![] });
        let spec = ContainerSpec {
            extra_hosts: vec![("cache".into(), "10.0.0.8".into())],
            domainname: Some("ec2.internal".into()),
            ..ContainerSpec::default()
        };
        let text = hosts(&spec, &bridge, Some(Ipv4Addr::new(10, 0, 0, 5)), "web", &machine());
        let wanted = "10.0.0.9\tdb\n10.0.0.8\tcache\n10.0.0.5\tweb.ec2.internal web\n";
        assert_eq!(text, format!("{LOCALHOST}{wanted}"));
        let text = hosts(&ContainerSpec::default(), &sandbox(SandboxNetwork::Host), None, "box", &machine());
        assert_eq!(text, "127.0.0.1 localhost\n10.1.1.1 box\n10.0.0.9\tdb\n");
    }

    #[test]
    fn resolvers_are_those_that_the_container_can_reach() {
        let none = ContainerSpec::default();
        let own = ContainerSpec { dns_servers: vec!["1.1.1.1".into()], ..ContainerSpec::default() };
        let bridge = SandboxNetwork::Bridge { ports: vec![] };
        let tail = "search a.example b.example\noptions edns0\n";
        let table = [
            (&none, SandboxNetwork::Host, Some(SERVER), format!("{}\n", machine().resolv_conf)),
            (&own, SandboxNetwork::Host, None, format!("nameserver 1.1.1.1\n{tail}")),
            (&none, bridge.clone(), Some(SERVER), format!("nameserver 169.254.169.253\n{tail}")),
            (&none, bridge.clone(), None, format!("nameserver 9.9.9.9\n{tail}")),
            (&own, bridge, Some(SERVER), format!("nameserver 1.1.1.1\n{tail}")),
            (&none, SandboxNetwork::None, Some(SERVER), tail.to_owned()),
        ];
        for (spec, network, forwarder, wanted) in table {
            assert_eq!(
                resolv_conf(spec, &sandbox(network.clone()), forwarder, &machine()),
                wanted,
                "{network:?}"
            );
        }
    }
}
