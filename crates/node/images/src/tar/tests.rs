//! The reader of archives: plain, extended, torn and lying ones.
//!
//! Must not know: more than the module it tests.

use super::*;

/// A header with a right sum.
fn header(path: &[u8], flag: u8, size: &str) -> Vec<u8> {
    let mut block = vec![0; BLOCK];
    block[..path.len()].copy_from_slice(path);
    block[100..107].copy_from_slice(b"0000644");
    block[108..115].copy_from_slice(b"0000000");
    block[116..123].copy_from_slice(b"0000000");
    block[124..124 + size.len()].copy_from_slice(size.as_bytes());
    block[136..147].copy_from_slice(b"00000000000");
    block[156] = flag;
    block[257..263].copy_from_slice(b"ustar\0");
    sum(&mut block);
    block
}

fn sum(block: &mut [u8]) {
    block[148..156].copy_from_slice(b"        ");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

fn extension(flag: u8, text: &[u8]) -> Vec<u8> {
    let mut bytes = header(b"x", flag, &format!("{:011o}", text.len()));
    bytes.extend(text);
    bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
    bytes
}

fn record(key: &str, value: &str) -> Vec<u8> {
    let rest = format!(" {key}={value}\n");
    let mut length = rest.len() + 1;
    while format!("{length}{rest}").len() != length {
        length += 1;
    }
    format!("{length}{rest}").into_bytes()
}

fn all(bytes: &[u8]) -> io::Result<Vec<Entry>> {
    let mut archive = Archive::new(bytes);
    let mut entries = Vec::new();
    while let Some(entry) = archive.next()? {
        entries.push(entry);
    }
    Ok(entries)
}

#[test]
fn extended_headers_overrule_plain_ones() {
    let records = [
        record("path", "a/long/name"),
        record("mtime", "-1.25"),
        record("uid", "3000000"),
        record("size", "600"),
        record("SCHILY.xattr.security.capability", "value"),
    ];
    let mut bytes = extension(b'g', &record("gid", "77"));
    bytes.extend(extension(b'x', &records.concat()));
    bytes.extend(header(b"short", b'0', "00000000001"));
    bytes.extend([7; 2 * BLOCK]);
    bytes.extend(extension(b'L', b"gnu/long\0"));
    bytes.extend(extension(b'K', b"gnu/target\0"));
    bytes.extend(header(b"short", b'2', "00000000000"));
    let entries = all(&bytes).unwrap();
    assert_eq!(
        (entries[0].path.as_slice(), entries[0].size, entries[0].uid, entries[0].gid),
        (&b"a/long/name"[..], 600, 3_000_000, 77)
    );
    assert_eq!(entries[0].modified, (-2, 750_000_000));
    assert_eq!(entries[0].attributes, [(b"security.capability".to_vec(), b"value".to_vec())]);
    assert_eq!(
        (entries[1].path.as_slice(), entries[1].link.as_slice(), entries[1].gid),
        (&b"gnu/long"[..], &b"gnu/target"[..], 77)
    );
    assert!(entries[1].attributes.is_empty(), "an extended header is for one entry");
}

#[test]
fn numbers_are_octal_or_binary() {
    let mut binary = [0_u8; 12];
    binary[0] = 0x80;
    binary[10..].copy_from_slice(&[1, 2]);
    let table: [(&[u8], Option<u64>); 7] = [
        (b"0000644\0", Some(0o644)),
        (b"   12 \0\0", Some(0o12)),
        (b"\0\0\0", Some(0)),
        (&binary, Some(258)),
        (b"9", None),
        (b"-1", None),
        (&[0xff; 12], None),
    ];
    for (bytes, expected) in table {
        assert_eq!(number(bytes).ok(), expected, "{bytes:?}");
    }
}

#[test]
fn an_archive_may_end_with_its_last_file() {
    let mut bytes = header(b"a", b'0', "00000000003");
    bytes.extend(b"abc");
    assert_eq!(all(&bytes).unwrap().len(), 1);
}

#[test]
fn what_is_no_archive_is_refused() {
    let cut = header(b"a", b'0', "00000001000");
    let mut wrong_sum = header(b"a", b'0', "00000000000");
    wrong_sum[0] = b'b';
    let endless = extension(b'x', &record("comment", "x")).repeat(EXTENSIONS_MAX + 2);
    let table: [(&str, Vec<u8>); 9] = [
        ("text", b"no archive at all".to_vec()),
        ("a block of text", vec![b'x'; BLOCK]),
        ("cut within data", cut),
        ("a wrong sum", wrong_sum),
        ("sparse", header(b"a", b'S', "00000000000")),
        ("an unknown kind", header(b"a", b'!', "00000000000")),
        ("a giant extended header", header(b"x", b'x', "77777777777")),
        ("a malformed extended header", extension(b'x', b"99 path=a\n")),
        ("endless extended headers", endless),
    ];
    for (what, bytes) in table {
        let error = all(&bytes).expect_err(what);
        assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{what}: {error}");
    }
}

#[test]
fn no_bytes_make_it_panic() {
    use proptest::prelude::*;
    let block = prop_oneof![
        (any::<u8>(), proptest::collection::vec(any::<u8>(), 0..40), 0..2000_u64)
            .prop_map(|(flag, path, size)| { header(&path, flag, &format!("{size:011o}")) }),
        proptest::collection::vec(any::<u8>(), 0..600),
        proptest::collection::vec(any::<u8>(), 0..600).prop_map(|text| extension(b'x', &text)),
    ];
    proptest!(|(blocks in proptest::collection::vec(block, 0..8))| {
        // Every entry takes at least a block.
        if let Ok(entries) = all(&blocks.concat()) {
            prop_assert!(entries.len() <= blocks.concat().len() / BLOCK);
        }
    });
}
