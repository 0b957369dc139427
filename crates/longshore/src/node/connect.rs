//! How a node reaches control: through memory in the process of `up`, over mutual TLS from elsewhere.
//!
//! Must not know: what is said.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use longshore_agent::company::Working;
use longshore_agent::session::{Connect, SessionHandle, Wire};
use longshore_link::{Certificate, ToControl};
use longshore_world::Scope;

use super::duties::Renewal;
use crate::edge;
use crate::nodes::dial::Connector;
use crate::nodes::{Nodes, Peer};

/// What may be said ahead of the other side.
const BUFFER_BYTES: usize = 256 * 1024;
/// How often a node looks whether its certificate is to be renewed.
const RENEWAL_LOOK: Duration = Duration::from_secs(60 * 60);

/// Control in the same process.
pub(crate) struct SameProcess {
    pub(crate) nodes: Nodes,
    pub(crate) scope: Scope,
}

impl Connect for SameProcess {
    fn connect(&self) -> Working<'_, io::Result<Box<dyn Wire>>> {
        let (own, theirs) = tokio::io::duplex(BUFFER_BYTES);
        let (nodes, scope) = (self.nodes.clone(), self.scope);
        tokio::spawn(async move { nodes.serve(theirs, Peer::Local(scope)).await });
        Box::pin(async move { Ok(Box::new(own) as Box<dyn Wire>) })
    }
}

/// Control on another machine, or another process.
pub(crate) struct Elsewhere(pub(crate) Arc<Connector>);

impl Connect for Elsewhere {
    fn connect(&self) -> Working<'_, io::Result<Box<dyn Wire>>> {
        Box::pin(async move {
            let stream = self.0.connect().await.map_err(|error| io::Error::other(format!("{error:#}")))?;
            Ok(Box::new(stream) as Box<dyn Wire>)
        })
    }
}

impl Renewal for Elsewhere {
    fn has_left(&self) -> bool {
        self.0.has_left()
    }

    fn renewed(&self, certificate: &Certificate) {
        match self.0.renewed(certificate) {
            Ok(()) => tracing::info!("this machine has a new certificate"),
            Err(error) => tracing::error!("the new certificate was not kept: {error:#}"),
        }
    }
}

/// Asks for a new certificate when it is time to, for as long as it is polled.
pub(crate) async fn keep_certificate(connector: Arc<Connector>, session: SessionHandle) {
    loop {
        if let Some(renew) = connector.renewal(edge::now()) {
            session.say(ToControl { renew: Some(renew), ..ToControl::default() }).await;
        }
        tokio::time::sleep(RENEWAL_LOOK).await;
    }
}
