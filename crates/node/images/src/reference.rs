//! Names of images, as people write them: `busybox`, `host:5000/team/app:1`, `app@sha256:…`.
//!
//! Must not know: where images are.

use std::fmt;

use crate::digest::Digest;
use crate::error::{ImageError, Result};

const DOCKER_HUB: &str = "docker.io";
const DOCKER_HUB_HOST: &str = "registry-1.docker.io";
const OFFICIAL: &str = "library/";
const NAME_MAX: usize = 255;
const TAG_MAX: usize = 128;
const DEFAULT_TAG: &str = "latest";

/// A whole name: registry, repository, and a tag or a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) registry: String,
    pub(crate) repository: String,
    /// `latest` where neither a tag nor a digest is written.
    pub(crate) tag: Option<String>,
    pub(crate) digest: Option<Digest>,
}

impl Reference {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        parse(text).map_err(|reason| ImageError::InvalidReference { reference: text.to_owned(), reason })
    }

    /// `host[:port]` to connect to.
    pub(crate) fn host(&self) -> &str {
        if self.registry == DOCKER_HUB { DOCKER_HUB_HOST } else { &self.registry }
    }

    /// What comes after `/manifests/`.
    pub(crate) fn wanted(&self) -> &str {
        match (&self.digest, &self.tag) {
            (Some(digest), _) => digest.as_str(),
            (None, Some(tag)) => tag,
            (None, None) => DEFAULT_TAG,
        }
    }
}

/// The short form: without what goes without saying.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.registry == DOCKER_HUB {
            f.write_str(self.repository.strip_prefix(OFFICIAL).unwrap_or(&self.repository))?;
        } else {
            write!(f, "{}/{}", self.registry, self.repository)?;
        }
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

fn parse(text: &str) -> std::result::Result<Reference, &'static str> {
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => {
            (name, Some(digest.parse::<Digest>().map_err(|()| "its digest is not sha256: and 64 digits")?))
        }
        None => (text, None),
    };
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    let (name, tag) =
        match name.rfind(':').filter(|colon| *colon >= last).and_then(|colon| name.split_at_checked(colon)) {
            Some((name, tag)) => (name, Some(checked_tag(tag.trim_start_matches(':'), tag)?)),
            None => (name, None),
        };
    let (registry, path) = match name.split_once('/') {
        Some((first, rest)) if is_host(first) => (first, rest),
        _ => (DOCKER_HUB, name),
    };
    let registry = checked_host(registry)?;
    let repository = if registry == DOCKER_HUB && !path.contains('/') {
        format!("{OFFICIAL}{path}")
    } else {
        path.to_owned()
    };
    check_repository(&repository, path)?;
    let tag = tag.or_else(|| digest.is_none().then(|| DEFAULT_TAG.to_owned()));
    Ok(Reference { registry, repository, tag, digest })
}

/// A first part with a dot, a port or capitals, or `localhost`, is a host: nothing else can be.
fn is_host(part: &str) -> bool {
    part == "localhost" || part.contains(['.', ':']) || part.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn checked_host(host: &str) -> std::result::Result<String, &'static str> {
    let host = if host == "index.docker.io" { DOCKER_HUB } else { host };
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            address.parse::<std::net::Ipv6Addr>().map_err(|_| "its registry is not a host")?;
            (None, port.strip_prefix(':'))
        }
        None => match host.split_once(':') {
            Some((name, port)) => (Some(name), Some(port)),
            None => (Some(host), None),
        },
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if name.is_some_and(|name| !name.split('.').all(is_label)) {
        return Err("its registry is not a host");
    }
    if port
        .is_some_and(|port| !port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err())
    {
        return Err("its registry's port is not a number");
    }
    Ok(host.to_owned())
}

fn checked_tag(tag: &str, written: &str) -> std::result::Result<String, &'static str> {
    let starts_well = tag.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if written.len() != tag.len() + 1 || !starts_well || tag.len() > TAG_MAX || !tag.bytes().all(is_plain) {
        return Err("its tag is not made of letters, digits, _ . and -");
    }
    Ok(tag.to_owned())
}

