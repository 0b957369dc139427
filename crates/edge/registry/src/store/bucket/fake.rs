//! A bucket in memory for tests: it checks signatures and hashes as S3 does, and errs when it is told to.
//!
//! Must not know: who asks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use longshore_wire::sigv4::{Verifier, parse};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::{Bucket, BucketOptions, Credentials, Pace, now};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG";

/// What goes wrong with the next request of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Status(u16, &'static str),
    /// An answer that is none.
    Body(&'static str),
    /// The connection ends without an answer.
    HangUp,
    /// Half of an object, and then nothing.
    Cut,
    IgnoresRange,
    /// All is well, and then it is not: S3 does that when an upload is finished.
    LateError,
    /// It is done, and nobody hears of it.
    DoneAndHangUp,
    /// Waits until it is let go on.
    Waits,
}

#[derive(Default)]
struct Inner {
    objects: BTreeMap<String, (Bytes, SystemTime)>,
    uploads: BTreeMap<String, (String, BTreeMap<u32, Bytes>)>,
    faults: Vec<(&'static str, &'static str, Fault)>,
    asked: Vec<String>,
    page: usize,
    last_id: u32,
}

#[derive(Clone)]
pub(crate) struct Fake {
    inner: Arc<Mutex<Inner>>,
    port: u16,
    gate: Arc<Semaphore>,
}

struct Ask {
    parts: Parts,
    key: String,
    query: BTreeMap<String, String>,
    body: Bytes,
}

type Answer = Response<Full<Bytes>>;

