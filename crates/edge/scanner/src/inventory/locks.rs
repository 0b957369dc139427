//! Lock files of Cargo, Poetry, Bundler and Composer.
//!
//! Must not know: what is installed of them.

use serde::Deserialize;

use super::Named;

#[derive(Deserialize)]
struct TomlLock {
    #[serde(default)]
    package: Vec<TomlPackage>,
}

#[derive(Deserialize)]
struct TomlPackage {
    name: String,
    version: String,
    source: Option<toml::Value>,
}

/// Of Cargo and Poetry. Cargo's own packages have no source, and a fork from git is not what a record is about.
pub(super) fn toml_packages(bytes: &[u8], from_registries: bool) -> Result<Vec<Named>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("it is not UTF-8: {error}"))?;
    let lock: TomlLock =
        toml::from_str(text).map_err(|error| format!("it is not such a file: {}", error.message()))?;
    let is_public = |package: &TomlPackage| {
        let source = package.source.as_ref().and_then(toml::Value::as_str).unwrap_or_default();
        !from_registries || source.starts_with("registry+") || source.starts_with("sparse+")
    };
    let packages = lock.package.into_iter().filter(is_public);
    Ok(packages.map(|package| Named::new(package.name, package.version)).collect())
}

/// Of Bundler: `    name (version)` beneath `specs:`, in the sections of gems from a server.
pub(super) fn gemfile(bytes: &[u8]) -> Vec<Named> {
    let text = String::from_utf8_lossy(bytes);
    let (mut is_gems, mut found) = (false, Vec::new());
    for line in text.lines() {
        if !line.starts_with(' ') {
            is_gems = line.trim() == "GEM";
            continue;
        }
        let entry = line.strip_prefix("    ").filter(|entry| is_gems && !entry.starts_with(' '));
        let Some((name, version)) =
            entry.and_then(|entry| entry.trim_end().strip_suffix(')')?.split_once(" ("))
        else {
            continue;
        };
        // `1.2.3-x86_64-linux` is built for one platform.
        let version = version.split('-').next().unwrap_or(version);
        found.push(Named::new(name, version));
    }
    found
}

#[derive(Deserialize)]
struct ComposerLock {
    #[serde(default)]
    packages: Vec<ComposerPackage>,
}

#[derive(Deserialize)]
struct ComposerPackage {
    name: String,
    version: String,
}

/// What is for development is in another list, and left out.
pub(super) fn composer(bytes: &[u8]) -> Result<Vec<Named>, String> {
    let lock: ComposerLock = serde_json::from_slice(bytes)
        .map_err(|error| format!("it is not a lock file of Composer: {error}"))?;
    Ok(lock.packages.into_iter().map(|package| Named::new(package.name, package.version)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cargo_lock_names_what_is_from_a_registry() {
        let text = b"version = 4\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n[[package]]\nname = \"time\"\n\
            version = \"0.1.40\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n[[package]]\n\
            name = \"fork\"\nversion = \"1.0.0\"\nsource = \"git+https://x/y\"\n";
        assert_eq!(toml_packages(text, true).unwrap(), [Named::new("time", "0.1.40")]);
        assert!(toml_packages(b"[[package", true).is_err());
        let deep = format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000));
        assert!(toml_packages(deep.as_bytes(), true).is_err());
    }

    #[test]
    fn a_poetry_lock_is_read() {
        let text = b"[[package]]\nname = \"jinja2\"\nversion = \"2.11.1\"\noptional = false\n\n[package.dependencies]\n\
            MarkupSafe = \">=0.23\"\n\n[metadata]\nlock-version = \"2.0\"\n";
        assert_eq!(toml_packages(text, false).unwrap(), [Named::new("jinja2", "2.11.1")]);
    }

    #[test]
    fn a_gemfile_lock_is_read() {
        let text = b"GIT\n  remote: x\n  specs:\n    fork (1.0)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n\
            \x20   rack (2.2.2)\n      other (>= 1)\n    nokogiri (1.11.0-x86_64-linux)\n\nPLATFORMS\n    ruby (3)\n";
        assert_eq!(gemfile(text), [Named::new("rack", "2.2.2"), Named::new("nokogiri", "1.11.0")]);
    }

    #[test]
    fn a_composer_lock_is_read() {
        let text = br#"{"packages": [{"name": "Monolog/monolog", "version": "v1.0.0"}], "packages-dev": [{"name": "x/y", "version": "1"}]}"#;
        assert_eq!(composer(text).unwrap(), [Named::new("Monolog/monolog", "v1.0.0")]);
        assert!(composer(b"3").is_err());
    }
}
