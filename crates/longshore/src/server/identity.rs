//! Who asks: turns a request's signature into a caller, or refuses it.
//!
//! Must not know: what the caller may do (IAM will), or what is asked for.

use std::sync::LazyLock;

use http::request::Parts;
use longshore_services::Caller;
use longshore_shapes::ErrorSchema;
use longshore_wire::sigv4::{self, Claim, Dialect, Kind, SignatureError, Verifier};
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::{Account, Region, Scope, Snapshot};

use crate::edge;

/// How requests are told apart from strangers'.
pub(crate) struct Identity {
    verifier: Verifier,
    /// Where credentials are not asked for: the scope of a request that names none.
    open_to_all: Option<Scope>,
}

/// A caller, and the body that the signature vouches for.
pub(crate) struct Identified {
    pub(crate) caller: Caller,
    /// What an `aws-chunked` body carried; `None` where the body is as it came.
    pub(crate) decoded_body: Option<Vec<u8>>,
}

impl Identity {
    pub(crate) fn signed() -> Self {
        Self { verifier: Verifier::new(), open_to_all: None }
    }

    /// Accepts any credentials.
    pub(crate) fn open_to_all(default: Scope) -> Self {
        Self { verifier: Verifier::new(), open_to_all: Some(default) }
    }

    pub(crate) fn identify(
        &self,
        snapshot: &Snapshot,
        claim: Option<&Claim>,
        parts: &Parts,
        body: &[u8],
    ) -> Result<Identified, SignatureError> {
        match self.open_to_all {
            Some(default) => Ok(taken_at_its_word(claim, default)),
            None => self.proven(snapshot, claim.ok_or(SignatureError::NotSigned)?, parts, body),
        }
    }

    /// The caller that the signature proves, also where credentials are not asked for.
    pub(crate) fn proven(
        &self,
        snapshot: &Snapshot,
        claim: &Claim,
        parts: &Parts,
        body: &[u8],
    ) -> Result<Identified, SignatureError> {
        let now = edge::now().secs();
        let id = AccessKeyId { id: claim.access_key_id.clone() };
        // A temporary key comes with its own session token, and a long-lived one with none.
        let good = |key: &&std::sync::Arc<AccessKey>| {
            key.session_token == claim.token && key.expires_at.is_none_or(|at| at.secs() > now)
        };
        let key = snapshot.get::<AccessKey>(&id).filter(good);
        let known = key.and_then(|key| Some((key, key.account()?)));
        let Some((key, account)) = known else {
            return Err(self.verifier.verify_unknown(claim, parts, body, now));
        };
        let verified = self.verifier.verify(claim, parts, body, &key.secret, now)?;
        let region = Region::parse(&claim.scope.region).map_err(|_| SignatureError::MalformedCredential)?;
        let decoded_body = match verified.body {
            std::borrow::Cow::Borrowed(_) => None,
            std::borrow::Cow::Owned(decoded) => Some(decoded),
        };
        let root = Caller::root(Scope { account, region });
        let user_id = key.user_id.clone().unwrap_or_else(|| root.user_id.clone());
        let caller = Caller { principal_arn: key.principal_arn.clone(), user_id, ..root };
        Ok(Identified { caller, decoded_body })
    }

    /// Who asks for a page of Longshore's own. It is signed for the service `longshore`, whatever `--auth` says.
    pub(super) fn of_own_page(&self, snapshot: &Snapshot, parts: &Parts) -> Result<Caller, SignatureError> {
        let claim = claim(parts)?.ok_or(SignatureError::NotSigned)?;
        claim.scope.require_service(super::backup::SERVICE)?;
        Ok(self.proven(snapshot, &claim, parts, &[])?.caller)
    }
}

