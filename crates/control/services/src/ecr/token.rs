//! Authorization tokens: what `docker login` is given, good for twelve hours.
//!
//! A token says who it was given to and until when, sealed with the installation's secret: nothing is stored, and one
//! that was changed is refused.
//!
//! Must not know: how a client shows it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use longshore_shapes::ecr::{self, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::{Account, Region, Scope, Tx, World};

use crate::caller::Caller;
use crate::registry::Registry;

/// The user name that goes with it.
pub const USER: &str = "AWS";
const HOURS: i64 = 12;
const LABEL: &str = "ecr authorization token";

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

/// A password for that caller, good until then.
pub fn seal(world: &World, caller: &Caller, expires_at: Timestamp) -> String {
    let (account, region) = (caller.account().to_string(), caller.region());
    let expires_at = expires_at.secs().to_string();
    let parts = [&account, region.as_str(), &caller.principal_arn, &caller.user_id, &expires_at];
    super::seal::seal(world, LABEL, &parts)
}

/// Who a password was given to, if it is one of ours and still good.
pub fn open(world: &World, password: &str, now: Timestamp) -> Option<Caller> {
    let mut parts = super::seal::open(world, LABEL, password)?.into_iter();
    let account = Account::parse(&parts.next()?).ok()?;
    let region = Region::parse(&parts.next()?).ok()?;
    let (principal_arn, user_id) = (parts.next()?, parts.next()?);
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
