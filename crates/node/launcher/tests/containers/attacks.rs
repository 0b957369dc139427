//! What a hostile image or program tries, and does not get.

use std::os::unix::fs::symlink;

use longshore_launcher::spec::{Mount, MountKind};

use crate::Test;
use crate::world::{World, printed, seen, signal, until};

pub(crate) const TESTS: &[Test] = &[
    ("links_of_an_image_lead_nowhere_else", links_of_an_image_lead_nowhere_else),
    ("no_descriptor_leaks", no_descriptor_leaks),
    ("own_executable_cannot_be_written", own_executable_cannot_be_written),
    ("forbidden_calls_are_refused", forbidden_calls_are_refused),
    ("nothing_of_the_machine_can_be_set", nothing_of_the_machine_can_be_set),
];

fn links_of_an_image_lead_nowhere_else() {
    let Some(world) = World::new("links") else { return };
    let outside = world.base.join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("victim"), "safe").unwrap();
    let upwards = format!("../../../../../../../..{}", outside.display());
    symlink(&outside, world.image_path("absolute")).unwrap();
    symlink(&upwards, world.image_path("relative")).unwrap();
    std::fs::remove_dir(world.image_path("proc")).unwrap();
    symlink(&outside, world.image_path("proc")).unwrap();
    let source = world.base.join("source");
    std::fs::write(&source, "bound").unwrap();
    for (index, target) in
        ["/absolute/victim", "/relative/victim", "/absolute/new/file"].into_iter().enumerate()
    {
        let mut spec = world.spec(&format!("c{index}"), "true");
        spec.mounts.retain(|mount| mount.target != "/proc");
        spec.mounts.push(Mount {
            target: target.to_owned(),
            kind: MountKind::Bind { source: source.clone(), read_only: false, recursive: false },
        });
        // The link leads nowhere inside, so there is nothing to mount on.
        let error = world.spawner.launch(&world.write(&spec)).unwrap_err();
        assert!(error.to_string().contains("leads nowhere"), "{error}");
    }
    // Where it leads somewhere inside, that is where it is mounted.
    std::fs::create_dir_all(world.image_path(&format!(".{}", outside.display()))).unwrap();
    let mut spec = world.spec("inside", &format!("cat {}/victim", outside.display()));
    spec.mounts.retain(|mount| mount.target != "/proc");
    spec.mounts.push(Mount {
        target: "/relative/victim".to_owned(),
        kind: MountKind::Bind { source, read_only: false, recursive: false },
    });
    assert_eq!(world.output_of(&spec), "bound");
    assert_eq!(std::fs::read_to_string(outside.join("victim")).unwrap(), "safe");
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 1);
    let mut spec = world.spec("dots", "true");
    spec.mounts.push(Mount { target: "/x/../../y".to_owned(), kind: MountKind::Mqueue });
    assert!(world.spawner.launch(&world.write(&spec)).is_err());
    world.finish();
}

fn no_descriptor_leaks() {
    let Some(world) = World::new("descriptors") else { return };
    let mut spec = world.spec("c", "");
    spec.process.arguments = ["ls", "/proc/self/fd"].map(str::to_owned).to_vec();
    // The last is the directory that ls itself reads.
    assert_eq!(world.output_of(&spec), "0\n1\n2\n3\n");
    // What it starts with it closes by and by.
    let look = "for n in $(seq 100); do ls /proc/1/fd > /tmp/open; test $(wc -l < /tmp/open) -le 4 && break; sleep 0.1; done; cat /tmp/open";
    let mut spec = world.spec("init", look);
    spec.init = true;
    spec.process.seccomp = longshore_launcher::spec::Seccomp::Unconfined;
    spec.process.capabilities = vec!["CAP_SYS_PTRACE".to_owned(), "CAP_DAC_OVERRIDE".to_owned()];
    let out = world.output_of(&spec);
    assert!(out.split_whitespace().count() <= 4, "{out}");
    // A working directory behind a descriptor of ours, as it would be if one leaked.
    for number in 3..12 {
        let mut spec = world.spec(&format!("directory{number}"), "pwd");
        spec.process.working_directory = format!("/proc/self/fd/{number}");
        let error = world.spawner.launch(&world.write(&spec)).unwrap_err();
        assert!(error.to_string().contains("cannot enter the working directory"), "{error}");
    }
    world.finish();
}

fn own_executable_cannot_be_written() {
    let Some(world) = World::new("exe") else { return };
    let own = std::env::current_exe().unwrap();
    let before = std::fs::metadata(&own).unwrap().modified().unwrap();
    // Process 1 is our binary here; nobody may even look at it, let alone write.
    let mut spec = world.spec("c", "(echo x >> /proc/1/exe) 2>/dev/null || echo refused; cat /proc/1/exe > /dev/null 2>&1 || echo unseen");
    spec.init = true;
    assert_eq!(world.output_of(&spec), "refused\nunseen\n");
    let mut spec =
        world.spec("privileged", "(echo x >> /proc/1/exe) 2>&1 | grep -cE 'Read-only|busy'; sleep 1000");
    spec.init = true;
    spec.process.capabilities.push("CAP_SYS_PTRACE".to_owned());
    let (directory, launched) = world.launch(&spec);
    until("tried", || printed(&directory).0 == "1\n");
    // While it runs the file is busy, which hides what counts: through this mount it can never be written.
    for pid in [world.spawner.start().unwrap(), launched.launcher_pid, launched.container_pid] {
        let facts = rustix::fs::statvfs(format!("/proc/{pid}/exe")).unwrap();
        assert!(facts.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY));
    }
    signal(launched.container_pid, rustix::process::Signal::KILL);
    seen(&directory, &launched);
    assert_eq!(std::fs::metadata(&own).unwrap().modified().unwrap(), before);
    world.finish();
}

fn forbidden_calls_are_refused() {
    let Some(world) = World::new("calls") else { return };
    let script = "for try in 'mount -t tmpfs x /tmp' 'unshare -r true' 'hostname other' 'umount /proc' 'mknod /dev/x b 8 0 && head -c 1 /dev/x'; do
        sh -c \"$try\" > /dev/null 2>&1 && echo \"$try\"; done; echo done";
    assert_eq!(world.output_of(&world.spec("c", script)), "done\n");
    world.finish();
}

fn nothing_of_the_machine_can_be_set() {
    let Some(world) = World::new("sysctls") else { return };
    for name in ["kernel.core_pattern", "vm.overcommit_memory", "net.ipv4.ip_forward"] {
        let mut spec = world.spec("c", "true");
        spec.namespaces.network = longshore_launcher::spec::Namespace::Host;
        spec.sysctls = vec![(name.to_owned(), "1".to_owned())];
        let error = world.spawner.launch(&world.write(&spec)).unwrap_err();
        assert!(error.to_string().contains("it is the machine's own"), "{error}");
    }
    world.finish();
}
