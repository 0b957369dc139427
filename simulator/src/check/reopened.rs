//! What is opened after a crash is the world that was there before it, row by row: what is written can be read back.
//!
//! A commit that was under way may be there in addition; a row that is not as it was must be newer by its version.
//!
//! Must not know: the disk.

use longshore_world::records::capacity_provider::CapacityProvider;
use longshore_world::records::cluster::Cluster;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::service::Service;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::task_set::TaskSet;
use longshore_world::records::task::Task;
use longshore_world::records::task_definition::{Family, TaskDefinition};
use longshore_world::tables::Holds;
use longshore_world::{KeyBytes, Record, RowKey, Snapshot, World};

pub(crate) fn check(before: &Snapshot, after: &Snapshot, problems: &mut Vec<String>) {
    // A commit more than was shown: it may have changed anything.
    if after.position() != before.position() {
        return;
    }
    compare::<Task>(before, after, problems);
    compare::<Service>(before, after, problems);
    compare::<ServiceRevision>(before, after, problems);
    compare::<ServiceDeployment>(before, after, problems);
    compare::<TaskSet>(before, after, problems);
    compare::<ContainerInstance>(before, after, problems);
    compare::<Cluster>(before, after, problems);
    compare::<CapacityProvider>(before, after, problems);
    compare::<TaskDefinition>(before, after, problems);
    compare::<Family>(before, after, problems);
}

fn compare<R: Record>(before: &Snapshot, after: &Snapshot, problems: &mut Vec<String>)
where
    World: Holds<R>,
{
    let everything = KeyBytes::from_slice(&[]);
    let rows = |world: &Snapshot| {
        let rows = world.scan::<R>(&everything).map(|(key, row)| (key.bytes(), row.clone()));
        rows.collect::<Vec<_>>()
    };
    let (before, after) = (rows(before), rows(after));
    if before.len() != after.len() {
        problems.push(format!("{} rows of {} became {}", before.len(), R::NAME, after.len()));
    }
    let other = before.iter().zip(&after).find(|(before, after)| before != after);
    problems.extend(other.map(|((key, _), _)| format!("{} {key:?} is not read back as it was", R::NAME)));
}
