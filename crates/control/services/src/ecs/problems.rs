//! The errors of ECS that more than one resource answers with, in the words clients know.
//!
//! Must not know: which operation failed.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{Failure, error};

/// A parameter is wrong in itself or for the state it meets.
pub fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::INVALID_PARAMETER_EXCEPTION, message)
}

/// The request cannot be carried out as it stands.
pub fn client(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::CLIENT_EXCEPTION, message)
}

pub fn cluster_not_found() -> ApiError {
    ApiError::new(&error::CLUSTER_NOT_FOUND_EXCEPTION, "Cluster not found.")
}

pub fn resource_not_found(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::RESOURCE_NOT_FOUND_EXCEPTION, message)
}

pub fn limit_exceeded(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message)
}

pub fn bad_token() -> ApiError {
    invalid("Invalid token. The nextToken is not one that this request's earlier page answered with.")
}

/// An ARN of another account or region.
pub fn foreign(what: &str, account: &str) -> ApiError {
    invalid(format!("Identifier is for {what}. Your accountId is {account}"))
}

/// The failure that describe operations list for what is not there.
pub fn missing(arn: impl Into<String>) -> Failure {
    Failure { arn: Some(arn.into()), reason: Some("MISSING".to_owned()), detail: None }
}