fn check_repository(repository: &str, written: &str) -> std::result::Result<(), &'static str> {
    if written.is_empty() {
        return Err("it has no name");
    }
    if repository.len() > NAME_MAX {
        return Err("it is too long");
    }
    if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err("its repository has capital letters");
    }
    if !repository.split('/').all(is_component) {
        return Err("its repository is not made of small letters, digits and single separators");
    }
    if repository.len() == HEX_ID_LENGTH && repository.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err("it looks like an image id");
    }
    Ok(())
}

const HEX_ID_LENGTH: usize = 64;

/// Runs of small letters and digits, with one `.`, one or two `_`, or any number of `-` between them.
fn is_component(part: &str) -> bool {
    let mut separator = String::new();
    let mut started = false;
    for character in part.chars() {
        match character {
            'a'..='z' | '0'..='9' => {
                let single = matches!(separator.as_str(), "" | "." | "_" | "__")
                    || separator.bytes().all(|byte| byte == b'-');
                if !single || (!started && !separator.is_empty()) {
                    return false;
                }
                started = true;
                separator.clear();
            }
            '.' | '_' | '-' => separator.push(character),
            _ => return false,
        }
    }
    started && separator.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn names_are_understood_as_docker_does() {
        let digest = format!("app@{D}");
        let both = format!("host:5000/app:1@{D}");
        let table = [
            ("busybox", "docker.io", "library/busybox", "latest", "busybox:latest"),
            ("busybox:1.36", "docker.io", "library/busybox", "1.36", "busybox:1.36"),
            ("team/app", "docker.io", "team/app", "latest", "team/app:latest"),
            ("docker.io/busybox", "docker.io", "library/busybox", "latest", "busybox:latest"),
            ("index.docker.io/library/busybox", "docker.io", "library/busybox", "latest", "busybox:latest"),
            ("localhost/app", "localhost", "app", "latest", "localhost/app:latest"),
            ("localhost:5000/a/b/c:v1", "localhost:5000", "a/b/c", "v1", "localhost:5000/a/b/c:v1"),
            ("host:5000/app", "host:5000", "app", "latest", "host:5000/app:latest"),
            ("[::1]:5000/app:x", "[::1]:5000", "app", "x", "[::1]:5000/app:x"),
            (
                "public.ecr.aws/x/y__z.w-v:T_1",
                "public.ecr.aws",
                "x/y__z.w-v",
                "T_1",
                "public.ecr.aws/x/y__z.w-v:T_1",
            ),
            (&digest, "docker.io", "library/app", "", &digest),
            (&both, "host:5000", "app", "1", &both),
        ];
        for (text, registry, repository, tag, short) in table {
            let reference = Reference::parse(text).unwrap();
            assert_eq!(reference.registry, registry, "{text}");
            assert_eq!(reference.repository, repository, "{text}");
            assert_eq!(reference.tag.as_deref().unwrap_or_default(), tag, "{text}");
            assert_eq!(reference.to_string(), short, "{text}");
            assert_eq!(Reference::parse(short).unwrap(), reference, "{text}: the short form means the same");
        }
        assert_eq!(Reference::parse("busybox").unwrap().host(), "registry-1.docker.io");
        assert_eq!(Reference::parse(&both).unwrap().wanted(), D);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let table = [
            "",
            ":",
            "/",
            "a/",
            "/a",
            "a//b",
            "A",
            "a:",
            "a::b",
            "a:b:c",
            "a:-b",
            "a b",
            "a@",
            "a@sha256:12",
            "a..b",
            "-a",
            "a-",
            "a_",
            "a___b",
            "host:port/a",
            "host:99999/a",
            "-h.com/a",
            "h..com/a",
            "a:\u{e9}",
            "../../etc",
            "[::x]/a",
            "a/../b",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/",
            "http://host/a",
        ];
        for text in table {
            assert!(Reference::parse(text).is_err(), "{text:?}");
        }
        assert!(Reference::parse(&"a".repeat(300)).is_err());
        assert!(Reference::parse(&format!("a:{}", "t".repeat(129))).is_err());
    }
}
