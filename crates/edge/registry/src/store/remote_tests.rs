//! Blobs in a bucket, with one that errs: acknowledged when they are there, read while they come, collected, kept small.

use std::sync::Mutex;
use std::time::SystemTime;

use super::bucket::fake::{Fake, Fault};
use super::tests::{LONG, Scratch, bytes, later, text_of};
use super::*;

const CACHE: u64 = 100;

impl Scratch {
    async fn open_in(&self, fake: &Fake) -> Arc<Store> {
        self.try_open_in(fake, "one").await.unwrap()
    }

    async fn try_open_in(&self, fake: &Fake, installation: &str) -> Result<Arc<Store>> {
        let (root, installation) = (self.0.clone(), installation.to_owned());
        let options = BucketStore { bucket: fake.options(), local_bytes: CACHE, installation };
        let limits = Limits { blob_bytes: 1000, uploads: 8 };
        blocking(move || Store::open_in_bucket(&root, limits, options)).await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

fn key(digest: &Digest) -> String {
    format!("in here/blobs/sha256/{}/{}", digest.hex().get(..2).unwrap(), digest.hex())
}

fn blob_named(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

async fn push(store: &Arc<Store>, text: &str) -> Result<Pin> {
    let (store, text) = (Arc::clone(store), text.to_owned());
    blocking(move || {
        let mut upload = store.begin()?;
        upload.append(&bytes(&text))?;
        Ok(upload.finish(&blob_named(&text))?.0)
    })
    .await
}

async fn pulled(store: &Arc<Store>, text: &str) -> Option<String> {
    let (store, digest) = (Arc::clone(store), blob_named(text));
    blocking(move || text_of(&store, &digest)).await
}

async fn collected(store: &Arc<Store>, is_used: fn(&Digest) -> bool) -> Collected {
    let store = Arc::clone(store);
    blocking(move || store.collect(later(), LONG, LONG, &is_used).unwrap()).await
}

/// All that can be read of a blob that comes.
async fn followed(store: &Store, text: &str) -> (Vec<u8>, Option<std::io::Error>) {
    let found = match store.find_elsewhere(&blob_named(text), text.len() as u64, true).await {
        // It may have failed before anybody could read of it.
        Err(error) => return (Vec::new(), Some(std::io::Error::other(error))),
        Ok(found) => found.unwrap(),
    };
    let Elsewhere::Coming(mut follow) = found else { panic!("its bytes were wanted") };
    let mut read = Vec::new();
    while (read.len() as u64) < follow.size {
        match follow.read(read.len() as u64, follow.size - read.len() as u64).await {
            Ok(piece) => read.extend_from_slice(&piece),
            Err(error) => return (read, Some(error)),
        }
    }
    (read, None)
}

#[tokio::test]
async fn a_blob_is_in_the_bucket_when_it_is_acknowledged_and_comes_back() {
    let (fake, scratch, other) = (Fake::start().await, Scratch::new("there"), Scratch::new("back"));
    let store = scratch.open_in(&fake).await;
    drop(push(&store, "hello").await.unwrap());
    assert_eq!(fake.object(&key(&blob_named("hello"))).unwrap(), "hello");
    let store = other.open_in(&fake).await;
    let size = store.find_elsewhere(&blob_named("hello"), 5, false).await.unwrap().map(|found| found.size());
    assert_eq!((size, fake.count("GET", "/blobs/sha256/")), (Some(5), 0), "its size costs no fetch");
    assert_eq!(pulled(&store, "hello").await.as_deref(), Some("hello"));
    assert_eq!(pulled(&store, "hello").await.as_deref(), Some("hello"));
    assert_eq!(fake.count("GET", "/blobs/sha256/"), 1);
    assert_eq!(pulled(&store, "absent").await, None);
    assert!(store.find_elsewhere(&blob_named("absent"), 6, true).await.unwrap().is_none());
}

#[tokio::test]
async fn a_blob_that_the_bucket_does_not_take_can_be_finished_again() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("refused"));
    let store = scratch.open_in(&fake).await;
    let digest = blob_named("hello");
    let (begun, claimed) = (Arc::clone(&store), digest.clone());
    fake.fault("PUT", "/blobs/", Fault::Status(403, "AccessDenied"));
    let id = blocking(move || {
        let mut upload = begun.begin().unwrap();
        let id = upload.id().to_owned();
        upload.append(&bytes("hello")).unwrap();
        assert!(matches!(upload.finish(&claimed), Err(StoreError::Bucket(BucketError::Denied { .. }))));
        id
    })
    .await;
    assert!(store.read_local(&digest).unwrap().is_none());
    let again = blocking(move || store.resume(&id).unwrap().finish(&digest).map(|(_, size)| size)).await;
    assert_eq!(again.unwrap(), 5);
}

#[tokio::test]
async fn many_readers_cost_one_fetch() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("many"));
    let text = "x".repeat(500);
    drop(push(&scratch.open_in(&fake).await, &text).await.unwrap());
    let other = Scratch::new("many-cold");
    let store = other.open_in(&fake).await;
    fake.fault("GET", "/blobs/sha256/", Fault::Waits);
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let (store, text) = (Arc::clone(&store), text.clone());
            tokio::spawn(async move { followed(&store, &text).await })
        })
        .collect();
    fake.let_go();
    for reader in readers {
        let (read, error) = reader.await.unwrap();
        assert!(error.is_none() && read == text.as_bytes(), "{error:?}");
    }
    // One that comes when the others are done may have to fetch: the blob is larger than what is kept.
    assert!(fake.count("GET", "/blobs/sha256/") <= 2);
}

