//! The tokens of JSON over a slice, with the grammar of RFC 8259 and nothing more lenient.
//!
//! Invariants: the input is valid UTF-8 before the first token is taken; skipping is bounded in depth.

use std::borrow::Cow;

use longshore_shapes::ReadError;

use crate::limits::SKIPPED_DEPTH_MAX;

pub(super) struct Lexer<'b> {
    text: &'b str,
    at: usize,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(input: &'b [u8]) -> Result<Self, ReadError> {
        match std::str::from_utf8(input) {
            Ok(text) => Ok(Self { text, at: 0 }),
            Err(error) => {
                Err(ReadError::Syntax { offset: error.valid_up_to(), problem: "not UTF-8".to_owned() })
            }
        }
    }

    pub(super) fn syntax(&self, problem: impl Into<String>) -> ReadError {
        ReadError::Syntax { offset: self.at, problem: problem.into() }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'b str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The first byte of the next token; it is not taken.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Takes one punctuation mark if it is next.
    pub(super) fn take(&mut self, mark: u8) -> bool {
        let there = self.peek() == Some(mark);
        self.at += usize::from(there);
        there
    }

    pub(super) fn expect(&mut self, mark: u8) -> Result<(), ReadError> {
        if self.take(mark) { Ok(()) } else { Err(self.syntax(format!("expected '{}'", char::from(mark)))) }
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.peek();
        let there = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if there {
            self.at += word.len();
        }
        there
    }

    /// Fails if anything but blanks is left.
    pub(super) fn end(&mut self) -> Result<(), ReadError> {
        if self.peek().is_none() { Ok(()) } else { Err(self.syntax("something stands behind the value")) }
    }

    /// Whether another item follows in a collection that `close` ends; takes commas and the end.
    pub(super) fn more(&mut self, first: &mut bool, close: u8) -> Result<bool, ReadError> {
        if self.take(close) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.expect(b',')?;
        }
        Ok(true)
    }

    pub(super) fn key(&mut self) -> Result<Cow<'b, str>, ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.syntax("expected a member name in quotes"));
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }

    /// A string; its opening quote is next.
    pub(super) fn string(&mut self) -> Result<Cow<'b, str>, ReadError> {
        self.expect(b'"')?;
        let start = self.at;
        self.plain_run();
        if self.byte(self.at) == Some(b'"') {
            let text = self.slice(start, self.at);
            self.at += 1;
            return Ok(Cow::Borrowed(text));
        }
        let mut text = String::from(self.slice(start, self.at));
        loop {
            match self.byte(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => {
                    let escaped = self.escape()?;
                    text.push(escaped);
                }
                Some(_) => return Err(self.syntax("a control character stands in a string")),
                None => return Err(self.syntax("a string has no end")),
            }
            let start = self.at;
            self.plain_run();
            text.push_str(self.slice(start, self.at));
        }
    }

    /// Passes over what stands for itself in a string.
    fn plain_run(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        self.at += end.unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<char, ReadError> {
        let mark = self.byte(self.at + 1);
        self.at += 2;
        match mark {
            Some(mark @ (b'"' | b'\\' | b'/')) => Ok(char::from(mark)),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => self.unicode_escape(),
            _ => Err(self.syntax("an unknown escape stands in a string")),
        }
    }

    fn unicode_escape(&mut self) -> Result<char, ReadError> {
        let first = self.four_digits()?;
        let code = match first {
            0xd800..0xdc00 if self.slice(self.at, self.at + 2) == "\\u" => {
                self.at += 2;
                let second = self.four_digits()?;
                match second {
                    0xdc00..0xe000 => 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| self.syntax("half of a surrogate pair stands alone"))
    }

    fn four_digits(&mut self) -> Result<u32, ReadError> {
        let digits = self.slice(self.at, self.at + 4);
        let code = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits);
        let code =
            code.filter(|digits| digits.len() == 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        code.ok_or_else(|| self.syntax("a unicode escape needs four hexadecimal digits"))
    }

    /// The text of a number, whole by the grammar; its first character is next.
    pub(super) fn number(&mut self) -> Result<&'b str, ReadError> {
        let start = self.at;
        self.at += usize::from(self.byte(self.at) == Some(b'-'));
        let whole = self.digits();
        let leading_zero = whole > 1 && self.byte(self.at - whole) == Some(b'0');
        let mut sound = whole > 0 && !leading_zero;
        if self.byte(self.at) == Some(b'.') {
            self.at += 1;
            sound &= self.digits() > 0;
        }
        if matches!(self.byte(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(self.at), Some(b'+' | b'-')));
            sound &= self.digits() > 0;
        }
        if sound { Ok(self.slice(start, self.at)) } else { Err(self.syntax("this is not a number")) }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.byte(self.at).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    /// Passes over a value of any form.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        self.skip_at(0)
    }

    fn skip_at(&mut self, depth: usize) -> Result<(), ReadError> {
        if depth > SKIPPED_DEPTH_MAX {
            return Err(self.syntax(format!("a value nests deeper than {SKIPPED_DEPTH_MAX} levels")));
        }
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b'-' | b'0'..=b'9') => self.number().map(|_| ()),
            Some(b'{') => {
                self.at += 1;
                let mut first = true;
                while self.more(&mut first, b'}')? {
                    self.key()?;
                    self.skip_at(depth + 1)?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.at += 1;
                let mut first = true;
                while self.more(&mut first, b']')? {
                    self.skip_at(depth + 1)?;
                }
                Ok(())
            }
            _ if ["true", "false", "null"].iter().any(|word| self.take_word(word)) => Ok(()),
            _ => Err(self.syntax("expected a value")),
        }
    }

    /// What stands next, in the words that AWS uses for it.
    pub(super) fn found(&mut self) -> &'static str {
        match self.peek() {
            Some(b'{') => "START_OBJECT",
            Some(b'[') => "START_ARRAY",
            Some(b'"') => "STRING_VALUE",
            Some(b'-' | b'0'..=b'9') => "NUMBER_VALUE",
            Some(b't') => "TRUE_VALUE",
            Some(b'f') => "FALSE_VALUE",
            Some(b'n') => "NULL_VALUE",
            _ => "END_OF_INPUT",
        }
    }
}
