//! Every table, listed once, and the world that holds them.
//!
//! The list at the end of this file is the only place that a new table must be added to. From it come the
//! fields of [`World`], typed access by row type, and access by table number for loading, undoing,
//! checking and following.
//!
//! Must not know: what a row is for.

use std::ops::Bound;
use std::sync::Arc;

use crate::fleet::Fleet;
use crate::key::{KeyBytes, RowKey};
use crate::record::{AnyRecord, Record, RowError, StoredRecord, TableId};
use crate::records;
use crate::table::Table;

/// A row's place in the whole state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    pub table: TableId,
    pub key: KeyBytes,
}

/// That the world has a table of these rows.
pub trait Holds<R: Record> {
    fn table(&self) -> &Table<R>;
    /// Puts, replaces or removes a row, with what follows from it; answers what was there.
    fn set_row(&mut self, key: &KeyBytes, row: Option<Arc<R>>) -> Option<Arc<R>>;
}

/// A table's name, number and size, for reports and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSize {
    pub table: TableId,
    pub name: &'static str,
    pub rows: usize,
}

impl World {
    /// The machines, with what their tasks leave of them.
    pub fn fleet(&self) -> &Fleet {
        &self.fleet
    }

    pub fn get<R: Record>(&self, key: &R::Key) -> Option<&Arc<R>>
    where
        Self: Holds<R>,
    {
        self.table().get(&key.bytes())
    }

    /// Rows whose key starts with `prefix`, in key order.
    pub fn scan<'a, R: Record>(
        &'a self,
        prefix: &KeyBytes,
    ) -> impl DoubleEndedIterator<Item = (R::Key, &'a Arc<R>)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        self.scan_from(prefix, Bound::Unbounded)
    }

    /// The same, from a key on: the rest of a list that is read page by page.
    pub fn scan_from<'a, R: Record>(
        &'a self,
        prefix: &KeyBytes,
        from: Bound<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (R::Key, &'a Arc<R>)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        let rows = <Self as Holds<R>>::table(self).range(prefix, from);
        rows.filter_map(|(key, row)| Some((R::Key::parse(key.as_slice())?, row)))
    }

    /// Rows by an index, in its order; each with its place in the index, to read on from behind it.
    pub fn by_index<'a, R: Record>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, R::Key, &'a Arc<R>)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        let table = <Self as Holds<R>>::table(self);
        table
            .index_range(index, prefix, after)
            .filter_map(move |(place, key)| Some((place, R::Key::parse(key.as_slice())?, table.get(key)?)))
    }

    /// Rows whose entry in an index is exactly `place`, by their keys, from behind the key `after`; each with
    /// its key's bytes, to read on from behind it.
    pub fn by_place<'a, R: Record>(
        &'a self,
        index: usize,
        place: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, R::Key, &'a Arc<R>)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        let table = <Self as Holds<R>>::table(self);
        let keys = table.index_place(index, place, after);
        keys.filter_map(move |key| Some((key, R::Key::parse(key.as_slice())?, table.get(key)?)))
    }

    /// How many entries an index has, without counting them.
    pub fn index_len<R: Record>(&self, index: usize) -> usize
    where
        Self: Holds<R>,
    {
        <Self as Holds<R>>::table(self).index_len(index)
    }

    /// How many entries of an index start with `prefix`.
    pub fn count_by_index<R: Record>(&self, index: usize, prefix: &KeyBytes) -> usize
    where
        Self: Holds<R>,
    {
        <Self as Holds<R>>::table(self).index_count(index, prefix)
    }

    /// The keys alone, for lists that show nothing else of a row.
    pub fn keys_by_index<'a, R: Record>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, R::Key)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        let table = <Self as Holds<R>>::table(self);
        let entries = table.index_range(index, prefix, after);
        entries.filter_map(|(place, key)| Some((place, R::Key::parse(key.as_slice())?)))
    }

    /// The same up to, and without, a place: to read an index backwards, page by page.
    pub fn keys_by_index_before<'a, R: Record>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        before: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, R::Key)> + use<'a, R>
    where
        Self: Holds<R>,
    {
        let table = <Self as Holds<R>>::table(self);
        let entries = table.index_range_before(index, prefix, before);
        entries.filter_map(|(place, key)| Some((place, R::Key::parse(key.as_slice())?)))
    }
}

fn decoded<R: StoredRecord>(key: &[u8], bytes: &[u8]) -> Result<Arc<R>, RowError> {
    R::Key::parse(key).ok_or(RowError::Key)?;
    Ok(Arc::new(R::decode(bytes)?))
}

fn typed<R: Record>(row: Arc<dyn AnyRecord>) -> Option<Arc<R>> {
    row.into_any().downcast().ok()
}

