//! DescribeServiceRevisions.
//!
//! Must not know: which deployment made a revision.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;
use longshore_world::Snapshot;
use longshore_world::records::service::revision::ServiceRevision;

use super::reference::revision_of_arn;
use crate::caller::Caller;
use crate::ecs::problems::{invalid, missing};

const DESCRIBE_MAX: usize = 20;

pub(super) fn describe_service_revisions(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeServiceRevisionsRequest,
) -> Result<ecs::DescribeServiceRevisionsResponse, ApiError> {
    let asked = input.service_revision_arns;
    if asked.is_empty() {
        return Err(invalid("serviceRevisionArns cannot be empty."));
    }
    if asked.len() > DESCRIBE_MAX {
        return Err(invalid(format!(
            "serviceRevisionArns may name at most {DESCRIBE_MAX} service revisions."
        )));
    }
    let (mut revisions, mut failures) = (Vec::new(), Vec::new());
    for given in asked {
        let key = revision_of_arn(caller.scope, &given)?;
        match snapshot.get::<ServiceRevision>(&key) {
            Some(row) => revisions.push(row.revision.clone()),
            None => failures.push(missing(given)),
        }
    }
    Ok(ecs::DescribeServiceRevisionsResponse { service_revisions: Some(revisions), failures: Some(failures) })
}
