//! Pulling from a registry that works, and from registries that do not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::support::*;
use longshore_images::{Credentials, ImageError, ImageStore, Limits, Options, Platform};
use serde_json::json;

fn user() -> Credentials {
    Credentials { user: "user".to_owned(), password: "secret".to_owned(), endpoint: None, certificate: None }
}

fn file(store: &ImageStore, image: &longshore_images::Image, path: &str) -> Option<Vec<u8>> {
    let layers = store.layers(image).unwrap();
    layers.iter().find_map(|layer| std::fs::read(store.layers_root().join(layer).join(path)).ok())
}

#[tokio::test]
async fn an_image_comes_whole_however_it_is_compressed() {
    for compression in [Compression::None, Compression::Gzip, Compression::Zstd] {
        let (scratch, registry) = (Scratch::new("whole"), Registry::start().await);
        let layers = [layer(&[("a", b"lower"), ("b", &noise(1, 700_000))]), layer(&[("a", b"upper")])];
        let made = image(&layers, compression);
        registry.add("1", &made);
        let store = store(&scratch);
        let (most, total) = (AtomicU64::new(0), AtomicU64::new(0));
        let progress = |received, all: Option<u64>| {
            most.fetch_max(received, Ordering::Relaxed);
            total.store(all.unwrap_or(0), Ordering::Relaxed);
        };
        let name = registry.name("app:1");
        let image = store.pull(&name, None, None, &progress).await.unwrap();
        let size: usize = made.layers.iter().map(|layer| made.blobs[layer].len()).sum();
        assert_eq!((most.into_inner(), total.into_inner()), (size as u64, size as u64), "{compression:?}");
        assert_eq!(image.id, digest(&made.config));
        assert_eq!(image.digest, Some(digest(&made.manifest)));
        assert_eq!((image.references.as_slice(), image.size), (&[name.clone()][..], 700_010));
        assert_eq!(image.created, Some(1_704_164_645_000));
        assert_eq!(
            (image.config.cmd.as_slice(), image.config.env.as_slice()),
            (&["/bin/sh".to_owned()][..], &["A=b".to_owned()][..])
        );
        assert_eq!(file(&store, &image, "a").unwrap(), b"upper");
        assert_eq!(file(&store, &image, "b").unwrap(), noise(1, 700_000));
        assert_eq!(store.layers(&image).unwrap().len(), 2);
        at_rest(&scratch).await;
        for known in [
            &name,
            &image.id,
            &digest(&made.manifest),
            &registry.name(&format!("app@{}", digest(&made.manifest))),
        ] {
            assert_eq!(store.image(known).map(|image| image.id).as_ref(), Some(&image.id), "{known}");
        }
    }
}

#[tokio::test]
async fn shared_layers_come_once() {
    let (scratch, registry) = (Scratch::new("shared"), Registry::start().await);
    let base = layer(&[("base", &noise(1, 500_000))]);
    let (one, two) = (
        image(&[base.clone(), layer(&[("one", b"1")])], Compression::Gzip),
        image(&[base, layer(&[("two", b"2")])], Compression::Gzip),
    );
    registry.add("one", &one);
    registry.add("two", &two);
    let store = store(&scratch);
    store.pull(&registry.name("app:one"), None, None, &nobody()).await.unwrap();
    let before = registry.sent();
    store.pull(&registry.name("app:two"), None, None, &nobody()).await.unwrap();
    assert!(registry.sent() - before < 10_000, "the shared layer came again");
    let blobs = registry.requests("/blobs/").len();
    store.pull(&registry.name("app:two"), None, None, &nobody()).await.unwrap();
    assert_eq!(registry.requests("/blobs/").len(), blobs);
    let requests = registry.requests("").len();
    let known =
        store.pull(&registry.name("app:other"), Some(&digest(&two.manifest)), None, &nobody()).await.unwrap();
    assert_eq!(registry.requests("").len(), requests, "a digest that is here needs no registry");
    assert_eq!(known.references, [registry.name("app:other"), registry.name("app:two")]);
    assert_eq!(layer_count(&scratch), 3);
}

