//! Manifests and configurations: what is taken, and what is refused.
//!
//! Must not know: more than the module it tests.

use super::*;

const D: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn platform(architecture: &str, variant: Option<&str>) -> Platform {
    Platform {
        os: "linux".to_owned(),
        architecture: architecture.to_owned(),
        variant: variant.map(str::to_owned),
    }
}

fn index(entries: &[(&str, &str, Option<&str>)]) -> Index {
    let manifests: Vec<_> = entries
        .iter()
        .enumerate()
        .map(|(size, (os, architecture, variant))| {
            serde_json::json!({"digest": D, "size": size, "platform": {"os": os, "architecture": architecture, "variant": variant}})
        })
        .collect();
    let bytes = serde_json::to_vec(&serde_json::json!({"schemaVersion": 2, "manifests": manifests})).unwrap();
    match parse(&bytes).unwrap() {
        Document::Index(index) => index,
        Document::Manifest(_) => panic!("an index is not a manifest"),
    }
}

#[test]
fn the_closest_platform_is_chosen() {
    let all = index(&[
        ("linux", "arm", Some("v5")),
        ("linux", "arm", Some("v7")),
        ("windows", "amd64", None),
        ("linux", "amd64", Some("v3")),
        ("linux", "amd64", None),
        ("linux", "arm64", Some("v8")),
        ("unknown", "unknown", None),
    ]);
    let table = [
        (platform("amd64", None), 4),
        (platform("arm64", None), 5),
        (platform("arm", Some("v7")), 1),
        (platform("arm", Some("v6")), 0),
    ];
    for (wanted, place) in table {
        assert_eq!(all.choose(&wanted).unwrap().size, place, "{wanted:?}");
    }
    let error = all.choose(&platform("s390x", None)).unwrap_err();
    assert!(matches!(&error, ImageError::NoPlatform { wanted, .. } if wanted == "linux/s390x"), "{error}");
    assert!(error.to_string().contains("linux/arm/v5"), "{error}");
}

#[test]
fn what_is_no_manifest_is_refused() {
    let table = [
        "",
        "[]",
        "{}",
        r#"{"schemaVersion": 1, "layers": []}"#,
        r#"{"schemaVersion": 2, "layers": [], "manifests": []}"#,
        r#"{"schemaVersion": 2, "layers": [{"digest": "sha256:zz", "size": 1}], "config": {}}"#,
        r#"{"schemaVersion": 2, "manifests": [{"digest": "md5:1", "size": 1}]}"#,
    ];
    for text in table {
        assert!(matches!(parse(text.as_bytes()), Err(ImageError::Invalid { .. })), "{text}");
    }
}

#[test]
fn a_configuration_says_how_to_run() {
    let text = r#"{"architecture":"amd64","os":"linux","created":"2020-01-01T00:00:00.5Z","rootfs":{"type":"layers","diff_ids":[]},
        "config":{"User":"app","ExposedPorts":{"80/tcp":{}},"Env":["A=b"],"Entrypoint":null,"Cmd":["sh"],"Volumes":{"/data":{}},
        "WorkingDir":"/w","StopSignal":"SIGINT","OnBuild":null,"Unheard":1,
        "Healthcheck":{"Test":["CMD","true"],"Interval":1000000000,"Timeout":0,"Retries":3}}}"#;
    let file = ConfigFile::parse(text.as_bytes()).unwrap();
    assert_eq!(file.created_at(), Some(1_577_836_800_500));
    let config = file.image_config();
    assert_eq!((config.user.as_str(), config.working_dir.as_str()), ("app", "/w"));
    assert_eq!((config.volumes, config.exposed_ports), (vec!["/data".to_owned()], vec!["80/tcp".to_owned()]));
    let health = config.health_check.unwrap();
    assert_eq!(
        (health.interval_nanos, health.timeout_nanos, health.retries),
        (Some(1_000_000_000), None, Some(3))
    );
    assert!(config.entrypoint.is_empty());
    assert!(ConfigFile::parse(b"{\"config\":null}").is_err());
}
