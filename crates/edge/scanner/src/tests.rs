//! Images made here, against records made here.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::*;

const DEBIAN: &str = "ID=debian\nVERSION_ID=\"12\"\n";
const STATUS: &str = "Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.9-1\n";

struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("longshore-scanner-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, value: &Value) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, value.to_string()).unwrap();
    }

    fn known(&self) -> Vulnerabilities {
        let mut known = Vulnerabilities::of(&self.0);
        known.refresh().unwrap();
        known
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn record(id: &str, ecosystem: &str, name: &str, fixed: &str) -> Value {
    json!({
        "id": id, "modified": "2024-01-01T00:00:00Z", "details": "What goes wrong.",
        "references": [{"type": "WEB", "url": "https://a.example"}, {"type": "ADVISORY", "url": "https://b.example"}],
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
        "affected": [{"package": {"ecosystem": ecosystem, "name": name},
                      "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}]}],
    })
}

fn layer(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        archive.append_data(&mut header, path, text.as_bytes()).unwrap();
    }
    archive.into_inner().unwrap()
}

fn report(layers: Vec<Vec<u8>>, known: &Vulnerabilities) -> Result<Report, ScanError> {
    let named = |(number, bytes): (usize, Vec<u8>)| (number.to_string(), Ok(std::io::Cursor::new(bytes)));
    scan(layers.into_iter().enumerate().map(named), known)
}

fn names(report: &Report) -> Vec<(&str, &str)> {
    report.findings.iter().map(|finding| (finding.name.as_str(), finding.package_name.as_str())).collect()
}

#[test]
fn an_image_is_matched_with_the_records_of_a_directory() {
    let data = Scratch::new();
    data.write("debian/one.json", &record("DEBIAN-CVE-1", "Debian:12", "openssl", "3.0.11-1"));
    let mut moderate = record("GHSA-1", "npm", "lodash", "4.17.21");
    moderate["aliases"] = json!(["CVE-2020-2"]);
    moderate["severity"] = json!([]);
    moderate["database_specific"] = json!({"severity": "MODERATE"});
    let mut gone = record("GHSA-2", "npm", "lodash", "9.0.0");
    gone["withdrawn"] = json!("2024-02-01T00:00:00Z");
    data.write("npm.json", &json!([moderate, gone, record("GHSA-3", "npm", "lodash", "4.0.0")]));
    data.write("other.json", &record("DEBIAN-CVE-9", "Debian:11", "openssl", "9-1"));
    let lock = r#"{"packages": {"node_modules/lodash": {"version": "4.17.20"}}}"#;
    let image = || {
        vec![
            layer(&[("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS)]),
            layer(&[("app/package-lock.json", lock)]),
        ]
    };
    let report = report(image(), &data.known()).unwrap();
    assert_eq!(names(&report), [("DEBIAN-CVE-1", "libssl3"), ("CVE-2020-2", "lodash")]);
    assert_eq!((report.packages, report.left_out, report.notes.len()), (2, 0, 0));
    let openssl = &report.findings[0];
    assert_eq!((openssl.severity, openssl.fixed_in.as_deref()), (Severity::High, Some("3.0.11-1")));
    assert_eq!(openssl.uri.as_deref(), Some("https://b.example"));
    assert_eq!(openssl.scores[1], ("CVSS3_SCORE", "7.5".to_owned()));
    assert_eq!(openssl.package_path, "/var/lib/dpkg/status");
    assert_eq!(report.findings[1].severity, Severity::Medium);
}

#[test]
fn layers_lie_above_each_other() {
    let data = Scratch::new();
    data.write("a.json", &record("CVE-1", "Debian:12", "openssl", "3.0.11-1"));
    let known = data.known();
    let base = || layer(&[("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS), ("Cargo.lock", "")]);
    let mended = STATUS.replace("3.0.9-1", "3.0.11-1");
    type Upper<'a> = &'a [(&'a str, &'a str)];
    let table: [(Upper<'_>, Option<usize>); 6] = [
        (&[("var/lib/dpkg/status", &mended)], Some(0)),
        (&[("./var/lib/dpkg/other", "")], Some(1)),
        (&[("var/lib/dpkg/.wh.status", "")], None),
        (&[("var/lib/.wh.dpkg", "")], None),
        (&[("var/lib/dpkg/.wh..wh..opq", "")], None),
        (&[("var/lib/dpkg/.wh..wh..opq", ""), ("var/lib/dpkg/status", STATUS)], Some(1)),
    ];
    for (upper, expected) in table {
        let found = report(vec![base(), layer(upper)], &known);
        assert_eq!(found.map(|report| report.findings.len()).ok(), expected, "{upper:?}");
    }
}

#[test]
fn compressed_layers_are_read_and_damaged_ones_refused() {
    let data = Scratch::new();
    data.write("a.json", &record("CVE-1", "Debian:12", "openssl", "3.0.11-1"));
    let known = data.known();
    let plain = layer(&[("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS)]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&plain).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = zstd::encode_all(&plain[..], 1).unwrap();
    for whole in [&plain, &gzip, &zstd] {
        assert_eq!(names(&report(vec![whole.clone()], &known).unwrap()), [("CVE-1", "libssl3")]);
        // Cut within the archive's first file.
        let cut = whole[..(whole.len() / 4).min(520)].to_vec();
        assert!(matches!(report(vec![cut], &known), Err(ScanError::Layer { .. })));
    }
    let error = report(vec![vec![7; 2048]], &known).unwrap_err();
    assert!(error.to_string().starts_with("layer 0 cannot be read: "), "{error}");
}

#[test]
fn what_cannot_be_judged_is_said() {
    let data = Scratch::new();
    data.write("a.json", &record("CVE-1", "Debian:12", "openssl", "3.0.11-1"));
    let known = data.known();
    type Image<'a> = &'a [(&'a str, &'a str)];
    let table: [(Image<'_>, &str); 6] = [
        (&[("bin/static", "elf")], "no package was found"),
        (
            &[("etc/os-release", "ID=fedora\nVERSION_ID=40\n"), ("var/lib/dpkg/status", STATUS)],
            "'fedora' version '40'",
        ),
        (&[("var/lib/dpkg/status", STATUS)], "does not say of which"),
        (&[("etc/os-release", DEBIAN), ("var/lib/rpm/Packages", "\u{0}")], "not read yet"),
        (&[("etc/os-release", DEBIAN), ("var/lib/rpm/rpmdb.sqlite", "x")], "it is not a SQLite database"),
        (&[("package-lock.json", "{")], "/package-lock.json was left out"),
    ];
    for (files, words) in table {
        let error = report(vec![layer(files)], &known).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    // A lock file that is damaged does not hide the rest, and is not passed over in silence.
    let files = [("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS), ("srv/composer.lock", "3")];
    let report = report(vec![layer(&files)], &known).unwrap();
    assert_eq!((report.findings.len(), report.notes.len()), (1, 1));
}

#[test]
fn an_rpm_database_is_matched_by_source_and_by_name() {
    let data = Scratch::new();
    data.write("a.json", &record("RLSA-1", "Rocky Linux:9", "openssl", "1:3.0.7-25.el9_3"));
    data.write("b.json", &record("RLSA-2", "Rocky Linux:9", "bash", "0:5.1.8-6.el9_1"));
    let database = include_bytes!("../tests/data/rpmdb.sqlite");
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in [
        ("etc/os-release", &b"ID=\"rocky\"\nVERSION_ID=\"9.3\"\n"[..]),
        ("var/lib/rpm/rpmdb.sqlite", database),
    ] {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        archive.append_data(&mut header, path, bytes).unwrap();
    }
    let report = report(vec![archive.into_inner().unwrap()], &data.known()).unwrap();
    assert_eq!(names(&report), [("RLSA-1", "openssl-libs")]);
}

#[test]
fn the_directory_is_read_again_when_it_changes() {
    let data = Scratch::new();
    let mut known = Vulnerabilities::of(&data.0);
    assert!(matches!(known.refresh(), Err(DataError::Empty(_))));
    data.write("broken.json", &json!("text"));
    assert!(matches!(known.refresh(), Err(DataError::Unreadable { .. })));
    data.write("a.json", &record("CVE-1", "Debian:12", "openssl", "3.0.11-1"));
    known.refresh().unwrap();
    assert!(known.updated_at().is_some() && known.note().unwrap().contains("broken.json"));
    let image = || vec![layer(&[("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS)])];
    assert_eq!(report(image(), &known).unwrap().findings.len(), 1);
    data.write("more/b.json", &record("CVE-2", "Debian:12", "openssl", "3.0.11-1"));
    assert_eq!(report(image(), &known).unwrap().findings.len(), 1);
    known.refresh().unwrap();
    assert_eq!(report(image(), &known).unwrap().findings.len(), 2);
    fs::remove_dir_all(&data.0).unwrap();
    assert!(matches!(known.refresh(), Err(DataError::Unreadable { .. })));
}

#[test]
fn a_report_holds_the_worst_of_too_many_findings() {
    let data = Scratch::new();
    let many = (0..FINDINGS_MAX + 5).map(|number| {
        let mut record = record(&format!("CVE-{number:05}"), "Debian:12", "openssl", "3.0.11-1");
        record["severity"] = json!([]);
        record["database_specific"] =
            json!({"severity": if number == FINDINGS_MAX { "CRITICAL" } else { "LOW" }});
        record
    });
    data.write("all.json", &Value::from(many.collect::<Vec<_>>()));
    let image = vec![layer(&[("etc/os-release", DEBIAN), ("var/lib/dpkg/status", STATUS)])];
    let report = report(image, &data.known()).unwrap();
    assert_eq!((report.findings.len(), report.left_out), (FINDINGS_MAX, 5));
    assert_eq!(report.findings[0].name, format!("CVE-{FINDINGS_MAX:05}"));
}
