//! The filter, run call by call without the kernel.
//!
//! Must not know: more than the module it tests.

use std::collections::BTreeMap;

use super::assemble::{ALLOW, ARCHITECTURE, Answer, ENOSYS, EPERM, Test};
use super::*;

/// What the kernel would answer.
fn run(program: &[libc::sock_filter], architecture: u32, number: i64, first: u64) -> u32 {
    let mut data = Vec::new();
    data.extend(u32::try_from(number).unwrap().to_le_bytes());
    data.extend(architecture.to_le_bytes());
    data.extend([0; 8]);
    data.extend(first.to_le_bytes());
    let (mut at, mut a) = (0, 0_u32);
    loop {
        let one = &program[at];
        at += 1;
        let branch = |taken: bool| usize::from(if taken { one.jt } else { one.jf });
        match one.code {
            0x20 => {
                let from = usize::try_from(one.k).unwrap();
                a = u32::from_le_bytes(data[from..from + 4].try_into().unwrap());
            }
            0x54 => a &= one.k,
            0x05 => at += usize::try_from(one.k).unwrap(),
            0x15 => at += branch(a == one.k),
            0x25 => at += branch(a > one.k),
            0x35 => at += branch(a >= one.k),
            0x06 => return one.k,
            other => panic!("instruction {other:#x}"),
        }
    }
}

fn answer(filter: &Filter, number: i64, first: u64) -> u32 {
    run(&filter.0, ARCHITECTURE, number, first)
}

fn filter(names: &[&str]) -> Filter {
    let mut all = crate::defaults::capabilities();
    all.extend(names.iter().map(|name| (*name).to_owned()));
    Filter::compile(CapabilitySet::of(&all).unwrap())
}

#[test]
fn calls_are_answered_by_capabilities() {
    let plain = filter(&[]);
    let by_capability: BTreeMap<&str, &[i64]> = BTreeMap::from([
        (
            "SYS_ADMIN",
            &[libc::SYS_mount, libc::SYS_unshare, libc::SYS_setns, libc::SYS_bpf, libc::SYS_fsopen][..],
        ),
        ("SYS_MODULE", &[libc::SYS_init_module, libc::SYS_finit_module]),
        ("SYS_BOOT", &[libc::SYS_reboot]),
        ("SYS_TIME", &[libc::SYS_clock_settime, libc::SYS_settimeofday]),
        ("SYS_PTRACE", &[libc::SYS_pidfd_getfd, libc::SYS_kcmp]),
        ("BPF", &[libc::SYS_bpf]),
        ("SYSLOG", &[libc::SYS_syslog]),
        ("DAC_READ_SEARCH", &[libc::SYS_open_by_handle_at]),
    ]);
    for (capability, calls) in by_capability {
        let with = filter(&[capability]);
        for call in calls {
            assert_eq!(answer(&plain, *call, 0), EPERM, "call {call} without {capability}");
            assert_eq!(answer(&with, *call, 0), ALLOW, "call {call} with {capability}");
        }
    }
}

#[test]
fn some_calls_are_for_everybody_and_some_for_nobody() {
    let (plain, admin) = (filter(&[]), filter(&["SYS_ADMIN", "SYS_PTRACE"]));
    for call in [
        libc::SYS_read,
        libc::SYS_execve,
        libc::SYS_ptrace,
        libc::SYS_chroot,
        libc::SYS_mknodat,
        libc::SYS_exit_group,
    ] {
        assert_eq!(answer(&plain, call, 0), ALLOW, "{call}");
    }
    let never = [
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_kexec_load,
        libc::SYS_pivot_root,
        libc::SYS_swapon,
        libc::SYS_userfaultfd,
        libc::SYS_io_uring_setup,
        libc::SYS_io_uring_enter,
        libc::SYS_nfsservctl,
    ];
    for call in never {
        assert_eq!(answer(&plain, call, 0), EPERM, "{call}");
        assert_eq!(answer(&admin, call, 0), EPERM, "{call}");
    }
}

#[test]
fn arguments_decide_where_they_must() {
    let (plain, admin) = (filter(&[]), filter(&["SYS_ADMIN"]));
    let threads = 0x003d_0f00;
    assert_eq!(answer(&plain, libc::SYS_clone, threads), ALLOW);
    for flag in
        [0x1000_0000_u64, 0x0002_0000, 0x2000_0000, 0x4000_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000]
    {
        assert_eq!(answer(&plain, libc::SYS_clone, flag | 17), EPERM, "{flag:#x}");
        assert_eq!(answer(&admin, libc::SYS_clone, flag | 17), ALLOW, "{flag:#x}");
    }
    assert_eq!(answer(&plain, libc::SYS_clone3, 0), ENOSYS);
    assert_eq!(answer(&admin, libc::SYS_clone3, 0), ALLOW);
    assert_eq!(answer(&plain, libc::SYS_socket, 2), ALLOW);
    assert_eq!(answer(&plain, libc::SYS_socket, 40), EPERM);
    assert_eq!(answer(&plain, libc::SYS_socket, 40 | 1 << 40), EPERM);
    for (domain, expected) in [(0, ALLOW), (8, ALLOW), (0x2_0000, ALLOW), (0xffff_ffff, ALLOW), (4, EPERM)] {
        assert_eq!(answer(&plain, libc::SYS_personality, domain), expected, "{domain:#x}");
    }
}

#[test]
fn calls_of_kernels_to_come_are_not_there_yet() {
    let plain = filter(&[]);
    assert_eq!(answer(&plain, libc::SYS_mseal + 1, 0), ENOSYS);
    assert_eq!(answer(&plain, libc::SYS_mseal + 40, 0), ENOSYS);
    assert_eq!(answer(&plain, 999, 0), ENOSYS);
    assert_eq!(answer(&plain, 0x3fff_ffff, 0), ENOSYS);
    assert_eq!(answer(&plain, 0x4000_0000, 0), EPERM);
}

#[test]
fn programs_are_short_and_know_their_architecture() {
    let all = Filter::compile(CapabilitySet::from_bits(u64::MAX >> 23));
    assert!(all.0.len() < 400, "{}", all.0.len());
    assert_eq!(run(&all.0, 0x4000_0003, libc::SYS_read, 0), 0x8000_0000);
    assert_eq!(answer(&all, 0x4000_0000, 0), EPERM);
}

#[test]
fn only_so_many_filters_are_kept() {
    let mut filters = Filters::default();
    for bits in 0..40 {
        filters.prepare(CapabilitySet::from_bits(bits));
        assert!(filters.get(CapabilitySet::from_bits(bits)).is_some());
    }
    assert_eq!(filters.0.len(), FILTERS_MAX);
}

proptest::proptest! {
    #[test]
    fn every_call_gets_its_own_answer(
        calls in proptest::collection::btree_map(0_i64..600, 0_usize..3, 0..300),
        asked in 0_i64..700,
    ) {
        let kinds = [Answer::Allow, Answer::NotThere, Answer::AllowIf(Test::IsNot(7))];
        let answers = calls.iter().map(|(number, kind)| (*number, kinds[*kind])).collect();
        let program = assemble::assemble(&answers, 650..680);
        for first in [7, 8] {
            let expected = match (calls.get(&asked), first) {
                (Some(0), _) | (Some(2), 8) => ALLOW,
                (Some(1), _) => ENOSYS,
                (None, _) if (650..680).contains(&asked) => ENOSYS,
                _ => EPERM,
            };
            proptest::prop_assert_eq!(run(&program, ARCHITECTURE, asked, first), expected);
        }
    }
}
