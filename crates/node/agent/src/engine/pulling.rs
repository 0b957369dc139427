//! Images from their registries: credentials first, then patience with what may pass.
//!
//! Must not know: which image a task gets in the end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use longshore_runtime::{Driver, DriverError, ImageFacts, PullProgress, RegistryAccess};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::identity::{Identity, IdentityError};
use crate::task::PullFailure;

const PULL_LIMIT: Duration = Duration::from_secs(2 * 60 * 60);
/// A pull that brings nothing for so long at its beginning has failed.
const SILENCE_LIMIT: Duration = Duration::from_secs(5 * 60);
const RESOLVE_LIMIT: Duration = Duration::from_secs(60);
const TRIES_MAX: u32 = 5;
/// Where an image of that name is here, too.
const TRIES_IMPATIENT_MAX: u32 = 2;
const BACKOFF_FIRST: Duration = Duration::from_secs(1);
const BACKOFF_LAST: Duration = Duration::from_secs(20);
/// For credentials that are on their way.
const ASK_AGAIN: Duration = Duration::from_secs(5);
const ASKED_MAX: u32 = 60;

pub(super) struct Puller<'a> {
    pub(super) driver: &'a dyn Driver,
    pub(super) identity: &'a dyn Identity,
    pub(super) arn: &'a str,
    /// How many may speak to registries at once.
    pub(super) pulls: &'a Semaphore,
    /// From 0 to 1, so that many machines do not come back at once.
    pub(super) jitter: f64,
}

#[derive(Default)]
struct Begun(AtomicBool);

impl PullProgress for Begun {
    fn progress(&self, received: u64, _total: Option<u64>) {
        if received > 0 {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

impl Puller<'_> {
    pub(super) async fn resolve(
        &self,
        reference: &str,
        parameter: Option<&str>,
        patient: bool,
    ) -> Result<String, PullFailure> {
        let access = self.access(reference, parameter).await?;
        let _turn = self.pulls.acquire().await;
        let tries = if patient { TRIES_MAX } else { TRIES_IMPATIENT_MAX };
        let mut tried = 1;
        loop {
            let late =
                || DriverError::RegistryUnavailable(format!("{reference}: its registry does not answer"));
            let resolved = timeout(RESOLVE_LIMIT, self.driver.resolve(reference, &access)).await;
            match resolved.unwrap_or_else(|_| Err(late())) {
                Err(error) if tried < tries && passes(&error) => self.pause(tried).await,
                other => return other.map_err(PullFailure::Driver),
            }
            tried += 1;
        }
    }

    pub(super) async fn pull(
        &self,
        reference: &str,
        digest: Option<&str>,
        parameter: Option<&str>,
    ) -> Result<ImageFacts, PullFailure> {
        let work = async {
            let access = self.access(reference, parameter).await?;
            let _turn = self.pulls.acquire().await;
            let mut tried = 1;
            loop {
                match self.pull_once(reference, digest, &access).await {
                    Err(error) if tried < TRIES_MAX && passes(&error) => self.pause(tried).await,
                    other => return other.map_err(PullFailure::Driver),
                }
                tried += 1;
            }
        };
        let late = || DriverError::TimedOut(format!("{reference} did not come within two hours"));
        timeout(PULL_LIMIT, work).await.unwrap_or_else(|_| Err(PullFailure::Driver(late())))
    }

    async fn pull_once(
        &self,
        reference: &str,
        digest: Option<&str>,
        access: &RegistryAccess,
    ) -> Result<ImageFacts, DriverError> {
        let begun = Begun::default();
        let mut pull = self.driver.pull(reference, digest, access, &begun);
        tokio::select! {
            done = &mut pull => return done,
            () = sleep(SILENCE_LIMIT) => {}
        }
        if begun.0.load(Ordering::Relaxed) {
            return pull.await;
        }
        Err(DriverError::TimedOut(format!("{reference}: nothing came of it for five minutes")))
    }

    async fn access(&self, image: &str, parameter: Option<&str>) -> Result<RegistryAccess, PullFailure> {
        let mut asked = 1;
        loop {
            match self.identity.registry(self.arn, image, parameter).await {
                Ok(access) => return Ok(access),
                Err(IdentityError::NotYet(_)) if asked < ASKED_MAX => sleep(ASK_AGAIN).await,
                Err(IdentityError::NotYet(problem) | IdentityError::Refused(problem)) => {
                    return Err(PullFailure::Credentials(problem));
                }
            }
            asked += 1;
        }
    }

    async fn pause(&self, tried: u32) {
        let backoff = BACKOFF_FIRST.saturating_mul(1 << tried.min(8)).min(BACKOFF_LAST);
        sleep(backoff.mul_f64(0.5 + self.jitter.clamp(0.0, 1.0) / 2.0)).await;
    }
}

/// Whether trying again may help.
fn passes(error: &DriverError) -> bool {
    matches!(error, DriverError::RegistryUnavailable(_))
}