/// The caller that a request says it comes from: a 12-digit access key id names the account.
fn taken_at_its_word(claim: Option<&Claim>, default: Scope) -> Identified {
    let account = claim.and_then(|claim| Account::parse(&claim.access_key_id).ok());
    let region = claim.and_then(|claim| Region::parse(&claim.scope.region).ok());
    let account = account.unwrap_or(default.account);
    let scope = Scope { account, region: region.unwrap_or(default.region) };
    Identified { caller: Caller::root(scope), decoded_body: None }
}

/// Reads the claim of a request, without believing it.
pub(crate) fn claim(parts: &Parts) -> Result<Option<Claim>, SignatureError> {
    sigv4::parse(parts)
}

/// What each kind of bad signature is called in each dialect.
pub(crate) static SIGNATURE_ERRORS: LazyLock<Vec<(Kind, Dialect, ErrorSchema)>> = LazyLock::new(|| {
    let kinds = Kind::ALL.into_iter().flat_map(|kind| Dialect::ALL.map(|dialect| (kind, dialect)));
    let schema = |(kind, dialect): (Kind, Dialect)| {
        let status = kind.status(dialect).as_u16();
        (kind, dialect, ErrorSchema::common(kind.code(dialect), status))
    };
    kinds.map(schema).collect()
});

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use longshore_shapes::Timestamp;
    use longshore_wire::sigv4::{PayloadHash, Signer};
    use longshore_world::{NoCold, StagedCold, Tx, World};

    use super::*;

    const ROLE: &str = "arn:aws:sts::000000000007:assumed-role/app/t";

    /// A world with a key of that kind, `ASIAKEY` with the secret `secret`.
    fn snapshot(session_token: Option<&str>, expires_at: Option<Timestamp>) -> Snapshot {
        let (mut world, mut staged, mut random) =
            (World::default(), StagedCold::new(), fastrand::Rng::with_seed(1));
        let mut tx = Tx::begin(&mut world, &NoCold, &mut staged, &mut random, edge::now());
        let row = AccessKey {
            account: "000000000007".to_owned(),
            secret: "secret".to_owned(),
            principal_arn: ROLE.to_owned(),
            user_id: Some("AROAX:t".to_owned()),
            session_token: session_token.map(str::to_owned),
            expires_at,
            ..Default::default()
        };
        tx.put(&AccessKeyId { id: "ASIAKEY".to_owned() }, row);
        tx.commit();
        Snapshot::new(world, Arc::new(NoCold), 1)
    }

    fn identify(snapshot: &Snapshot, token: Option<&str>) -> Result<Caller, SignatureError> {
        let mut signer = Signer::new("ASIAKEY", "secret", "us-east-1", "sts");
        if let Some(token) = token {
            signer = signer.with_token(token);
        }
        let mut request = http::Request::post("/").header("host", "localhost").body(Vec::new()).unwrap();
        signer.sign(&mut request, PayloadHash::Implied, edge::now().secs()).unwrap();
        let (parts, body) = request.into_parts();
        let claim = claim(&parts).unwrap();
        let identified = Identity::signed().identify(snapshot, claim.as_ref(), &parts, &body)?;
        Ok(identified.caller)
    }

    #[test]
    fn a_temporary_key_is_good_with_its_token_and_until_it_ends() {
        let (soon, past) = (edge::now().plus_secs(60), edge::now().plus_secs(-1));
        let good = identify(&snapshot(Some("t1"), Some(soon)), Some("t1")).unwrap();
        assert_eq!((good.principal_arn.as_str(), good.user_id.as_str()), (ROLE, "AROAX:t"));
        for (stored, expires_at, shown) in [
            (Some("t1"), Some(soon), None),
            (Some("t1"), Some(soon), Some("t2")),
            (Some("t1"), Some(past), Some("t1")),
            (None, None, Some("t1")),
        ] {
            let refused = identify(&snapshot(stored, expires_at), shown).unwrap_err();
            assert_eq!(refused, SignatureError::UnknownAccessKey, "{stored:?} {shown:?}");
        }
        assert!(identify(&snapshot(None, None), None).is_ok());
    }
}
