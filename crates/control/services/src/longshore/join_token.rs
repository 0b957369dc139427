//! Join tokens: what a machine shows to become a node of a cluster, once or a number of times, for a while.
//!
//! A token names itself, carries a secret, and the fingerprint of the authority that the machine must find at
//! the other end. Only a hash of the secret is stored; the token is shown when it is made and never again.
//!
//! Must not know: how a machine shows it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use longshore_shapes::ApiError;
use longshore_shapes::longshore::{self as api, error, op};
use longshore_world::records::installation;
use longshore_world::records::node::{JoinToken, JoinTokenKey, NODE_AUTHORITY, NodeAuthority};
use longshore_world::{KeyBytes, Scope, Snapshot, Tx, World};
use ring::{digest, hmac};

use super::{invalid, not_found};
use crate::caller::Caller;
use crate::ecs::cluster;
use crate::registry::Registry;

const PREFIX: &str = "lsj";
const EXPIRES_IN_DEFAULT: i32 = 60 * 60;
const EXPIRES_IN_MIN: i32 = 60;
const EXPIRES_IN_MAX: i32 = 30 * 24 * 60 * 60;
const USES_DEFAULT: i32 = 1;
const USES_MAX: i32 = 100_000;
const ID_LENGTH: usize = 16;
const SECRET_BYTES: usize = 24;
/// How many tokens an installation may have at a time; expired ones go by themselves.
const TOKENS_MAX: usize = 10_000;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateJoinToken, _>(create_join_token);
    registry.read::<op::ListJoinTokens>(list_join_tokens);
    registry.write::<op::DeleteJoinToken, _>(delete_join_token);
}

/// A token as a machine is given it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    pub id: &'a str,
    pub secret: &'a str,
    /// Of the authority's certificate, in hexadecimal.
    pub fingerprint: &'a str,
}

impl<'a> Shown<'a> {
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.trim().split('.');
        let mut part = || parts.next().filter(|part| !part.is_empty());
        let (PREFIX, id, secret, fingerprint) = (part()?, part()?, part()?, part()?) else { return None };
        parts.next().is_none().then_some(Self { id, secret, fingerprint })
    }
}

fn create_join_token(
    caller: &Caller,
    input: api::CreateJoinTokenRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<api::CreateJoinTokenResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let seconds = input.expires_in_seconds.unwrap_or(EXPIRES_IN_DEFAULT);
    if !(EXPIRES_IN_MIN..=EXPIRES_IN_MAX).contains(&seconds) {
        return Err(invalid(format!(
            "expiresInSeconds must be between {EXPIRES_IN_MIN} and {EXPIRES_IN_MAX}: {seconds}."
        )));
    }
    let uses = input.uses.unwrap_or(USES_DEFAULT);
    if !(0..=USES_MAX).contains(&uses) {
        return Err(invalid(format!("uses must be between 0, for any number, and {USES_MAX}: {uses}.")));
    }
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let authority = tx.get::<NodeAuthority>(&NODE_AUTHORITY).ok_or_else(no_authority)?.clone();
        if tx.scan::<JoinToken>(&KeyBytes::from_slice(&[])).count() >= TOKENS_MAX {
            return Err(invalid(format!("There are {TOKENS_MAX} join tokens; delete some.")));
        }
        let id: String = tx.new_id().chars().take(ID_LENGTH).collect();
        let secret = secret_of(tx, &id);
        let row = JoinToken {
            account: scope.account.to_string(),
            region: scope.region.to_string(),
            cluster: cluster.name,
            secret_hash: hashed(&secret),
            created_at: tx.now(),
            expires_at: tx.now().plus_secs(i64::from(seconds)),
            uses_left: (uses > 0).then_some(i64::from(uses)),
            uses: 0,
        };
        let (key, join_token) = (JoinTokenKey { id: id.clone() }, Some(shown(&id, &row)));
        tx.put(&key, row);
        let token = format!("{PREFIX}.{id}.{secret}.{}", authority.fingerprint);
        Ok(api::CreateJoinTokenResponse { token: Some(token), join_token })
    })
}

