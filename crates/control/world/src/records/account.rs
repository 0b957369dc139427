//! An account in a region, from its first use on.
//!
//! Must not know: what is made for it at first use.

use longshore_shapes::{Timestamp, schema};

use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(AccountRegionKey { scope: Scope = scope });

structure! {
    AccountRegion {
        opened_at: Timestamp => schema::TIMESTAMP,
    }
}

impl StoredRecord for AccountRegion {
    type Key = AccountRegionKey;
    const TABLE: u16 = 3;
    const NAME: &'static str = "account-region";
}

impl Record for AccountRegion {}
