//! Authorization tokens: what `docker login` is given, good for twelve hours.
//!
//! A token says who it was given to and until when, sealed with the installation's secret: nothing is stored, and one
//! that was changed is refused.
//!
//! Must not know: how a client shows it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use longshore_shapes::ecr::{self, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::installation;
use longshore_world::{Account, Region, Scope, Tx, World};
use ring::hmac;

use crate::caller::Caller;
use crate::registry::Registry;

/// The user name that goes with it.
pub const USER: &str = "AWS";
const HOURS: i64 = 12;
const LABEL: &[u8] = b"ecr authorization token";
const LENGTH_MAX: usize = 4096;
/// Nothing that a claim holds has this in it.
const SEPARATOR: char = '\n';

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::GetAuthorizationToken, _>(get_authorization_token);
}

fn get_authorization_token(
    caller: &Caller,
    _input: ecr::GetAuthorizationTokenRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::GetAuthorizationTokenResponse, ApiError> + use<>, ApiError>
{
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let expires_at = tx.now().plus_secs(HOURS * 60 * 60);
        let password = seal(tx, &caller, expires_at);
        let data = ecr::AuthorizationData {
            authorization_token: Some(STANDARD.encode(format!("{USER}:{password}"))),
            expires_at: Some(expires_at),
            proxy_endpoint: Some(caller.endpoint),
        };
        Ok(ecr::GetAuthorizationTokenResponse { authorization_data: Some(vec![data]) })
    })
}

fn key(world: &World) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &installation::secret(world))
}

fn signed(claim: &str) -> Vec<u8> {
    [LABEL, claim.as_bytes()].concat()
}

/// A password for that caller, good until then.
pub fn seal(world: &World, caller: &Caller, expires_at: Timestamp) -> String {
    let claim = [
        caller.account().to_string(),
        caller.region().to_string(),
        caller.principal_arn.clone(),
        caller.user_id.clone(),
        expires_at.secs().to_string(),
    ]
    .join(&SEPARATOR.to_string());
    let seal = hmac::sign(&key(world), &signed(&claim));
    format!("{}.{}", URL_SAFE_NO_PAD.encode(&claim), URL_SAFE_NO_PAD.encode(seal.as_ref()))
}

/// Who a password was given to, if it is one of ours and still good.
pub fn open(world: &World, password: &str, now: Timestamp) -> Option<Caller> {
    if password.len() > LENGTH_MAX {
        return None;
    }
    let (claim, seal) = password.split_once('.')?;
    let claim = String::from_utf8(URL_SAFE_NO_PAD.decode(claim).ok()?).ok()?;
    let seal = URL_SAFE_NO_PAD.decode(seal).ok()?;
    hmac::verify(&key(world), &signed(&claim), &seal).ok()?;
    let mut parts = claim.split(SEPARATOR);
    let account = Account::parse(parts.next()?).ok()?;
    let region = Region::parse(parts.next()?).ok()?;
    let (principal_arn, user_id) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let expires_at: i64 = parts.next()?.parse().ok()?;
    let scope = Scope { account, region };
    (now.secs() < expires_at).then(|| Caller { principal_arn, user_id, ..Caller::root(scope) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_good_until_it_ends_and_unchanged() {
        let world = World::default();
        let scope = Scope {
            account: Account::parse("000000000007").unwrap(),
            region: Region::parse("eu-west-1").unwrap(),
        };
        let caller = Caller::root(scope);
        let password = seal(&world, &caller, Timestamp::from_secs(100));
        assert_eq!(open(&world, &password, Timestamp::from_secs(99)), Some(caller));
        assert_eq!(open(&world, &password, Timestamp::from_secs(100)), None);
        let (claim, seal) = password.split_once('.').unwrap();
        for bad in ["", ".", claim, seal, &format!("{claim}x.{seal}"), &format!("{claim}.{seal}x")] {
            assert_eq!(open(&world, bad, Timestamp::from_secs(1)), None, "{bad}");
        }
    }
}
