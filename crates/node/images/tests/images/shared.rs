//! Layers that lie on this machine already, in the store of their registry.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::support::*;
use longshore_images::{Credentials, ImageError, ImageStore, Options};

fn own(registry: &Registry) -> Credentials {
    let endpoint = Some(format!("http://{}", registry.address));
    Credentials { user: "user".to_owned(), password: "secret".to_owned(), endpoint, certificate: None }
}

fn place(root: &Path, digest: &str) -> PathBuf {
    root.join("blobs/sha256").join(hex(digest).get(..2).unwrap()).join(hex(digest))
}

/// The registry's own directory, with all layers of an image in it.
fn fill(scratch: &Scratch, made: &Made) -> PathBuf {
    let root = scratch.path().join("registry");
    for layer in &made.layers {
        let path = place(&root, layer);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &made.blobs[layer]).unwrap();
    }
    root
}

fn sharing(scratch: &Scratch, root: &Path, keep_blobs: bool) -> ImageStore {
    // One that is not there is passed over.
    let shared_blobs = vec![scratch.path().join("nowhere"), root.to_owned()];
    let options = Options { shared_blobs, keep_blobs, ..options() };
    ImageStore::open(&scratch.path().join("store"), options).unwrap()
}

/// Digests of layers that were sent.
fn sent(registry: &Registry, made: &Made) -> Vec<String> {
    let gets = registry.requests("/blobs/").into_iter().filter(|(method, ..)| method == "GET");
    let digests = gets.map(|(_, path, _)| path.rsplit('/').next().unwrap().to_owned());
    digests.filter(|digest| made.layers.contains(digest)).collect()
}

fn kept(scratch: &Scratch, digest: &str) -> PathBuf {
    scratch.path().join("store/blobs/sha256").join(hex(digest))
}

#[tokio::test]
async fn a_layer_is_read_where_it_lies_and_is_on_disk_once() {
    for keep_blobs in [false, true] {
        let (scratch, registry) = (Scratch::new("lies"), Registry::start().await);
        let made = image(&[layer(&[("a", &noise(1, 700_000))]), layer(&[("b", b"b")])], Compression::Gzip);
        registry.add("1", &made);
        let root = fill(&scratch, &made);
        let store = sharing(&scratch, &root, keep_blobs);
        let (most, total) = (AtomicU64::new(0), AtomicU64::new(0));
        let progress = |received, all: Option<u64>| {
            most.fetch_max(received, Ordering::Relaxed);
            total.store(all.unwrap_or(0), Ordering::Relaxed);
        };
        let name = registry.name("app:1");
        let image = store.pull(&name, None, Some(&own(&registry)), &progress).await.unwrap();
        assert_eq!(sent(&registry, &made), Vec::<String>::new());
        assert_eq!(registry.sent(), made.config.len() as u64, "its configuration alone was sent");
        let size: usize = made.layers.iter().map(|layer| made.blobs[layer].len()).sum();
        assert_eq!((most.into_inner(), total.into_inner()), (size as u64, size as u64));
        let lower = store.layers(&image).unwrap().pop().unwrap();
        assert_eq!(std::fs::read(store.layers_root().join(lower).join("a")).unwrap(), noise(1, 700_000));
        at_rest(&scratch).await;
        for digest in &made.layers {
            let there = std::fs::metadata(place(&root, digest)).unwrap();
            assert_eq!(there.nlink(), if keep_blobs { 2 } else { 1 });
            let here = std::fs::metadata(kept(&scratch, digest)).map(|kept| kept.ino()).ok();
            assert_eq!(here, keep_blobs.then(|| there.ino()));
        }
        store.remove(&image.id).unwrap();
        assert!(
            made.layers
                .iter()
                .all(|digest| place(&root, digest).is_file() && !kept(&scratch, digest).exists())
        );
    }
}

