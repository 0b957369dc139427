//! Any file as a backup: read to its end or refused.
//!
//! Two in three inputs are sealed first: cut into a header, chunks and a trailer with right checksums and
//! counts, so that the fuzzer gets behind them. The file lies in memory where the system has a place for that.

#![no_main]

use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use longshore_store::backup;
use xxhash_rust::xxh3::xxh3_64;

const CHUNK: u8 = 1;
const TRAILER: u8 = 2;

fuzz_target!(|input: (u8, Vec<Vec<u8>>)| {
    let (mode, pieces) = input;
    let bytes = match mode % 3 {
        0 => pieces.concat(),
        1 => sealed(&pieces, 0),
        _ => sealed(&pieces, u64::from(mode)),
    };
    let file = place();
    std::fs::write(&file, bytes).expect("the place can be written");
    if let Ok(summary) = backup::verify(&file) {
        assert!(summary.bytes <= 1 << 40);
    }
});

fn place() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let dir = if memory.is_dir() { memory } else { std::env::temp_dir() };
    dir.join(format!("longshore-fuzz-backup-{}", std::process::id()))
}

/// A backup whose chunks are these; `lie` is added to what the trailer counts.
fn sealed(chunks: &[Vec<u8>], lie: u64) -> Vec<u8> {
    let mut file = Vec::new();
    let mut header = b"LSHOREBK".to_vec();
    header.extend(1_u32.to_le_bytes());
    header.extend([7; 16]);
    seal(&mut file, &header);
    let (mut rows, mut bytes) = (0, lie);
    for (number, chunk) in (0_u32..).zip(chunks) {
        let mut record = vec![CHUNK];
        record.extend(number.to_le_bytes());
        record.extend(u32::try_from(chunk.len()).unwrap_or(0).to_le_bytes());
        record.extend(chunk);
        seal(&mut file, &record);
        let (more, sizes) = count(chunk);
        rows += more;
        bytes += sizes;
    }
    let mut trailer = vec![TRAILER];
    trailer.extend(u32::try_from(chunks.len()).unwrap_or(0).to_le_bytes());
    trailer.extend(rows.to_le_bytes());
    trailer.extend(bytes.to_le_bytes());
    seal(&mut file, &trailer);
    file
}

fn seal(file: &mut Vec<u8>, record: &[u8]) {
    file.extend(record);
    file.extend(xxh3_64(record).to_le_bytes());
}

/// How many rows a chunk holds, and the bytes of their keys and values.
fn count(mut chunk: &[u8]) -> (u64, u64) {
    let (mut rows, mut bytes) = (0, 0);
    while let Some(([_, _, k0, k1, v @ ..], rest)) = chunk.split_first_chunk::<8>() {
        let size = usize::from(u16::from_le_bytes([*k0, *k1])) + u32::from_le_bytes(*v) as usize;
        let Some((_, behind)) = rest.split_at_checked(size) else { break };
        chunk = behind;
        rows += 1;
        bytes += size as u64;
    }
    (rows, bytes)
}
