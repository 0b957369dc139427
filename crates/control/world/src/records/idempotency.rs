//! Idempotency tokens: what a caller has asked for under a name of its own, and what came of it.
//!
//! Must not know: which operations take tokens.

use longshore_shapes::{Timestamp, schema};

use crate::key::{KeyBytes, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{row_key, structure};

/// How long a token stands for the same request. AWS names no figure for ECS; a day outlives any retry.
pub const TOKEN_LIFETIME_SECS: i64 = 24 * 60 * 60;

/// Tokens in the order in which they expire.
pub const BY_EXPIRY: usize = 0;

row_key!(IdempotencyKey { scope: Scope = scope, operation: String = text, token: String = text });

structure! {
    IdempotencyToken {
        /// Tells the same request from another one under the same token.
        fingerprint: String => schema::TEXT,
        /// What the request made.
        resources: Vec<String> => super::TEXTS,
        expires_at: Timestamp => schema::TIMESTAMP,
    }
}

impl StoredRecord for IdempotencyToken {
    type Key = IdempotencyKey;
    const TABLE: u16 = 4;
    const NAME: &'static str = "idempotency-token";
}

impl Record for IdempotencyToken {
    const INDEXES: usize = 1;

    fn indexes(&self, _: &IdempotencyKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        entry(BY_EXPIRY, moment(self.expires_at).finish());
    }
}

/// What a token says of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Nobody has used it, or long ago.
    New,
    /// The same request has been carried out and made these.
    Same(Vec<String>),
    /// Another request was made under it.
    Different(Vec<String>),
}

impl IdempotencyToken {
    pub fn look_up(tx: &Tx<'_>, key: &IdempotencyKey, fingerprint: &str) -> Seen {
        match tx.get::<IdempotencyToken>(key) {
            Some(row) if row.expires_at <= tx.now() => Seen::New,
            Some(row) if row.fingerprint == fingerprint => Seen::Same(row.resources.clone()),
            Some(row) => Seen::Different(row.resources.clone()),
            None => Seen::New,
        }
    }

    /// Remembers what the request made, in the same transaction that makes it.
    pub fn remember(tx: &mut Tx<'_>, key: &IdempotencyKey, fingerprint: &str, resources: Vec<String>) {
        let expires_at = tx.now().plus_secs(TOKEN_LIFETIME_SECS);
        tx.put(key, IdempotencyToken { fingerprint: fingerprint.to_owned(), resources, expires_at });
    }
}
