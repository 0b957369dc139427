//! The installation itself: one row, written at the first start.
//!
//! Must not know: where its secret comes from.

use longshore_shapes::{Blob, Timestamp, schema};

use crate::record::{Record, StoredRecord};
use crate::tables::World;
use crate::{row_key, structure};

row_key!(
    /// There is one installation, so there is one key.
    InstallationKey { one: u8 = byte }
);

pub const INSTALLATION: InstallationKey = InstallationKey { one: 1 };

structure! {
    Installation {
        id: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
        /// Signs the tokens of paged lists, so that a changed one is noticed.
        page_token_secret: Blob => schema::BLOB,
    }
}

impl StoredRecord for Installation {
    type Key = InstallationKey;
    const TABLE: u16 = 1;
    const NAME: &'static str = "installation";
}

impl Record for Installation {}

/// What only this installation knows: everything that it seals or derives starts from here. Empty before it is made.
pub fn secret(world: &World) -> Blob {
    world.get::<Installation>(&INSTALLATION).map(|row| row.page_token_secret.clone()).unwrap_or_default()
}
