//! What a container must not be able to do: ways out that were found in runtimes over the years, each tried.
//!
//! Every expectation here is what Docker Engine with its defaults answers.

use std::sync::Arc;

use longshore_runtime::{ContainerSpec, DriverError, MountSource};

use super::World;
use super::files::mount;
use super::image::has_programs;

/// Runs each line as a command of its own; all must fail.
async fn all_fail(w: &World, lines: &[&str]) {
    let script: String = lines
        .iter()
        .map(|line| format!("({line}) 2>/dev/null && echo '{}'\n", line.replace('\'', "")))
        .collect();
    let ran = w.sh(&format!("{script}true"), |_| {}).await;
    assert_eq!(ran.good(), "", "these were let through");
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(crate) async fn proc_is_guarded(w: Arc<World>) {
    all_fail(
        &w,
        &[
            "echo h > /proc/sysrq-trigger",
            "echo x > /proc/sys/kernel/hostname",
            "echo 1 > /proc/sys/vm/drop_caches",
            "echo '|/tmp/x' > /proc/sys/kernel/core_pattern",
            "echo /tmp/x > /proc/sys/kernel/modprobe",
            "echo 1 > /proc/irq/default_smp_affinity",
            "echo x > /proc/bus/x",
            "test -s /proc/sched_debug",
        ],
    )
    .await;
}

pub(crate) async fn masked_paths_are_empty(w: Arc<World>) {
    let script = "for f in kcore keys latency_stats timer_list sched_debug; do \
                      test -e /proc/$f && head -c 16 /proc/$f 2>/dev/null | wc -c; done; \
                  for d in asound acpi scsi; do test -d /proc/$d && ls -A /proc/$d; done; \
                  ls -A /sys/firmware; true";
    let ran = w.sh(script, |_| {}).await;
    assert!(ran.good().lines().all(|line| line == "0"), "{ran:?}");
    assert!(ran.good().lines().count() >= 1);
}

pub(crate) async fn sys_cannot_be_written(w: Arc<World>) {
    all_fail(
        &w,
        &[
            "echo /tmp/x > /sys/kernel/uevent_helper",
            "echo mem > /sys/power/state",
            "mkdir /sys/fs/cgroup/memory/x",
            "echo 1 > /sys/kernel/mm/transparent_hugepage/enabled",
            "mount -o remount,rw /sys",
        ],
    )
    .await;
}

/// A program that the runtime starts must not be the runtime, which could then be written over.
pub(crate) async fn the_runtime_cannot_be_overwritten(w: Arc<World>) {
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "");
    spec.command = Some(words(&["/bin/self"]));
    // Whether it starts (as the shell of nothing) or not: nothing of the host may have been run or written.
    let created = w.driver.create(&spec).await.and(Ok(()));
    if created.is_ok() && w.driver.start(&spec.id).await.is_ok() {
        w.end(&spec.id).await;
        let (stdout, _) = w.printed(&spec.id).await;
        assert!(!String::from_utf8_lossy(&stdout).contains("longshore"), "the runtime ran inside");
    }
    let script =
        "for p in /proc/[0-9]*; do (echo > $p/exe) 2>/dev/null && echo $p; done; readlink /proc/1/exe";
    assert_eq!(w.sh(script, |_| {}).await.good(), "/bin/busybox");
}

pub(crate) async fn host_disks_are_out_of_reach(w: Arc<World>) {
    let script = "mknod /tmp/disk b 8 0 && head -c 1 /tmp/disk > /dev/null 2>&1 && echo sda; \
                  mknod /tmp/root b 254 0 && head -c 1 /tmp/root > /dev/null 2>&1 && echo vda; \
                  mknod /tmp/mem c 1 1 && head -c 1 /tmp/mem > /dev/null 2>&1 && echo mem; \
                  mknod /tmp/kmsg c 1 11 && timeout 1 head -c 1 /tmp/kmsg > /dev/null 2>&1 && echo kmsg; \
                  mknod /tmp/null c 1 3 && echo x > /tmp/null && echo null";
    assert_eq!(w.sh(script, |_| {}).await.good(), "null");
}