macro_rules! tables {
    (hot { $($field:ident: $record:ty),* $(,)? } cold { $($cold:ty),* $(,)? }) => {
        /// The whole control state. A copy of it is a snapshot.
        #[derive(Clone, Default)]
        pub struct World { $($field: Table<$record>,)* fleet: Fleet }

        $(impl Holds<$record> for World {
            fn table(&self) -> &Table<$record> {
                &self.$field
            }
            fn set_row(&mut self, key: &KeyBytes, row: Option<Arc<$record>>) -> Option<Arc<$record>> {
                let before = self.$field.set(key, row.clone());
                <$record as Record>::derive(&mut self.fleet, key, before.as_deref(), row.as_deref());
                before
            }
        })*

        /// The tables held in memory, in the order of the list.
        pub const HOT_TABLES: &[TableId] = &[$(<$record as StoredRecord>::TABLE),*];
        /// The tables that stay on disk.
        pub const COLD_TABLES: &[TableId] = &[$(<$cold as StoredRecord>::TABLE),*];

        impl World {
            /// Takes in a stored row.
            pub fn load(&mut self, table: TableId, key: &[u8], bytes: &[u8]) -> Result<(), RowError> {
                match table {
                    $(<$record as StoredRecord>::TABLE => {
                        let row = decoded::<$record>(key, bytes)?;
                        <Self as Holds<$record>>::set_row(self, &KeyBytes::from_slice(key), Some(row));
                    })*
                    unknown => return Err(RowError::Table(unknown)),
                }
                Ok(())
            }

            /// That a stored row of a cold table can be read back.
            pub fn check_cold(table: TableId, key: &[u8], bytes: &[u8]) -> Result<(), RowError> {
                match table {
                    $(<$cold as StoredRecord>::TABLE => decoded::<$cold>(key, bytes).map(|_| ()),)*
                    unknown => Err(RowError::Table(unknown)),
                }
            }

            /// Puts back a row as it was before a change.
            pub(crate) fn restore(&mut self, id: &RowId, row: Option<Arc<dyn AnyRecord>>) {
                match id.table {
                    $(<$record as StoredRecord>::TABLE => {
                        <Self as Holds<$record>>::set_row(self, &id.key, row.and_then(typed::<$record>));
                    })*
                    _ => {}
                }
            }

            /// Everything that is wrong with the state, in words.
            pub fn problems(&self) -> Vec<String> {
                let mut problems = Vec::new();
                $(self.$field.check(&mut |problem| problems.push(problem));)*
                crate::check::across_tables(self, &mut |problem| problems.push(problem));
                problems
            }

            pub fn sizes(&self) -> Vec<TableSize> {
                vec![$(TableSize {
                    table: <$record as StoredRecord>::TABLE,
                    name: <$record as StoredRecord>::NAME,
                    rows: self.$field.len(),
                }),*]
            }

            /// The name of a table, cold ones included.
            pub fn table_name(table: TableId) -> Option<&'static str> {
                match table {
                    $(<$record as StoredRecord>::TABLE => Some(<$record as StoredRecord>::NAME),)*
                    $(<$cold as StoredRecord>::TABLE => Some(<$cold as StoredRecord>::NAME),)*
                    _ => None,
                }
            }
        }
    };
}

tables! {
    hot {
        installation: records::installation::Installation,
        access_keys: records::access_key::AccessKey,
        account_regions: records::account::AccountRegion,
        idempotency: records::idempotency::IdempotencyToken,
        node_authority: records::node::NodeAuthority,
        join_tokens: records::node::JoinToken,
        nodes: records::node::Node,
        account_settings: records::account_setting::AccountSetting,
        clusters: records::cluster::Cluster,
        families: records::task_definition::Family,
        task_definitions: records::task_definition::TaskDefinition,
        capacity_providers: records::capacity_provider::CapacityProvider,
        container_instances: records::container_instance::ContainerInstance,
        occupancies: records::occupancy::Occupancy,
        pre_pulls: records::pre_pull::PrePull,
        tasks: records::task::Task,
        services: records::service::Service,
        service_revisions: records::service::revision::ServiceRevision,
        service_deployments: records::service::deployment::ServiceDeployment,
        task_sets: records::service::task_set::TaskSet,
        vpcs: records::network::Vpc,
        subnets: records::network::Subnet,
        security_groups: records::network::SecurityGroup,
        repositories: records::ecr::Repository,
        images: records::ecr::Image,
        image_tags: records::ecr::ImageTag,
        layers: records::ecr::Layer,
        registry_settings: records::ecr::RegistrySettings,
        pull_through_rules: records::ecr::PullThroughRule,
        creation_templates: records::ecr::CreationTemplate,
        replications: records::ecr::Replication,
    }
    cold {
        records::task_definition::TaskDefinitionBody,
        records::history::Happening,
        records::history::Chapter,
        records::task::stopped::StoppedTask,
        records::task::stopped::TaskEnd,
        records::ecr::Manifest,
        records::ecr::ScanReport,
    }
}
