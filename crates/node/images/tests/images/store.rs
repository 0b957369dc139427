//! The store itself: loading, importing, names, holds, collection, and what a crash leaves.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::*;
use longshore_images::{CollectPolicy, HealthCheck, Image, ImageError, ImageStore, ImportConfig};
use serde_json::json;

fn policy() -> CollectPolicy {
    CollectPolicy {
        unused_for: Duration::from_secs(3600),
        keep_bytes_free: 0,
        minimum_age: Duration::from_secs(60),
        keep: Vec::new(),
        at_most: 100,
    }
}

async fn import(store: &ImageStore, scratch: &Scratch, name: &str, content: &[u8]) -> Image {
    let directory = scratch.path().join(format!("root-{}", name.replace([':', '/'], "-")));
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("file"), content).unwrap();
    // Times are part of a layer: the same content at another time would be another image.
    for path in [directory.join("file"), directory.clone()] {
        fs::File::open(path).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    store.import(&directory, name, &ImportConfig::default()).await.unwrap()
}

fn content(store: &ImageStore, image: &Image, path: &str) -> Vec<u8> {
    let layers = store.layers(image).unwrap();
    let found =
        layers.iter().map(|layer| store.layers_root().join(layer).join(path)).find(|path| path.exists());
    fs::read(found.unwrap()).unwrap()
}

/// The files of an image, as the given kind of archive has them.
fn docker_archive(made: &Made, layers: &[Vec<u8>], names: &[&str]) -> Vec<u8> {
    let paths: Vec<_> = (0..layers.len()).map(|number| format!("layer-{number}/layer.tar")).collect();
    let manifest = json!([{"Config": "config.json", "RepoTags": names, "Layers": paths}]);
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let mut files: Vec<(&str, &[u8])> = vec![("manifest.json", &manifest), ("config.json", &made.config)];
    files.extend(paths.iter().map(String::as_str).zip(layers.iter().map(Vec::as_slice)));
    layer(&files)
}