#[tokio::test]
async fn what_is_not_whole_there_is_sent() {
    let made = image(&[layer(&[("a", &noise(1, 300_000))])], Compression::Gzip);
    let whole = &made.blobs[&made.layers[0]];
    let mut damaged = whole.clone();
    damaged[150_000] ^= 1;
    type Harm = Box<dyn Fn(&Path)>;
    let table: Vec<(&str, Harm)> = vec![
        ("damaged", Box::new(move |path| std::fs::write(path, &damaged).unwrap())),
        ("cut off", Box::new(|path| std::fs::write(path, "x").unwrap())),
        ("gone", Box::new(|path| std::fs::remove_file(path).unwrap())),
        (
            "no file",
            Box::new(|path| {
                std::fs::remove_file(path).unwrap();
                std::fs::create_dir(path).unwrap();
            }),
        ),
    ];
    for (what, harm) in table {
        for keep_blobs in [false, true] {
            let (scratch, registry) = (Scratch::new("harm"), Registry::start().await);
            registry.add("1", &made);
            let root = fill(&scratch, &made);
            harm(&place(&root, &made.layers[0]));
            let store = sharing(&scratch, &root, keep_blobs);
            let received = AtomicU64::new(0);
            let progress = |count, _| received.store(count, Ordering::Relaxed);
            let name = registry.name("app:1");
            let image = store.pull(&name, None, Some(&own(&registry)), &progress).await.expect(what);
            assert_eq!(sent(&registry, &made), made.layers, "{what}");
            assert_eq!(received.into_inner(), whole.len() as u64, "{what}");
            assert_eq!(store.layers(&image).unwrap().len(), 1);
            at_rest(&scratch).await;
            let here = std::fs::read(kept(&scratch, &made.layers[0])).ok();
            assert_eq!(here.as_ref(), keep_blobs.then_some(whole), "{what}");
        }
    }
}

#[tokio::test]
async fn nothing_is_taken_that_the_registry_would_not_give() {
    let made = image(&[layer(&[("a", b"a")])], Compression::Gzip);
    let (scratch, registry) = (Scratch::new("rights"), Registry::start().await);
    registry.add("1", &made);
    let store = sharing(&scratch, &fill(&scratch, &made), false);
    registry.fault(&made.layers[0], Fault::Status(404, u32::MAX));
    let name = registry.name("app:1");
    let error = store.pull(&name, None, Some(&own(&registry)), &nobody()).await.unwrap_err();
    assert!(matches!(error, ImageError::NotFound { .. }), "{error}");
    registry.heal();
    // Another registry may name what it does not have.
    let elsewhere = Credentials { endpoint: None, ..own(&registry) };
    store.pull(&name, None, Some(&elsewhere), &nobody()).await.unwrap();
    assert_eq!(sent(&registry, &made).len(), 2, "once refused, once sent");
}

#[tokio::test]
async fn an_image_of_shared_layers_moves_no_bytes_of_them() {
    let (scratch, registry) = (Scratch::new("mark"), Registry::start().await);
    let layers = [layer(&[("base", &noise(1, 500_000))]), layer(&[("more", &noise(2, 200_000))])];
    registry.add("one", &image(&layers, Compression::Gzip));
    // The same layers, another configuration.
    let two = image_for("arm64", &layers, Compression::Gzip);
    registry.add("two", &two);
    let platform = |name: &str| longshore_images::Platform {
        os: "linux".to_owned(),
        architecture: name.to_owned(),
        variant: None,
    };
    let open = |name| {
        let options = Options { platform: Some(platform(name)), ..options() };
        ImageStore::open(&scratch.path().join("store"), options).unwrap()
    };
    let store = open("amd64");
    store.pull(&registry.name("app:one"), None, None, &nobody()).await.unwrap();
    drop(store);
    let (before, asked) = (registry.sent(), registry.requests("/blobs/").len());
    let told = AtomicU64::new(u64::MAX);
    let progress = |_, all: Option<u64>| told.store(all.unwrap_or(u64::MAX), Ordering::Relaxed);
    open("arm64").pull(&registry.name("app:two"), None, None, &progress).await.unwrap();
    assert_eq!(registry.sent() - before, two.config.len() as u64, "no byte of a layer");
    assert_eq!((registry.requests("/blobs/").len() - asked, told.into_inner()), (1, 0));
}
