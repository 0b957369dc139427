//! How clients of ours log in to a registry: with the token that ECR gives whoever may call its API.
//!
//! Must not know: what is pushed or pulled.

use anyhow::{Context, Result};
use longshore_shapes::ecr::{self, op};

use crate::client;
use crate::profile::Connection;

/// What the `Authorization` header holds: the password that `aws ecr get-login-password` prints, with the user it is for.
pub(crate) async fn authorization(connection: &Connection) -> Result<String> {
    let input = ecr::GetAuthorizationTokenRequest::default();
    let answer = client::call::<op::GetAuthorizationToken>(connection, &input).await?;
    let data = answer.authorization_data.into_iter().flatten().next();
    let token = data.and_then(|data| data.authorization_token).context("ECR gave no authorization token")?;
    Ok(format!("Basic {token}"))
}