pub(crate) async fn mounting_is_refused(w: Arc<World>) {
    all_fail(
        &w,
        &[
            "mount -t tmpfs none /tmp",
            "mount -t proc proc /tmp",
            "mount -o bind /etc /tmp",
            "mount -o remount,rw /proc/sys",
            "mount -t cgroup -o memory none /tmp",
            "umount /proc/kcore",
            "umount /sys",
            "umount -l /dev",
        ],
    )
    .await;
}

pub(crate) async fn pivoting_is_refused(w: Arc<World>) {
    all_fail(&w, &["mkdir -p /tmp/old && pivot_root / /tmp/old", "pivot_root /tmp /tmp"]).await;
}

pub(crate) async fn host_processes_cannot_be_seen(w: Arc<World>) {
    let own = std::process::id();
    let script =
        format!("kill -0 {own} 2>/dev/null && echo seen; cat /proc/{own}/status 2>/dev/null; echo $$");
    assert_eq!(w.sh(&script, |_| {}).await.good(), "1");
}

pub(crate) async fn roots_stay_inside(w: Arc<World>) {
    let script = "readlink -f /proc/1/root; test -e /proc/1/root/bin/call && echo same; readlink -f /proc/self/cwd; \
                  cd /proc/1/root/../../..; test -e bin/call && echo still";
    assert_eq!(w.sh(script, |_| {}).await.good(), "/\nsame\n/\nstill");
}

/// An image whose directories are links out of its root, with a mount asked for below them.
pub(crate) async fn links_in_mount_targets_stay_inside(w: Arc<World>) {
    let (directory, marker) = (w.directory(), w.name("m"));
    std::fs::write(directory.path().join("f"), "bound").unwrap();
    for target in ["outside", "absolute", "to-proc/self/cwd"] {
        let bind = mount(MountSource::Host(directory.text()), &format!("/{target}/{marker}"), false);
        let sandbox = w.none().await;
        let mut spec = w.script(&sandbox, &format!("cat /tmp/{marker}/f /{marker}/f 2>/dev/null; true"));
        spec.mounts = vec![bind];
        let made = w.driver.create(&spec).await;
        if made.is_ok() && w.driver.start(&spec.id).await.is_ok() {
            w.end(&spec.id).await;
            let (stdout, _) = w.printed(&spec.id).await;
            if target != "to-proc/self/cwd" {
                assert_eq!(stdout, b"bound", "the link leads to its own /tmp");
            }
        }
        w.driver.remove(&spec.id).await.unwrap();
        assert!(!std::path::Path::new("/tmp").join(&marker).exists(), "{target} led out of the root");
    }
}

/// A volume in which one container lays a link to trip the next one's mounts.
pub(crate) async fn links_in_volume_targets_stay_inside(w: Arc<World>) {
    let name = w.volume().await.name;
    let (directory, marker) = (w.directory(), w.name("m"));
    std::fs::write(directory.path().join("f"), "bound").unwrap();
    let volume = || mount(MountSource::Volume(name.clone()), "/v", false);
    let script =
        "ln -s ../../../../../../../../tmp /v/up; ln -s /tmp /v/absolute; ln -s /proc/self/root/tmp /v/proc";
    w.sh(script, |spec| spec.mounts = vec![volume()]).await.good();
    for link in ["up", "absolute", "proc"] {
        let sandbox = w.none().await;
        let mut spec = w.script(&sandbox, "true");
        spec.mounts =
            vec![volume(), mount(MountSource::Host(directory.text()), &format!("/v/{link}/{marker}"), false)];
        if w.driver.create(&spec).await.is_ok() && w.driver.start(&spec.id).await.is_ok() {
            w.end(&spec.id).await;
        }
        w.driver.remove(&spec.id).await.unwrap();
        assert!(!std::path::Path::new("/tmp").join(&marker).exists(), "{link} led out of the root");
    }
}

pub(crate) async fn cgroups_cannot_be_changed(w: Arc<World>) {
    let script = "for f in $(find /sys/fs/cgroup -name release_agent -o -name notify_on_release -o -name cgroup.procs \
                      -o -name devices.allow); do (echo x > $f) 2>/dev/null && echo $f; done; \
                  awk '$3 ~ /^cgroup/ && $4 !~ /^ro/' /proc/mounts; true";
    assert_eq!(w.sh(script, |_| {}).await.good(), "");
}

