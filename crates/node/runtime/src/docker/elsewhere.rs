//! Images that lie in another registry than their name says: pulled from there, and known here by their own name.
//!
//! The engine pulls an image under the name of the registry it comes from, and keeps a digest under that name alone. So
//! an image from elsewhere is pulled by its digest, which no other can be, and gets two names of the repository that was
//! asked for: the tag, and one that spells the digest out (`sha256-…`), by which `repository@digest` is found again.
//!
//! Must not know: how the engine is asked.

use super::reference::Reference;
use crate::error::DriverError;
use crate::image::RegistryAccess;

/// Where an image is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Elsewhere<'a> {
    tls: bool,
    /// As the engine names a registry.
    pub(super) host: &'a str,
    pub(super) repository: String,
}

/// Where the image really is, if its name does not say.
pub(super) fn elsewhere<'a>(
    reference: &Reference<'_>,
    access: &'a RegistryAccess,
) -> Result<Option<Elsewhere<'a>>, DriverError> {
    let endpoint = access.credentials.as_ref().and_then(|credentials| credentials.endpoint.as_deref());
    let Some(endpoint) = endpoint else { return Ok(None) };
    let (scheme, host) = endpoint.split_once("://").unwrap_or(("https", endpoint));
    let host = host.trim_end_matches('/');
    if reference.registry() == Some(host) {
        return Ok(None);
    }
    let path = match reference.registry() {
        Some(registry) => reference.repository.strip_prefix(registry).unwrap_or_default().trim_matches('/'),
        None => reference.repository,
    };
    let repository = format!("{host}/{path}");
    let unnamed = || {
        let words =
            "Docker Engine has no name for a registry there; let Longshore listen on an address of IPv4";
        DriverError::Unsupported(format!("{host}: {words}"))
    };
    let sound = Reference::parse(&repository).is_ok_and(|parsed| parsed.registry() == Some(host));
    if !sound { Err(unnamed()) } else { Ok(Some(Elsewhere { tls: scheme != "http", host, repository })) }
}

/// The tag that spells a digest out.
pub(super) fn mark(digest: &str) -> String {
    digest.replace(':', "-")
}

/// The digest that a tag spells out.
pub(super) fn marked(tag: &str) -> Option<String> {
    let hex = tag.strip_prefix("sha256-")?;
    let whole = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| format!("sha256:{hex}"))
}

/// The name by which an image from elsewhere is found, where it is asked for by its digest.
pub(super) fn marked_name(reference: &Reference<'_>) -> Option<String> {
    Some(format!("{}:{}", reference.repository, mark(reference.digest?)))
}

impl Elsewhere<'_> {
    /// What to do about an engine that will not speak with this registry; none where it is about something else.
    pub(super) fn advice(&self, said: &DriverError) -> Option<DriverError> {
        let text = said.to_string();
        let lower = text.to_ascii_lowercase();
        let says = |any: &[&str]| any.iter().any(|words| lower.contains(words));
        let host = self.host;
        let next = if !self.tls
            && says(&["http response to https client", "tls handshake", "first record does not look like"])
        {
            format!(
                "Docker Engine speaks plain HTTP only to registries of its own machine: name {host} in insecure-registries \
                 of its daemon.json, or start Longshore with --tls"
            )
        } else if says(&[
            "doesn't contain any ip sans",
            "certificate is valid for",
            "certificate is not valid for",
        ]) {
            format!(
                "the certificate of Longshore's registry does not name {host}: give it one that does, in tls/ of its data \
                 directory"
            )
        } else if says(&["x509", "unknown authority", "self-signed", "self signed"]) {
            format!(
                "Docker Engine does not trust Longshore's registry: copy tls/certificate.pem of its data directory to \
                 /etc/docker/certs.d/{host}/ca.crt on this machine"
            )
        } else {
            return None;
        };
        // Trying again does not help.
        Some(DriverError::Failed(format!("{next} ({text})")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Credentials;

    fn access(endpoint: &str) -> RegistryAccess {
        let endpoint = Some(endpoint.to_owned());
        let (user, password) = ("AWS".to_owned(), "p".to_owned());
        let credentials = Some(Credentials { user, password, endpoint, certificate: None });
        RegistryAccess { credentials, ..RegistryAccess::default() }
    }

    #[test]
    fn a_name_is_asked_for_where_it_really_is() {
        let table = [
            (
                "1.dkr.ecr.r.amazonaws.com/team/app:1",
                "http://127.0.0.1:4510",
                Some("127.0.0.1:4510/team/app"),
            ),
            ("127.0.0.1:4510/app@sha256:0", "http://127.0.0.1:4510/", None),
            ("localhost:4510/app", "https://10.0.0.1:4510", Some("10.0.0.1:4510/app")),
        ];
        for (image, endpoint, expected) in table {
            let (reference, access) = (Reference::parse(image).unwrap(), access(endpoint));
            let found = elsewhere(&reference, &access).unwrap().map(|found| found.repository);
            assert_eq!(found.as_deref(), expected, "{image}");
        }
        let reference = Reference::parse("1.dkr.ecr.r.amazonaws.com/app").unwrap();
        assert!(elsewhere(&reference, &access("http://[::1]:4510")).is_err());
        assert_eq!(elsewhere(&reference, &RegistryAccess::default()).unwrap(), None);
    }

    #[test]
    fn a_digest_is_spelled_out_and_read_again() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        assert_eq!(marked(&mark(&digest)).as_deref(), Some(digest.as_str()));
        for tag in ["1", "sha256-0a", "sha256-zz"] {
            assert_eq!(marked(tag), None);
        }
    }

    #[test]
    fn an_engine_that_does_not_trust_is_told_about_with_what_to_do() {
        let reference = Reference::parse("1.dkr.ecr.r.amazonaws.com/app").unwrap();
        let said = |endpoint: &str, text: &str| {
            let access = access(endpoint);
            let found = elsewhere(&reference, &access).unwrap().unwrap();
            found.advice(&DriverError::RegistryUnavailable(text.to_owned())).map(|error| error.to_string())
        };
        let (plain, tls) = ("http://10.0.0.1:4510", "https://10.0.0.1:4510");
        for (endpoint, text, expected) in [
            (
                plain,
                "Get \"https://10.0.0.1:4510/v2/\": http: server gave HTTP response to HTTPS client",
                "insecure-registries",
            ),
            (
                tls,
                "x509: certificate signed by unknown authority",
                "/etc/docker/certs.d/10.0.0.1:4510/ca.crt",
            ),
            (
                tls,
                "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
                "does not name",
            ),
        ] {
            assert!(said(endpoint, text).unwrap().contains(expected), "{text}");
        }
        assert_eq!(said(tls, "connection refused"), None);
    }
}
