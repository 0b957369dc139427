//! What commits change for each node: a commit is read once for all sessions, and each looks up its own.
//!
//! Thousands of sessions hear of every commit, and most commits concern a few of them. So the first session that
//! hears of one notes which of its changes are of which instance, and the others find that.
//!
//! Must not know: sessions, or what a node is told.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use longshore_engine::Committed;
use longshore_world::record::AnyRecord;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::node::Node;
use longshore_world::records::pre_pull::{PrePull, PrePullKey};
use longshore_world::records::task::Task;
use longshore_world::{Change, RowKey, StoredRecord};

/// How many commits are kept for sessions that have not heard of them yet; behind that one is read again.
const PAGES_MAX: usize = 64;

#[derive(Default)]
pub(super) struct Feed(Mutex<VecDeque<Arc<Page>>>);

/// One commit, by instances. It does not hold on to the rows.
pub(super) struct Page {
    position: u64,
    /// By the instance's id, the places of changes of tasks that have or had their place there.
    of: HashMap<String, Vec<usize>>,
    /// Ids of instances that images are wanted on before a task needs them.
    images_on: HashSet<String>,
    /// Whether instances or nodes themselves are changed.
    pub(super) is_about_nodes: bool,
}

impl Feed {
    pub(super) fn page(&self, committed: &Committed) -> Arc<Page> {
        // What is guarded is whole whatever happens to who holds it.
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = pages.iter().rev().find(|page| page.position == committed.position);
        if let Some(known) = known {
            return known.clone();
        }
        let page = Arc::new(Page::of(committed));
        if pages.len() == PAGES_MAX {
            pages.pop_front();
        }
        pages.push_back(page.clone());
        page
    }
}

impl Page {
    fn of(committed: &Committed) -> Self {
        let (mut of, mut is_about_nodes): (HashMap<String, Vec<usize>>, _) = (HashMap::new(), false);
        let mut images_on = HashSet::new();
        for (place, change) in committed.changes.iter().enumerate() {
            if change.id.table == PrePull::TABLE && change.after.is_some() {
                images_on.extend(PrePullKey::parse(change.id.key.as_slice()).map(|key| key.instance));
            }
            is_about_nodes |= [ContainerInstance::TABLE, Node::TABLE].contains(&change.id.table);
            let (before, after) = (instance(change.before.as_ref()), instance(change.after.as_ref()));
            for id in after.into_iter().chain(before.filter(|before| after != Some(*before))) {
                match of.get_mut(id) {
                    Some(places) => places.push(place),
                    None => drop(of.insert(id.to_owned(), vec![place])),
                }
            }
        }
        Self { position: committed.position, of, images_on, is_about_nodes }
    }

    /// Whether the instance of that id is to have images before a task needs them.
    pub(super) fn wants_images(&self, instance: &str) -> bool {
        self.images_on.contains(instance)
    }

    /// The changes of this commit to tasks of an instance of that id, in their order.
    pub(super) fn changes<'c>(
        &self,
        committed: &'c Committed,
        instance: &str,
    ) -> impl Iterator<Item = &'c Change> {
        let places = self.of.get(instance).into_iter().flatten();
        places.filter_map(|place| committed.changes.get(*place))
    }
}

/// The id of the instance that a task has its place on, if the row is a task's.
fn instance(row: Option<&Arc<dyn AnyRecord>>) -> Option<&str> {
    row?.as_any().downcast_ref::<Task>()?.instance.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_world::{KeyBytes, RowId, Timestamp};

    fn change(table: u16, name: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let row = |instance: Option<&str>| {
            let row = Task { instance: Some(instance?.to_owned()), ..Task::default() };
            Some(Arc::new(row) as Arc<dyn AnyRecord>)
        };
        let id = RowId { table, key: KeyBytes::from_slice(name.as_bytes()) };
        Change { id, before: row(before), after: row(after) }
    }

    fn committed(position: u64, changes: Vec<Change>) -> Committed {
        Committed { position, at: Timestamp::default(), changes }
    }

    #[test]
    fn each_instance_finds_what_is_its_own_in_the_order_of_the_commit() {
        let feed = Feed::default();
        let changes = vec![
            change(Task::TABLE, "1", None, Some("a")),
            change(Task::TABLE, "2", Some("b"), Some("b")),
            change(Task::TABLE, "3", Some("a"), Some("b")),
            change(Task::TABLE, "4", Some("a"), None),
        ];
        let commit = committed(1, changes);
        let page = feed.page(&commit);
        let of =
            |id: &str| page.changes(&commit, id).map(|it| it.id.key.as_slice()).collect::<Vec<_>>().concat();
        assert_eq!([of("a"), of("b"), of("c")], [b"134".to_vec(), b"23".to_vec(), Vec::new()]);
        assert!(!page.is_about_nodes);
        assert!(feed.page(&committed(2, vec![change(Node::TABLE, "n", None, None)])).is_about_nodes);
    }

    #[test]
    fn a_commit_is_read_once_while_it_is_kept() {
        let feed = Feed::default();
        let first = feed.page(&committed(1, Vec::new()));
        assert!(Arc::ptr_eq(&first, &feed.page(&committed(1, Vec::new()))));
        for position in 2..=PAGES_MAX as u64 + 1 {
            feed.page(&committed(position, Vec::new()));
        }
        assert!(!Arc::ptr_eq(&first, &feed.page(&committed(1, Vec::new()))));
        assert_eq!(feed.0.lock().unwrap().len(), PAGES_MAX);
    }
}
