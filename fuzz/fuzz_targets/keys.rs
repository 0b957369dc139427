//! Any bytes as the key of any table: a key that is written as the same bytes again, or none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longshore_world::StoredRecord;
use longshore_world::key::{KeyBytes, RowKey};
use longshore_world::records::{
    access_key, account, account_setting, capacity_provider, cluster, container_instance, idempotency,
    installation, network, task_definition,
};

fuzz_target!(|bytes: &[u8]| {
    same::<access_key::AccessKey>(bytes);
    same::<account::AccountRegion>(bytes);
    same::<account_setting::AccountSetting>(bytes);
    same::<capacity_provider::CapacityProvider>(bytes);
    same::<cluster::Cluster>(bytes);
    same::<container_instance::ContainerInstance>(bytes);
    same::<idempotency::IdempotencyToken>(bytes);
    same::<installation::Installation>(bytes);
    same::<network::Vpc>(bytes);
    same::<network::Subnet>(bytes);
    same::<network::SecurityGroup>(bytes);
    same::<task_definition::Family>(bytes);
    same::<task_definition::TaskDefinition>(bytes);
    let whole = KeyBytes::from_slice(bytes);
    if let Some(end) = whole.after_prefix() {
        assert!(end > whole && !end.starts_with(&whole));
    }
});

fn same<R: StoredRecord>(bytes: &[u8]) {
    if let Some(key) = R::Key::parse(bytes) {
        assert_eq!(key.bytes(), KeyBytes::from_slice(bytes), "{}", R::NAME);
    }
}
