//! Paths of the protocol, and what stands behind their question mark.
//!
//! A repository's name may hold slashes and words such as `blobs`, so paths are read from their end.
//!
//! Must not know: methods.

use crate::catalog::{Code, Refusal, Result};

const NAME_LENGTH_MAX: usize = 256;
const QUERY_PAIRS_MAX: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route<'a> {
    Base,
    Catalog,
    Tags { name: &'a str },
    Manifest { name: &'a str, reference: &'a str },
    Blob { name: &'a str, digest: &'a str },
    Uploads { name: &'a str },
    Upload { name: &'a str, id: &'a str },
    Referrers { name: &'a str, digest: &'a str },
}

pub(super) fn read(path: &str) -> Result<Route<'_>> {
    let rest = path.strip_prefix("/v2").unwrap_or(path).trim_start_matches('/');
    match rest {
        "" => return Ok(Route::Base),
        "_catalog" => return Ok(Route::Catalog),
        _ => {}
    }
    let route = uploads(rest).or_else(|| others(rest)).ok_or_else(|| {
        Refusal::new(Code::NameUnknown, format!("The path '{path}' is not one of the distribution protocol."))
    })?;
    check_name(route.name())?;
    Ok(route)
}

fn uploads(rest: &str) -> Option<Route<'_>> {
    if let Some(name) = rest.strip_suffix("/blobs/uploads/").or_else(|| rest.strip_suffix("/blobs/uploads")) {
        return Some(Route::Uploads { name });
    }
    let (front, id) = rest.rsplit_once('/')?;
    let name = front.strip_suffix("/blobs/uploads")?;
    Some(Route::Upload { name, id })
}

fn others(rest: &str) -> Option<Route<'_>> {
    if let Some(name) = rest.strip_suffix("/tags/list") {
        return Some(Route::Tags { name });
    }
    let (front, last) = rest.rsplit_once('/')?;
    if let Some(name) = front.strip_suffix("/manifests") {
        return Some(Route::Manifest { name, reference: last });
    }
    if let Some(name) = front.strip_suffix("/blobs") {
        return Some(Route::Blob { name, digest: last });
    }
    front.strip_suffix("/referrers").map(|name| Route::Referrers { name, digest: last })
}

impl<'a> Route<'a> {
    fn name(&self) -> &'a str {
        match self {
            Self::Base | Self::Catalog => "",
            Self::Tags { name }
            | Self::Manifest { name, .. }
            | Self::Blob { name, .. }
            | Self::Uploads { name }
            | Self::Upload { name, .. }
            | Self::Referrers { name, .. } => name,
        }
    }
}

/// Lower-case words, joined by one dot, one or two underscores, or hyphens, between slashes.
fn check_name(name: &str) -> Result<()> {
    let good = !name.is_empty() && name.len() <= NAME_LENGTH_MAX && name.split('/').all(is_component);
    if good {
        return Ok(());
    }
    Err(Refusal::new(
        Code::NameInvalid,
        format!(
            "'{name}' is not a repository's name: lower-case letters and digits, joined by '.', '_', '__', hyphens \
             and '/', at most {NAME_LENGTH_MAX} characters."
        ),
    ))
}

fn is_component(component: &str) -> bool {
    let alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let mut separators = component.split(alphanumeric).filter(|between| !between.is_empty());
    let joins = |text: &str| matches!(text, "." | "_" | "__") || text.chars().all(|c| c == '-');
    component.starts_with(alphanumeric) && component.ends_with(alphanumeric) && separators.all(joins)
}

/// The pairs behind the question mark, decoded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn read(query: Option<&str>) -> Self {
        let pairs =
            query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).take(QUERY_PAIRS_MAX);
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(value))
        };
        Self(pairs.map(pair).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

/// Percent-decoded; what is no code stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_their_end() {
        for (path, route) in [
            ("/v2/", Route::Base),
            ("/v2", Route::Base),
            ("/v2/_catalog", Route::Catalog),
            ("/v2/a/b/tags/list", Route::Tags { name: "a/b" }),
            ("/v2/a/blobs/manifests/1.0", Route::Manifest { name: "a/blobs", reference: "1.0" }),
            ("/v2/a/blobs/sha256:0", Route::Blob { name: "a", digest: "sha256:0" }),
            ("/v2/a/blobs/uploads/", Route::Uploads { name: "a" }),
            ("/v2/a/blobs/uploads/x", Route::Upload { name: "a", id: "x" }),
            ("/v2/a/referrers/sha256:0", Route::Referrers { name: "a", digest: "sha256:0" }),
        ] {
            assert_eq!(read(path), Ok(route), "{path}");
        }
    }

    #[test]
    fn names_that_are_none() {
        for name in ["A", "a..b", "a___b", "-a", "a-", "a//b", "../etc", "a_.b", ".", &"a".repeat(257)] {
            assert_eq!(read(&format!("/v2/{name}/tags/list")).unwrap_err().code, Code::NameInvalid, "{name}");
        }
        for name in ["a", "a__b", "a---b", "a.b/c_d", "0"] {
            assert!(read(&format!("/v2/{name}/tags/list")).is_ok(), "{name}");
        }
        assert_eq!(read("/v2/nothing").unwrap_err().code, Code::NameUnknown);
    }

    #[test]
    fn queries_are_decoded() {
        let query = Query::read(Some("digest=sha256%3A12&from=a/b&n&%zz=1"));
        assert_eq!(query.get("digest"), Some("sha256:12"));
        assert_eq!((query.get("from"), query.get("n"), query.get("%zz")), (Some("a/b"), Some(""), Some("1")));
        assert_eq!(decoded(&longshore_wire::percent_encoded("a b&ü", "")), "a b&ü");
    }
}
