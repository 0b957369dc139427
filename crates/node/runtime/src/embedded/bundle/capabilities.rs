//! Which capabilities a container has: Docker's defaults, and what is added and dropped.
//!
//! Must not know: how they are set.

use longshore_launcher::capabilities::NAMES;
use longshore_launcher::defaults;

use crate::container::ContainerSpec;
use crate::error::DriverError;

const ALL: &str = "ALL";

/// `CAP_…`, sorted by number. Of all of them only those are given that this machine's kernel and its keeper have
/// (`available`, a bit for each number).
pub(crate) fn capabilities(spec: &ContainerSpec, available: u64) -> Result<Vec<String>, DriverError> {
    let add = plain(&spec.capabilities_add)?;
    let drop = plain(&spec.capabilities_drop)?;
    let (adds_all, drops_all) = (add.contains(&ALL), drop.contains(&ALL));
    let default = defaults::capabilities();
    let has = |name: &str| {
        if spec.privileged {
            return true;
        }
        let dropped = drop.contains(&name);
        let by_default = default.iter().any(|known| known.strip_prefix("CAP_") == Some(name));
        match (adds_all, drops_all) {
            (true, _) => !dropped,
            (false, true) => add.contains(&name),
            (false, false) => (add.contains(&name) || by_default) && !dropped,
        }
    };
    let everything = spec.privileged || adds_all;
    let wanted = NAMES
        .iter()
        .enumerate()
        .filter(|(number, name)| has(name) && (!everything || available & (1 << number) != 0));
    Ok(wanted.map(|(_, name)| format!("CAP_{name}")).collect())
}

/// The names without `CAP_`, checked.
fn plain(names: &[String]) -> Result<Vec<&'static str>, DriverError> {
    names
        .iter()
        .map(|given| {
            let upper = given.to_ascii_uppercase();
            let short = upper.strip_prefix("CAP_").unwrap_or(&upper);
            let known = NAMES.iter().chain(&[ALL]).find(|known| **known == short);
            known.copied().ok_or_else(|| {
                DriverError::InvalidSpec(format!(
                    "there is no capability {given}; give a name such as NET_ADMIN, or ALL"
                ))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(add: &[&str], drop: &[&str], privileged: bool) -> Vec<String> {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let spec = ContainerSpec {
            capabilities_add: words(add),
            capabilities_drop: words(drop),
            privileged,
            ..ContainerSpec::default()
        };
        capabilities(&spec, u64::MAX >> 24).unwrap()
    }

    #[test]
    fn dockers_fourteen_and_what_is_added_and_dropped() {
        let mut wanted = defaults::capabilities();
        let mut given = of(&[], &[], false);
        wanted.sort();
        given.sort();
        assert_eq!(given, wanted);
        assert!(of(&["net_admin"], &[], false).contains(&"CAP_NET_ADMIN".to_owned()));
        assert_eq!(of(&["CAP_NET_ADMIN"], &["CAP_CHOWN"], false).len(), 14);
        assert_eq!(of(&[], &["ALL"], false), Vec::<String>::new());
        assert_eq!(of(&["CHOWN"], &["all"], false), ["CAP_CHOWN"]);
        assert_eq!(of(&["ALL"], &["CHOWN"], false).len(), 39);
        assert_eq!(of(&[], &["ALL"], true).len(), 40, "privileged is everything that the machine has");
        let unknown = ContainerSpec { capabilities_add: vec!["FLY".into()], ..ContainerSpec::default() };
        assert!(
            matches!(capabilities(&unknown, 0), Err(DriverError::InvalidSpec(text)) if text.contains("FLY"))
        );
    }
}
