//! Alpine's database: stanzas of `X:value`, an empty line between them.
//!
//! Must not know: which release it is of.

use super::Named;

pub(super) fn packages(bytes: &[u8]) -> Vec<(Named, Option<Named>)> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let (mut name, mut version, mut origin) = (None, None, None);
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if let (Some(name), Some(version)) = (name.take(), version.take()) {
                let source = origin.take().map(|origin: &str| Named::new(origin, version));
                found.push((Named::new(name, version), source));
            }
            (name, version, origin) = (None, None, None);
            continue;
        }
        match line.split_once(':') {
            Some(("P", value)) => name = Some(value),
            Some(("V", value)) => version = Some(value),
            Some(("o", value)) => origin = Some(value),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stanzas_are_packages() {
        let text = b"C:Q1abc=\nP:libcrypto3\nV:3.1.4-r2\no:openssl\nF:lib\nR:libcrypto.so.3\n\nP:musl\nV:1.2.4-r2\n\nP:half\n";
        let expected = [
            (Named::new("libcrypto3", "3.1.4-r2"), Some(Named::new("openssl", "3.1.4-r2"))),
            (Named::new("musl", "1.2.4-r2"), None),
        ];
        assert_eq!(packages(text), expected);
        assert_eq!(packages(b"\xff\xff\n\n"), []);
    }
}
