//! Layers that are uploaded by the API: who may, in which order parts come, and what is wrong with one.
//!
//! Must not know: where the bytes go.

use longshore_planners::images::change::key_of;
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error};
use longshore_world::World;
use longshore_world::records::ecr::{Layer, RepositoryKey};

use super::{problems, registry_of, repository};
use crate::caller::Caller;

/// How large a part is best, and how large each but the last must be.
pub const PART_BYTES: i64 = 10 * 1024 * 1024;
pub const PART_BYTES_MIN: u64 = 5 * 1024 * 1024;
/// Digits of an id's groups, as the API writes it.
const ID_GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// The repository to upload to, for a caller that may do that.
pub fn place(
    world: &World,
    caller: &Caller,
    registry_id: Option<&str>,
    name: &str,
    action: &'static str,
) -> Result<RepositoryKey, ApiError> {
    let scope = registry_of(caller, registry_id)?;
    repository::for_use(world, caller, scope, name, action).map(|(key, _)| key)
}

/// An upload's id as the API writes it.
pub fn shown_id(id: &str) -> String {
    let mut rest = id;
    let groups = ID_GROUPS.map(|length| {
        let (group, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = behind;
        group
    });
    groups.join("-")
}

/// The id that the API writes so.
pub fn id_of(shown: &str) -> String {
    shown.replace('-', "").to_ascii_lowercase()
}

/// Checks a part against what has come before it. Parts come one after another, without gaps.
pub fn check_part(
    key: &RepositoryKey,
    input: &ecr::UploadLayerPartRequest,
    received: u64,
) -> Result<(), ApiError> {
    let (first, last) = (input.part_first_byte, input.part_last_byte);
    let bytes = i64::try_from(input.layer_part_blob.len()).unwrap_or(i64::MAX);
    let wrong = if last < first || last.checked_sub(first) != Some(bytes.saturating_sub(1)) {
        format!("its bytes are said to be {first} to {last}, but it has {bytes}")
    } else if u64::try_from(first).ok() != Some(received) {
        format!("it begins with byte {first}, and the next to come is {received}")
    } else {
        return Ok(());
    };
    let details = ecr::InvalidLayerPartException {
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.name.clone()),
        upload_id: Some(input.upload_id.clone()),
        last_valid_byte_received: received.checked_sub(1).and_then(|last| i64::try_from(last).ok()),
        message: None,
    };
    let message = format!("The layer part is not valid: {wrong}.");
    Err(ApiError::new(&error::INVALID_LAYER_PART_EXCEPTION, message).with_details(details))
}

/// Checks an upload that is to become a layer with one of these digests.
pub fn check_whole(
    world: &World,
    key: &RepositoryKey,
    input: &ecr::CompleteLayerUploadRequest,
    upload: &Whole<'_>,
) -> Result<(), ApiError> {
    if upload.length == 0 {
        let message = format!("The upload {} has no layer parts.", input.upload_id);
        return Err(ApiError::new(&error::EMPTY_UPLOAD_EXCEPTION, message));
    }
    if upload.has_short_part {
        let message = format!("A layer part that is not the last one has fewer than {PART_BYTES_MIN} bytes.");
        return Err(ApiError::new(&error::LAYER_PART_TOO_SMALL_EXCEPTION, message));
    }
    if !input.layer_digests.iter().any(|digest| digest == upload.digest) {
        let message = format!(
            "None of the layerDigests '[{}]' is the digest of what was uploaded, which is {}.",
            input.layer_digests.join(", "),
            upload.digest
        );
        return Err(ApiError::new(&error::INVALID_LAYER_EXCEPTION, message));
    }
    if world.get::<Layer>(&key_of(key, upload.digest)).is_some() {
        let message = format!(
            "The layer with digest '{}' already exists in the repository with name '{}' in the {}",
            upload.digest,
            key.name,
            problems::registry(key)
        );
        return Err(ApiError::new(&error::LAYER_ALREADY_EXISTS_EXCEPTION, message));
    }
    Ok(())
}

