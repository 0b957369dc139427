//! What npm and yarn wrote down of a program's dependencies.
//!
//! Must not know: what is installed of it.

use serde_json::Value;

use super::Named;

const MODULES: &str = "node_modules/";

/// Of the second and third form, which name packages by where they lie. What only development needs is left out.
pub(super) fn package_lock(bytes: &[u8]) -> Result<Vec<Named>, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is not JSON: {error}"))?;
    let Some(packages) = value.get("packages").and_then(Value::as_object) else {
        return Err("lock files of npm's first form are not read; npm 7 and later write the third".to_owned());
    };
    let is = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_bool).unwrap_or(false);
    let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
    let installed = packages.iter().filter(|(_, entry)| !is(entry, "link") && !is(entry, "dev"));
    let named = installed.filter_map(|(place, entry)| {
        let by_place = place.rfind(MODULES).and_then(|at| place.get(at + MODULES.len()..));
        // What lies elsewhere is the program's own.
        let name = text(entry, "name").or(by_place.map(str::to_owned)).filter(|_| by_place.is_some())?;
        Some(Named::new(name, text(entry, "version")?))
    });
    Ok(named.collect())
}

/// Of both forms: an entry begins at the first column with what asked for it, and says which version that was.
pub(super) fn yarn_lock(bytes: &[u8]) -> Vec<Named> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut name = None;
    for line in text.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if !line.starts_with([' ', '\t']) {
            name = line.strip_suffix(':').and_then(asked_for);
            continue;
        }
        let line = line.trim();
        let Some(rest) = line.strip_prefix("version") else { continue };
        let version = rest.trim_start_matches(':').trim().trim_matches('"');
        if let Some(name) = name.take() {
            found.push(Named::new(name, version));
        }
    }
    found
}

/// The package behind `"name@range", "name@other"`; another where the range says `npm:other@range`.
fn asked_for(specifiers: &str) -> Option<String> {
    let first = specifiers.split(',').next()?.trim().trim_matches('"');
    let (name, range) = at(first)?;
    if range.starts_with("workspace:") || range.starts_with("link:") || range.starts_with("portal:") {
        return None;
    }
    let alias = range.strip_prefix("npm:").and_then(at).map(|(other, _)| other);
    Some(alias.unwrap_or(name).to_owned())
}

/// Parts a name from its range at the first `@` that does not begin it.
fn at(text: &str) -> Option<(&str, &str)> {
    let place = text.char_indices().skip(1).find(|(_, c)| *c == '@')?.0;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_lock_names_what_is_installed() {
        let text = br#"{"lockfileVersion": 3, "packages": {
            "": {"name": "app", "version": "1.0.0"},
            "packages/own": {"name": "own", "version": "1.0.0"},
            "node_modules/own": {"link": true, "resolved": "packages/own"},
            "node_modules/lodash": {"version": "4.17.20"},
            "node_modules/a/node_modules/@scope/b": {"version": "2.0.0"},
            "node_modules/alias": {"name": "real", "version": "3.0.0"},
            "node_modules/jest": {"version": "29.0.0", "dev": true}}}"#;
        let expected =
            [Named::new("@scope/b", "2.0.0"), Named::new("real", "3.0.0"), Named::new("lodash", "4.17.20")];
        let mut found = package_lock(text).unwrap();
        found.sort_by(|left, right| left.version.cmp(&right.version));
        assert_eq!(found, expected);
        assert!(package_lock(br#"{"lockfileVersion": 1, "dependencies": {}}"#).is_err());
        assert!(package_lock(b"{").is_err());
        assert_eq!(package_lock(br#"{"packages": {"node_modules/x": 3}}"#).unwrap(), []);
    }

    #[test]
    fn a_yarn_lock_of_either_form_is_read() {
        let first =
            b"# yarn lockfile v1\n\n\"@babel/core@^7.0.0\", \"@babel/core@^7.1.0\":\n  version \"7.12.3\"\n\
            \x20 dependencies:\n    version-range \"^1\"\n\nlodash@^4:\n  version \"4.17.20\"\n";
        let expected = [Named::new("@babel/core", "7.12.3"), Named::new("lodash", "4.17.20")];
        assert_eq!(yarn_lock(first), expected);
        let second = b"__metadata:\n  version: 6\n\n\"app@workspace:.\":\n  version: 0.0.0-use.local\n\n\
            \"lodash@npm:^4.17.0\":\n  version: 4.17.20\n\n\"alias@npm:real@^1\":\n  version: 1.5.0\n";
        assert_eq!(yarn_lock(second), [Named::new("lodash", "4.17.20"), Named::new("real", "1.5.0")]);
        assert_eq!(yarn_lock(b"\xff:\n version\n@:\n  version 1\n"), []);
    }
}
