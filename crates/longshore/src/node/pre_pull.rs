//! Images that control would have here before a task needs them: whether there is room, and what is told of them.
//!
//! Must not know: how they are pulled.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use longshore_agent::AgentHandle;
use longshore_agent::pre_pull::{Company, PrePuller};
use longshore_link::{PrePulled, ToControl};
use longshore_runtime::Driver;
use tokio::task::JoinSet;

use super::identity::NodeIdentity;
use crate::{images, paths};

/// Pulls in the background, for as long as the set is held.
pub(super) fn start(
    company: &mut JoinSet<()>,
    agent: AgentHandle,
    driver: Arc<dyn Driver>,
    identity: Arc<NodeIdentity>,
    data_dir: &Path,
) -> PrePuller {
    let images_dir: PathBuf = paths::images_dir(data_dir);
    let teller = identity.clone();
    let (puller, work) = PrePuller::new(Company {
        agent,
        driver,
        identity,
        has_room: Arc::new(move || images::has_room_to_spare(&images_dir)),
        told: Arc::new(move |pulled| tell(&teller, pulled)),
    });
    company.spawn(work);
    puller
}

/// Where control is away it does not matter: it asks again, and is told that the image is here.
fn tell(identity: &Arc<NodeIdentity>, pulled: PrePulled) {
    let identity = identity.clone();
    tokio::spawn(async move {
        identity.say(ToControl { pre_pulled: Some(pulled), ..ToControl::default() }).await;
    });
}
