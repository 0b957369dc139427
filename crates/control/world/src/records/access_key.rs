//! Access keys: who signs requests, and with which secret.
//!
//! Must not know: signatures.

use longshore_shapes::{Timestamp, schema};

use crate::record::{Record, StoredRecord};
use crate::scope::Account;
use crate::{row_key, structure};

row_key!(AccessKeyId { id: String = text });

structure! {
    AccessKey {
        account: String => schema::TEXT,
        secret: String => schema::TEXT,
        /// Whom the key speaks for, `arn:aws:iam::000000000000:root`.
        principal_arn: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
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

impl Record for AccessKey {}
