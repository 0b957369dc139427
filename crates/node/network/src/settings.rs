//! The configuration, checked, and what follows from it: names and the bridge's range.

use std::net::Ipv4Addr;

use crate::error::NetworkError;
use crate::nft::{Ruleset, mask_of};
use crate::request::NetworkConfig;

const MAX_TAG: usize = 4;
const PREFIX_LENGTHS: std::ops::RangeInclusive<u8> = 12..=29;

#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) config: NetworkConfig,
    pub(crate) bridge: String,
    pub(crate) rules: Ruleset,
    pub(crate) last_address: Ipv4Addr,
}

impl Settings {
    pub(crate) fn new(config: NetworkConfig) -> Result<Self, NetworkError> {
        let refuse = |text: &str| Err(NetworkError::InvalidRequest(text.to_owned()));
        let tag = config.tag.clone();
        if tag.len() > MAX_TAG || !tag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refuse("the network's tag is at most 4 letters and digits");
        }
        let (base, prefix_length) = config.bridge_range;
        if !PREFIX_LENGTHS.contains(&prefix_length) {
            return refuse("the bridge's range has a prefix length of 12 to 29");
        }
        if config.dynamic_ports.0 > config.dynamic_ports.1 || config.dynamic_ports.1 == 0 {
            return refuse("the range of dynamic host ports is empty");
        }
        if config.link_local == config.dns_address {
            return refuse("the metadata endpoint and the resolver need addresses of their own");
        }
        let network = base.to_bits() & mask_of(prefix_length);
        let rules = Ruleset {
            table: format!("longshore{tag}"),
            prefix: format!("ls{tag}-"),
            network: Ipv4Addr::from_bits(network),
            prefix_length,
            gateway: Ipv4Addr::from_bits(network + 1),
            link_local: [config.link_local, config.dns_address],
        };
        let last_address = Ipv4Addr::from_bits((network | !mask_of(prefix_length)) - 1);
        Ok(Self { bridge: format!("ls{tag}0"), rules, last_address, config })
    }

    pub(crate) fn first_address(&self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.rules.gateway.to_bits() + 1)
    }

    pub(crate) fn in_range(&self, address: Ipv4Addr) -> bool {
        address.to_bits() & mask_of(self.rules.prefix_length) == self.rules.network.to_bits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(tag: &str, range: (Ipv4Addr, u8)) -> NetworkConfig {
        NetworkConfig {
            run_dir: "/run/x".into(),
            state_dir: "/var/x".into(),
            tag: tag.to_owned(),
            bridge_range: range,
            dynamic_ports: (32_768, 60_999),
            reserved_ports: Vec::new(),
            ready_namespaces: 1,
            link_local: Ipv4Addr::new(169, 254, 170, 2),
            dns_address: Ipv4Addr::new(169, 254, 169, 253),
        }
    }

    #[test]
    fn the_range_is_cut_at_its_prefix() {
        let settings = Settings::new(config("n1", (Ipv4Addr::new(10, 1, 2, 3), 24))).unwrap();
        assert_eq!(settings.rules.gateway, Ipv4Addr::new(10, 1, 2, 1));
        assert_eq!(settings.first_address(), Ipv4Addr::new(10, 1, 2, 2));
        assert_eq!(settings.last_address, Ipv4Addr::new(10, 1, 2, 254));
        assert!(
            settings.in_range(Ipv4Addr::new(10, 1, 2, 255)) && !settings.in_range(Ipv4Addr::new(10, 1, 3, 0))
        );
        assert_eq!((settings.bridge.as_str(), settings.rules.prefix.as_str()), ("lsn10", "lsn1-"));
    }

    #[test]
    fn wrong_configurations_are_refused() {
        for (tag, length) in [("abcde", 24), ("a-b", 24), ("a", 8), ("a", 30)] {
            assert!(
                Settings::new(config(tag, (Ipv4Addr::new(10, 0, 0, 0), length))).is_err(),
                "{tag} {length}"
            );
        }
    }
}
