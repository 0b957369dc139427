//! The image that the cases run: busybox with users, some files to trip over, and two small programs.
//!
//! Must not know: how a driver loads it.

use std::sync::OnceLock;

/// Known by this name, with this configuration, over the root file system that all share.
#[derive(Debug, Clone, Default)]
pub(crate) struct ImageSetup {
    pub(crate) reference: String,
    pub(crate) entry_point: Vec<String>,
    pub(crate) command: Vec<String>,
    pub(crate) environment: Vec<String>,
    pub(crate) user: String,
    pub(crate) working_directory: String,
}

/// No entry point, a command, two variables.
pub(crate) const PLAIN: &str = "longshore-contract-plain:4";
/// An entry point with a command, a user, a working directory.
pub(crate) const ENTRY: &str = "longshore-contract-entry:4";

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(crate) fn setups() -> [ImageSetup; 2] {
    let plain = ImageSetup {
        reference: PLAIN.to_owned(),
        command: words(&["echo", "image-command"]),
        environment: words(&["FROM_IMAGE=image", "BOTH=image"]),
        ..ImageSetup::default()
    };
    let entry = ImageSetup {
        reference: ENTRY.to_owned(),
        entry_point: words(&["echo", "entry"]),
        command: words(&["image-command"]),
        user: "app".to_owned(),
        working_directory: "/work".to_owned(),
        ..ImageSetup::default()
    };
    [plain, entry]
}

/// The path of busybox on this machine, without which there is no image.
pub(crate) fn busybox() -> Option<&'static str> {
    ["/usr/bin/busybox", "/bin/busybox"].into_iter().find(|path| std::path::Path::new(path).exists())
}

const APPLETS: &str = "[ ash awk base64 basename cat chmod chown chroot cmp cp cut date dd df dmesg dnsdomainname \
    echo env expr false find free grep head hexdump hostname id ifconfig init insmod ip kill killall ln logger ls \
    md5sum mkdir mkfifo mknod mktemp mount mv nc nproc nsenter od ping pivot_root printf ps pwd readlink realpath \
    rm rmdir route sed seq setpriv setsid sh sha256sum sleep sort stat stty su sync sysctl tail tar tee test time \
    timeout top touch tr true tty umount uname uniq unshare usleep wc wget which whoami xargs yes";

const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000:app:/home/app:/bin/sh\n";
const GROUP: &str = "root:x:0:\napp:x:1000:\nextra:x:2000:app\nmore:x:3000:root,app\n";

/// As a tar file. Made once.
pub(crate) fn root_file_system() -> bytes::Bytes {
    static MADE: OnceLock<bytes::Bytes> = OnceLock::new();
    MADE.get_or_init(|| make().into()).clone()
}

struct Tree(tar::Builder<Vec<u8>>);

impl Tree {
    fn put(&mut self, kind: tar::EntryType, path: &str, mode: u32, owner: u64, bytes: &[u8]) {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(owner);
        header.set_gid(owner);
        header.set_size(bytes.len() as u64);
        self.0.append_data(&mut header, path, bytes).unwrap();
    }

    fn directory(&mut self, path: &str, mode: u32, owner: u64) {
        self.put(tar::EntryType::Directory, path, mode, owner, &[]);
    }

    fn file(&mut self, path: &str, mode: u32, bytes: &[u8]) {
        self.put(tar::EntryType::Regular, path, mode, 0, bytes);
    }

    fn link(&mut self, path: &str, target: &str) {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::Symlink);
        header.set_size(0);
        header.set_mode(0o777);
        self.0.append_link(&mut header, path, target).unwrap();
    }
}

fn make() -> Vec<u8> {
    let busybox = std::fs::read(busybox().expect("busybox")).unwrap();
    let mut tree = Tree(tar::Builder::new(Vec::new()));
    for path in ["bin", "dev", "etc", "home", "proc", "root", "sys", "usr", "usr/bin", "work"] {
        tree.directory(path, 0o755, 0);
    }
    tree.directory("tmp", 0o1777, 0);
    tree.directory("home/app", 0o755, 1000);
    tree.file("bin/busybox", 0o755, &busybox);
    for applet in APPLETS.split_whitespace() {
        tree.link(&format!("bin/{applet}"), "busybox");
    }
    tree.file("bin/as-root", 0o4755, &program(&CALL));
    tree.file("etc/passwd", 0o644, PASSWD.as_bytes());
    tree.file("etc/group", 0o644, GROUP.as_bytes());
    // To be copied into a volume at its first use.
    tree.directory("data", 0o750, 1000);
    tree.put(tar::EntryType::Regular, "data/seed", 0o640, 1000, b"seed\n");
    tree.link("data/link", "seed");
    // Programs that are none.
    tree.file("bin/plain-file", 0o644, b"#!/bin/sh\necho ran\n");
    tree.file("bin/self", 0o755, b"#!/proc/self/exe\n");
    // Ways out of the root, as an image could lay them.
    tree.link("outside", "../../../../../../tmp");
    tree.link("absolute", "/tmp");
    tree.link("to-proc", "/proc");
    tree.file("bin/call", 0o755, &program(&CALL));
    tree.file("bin/udp-echo", 0o755, &program(&UDP_ECHO));
    tree.0.into_inner().unwrap()
}

