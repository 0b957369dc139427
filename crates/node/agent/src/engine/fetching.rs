//! Secrets and environment files of a container, and the secret options of its log driver.
//!
//! Must not know: where they are kept.

use std::time::Duration;

use tokio::time::sleep;

use crate::identity::{Asked, Identity, IdentityError};
use crate::plan::{Fetched, TaskPlan, environment_file};

/// For credentials that are on their way.
const ASK_AGAIN: Duration = Duration::from_secs(5);
const ASKED_MAX: u32 = 30;

pub(super) async fn fetch(
    identity: &dyn Identity,
    plan: &TaskPlan,
    container: usize,
) -> Result<Fetched, String> {
    let mut fetched = Fetched::default();
    let Some(definition) = plan.definition(container) else { return Ok(fetched) };
    for file in definition.environment_files.iter().flatten() {
        let bytes = patiently(|| identity.object(&plan.arn, &file.value)).await?;
        let text = String::from_utf8(bytes)
            .map_err(|_| format!("environment file {} is not text in UTF-8", file.value))?;
        fetched.files.extend(environment_file(&text));
    }
    for secret in definition.secrets.iter().flatten() {
        let value = patiently(|| identity.secret(&plan.arn, &secret.value_from)).await?;
        fetched.secrets.push((secret.name.clone(), value));
    }
    let log = definition.log_configuration.as_ref();
    for secret in log.and_then(|log| log.secret_options.as_ref()).into_iter().flatten() {
        let value = patiently(|| identity.secret(&plan.arn, &secret.value_from)).await?;
        fetched.log_options.insert(secret.name.clone(), value);
    }
    Ok(fetched)
}

async fn patiently<'a, T>(ask: impl Fn() -> Asked<'a, T>) -> Result<T, String> {
    let mut asked = 1;
    loop {
        match ask().await {
            Ok(value) => return Ok(value),
            Err(IdentityError::NotYet(_)) if asked < ASKED_MAX => sleep(ASK_AGAIN).await,
            Err(IdentityError::NotYet(problem) | IdentityError::Refused(problem)) => return Err(problem),
        }
        asked += 1;
    }
}
