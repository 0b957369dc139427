//! Nodes: machines that have joined, the tokens they join with, and the authority that signs for them.
//!
//! A node is known by the fingerprint of its public key; the certificate that control gave it shows that key.
//! Tokens are stored as hashes, so that whoever reads a backup cannot join with them.
//!
//! Must not know: certificates, connections, or what runs on a node.

use longshore_shapes::{Blob, Timestamp, schema};

use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// There is one authority, so there is one key.
    NodeAuthorityKey { one: u8 = byte }
);
row_key!(JoinTokenKey { id: String = text });
row_key!(NodeKey { fingerprint: String = text });

pub const NODE_AUTHORITY: NodeAuthorityKey = NodeAuthorityKey { one: 1 };

/// Join tokens in the order in which they expire.
pub const BY_EXPIRY: usize = 0;
/// Nodes by scope, cluster and container instance.
pub const BY_CLUSTER: usize = 0;

structure! {
    /// The key pair that certificates of nodes are signed with. Secret.
    NodeAuthority {
        certificate_pem: String => schema::TEXT,
        key_pem: String => schema::TEXT,
        /// SHA-256 of the certificate, in hexadecimal: what a join token carries.
        fingerprint: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
    }
}

structure! {
    JoinToken {
        account: String => schema::TEXT,
        region: String => schema::TEXT,
        /// The cluster that whoever shows it joins.
        cluster: String => schema::TEXT,
        /// SHA-256 of the secret half.
        secret_hash: Blob => schema::BLOB,
        created_at: Timestamp => schema::TIMESTAMP,
        expires_at: Timestamp => schema::TIMESTAMP,
        /// How many machines may still join with it; any number where there is none.
        uses_left: Option<i64> => schema::LONG,
        uses: i64 => schema::LONG,
    }
}

structure! {
    Node {
        account: String => schema::TEXT,
        region: String => schema::TEXT,
        cluster: String => schema::TEXT,
        /// The container instance it is, once it has registered.
        instance: Option<String> => schema::TEXT,
        machine_name: Option<String> => schema::TEXT,
        joined_at: Timestamp => schema::TIMESTAMP,
        certificate_expires_at: Timestamp => schema::TIMESTAMP,
    }
}

/// The scope that a row names in two texts.
fn scope_of(account: &str, region: &str) -> Option<Scope> {
    let (account, region) = (crate::Account::parse(account).ok()?, crate::Region::parse(region).ok()?);
    Some(Scope { account, region })
}

impl JoinToken {
    pub fn scope(&self) -> Option<Scope> {
        scope_of(&self.account, &self.region)
    }
}

impl Node {
    pub fn scope(&self) -> Option<Scope> {
        scope_of(&self.account, &self.region)
    }
}

/// The start of index entries of an account's nodes in a region.
pub fn scope_prefix(scope: Scope) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope);
    key
}

impl StoredRecord for NodeAuthority {
    type Key = NodeAuthorityKey;
    const TABLE: u16 = 5;
    const NAME: &'static str = "node-authority";
}

impl Record for NodeAuthority {}

impl StoredRecord for JoinToken {
    type Key = JoinTokenKey;
    const TABLE: u16 = 6;
    const NAME: &'static str = "join-token";
}

impl Record for JoinToken {
    const INDEXES: usize = 1;

    fn indexes(&self, _: &JoinTokenKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        entry(BY_EXPIRY, moment(self.expires_at).finish());
    }
}

impl StoredRecord for Node {
    type Key = NodeKey;
    const TABLE: u16 = 7;
    const NAME: &'static str = "node";
}

impl Record for Node {
    const INDEXES: usize = 1;

    fn indexes(&self, _: &NodeKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let Some(scope) = self.scope() else { return };
        let instance = self.instance.as_deref().unwrap_or_default();
        entry(BY_CLUSTER, scope_prefix(scope).text(&self.cluster).text(instance).finish());
    }
}
