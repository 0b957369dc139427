//! Who a request comes from, and whose registry it is about.
//!
//! A client shows the password that GetAuthorizationToken gave, as `docker login` keeps it. Whose registry is asked
//! follows from the host where that is one of ECR's (`<account>.dkr.ecr.<region>.…`), else from who asks.
//!
//! Must not know: what a policy says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use longshore_registry::catalog::{Action, Code, Presented, Refusal, Result};
use longshore_services::Caller;
use longshore_services::ecr::plane;
use longshore_world::records::ecr::{Repository, RepositoryKey};
use longshore_world::{Scope, World};

use crate::edge;

const HEADER_BYTES_MAX: usize = 8 * 1024;

/// How requests are told apart.
pub(crate) struct Admission {
    /// Where credentials are not asked for: the scope of a request that names none.
    open_to_all: Option<Scope>,
}

/// Somebody who was let in.
pub(super) struct Admitted {
    /// Whose registry is asked.
    pub(super) scope: Scope,
    caller: Caller,
    /// Nobody is asked for credentials here.
    trusted: bool,
}

impl Admission {
    pub(crate) fn new(open_to_all: Option<Scope>) -> Self {
        Self { open_to_all }
    }

    pub(super) fn let_in(&self, world: &World, presented: Presented<'_>) -> Result<Admitted> {
        let shown = presented.authorization.and_then(password);
        let known = shown.and_then(|password| plane::open_token(world, &password, edge::now()));
        let named = presented.host.and_then(plane::scope_of_host);
        let caller = match (known, self.open_to_all) {
            (Some(caller), _) => caller,
            (None, Some(default)) => Caller::root(named.unwrap_or(default)),
            (None, None) => return Err(refused(presented.authorization.is_some())),
        };
        let scope = named.unwrap_or(caller.scope);
        Ok(Admitted { scope, caller, trusted: self.open_to_all.is_some() })
    }
}

impl Admitted {
    /// Whether what is pulled is remembered.
    pub(super) fn notes_pulls(&self, world: &World) -> bool {
        plane::notes_pulls_of(world, self.scope, &self.caller.principal_arn)
    }

    /// Whether the registry that is asked is the caller's own.
    pub(super) fn owns_registry(&self) -> bool {
        self.trusted || self.caller.account() == self.scope.account
    }

    /// An account may use its own registry, another's as that allows; a policy may deny what it likes.
    pub(super) fn require(&self, key: &RepositoryKey, row: &Repository, action: Action) -> Result<()> {
        if self.trusted {
            return Ok(());
        }
        let action = match action {
            Action::Pull | Action::List => "ecr:BatchGetImage",
            Action::Push => "ecr:PutImage",
            Action::Delete => "ecr:BatchDeleteImage",
        };
        plane::may(&self.caller, key, row, action).map_err(|error| Refusal::new(Code::Denied, error.message))
    }
}

fn refused(shown: bool) -> Refusal {
    let message = if shown {
        "Your authorization token has expired or is not one of this registry. Log in again: aws ecr \
         get-login-password | docker login --username AWS --password-stdin REGISTRY"
    } else {
        "Log in first: aws ecr get-login-password | docker login --username AWS --password-stdin REGISTRY"
    };
    Refusal::new(Code::Unauthorized, message)
}

/// The password in an `Authorization` header: basic, for the user AWS, or as a bearer's.
fn password(header: &str) -> Option<String> {
    if header.len() > HEADER_BYTES_MAX {
        return None;
    }
    let (scheme, rest) = header.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    let basic = scheme.eq_ignore_ascii_case("basic").then(|| STANDARD.decode(rest.trim()).ok()).flatten()?;
    let text = String::from_utf8(basic).ok()?;
    let (user, password) = text.split_once(':')?;
    (user == plane::USER).then(|| password.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_comes_with_the_user_aws() {
        let basic = |text: &str| format!("Basic {}", STANDARD.encode(text));
        assert_eq!(password(&basic("AWS:secret")).as_deref(), Some("secret"));
        assert_eq!(password("Bearer secret").as_deref(), Some("secret"));
        for none in [basic("root:secret"), basic("AWS"), "Basic !".to_owned(), "secret".to_owned()] {
            assert_eq!(password(&none), None, "{none}");
        }
    }
}
