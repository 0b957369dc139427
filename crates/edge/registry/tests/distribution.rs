//! The cases of the distribution specification, against a catalog in memory and a store on disk: pull, push in every
//! form, content discovery, content management, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod memory;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use longshore_images::Digest;
use longshore_registry::{Limits, Registry, Store};
use serde_json::{Value, json};

use self::memory::{Memory, PASSWORD};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

struct Bed {
    registry: Registry<Memory>,
    directory: std::path::PathBuf,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Bed {
    fn new(name: &str) -> Self {
        let directory =
            std::env::temp_dir().join(format!("longshore-distribution-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        let store = Store::open(&directory, Limits { blob_bytes: 1 << 20, uploads: 8 }).unwrap();
        Self { registry: Registry::new(Memory::with_repositories(&["app", "other/app"]), store), directory }
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("authorization", PASSWORD);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Full::new(Bytes::copy_from_slice(body));
        let answer = self.registry.answer(request.body(body).unwrap()).await;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], b"").await
    }

    async fn put(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.ask(Method::PUT, path, headers, body).await
    }

    /// Pushes a blob in one piece; its digest.
    async fn blob(&self, name: &str, bytes: &[u8]) -> Digest {
        let digest = Digest::of(bytes);
        let path = format!("/v2/{name}/blobs/uploads/?digest={digest}");
        let answer = self.ask(Method::POST, &path, &[], bytes).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        digest
    }

    /// Pushes an image of one layer; its manifest.
    async fn image(&self, name: &str, tag: &str, layer: &[u8]) -> Vec<u8> {
        let manifest = manifest(&self.blob(name, b"{}").await, &self.blob(name, layer).await, None);
        let path = format!("/v2/{name}/manifests/{tag}");
        let answer = self.put(&path, &[("content-type", MANIFEST)], &manifest).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        manifest
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}: {self:?}")).to_str().unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn code(&self) -> String {
        self.json()["errors"][0]["code"].as_str().unwrap().to_owned()
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}", self.status, self.headers, String::from_utf8_lossy(&self.body))
    }
}

fn manifest(config: &Digest, layer: &Digest, subject: Option<&Digest>) -> Vec<u8> {
    let mut value = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config.as_str(), "size": 2},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer.as_str(), "size": 5}],
    });
    if let Some(subject) = subject {
        value["subject"] = json!({"mediaType": MANIFEST, "digest": subject.as_str(), "size": 2});
        value["artifactType"] = json!("application/vnd.example");
        value["annotations"] = json!({"made": "by hand"});
    }
    serde_json::to_vec(&value).unwrap()
}

#[tokio::test]
async fn the_base_tells_the_version_and_asks_for_a_login() {
    let bed = Bed::new("base");
    let answer = bed.get("/v2/").await;
    assert_eq!(
        (answer.status, answer.header("docker-distribution-api-version")),
        (StatusCode::OK, "registry/2.0")
    );
    let request = Request::get("/v2/").body(Full::new(Bytes::new())).unwrap();
    let answer = bed.registry.answer(request).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert!(answer.headers()["www-authenticate"].to_str().unwrap().starts_with("Basic realm="));
}

