//! How a file is cut into parts that S3 takes.
//!
//! Invariants: parts lie behind each other and cover the file; all but the last are of one size, none is smaller than
//! S3 allows, and there are no more of them than it takes.
//!
//! Must not know: what is in the file.

const MEBIBYTE: u64 = 1024 * 1024;
/// Up to this a file is sent in one request.
pub(crate) const WHOLE_BYTES_MAX: u64 = 32 * MEBIBYTE;
/// Sent again whole when it breaks off, so not too large; and a request each, so not too small.
const PART_BYTES: u64 = 32 * MEBIBYTE;
const PARTS_MAX: u64 = 10_000;

/// A stretch of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) from: u64,
    pub(crate) bytes: u64,
}

/// The parts of a file, in order.
pub(crate) fn of(size: u64) -> impl Iterator<Item = Part> {
    let even = size.div_ceil(PARTS_MAX).next_multiple_of(MEBIBYTE);
    let each = if size <= WHOLE_BYTES_MAX { size.max(1) } else { even.max(PART_BYTES) };
    (0..size.div_ceil(each)).map(move |index| {
        let from = index * each;
        Part { from, bytes: each.min(size - from) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_file_and_are_few_enough() {
        let sizes = [
            1,
            WHOLE_BYTES_MAX - 1,
            WHOLE_BYTES_MAX,
            WHOLE_BYTES_MAX + 1,
            1 << 30,
            52 << 30,
            5 << 40,
            (5 << 40) - 1,
        ];
        for size in sizes {
            let parts: Vec<_> = of(size).collect();
            let mut at = 0;
            for part in &parts {
                assert_eq!(part.from, at, "{size}");
                at += part.bytes;
            }
            assert_eq!(at, size);
            assert!(parts.len() <= 10_000, "{size}");
            let (last, others) = parts.split_last().unwrap();
            assert!(
                last.bytes > 0
                    && others.iter().all(|part| part.bytes == parts[0].bytes && part.bytes >= 5 << 20)
            );
            assert_eq!(parts.len() == 1, size <= WHOLE_BYTES_MAX, "{size}");
        }
        assert_eq!(of(0).count(), 0);
    }
}
