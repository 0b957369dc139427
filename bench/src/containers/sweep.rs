//! What is left on the machine where tasks could not be ended in the ordinary way: their server has died, or hangs.
//!
//! Containers outlive their node by design, and thousands of left interfaces and mounts would spoil every later figure.
//! Must not know: why a benchmark broke off.

use std::path::{Path, PathBuf};

use super::node::{self, Node};

/// Looks at a node's folder once the node has ended.
pub(crate) struct Sweep(PathBuf);

impl Sweep {
    pub(crate) fn new(node_dir: &Path) -> Self {
        Self(node_dir.to_owned())
    }
}

impl Drop for Sweep {
    fn drop(&mut self) {
        if !node::has_containers(&self.0) {
            return;
        }
        eprintln!("containers are left: a node that begins anew takes them away");
        if let Err(error) = Node::begin_anew(&self.0) {
            eprintln!("containers, interfaces and mounts of {} stay: {error:#}", self.0.display());
        }
    }
}