#[tokio::test]
async fn what_breaks_off_is_taken_up_where_it_did() {
    let (fake, scratch, other) = (Fake::start().await, Scratch::new("cut"), Scratch::new("cut-cold"));
    let text: String = (0..100).map(|number| format!("{number} ")).collect();
    drop(push(&scratch.open_in(&fake).await, &text).await.unwrap());
    fake.fault("GET", "/blobs/sha256/", Fault::Cut);
    let (read, error) = followed(&*other.open_in(&fake).await, &text).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(String::from_utf8(read).unwrap(), text);
}

#[tokio::test]
async fn wrong_bytes_are_never_had_whole_and_a_push_mends_them() {
    let (fake, scratch, other) = (Fake::start().await, Scratch::new("lies"), Scratch::new("lies-cold"));
    drop(push(&scratch.open_in(&fake).await, "hello").await.unwrap());
    fake.put(Box::leak(key(&blob_named("hello")).into_boxed_str()), b"jello");
    let store = other.open_in(&fake).await;
    let (read, error) = followed(&store, "hello").await;
    assert!(error.is_some() && read.len() < 5, "{read:?}");
    assert!(store.read_local(&blob_named("hello")).unwrap().is_none());
    assert_eq!(fs::read_dir(other.0.join("fetches")).unwrap().count(), 0);
    let known = store.find_elsewhere(&blob_named("hello"), 5, false).await.unwrap();
    assert!(known.is_none(), "who pushes is to send it again");
    drop(push(&store, "hello").await.unwrap());
    assert_eq!(fake.object(&key(&blob_named("hello"))).unwrap(), "hello");
    assert!(store.find_elsewhere(&blob_named("hello"), 5, false).await.unwrap().is_some());
}

#[tokio::test]
async fn a_blob_of_another_size_is_none() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("size"));
    let store = scratch.open_in(&fake).await;
    fake.put(Box::leak(key(&blob_named("hello")).into_boxed_str()), b"hell");
    assert!(store.find_elsewhere(&blob_named("hello"), 5, true).await.is_err());
    assert!(store.find_elsewhere(&blob_named("hello"), 5, false).await.unwrap().is_none());
}

#[tokio::test]
async fn the_disk_keeps_what_was_used_last() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("small"));
    let store = scratch.open_in(&fake).await;
    let texts: Vec<_> = ["a", "b", "c"].map(|letter| letter.repeat(40)).into();
    for text in &texts {
        drop(push(&store, text).await.unwrap());
    }
    let here = |text: &String| store.read_local(&blob_named(text)).unwrap().is_some();
    assert_eq!(texts.iter().map(here).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(pulled(&store, &texts[0]).await.as_ref(), Some(&texts[0]));
    assert_eq!(fake.keys().iter().filter(|key| key.contains("/blobs/")).count(), 3);
}

#[tokio::test]
async fn collection_deletes_from_the_bucket_what_nobody_uses() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("sweep"));
    let store = scratch.open_in(&fake).await;
    fake.page_of(2);
    for number in 0..5 {
        drop(push(&store, &format!("blob {number}")).await.unwrap());
    }
    fake.put("in here/blobs/sha256/notes", b"somebody's");
    let pinned = push(&store, "pinned").await.unwrap();
    let used = push(&store, "used").await.unwrap().digest().clone();
    let young = blocking({
        let store = Arc::clone(&store);
        move || store.collect(SystemTime::UNIX_EPOCH, LONG, LONG, &|_| false).unwrap()
    });
    assert_eq!(young.await, Collected::default());
    fake.age();
    let swept = collected(&store, |digest| *digest == blob_named("used")).await;
    assert_eq!((swept.blobs, swept.blob_bytes), (5, 30));
    let left: Vec<_> = fake.keys().into_iter().filter(|key| key.contains("/blobs/")).collect();
    let mut expected = vec![key(pinned.digest()), key(&used), "in here/blobs/sha256/notes".to_owned()];
    expected.sort();
    assert_eq!(left, expected);
    assert_eq!(pulled(&store, "blob 1").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_of_what_is_being_deleted_waits_and_stays() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("race"));
    let store = scratch.open_in(&fake).await;
    drop(push(&store, "hello").await.unwrap());
    fake.age();
    fake.fault("DELETE", "", Fault::Waits);
    let collecting = tokio::spawn({
        let store = Arc::clone(&store);
        async move { collected(&store, |_| false).await }
    });
    while fake.count("DELETE", "") == 0 {
        tokio::task::yield_now().await;
    }
    let pushing = tokio::spawn({
        let store = Arc::clone(&store);
        async move { push(&store, "hello").await }
    });
    fake.let_go();
    assert_eq!(collecting.await.unwrap().blobs, 1);
    let _pin = pushing.await.unwrap().unwrap();
    assert_eq!(fake.object(&key(&blob_named("hello"))).unwrap(), "hello");
}

