//! The rules over time: small changes where they suffice, the whole table anew where they do not, and an eye on
//! what other programs do to them.
//!
//! Every transaction of anyone on the machine raises a generation; one that is not ours makes this module look
//! whether our table and our rules in chains of others are still there.

use crate::error::NetworkError;
use crate::host;
use crate::netlink::Socket;
use crate::nft::{self, Elements, Ruleset};

type Result<T> = std::result::Result<T, NetworkError>;

pub(crate) struct Rules {
    ruleset: Ruleset,
    socket: Socket,
    /// After our last look or change; none when a look is due.
    generation: Option<u32>,
    /// A removal failed: what stands in the table is more than it should be.
    stale: bool,
    /// In which chains of others rules of ours stand, as it was told last.
    told: Option<Vec<&'static str>>,
}

impl Rules {
    pub(crate) fn new(ruleset: Ruleset, socket: Socket) -> Self {
        Self { ruleset, socket, generation: None, stale: false, told: None }
    }

    pub(crate) fn rebuild(&mut self, all: &Elements) -> Result<()> {
        nft::rebuild(&mut self.socket, &self.ruleset, all)?;
        self.stale = false;
        self.let_pass()
    }

    /// `all` are the elements including the new ones, asked for when the table has to be built anew.
    pub(crate) fn add(&mut self, more: &Elements, all: impl Fn() -> Elements) -> Result<()> {
        self.look_after(&all)?;
        if more.is_empty() {
            return Ok(());
        }
        if nft::add_elements(&mut self.socket, &self.ruleset, more).is_err() {
            return self.rebuild(&all());
        }
        self.count_own_change();
        Ok(())
    }

    /// `all` are the elements without those that go.
    pub(crate) fn remove(&mut self, gone: &Elements, all: impl Fn() -> Elements) -> Result<()> {
        if gone.is_empty() {
            return Ok(());
        }
        if nft::remove_elements(&mut self.socket, &self.ruleset, gone).is_ok() {
            self.count_own_change();
            return Ok(());
        }
        self.stale = true;
        self.rebuild(&all())
    }

    /// Cheap when nobody else changed rules.
    pub(crate) fn look_after(&mut self, all: impl Fn() -> Elements) -> Result<()> {
        let now = nft::generation(&mut self.socket)?;
        if self.generation == Some(now) && !self.stale {
            return Ok(());
        }
        if self.stale || !nft::table_exists(&mut self.socket, &self.ruleset)? {
            tracing::warn!(table = self.ruleset.table, "the table of rules was lost; built anew");
            return self.rebuild(&all());
        }
        self.let_pass()
    }

    pub(crate) fn remove_all(&mut self) -> Result<()> {
        nft::remove_from_others(&mut self.socket, &self.ruleset)?;
        nft::remove_table(&mut self.socket, &self.ruleset)
    }

    fn let_pass(&mut self) -> Result<()> {
        // Read before: a change of others in between is met by the next look.
        let before = nft::generation(&mut self.socket)?;
        let chains = nft::let_pass(&mut self.socket, &self.ruleset)?;
        let after = nft::generation(&mut self.socket)?;
        self.generation = (before == after).then_some(after);
        self.tell(chains);
        Ok(())
    }

    fn tell(&mut self, chains: Vec<&'static str>) {
        let chains = Some(chains);
        if self.told == chains {
            return;
        }
        tracing::info!(?chains, "chains of other programs with rules of ours");
        let prefix = &self.ruleset.prefix;
        if host::old_rules_in_use() {
            tracing::warn!(
                "this machine filters with the old iptables tables, which cannot be read here; if they drop what is \
                 forwarded, run: iptables-legacy -I FORWARD -i {prefix}+ -j ACCEPT; \
                 iptables-legacy -I FORWARD -o {prefix}+ -j ACCEPT"
            );
        }
        self.told = chains;
    }

    /// When somebody else changed something at the same time, the sum does not match and the next look finds out.
    fn count_own_change(&mut self) {
        self.generation = self.generation.map(|generation| generation.wrapping_add(1));
    }
}
