//! Names of families, containers and volumes, images, and which containers there must be.
//!
//! Must not know: what any of them does.

use std::collections::BTreeSet;

use longshore_shapes::ecs::ContainerDefinition;

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_essential, name_of, text};

const NAME_LENGTH_MAX: usize = 255;
const CONTAINERS_MAX: usize = 10;
const IMAGE_LENGTH_MAX: usize = 255;
const DIGEST_ALGORITHM: &str = "sha256:";
const DIGEST_DIGITS: usize = 64;

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    name("Family", &definition.request.family)?;
    let containers = definition.containers;
    if containers.is_empty() {
        return Err(client("Container list cannot be empty."));
    }
    if containers.len() > CONTAINERS_MAX {
        return Err(client(format!(
            "Too many container definitions: {}. A task definition may have {CONTAINERS_MAX}.",
            containers.len()
        )));
    }
    let mut seen = BTreeSet::new();
    for container in containers {
        name("Container.name", name_of(container))?;
        image(text(&container.image))?;
        if !seen.insert(name_of(container)) {
            return Err(duplicate(container));
        }
    }
    if !containers.iter().any(is_essential) {
        return Err(client("At least one container must be marked as essential."));
    }
    Ok(())
}

fn duplicate(container: &ContainerDefinition) -> longshore_shapes::ApiError {
    client(format!("Container names must be unique within a task definition: '{}'.", name_of(container)))
}

/// A name of letters, digits, `_` and `-`; `member` is what the message calls it.
pub(super) fn name(member: &str, name: &str) -> Checked {
    if name.is_empty() {
        return Err(client(format!("{member} should not be null or empty.")));
    }
    if name.len() > NAME_LENGTH_MAX {
        return Err(client(format!("{member} should not be longer than {NAME_LENGTH_MAX} characters.")));
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.bytes().all(allowed) {
        return Err(client(format!("{member} contains invalid characters.")));
    }
    Ok(())
}

fn image(image: &str) -> Checked {
    if image.is_empty() {
        return Err(client("Container.image should not be null or empty."));
    }
    let (place, digest) =
        image.split_once('@').map_or((image, None), |(place, digest)| (place, Some(digest)));
    if place.len() > IMAGE_LENGTH_MAX {
        return Err(client(format!(
            "Container.image should not be longer than {IMAGE_LENGTH_MAX} characters."
        )));
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:./#".contains(&byte);
    if place.is_empty() || !place.bytes().all(allowed) {
        return Err(client("Container.image contains invalid characters."));
    }
    if digest.is_some_and(|digest| !is_digest(digest)) {
        let form = format!("{DIGEST_ALGORITHM} and {DIGEST_DIGITS} hexadecimal digits");
        return Err(client(format!("Container.image has an invalid digest; it must be {form}.")));
    }
    Ok(())
}

fn is_digest(digest: &str) -> bool {
    let digits = digest.strip_prefix(DIGEST_ALGORITHM).unwrap_or_default();
    digits.len() == DIGEST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