/// Whether the two small programs are for this machine.
pub(crate) fn has_programs() -> bool {
    cfg!(target_arch = "x86_64")
}

/// An ELF file around x86-64 instructions.
fn program(code: &[u8]) -> Vec<u8> {
    let length = 120 + code.len() as u64;
    let mut file = vec![0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    file.extend([2, 0, 62, 0, 1, 0, 0, 0]);
    for word in [0x40_0078_u64, 64, 0] {
        file.extend(word.to_le_bytes());
    }
    file.extend([0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    file.extend([1, 0, 0, 0, 5, 0, 0, 0]);
    for word in [0, 0x40_0000, 0x40_0000, length, length, 0x1000_u64] {
        file.extend(word.to_le_bytes());
    }
    file.extend(code);
    file
}

/// `call NUMBER A B C D E`: one system call; its error is the exit code.
const CALL: [u8; 77] = [
    0x4c, 0x8d, 0x64, 0x24, 0x10, // lea r12, [rsp+16]
    0x41, 0xbd, 0x06, 0x00, 0x00, 0x00, // mov r13d, 6
    0x49, 0x8b, 0x34, 0x24, // next: mov rsi, [r12]
    0x49, 0x83, 0xc4, 0x08, // add r12, 8
    0x31, 0xc0, // xor eax, eax
    0x0f, 0xb6, 0x0e, // digit: movzx ecx, byte [rsi]
    0x85, 0xc9, // test ecx, ecx
    0x74, 0x0f, // je done
    0x83, 0xe9, 0x30, // sub ecx, '0'
    0x48, 0x6b, 0xc0, 0x0a, // imul rax, rax, 10
    0x48, 0x01, 0xc8, // add rax, rcx
    0x48, 0xff, 0xc6, // inc rsi
    0xeb, 0xea, // jmp digit
    0x50, // done: push rax
    0x41, 0xff, 0xcd, // dec r13d
    0x75, 0xda, // jne next
    0x41, 0x58, 0x41, 0x5a, 0x5a, 0x5e, 0x5f, 0x58, // pop r8, r10, rdx, rsi, rdi, rax
    0x0f, 0x05, // syscall
    0x31, 0xff, // xor edi, edi
    0x48, 0x85, 0xc0, // test rax, rax
    0x79, 0x04, // jns end
    0x89, 0xc7, // mov edi, eax
    0xf7, 0xdf, // neg edi
    0xb8, 0xe7, 0x00, 0x00, 0x00, // end: mov eax, exit_group
    0x0f, 0x05, // syscall
];

pub(crate) const UDP_ECHO_PORT: u16 = 9000;

/// Sends back whatever comes to UDP port 9000.
const UDP_ECHO: [u8; 137] = [
    0xb8, 0x29, 0x00, 0x00, 0x00, 0xbf, 0x02, 0x00, 0x00, 0x00, 0xbe, 0x02, 0x00, 0x00, 0x00, 0x31, 0xd2,
    0x0f, 0x05, // socket(AF_INET, SOCK_DGRAM, 0)
    0x89, 0xc3, 0x48, 0x81, 0xec, 0x00, 0x04, 0x00, 0x00, // mov ebx, eax; sub rsp, 1024
    0x48, 0xc7, 0x44, 0x24, 0x08, 0x00, 0x00, 0x00, 0x00, 0xc7, 0x04, 0x24, 0x02, 0x00, 0x23, 0x28, 0xc7,
    0x44, 0x24, 0x04, 0x00, 0x00, 0x00, 0x00, // 0.0.0.0:9000
    0x89, 0xdf, 0x48, 0x89, 0xe6, 0xba, 0x10, 0x00, 0x00, 0x00, 0xb8, 0x31, 0x00, 0x00, 0x00, 0x0f,
    0x05, // bind
    0xc7, 0x44, 0x24, 0x10, 0x10, 0x00, 0x00, 0x00, 0x89, 0xdf, 0x48, 0x8d, 0x74, 0x24, 0x40, 0xba, 0x00,
    0x02, 0x00, 0x00, 0x45, 0x31, 0xd2, 0x49, 0x89, 0xe0, 0x4c, 0x8d, 0x4c, 0x24, 0x10, 0xb8, 0x2d, 0x00,
    0x00, 0x00, 0x0f, 0x05, // again: recvfrom
    0x89, 0xdf, 0x48, 0x8d, 0x74, 0x24, 0x40, 0x89, 0xc2, 0x45, 0x31, 0xd2, 0x49, 0x89, 0xe0, 0x41, 0xb9,
    0x10, 0x00, 0x00, 0x00, 0xb8, 0x2c, 0x00, 0x00, 0x00, 0x0f, 0x05, // sendto
    0xeb, 0xbc, // jmp again
];
