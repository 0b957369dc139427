//! The demo's image: one static program, packed as an OCI image in memory.
//!
//! Both versions have the same layer and differ in one variable, so that the second push moves no layer.
//!
//! Must not know: where it is pushed.

use std::io::Write;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use longshore_images::Digest;
use serde_json::{Value, json};

pub(super) const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

/// Built from `demo/page.rs`; empty where that could not be linked.
const PAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page"));
const PATH: &str = "page";

pub(super) struct Blob {
    pub(super) digest: Digest,
    pub(super) bytes: Vec<u8>,
}

pub(super) struct Image {
    /// The configuration and the layer.
    pub(super) blobs: [Blob; 2],
    pub(super) manifest: Vec<u8>,
}

impl Blob {
    fn of(bytes: Vec<u8>) -> Self {
        Self { digest: Digest::of(&bytes), bytes }
    }

    fn described(&self, media_type: &str) -> Value {
        json!({ "mediaType": media_type, "digest": self.digest.as_str(), "size": self.bytes.len() })
    }
}

/// The image of one version of the page.
pub(super) fn image(version: &str) -> Result<Image> {
    if PAGE.is_empty() {
        bail!(
            "this build has no demo page, because the C library's static form was missing when it was built; \
             install it (Fedora: glibc-static, Debian: libc6-dev), or `rustup target add` the musl target, and \
             build Longshore again"
        );
    }
    let archive = archive()?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&archive)?;
    let layer = Blob::of(packed.finish()?);
    let config = json!({
        "architecture": architecture(),
        "os": "linux",
        "config": { "Entrypoint": [format!("/{PATH}")], "Env": [format!("VERSION={version}"), "PATH=/"] },
        "rootfs": { "type": "layers", "diff_ids": [Digest::of(&archive).as_str()] },
    });
    let config = Blob::of(config.to_string().into_bytes());
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": config.described(CONFIG),
        "layers": [layer.described(LAYER)],
    });
    Ok(Image { blobs: [config, layer], manifest: manifest.to_string().into_bytes() })
}

fn archive() -> Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(PAGE.len() as u64);
    header.set_mode(0o755);
    header.set_mtime(0);
    builder.append_data(&mut header, PATH, PAGE)?;
    Ok(builder.into_inner()?)
}

/// As Go names it, which is how images name it.
fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_share_their_layer_and_differ_otherwise() {
        let (one, two) = (image("1").unwrap(), image("2").unwrap());
        let digests = |image: &Image| image.blobs.each_ref().map(|blob| blob.digest.as_str().to_owned());
        let ([config, layer], [other_config, same_layer]) = (digests(&one), digests(&two));
        assert_eq!(layer, same_layer);
        assert_ne!(config, other_config);
        let manifest: Value = serde_json::from_slice(&one.manifest).unwrap();
        assert_eq!(manifest.pointer("/layers/0/digest"), Some(&json!(layer)));
    }
}
