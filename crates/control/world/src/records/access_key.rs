//! Access keys: who signs requests, and with which secret.
//!
//! Must not know: signatures.

use longshore_shapes::{Timestamp, schema};

use crate::key::{KeyBytes, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Account;
use crate::{row_key, structure};

row_key!(AccessKeyId { id: String = text });

/// Temporary keys in the order in which they expire.
pub const BY_EXPIRY: usize = 0;

structure! {
    AccessKey {
        account: String => schema::TEXT,
        secret: String => schema::TEXT,
        /// Whom the key speaks for, `arn:aws:iam::000000000000:root`.
        principal_arn: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
        /// Of temporary keys: what must be shown beside the signature, when it ends, IAM's id of the session.
        session_token: Option<String> => schema::TEXT,
        expires_at: Option<Timestamp> => schema::TIMESTAMP,
        user_id: Option<String> => schema::TEXT,
    }
}

impl AccessKey {
    pub fn account(&self) -> Option<Account> {
        Account::parse(&self.account).ok()
    }
}

impl StoredRecord for AccessKey {
    type Key = AccessKeyId;
    const TABLE: u16 = 2;
    const NAME: &'static str = "access-key";
}

impl Record for AccessKey {
    const INDEXES: usize = 1;

    fn indexes(&self, _: &AccessKeyId, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(at) = self.expires_at {
            entry(BY_EXPIRY, moment(at).finish());
        }
    }
}
