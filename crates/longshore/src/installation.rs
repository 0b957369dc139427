//! The first start: what an installation must have before it can answer anyone.
//!
//! Must not know: what the installation is used for.

use anyhow::{Context, Result};
use longshore_engine::Engine;
use longshore_services::caller::root_arn;
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::records::installation::{INSTALLATION, Installation};
use longshore_world::{Account, KeyBytes, Snapshot, Tx};

use crate::edge;

const KEY_ID_PREFIX: &str = "AKIA";
const KEY_ID_LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SECRET_LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The key pair of an account's root.
#[derive(Clone)]
pub(crate) struct RootKey {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) account: String,
}

/// Makes what is missing, and answers with the root key pair.
pub(crate) async fn prepare(engine: &Engine, account: Account) -> Result<RootKey> {
    if let Some(key) = root_key(&engine.snapshot(), account) {
        return Ok(key);
    }
    let key = RootKey {
        id: format!("{KEY_ID_PREFIX}{}", text_of(&edge::random_bytes::<16>()?, KEY_ID_LETTERS)),
        secret: text_of(&edge::random_bytes::<40>()?, SECRET_LETTERS),
        account: account.to_string(),
    };
    let (made, page_token_secret) = (key.clone(), edge::random_bytes::<32>()?);
    let written = engine.transact(move |tx: &mut Tx<'_>| {
        if tx.get::<Installation>(&INSTALLATION).is_none() {
            let id = tx.new_uuid();
            let row = Installation {
                id,
                created_at: tx.now(),
                page_token_secret: page_token_secret.to_vec().into(),
            };
            tx.put(&INSTALLATION, row);
        }
        let created_at = tx.now();
        let row = AccessKey {
            account: made.account,
            secret: made.secret,
            principal_arn: root_arn(account),
            created_at,
            ..Default::default()
        };
        tx.put(&AccessKeyId { id: made.id }, row);
        Ok::<(), std::convert::Infallible>(())
    });
    written
        .await
        .context("the first start could not write the installation")?
        .unwrap_or_else(|never| match never {});
    Ok(key)
}

/// The key pair of the root of an account, where there is one.
pub(crate) fn root_key(snapshot: &Snapshot, account: Account) -> Option<RootKey> {
    let root = root_arn(account);
    let mut keys = snapshot.scan::<AccessKey>(&KeyBytes::from_slice(&[]));
    let (id, row) = keys.find(|(_, row)| row.principal_arn == root)?;
    Some(RootKey { id: id.id, secret: row.secret.clone(), account: row.account.clone() })
}

/// One letter for each byte; the alphabets' lengths are powers of two, so no letter is more likely.
fn text_of(bytes: &[u8], letters: &[u8]) -> String {
    let letter = |byte: &u8| letters.get(usize::from(*byte) % letters.len()).copied().map_or('A', char::from);
    bytes.iter().map(letter).collect()
}
