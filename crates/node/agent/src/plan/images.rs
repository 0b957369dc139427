//! References of images: `busybox`, `host:5000/team/app:1`, `app@sha256:…`.
//!
//! Must not know: registries.

/// The digest that a reference itself says.
pub(crate) fn digest_of(reference: &str) -> Option<&str> {
    reference.split_once('@').map(|(_, digest)| digest)
}

/// The same repository, at a digest.
pub(crate) fn at_digest(reference: &str, digest: &str) -> String {
    let name = reference.split_once('@').map_or(reference, |(name, _)| name);
    // A colon behind the last slash begins a tag; one before it, a port.
    let tag = name.rfind(':').filter(|colon| name.rfind('/').is_none_or(|slash| slash < *colon));
    let repository = tag.and_then(|colon| name.get(..colon)).unwrap_or(name);
    format!("{repository}@{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_takes_the_place_of_the_tag() {
        for (reference, expected) in [
            ("busybox", "busybox@d"),
            ("busybox:1.36", "busybox@d"),
            ("host:5000/team/app", "host:5000/team/app@d"),
            ("host:5000/team/app:1", "host:5000/team/app@d"),
            ("app@sha256:0", "app@d"),
            ("app:1@sha256:0", "app@d"),
        ] {
            assert_eq!(at_digest(reference, "d"), expected);
        }
        assert_eq!(digest_of("app:1@sha256:0"), Some("sha256:0"));
        assert_eq!(digest_of("host:5000/app:1"), None);
    }
}
