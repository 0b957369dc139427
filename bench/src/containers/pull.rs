//! `image-pull`: an image of 200 MB in five layers from a registry on this machine, pulled and unpacked.
//!
//! The peers: `docker pull`, and skopeo with umoci. Each starts without any of it, in turn.
//! Must not know: how an image is stored.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use serde_json::{Value, json};

use super::docker::{self, quiet};
use crate::clock;
use crate::figures::{figure, median};
use crate::registry::Peer;
use crate::scratch::{Scratch, build_dir};

const LAYERS: usize = 5;
const LAYER_BYTES: usize = 40 * 1024 * 1024;
const FILES_PER_LAYER: usize = 200;
const ROUNDS: usize = 5;
const NAME: &str = "bench/image:1";

pub(crate) fn run(_: Option<&str>) -> Result<Value> {
    let scratch = Scratch::new("image-pull")?;
    let registry = Peer::start(&scratch.path().join("registry"))?;
    let reference = format!("{}/{NAME}", registry.address);
    publish(scratch.path(), &reference)?;
    let peer = docker::is_there();
    let (mut ours, mut dockers, mut skopeos) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        eprintln!("image-pull: round {} of {ROUNDS}", round + 1);
        ours.push(pull_ours(&scratch.path().join(format!("ours-{round}")), &reference)?);
        if peer {
            dockers.push(pull_docker(&reference)?);
        }
        skopeos.push(pull_skopeo(&scratch.path().join(format!("skopeo-{round}")), &reference)?);
    }
    let (ours, dockers, skopeos) = (median(ours), median(dockers), median(skopeos));
    Ok(json!({
        "benchmark": "image-pull",
        "megabytes": LAYERS * LAYER_BYTES / (1024 * 1024),
        "layers": LAYERS,
        "longshore_s": figure(ours),
        "docker_pull_s": figure(dockers),
        "skopeo_and_umoci_s": figure(skopeos),
        "times_better_than_docker": figure(dockers / ours),
        "times_better_than_skopeo_and_umoci": figure(skopeos / ours),
    }))
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let began = clock::instant();
    work()?;
    Ok(began.elapsed().as_secs_f64())
}

fn pull_ours(data_dir: &Path, reference: &str) -> Result<f64> {
    let program = build_dir()?.join("release").join("longshore");
    let mut pull = Command::new(program);
    pull.args(["image", "pull", reference, "--data-dir"]).arg(data_dir);
    let took = timed(|| quiet(&mut pull))?;
    fs::remove_dir_all(data_dir)?;
    Ok(took)
}

fn pull_docker(reference: &str) -> Result<f64> {
    let took = timed(|| quiet(&mut docker::docker(&["pull", "--quiet", reference])))?;
    quiet(&mut docker::docker(&["rmi", "--force", reference]))?;
    Ok(took)
}

fn pull_skopeo(dir: &Path, reference: &str) -> Result<f64> {
    let (layout, bundle) = (dir.join("layout"), dir.join("bundle"));
    fs::create_dir_all(dir)?;
    let took = timed(|| {
        let mut copy = Command::new("skopeo");
        copy.args(["copy", "--src-tls-verify=false"]).arg(format!("docker://{reference}"));
        quiet(copy.arg(format!("oci:{}:it", layout.display())))?;
        let image = format!("{}:it", layout.display());
        quiet(Command::new("umoci").args(["unpack", "--image"]).arg(image).arg(&bundle))
    })?;
    fs::remove_dir_all(dir)?;
    Ok(took)
}

/// Writes the image as an OCI layout by hand and copies it to the registry, compressed on the way.
fn publish(dir: &Path, reference: &str) -> Result<()> {
    let layout = dir.join("layout");
    let image = format!("{}:it", layout.display());
    quiet(Command::new("umoci").args(["init", "--layout"]).arg(&layout))?;
    quiet(Command::new("umoci").args(["new", "--image"]).arg(&image))?;
    for layer in 0..LAYERS {
        let tree = dir.join(format!("layer-{layer}"));
        write_layer(&tree, layer)?;
        let mut insert = Command::new("umoci");
        quiet(insert.args(["insert", "--image"]).arg(&image).arg(&tree).arg(format!("/layer-{layer}")))?;
        fs::remove_dir_all(&tree)?;
    }
    let mut copy = Command::new("skopeo");
    copy.args(["copy", "--dest-tls-verify=false"]).arg(format!("oci:{image}"));
    quiet(copy.arg(format!("docker://{reference}")))
}

/// Files that compress to about half, as programs do.
fn write_layer(tree: &Path, layer: usize) -> Result<()> {
    fs::create_dir_all(tree)?;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ layer as u64;
    for number in 0..FILES_PER_LAYER {
        let mut file = File::create(tree.join(format!("file-{number:03}")))?;
        let mut bytes = Vec::with_capacity(LAYER_BYTES / FILES_PER_LAYER);
        while bytes.len() < LAYER_BYTES / FILES_PER_LAYER {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend(state.to_le_bytes());
            bytes.extend([0; 8]);
        }
        file.write_all(&bytes)?;
    }
    Ok(())
}
