//! Account settings: a value that a principal, or the account for all of them, has chosen.
//!
//! Must not know: which settings there are and what they are without a choice.

use longshore_shapes::schema;

use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// An empty principal is the account's default for all its principals.
    AccountSettingKey { scope: Scope = scope, principal_arn: String = text, name: String = text }
);

structure! {
    AccountSetting {
        value: String => schema::TEXT,
    }
}

impl StoredRecord for AccountSetting {
    type Key = AccountSettingKey;
    const TABLE: u16 = 100;
    const NAME: &'static str = "account-setting";
}

impl Record for AccountSetting {}
