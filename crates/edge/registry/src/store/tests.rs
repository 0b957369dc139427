//! The store by itself: whole or absent, resumed, collected, full.

use std::io::Read as _;
use std::time::{Duration, SystemTime};

use super::*;

pub(super) const LONG: Duration = Duration::from_secs(1_000_000);

pub(super) struct Scratch(pub(super) PathBuf);

impl Scratch {
    pub(super) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("longshore-registry-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    pub(super) fn open(&self) -> Arc<Store> {
        Store::open(&self.0, Limits { blob_bytes: 1000, uploads: 3 }).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(super) fn bytes(text: &str) -> [bytes::Bytes; 1] {
    [bytes::Bytes::copy_from_slice(text.as_bytes())]
}

pub(super) fn later() -> SystemTime {
    #[allow(clippy::disallowed_methods, reason = "files have the real time")]
    let now = SystemTime::now();
    now + LONG
}

pub(super) fn text_of(store: &Store, digest: &Digest) -> Option<String> {
    let mut text = String::new();
    store.read(digest).unwrap()?.file.read_to_string(&mut text).unwrap();
    Some(text)
}

#[test]
fn a_blob_is_there_when_its_digest_is_right() {
    let scratch = Scratch::new("finish");
    let store = scratch.open();
    let digest = Digest::of(b"hello");
    let mut upload = store.begin().unwrap();
    upload.append(&bytes("hel")).unwrap();
    upload.append(&bytes("lo")).unwrap();
    assert!(store.read(&digest).unwrap().is_none());
    let (pin, size) = upload.finish(&digest).unwrap();
    assert_eq!((size, pin.digest(), text_of(&store, &digest).as_deref()), (5, &digest, Some("hello")));
}

#[test]
fn an_upload_with_another_digest_is_gone() {
    let scratch = Scratch::new("digest");
    let store = scratch.open();
    let mut upload = store.begin().unwrap();
    let id = upload.id().to_owned();
    upload.append(&bytes("hello")).unwrap();
    assert!(matches!(upload.finish(&Digest::of(b"other")), Err(StoreError::Digest { .. })));
    assert!(matches!(store.resume(&id), Err(StoreError::NoUpload(_))));
    assert!(fs::read_dir(store.uploads()).unwrap().next().is_none());
}

#[test]
fn an_upload_goes_on_in_another_process() {
    let scratch = Scratch::new("resume");
    let mut upload = scratch.open().begin().unwrap();
    let id = upload.id().to_owned();
    upload.append(&bytes("hel")).unwrap();
    drop(upload);
    let store = scratch.open();
    let mut upload = store.resume(&id).unwrap();
    assert_eq!(upload.length(), 3);
    upload.append(&bytes("lo")).unwrap();
    assert!(upload.finish(&Digest::of(b"hello")).is_ok());
}

#[test]
fn an_upload_is_one_requests_at_a_time() {
    let scratch = Scratch::new("busy");
    let store = scratch.open();
    let upload = store.begin().unwrap();
    let id = upload.id().to_owned();
    assert!(matches!(store.resume(&id), Err(StoreError::Busy(_))));
    drop(upload);
    assert!(store.resume(&id).is_ok());
    assert!(matches!(store.resume("../../etc/passwd"), Err(StoreError::NoUpload(_))));
}

#[test]
fn uploads_and_blobs_have_limits() {
    let scratch = Scratch::new("limits");
    let store = scratch.open();
    let mut held: Vec<_> = (0..3).map(|_| store.begin().unwrap()).collect();
    assert!(matches!(store.begin(), Err(StoreError::TooManyUploads(3))));
    let upload = held.first_mut().unwrap();
    upload.append(&bytes(&"x".repeat(990))).unwrap();
    assert!(matches!(upload.append(&bytes(&"x".repeat(11))), Err(StoreError::TooLarge(1000))));
    assert_eq!(upload.length(), 990);
    held.pop().unwrap().cancel().unwrap();
    assert!(store.begin().is_ok());
}

#[test]
fn collection_takes_what_nobody_uses_and_no_pinned_blob() {
    let scratch = Scratch::new("collect");
    let store = scratch.open();
    let blob = |text: &str| {
        let mut upload = store.begin().unwrap();
        upload.append(&bytes(text)).unwrap();
        upload.finish(&Digest::of(text.as_bytes())).unwrap().0
    };
    let pinned = blob("pinned");
    let (used, unused) = (blob("used").digest().clone(), blob("unused").digest().clone());
    let is_used = |digest: &Digest| *digest == used;
    assert_eq!(store.collect(SystemTime::UNIX_EPOCH, LONG, LONG, &is_used).unwrap(), Collected::default());
    let collected = store.collect(later(), LONG, LONG, &is_used).unwrap();
    assert_eq!((collected.blobs, collected.blob_bytes), (1, 6));
    assert_eq!(text_of(&store, &unused), None);
    assert!(text_of(&store, &used).is_some() && text_of(&store, pinned.digest()).is_some());
}

#[test]
fn collection_takes_idle_uploads_and_no_busy_one() {
    let scratch = Scratch::new("expire");
    let store = scratch.open();
    let idle = store.begin().unwrap().id().to_owned();
    let busy = store.begin().unwrap();
    assert_eq!(store.collect(later(), LONG, LONG, &|_| true).unwrap().uploads, 1);
    assert!(matches!(store.resume(&idle), Err(StoreError::NoUpload(_))));
    assert!(busy.cancel().is_ok());
}

#[test]
fn parts_are_remembered_by_their_size() {
    let scratch = Scratch::new("parts");
    let store = scratch.open();
    let add = |upload: &mut Upload, text: &'static str| {
        upload.append_part(bytes::Bytes::from_static(text.as_bytes()), 3).unwrap();
    };
    let mut upload = store.begin().unwrap();
    for (part, has_short) in [("abc", false), ("de", false), ("fgh", true), ("ijk", true)] {
        add(&mut upload, part);
        assert_eq!(upload.has_short_part(), has_short, "{part}");
        let id = upload.id().to_owned();
        drop(upload);
        upload = store.resume(&id).unwrap();
    }
    assert_eq!(upload.digest(), Digest::of(b"abcdefghijk"));
    let digest = upload.digest();
    assert!(upload.finish(&digest).is_ok());
}

#[test]
fn a_blob_that_is_held_is_not_collected() {
    let scratch = Scratch::new("hold");
    let store = scratch.open();
    let digest = Digest::of(b"hello");
    assert!(store.hold(&digest).unwrap().is_none());
    let mut upload = store.begin().unwrap();
    upload.append(&bytes("hello")).unwrap();
    drop(upload.finish(&digest).unwrap());
    let (pin, size) = store.hold(&digest).unwrap().unwrap();
    assert_eq!((pin.digest(), size), (&digest, 5));
    assert_eq!(store.collect(later(), LONG, LONG, &|_| false).unwrap().blobs, 0);
    drop(pin);
    assert_eq!(store.collect(later(), LONG, LONG, &|_| false).unwrap().blobs, 1);
}