#[tokio::test]
async fn concurrent_pulls_share_the_work() {
    let (scratch, registry) = (Scratch::new("concurrent"), Registry::start().await);
    let base = layer(&[("base", &noise(1, 800_000))]);
    registry.add("one", &image(&[base.clone(), layer(&[("one", b"1")])], Compression::Gzip));
    let two = image(&[base, layer(&[("two", b"2")])], Compression::Gzip);
    registry.add("two", &two);
    let store = store(&scratch);
    let mut pulls = tokio::task::JoinSet::new();
    for number in 0..12 {
        let (store, name) =
            (store.clone(), registry.name(if number % 2 == 0 { "app:one" } else { "app:two" }));
        pulls.spawn(async move { store.pull(&name, None, None, &|_, _| {}).await });
    }
    while let Some(pull) = pulls.join_next().await {
        pull.unwrap().unwrap();
    }
    assert_eq!(registry.requests(&two.layers[0]).len(), 1);
    assert_eq!(registry.requests("/manifests/").len(), 2);
    at_rest(&scratch).await;
    assert_eq!(layer_count(&scratch), 3);
}

#[tokio::test]
async fn a_broken_connection_is_gone_on_with_where_it_broke() {
    for ranges in [true, false] {
        let (scratch, registry) = (Scratch::new("resume"), Registry::start().await);
        let made = image(&[layer(&[("large", &noise(3, 900_000))])], Compression::None);
        registry.add("1", &made);
        let fault = if ranges { Fault::Break(300_000, 2) } else { Fault::BreakWithoutRanges(300_000, 1) };
        registry.fault(&made.layers[0], fault);
        let store = store(&scratch);
        let image = store.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
        assert_eq!(file(&store, &image, "large").unwrap(), noise(3, 900_000));
        let size = made.blobs[&made.layers[0]].len() as u64;
        if ranges {
            assert!(registry.sent() < size + 200_000, "sent {} for {size}", registry.sent());
        }
    }
}

#[tokio::test]
async fn a_registry_asks_who_one_is() {
    let (scratch, registry) = (Scratch::new("auth"), Registry::start().await);
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    registry.want_bearer("the-token");
    let (store, name) = (store(&scratch), registry.name("app:1"));
    let refused = store.pull(&name, None, None, &nobody()).await.unwrap_err();
    assert!(matches!(&refused, ImageError::Denied { reference, .. } if *reference == name), "{refused}");
    let wrong = Credentials {
        user: "user".to_owned(),
        password: "wrong".to_owned(),
        endpoint: None,
        certificate: None,
    };
    let refused = store.pull(&name, None, Some(&wrong), &nobody()).await.unwrap_err();
    assert!(matches!(refused, ImageError::Denied { .. }), "{refused}");
    assert!(!format!("{wrong:?}").contains("wrong"));
    let tokens = registry.requests("/token").len();
    store.pull(&name, None, Some(&user()), &nobody()).await.unwrap();
    assert_eq!(registry.requests("/token").len(), tokens + 1, "a token is used more than once");
    assert_eq!(store.resolve(&name, Some(&user())).await.unwrap(), digest(&made.manifest));
    let still = store.resolve(&name, None).await.unwrap_err();
    assert!(matches!(still, ImageError::Denied { .. }), "a token is not for others: {still}");
}

#[tokio::test]
async fn a_registry_may_ask_for_a_password_itself() {
    let (scratch, registry) = (Scratch::new("basic"), Registry::start().await);
    registry.add("1", &image(&[layer(&[("a", b"a")])], Compression::Gzip));
    registry.want_basic("dXNlcjpzZWNyZXQ=");
    let (store, name) = (store(&scratch), registry.name("app:1"));
    assert!(matches!(store.pull(&name, None, None, &nobody()).await, Err(ImageError::Denied { .. })));
    store.pull(&name, None, Some(&user()), &nobody()).await.unwrap();
}

#[tokio::test]
async fn redirects_are_followed_without_credentials() {
    let (scratch, registry, other) =
        (Scratch::new("redirect"), Registry::start().await, Registry::start().await);
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    other.add("1", &made);
    registry.want_bearer("the-token");
    registry.fault("/blobs/", Fault::Redirect(format!("http://{}", other.address)));
    let store = store(&scratch);
    store.pull(&registry.name("app:1"), None, Some(&user()), &nobody()).await.unwrap();
    let led = other.requests("/blobs/");
    assert_eq!(led.len(), 2);
    assert!(led.iter().all(|(_, _, authorization)| authorization.is_none()), "{led:?}");
    other.fault("/blobs/", Fault::Redirect(format!("http://{}", other.address)));
    let store = ImageStore::open(&scratch.path().join("another"), options()).unwrap();
    let endless = store.pull(&registry.name("app:1"), None, Some(&user()), &nobody()).await.unwrap_err();
    assert!(matches!(endless, ImageError::Unavailable { .. }), "{endless}");
}

