//! Accounts spring into being on first use: what an account has in a region before anyone asked for it.
//!
//! Must not know: who asked.

use longshore_world::records::account::{AccountRegion, AccountRegionKey};
use longshore_world::{Scope, Tx, World};

use crate::ec2::default_network;

/// Whether the account has been used in the region before.
pub fn is_open(world: &World, scope: Scope) -> bool {
    world.get::<AccountRegion>(&AccountRegionKey { scope }).is_some()
}

/// Makes what every account has in every region: its default network.
pub fn open(tx: &mut Tx<'_>, scope: Scope) {
    if is_open(tx, scope) {
        return;
    }
    let opened_at = tx.now();
    tx.put(&AccountRegionKey { scope }, AccountRegion { opened_at });
    default_network::create(tx, scope);
}
