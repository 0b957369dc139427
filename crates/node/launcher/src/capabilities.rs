//! The names of capabilities, and sets of them.
//!
//! Must not know: who gets which.

/// Without `CAP_`, in the order of their numbers.
pub const NAMES: [&str; 41] = [
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETGID",
    "SETUID",
    "SETPCAP",
    "LINUX_IMMUTABLE",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_ADMIN",
    "NET_RAW",
    "IPC_LOCK",
    "IPC_OWNER",
    "SYS_MODULE",
    "SYS_RAWIO",
    "SYS_CHROOT",
    "SYS_PTRACE",
    "SYS_PACCT",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_NICE",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "MKNOD",
    "LEASE",
    "AUDIT_WRITE",
    "AUDIT_CONTROL",
    "SETFCAP",
    "MAC_OVERRIDE",
    "MAC_ADMIN",
    "SYSLOG",
    "WAKE_ALARM",
    "BLOCK_SUSPEND",
    "AUDIT_READ",
    "PERFMON",
    "BPF",
    "CHECKPOINT_RESTORE",
];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CapabilitySet(u64);

impl CapabilitySet {
    pub(crate) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// All of these names; the first that is none.
    pub(crate) fn of(names: &[String]) -> Result<Self, &str> {
        names.iter().try_fold(Self::default(), |set, name| match number(name) {
            Some(number) => Ok(Self(set.0 | 1 << number)),
            None => Err(name.as_str()),
        })
    }

    /// Those of these names that are ones.
    pub(crate) fn of_known(names: &[String]) -> Self {
        Self(names.iter().filter_map(|name| number(name)).fold(0, |bits, number| bits | 1 << number))
    }

    /// `SYS_ADMIN` and the like.
    pub(crate) fn has(self, name: &str) -> bool {
        number(name).is_some_and(|number| self.0 & 1 << number != 0)
    }
}

/// With or without `CAP_`.
fn number(name: &str) -> Option<usize> {
    let short = name.strip_prefix("CAP_").unwrap_or(name);
    NAMES.iter().position(|known| *known == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_numbers() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            CapabilitySet::of(&names(&["CAP_CHOWN", "CAP_SYS_ADMIN"])),
            Ok(CapabilitySet(1 | 1 << 21))
        );
        assert_eq!(CapabilitySet::of(&names(&["CHECKPOINT_RESTORE"])), Ok(CapabilitySet(1 << 40)));
        assert_eq!(CapabilitySet::of(&names(&["CAP_CHOWN", "CAP_FLY"])), Err("CAP_FLY"));
        let docker: Vec<String> = crate::defaults::capabilities();
        assert_eq!(CapabilitySet::of(&docker).unwrap().bits(), 0xa804_25fb);
        assert!(CapabilitySet::of(&docker).unwrap().has("NET_RAW"));
        assert!(!CapabilitySet::of(&docker).unwrap().has("SYS_ADMIN"));
    }
}