pub(crate) async fn raw_sockets_need_the_capability(w: Arc<World>) {
    let script = "ping -c 1 -W 2 127.0.0.1 > /dev/null && echo pinged";
    assert_eq!(w.sh(script, |_| {}).await.good(), "pinged");
    if !has_programs() {
        return;
    }
    // socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)
    let raw = "call 41 2 3 1 0 0";
    assert_eq!(w.sh(raw, |_| {}).await.code(), Some(0));
    let ran = w.sh(raw, |spec| spec.capabilities_drop = words(&["NET_RAW"])).await;
    assert_eq!(ran.code(), Some(1), "EPERM");
}

/// The program asks for user 0, which only one with root's rights may.
pub(crate) async fn set_uid_programs_gain_nothing(w: Arc<World>) {
    if !has_programs() {
        return;
    }
    let as_app = |options: &[&str]| {
        let options = words(options);
        move |spec: &mut ContainerSpec| {
            spec.user = Some("app".to_owned());
            spec.security_options = options;
        }
    };
    // setresuid(0, 0, 0)
    let script = "as-root 117 0 0 0 0 0";
    assert_eq!(w.sh(script, as_app(&[])).await.code(), Some(0), "the bit counts");
    let ran = w.sh(script, as_app(&["no-new-privileges"])).await;
    assert_eq!(ran.code(), Some(1), "EPERM");
}

pub(crate) async fn no_descriptor_is_leaked(w: Arc<World>) {
    let ran = w.sh("ls /proc/1/fd; true", |_| {}).await;
    assert_eq!(ran.good(), "0\n1\n2");
    let with_init = w.sh("ls /proc/1/fd; ls /proc/$$/fd", |spec| spec.init = true).await;
    let extra: Vec<&str> = with_init.good().lines().filter(|line| !["0", "1", "2"].contains(line)).collect();
    assert!(extra.len() <= 1, "the shell keeps one at most for itself: {extra:?}");
}

pub(crate) async fn dev_is_exact(w: Arc<World>) {
    let script = "ls -A /dev | grep -v '^core$' | tr '\\n' ' '; echo; for l in fd stdin ptmx; do readlink /dev/$l; done; \
                  stat -c '%t:%T %a' /dev/null /dev/tty; ls -A /dev/pts /dev/mqueue | grep -c '^[0-9]'";
    let ran = w.sh(script, |_| {}).await;
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let expected = [
        "fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero ",
        "/proc/self/fd",
        "/proc/self/fd/0",
        "pts/ptmx",
        "1:3 666",
        "5:0 666",
        "0",
    ];
    assert_eq!(lines, expected);
}

pub(crate) async fn kernel_logs_are_refused(w: Arc<World>) {
    all_fail(&w, &["dmesg", "dmesg -c", "head -c 1 /dev/kmsg", "cat /proc/kmsg"]).await;
}

pub(crate) async fn user_namespaces_are_refused(w: Arc<World>) {
    all_fail(
        &w,
        &[
            "unshare -U true",
            "unshare -r true",
            "unshare -m true",
            "unshare -n true",
            "unshare -p true",
            "nsenter -t 1 -m true",
        ],
    )
    .await;
    if has_programs() {
        // clone(CLONE_NEWUSER | SIGCHLD)
        assert_eq!(w.sh("call 56 268435473 0 0 0 0", |_| {}).await.code(), Some(1), "EPERM");
    }
}

pub(crate) async fn dangerous_calls_are_refused(w: Arc<World>) {
    if !has_programs() {
        return;
    }
    let calls = [
        ("keyctl", 250),
        ("add_key", 248),
        ("request_key", 249),
        ("bpf", 321),
        ("perf_event_open", 298),
        ("userfaultfd", 323),
        ("open_by_handle_at", 304),
        ("init_module", 175),
        ("finit_module", 313),
        ("delete_module", 176),
        ("kexec_load", 246),
        ("reboot", 169),
        ("swapon", 167),
        ("settimeofday", 164),
        ("acct", 163),
        ("quotactl", 179),
        ("setns", 308),
        ("unshare", 272),
        ("mount", 165),
        ("pivot_root", 155),
        ("iopl", 172),
        ("syslog", 103),
    ];
    let script: String = calls
        .iter()
        .map(|(name, number)| format!("call {number} 0 0 0 0 0; test $? = 1 || echo {name}\n"))
        .collect();
    assert_eq!(w.sh(&script, |_| {}).await.good(), "", "these do not answer EPERM");
}

