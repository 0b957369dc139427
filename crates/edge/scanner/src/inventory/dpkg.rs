//! Debian's database: stanzas of `Key: value`, an empty line between them.
//!
//! Must not know: which release it is of.

use super::Named;

pub(super) fn packages(bytes: &[u8]) -> Vec<(Named, Option<Named>)> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut stanza = Stanza::default();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            found.extend(std::mem::take(&mut stanza).package());
            continue;
        }
        // Lines that begin with a space belong to the value above.
        let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '\t'])) else {
            continue;
        };
        let value = value.trim();
        match key {
            "Package" => stanza.name = Some(value.to_owned()),
            "Version" => stanza.version = Some(value.to_owned()),
            "Source" => stanza.source = Some(value.to_owned()),
            "Status" => stanza.is_away = !value.ends_with(" installed"),
            _ => {}
        }
    }
    found
}

#[derive(Default)]
struct Stanza {
    name: Option<String>,
    version: Option<String>,
    /// `NAME`, or `NAME (VERSION)`.
    source: Option<String>,
    /// Removed, with its configuration left.
    is_away: bool,
}

impl Stanza {
    fn package(self) -> Option<(Named, Option<Named>)> {
        let own = Named::new(self.name?, self.version?);
        if self.is_away {
            return None;
        }
        let source = self.source.map(|source| match source.split_once(' ') {
            Some((name, version)) => Named::new(name, version.trim().trim_matches(['(', ')'])),
            None => Named::new(source, own.version.clone()),
        });
        Some((own, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stanzas_are_packages() {
        let text = b"Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.11-1\n\
            Description: words\n more: words\n\nPackage: bash\nStatus: install ok installed\nVersion: 5.2-2+b1\n\
            Source: bash-src (5.2-2)\n\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n\
            Package: base\nVersion: 12.4";
        let found = packages(text);
        let expected = [
            (Named::new("libssl3", "3.0.11-1"), Some(Named::new("openssl", "3.0.11-1"))),
            (Named::new("bash", "5.2-2+b1"), Some(Named::new("bash-src", "5.2-2"))),
            (Named::new("base", "12.4"), None),
        ];
        assert_eq!(found, expected);
        assert_eq!(packages(b"\xff\0:::\n\n\n : \nPackage\n"), []);
    }
}
