//! What a task may be given that only control has: its roles' credentials, secrets, files, registry passwords.
//!
//! Must not know: where they come from.

use std::future::Future;
use std::pin::Pin;

use longshore_runtime::RegistryAccess;
use longshore_shapes::Timestamp;

pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, IdentityError>> + Send + 'a>>;

/// Temporary credentials of a role, as the endpoint gives them.
#[derive(Clone, PartialEq, Eq)]
pub struct RoleCredentials {
    pub role_arn: String,
    pub access_key_id: String,
    pub secret_access_key: String,
    pub token: String,
    pub expires_at: Timestamp,
}

/// Which of a task's two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Task,
    Execution,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Known, and not here yet: asking again later helps.
    #[error("{0}")]
    NotYet(String),
    /// The message is ready to be shown as a task's reason, behind `ResourceInitializationError: `.
    #[error("{0}")]
    Refused(String),
}

pub trait Identity: Send + Sync + 'static {
    /// By the id in the path; `None` if there is no such id.
    fn credentials(&self, credentials_id: &str) -> Option<Result<RoleCredentials, IdentityError>>;
    /// The task has stopped: its credentials are no one's any more.
    fn forget(&self, task_arn: &str);
    /// The value behind `valueFrom`, with the execution role's rights.
    fn secret<'a>(&'a self, task_arn: &'a str, value_from: &'a str) -> Asked<'a, String>;
    /// An object that an environment file lies in, by its ARN.
    fn object<'a>(&'a self, task_arn: &'a str, object_arn: &'a str) -> Asked<'a, Vec<u8>>;
    /// How to speak to the registry of an image: of a task, or of a task definition none of whose tasks needs it yet.
    fn registry<'a>(
        &'a self,
        task_arn: &'a str,
        image: &'a str,
        credentials_parameter: Option<&'a str>,
    ) -> Asked<'a, RegistryAccess>;
    /// GetTaskProtection (no body) or UpdateTaskProtection with the task role: the HTTP status and the answer.
    fn task_protection<'a>(
        &'a self,
        task_arn: &'a str,
        change: Option<(bool, Option<i32>)>,
    ) -> Asked<'a, (u16, String)>;
}