/// What has come of an upload.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    pub digest: &'a str,
    pub length: u64,
    pub has_short_part: bool,
}

pub fn no_upload(key: &RepositoryKey, shown: &str) -> ApiError {
    let message = format!(
        "The upload '{shown}' could not be found in the repository with name '{}' in the {}; it may be finished, or \
         have expired.",
        key.name,
        problems::registry(key)
    );
    ApiError::new(&error::UPLOAD_NOT_FOUND_EXCEPTION, message)
}

pub fn too_much(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message)
}

/// Ours or the disk's fault: worth another try.
pub fn failed(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::SERVER_EXCEPTION, message)
}

#[cfg(test)]
mod tests {
    use longshore_shapes::Blob;

    use super::*;
    use crate::bench;

    fn key() -> RepositoryKey {
        RepositoryKey { scope: bench::scope(), name: "app".to_owned() }
    }

    #[test]
    fn an_id_is_written_in_two_ways() {
        let id = "00112233445566778899aabbccddeeff";
        assert_eq!(shown_id(id), "00112233-4455-6677-8899-aabbccddeeff");
        assert_eq!(id_of(&shown_id(id).to_uppercase()), id);
    }

    #[test]
    fn parts_follow_each_other() {
        let part = |first, last, bytes: usize| ecr::UploadLayerPartRequest {
            part_first_byte: first,
            part_last_byte: last,
            layer_part_blob: Blob::from(vec![0; bytes]),
            ..Default::default()
        };
        for (given, received) in [(part(0, 9, 10), 0), (part(10, 10, 1), 10)] {
            assert!(check_part(&key(), &given, received).is_ok());
        }
        for (given, received, last_valid) in [
            (part(0, 9, 9), 0, None),
            (part(0, 9, 11), 0, None),
            (part(5, 4, 0), 5, Some(4)),
            (part(9, 5, 0), 9, Some(8)),
            (part(11, 20, 10), 10, Some(9)),
            (part(0, 9, 10), 10, Some(9)),
            (part(-1, 0, 2), 0, None),
            (part(i64::MIN, i64::MAX, 1), 0, None),
        ] {
            let refused = check_part(&key(), &given, received).unwrap_err();
            assert_eq!(refused.code(), "InvalidLayerPartException");
            let details: Box<dyn std::any::Any> = refused.details.unwrap();
            let details = details.downcast::<ecr::InvalidLayerPartException>().unwrap();
            assert_eq!(details.last_valid_byte_received, last_valid);
        }
    }

    #[test]
    fn what_becomes_a_layer() {
        let mut control = bench::Control::new();
        control.transact(|tx| {
            tx.put(&key(), longshore_world::records::ecr::Repository::default());
            tx.put(&key_of(&key(), "sha256:there"), Layer::default());
        });
        let whole = |digest| Whole { digest, length: 1, has_short_part: false };
        let check = |digests: &[&str], upload: Whole<'_>| {
            let layer_digests = digests.iter().map(|digest| (*digest).to_owned()).collect();
            let input = ecr::CompleteLayerUploadRequest { layer_digests, ..Default::default() };
            check_whole(&control.world, &key(), &input, &upload).map_err(|refused| refused.code())
        };
        assert_eq!(check(&["md5:0", "sha256:new"], whole("sha256:new")), Ok(()));
        for (digests, upload, code) in [
            (&["sha256:new"][..], Whole { length: 0, ..whole("sha256:new") }, "EmptyUploadException"),
            (
                &["sha256:new"],
                Whole { has_short_part: true, ..whole("sha256:new") },
                "LayerPartTooSmallException",
            ),
            (&["sha256:other"], whole("sha256:new"), "InvalidLayerException"),
            (&["sha256:there"], whole("sha256:there"), "LayerAlreadyExistsException"),
        ] {
            assert_eq!(check(digests, upload), Err(code));
        }
    }
}