#[tokio::test]
async fn an_image_is_pushed_and_pulled_byte_for_byte() {
    let bed = Bed::new("image");
    let manifest = bed.image("app", "1.0", b"layer").await;
    let digest = Digest::of(&manifest);
    for reference in ["1.0", digest.as_str()] {
        let answer = bed.get(&format!("/v2/app/manifests/{reference}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, MANIFEST));
        assert_eq!(answer.header("docker-content-digest"), digest.as_str());
        assert_eq!(answer.body, manifest);
        let head = bed.ask(Method::HEAD, &format!("/v2/app/manifests/{reference}"), &[], b"").await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        assert_eq!(head.header("content-length"), manifest.len().to_string());
    }
    let fresh = [("if-none-match", &*format!("\"{digest}\""))];
    assert_eq!(
        bed.ask(Method::GET, "/v2/app/manifests/1.0", &fresh, b"").await.status,
        StatusCode::NOT_MODIFIED
    );
}

#[tokio::test]
async fn blobs_are_pulled_whole_and_in_parts() {
    let bed = Bed::new("parts");
    let digest = bed.blob("app", b"0123456789").await;
    let path = format!("/v2/app/blobs/{digest}");
    let answer = bed.get(&path).await;
    assert_eq!((answer.status, &answer.body[..]), (StatusCode::OK, &b"0123456789"[..]));
    assert_eq!((answer.header("accept-ranges"), answer.header("content-length")), ("bytes", "10"));
    let head = bed.ask(Method::HEAD, &path, &[], b"").await;
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (StatusCode::OK, "10", 0));
    let part = bed.ask(Method::GET, &path, &[("range", "bytes=2-4")], b"").await;
    assert_eq!((part.status, &part.body[..]), (StatusCode::PARTIAL_CONTENT, &b"234"[..]));
    assert_eq!(part.header("content-range"), "bytes 2-4/10");
    let none = bed.ask(Method::GET, &path, &[("range", "bytes=10-")], b"").await;
    assert_eq!(
        (none.status, none.header("content-range")),
        (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */10")
    );
    let has = [("if-none-match", &*format!("\"{digest}\""))];
    assert_eq!(bed.ask(Method::GET, &path, &has, b"").await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_large_blob_comes_in_parts_and_whole() {
    let bed = Bed::new("large");
    let bytes: Vec<u8> = (0..900_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    let digest = bed.blob("app", &bytes).await;
    assert_eq!(bed.get(&format!("/v2/app/blobs/{digest}")).await.body, bytes);
}

#[tokio::test]
async fn a_blob_is_pushed_in_a_stream_and_finished() {
    let bed = Bed::new("stream");
    let digest = Digest::of(b"hello");
    let begun = bed.ask(Method::POST, "/v2/app/blobs/uploads/", &[], b"").await;
    assert_eq!(begun.status, StatusCode::ACCEPTED);
    let location = begun.header("location").to_owned();
    let sent =
        bed.ask(Method::PATCH, &location, &[("content-type", "application/octet-stream")], b"hello").await;
    assert_eq!((sent.status, sent.header("range")), (StatusCode::ACCEPTED, "0-4"));
    let done = bed.put(&format!("{location}?digest={digest}"), &[], b"").await;
    assert_eq!((done.status, done.header("docker-content-digest")), (StatusCode::CREATED, digest.as_str()));
    assert_eq!(bed.get(done.header("location")).await.body, &b"hello"[..]);
    assert_eq!(bed.get(&location).await.code(), "BLOB_UPLOAD_UNKNOWN");
}

#[tokio::test]
async fn a_blob_is_pushed_in_chunks_that_follow_each_other() {
    let bed = Bed::new("chunks");
    let digest = Digest::of(b"hello world");
    let begun = bed.ask(Method::POST, "/v2/app/blobs/uploads/", &[("content-length", "0")], b"").await;
    let location = begun.header("location").to_owned();
    let chunk = |range: &'static str| [("content-range", range)];
    let first = bed.ask(Method::PATCH, &location, &chunk("0-4"), b"hello").await;
    assert_eq!((first.status, first.header("range")), (StatusCode::ACCEPTED, "0-4"));
    let early = bed.ask(Method::PATCH, &location, &chunk("7-10"), b"orld").await;
    assert_eq!((early.status, early.header("range")), (StatusCode::RANGE_NOT_SATISFIABLE, "0-4"));
    let status = bed.get(&location).await;
    assert_eq!((status.status, status.header("range")), (StatusCode::NO_CONTENT, "0-4"));
    let last = bed.put(&format!("{location}?digest={digest}"), &chunk("5-10"), b" world").await;
    assert_eq!(last.status, StatusCode::CREATED, "{last:?}");
    assert_eq!(bed.get(&format!("/v2/app/blobs/{digest}")).await.body, &b"hello world"[..]);
}

#[tokio::test]
async fn an_upload_is_cancelled() {
    let bed = Bed::new("cancel");
    let begun = bed.ask(Method::POST, "/v2/app/blobs/uploads/", &[], b"").await;
    let location = begun.header("location").to_owned();
    assert_eq!(bed.ask(Method::DELETE, &location, &[], b"").await.status, StatusCode::NO_CONTENT);
    assert_eq!(bed.get(&location).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_blob_is_mounted_from_another_repository_or_pushed() {
    let bed = Bed::new("mount");
    let digest = bed.blob("other/app", b"shared").await;
    let path = format!("/v2/app/blobs/uploads/?mount={digest}&from=other%2Fapp");
    let mounted = bed.ask(Method::POST, &path, &[], b"").await;
    assert_eq!(
        (mounted.status, mounted.header("docker-content-digest")),
        (StatusCode::CREATED, digest.as_str())
    );
    assert_eq!(bed.get(&format!("/v2/app/blobs/{digest}")).await.body, &b"shared"[..]);
    for from in ["other/app", "nowhere"] {
        let absent = Digest::of(b"absent");
        let path = format!("/v2/app/blobs/uploads/?mount={absent}&from={from}");
        assert_eq!(bed.ask(Method::POST, &path, &[], b"").await.status, StatusCode::ACCEPTED, "{from}");
    }
}

#[tokio::test]
async fn tags_are_listed_in_pages() {
    let bed = Bed::new("tags");
    for tag in ["c", "a", "b"] {
        bed.image("app", tag, b"layer").await;
    }
    assert_eq!(bed.get("/v2/app/tags/list").await.json(), json!({"name": "app", "tags": ["a", "b", "c"]}));
    let page = bed.get("/v2/app/tags/list?n=2").await;
    assert_eq!(page.json()["tags"], json!(["a", "b"]));
    assert_eq!(page.header("link"), "</v2/app/tags/list?n=2&last=b>; rel=\"next\"");
    let rest = bed.get("/v2/app/tags/list?n=2&last=b").await;
    assert_eq!(rest.json()["tags"], json!(["c"]));
    assert!(!rest.headers.contains_key("link"));
    assert_eq!(bed.get("/v2/app/tags/list?n=0").await.json()["tags"], json!([]));
    assert_eq!(bed.get("/v2/_catalog").await.json()["repositories"], json!(["app", "other/app"]));
}

#[tokio::test]
async fn referrers_are_found_by_their_subject_and_type() {
    let bed = Bed::new("referrers");
    let subject = Digest::of(&bed.image("app", "1.0", b"layer").await);
    let (config, layer) = (bed.blob("app", b"{}").await, bed.blob("app", b"signed").await);
    let signature = manifest(&config, &layer, Some(&subject));
    let digest = Digest::of(&signature);
    let pushed =
        bed.put(&format!("/v2/app/manifests/{digest}"), &[("content-type", MANIFEST)], &signature).await;
    assert_eq!((pushed.status, pushed.header("oci-subject")), (StatusCode::CREATED, subject.as_str()));
    let list = bed.get(&format!("/v2/app/referrers/{subject}")).await;
    assert_eq!((list.status, list.header("content-type")), (StatusCode::OK, INDEX));
    let entry = &list.json()["manifests"][0];
    assert_eq!(
        (&entry["digest"], &entry["artifactType"]),
        (&json!(digest.as_str()), &json!("application/vnd.example"))
    );
    assert_eq!(entry["annotations"], json!({"made": "by hand"}));
    let other = bed.get(&format!("/v2/app/referrers/{subject}?artifactType=application/x")).await;
    assert_eq!(
        (other.header("oci-filters-applied"), &other.json()["manifests"]),
        ("artifactType", &json!([]))
    );
    let nobody = bed.get(&format!("/v2/app/referrers/{}", Digest::of(b"nobody"))).await;
    assert_eq!((nobody.status, &nobody.json()["manifests"]), (StatusCode::OK, &json!([])));
}

#[tokio::test]
async fn tags_manifests_and_blobs_are_deleted() {
    let bed = Bed::new("delete");
    let manifest = bed.image("app", "1.0", b"layer").await;
    let digest = Digest::of(&manifest);
    let delete = async |path: String| bed.ask(Method::DELETE, &path, &[], b"").await.status;
    assert_eq!(delete("/v2/app/manifests/1.0".to_owned()).await, StatusCode::ACCEPTED);
    assert_eq!(bed.get("/v2/app/manifests/1.0").await.code(), "MANIFEST_UNKNOWN");
    assert_eq!(bed.get(&format!("/v2/app/manifests/{digest}")).await.status, StatusCode::OK);
    assert_eq!(delete(format!("/v2/app/manifests/{digest}")).await, StatusCode::ACCEPTED);
    assert_eq!(bed.get(&format!("/v2/app/manifests/{digest}")).await.status, StatusCode::NOT_FOUND);
    let layer = Digest::of(b"layer");
    assert_eq!(delete(format!("/v2/app/blobs/{layer}")).await, StatusCode::ACCEPTED);
    assert_eq!(bed.get(&format!("/v2/app/blobs/{layer}")).await.code(), "BLOB_UNKNOWN");
    assert_eq!(delete(format!("/v2/app/blobs/{layer}")).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_is_refused_with_its_code() {
    let bed = Bed::new("wrong");
    let bytes = b"hello";
    let wrong = Digest::of(b"other");
    let absent = manifest(&Digest::of(b"no config"), &Digest::of(b"no layer"), None);
    let long = vec![b' '; 4 * 1024 * 1024 + 1];
    let upload = |digest: &str| format!("/v2/app/blobs/uploads/?digest={digest}");
    let big = vec![0; (1 << 20) + 1];
    let cases: Vec<(Method, String, &[u8], u16, &str)> = vec![
        (Method::POST, upload(wrong.as_str()), bytes, 400, "DIGEST_INVALID"),
        (Method::POST, upload("sha256:12"), bytes, 400, "DIGEST_INVALID"),
        (Method::POST, upload(Digest::of(&big).as_str()), &big, 413, "SIZE_INVALID"),
        (Method::PUT, "/v2/app/manifests/1.0".to_owned(), b"{", 400, "MANIFEST_INVALID"),
        (Method::PUT, "/v2/app/manifests/1.0".to_owned(), &absent, 404, "MANIFEST_BLOB_UNKNOWN"),
        (Method::PUT, "/v2/app/manifests/1.0".to_owned(), &long, 413, "SIZE_INVALID"),
        (Method::PUT, format!("/v2/app/manifests/{wrong}"), &absent, 400, "DIGEST_INVALID"),
        (Method::PUT, "/v2/nowhere/manifests/1.0".to_owned(), &absent, 404, "NAME_UNKNOWN"),
        (Method::GET, "/v2/app/manifests/none".to_owned(), b"", 404, "MANIFEST_UNKNOWN"),
        (Method::GET, "/v2/APP/manifests/1.0".to_owned(), b"", 400, "NAME_INVALID"),
        (Method::GET, "/v2/app/blobs/sha256:12".to_owned(), b"", 400, "DIGEST_INVALID"),
        (Method::GET, format!("/v2/app/blobs/{wrong}"), b"", 404, "BLOB_UNKNOWN"),
        (Method::GET, "/v2/app/blobs/uploads/none".to_owned(), b"", 404, "BLOB_UPLOAD_UNKNOWN"),
        (Method::GET, "/v2/app/tags/list?n=x".to_owned(), b"", 405, "UNSUPPORTED"),
        (Method::POST, "/v2/app/tags/list".to_owned(), b"", 405, "UNSUPPORTED"),
        (Method::GET, "/v2/app".to_owned(), b"", 404, "NAME_UNKNOWN"),
    ];
    for (method, path, body, status, code) in cases {
        let answer = bed.ask(method, &path, &[], body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{path}");
    }
    assert!(std::fs::read_dir(bed.directory.join("uploads")).unwrap().next().is_none(), "an upload was left");
}

#[tokio::test]
async fn a_broken_body_leaves_what_came_to_go_on_with() {
    let bed = Bed::new("broken");
    let begun = bed.ask(Method::POST, "/v2/app/blobs/uploads/", &[], b"").await;
    let location = begun.header("location").to_owned();
    let parts: Vec<Result<http_body::Frame<Bytes>, std::io::Error>> = vec![
        Ok(http_body::Frame::data(Bytes::from_static(b"hel"))),
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
    ];
    let body = http_body_util::StreamBody::new(futures_util::stream::iter(parts));
    let request = Request::patch(&location).header("authorization", PASSWORD).body(body).unwrap();
    assert_eq!(bed.registry.answer(request).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(bed.get(&location).await.header("range"), "0-2");
    let digest = Digest::of(b"hello");
    let done = bed.put(&format!("{location}?digest={digest}"), &[], b"lo").await;
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
}

#[tokio::test]
async fn a_ticket_is_for_one_blob_and_for_pulling_it() {
    let bed = Bed::new("ticket");
    let (layer, other) = (bed.blob("app", b"layer").await, bed.blob("app", b"other").await);
    let ask = async |method: Method, digest: &Digest, ticket: &str| {
        let path = format!("/v2/app/blobs/{digest}?ticket={ticket}");
        let request = Request::builder().method(method).uri(path).body(Full::new(Bytes::new())).unwrap();
        bed.registry.answer(request).await.status()
    };
    let ticket = format!("ticket-for-{layer}");
    assert_eq!(ask(Method::GET, &layer, &ticket).await, StatusCode::OK);
    assert_eq!(ask(Method::GET, &other, &ticket).await, StatusCode::FORBIDDEN);
    assert_eq!(ask(Method::GET, &layer, "").await, StatusCode::FORBIDDEN);
    assert_eq!(ask(Method::DELETE, &layer, &ticket).await, StatusCode::UNAUTHORIZED);
}
