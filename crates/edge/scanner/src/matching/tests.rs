//! Records against versions, by tables.

use serde_json::{Value, json};

use super::*;

fn affected(value: Value) -> Affected {
    serde_json::from_value(value).unwrap()
}

#[test]
fn events_say_which_versions_are_affected() {
    use Verdict::{Affected as Yes, Safe as No, Unknown};
    let span = |events: Value| json!({"ranges": [{"type": "ECOSYSTEM", "events": events}]});
    let plain = span(json!([{"introduced": "1.0.0"}, {"fixed": "1.2.0"}]));
    let reopened =
        span(json!([{"fixed": "3.0.0"}, {"introduced": "2.0.0"}, {"fixed": "1.2.0"}, {"introduced": "0"}]));
    let last = span(json!([{"introduced": "0"}, {"last_affected": "1.4.0"}]));
    let never_fixed = span(json!([{"introduced": "0"}]));
    let two = json!({"ranges": [
        {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.0"}]},
        {"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.0.5"}]}]});
    let listed = json!({"versions": ["1.5.0"], "ranges": null});
    let commits = json!({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]});
    let odd = span(json!([{"introduced": "not a version"}]));
    let table = [
        (&plain, "0.9.9", No),
        (&plain, "1.0.0", Yes),
        (&plain, "1.1.99", Yes),
        (&plain, "1.2.0", No),
        (&plain, "1.2.0-rc.1", Yes),
        (&reopened, "0.1.0", Yes),
        (&reopened, "1.2.0", No),
        (&reopened, "2.5.0", Yes),
        (&reopened, "3.0.0", No),
        (&last, "1.4.0", Yes),
        (&last, "1.4.1", No),
        (&never_fixed, "99.0.0", Yes),
        (&two, "0.5.0", Yes),
        (&two, "1.5.0", No),
        (&two, "2.0.4", Yes),
        (&two, "2.0.5", No),
        (&listed, "1.5.0", Yes),
        (&listed, "1.5.1", No),
        (&commits, "1.0.0", No),
        (&odd, "1.0.0", Unknown),
        (&plain, "latest", Unknown),
    ];
    for (record, version, expected) in table {
        assert_eq!(
            verdict(&affected(record.clone()), version, Scheme::Semver),
            expected,
            "{version} of {record}"
        );
    }
}

#[test]
fn releases_of_a_distribution_are_told_apart() {
    let of = |id: &str, version: &str| {
        of_distribution(&Distribution { id: id.to_owned(), version: version.to_owned() })
    };
    let table = [
        (("debian", "12"), "Debian:12", true),
        (("debian", "12.5"), "Debian:12", true),
        (("debian", "12"), "Debian:11", false),
        (("debian", "12"), "Debian", true),
        (("ubuntu", "22.04"), "Ubuntu:22.04:LTS", true),
        (("ubuntu", "22.04"), "Ubuntu:Pro:22.04:LTS", false),
        (("alpine", "3.19.1"), "Alpine:v3.19", true),
        (("alpine", "3.19.1"), "Alpine:v3.1", false),
        (("rhel", "9.3"), "Red Hat:enterprise_linux:9::baseos", true),
        (("rhel", "9.3"), "Red Hat:enterprise_linux:90::baseos", false),
        (("rocky", "9.3"), "Rocky Linux:9", true),
        (("almalinux", "8.9"), "AlmaLinux:9", false),
        (("wolfi", "20230201"), "Wolfi", true),
        (("opensuse-leap", "15.5"), "openSUSE:Leap 15.5", true),
    ];
    for ((id, version), given, expected) in table {
        assert_eq!(of(id, version).ok().unwrap().is(given), expected, "{id} {version} and {given}");
    }
    for (id, version) in [("fedora", "40"), ("debian", ""), ("", "")] {
        assert!(matches!(of(id, version), Err(ScanError::Unsupported(_))), "{id}");
    }
}

#[test]
fn severity_is_from_vectors_and_then_from_words() {
    let critical = json!({"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"});
    let fourth = json!({"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"});
    let second = json!({"type": "CVSS_V2", "score": "AV:N/AC:M/Au:N/C:N/I:P/A:N"});
    let table = [
        (json!([second, critical]), json!({"severity": "LOW"}), json!({}), Severity::Critical),
        (json!([second]), json!({}), json!({}), Severity::Medium),
        (json!([fourth]), json!({"severity": "HIGH"}), json!({}), Severity::High),
        (json!([fourth]), json!({}), json!({}), Severity::Undefined),
        (json!([{"type": "Ubuntu", "score": "negligible"}]), json!({}), json!({}), Severity::Informational),
        (
            json!(null),
            json!({"severity": "MODERATE"}),
            json!({"urgency": "unimportant"}),
            Severity::Informational,
        ),
        (json!([]), json!({"severity": 7}), json!({"urgency": "not yet assigned"}), Severity::Undefined),
    ];
    for (ratings, of_record, of_package, expected) in table {
        let record: Record =
            serde_json::from_value(json!({"id": "X-1", "severity": ratings, "database_specific": of_record}))
                .unwrap();
        let about = affected(json!({"ecosystem_specific": of_package}));
        let scored: Vec<Scored> =
            record.severity.iter().filter_map(|each| Scored::read(&each.score)).collect();
        assert_eq!(severity_of(&scored, &record, &about), expected, "{ratings} {of_record} {of_package}");
    }
}

#[test]
fn the_first_fix_after_a_version_is_named() {
    let about = affected(json!({"ranges": [
        {"type": "GIT", "events": [{"fixed": "abc"}]},
        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}, {"introduced": "2.0.0"}, {"fixed": "2.1.0"}]}]}));
    for (version, fix) in [("1.0.0", Some("1.2.0")), ("2.0.0", Some("2.1.0")), ("3.0.0", None)] {
        assert_eq!(fixed_in(&about, version, Scheme::Semver).as_deref(), fix, "{version}");
    }
}

#[test]
fn a_finding_has_the_name_that_people_search_for() {
    let table = [
        (json!({"id": "CVE-1", "aliases": ["GHSA-1"]}), vec!["CVE-1"]),
        (json!({"id": "GHSA-1", "aliases": ["X", "CVE-1", "CVE-2"], "upstream": ["CVE-3"]}), vec!["CVE-1"]),
        (json!({"id": "DSA-1", "upstream": ["CVE-1", "X-1", "CVE-2"]}), vec!["CVE-1", "CVE-2"]),
        (json!({"id": "RLSA-1", "aliases": null}), vec!["RLSA-1"]),
    ];
    for (record, names) in table {
        assert_eq!(names_of(&serde_json::from_value(record.clone()).unwrap()), names, "{record}");
    }
}