impl Fake {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inner = Inner { page: 1000, ..Inner::default() };
        let fake = Self {
            inner: Arc::new(Mutex::new(inner)),
            port: listener.local_addr().unwrap().port(),
            gate: Arc::new(Semaphore::new(0)),
        };
        let serving = fake.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let fake = serving.clone();
                let service = service_fn(move |request| {
                    let fake = fake.clone();
                    async move { fake.answer(request).await }
                });
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        fake
    }

    pub(crate) fn options(&self) -> BucketOptions {
        BucketOptions {
            address: "s3://images/in here".parse().unwrap(),
            endpoint: Some(format!("http://127.0.0.1:{}", self.port)),
            region: "eu-west-1".to_owned(),
            credentials: Credentials {
                access_key_id: "AKID".to_owned(),
                secret_access_key: SECRET.to_owned(),
                session_token: Some("token".to_owned()),
            },
            renew: Arc::new(|| None),
            ca_bundle: None,
            pace: Pace { attempts: 4, rest: Duration::from_millis(1), ..Pace::default() },
        }
    }

    pub(crate) fn bucket(&self) -> Arc<Bucket> {
        Bucket::new(self.options()).unwrap()
    }

    pub(crate) fn bucket_at(&self, port: u16) -> Arc<Bucket> {
        let endpoint = Some(format!("http://127.0.0.1:{port}"));
        Bucket::new(BucketOptions { endpoint, ..self.options() }).unwrap()
    }

    /// The next request of that method, whose path and query have that text, goes wrong.
    pub(crate) fn fault(&self, method: &'static str, text: &'static str, fault: Fault) {
        self.inner.lock().unwrap().faults.push((method, text, fault));
    }

    /// Lets one request that waits go on.
    pub(crate) fn let_go(&self) {
        self.gate.add_permits(1);
    }

    pub(crate) fn object(&self, key: &str) -> Option<Bytes> {
        self.inner.lock().unwrap().objects.get(key).map(|(bytes, _)| bytes.clone())
    }

    pub(crate) fn put(&self, key: &str, bytes: &'static [u8]) {
        self.inner
            .lock()
            .unwrap()
            .objects
            .insert(key.to_owned(), (Bytes::from_static(bytes), SystemTime::UNIX_EPOCH));
    }

    /// As if all that is there had been put long ago.
    pub(crate) fn age(&self) {
        self.inner.lock().unwrap().objects.values_mut().for_each(|(_, at)| *at = SystemTime::UNIX_EPOCH);
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.inner.lock().unwrap().objects.keys().cloned().collect()
    }

    pub(crate) fn uploads(&self) -> Vec<String> {
        self.inner.lock().unwrap().uploads.keys().cloned().collect()
    }

    /// One in parts, which nobody goes on with.
    pub(crate) fn begin_upload(&self, key: &str) {
        self.inner.lock().unwrap().uploads.insert("left".to_owned(), (key.to_owned(), BTreeMap::new()));
    }

    pub(crate) fn page_of(&self, keys: usize) {
        self.inner.lock().unwrap().page = keys;
    }

    /// How many requests of that method had that text.
    pub(crate) fn count(&self, method: &str, text: &str) -> usize {
        let inner = self.inner.lock().unwrap();
        inner.asked.iter().filter(|asked| asked.starts_with(method) && asked.contains(text)).count()
    }

    async fn answer(&self, request: Request<Incoming>) -> Result<Answer, String> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
        let claim = parse(&parts).unwrap().expect("it is signed");
        assert_eq!(claim.token.as_deref(), Some("token"));
        let asked = format!("{} {}", parts.method, parts.uri);
        let fault = self.next_fault(&asked);
        if let Err(error) = Verifier::new().verify(&claim, &parts, &body, SECRET, now()) {
            return Ok(refusal(403, &format!("SignatureDoesNotMatch: {error}")));
        }
        let query = parts.uri.query().unwrap_or_default().split('&');
        let query = query
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (decoded(name), decoded(value)));
        let path = decoded(parts.uri.path());
        let key = path.strip_prefix("/images/").expect("the bucket stands in the path").to_owned();
        let ask = Ask { key, query: query.collect(), body, parts };
        match fault {
            Some(Fault::Status(status, code)) => return Ok(refusal(status, code)),
            Some(Fault::Body(text)) => return Ok(Response::new(text.into())),
            Some(Fault::HangUp) => return Err("hung up".to_owned()),
            Some(Fault::LateError) => {
                return Ok(Response::new("<Error><Code>InternalError</Code></Error>".into()));
            }
            Some(Fault::Waits) => self.gate.acquire().await.unwrap().forget(),
            _ => {}
        }
        let answer = self.inner.lock().unwrap().carry_out(&ask, fault);
        if fault == Some(Fault::DoneAndHangUp) { Err("hung up".to_owned()) } else { Ok(answer) }
    }

    fn next_fault(&self, asked: &str) -> Option<Fault> {
        let mut inner = self.inner.lock().unwrap();
        inner.asked.push(asked.to_owned());
        let is_meant =
            |(method, text, _): &(&str, &str, Fault)| asked.starts_with(method) && asked.contains(text);
        let at = inner.faults.iter().position(is_meant)?;
        Some(inner.faults.remove(at).2)
    }
}

impl Inner {
    fn carry_out(&mut self, ask: &Ask, fault: Option<Fault>) -> Answer {
        let of = |name: &str| ask.query.get(name).cloned();
        match (&ask.parts.method, of("uploadId")) {
            (&Method::GET, None) if ask.key.is_empty() && of("uploads").is_some() => self.unfinished(),
            (&Method::GET, None) if ask.key.is_empty() => {
                self.list(&of("prefix").unwrap(), of("continuation-token"))
            }
            (&Method::GET | &Method::HEAD, None) => self.get(ask, fault),
            (&Method::PUT, None) => {
                self.objects.insert(ask.key.clone(), (ask.body.clone(), moment()));
                tagged()
            }
            (&Method::DELETE, None) => {
                self.objects.remove(&ask.key);
                status(204)
            }
            (&Method::POST, None) => {
                self.last_id += 1;
                let id = format!("id/{}", self.last_id);
                self.uploads.insert(id.clone(), (ask.key.clone(), BTreeMap::new()));
                let open = "<InitiateMultipartUploadResult><UploadId>";
                Response::new(format!("{open}{id}</UploadId></InitiateMultipartUploadResult>").into())
            }
            (&Method::PUT, Some(id)) => {
                let number = of("partNumber").unwrap().parse().unwrap();
                self.uploads.get_mut(&id).unwrap().1.insert(number, ask.body.clone());
                tagged()
            }
            (&Method::POST, Some(id)) => {
                let Some((key, parts)) = self.uploads.remove(&id) else {
                    return refusal(404, "NoSuchUpload");
                };
                let whole: Vec<u8> = parts.values().flatten().copied().collect();
                self.objects.insert(key, (whole.into(), moment()));
                Response::new("<CompleteMultipartUploadResult/>".into())
            }
            (&Method::DELETE, Some(id)) => {
                self.uploads.remove(&id);
                status(204)
            }
            (method, _) => panic!("{method} was not expected"),
        }
    }

