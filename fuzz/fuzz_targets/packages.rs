//! Any file as a database of packages: its packages are read, or the scan ends in words.
//!
//! The file lies in a layer of an image whose system uses such a database; records about a package named `a` wait for
//! it in every ecosystem, so that versions are compared too.

#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use longshore_scanner::{Vulnerabilities, scan};

/// A database's place, and the system that has it.
const PLACES: [(&str, &str); 15] = [
    ("var/lib/dpkg/status", "ID=debian\nVERSION_ID=12\n"),
    ("var/lib/dpkg/status.d/a", "ID=debian\nVERSION_ID=12\n"),
    ("lib/apk/db/installed", "ID=alpine\nVERSION_ID=3.20.1\n"),
    ("var/lib/rpm/rpmdb.sqlite", "ID=rocky\nVERSION_ID=9.3\n"),
    ("var/lib/rpm/rpmdb.sqlite-wal", "ID=rocky\nVERSION_ID=9.3\n"),
    ("usr/lib/sysimage/rpm/Packages.db", "ID=fedora\nVERSION_ID=40\n"),
    ("etc/os-release", ""),
    ("app/package-lock.json", ""),
    ("app/yarn.lock", ""),
    ("app/requirements.txt", ""),
    ("app/Pipfile.lock", ""),
    ("app/poetry.lock", ""),
    ("app/Gemfile.lock", ""),
    ("app/Cargo.lock", ""),
    ("app/composer.lock", ""),
];
const ECOSYSTEMS: [&str; 9] =
    ["Debian:12", "Alpine:v3.20", "Rocky Linux:9", "npm", "PyPI", "RubyGems", "crates.io", "Packagist", "Ubuntu:22.04"];
const BLOCK: usize = 512;

fuzz_target!(|input: (u8, &[u8])| {
    let (place, bytes) = input;
    let (path, system) = PLACES[usize::from(place) % PLACES.len()];
    let mut layer = entry(path, bytes);
    if !system.is_empty() {
        layer.extend(entry("usr/lib/os-release", system.as_bytes()));
    }
    layer.extend([0; 2 * BLOCK]);
    let layers = [("layer".to_owned(), Ok(&layer[..]))];
    if let Ok(report) = scan(layers, known()) {
        assert!(report.findings.len() <= longshore_scanner::FINDINGS_MAX);
    }
});

/// A file in a tar archive.
fn entry(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut header = [0; BLOCK];
    header[..path.len()].copy_from_slice(path.as_bytes());
    header[100..107].copy_from_slice(b"0000644");
    header[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
    header[148..156].fill(b' ');
    header[156] = b'0';
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut file = header.to_vec();
    file.extend(bytes);
    file.resize(file.len().next_multiple_of(BLOCK), 0);
    file
}

/// Records of one package in every ecosystem.
fn known() -> &'static Vulnerabilities {
    static KNOWN: OnceLock<Vulnerabilities> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let folder: PathBuf =
            std::env::temp_dir().join(format!("longshore-fuzz-packages-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the place can be written");
        for (number, ecosystem) in ECOSYSTEMS.iter().enumerate() {
            let record = format!(
                r#"{{"id": "MADE-UP-{number}", "modified": "2026-01-01T00:00:00Z", "affected": [{{
                "package": {{"ecosystem": "{ecosystem}", "name": "a"}},
                "ranges": [{{"type": "ECOSYSTEM", "events": [{{"introduced": "1.2-rc1"}}, {{"fixed": "2:3.4~b-5"}}]}}]}}]}}"#
            );
            std::fs::write(folder.join(format!("{number}.json")), record).expect("the place can be written");
        }
        let mut known = Vulnerabilities::of(folder);
        known.refresh().expect("records can be read");
        known
    })
}
