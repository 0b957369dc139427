//! Python packages: installed ones, and those that files of pip and Pipenv pin.
//!
//! Must not know: which names are the same to Python.

use serde_json::Value;

use super::Named;

/// `Name: x` and `Version: y` at the head of an installed package's description.
pub(super) fn metadata(bytes: &[u8]) -> Vec<Named> {
    let text = String::from_utf8_lossy(bytes);
    let head = || text.lines().take_while(|line| !line.trim().is_empty());
    let value = |key: &str| {
        head().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(key).then(|| value.trim().to_owned())
        })
    };
    match (value("Name"), value("Version")) {
        (Some(name), Some(version)) => vec![Named::new(name, version)],
        _ => Vec::new(),
    }
}

/// Only lines that pin one version say what is installed.
pub(super) fn requirements(bytes: &[u8]) -> Vec<Named> {
    String::from_utf8_lossy(bytes).lines().filter_map(requirement).collect()
}

fn requirement(line: &str) -> Option<Named> {
    let line = line.split(['#', ';']).next()?.trim();
    let (name, version) = line.split_once("==")?;
    let name = name.split('[').next()?.trim();
    let version = version.trim_start_matches('=').split_whitespace().next()?.trim_end_matches('\\');
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_pinned = !version.contains(['*', ',', '<', '>', '!']);
    (!name.is_empty() && name.chars().all(is_name) && is_pinned).then(|| Named::new(name, version))
}

/// What is for development is left out.
pub(super) fn pipfile_lock(bytes: &[u8]) -> Result<Vec<Named>, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is not JSON: {error}"))?;
    let default = value.get("default").and_then(Value::as_object).ok_or("it has no section `default`")?;
    let pinned = default.iter().filter_map(|(name, entry)| {
        Some(Named::new(name, entry.get("version")?.as_str()?.strip_prefix("==")?))
    });
    Ok(pinned.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_are_read_and_wishes_are_not() {
        let text = b"# words\nDjango==3.2.1\nrequests[socks] == 2.25.0 ; python_version > '3'\nflask>=1.0\n\
            urllib3==1.26.* \nhashed==1.0 \\\n    --hash=sha256:00\n-r other.txt\ngit+https://x/y@z==1\n==2\nidna===3.1 # x\n";
        let expected = [
            Named::new("Django", "3.2.1"),
            Named::new("requests", "2.25.0"),
            Named::new("hashed", "1.0"),
            Named::new("idna", "3.1"),
        ];
        assert_eq!(requirements(text), expected);
    }

    #[test]
    fn an_installed_package_says_its_name() {
        let text = b"Metadata-Version: 2.1\nName: PyYAML\nVersion: 5.3\nSummary: x\n\nVersion: 9\n";
        assert_eq!(metadata(text), [Named::new("PyYAML", "5.3")]);
        assert_eq!(metadata(b"Name: x\n\nVersion: 9\n"), []);
    }

    #[test]
    fn a_pipfile_lock_is_read() {
        let text = br#"{"default": {"jinja2": {"version": "==2.11.1"}, "own": {"path": "."}}, "develop": {"x": {"version": "==1"}}}"#;
        assert_eq!(pipfile_lock(text).unwrap(), [Named::new("jinja2", "2.11.1")]);
        assert!(pipfile_lock(b"[]").is_err());
    }
}
