//! Pushes the demo's image as every client does: what the registry lacks of its blobs, then the manifest.
//!
//! Must not know: what is in the image.

use anyhow::{Result, bail};
use bytes::Bytes;
use http::{Method, Request, StatusCode, header};

use super::image::{self, Image};
use crate::profile::Connection;
use crate::{client, login};

pub(super) struct Pushed {
    /// What the registry did not have.
    pub(super) bytes: usize,
    pub(super) blobs: usize,
    pub(super) layers: usize,
}

pub(super) async fn push(
    connection: &Connection,
    repository: &str,
    tag: &str,
    image: Image,
) -> Result<Pushed> {
    let authorization = login::authorization(connection).await?;
    let send = |method: Method, path: String, body: Bytes, content_type: &'static str| {
        let request = Request::builder()
            .method(method)
            .uri(format!("/v2/{repository}/{path}"))
            .header(header::AUTHORIZATION, &authorization)
            .header(header::CONTENT_TYPE, content_type)
            .header(header::CONTENT_LENGTH, body.len())
            .body(body);
        async { client::status(connection, request?).await }
    };
    let octets = "application/octet-stream";
    let mut pushed = Pushed { bytes: 0, blobs: 0, layers: 0 };
    for (place, blob) in image.blobs.into_iter().enumerate() {
        let digest = blob.digest.as_str();
        let (known, _) = send(Method::HEAD, format!("blobs/{digest}"), Bytes::new(), octets).await?;
        if known == StatusCode::OK {
            continue;
        }
        pushed.bytes += blob.bytes.len();
        pushed.blobs += 1;
        // The configuration comes first.
        pushed.layers += usize::from(place > 0);
        let path = format!("blobs/uploads/?digest={digest}");
        expect_created(send(Method::POST, path, blob.bytes.into(), octets).await?)?;
    }
    let path = format!("manifests/{tag}");
    expect_created(send(Method::PUT, path, image.manifest.into(), image::MANIFEST).await?)?;
    Ok(pushed)
}

fn expect_created((status, text): (StatusCode, String)) -> Result<()> {
    if status == StatusCode::CREATED {
        return Ok(());
    }
    bail!("the registry answered {status}: {}", text.trim_end())
}
