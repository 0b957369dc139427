//! Archiving images, and restoring them. Their bytes stay where they are, so both are done at once.
//!
//! Must not know: what a lifecycle policy archives.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error};
use longshore_world::Tx;
use longshore_world::records::ecr::Image;

use super::named;
use crate::caller::Caller;
use crate::ecr::{problems, registry_of, repository};

pub(super) fn update_image_storage_class(
    caller: &Caller,
    input: ecr::UpdateImageStorageClassRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::UpdateImageStorageClassResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (name, id) = (&input.repository_name, &input.image_id);
        let (repository, _) = repository::for_use(tx, &caller, scope, name, "ecr:UpdateImageStorageClass")?;
        let found = named(tx, &repository, id).map_err(|_| {
            problems::no_image(&repository, id.image_digest.as_deref(), id.image_tag.as_deref())
        });
        let (key, row) = found?;
        let archive = input.target_storage_class == ecr::TargetStorageClass::Archive;
        if archive == row.archived_at.is_some() {
            let state = if archive { "archived" } else { "active" };
            let message = format!("The image {} is {state} already.", key.digest);
            return Err(ApiError::new(&error::IMAGE_STORAGE_CLASS_UPDATE_NOT_SUPPORTED_EXCEPTION, message));
        }
        let now = tx.now();
        tx.update(&key, |row: &mut Image| {
            if archive {
                row.archived_at = Some(now);
            } else {
                (row.archived_at, row.activated_at) = (None, Some(now));
            }
        });
        Ok(ecr::UpdateImageStorageClassResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(repository.name),
            image_id: Some(ecr::ImageIdentifier {
                image_digest: Some(key.digest),
                image_tag: input.image_id.image_tag,
            }),
            image_status: Some(if archive { ecr::ImageStatus::Archived } else { ecr::ImageStatus::Active }),
        })
    })
}