fn write_layout(made: &Made, directory: &Path, name: &str) {
    fs::create_dir_all(directory.join("blobs/sha256")).unwrap();
    fs::write(directory.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    let blob =
        |bytes: &[u8]| fs::write(directory.join("blobs/sha256").join(hex(&digest(bytes))), bytes).unwrap();
    made.blobs.values().for_each(|bytes| blob(bytes));
    blob(&made.manifest);
    let entry = json!({"digest": digest(&made.manifest), "size": made.manifest.len(), "annotations": {"io.containerd.image.name": name}});
    fs::write(
        directory.join("index.json"),
        serde_json::to_vec(&json!({"schemaVersion": 2, "manifests": [entry]})).unwrap(),
    )
    .unwrap();
}

#[tokio::test]
async fn archives_of_images_are_loaded() {
    let layers = [layer(&[("a", b"lower"), ("b", b"b")]), layer(&[("a", b"upper")])];
    let made = image(&layers, Compression::Zstd);
    for compression in [Compression::None, Compression::Gzip, Compression::Zstd] {
        let scratch = Scratch::new("docker-archive");
        let path = scratch.path().join("image.tar");
        fs::write(
            &path,
            compress(&docker_archive(&made, &layers, &["app:1", "host.example/x:2"]), compression),
        )
        .unwrap();
        let store = store(&scratch);
        let loaded = store.load(&path).await.unwrap();
        assert_eq!(loaded[0].id, digest(&made.config), "{compression:?}");
        assert_eq!(loaded[0].references, ["app:1", "host.example/x:2"]);
        assert_eq!(content(&store, &loaded[0], "a"), b"upper");
        at_rest(&scratch).await;
    }
}

#[tokio::test]
async fn layouts_are_loaded_and_checked() {
    let made = image(&[layer(&[("a", &noise(1, 100_000))])], Compression::Gzip);
    let scratch = Scratch::new("layout");
    let layout = scratch.path().join("layout");
    write_layout(&made, &layout, "docker.io/library/app:1");
    let store = store(&scratch);
    let loaded = store.load(&layout).await.unwrap();
    assert_eq!(
        (loaded[0].references.as_slice(), &loaded[0].digest),
        (&["app:1".to_owned()][..], &Some(digest(&made.manifest)))
    );
    store.remove("app:1").unwrap();
    let blob = layout.join("blobs/sha256").join(hex(&made.layers[0]));
    let mut bytes = fs::read(&blob).unwrap();
    bytes[50_000] ^= 1;
    fs::write(&blob, bytes).unwrap();
    let error = store.load(&layout).await.unwrap_err();
    assert!(matches!(error, ImageError::DigestMismatch { .. }), "{error}");
    fs::remove_file(&blob).unwrap();
    let error = store.load(&layout).await.unwrap_err();
    assert!(matches!(error, ImageError::Invalid { .. }), "{error}");
}

#[tokio::test]
async fn archives_that_lie_are_refused() {
    let made = image(&[layer(&[("a", b"a")])], Compression::None);
    let outside = json!([{"Config": "../../../../etc/hostname", "RepoTags": null, "Layers": []}]).to_string();
    let other = docker_archive(&made, &[layer(&[("a", b"other")])], &["app:1"]);
    let table = [
        ("empty", layer(&[])),
        ("no manifest", layer(&[("file", b"x")])),
        ("a path out", layer(&[("manifest.json", outside.as_bytes())])),
        ("another layer than announced", other),
        ("cut", docker_archive(&made, &[layer(&[("a", b"a")])], &["app:1"])[..1500].to_vec()),
    ];
    for (what, bytes) in table {
        let scratch = Scratch::new("lies");
        let path = scratch.path().join("image.tar");
        fs::write(&path, bytes).unwrap();
        let store = store(&scratch);
        let error = store.load(&path).await.expect_err(what);
        assert!(
            matches!(error, ImageError::Invalid { .. } | ImageError::DigestMismatch { .. }),
            "{what}: {error:?}"
        );
        assert!(
            store.list().is_empty() && leftovers(&scratch).is_empty() && layer_count(&scratch) == 0,
            "{what}"
        );
    }
}

#[tokio::test]
async fn what_skopeo_writes_is_loaded() {
    let is_there = Command::new("skopeo").arg("--version").stdout(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        return eprintln!("skopeo is not installed: its archives are not loaded");
    }
    let made = image(&[layer(&[("a", b"lower")]), layer(&[("a", b"upper")])], Compression::Gzip);
    let scratch = Scratch::new("skopeo");
    write_layout(&made, &scratch.path().join("layout"), "app:1");
    let from = format!("oci:{}", scratch.path().join("layout").display());
    for (kind, file) in [("docker-archive", "docker.tar"), ("oci-archive", "oci.tar")] {
        let path = scratch.path().join(file);
        let to = format!("{kind}:{}:app:2", path.display());
        let copied = Command::new("skopeo").args(["copy", "--quiet", &from, &to]).status().unwrap();
        assert!(copied.success());
        let store = ImageStore::open(&scratch.path().join(kind), options()).unwrap();
        let loaded = store.load(&path).await.unwrap();
        assert_eq!(content(&store, &loaded[0], "a"), b"upper", "{kind}");
        assert_eq!(loaded[0].config.cmd, ["/bin/sh"], "{kind}");
    }
}

#[tokio::test]
async fn a_root_file_system_is_imported() {
    let scratch = Scratch::new("import");
    let root = scratch.path().join("root");
    fs::create_dir_all(root.join("bin")).unwrap();
    let busybox = ["/usr/bin/busybox", "/bin/busybox"].into_iter().find(|path| Path::new(path).exists());
    match busybox {
        Some(busybox) => drop(fs::copy(busybox, root.join("bin/busybox")).unwrap()),
        None => fs::write(root.join("bin/busybox"), noise(1, 100_000)).unwrap(),
    }
    fs::hard_link(root.join("bin/busybox"), root.join("bin/sh")).unwrap();
    let config = ImportConfig {
        entrypoint: vec!["/bin/sh".to_owned()],
        env: vec!["PATH=/bin".to_owned()],
        volumes: vec!["/data".to_owned()],
        stop_signal: Some("SIGINT".to_owned()),
        health_check: Some(HealthCheck {
            test: vec!["CMD".to_owned(), "true".to_owned()],
            retries: Some(2),
            ..HealthCheck::default()
        }),
        ..ImportConfig::default()
    };
    let store = store(&scratch);
    let imported = store.import(&root, "busybox", &config).await.unwrap();
    assert_eq!(imported.references, ["busybox:latest"]);
    assert_eq!((&imported.config.entrypoint, &imported.config.env), (&config.entrypoint, &config.env));
    assert_eq!(
        (&imported.config.volumes, &imported.config.health_check),
        (&config.volumes, &config.health_check)
    );
    assert_eq!(content(&store, &imported, "bin/sh"), fs::read(root.join("bin/busybox")).unwrap());
    assert_eq!(
        store.import(&root, "again", &config).await.unwrap().id,
        imported.id,
        "the same files are the same image"
    );
    let archive = scratch.path().join("root.tar.gz");
    fs::write(&archive, compress(&layer(&[("etc/hostname", b"x")]), Compression::Gzip)).unwrap();
    let imported = store.import(&archive, "from-archive:1", &config).await.unwrap();
    assert_eq!(content(&store, &imported, "etc/hostname"), b"x");
}

#[tokio::test]
async fn names_come_and_go() {
    let scratch = Scratch::new("names");
    let store = store(&scratch);
    let one = import(&store, &scratch, "one", b"1").await;
    store.tag("one", "host.example/other:2").unwrap();
    assert_eq!(
        store.image("host.example/other:2").unwrap().references,
        ["host.example/other:2", "one:latest"]
    );
    assert!(store.remove("one").unwrap().images.is_empty(), "it has another name still");
    assert_eq!(store.image("one"), None);
    let two = import(&store, &scratch, "host.example/other:2", b"2").await;
    assert_ne!(one.id, two.id);
    assert!(store.image(&one.id).unwrap().references.is_empty(), "its name has moved on");
    assert_eq!(store.remove(&one.id).unwrap().layers, 1);
    assert!(matches!(store.remove("one"), Err(ImageError::NotFound { .. })));
    assert!(matches!(store.tag("gone", "x"), Err(ImageError::NotFound { .. })));
    assert_eq!(store.list().len(), 1);
}

#[tokio::test]
async fn what_is_held_stays() {
    let scratch = Scratch::new("held");
    let opened = store(&scratch);
    let (held, free) =
        (import(&opened, &scratch, "held", b"1").await, import(&opened, &scratch, "free", b"2").await);
    opened.hold(&held.id, "container-1").unwrap();
    opened.hold(&held.id, "a/strange\nholder").unwrap();
    assert!(matches!(opened.remove("held"), Err(ImageError::InUse { .. })));
    let later = held.last_used + 7_200_000;
    let collected = opened.collect(&policy(), later).unwrap();
    assert_eq!((collected.images, collected.layers), (vec![free.id], 1));
    drop(opened);
    let opened = store(&scratch);
    assert_eq!(opened.holds().len(), 2, "holds outlive the process");
    assert!(opened.collect(&policy(), later).unwrap().images.is_empty());
    opened.release("container-1").unwrap();
    opened.release("container-1").unwrap();
    assert!(opened.collect(&policy(), later).unwrap().images.is_empty());
    opened.release("a/strange\nholder").unwrap();
    let much_later = opened.list()[0].last_used + 7_200_000;
    assert_eq!(opened.collect(&policy(), much_later).unwrap().images, std::slice::from_ref(&held.id));
    at_rest(&scratch).await;
    assert_eq!(layer_count(&scratch), 0);
    assert!(matches!(opened.hold(&held.id, "late"), Err(ImageError::NotFound { .. })));
}

#[tokio::test]
async fn collection_heeds_age_space_and_names() {
    let scratch = Scratch::new("collect");
    let store = store(&scratch);
    for name in ["a", "b", "c", "d"] {
        import(&store, &scratch, name, name.as_bytes()).await;
    }
    let now = store.list().iter().map(|image| image.last_used).max().unwrap();
    let count = |policy: &CollectPolicy, after: i64| store.collect(policy, now + after).unwrap().images.len();
    assert_eq!(count(&policy(), 3_599_000), 0, "not unused for long enough");
    let full = CollectPolicy { keep_bytes_free: u64::MAX, ..policy() };
    assert_eq!(count(&full, 59_000), 0, "space is no reason to take the young");
    let kept = CollectPolicy { keep: vec!["a".to_owned()], at_most: 1, ..full.clone() };
    assert_eq!(count(&kept, 120_000), 1, "no more than allowed");
    let kept = CollectPolicy { at_most: 100, ..kept };
    assert_eq!(count(&kept, 120_000), 2, "all but the one that stays");
    assert_eq!(store.list()[0].references, ["a:latest"]);
    assert_eq!(count(&policy(), 3_700_000), 1);
}

#[tokio::test]
async fn a_store_is_one_process_own() {
    let scratch = Scratch::new("locked");
    let first = store(&scratch);
    let root = scratch.path().join("store");
    assert!(matches!(ImageStore::open(&root, options()), Err(ImageError::Locked { .. })));
    drop(first);
    ImageStore::open(&root, options()).unwrap();
}

/// Opens a store as after a crash: another process, the same files.
fn after_crash(from: &Path, scratch: &Scratch, damage: impl FnOnce(&Path)) -> ImageStore {
    let root = scratch.path().join("crashed");
    let copied = Command::new("cp").arg("-a").arg(from).arg(&root).status().unwrap();
    assert!(copied.success());
    damage(&root);
    ImageStore::open(&root, options()).unwrap()
}

fn only(directory: &Path) -> std::path::PathBuf {
    fs::read_dir(directory).unwrap().next().unwrap().unwrap().path()
}

fn names_in(directory: &Path) -> Vec<String> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

type Damage = Box<dyn Fn(&Path)>;

#[tokio::test]
async fn a_crash_at_any_step_leaves_a_store_that_works() {
    // What is on disk after each step of a pull, or what a loss of power may make of it; whether the image is there.
    let table: Vec<(&str, Damage, bool)> = vec![
        ("nothing", Box::new(|_| {}), true),
        ("while unpacking", Box::new(|root| fs::create_dir_all(root.join("temp/7/usr/bin")).unwrap()), true),
        ("while writing", Box::new(|root| fs::write(root.join("temp/8"), b"{").unwrap()), true),
        (
            "a layer without a mark",
            Box::new(|root| fs::create_dir_all(root.join("layers/stray/x")).unwrap()),
            true,
        ),
        (
            "a mark without a layer",
            Box::new(|root| fs::remove_dir_all(only(&root.join("layers"))).unwrap()),
            false,
        ),
        ("before the mark", Box::new(|root| fs::remove_file(only(&root.join("marks"))).unwrap()), false),
        ("a torn mark", Box::new(|root| fs::write(only(&root.join("marks")), b"").unwrap()), false),
        (
            "a mark of another layer",
            Box::new(|root| fs::rename(only(&root.join("marks")), root.join("marks/other")).unwrap()),
            false,
        ),
        ("before the catalog", Box::new(|root| fs::remove_file(root.join("catalog.json")).unwrap()), false),
        ("a torn catalog", Box::new(|root| fs::write(root.join("catalog.json"), b"{\"ver").unwrap()), false),
        (
            "a damaged configuration",
            Box::new(|root| fs::write(only(&root.join("blobs/sha256")), b"{}").unwrap()),
            false,
        ),
        (
            "no configuration",
            Box::new(|root| fs::remove_file(only(&root.join("blobs/sha256"))).unwrap()),
            false,
        ),
        (
            "power was lost before the flush",
            Box::new(|root| {
                let path = only(&root.join("marks"));
                let mut mark: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
                mark["boot"] = "an earlier one".into();
                fs::write(&path, serde_json::to_vec(&mark).unwrap()).unwrap();
            }),
            false,
        ),
        ("a torn hold", Box::new(|root| fs::write(root.join("holds/x.json"), b"{\"ho").unwrap()), true),
    ];
    for (what, damage, is_there) in table {
        let scratch = Scratch::new("crash");
        let before = store(&scratch);
        import(&before, &scratch, "app", b"content").await;
        before.settle().unwrap();
        at_rest(&scratch).await;
        let after = after_crash(&scratch.path().join("store"), &scratch, damage);
        let root = scratch.path().join("crashed");
        assert_eq!(after.image("app").is_some(), is_there, "{what}");
        assert!(!["7", "8"].iter().any(|name| root.join("temp").join(name).exists()), "{what}");
        assert!(!root.join("layers/stray").exists());
        let again = import(&after, &scratch, "app", b"content").await;
        assert_eq!(content(&after, &again, "file"), b"content", "{what}");
        after.remove("app").unwrap();
        assert_eq!(names_in(&root.join("layers")), Vec::<String>::new(), "{what}");
    }
}

#[tokio::test]
async fn a_lost_catalog_does_not_pull_layers_from_under_a_container() {
    let scratch = Scratch::new("under");
    let before = store(&scratch);
    let image = import(&before, &scratch, "app", b"content").await;
    before.hold(&image.id, "container").unwrap();
    let layers = before.layers(&image).unwrap();
    let after = after_crash(&scratch.path().join("store"), &scratch, |root| {
        fs::write(root.join("catalog.json"), b"torn").unwrap();
        fs::remove_file(only(&root.join("marks"))).unwrap();
    });
    after.collect(&policy(), i64::MAX).unwrap();
    assert!(after.layers_root().join(&layers[0]).join("file").exists());
    after.release("container").unwrap();
}

#[tokio::test]
async fn the_most_layers_fit_the_options_of_a_mount() {
    let (scratch, registry) = (Scratch::new("many"), Registry::start().await);
    let layers: Vec<_> = (0..127_u32).map(|number| layer(&[("file", &number.to_le_bytes())])).collect();
    registry.add("1", &image(&layers, Compression::None));
    registry.add("2", &image(&[layers, vec![layer(&[("one", b"more")])]].concat(), Compression::None));
    let store = store(&scratch);
    let image = store.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
    let names = store.layers(&image).unwrap();
    assert_eq!(names.len(), 127);
    assert!(names.join(":").len() < 3000, "{}", names.join(":").len());
    assert_eq!(
        fs::read(store.layers_root().join(&names[0]).join("file")).unwrap(),
        126_u32.to_le_bytes(),
        "the uppermost first"
    );
    let error = store.pull(&registry.name("app:2"), None, None, &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn compressed_layers_are_kept_if_wanted() {
    let (scratch, registry) = (Scratch::new("keep"), Registry::start().await);
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    registry.add("1", &made);
    let options = longshore_images::Options { keep_blobs: true, ..options() };
    let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
    store.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
    store.collect(&policy(), 0).unwrap();
    let blob = scratch.path().join("store/blobs/sha256").join(hex(&made.layers[0]));
    assert_eq!(fs::read(&blob).unwrap(), made.blobs[&made.layers[0]]);
    store.remove(&registry.name("app:1")).unwrap();
    assert!(!blob.exists());
}

#[tokio::test]
async fn layers_mounted_show_the_image() {
    let (scratch, registry) = (Scratch::new("mounted"), Registry::start().await);
    let lower = layer(&[
        ("gone", b"x"),
        ("kept", b"lower"),
        ("opaque/hidden", b"x"),
        ("again/old", b"x"),
        ("merged/below", b"x"),
    ]);
    let upper = [
        (".wh.gone", ""),
        ("opaque/.wh..wh..opq", ""),
        ("opaque/shown", "x"),
        ("again/new", "x"),
        (".wh.again", ""),
        ("merged/above", "x"),
        (".wh.never", ""),
    ];
    let upper = layer(&upper.map(|(path, content)| (path, content.as_bytes())));
    registry.add("1", &image(&[lower, upper], Compression::Gzip));
    let store = store(&scratch);
    let image = store.pull(&registry.name("app:1"), None, None, &nobody()).await.unwrap();
    let merged = scratch.path().join("merged");
    fs::create_dir(&merged).unwrap();
    let lowerdir = format!("lowerdir={}", store.layers(&image).unwrap().join(":"));
    let mut mount = Command::new("mount");
    mount.args(["-t", "overlay", "overlay", "-o", &lowerdir]).arg(&merged).current_dir(store.layers_root());
    if !mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        return eprintln!("overlayfs cannot be mounted here: layers are not looked at through it");
    }
    let names = |path: &str| {
        let entries = fs::read_dir(merged.join(path)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names.join(" ")
    };
    let seen = ["", "opaque", "again", "merged"].map(names);
    let unmounted = Command::new("umount").arg(&merged).status().unwrap();
    assert!(unmounted.success());
    assert_eq!(seen, ["again kept merged opaque", "shown", "new", "above below"]);
}

#[tokio::test]
async fn a_full_disk_is_told_and_cleared_up() {
    let (scratch, registry) = (Scratch::new("full"), Registry::start().await);
    registry.add(
        "large",
        &image(&[layer(&[("a", b"a")]), layer(&[("large", &noise(1, 9 << 20))])], Compression::None),
    );
    registry.add("small", &image(&[layer(&[("a", b"a")])], Compression::None));
    let root = scratch.path().join("store");
    fs::create_dir(&root).unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(&root);
    if !mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        return eprintln!("no disk can be mounted here: a full one is not looked at");
    }
    let store = store(&scratch);
    let large = store.pull(&registry.name("app:large"), None, None, &nobody()).await;
    at_rest(&scratch).await;
    let small = store.pull(&registry.name("app:small"), None, None, &nobody()).await;
    store.settle().unwrap();
    drop(store);
    // Lazily, should the thread that flushes still have it.
    let unmounted = Command::new("umount").arg("--lazy").arg(&root).status().unwrap();
    assert!(unmounted.success());
    assert!(matches!(large, Err(ImageError::NoSpace { .. })), "{large:?}");
    assert_eq!(small.unwrap().size, 1);
}