#[tokio::test]
async fn a_mirror_is_asked_first_and_the_registry_if_it_fails() {
    let (scratch, registry, mirror) =
        (Scratch::new("mirror"), Registry::start().await, Registry::start().await);
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    mirror.add("1", &made);
    registry.want_bearer("the-token");
    let mut options = options();
    options.mirrors.insert(registry.address.to_string(), vec![mirror.address.to_string()]);
    let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
    let image = store.pull(&registry.name("app:1"), None, Some(&user()), &nobody()).await.unwrap();
    assert!(registry.requests("").is_empty());
    assert!(mirror.requests("").iter().all(|(_, _, authorization)| authorization.is_none()));
    store.remove(&image.id).unwrap();
    mirror.fault("/v2/", Fault::Status(500, u32::MAX));
    store.pull(&registry.name("app:1"), None, Some(&user()), &nobody()).await.unwrap();
    assert!(!registry.requests("/blobs/").is_empty());
}

#[tokio::test]
async fn an_index_leads_to_this_platform() {
    let (scratch, registry) = (Scratch::new("index"), Registry::start().await);
    let (ours, theirs) = (
        image_for("amd64", &[layer(&[("a", b"ours")])], Compression::Gzip),
        image_for("s390x", &[layer(&[("a", b"theirs")])], Compression::Gzip),
    );
    registry.add("ours", &ours);
    registry.add("theirs", &theirs);
    let entry = |made: &Made, architecture| json!({"digest": digest(&made.manifest), "size": made.manifest.len(), "platform": {"os": "linux", "architecture": architecture}});
    let index = serde_json::to_vec(
        &json!({"schemaVersion": 2, "manifests": [entry(&theirs, "s390x"), entry(&ours, "amd64")]}),
    )
    .unwrap();
    registry.add_manifest("1", &index);
    let platform = |architecture: &str| Platform {
        os: "linux".to_owned(),
        architecture: architecture.to_owned(),
        variant: None,
    };
    let store = ImageStore::open(
        &scratch.path().join("store"),
        Options { platform: Some(platform("amd64")), ..options() },
    )
    .unwrap();
    let image = store.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
    assert_eq!((image.id.clone(), image.digest), (digest(&ours.config), Some(digest(&index))));
    assert_eq!(store.image(&digest(&ours.manifest)).unwrap().id, image.id);
    let error = store.pull(&registry.name("app:theirs"), None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::NoPlatform { .. }), "{error}");
    let arm = ImageStore::open(
        &scratch.path().join("arm"),
        Options { platform: Some(platform("arm64")), ..options() },
    )
    .unwrap();
    let error = arm.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::NoPlatform { .. }), "{error}");
}