/// A call that the filter does not know must look as if the kernel did not, so that libraries fall back.
pub(crate) async fn unknown_calls_are_not_there(w: Arc<World>) {
    if has_programs() {
        assert_eq!(w.sh("call 435 0 0 0 0 0", |_| {}).await.code(), Some(38), "clone3: ENOSYS");
        assert_eq!(w.sh("call 999 0 0 0 0 0", |_| {}).await.code(), Some(38), "ENOSYS");
    }
}

/// The old way out: make a second root, climb from outside of it.
pub(crate) async fn chroot_does_not_escape(w: Arc<World>) {
    let script = "mkdir -p /jail/bin /jail/up; cp /bin/busybox /jail/bin/; \
                  chroot /jail /bin/busybox true && echo may; \
                  cd /jail/up; for n in $(seq 40); do cd ..; done; test -e bin/call && pwd; \
                  chroot . /bin/sh -c 'test -e /bin/call && echo own'";
    assert_eq!(w.sh(script, |_| {}).await.good(), "may\n/\nown");
}

pub(crate) async fn limits_cannot_be_raised(w: Arc<World>) {
    let script = "for f in /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max \
                      /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max; do \
                      test -e $f && (echo 99999999999 > $f) 2>/dev/null && echo $f; done; \
                  ulimit -Hn 99999999 2>/dev/null && echo files; true";
    let change = |spec: &mut ContainerSpec| {
        spec.limits.memory = Some(64 << 20);
        spec.ulimits = vec![longshore_runtime::Ulimit { name: "nofile".to_owned(), soft: 100, hard: 200 }];
    };
    let ran = w.sh(script, change).await;
    assert_eq!(ran.good(), "");
}

/// /etc/hosts and its kin are mounts: what an image or a run lays there must not lead a write elsewhere.
pub(crate) async fn links_in_etc_do_not_redirect(w: Arc<World>) {
    let victim = w.directory();
    let file = victim.path().join("victim");
    std::fs::write(&file, "untouched").unwrap();
    let sandbox = w.none().await;
    let path = file.display().to_string();
    let script = format!(
        "for f in hosts hostname resolv.conf; do umount /etc/$f 2>/dev/null; rm -f /etc/$f 2>/dev/null; ln -s {path} /etc/$f 2>/dev/null; done; true"
    );
    let spec = w.script(&sandbox, &script);
    for _ in 0..2 {
        w.start(&spec).await;
        w.end(&spec.id).await;
    }
    w.driver.remove(&spec.id).await.unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "untouched");
    // A name cannot smuggle lines into the files either.
    let mut spec = w.script(&sandbox, "cat /etc/hosts");
    spec.hostname = Some("a\n192.0.2.1 bank.test".to_owned());
    match w.driver.create(&spec).await {
        Ok(()) => match w.driver.start(&spec.id).await {
            Ok(_) => {
                w.end(&spec.id).await;
                let (stdout, _) = w.printed(&spec.id).await;
                assert!(!String::from_utf8_lossy(&stdout).contains("\n192.0.2.1"), "a line was smuggled in");
            }
            Err(error) => assert!(matches!(
                error,
                DriverError::CannotStart(_) | DriverError::InvalidSpec(_) | DriverError::Failed(_)
            )),
        },
        Err(error) => assert!(matches!(error, DriverError::InvalidSpec(_)), "{error:?}"),
    }
}

pub(crate) async fn names_of_namespaces_are_its_own(w: Arc<World>) {
    let ran = w.sh("for n in mnt net pid uts ipc; do readlink /proc/self/ns/$n; done", |_| {}).await;
    for (line, name) in ran.good().lines().zip(["mnt", "net", "pid", "uts", "ipc"]) {
        let host = std::fs::read_link(format!("/proc/self/ns/{name}")).unwrap();
        assert_ne!(line, host.to_str().unwrap());
    }
    assert_eq!(ran.good().lines().count(), 5);
}

pub(crate) async fn modules_and_settings_are_out_of_reach(w: Arc<World>) {
    all_fail(
        &w,
        &[
            "insmod /tmp/x.ko",
            "hostname other",
            "ip link add dummy0 type dummy",
            "ifconfig lo 10.0.0.1",
            "sysctl -w net.ipv4.ip_forward=1",
        ],
    )
    .await;
}
