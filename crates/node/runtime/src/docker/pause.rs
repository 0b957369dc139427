//! The program that holds a task's namespaces while its containers come and go, and the image it is in.
//!
//! It is written here instruction by instruction, so that no registry, compiler or file is needed: with no
//! argument it lets the kernel reap its children and waits for ever; with one, a process id, it ends that
//! process's group and is done (Docker has no other way to end what was started by exec).
//!
//! Must not know: when it is used.

use bytes::{BufMut, Bytes, BytesMut};

/// Where the program lies in the image.
pub(crate) const PROGRAM: &str = "/pause";
/// Changes whenever the program does, so that an older image is not taken for it.
pub(crate) const VERSION: &str = "1";

/// rt_sigaction(SIGCHLD, SIG_IGN); pause() for ever. With an argument: kill(-argument, SIGKILL); exit_group.
const X86_64: [u8; 101] = [
    0x48, 0x83, 0x3c, 0x24, 0x01, // cmp qword [rsp], 1
    0x75, 0x28, // jne with_argument
    0x6a, 0x00, 0x6a, 0x00, 0x6a, 0x00, 0x6a, 0x01, // push 0, 0, 0, SIG_IGN
    0xb8, 0x0d, 0x00, 0x00, 0x00, // mov eax, rt_sigaction
    0xbf, 0x11, 0x00, 0x00, 0x00, // mov edi, SIGCHLD
    0x48, 0x89, 0xe6, // mov rsi, rsp
    0x31, 0xd2, // xor edx, edx
    0x41, 0xba, 0x08, 0x00, 0x00, 0x00, // mov r10d, 8
    0x0f, 0x05, // syscall
    0xb8, 0x22, 0x00, 0x00, 0x00, // again: mov eax, pause
    0x0f, 0x05, // syscall
    0xeb, 0xf7, // jmp again
    0x48, 0x8b, 0x74, 0x24, 0x10, // with_argument: mov rsi, [rsp+16]
    0x31, 0xc0, // xor eax, eax
    0x0f, 0xb6, 0x0e, // digit: movzx ecx, byte [rsi]
    0x85, 0xc9, // test ecx, ecx
    0x74, 0x0d, // je send
    0x83, 0xe9, 0x30, // sub ecx, '0'
    0x6b, 0xc0, 0x0a, // imul eax, eax, 10
    0x01, 0xc8, // add eax, ecx
    0x48, 0xff, 0xc6, // inc rsi
    0xeb, 0xec, // jmp digit
    0x89, 0xc7, // send: mov edi, eax
    0xf7, 0xdf, // neg edi
    0xbe, 0x09, 0x00, 0x00, 0x00, // mov esi, SIGKILL
    0xb8, 0x3e, 0x00, 0x00, 0x00, // mov eax, kill
    0x0f, 0x05, // syscall
    0x89, 0xc7, // mov edi, eax
    0xf7, 0xdf, // neg edi
    0xb8, 0xe7, 0x00, 0x00, 0x00, // mov eax, exit_group
    0x0f, 0x05, // syscall
];

/// The same for AArch64, which has ppoll in pause's place.
const AARCH64: [u32; 34] = [
    0xf940_03e0, // ldr x0, [sp]
    0xf100_041f, // cmp x0, #1
    0x5400_0221, // b.ne with_argument
    0xd280_0021, // mov x1, SIG_IGN
    0xa9be_7fe1, // stp x1, xzr, [sp, #-32]!
    0xa901_7fff, // stp xzr, xzr, [sp, #16]
    0xd280_10c8, // mov x8, rt_sigaction
    0xd280_0220, // mov x0, SIGCHLD
    0x9100_03e1, // mov x1, sp
    0xd280_0002, // mov x2, #0
    0xd280_0103, // mov x3, #8
    0xd400_0001, // svc #0
    0xd280_0000, // again: mov x0, #0
    0xd280_0001, // mov x1, #0
    0xd280_0002, // mov x2, #0
    0xd280_0003, // mov x3, #0
    0xd280_0928, // mov x8, ppoll
    0xd400_0001, // svc #0
    0x17ff_fffa, // b again
    0xf940_0be1, // with_argument: ldr x1, [sp, #16]
    0xd280_0000, // mov x0, #0
    0xd280_0142, // mov x2, #10
    0x3840_1423, // digit: ldrb w3, [x1], #1
    0x3400_0083, // cbz w3, send
    0x5100_c063, // sub w3, w3, '0'
    0x9b02_0c00, // madd x0, x0, x2, x3
    0x17ff_fffc, // b digit
    0xcb00_03e0, // send: neg x0, x0
    0xd280_0121, // mov x1, SIGKILL
    0xd280_1028, // mov x8, kill
    0xd400_0001, // svc #0
    0xcb00_03e0, // neg x0, x0
    0xd280_0bc8, // mov x8, exit_group
    0xd400_0001, // svc #0
];

