//! Who asks: the account and principal that the request's credentials stand for, and the region it is
//! signed for.
//!
//! Must not know: signatures.

use longshore_world::{Account, Region, Scope};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub scope: Scope,
    /// `arn:aws:iam::000000000000:root`.
    pub principal_arn: String,
    /// IAM's unique id of the principal; the account number for its root.
    pub user_id: String,
    /// The base URL that the request was made to, for answers that name our own address.
    pub endpoint: String,
}

impl Caller {
    /// The root of an account.
    pub fn root(scope: Scope) -> Self {
        let account = scope.account;
        let user_id = account.to_string();
        Self { scope, principal_arn: root_arn(account), user_id, endpoint: String::new() }
    }

    pub fn account(&self) -> Account {
        self.scope.account
    }

    pub fn region(&self) -> Region {
        self.scope.region
    }
}

/// The ARN of an account's root.
pub fn root_arn(account: Account) -> String {
    format!("arn:aws:iam::{account}:root")
}
