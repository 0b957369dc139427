//! Image references and other names as they may be put into an engine's request path.
//!
//! Invariant: nothing that passes here can leave the path segment it is meant for.
//!
//! Must not know: what a registry is.

use crate::error::DriverError;

const REFERENCE_LENGTH_MAX: usize = 512;
const NAME_LENGTH_MAX: usize = 255;

/// `repository[:tag][@digest]`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    pub(crate) repository: &'a str,
    pub(crate) tag: Option<&'a str>,
    pub(crate) digest: Option<&'a str>,
}

impl<'a> Reference<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, DriverError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/:@".contains(&byte);
        let sound = !text.is_empty()
            && text.len() <= REFERENCE_LENGTH_MAX
            && text.bytes().all(plain)
            && text.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        if !sound {
            return Err(DriverError::InvalidSpec(format!("`{text}` is not an image reference")));
        }
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (text, None),
        };
        let (repository, tag) = match name.rsplit_once(':') {
            Some((repository, tag)) if !tag.contains('/') => (repository, Some(tag)),
            _ => (name, None),
        };
        Ok(Self { repository, tag, digest })
    }

    /// The registry's host, where the reference names one.
    pub(crate) fn registry(&self) -> Option<&'a str> {
        let (first, _) = self.repository.split_once('/')?;
        (first == "localhost" || first.contains(['.', ':'])).then_some(first)
    }
}

/// A name of ours that becomes part of a path: an id, a volume's name, a cgroup's.
pub(crate) fn plain_name(text: &str) -> Result<&str, DriverError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let sound = text.len() <= NAME_LENGTH_MAX
        && text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && text.bytes().all(plain);
    if sound {
        Ok(text)
    } else {
        Err(DriverError::InvalidSpec(format!(
            "`{text}` is not a name: use letters, digits, `.`, `_` and `-`"
        )))
    }
}

/// The nearest name that Docker takes for a container.
pub(crate) fn container_name(wanted: &str, id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' };
    let name: String = wanted.chars().take(NAME_LENGTH_MAX).map(safe).collect();
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_well && name.len() > 1 { name } else { format!("longshore-{}", short(id)) }
}

/// The first twelve characters of an id.
pub(crate) fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_come_apart() {
        let table = [
            ("busybox", "busybox", None, None, None),
            ("busybox:1", "busybox", Some("1"), None, None),
            ("host:5000/team/app", "host:5000/team/app", None, None, Some("host:5000")),
            ("host:5000/app:2", "host:5000/app", Some("2"), None, Some("host:5000")),
            ("app@sha256:ab", "app", None, Some("sha256:ab"), None),
            ("localhost/app:1@sha256:ab", "localhost/app", Some("1"), Some("sha256:ab"), Some("localhost")),
        ];
        for (text, repository, tag, digest, registry) in table {
            let parsed = Reference::parse(text).unwrap();
            assert_eq!(parsed, Reference { repository, tag, digest }, "{text}");
            assert_eq!(parsed.registry(), registry, "{text}");
        }
    }

    #[test]
    fn what_could_leave_its_place_in_a_path_is_refused() {
        for text in ["", "../containers", "a/../b", "a?b", "a#b", "a b", "/a", "a//b", "a%2f"] {
            assert!(Reference::parse(text).is_err(), "{text}");
        }
        for text in ["", ".", "..", "a/b", "-a", "a b"] {
            assert!(plain_name(text).is_err(), "{text}");
        }
        assert_eq!(container_name("a b/c", "x"), "a-b-c");
        assert_eq!(container_name("", "0123456789abcdef"), "longshore-0123456789ab");
    }
}