/// A processor that the program is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Processor {
    X86_64,
    Aarch64,
}

impl Processor {
    /// By the engine's word for it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "x86_64" | "amd64" => Some(Self::X86_64),
            "aarch64" | "arm64" => Some(Self::Aarch64),
            _ => None,
        }
    }

    /// Docker's word for it in a platform.
    pub(crate) fn platform(self) -> &'static str {
        match self {
            Self::X86_64 => "linux/amd64",
            Self::Aarch64 => "linux/arm64",
        }
    }

    pub(crate) fn tag(self) -> String {
        match self {
            Self::X86_64 => format!("{VERSION}-amd64"),
            Self::Aarch64 => format!("{VERSION}-arm64"),
        }
    }
}

const BASE: u64 = 0x40_0000;
const ELF_HEADER: u16 = 64;
const PROGRAM_HEADER: u16 = 56;

/// The program as a file: an ELF header, one segment to load, the instructions.
pub(crate) fn program(processor: Processor) -> Bytes {
    let (machine, code): (u16, Bytes) = match processor {
        Processor::X86_64 => (62, Bytes::from_static(&X86_64)),
        Processor::Aarch64 => (183, AARCH64.iter().flat_map(|word| word.to_le_bytes()).collect()),
    };
    let headers = u64::from(ELF_HEADER + PROGRAM_HEADER);
    let length = headers + code.len() as u64;
    let mut file = BytesMut::new();
    // Identification: 64 bits, little-endian, version 1.
    file.put_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.put_u16_le(2); // executable
    file.put_u16_le(machine);
    file.put_u32_le(1);
    file.put_u64_le(BASE + headers); // entry
    file.put_u64_le(u64::from(ELF_HEADER)); // where the program header is
    file.put_u64_le(0);
    file.put_u32_le(0);
    for half in [ELF_HEADER, PROGRAM_HEADER, 1, 0, 0, 0] {
        file.put_u16_le(half);
    }
    file.put_u32_le(1); // to load
    file.put_u32_le(5); // readable, executable
    for word in [0, BASE, BASE, length, length, 0x1000] {
        file.put_u64_le(word);
    }
    file.put(code);
    file.freeze()
}

/// A tar file with the program alone, for the engine to import.
pub(crate) fn root_file_system(processor: Processor) -> Bytes {
    let program = program(processor);
    let mut header = [0_u8; 512];
    let mut put = |at: usize, text: &str| {
        for (place, byte) in header.iter_mut().skip(at).zip(text.bytes()) {
            *place = byte;
        }
    };
    put(0, PROGRAM.trim_start_matches('/'));
    put(100, "0000555");
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{:011o}", program.len()));
    put(136, "00000000000");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar");
    put(263, "00");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    let checksum = format!("{sum:06o}\0 ");
    for (place, byte) in header.iter_mut().skip(148).zip(checksum.bytes()) {
        *place = byte;
    }
    let mut file = BytesMut::new();
    file.put_slice(&header);
    let padding = program.len().next_multiple_of(512) - program.len();
    file.put(program);
    file.put_bytes(0, padding + 1024);
    file.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_say_their_true_lengths() {
        for processor in [Processor::X86_64, Processor::Aarch64] {
            let program = program(processor);
            assert_eq!(u64::from_le_bytes(program[96..104].try_into().unwrap()), program.len() as u64);
            assert_eq!(u64::from_le_bytes(program[24..32].try_into().unwrap()), BASE + 120);
            let tar = root_file_system(processor);
            assert_eq!(tar.len() % 512, 0);
            assert_eq!(&tar[512..512 + program.len()], &program[..]);
        }
    }

    /// With an argument it ends a group; `exit_group` passes on what the kernel said.
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    #[test]
    fn the_program_runs_here() {
        use std::os::unix::fs::PermissionsExt;
        use std::os::unix::process::{CommandExt, ExitStatusExt};

        let path = std::env::temp_dir().join(format!("longshore-pause-{}", std::process::id()));
        std::fs::write(&path, program(Processor::X86_64)).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut waiting = std::process::Command::new(&path).process_group(0).spawn().unwrap();
        assert!(waiting.try_wait().unwrap().is_none());
        let killer = std::process::Command::new(&path).arg(waiting.id().to_string()).status().unwrap();
        assert_eq!(killer.code(), Some(0));
        assert_eq!(waiting.wait().unwrap().signal(), Some(9));
        let none = std::process::Command::new(&path).arg("4194305").status().unwrap();
        assert_eq!(none.code(), Some(3), "no such process");
        std::fs::remove_file(&path).unwrap();
    }
}
