//! Parts a file into the JSON objects at its top: one record, a list of records, or one record after the other.
//!
//! Invariants: at most one object is held, and that has a bound.
//!
//! Must not know: what is in an object; that it is JSON inside is for its reader to find out.

use std::io::{self, BufRead};

/// Of one record. The longest known ones, of kernels, have some 10 MB.
pub(super) const RECORD_BYTES_MAX: usize = 32 << 20;

pub(super) struct Splitter<R> {
    source: R,
    at: u64,
}

impl<R: BufRead> Splitter<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, at: 0 }
    }

    /// The next object, with where in the file it begins.
    pub(super) fn next_object(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        if !self.skip_to_object()? {
            return Ok(None);
        }
        let start = self.at;
        let (mut object, mut scan) = (Vec::new(), Scan::default());
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return Err(wrong("it ends within a record"));
            }
            let end = buffer.iter().position(|byte| scan.ends_with(*byte));
            let taken = end.map_or(buffer.len(), |end| end + 1);
            object.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            self.consume(taken);
            if object.len() > RECORD_BYTES_MAX {
                return Err(wrong("a record is too long"));
            }
            if end.is_some() {
                return Ok(Some((start, object)));
            }
        }
    }

    /// Passes over what separates objects; whether there is another.
    fn skip_to_object(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let separates = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b',');
            let skipped = buffer.iter().take_while(|byte| separates(byte)).count();
            let found = buffer.get(skipped).copied();
            self.consume(skipped);
            match found {
                None => {}
                Some(b'{') => return Ok(true),
                Some(_) => return Err(wrong("it holds something else than JSON objects")),
            }
        }
    }

    fn consume(&mut self, count: usize) {
        self.source.consume(count);
        self.at += count as u64;
    }
}

/// How deep in an object a byte is, and whether within a text.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    is_escaped: bool,
}

impl Scan {
    /// Whether the object ends with this byte.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.in_text {
            if self.is_escaped {
                self.is_escaped = false;
            } else if byte == b'\\' {
                self.is_escaped = true;
            } else if byte == b'"' {
                self.in_text = false;
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' => self.depth += 1,
            b'}' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

fn wrong(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(text: &str) -> Result<Vec<(u64, String)>, String> {
        // A buffer of a few bytes, so that objects go over its end.
        let mut splitter = Splitter::new(io::BufReader::with_capacity(3, text.as_bytes()));
        let mut found = Vec::new();
        while let Some((at, object)) = splitter.next_object().map_err(|error| error.to_string())? {
            found.push((at, String::from_utf8(object).unwrap()));
        }
        Ok(found)
    }

    #[test]
    fn objects_are_found_with_their_places() {
        let nested = r#"{"a": {"b": "}\"\\"}, "c": [1]}"#;
        assert_eq!(objects(nested).unwrap(), [(0, nested.to_owned())]);
        let list = format!("\n[{nested}, {{}}]\n");
        let second = 3 + nested.len() as u64 + 1;
        assert_eq!(objects(&list).unwrap(), [(2, nested.to_owned()), (second, "{}".to_owned())]);
        assert_eq!(objects("{}\n{}\n").unwrap().len(), 2);
        assert_eq!(objects(" [ ] ").unwrap(), []);
        for bad in ["{", "[{\"a\": \"}\"", "nonsense", "3", "{} x"] {
            assert!(objects(bad).is_err(), "{bad}");
        }
    }
}