#[tokio::test]
async fn what_may_be_deleted_yet_is_not_put_until_that_is_decided() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("doubt"));
    let store = scratch.open_in(&fake).await;
    drop(push(&store, "hello").await.unwrap());
    fake.age();
    for _ in 0..8 {
        fake.fault("DELETE", "", Fault::HangUp);
    }
    let again = Arc::clone(&store);
    let failed = blocking(move || again.collect(later(), LONG, LONG, &|_| false)).await;
    assert!(matches!(failed, Err(StoreError::Bucket(BucketError::Unreachable { .. }))), "{failed:?}");
    assert!(store.state().removing.contains(&blob_named("hello")));
    collected(&store, |_| true).await;
    assert!(store.state().removing.is_empty());
    assert!(push(&store, "hello").await.is_ok());
}

#[tokio::test]
async fn uploads_that_a_crash_left_are_aborted_at_the_next_start() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("abandoned"));
    fake.begin_upload("in here/blobs/sha256/aa/x");
    scratch.open_in(&fake).await;
    assert_eq!(fake.uploads(), Vec::<String>::new());
}

#[tokio::test]
async fn a_bucket_that_cannot_be_used_is_told_at_the_start() {
    for (method, fault, words) in [
        ("GET", Fault::Status(404, "NoSuchBucket"), "does not exist"),
        ("GET", Fault::Status(403, "InvalidAccessKeyId"), "InvalidAccessKeyId"),
        ("PUT", Fault::Status(403, "AccessDenied"), "AccessDenied"),
        ("GET /images/?list", Fault::Status(403, "AccessDenied"), "AccessDenied"),
    ] {
        let (fake, scratch) = (Fake::start().await, Scratch::new("unusable"));
        fake.fault(method, "", fault);
        let Err(StoreError::Bucket(error)) = scratch.try_open_in(&fake, "one").await else {
            panic!("{words}")
        };
        assert!(error.to_string().contains(words) && error.to_string().contains("'images'"), "{error}");
    }
}

#[tokio::test]
async fn a_prefix_is_one_installations() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("ours"));
    scratch.open_in(&fake).await;
    scratch.open_in(&fake).await;
    let other = Scratch::new("theirs");
    let refused = other.try_open_in(&fake, "another").await;
    assert!(matches!(refused, Err(StoreError::Bucket(BucketError::Foreign { .. }))));
}

#[tokio::test]
async fn blobs_of_files_are_brought_into_the_bucket_and_stay_its_own() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("moved"));
    let files = scratch.open();
    drop(push(&files, "hello").await.unwrap());
    drop(files);
    fake.fault("PUT", "/blobs/", Fault::Status(403, "AccessDenied"));
    assert!(scratch.try_open_in(&fake, "one").await.is_err());
    assert!(Store::open(&scratch.0, Limits::default()).is_ok(), "nothing has changed yet");
    scratch.open_in(&fake).await;
    assert_eq!(fake.object(&key(&blob_named("hello"))).unwrap(), "hello");
    let without = Store::open(&scratch.0, Limits::default()).map(|_| ());
    assert!(without.unwrap_err().to_string().contains("s3://images/in here"));
}

#[tokio::test]
async fn a_finish_whose_answer_was_lost_is_repeated() {
    let (fake, scratch) = (Fake::start().await, Scratch::new("lost"));
    let store = scratch.open_in(&fake).await;
    fake.fault("PUT", "/blobs/", Fault::DoneAndHangUp);
    drop(push(&store, "hello").await.unwrap());
    assert_eq!(
        (fake.count("PUT", "/blobs/"), fake.object(&key(&blob_named("hello"))).unwrap().len()),
        (2, 5)
    );
    let held = Mutex::new(Some(store));
    let hold = blocking(move || {
        held.lock().unwrap().take().unwrap().hold(&blob_named("hello")).unwrap().map(|(_, size)| size)
    });
    assert_eq!(hold.await, Some(5));
}
