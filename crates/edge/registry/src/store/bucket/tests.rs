//! Requests against a bucket in memory: put whole and in parts, read from the middle, refused, cut, tried again.

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use super::fake::{Fake, Fault};
use super::*;

const KEY: &str = "pre/a b";

/// A file without a name.
fn file_of(bytes: &[u8]) -> std::fs::File {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("longshore-bucket-{}-{number}", std::process::id()));
    let mut file =
        std::fs::File::options().create(true).truncate(true).read(true).write(true).open(&path).unwrap();
    file.write_all(bytes).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

/// Something of that length in which no two parts are alike.
fn some(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at ^ (at >> 8) ^ (at >> 16)) & 0xff).unwrap()).collect()
}

async fn put(bucket: &Arc<Bucket>, bytes: &[u8]) -> Result<(), PutError> {
    let (bucket, file, size, hash) = (Arc::clone(bucket), file_of(bytes), bytes.len() as u64, sha256(bytes));
    tokio::task::spawn_blocking(move || bucket.put(KEY, &file, size, &hash, &UnderWay::default()))
        .await
        .unwrap()
}

async fn read(bucket: &Bucket, from: u64) -> Result<Vec<u8>> {
    let mut coming = bucket.get(KEY, from).await?.unwrap();
    let mut bytes = Vec::new();
    while let Some(piece) = bucket.piece(&mut coming).await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

#[tokio::test]
async fn objects_are_put_and_read_and_deleted() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    assert_eq!(bucket.size(KEY).await, Ok(None));
    assert!(bucket.get(KEY, 0).await.unwrap().is_none());
    for length in [0, 1, 300_000] {
        let bytes = some(length);
        put(&bucket, &bytes).await.unwrap();
        assert_eq!(bucket.size(KEY).await, Ok(Some(length as u64)));
        assert_eq!(read(&bucket, 0).await.unwrap(), bytes);
    }
    assert_eq!(read(&bucket, 299_990).await.unwrap(), some(300_000)[299_990..]);
    bucket.delete(KEY).await.unwrap();
    bucket.delete(KEY).await.unwrap();
    assert_eq!(bucket.size(KEY).await, Ok(None));
}

#[tokio::test]
async fn large_files_go_in_parts() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    let bytes = some(usize::try_from(parts::WHOLE_BYTES_MAX).unwrap() + 5);
    fake.fault("PUT", "partNumber=2", Fault::Status(503, "SlowDown"));
    fake.fault("POST", "uploadId", Fault::LateError);
    put(&bucket, &bytes).await.unwrap();
    assert!(fake.object(KEY).unwrap() == bytes && fake.uploads().is_empty());
    assert_eq!(fake.count("PUT", "partNumber"), 3, "the second was sent again");
}

#[tokio::test]
async fn an_upload_whose_end_nobody_heard_of_is_whole() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    let bytes = some(usize::try_from(parts::WHOLE_BYTES_MAX).unwrap() + 5);
    fake.fault("POST", "uploadId", Fault::DoneAndHangUp);
    put(&bucket, &bytes).await.unwrap();
    assert!(fake.object(KEY).unwrap() == bytes);
    assert_eq!(fake.count("POST", "uploadId"), 2);
}

#[tokio::test]
async fn an_upload_that_fails_is_aborted() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    fake.fault("PUT", "partNumber=2", Fault::Status(403, "AccessDenied"));
    let failed = put(&bucket, &some(usize::try_from(parts::WHOLE_BYTES_MAX).unwrap() + 5)).await;
    assert!(matches!(failed, Err(PutError::Bucket(BucketError::Denied { .. }))), "{failed:?}");
    assert!(fake.object(KEY).is_none() && fake.uploads().is_empty());
}

#[tokio::test]
async fn what_passes_is_tried_again_and_not_for_ever() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    fake.fault("PUT", "", Fault::Status(503, "SlowDown"));
    fake.fault("PUT", "", Fault::HangUp);
    fake.fault("PUT", "", Fault::Status(400, "BadDigest"));
    put(&bucket, b"hello").await.unwrap();
    assert_eq!(fake.count("PUT", ""), 4);
    for _ in 0..10 {
        fake.fault("HEAD", "", Fault::Status(500, ""));
    }
    assert!(matches!(bucket.size(KEY).await, Err(BucketError::Busy { .. })));
    assert_eq!(fake.count("HEAD", ""), 4, "as often as the pace says");
}

#[tokio::test]
async fn refusals_are_told_for_what_they_are() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    fake.fault("GET", "", Fault::Status(404, "NoSuchBucket"));
    assert!(matches!(bucket.page("", None).await, Err(BucketError::NoBucket { .. })));
    fake.fault("GET", "", Fault::Body("<html>welcome</html>"));
    assert!(matches!(bucket.page("", None).await, Err(BucketError::Strange { .. })));
    fake.fault("PUT", "", Fault::Status(403, "SignatureDoesNotMatch"));
    let denied = put(&bucket, b"hello").await;
    assert!(matches!(denied, Err(PutError::Bucket(BucketError::Denied { .. }))), "{denied:?}");
    let nobody = fake.bucket_at(1);
    assert!(matches!(nobody.size(KEY).await, Err(BucketError::Unreachable { .. })));
}

#[tokio::test]
async fn credentials_that_had_their_time_are_read_anew() {
    let fake = Fake::start().await;
    let good = fake.options().credentials;
    let stale = Credentials { secret_access_key: "another".to_owned(), ..good.clone() };
    let asking = |read: &Credentials| {
        let read = read.clone();
        let renew: Renew = Arc::new(move || Some(read.clone()));
        Bucket::new(BucketOptions { credentials: stale.clone(), renew, ..fake.options() }).unwrap()
    };
    put(&asking(&good), b"hello").await.unwrap();
    assert_eq!(asking(&good).size(KEY).await, Ok(Some(5)));
    let asked = fake.count("HEAD", "");
    let denied = asking(&stale).size(KEY).await;
    assert!(matches!(denied, Err(BucketError::Denied { .. })), "{denied:?}");
    assert_eq!(fake.count("HEAD", ""), asked + 1, "the same again would help nobody");
}

#[tokio::test]
async fn a_range_that_is_another_is_not_believed() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    put(&bucket, b"hello").await.unwrap();
    fake.fault("GET", "", Fault::IgnoresRange);
    assert!(matches!(bucket.get(KEY, 2).await.map(|_| ()), Err(BucketError::Strange { .. })));
}

#[tokio::test]
async fn lists_come_in_pages() {
    let fake = Fake::start().await;
    let bucket = fake.bucket();
    for index in 0..5 {
        bucket.put_small(&format!("p/{index}"), Bytes::from_static(b"x")).await.unwrap();
    }
    bucket.put_small("q", Bytes::from_static(b"x")).await.unwrap();
    fake.page_of(2);
    let (mut keys, mut next, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = bucket.page("p/", next).await.unwrap();
        keys.extend(page.objects.into_iter().map(|object| object.key));
        pages += 1;
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!((keys, pages), ((0..5).map(|index| format!("p/{index}")).collect(), 3));
}