#[tokio::test]
async fn what_goes_wrong_is_told_apart() {
    let made = image(&[layer(&[("a", &noise(5, 300_000))])], Compression::Gzip);
    let damaged = {
        let mut bytes = made.blobs[&made.layers[0]].clone();
        bytes[150_000] ^= 1;
        bytes
    };
    let other = layer(&[("a", b"other")]);
    let mut longer = made.blobs[&made.layers[0]].clone();
    longer.extend([0; 1000]);
    let huge = vec![b' '; 5 << 20];
    let of_layer = made.layers[0].clone();
    let config = digest(&made.config);
    let table: Vec<(&str, Fault, Check)> = vec![
        ("/manifests/", Fault::Status(404, 9), |error| matches!(error, ImageError::NotFound { .. })),
        ("/manifests/", Fault::Status(403, 9), |error| matches!(error, ImageError::Denied { .. })),
        ("/manifests/", Fault::Status(500, 9), |error| matches!(error, ImageError::Unavailable { .. })),
        ("/manifests/", Fault::Status(429, 9), |error| matches!(error, ImageError::Unavailable { .. })),
        ("/manifests/", Fault::Status(418, 9), |error| matches!(error, ImageError::Invalid { .. })),
        ("/manifests/", Fault::Hang, |error| matches!(error, ImageError::Unavailable { .. })),
        ("/manifests/", Fault::Stall(10), |error| matches!(error, ImageError::Unavailable { .. })),
        ("/manifests/", Fault::Body(b"{}".to_vec()), |error| {
            matches!(error, ImageError::DigestMismatch { .. })
        }),
        ("/manifests/", Fault::Body(huge), |error| matches!(error, ImageError::TooLarge { .. })),
        (&config, Fault::Body(b"{}".to_vec()), |error| matches!(error, ImageError::DigestMismatch { .. })),
        (&config, Fault::Status(404, 9), |error| matches!(error, ImageError::NotFound { .. })),
        (&of_layer, Fault::Hang, |error| matches!(error, ImageError::Unavailable { .. })),
        (&of_layer, Fault::Stall(0), |error| matches!(error, ImageError::Unavailable { .. })),
        (&of_layer, Fault::Break(0, 99), |error| matches!(error, ImageError::Unavailable { .. })),
        (&of_layer, Fault::Body(damaged), |error| matches!(error, ImageError::DigestMismatch { .. })),
        (&of_layer, Fault::Body(longer), |error| matches!(error, ImageError::DigestMismatch { .. })),
        (&of_layer, Fault::Body(other), |error| matches!(error, ImageError::Unavailable { .. })),
    ];
    for (word, fault, is_it) in table {
        let what = format!("{word} {}", format!("{fault:?}").chars().take(30).collect::<String>());
        let (scratch, registry) = (Scratch::new("wrong"), Registry::start().await);
        registry.add("1", &made);
        // A busy machine is silent too: the patience is short only where silence is what is looked for.
        let silent = matches!(fault, Fault::Hang | Fault::Stall(_));
        let options = if silent { waiting(Duration::from_millis(600)) } else { options() };
        registry.fault(word, fault);
        let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
        let name = registry.name("app:1");
        let error = store.pull(&name, None, None, &nobody()).await.expect_err(&what);
        assert!(is_it(&error), "{what}: {error:?}");
        assert!(error.to_string().contains(&name), "{what}: {error}");
        assert!(store.list().is_empty() && layer_count(&scratch) == 0, "{what}");
        at_rest(&scratch).await;
        registry.heal();
        store.pull(&name, None, None, &nobody()).await.expect(&what);
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_waited_for() {
    let (scratch, registry) = (Scratch::new("passes"), Registry::start().await);
    registry.add("1", &image(&[layer(&[("a", b"a")])], Compression::Gzip));
    registry.fault("/manifests/", Fault::Status(503, 2));
    registry.fault("/blobs/", Fault::Status(500, 2));
    store(&scratch).pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
}

#[tokio::test]
async fn a_registry_that_is_not_there_is_unavailable() {
    let scratch = Scratch::new("nobody");
    // Nobody listens on port 1.
    let error = store(&scratch).pull("127.0.0.1:1/app", None, None, &nobody()).await.unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    let error = store(&Scratch::new("name")).pull("A//b", None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::InvalidReference { .. }));
}

#[tokio::test]
async fn layers_that_lie_or_attack_are_contained() {
    let plain = layer(&[("a", b"a")]);
    let bomb = layer(&[("zeros", &vec![0; 40 << 20])]);
    let table: Vec<(&str, Vec<u8>, Check)> = vec![
        ("a way out", layer(&[("../escape", b"x")]), |error| matches!(error, ImageError::UnsafeLayer { .. })),
        ("no archive", noise(4, 5000), |error| matches!(error, ImageError::Invalid { .. })),
        ("a bomb", bomb, |error| matches!(error, ImageError::TooLarge { .. })),
        ("many files", layer(&vec![("a", &b""[..]); 200]), |error| {
            matches!(error, ImageError::TooLarge { .. })
        }),
    ];
    for (what, bad, is_it) in table {
        let (scratch, registry) = (Scratch::new("attack"), Registry::start().await);
        registry.add("1", &image(&[plain.clone(), bad], Compression::Gzip));
        let limits = Limits { unpacked_bytes: 32 << 20, entries: 100, ..Limits::default() };
        let store = ImageStore::open(&scratch.path().join("store"), Options { limits, ..options() }).unwrap();
        let error = store.pull(&registry.name("app:1"), None, None, &nobody()).await.expect_err(what);
        assert!(is_it(&error), "{what}: {error:?}");
        assert!(store.list().is_empty(), "{what}");
        at_rest(&scratch).await;
        assert!(
            !scratch.path().join("store/temp/escape").exists()
                && !scratch.path().join("store/escape").exists()
        );
    }
}

#[tokio::test]
async fn a_configuration_that_lies_about_its_layers_is_found_out() {
    let (scratch, registry) = (Scratch::new("lies"), Registry::start().await);
    let mut made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    let honest = image(&[layer(&[("b", b"b")])], Compression::Gzip);
    // Its layer is not the one that its configuration names.
    made.config.clone_from(&honest.config);
    made.blobs.insert(digest(&honest.config), honest.config.clone());
    let mut manifest: serde_json::Value = serde_json::from_slice(&made.manifest).unwrap();
    manifest["config"]["digest"] = digest(&honest.config).into();
    made.manifest = serde_json::to_vec(&manifest).unwrap();
    registry.add("lies", &made);
    manifest["layers"] = json!([]);
    registry.add_manifest("fewer", &serde_json::to_vec(&manifest).unwrap());
    let store = store(&scratch);
    let error = store.pull(&registry.name("app:lies"), None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::DigestMismatch { .. }), "{error}");
    let error = store.pull(&registry.name("app:fewer"), None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::Invalid { .. }), "{error}");
    assert_eq!(layer_count(&scratch), 0);
}