fn no_authority() -> ApiError {
    let message = "This server takes no nodes: start it with `longshore up --node-listen ADDRESS:PORT`.";
    ApiError::new(&error::CLIENT_EXCEPTION, message)
}

/// Unguessable without the installation's own secret, and new for every id and moment.
fn secret_of(tx: &Tx<'_>, id: &str) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &installation::secret(tx)));
    for part in ["join token", id, &tx.now().millis().to_string()] {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(context.sign().as_ref().get(..SECRET_BYTES).unwrap_or_default())
}

fn hashed(secret: &str) -> longshore_shapes::Blob {
    digest::digest(&digest::SHA256, secret.as_bytes()).as_ref().to_vec().into()
}

fn shown(id: &str, row: &JoinToken) -> api::JoinToken {
    let count = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    api::JoinToken {
        token_id: Some(id.to_owned()),
        cluster: Some(row.cluster.clone()),
        created_at: Some(row.created_at),
        expires_at: Some(row.expires_at),
        uses_left: row.uses_left.map(count),
        uses: Some(count(row.uses)),
    }
}

fn list_join_tokens(
    snapshot: &Snapshot,
    caller: &Caller,
    _: api::ListJoinTokensRequest,
) -> Result<api::ListJoinTokensResponse, ApiError> {
    let all = snapshot.scan::<JoinToken>(&KeyBytes::from_slice(&[]));
    let own = all.filter(|(_, row)| row.scope() == Some(caller.scope));
    Ok(api::ListJoinTokensResponse { join_tokens: Some(own.map(|(key, row)| shown(&key.id, row)).collect()) })
}

fn delete_join_token(
    caller: &Caller,
    input: api::DeleteJoinTokenRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<api::DeleteJoinTokenResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let key = JoinTokenKey { id: input.token_id };
        if tx.get::<JoinToken>(&key).is_none_or(|row| row.scope() != Some(scope)) {
            return Err(not_found(format!("There is no join token '{}'.", key.id)));
        }
        tx.delete::<JoinToken>(&key);
        Ok(api::DeleteJoinTokenResponse::default())
    })
}

/// Why a machine may not join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    #[error("the join token is not one of this server's; make one with `longshore node token create`")]
    Unknown,
    #[error("the join token has expired; make another with `longshore node token create`")]
    Expired,
    #[error("the join token has been used up; make another with `longshore node token create`")]
    UsedUp,
    #[error("the join token is for another cluster")]
    OtherCluster,
    #[error("the cluster that the join token is for is not there any more")]
    NoCluster,
}

/// What a token entitles to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    pub scope: Scope,
    pub cluster: String,
}

/// Uses a token once. A cluster that the machine names must be the token's.
pub fn redeem(tx: &mut Tx<'_>, token: &str, cluster: Option<&str>) -> Result<Redeemed, JoinError> {
    let shown = Shown::parse(token).ok_or(JoinError::Unknown)?;
    let key = JoinTokenKey { id: shown.id.to_owned() };
    let row = tx.get::<JoinToken>(&key).filter(|row| row.secret_hash == hashed(shown.secret));
    let row = row.ok_or(JoinError::Unknown)?.clone();
    let scope = row.scope().ok_or(JoinError::Unknown)?;
    if row.expires_at <= tx.now() {
        return Err(JoinError::Expired);
    }
    if row.uses_left == Some(0) {
        return Err(JoinError::UsedUp);
    }
    let wanted = cluster.filter(|cluster| !cluster.is_empty());
    if wanted.is_some_and(|wanted| wanted != row.cluster) {
        return Err(JoinError::OtherCluster);
    }
    if !is_active(tx, scope, &row.cluster) {
        return Err(JoinError::NoCluster);
    }
    tx.update(&key, |row: &mut JoinToken| {
        row.uses += 1;
        row.uses_left = row.uses_left.map(|left| left - 1);
    });
    Ok(Redeemed { scope, cluster: row.cluster.clone() })
}

fn is_active(world: &World, scope: Scope, cluster: &str) -> bool {
    cluster::find_active(world, scope, Some(cluster)).is_ok()
}
