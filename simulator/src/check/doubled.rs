//! No task runs twice: not on two nodes, and not twice on one.
//!
//! Must not know: why a node begins anything.

use std::collections::HashMap;
use std::sync::Arc;

use crate::node::NodeId;

#[derive(Default)]
pub(crate) struct Doubled {
    /// Every task that began somewhere, where, and whether it runs still.
    begun: HashMap<Arc<str>, (NodeId, bool)>,
}

impl Doubled {
    pub(crate) fn began(&mut self, arn: &Arc<str>, node: NodeId, problems: &mut Vec<String>) {
        if let Some((first, runs)) = self.begun.insert(arn.clone(), (node, true)) {
            let still = if runs { "runs" } else { "ran" };
            problems.push(format!("doubled: {arn} begins on node {node} and {still} on node {first}"));
        }
    }

    pub(crate) fn ended(&mut self, arn: &Arc<str>, node: NodeId) {
        if let Some((place, runs)) = self.begun.get_mut(arn)
            && *place == node
        {
            *runs = false;
        }
    }
}
