//! Records of vulnerabilities in the OSV format, in the JSON files of a directory.
//!
//! Must not know: images, where the records are from.

mod index;
mod record;
mod split;

pub use self::index::Vulnerabilities;
pub(crate) use self::record::{Affected, Event, Range, RangeKind, Record};

/// The part of an ecosystem's name before its release, and the release.
pub(crate) fn parted(ecosystem: &str) -> (&str, &str) {
    ecosystem.split_once(':').unwrap_or((ecosystem, ""))
}

/// A package's name as its ecosystem compares it.
pub(crate) fn normal_name(ecosystem: &str, name: &str) -> String {
    match ecosystem {
        "PyPI" => {
            let mut normal = String::with_capacity(name.len());
            for c in name.trim().chars() {
                match c {
                    '-' | '_' | '.' if normal.ends_with('-') => {}
                    '-' | '_' | '.' => normal.push('-'),
                    other => normal.push(other.to_ascii_lowercase()),
                }
            }
            normal
        }
        "Packagist" => name.to_ascii_lowercase(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_their_ecosystem_does() {
        for (ecosystem, name, normal) in [
            ("PyPI", "Zope.Interface__x", "zope-interface-x"),
            ("Packagist", "Monolog/Monolog", "monolog/monolog"),
            ("npm", "JSONStream", "JSONStream"),
        ] {
            assert_eq!(normal_name(ecosystem, name), normal);
        }
        assert_eq!(parted("Ubuntu:22.04:LTS"), ("Ubuntu", "22.04:LTS"));
        assert_eq!(parted("npm"), ("npm", ""));
    }
}
