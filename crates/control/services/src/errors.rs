//! Errors that every service has and no model lists.
//!
//! Must not know: any service.

use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::ColdError;

pub static ACCESS_DENIED: ErrorSchema = ErrorSchema::common("AccessDeniedException", 400);

pub static INTERNAL_FAILURE: ErrorSchema = ErrorSchema::common("InternalFailure", 500);

/// Our own disk or row failed. The caller can only try again; the log says what happened.
pub fn cold_row(error: ColdError) -> ApiError {
    ApiError::new(&INTERNAL_FAILURE, format!("A stored row could not be read: {error}"))
}
