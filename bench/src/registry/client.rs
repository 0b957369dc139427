//! A lean client of the distribution protocol: blobs go and come as bytes, and nothing is unpacked.
//!
//! Must not know: which registry it talks to.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context, Result, bail};
use longshore_images::Digest;
use serde_json::json;

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const READ_BYTES: usize = 256 * 1024;
const HEAD_BYTES_MAX: usize = 64 * 1024;

pub(super) struct Blob {
    digest: String,
    bytes: Vec<u8>,
}

pub(super) struct Image {
    blobs: Vec<Blob>,
    manifest: Vec<u8>,
}

impl Blob {
    fn of(bytes: Vec<u8>) -> Self {
        Self { digest: Digest::of(&bytes).as_str().to_owned(), bytes }
    }
}

impl Image {
    /// Layers that nothing can pack any further, others for each number.
    pub(super) fn random(number: usize, layers: usize, layer_bytes: usize) -> Self {
        let mut random = fastrand::Rng::with_seed(number as u64 + 1);
        let layer = |_| {
            let mut bytes = vec![0; layer_bytes];
            random.fill(&mut bytes);
            Blob::of(bytes)
        };
        let layers: Vec<Blob> = (0..layers).map(layer).collect();
        let config =
            json!({ "architecture": "amd64", "os": "linux", "rootfs": { "type": "layers", "diff_ids": [] } });
        let config = Blob::of(format!("{config} {number}").into_bytes());
        let described = |blob: &Blob, kind: &str| {
            let media_type = format!("application/vnd.oci.image.{kind}");
            json!({ "mediaType": media_type, "digest": blob.digest, "size": blob.bytes.len() })
        };
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": described(&config, "config.v1+json"),
            "layers": layers.iter().map(|layer| described(layer, "layer.v1.tar+gzip")).collect::<Vec<_>>(),
        });
        let mut blobs = vec![config];
        blobs.extend(layers);
        Self { blobs, manifest: manifest.to_string().into_bytes() }
    }

    /// The bytes of its configuration and its layers.
    pub(super) fn blobs(&self) -> impl Iterator<Item = &[u8]> {
        self.blobs.iter().map(|blob| blob.bytes.as_slice())
    }
}

pub(super) struct Client {
    pub(super) address: SocketAddr,
    authorization: Option<String>,
}

/// An answer's head; its body is not kept.
struct Answer {
    status: u16,
    location: Option<String>,
    bytes: usize,
}

impl Client {
    pub(super) fn new(address: SocketAddr, authorization: Option<String>) -> Self {
        Self { address, authorization }
    }

    pub(super) fn head_of(&self, method: &str, target: &str, length: usize) -> Vec<u8> {
        let mut head = format!("{method} {target} HTTP/1.1\r\nhost: {}\r\n", self.address);
        if let Some(authorization) = &self.authorization {
            head.push_str(&format!("authorization: {authorization}\r\n"));
        }
        let kind = if target.contains("/manifests/") { MANIFEST } else { "application/octet-stream" };
        head.push_str(&format!(
            "accept: {MANIFEST}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        ));
        head.into_bytes()
    }

    fn send(&self, stream: &mut TcpStream, method: &str, target: &str, body: &[u8]) -> Result<Answer> {
        stream.write_all(&self.head_of(method, target, body.len()))?;
        stream.write_all(body)?;
        receive(stream, method == "HEAD").with_context(|| format!("{method} {target}"))
    }

    /// As Docker does: an upload is begun, gets its bytes, and is finished.
    pub(super) fn push(&self, repository: &str, image: &Image) -> Result<()> {
        let mut stream = self.connect()?;
        for blob in &image.blobs {
            let target = format!("/v2/{repository}/blobs/{}", blob.digest);
            if self.send(&mut stream, "HEAD", &target, &[])?.status == 200 {
                continue;
            }
            let begun = self.send(&mut stream, "POST", &format!("/v2/{repository}/blobs/uploads/"), &[])?;
            let sent = self.send(&mut stream, "PATCH", &self.target(begun)?, &blob.bytes)?;
            let target = self.target(sent)?;
            let separator = if target.contains('?') { '&' } else { '?' };
            let target = format!("{target}{separator}digest={}", blob.digest);
            expect(&self.send(&mut stream, "PUT", &target, &[])?, 201)?;
        }
        let target = format!("/v2/{repository}/manifests/1");
        expect(&self.send(&mut stream, "PUT", &target, &image.manifest)?, 201)
    }

    pub(super) fn pull(&self, repository: &str, image: &Image) -> Result<()> {
        let mut stream = self.connect()?;
        expect(&self.send(&mut stream, "GET", &format!("/v2/{repository}/manifests/1"), &[])?, 200)?;
        for blob in &image.blobs {
            let target = format!("/v2/{repository}/blobs/{}", blob.digest);
            let came = self.send(&mut stream, "GET", &target, &[])?;
            expect(&came, 200)?;
            if came.bytes != blob.bytes.len() {
                bail!("{} of {} bytes of a blob came", came.bytes, blob.bytes.len());
            }
        }
        Ok(())
    }

    fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn target(&self, answer: Answer) -> Result<String> {
        let location =
            answer.location.with_context(|| format!("answered {} without a place", answer.status))?;
        let target =
            location.strip_prefix("http://").and_then(|rest| rest.find('/').and_then(|at| rest.get(at..)));
        Ok(target.map_or(location.clone(), str::to_owned))
    }
}

fn expect(answer: &Answer, status: u16) -> Result<()> {
    if answer.status == status {
        return Ok(());
    }
    bail!("answered {} and not {status}", answer.status)
}

/// Reads an answer to its end, and lets go of its body as it comes.
fn receive(stream: &mut TcpStream, head_only: bool) -> Result<Answer> {
    let mut block = vec![0; READ_BYTES];
    let mut head = Vec::new();
    let end = loop {
        let read = stream.read(&mut block)?;
        head.extend_from_slice(block.get(..read).unwrap_or_default());
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if read == 0 || head.len() > HEAD_BYTES_MAX + READ_BYTES {
            bail!("the answer has no head");
        }
    };
    let text = String::from_utf8_lossy(head.get(..end).unwrap_or_default()).into_owned();
    let field = |wanted: &str| {
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        fields
            .filter(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.trim().to_owned())
            .next()
    };
    let status =
        text.split(' ').nth(1).and_then(|status| status.parse().ok()).context("the answer has no status")?;
    let length = field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0_usize);
    let length = if head_only { 0 } else { length };
    let mut bytes = head.len() - end;
    while bytes < length {
        let read = stream.read(&mut block)?;
        if read == 0 {
            bail!("the answer was cut");
        }
        bytes += read;
    }
    Ok(Answer { status, location: field("location"), bytes })
}
