//! What every driver has to do, as small cases that each run by themselves on any of them.
//!
//! `contract_suite!(make)` makes a test of each case; `make` is an async function that gives a
//! [`Fixture`] with nothing of ours in it, or the reason why there is none here.
//!
//! A case gets a [`World`] of its own. What it leaves behind is taken away through the driver, and then
//! nothing may be left.
//!
//! Must not know: how a driver works.

#![allow(dead_code)]

pub(crate) mod files;
pub(crate) mod hardening;
pub(crate) mod image;
pub(crate) mod life;
pub(crate) mod limits;
pub(crate) mod namespaces;
pub(crate) mod network;
pub(crate) mod output;
pub(crate) mod process;
mod world;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::Driver;

pub(crate) use image::ImageSetup;
pub(crate) use world::World;

pub(crate) type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A driver to hold to the contract, with a tag or directory of its own.
pub(crate) trait Fixture: Send + Sync + 'static {
    fn driver(&self) -> Arc<dyn Driver>;
    /// A word that no other fixture has: part of whatever name a case gives to things of the machine.
    fn tag(&self) -> String;
    /// The same driver as it comes back after its process has ended: over the same state, with no memory.
    fn again(&self) -> Later<'_, Arc<dyn Driver>>;
    /// Makes the image known by `setup.reference` out of `image::root_file_system()`, unless it is there.
    fn load<'a>(&'a self, setup: &'a ImageSetup) -> Later<'a, ()>;
    /// What is left on the machine that the driver does not list: cgroups, networks, mounts, files.
    fn leftovers(&self) -> Later<'_, Vec<String>>;
}

const CASE_LIMIT: Duration = Duration::from_secs(120);

/// Runs one case; `make` says why if there is no such driver here.
pub(crate) fn run_case<Making, Case>(
    name: &str,
    make: impl FnOnce() -> Making,
    case: impl FnOnce(Arc<World>) -> Case + Send + 'static,
) where
    Making: Future<Output = Result<Box<dyn Fixture>, String>>,
    Case: Future<Output = ()> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let fixture = match make().await {
            Ok(fixture) => fixture,
            Err(reason) => return println!("skipped {name}: {reason}"),
        };
        let world = Arc::new(World::new(fixture).await);
        let ran = tokio::time::timeout(CASE_LIMIT, tokio::spawn(case(Arc::clone(&world)))).await;
        world.clean_up().await;
        let left = world.everything_left().await;
        match ran {
            Err(_) => panic!("{name} took longer than {CASE_LIMIT:?}"),
            Ok(Err(failure)) => std::panic::resume_unwind(failure.into_panic()),
            Ok(Ok(())) => assert!(left.is_empty(), "{name} left behind: {left:?}"),
        }
    });
}

/// A test for each case: `contract_suite!(make_fixture);`
#[macro_export]
macro_rules! contract_suite {
    ($make:path) => {
        $crate::contract_cases! { $make;
            process: exit_codes, signals_end_it_with_their_number, kill_cannot_be_ignored,
                environment_and_default_path, entry_points_and_commands, working_directory_is_made,
                users_and_groups, unknown_users_are_refused, hostname_is_set, hosts_are_known,
                resolvers_are_written, init_reaps_orphans, no_such_program, not_executable,
                terminal_and_standard_input, mask_and_limits_of_files_are_ordinary;
            output: streams_are_told_apart_and_kept_in_order, much_output_comes_whole,
                no_newline_at_the_end, bytes_are_kept, goes_on_at_any_position, follows_while_it_prints,
                nothing_printed_is_an_end, two_readers, the_oldest_is_dropped, unknown_container_has_none;
            limits: memory_limit_is_set, out_of_memory_is_told, memory_reservation_is_set,
                cpu_shares_are_set, a_fork_bomb_is_contained, ulimits_are_set, sysctls_are_set,
                tmpfs_has_size_and_options, shared_memory_size, stats_grow,
                stats_count_the_network, a_parent_limits_all;
            files: a_volume_is_shared, a_new_volume_gets_the_images_files, a_volume_read_only,
                host_binds, a_missing_host_directory_is_made, a_file_is_bound, mounts_nest,
                devices_are_given, read_only_root, a_volume_outlives_its_container,
                a_volume_that_is_not_there, volumes_are_listed_and_removed;
            network: none_has_loopback_alone, host_is_the_hosts, bridge_has_an_address_and_a_route,
                a_tcp_port_is_reached, a_udp_port_is_reached, dynamic_ports_differ,
                a_range_of_ports_is_reached, containers_have_addresses_of_their_own,
                a_container_reaches_another_by_host_port, a_taken_port_is_told,
                a_task_shares_one_network, tasks_of_a_subnet_reach_each_other;
            namespaces: processes_are_hidden, a_task_sees_its_processes, a_task_shares_messages,
                host_processes, host_messages, no_shared_memory, default_capabilities,
                capabilities_are_added_and_dropped, privileged_has_all,
                other_users_have_no_capabilities, no_new_privileges, seccomp_is_on;
            life: an_ended_one_goes_on_with_its_files, starting_twice, creating_twice,
                removing_while_it_runs, removing_twice, unknown_containers, exec_runs_inside,
                exec_has_user_and_environment, exec_ends_at_its_time, exec_output_is_bounded, exec_needs_a_running_container,
                exec_of_no_program, exits_are_told, a_new_driver_finds_what_runs,
                a_new_driver_tells_what_ended, an_image_that_is_not_here, a_registry_that_is_not_there,
                lists_name_everything, sandboxes_open_twice, an_unknown_sandbox, killing_what_has_ended,
                image_facts, names_may_repeat;
            hardening: proc_is_guarded, masked_paths_are_empty, sys_cannot_be_written,
                the_runtime_cannot_be_overwritten, host_disks_are_out_of_reach, mounting_is_refused,
                pivoting_is_refused, host_processes_cannot_be_seen, roots_stay_inside,
                links_in_mount_targets_stay_inside, links_in_volume_targets_stay_inside,
                cgroups_cannot_be_changed, raw_sockets_need_the_capability,
                set_uid_programs_gain_nothing, no_descriptor_is_leaked, dev_is_exact,
                kernel_logs_are_refused, user_namespaces_are_refused, dangerous_calls_are_refused,
                unknown_calls_are_not_there, chroot_does_not_escape, limits_cannot_be_raised,
                links_in_etc_do_not_redirect, names_of_namespaces_are_its_own,
                modules_and_settings_are_out_of_reach;
        }
    };
}

#[macro_export]
macro_rules! contract_cases {
    ($make:path; $($group:ident: $($case:ident),+;)+) => {
        $(mod $group {
            $(#[test]
            fn $case() {
                let name = concat!(stringify!($group), "::", stringify!($case));
                $crate::contract::run_case(name, $make, $crate::contract::$group::$case);
            })+
        })+
    };
}