    fn get(&self, ask: &Ask, fault: Option<Fault>) -> Answer {
        let Some((bytes, _)) = self.objects.get(&ask.key) else { return refusal(404, "NoSuchKey") };
        let range = ask.parts.headers.get(header::RANGE).map(|range| range.to_str().unwrap());
        let from =
            range.map(|range| range.strip_prefix("bytes=").unwrap().trim_end_matches('-').parse().unwrap());
        let from: usize = from.filter(|_| fault != Some(Fault::IgnoresRange)).unwrap_or(0);
        let mut sent = bytes.slice(from..).to_vec();
        let announced = sent.len();
        if fault == Some(Fault::Cut) {
            sent.truncate(announced / 2);
        }
        let mut answer = Response::builder().header(header::CONTENT_LENGTH, announced);
        if from > 0 {
            let range = format!("bytes {from}-{}/{}", bytes.len() - 1, bytes.len());
            answer = answer.status(206).header(header::CONTENT_RANGE, range);
        }
        answer.body(Full::from(sent)).unwrap()
    }

    fn list(&self, prefix: &str, after: Option<String>) -> Answer {
        let found = self.objects.iter().filter(|(key, _)| key.starts_with(prefix));
        let mut found = found.filter(|(key, _)| after.as_ref().is_none_or(|after| *key > after)).peekable();
        let mut text = String::from("<ListBucketResult>");
        let mut last = String::new();
        for (key, (bytes, at)) in found.by_ref().take(self.page) {
            let modified = jiff::Timestamp::try_from(*at).unwrap();
            let size = bytes.len();
            text += &format!(
                "<Contents><Key>{key}</Key><Size>{size}</Size><LastModified>{modified}</LastModified></Contents>"
            );
            last.clone_from(key);
        }
        let next =
            format!("<IsTruncated>true</IsTruncated><NextContinuationToken>{last}</NextContinuationToken>");
        let next = if found.peek().is_some() { next } else { String::new() };
        Response::new(format!("{text}{next}</ListBucketResult>").into())
    }

    fn unfinished(&self) -> Answer {
        let upload = |(id, (key, _)): (&String, &(String, BTreeMap<u32, Bytes>))| {
            format!(
                "<Upload><Key>{key}</Key><UploadId>{id}</UploadId><Initiated>1970-01-01T00:00:00Z</Initiated></Upload>"
            )
        };
        let uploads: String = self.uploads.iter().map(upload).collect();
        Response::new(format!("<ListMultipartUploadsResult>{uploads}</ListMultipartUploadsResult>").into())
    }
}

fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(now().try_into().unwrap())
}

fn status(code: u16) -> Answer {
    Response::builder().status(code).body(Full::default()).unwrap()
}

fn tagged() -> Answer {
    Response::builder().header(header::ETAG, "\"tag\"").body(Full::default()).unwrap()
}

fn refusal(code: u16, name: &str) -> Answer {
    let mut answer = status(code);
    *answer.body_mut() = format!("<Error><Code>{name}</Code><Message>because</Message></Error>").into();
    answer
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
            out.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).unwrap()
}
