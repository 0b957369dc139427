//! What a benchmark of tasks stands on: an image, a probe, our node, and the peer where there is one.
//!
//! Must not know: what is measured.

use std::path::PathBuf;

use anyhow::Result;

use super::node::Node;
use super::probe::Probe;
use super::sweep::Sweep;
use super::{docker, image};
use crate::scratch::Scratch;

const DATA: &str = "data";

pub(crate) struct Bed {
    pub(crate) node: Node,
    pub(crate) probe: Probe,
    /// The peer has the image; it goes from there with this.
    pub(crate) peer: bool,
    _sweep: Sweep,
    /// Goes away last, when nothing uses it any more.
    scratch: Scratch,
}

impl Bed {
    pub(crate) fn new(name: &str, with_peer: bool) -> Result<Self> {
        let scratch = Scratch::new(name)?;
        let archive = image::archive(scratch.path())?;
        let probe = Probe::new(&scratch.path().join("probe"))?;
        let data_dir = scratch.path().join(DATA);
        let sweep = Sweep::new(&data_dir);
        let node = Node::start(&data_dir, &archive)?;
        let peer = with_peer && docker::is_there();
        if peer {
            docker::import(&archive)?;
        }
        Ok(Self { node, probe, peer, _sweep: sweep, scratch })
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.scratch.path().join(DATA)
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        if self.peer {
            docker::remove_image();
        }
    }
}
