//! Where a bucket is: its name and the prefix of what is ours in it, and how requests are addressed to it.
//!
//! Invariants: with an endpoint, the bucket is the first part of the path; without one it is part of AWS's host, but
//! for names with a dot, which no certificate of AWS's covers.
//!
//! Must not know: what is kept there.

use std::fmt;
use std::str::FromStr;

use http::Uri;
use longshore_wire::percent_encoded;

const NAME_LENGTH: std::ops::RangeInclusive<usize> = 3..=63;
const PREFIX_LENGTH_MAX: usize = 512;

/// A bucket, and what stands before every key of ours in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub bucket: String,
    /// Without slashes at its ends; may be empty.
    pub prefix: String,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || format!("'{text}' is not s3://BUCKET or s3://BUCKET/PREFIX");
        let rest = text.strip_prefix("s3://").ok_or_else(shape)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
        let good = NAME_LENGTH.contains(&bucket.len())
            && bucket.starts_with(|c: char| c.is_ascii_alphanumeric())
            && bucket.chars().all(allowed);
        if !good {
            return Err(format!(
                "'{bucket}' is not the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots"
            ));
        }
        let prefix = prefix.trim_matches('/');
        let odd = |part: &str| matches!(part, "" | "." | "..") || part.chars().any(char::is_control);
        if prefix.len() > PREFIX_LENGTH_MAX || (!prefix.is_empty() && prefix.split('/').any(odd)) {
            return Err(format!(
                "'{prefix}' cannot stand before keys: at most {PREFIX_LENGTH_MAX} bytes, without empty parts, '.' or '..'"
            ));
        }
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        write!(f, "s3://{}{slash}{}", self.bucket, self.prefix)
    }
}

impl Address {
    pub(crate) fn key(&self, name: &str) -> String {
        if self.prefix.is_empty() { name.to_owned() } else { format!("{}/{name}", self.prefix) }
    }
}

/// Who is spoken to, and how the bucket is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) tls: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// As the `Host` header has it.
    pub(crate) authority: String,
    /// `/BUCKET` where the host does not name it.
    pub(crate) path: String,
    /// For people.
    pub(crate) shown: String,
}

impl Place {
    pub(crate) fn new(address: &Address, endpoint: Option<&str>, region: &str) -> Result<Self, String> {
        let bucket = &address.bucket;
        let (url, path) = match endpoint {
            Some(url) => (url.trim_end_matches('/').to_owned(), format!("/{bucket}")),
            None if bucket.contains('.') => {
                (format!("https://s3.{region}.amazonaws.com"), format!("/{bucket}"))
            }
            None => (format!("https://{bucket}.s3.{region}.amazonaws.com"), String::new()),
        };
        let shape = || format!("'{url}' is not http://HOST[:PORT] or https://HOST[:PORT]");
        let uri: Uri = url.parse().map_err(|_| shape())?;
        let tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(shape()),
        };
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or_else(shape)?;
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(shape());
        }
        let usual = if tls { 443 } else { 80 };
        let port = authority.port_u16().unwrap_or(usual);
        let host = authority.host().to_ascii_lowercase();
        let authority = if port == usual { host.clone() } else { format!("{host}:{port}") };
        let shown = format!("the bucket '{bucket}' at {url}");
        Ok(Self { tls, host: host.trim_matches(['[', ']']).to_owned(), port, authority, path, shown })
    }

    /// The path of a key, or of the bucket itself.
    pub(crate) fn path_of(&self, key: &str) -> String {
        format!("{}/{}", self.path, percent_encoded(key, "/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let address = |text: &str| text.parse::<Address>();
        for (text, bucket, prefix) in [
            ("s3://images", "images", ""),
            ("s3://images/", "images", ""),
            ("s3://my.images-1/a/b c/", "my.images-1", "a/b c"),
        ] {
            let read = address(text).unwrap();
            assert_eq!((read.bucket.as_str(), read.prefix.as_str()), (bucket, prefix), "{text}");
            assert_eq!(read.to_string(), text.trim_end_matches('/'));
        }
        for bad in [
            "images",
            "s3:/images",
            "s3://",
            "s3://ab",
            "s3://Images",
            "s3://-ab",
            "s3://abc//x/../y",
            "s3://abc/./y",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
        assert_eq!(address("s3://images/p").unwrap().key("x/y"), "p/x/y");
        assert_eq!(address("s3://images").unwrap().key("x/y"), "x/y");
    }

    #[test]
    fn buckets_are_said_by_the_host_or_by_the_path() {
        for (address, endpoint, authority, path, port) in [
            ("s3://images", None, "images.s3.eu-west-1.amazonaws.com", "/a%20b/c", 443),
            ("s3://my.images", None, "s3.eu-west-1.amazonaws.com", "/my.images/a%20b/c", 443),
            ("s3://images", Some("http://127.0.0.1:9000/"), "127.0.0.1:9000", "/images/a%20b/c", 9000),
            ("s3://images", Some("https://S3.example"), "s3.example", "/images/a%20b/c", 443),
            ("s3://images", Some("http://[::1]:80"), "[::1]", "/images/a%20b/c", 80),
        ] {
            let place = Place::new(&address.parse().unwrap(), endpoint, "eu-west-1").unwrap();
            assert_eq!(
                (place.authority.as_str(), place.path_of("a b/c").as_str(), place.port),
                (authority, path, port)
            );
        }
        let address = "s3://images".parse().unwrap();
        for bad in ["127.0.0.1:9000", "ftp://x", "http://x/path", "http://u:p@x", "http://x?y"] {
            assert!(Place::new(&address, Some(bad), "eu-west-1").is_err(), "{bad}");
        }
    }
}