#[tokio::test]
async fn a_pull_that_is_given_up_leaves_nothing_and_can_be_taken_up() {
    let (scratch, registry) = (Scratch::new("given-up"), Registry::start().await);
    let made = image(&[layer(&[("a", &noise(6, 400_000))])], Compression::Gzip);
    registry.add("1", &made);
    registry.fault(&made.layers[0], Fault::Stall(200_000));
    let (store, name) = (store(&scratch), registry.name("app:1"));
    let started = Arc::new(tokio::sync::Notify::new());
    let seen = Arc::clone(&started);
    let progress = move |received, _| {
        if received > 0 {
            seen.notify_one()
        }
    };
    tokio::select! {
        _ = store.pull(&name, None, None, &progress) => panic!("it stalls"),
        () = started.notified() => {}
    }
    registry.heal();
    store.pull(&name, None, None, &nobody()).await.unwrap();
    // The one that was given up is cleared by the thread that worked on it.
    at_rest(&scratch).await;
    assert_eq!(layer_count(&scratch), 1);
}

#[tokio::test]
async fn a_registry_with_tls_is_trusted_by_its_certificate() {
    let scratch = Scratch::new("tls");
    let (registry, certificate) = Registry::start_with_tls().await;
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    let bundle = scratch.path().join("ca.pem");
    std::fs::write(&bundle, certificate).unwrap();
    let with = |bundle: Option<std::path::PathBuf>| {
        let mut options = Options { ca_bundle: bundle, ..options() };
        // A name nobody has, so that the mirror alone can answer.
        let mirror = format!("https://localhost:{}", registry.address.port());
        options.mirrors.insert("registry.invalid".to_owned(), vec![mirror]);
        options
    };
    let trusting = ImageStore::open(&scratch.path().join("trusting"), with(Some(bundle))).unwrap();
    let pulled = trusting.pull("registry.invalid/app:1", None, None, &nobody()).await.unwrap();
    assert_eq!(pulled.id, digest(&made.config));
    assert!(registry.requests("/blobs/").len() == 2);
    let empty = scratch.path().join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap().cert.pem();
    let stranger = scratch.path().join("other.pem");
    std::fs::write(&stranger, other).unwrap();
    for bundle in [empty, stranger, scratch.path().join("missing.pem")] {
        let store =
            ImageStore::open(&scratch.path().join(bundle.file_stem().unwrap()), with(Some(bundle))).unwrap();
        store.pull("registry.invalid/app:1", None, None, &nobody()).await.unwrap_err();
    }
    assert!(registry.requests("/blobs/").len() == 2, "nothing is asked of whom one does not trust");
}

#[tokio::test]
async fn a_registry_that_is_known_by_its_certificate_needs_no_name_and_no_authority() {
    let scratch = Scratch::new("pin");
    let (registry, certificate) = Registry::start_with_tls().await;
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    let known_by = |certificate: Option<String>| {
        // By an address that the certificate does not name.
        let endpoint = Some(format!("https://[::ffff:127.0.0.1]:{}", registry.address.port()));
        Credentials { endpoint, certificate, ..user() }
    };
    let pull = async |folder: &str, by: Option<String>| {
        let store = ImageStore::open(&scratch.path().join(folder), options()).unwrap();
        store.pull("registry.invalid/app:1", None, Some(&known_by(by)), &nobody()).await
    };
    let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap().cert.pem();
    for (folder, by) in [("other", Some(other)), ("none", Some("no certificate".to_owned())), ("usual", None)]
    {
        let error = pull(folder, by).await.unwrap_err();
        assert!(matches!(error, ImageError::Unavailable { .. } | ImageError::Io { .. }), "{error}");
    }
    assert!(registry.requests("").is_empty(), "nothing is asked of whom one does not trust");
    let pulled = pull("known", Some(certificate)).await.unwrap();
    assert_eq!(pulled.id, digest(&made.config));
}
