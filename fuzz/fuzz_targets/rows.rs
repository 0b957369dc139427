//! Any rows in any table: taken up or refused, and what was taken up can be checked and written again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longshore_world::World;
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};

fuzz_target!(|rows: Vec<(u8, Vec<u8>, Vec<u8>)>| {
    let mut world = World::default();
    for (table, key, value) in &rows {
        let choice = usize::from(*table) % (HOT_TABLES.len() + COLD_TABLES.len());
        match HOT_TABLES.get(choice) {
            Some(table) => drop(world.load(*table, key, value)),
            None => drop(World::check_cold(COLD_TABLES[choice - HOT_TABLES.len()], key, value)),
        }
    }
    for problem in world.problems() {
        assert!(!problem.contains("index"), "{problem}");
    }
});
