//! A reader of Rust text that is simple and honest: it knows comments, strings, characters and brackets,
//! and nothing of types. Enough to measure functions and to find words that stand in code.
//!
//! Invariants: what is blanked keeps its length and its line breaks, so that places stay the same.
//!
//! Must not know: which lengths or words are allowed.

/// The text with comments and the contents of strings and characters blanked.
pub(super) fn code(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut blanked = letters.clone();
    let mut at = 0;
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let length = comment(rest)
            .or_else(|| string(rest, at.checked_sub(1).and_then(|before| letters.get(before)).copied()))
            .or_else(|| character(rest));
        let Some(length) = length else {
            at += 1;
            continue;
        };
        for letter in blanked.iter_mut().skip(at).take(length) {
            if *letter != '\n' {
                *letter = ' ';
            }
        }
        at += length;
    }
    blanked.into_iter().collect()
}

/// The length of a comment that starts here.
fn comment(rest: &[char]) -> Option<usize> {
    if rest.starts_with(&['/', '/']) {
        return Some(rest.iter().position(|letter| *letter == '\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with(&['/', '*']) {
        return None;
    }
    let mut depth = 0;
    let mut at = 0;
    while let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) {
        let (step, change) = match rest {
            ['/', '*', ..] => (2, 1),
            ['*', '/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
        if depth == 0 {
            break;
        }
    }
    Some(at)
}

/// The length of a string that starts here, with its prefix; `before` is the letter before it.
fn string(rest: &[char], before: Option<char>) -> Option<usize> {
    let in_word = before.is_some_and(is_word);
    let prefix = match rest {
        _ if in_word => 0,
        ['b' | 'c', 'r', ..] => 2,
        ['b' | 'c' | 'r', ..] => 1,
        _ => 0,
    };
    let raw = prefix > 0 && rest.get(prefix - 1) == Some(&'r');
    let hashes = if raw { rest.iter().skip(prefix).take_while(|letter| **letter == '#').count() } else { 0 };
    let open = prefix + hashes;
    if rest.get(open) != Some(&'"') {
        return None;
    }
    let mut at = open + 1;
    while let Some(letter) = rest.get(at) {
        match letter {
            '\\' if !raw => at += 1,
            '"' if rest.iter().skip(at + 1).take(hashes).filter(|letter| **letter == '#').count()
                == hashes =>
            {
                return Some(at + 1 + hashes);
            }
            _ => {}
        }
        at += 1;
    }
    Some(rest.len())
}

/// The length of a character that starts here; a lifetime is none.
fn character(rest: &[char]) -> Option<usize> {
    match rest {
        ['\'', '\\', _, tail @ ..] => {
            let close =
                tail.iter().take_while(|letter| **letter != '\n').position(|letter| *letter == '\'')?;
            Some(3 + close + 1)
        }
        ['\'', letter, '\'', ..] if *letter != '\'' => Some(3),
        _ => None,
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// A function with a body: its name, the line it starts at (from one), and how many lines it has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) lines: usize,
}

/// Every function in blanked code, nested ones too, from its `fn` to its closing brace.
pub(super) fn functions(code: &str) -> Vec<Function> {
    let letters: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    for at in words(&letters, "fn") {
        let name: String = letters
            .iter()
            .skip(at + 2)
            .skip_while(|letter| letter.is_whitespace())
            .take_while(|l| is_word(**l))
            .collect();
        // `fn(` is the type of a pointer, and `fn $name` the work of a macro.
        if name.is_empty() {
            continue;
        }
        if let Some(end) = body_end(&letters, at) {
            let newlines = |range: std::ops::Range<usize>| {
                letters.get(range).unwrap_or_default().iter().filter(|letter| **letter == '\n').count()
            };
            found.push(Function { name, line: newlines(0..at) + 1, lines: newlines(at..end) + 1 });
        }
    }
    found
}

/// Where a word stands on its own.
fn words<'a>(letters: &'a [char], word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let word: Vec<char> = word.chars().collect();
    (0..letters.len()).filter(move |&at| {
        let free = |place: Option<usize>| !place.and_then(|at| letters.get(at)).copied().is_some_and(is_word);
        letters.get(at..).is_some_and(|rest| rest.starts_with(&word))
            && free(at.checked_sub(1))
            && free(Some(at + word.len()))
    })
}

/// Where the body of the function at `from` ends; none where it has no body.
fn body_end(letters: &[char], from: usize) -> Option<usize> {
    let mut round = 0_i32;
    let mut braces = 0_i32;
    for (at, letter) in letters.iter().enumerate().skip(from) {
        match letter {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                // A brace within brackets belongs to a constant in a type.
                if braces == 0 && round == 0 {
                    return Some(at);
                }
                if braces < 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// The lines (from one) on which a macro is called.
pub(super) fn macro_calls(code: &str, name: &str) -> Vec<usize> {
    let letters: Vec<char> = code.chars().collect();
    words(&letters, name)
        .filter(|at| letters.get(at + name.chars().count()) == Some(&'!'))
        .map(|at| letters.iter().take(at).filter(|letter| **letter == '\n').count() + 1)
        .collect()
}

/// Whether a word stands in the code.
pub(super) fn has_word(code: &str, word: &str) -> bool {
    let letters: Vec<char> = code.chars().collect();
    words(&letters, word).next().is_some()
}

/// The lines (from one) of `opening` attributes, such as `#[allow(`, that give no reason.
pub(super) fn without_reason(code: &str, opening: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, _) in code.match_indices(opening) {
        let rest = code.get(at..).unwrap_or_default();
        let end = rest.find(")]").unwrap_or(rest.len());
        if !has_word(rest.get(..end).unwrap_or_default(), "reason") {
            lines.push(code.get(..at).unwrap_or_default().matches('\n').count() + 1);
        }
    }
    lines
}

/// A module that a file declares: the modules around it within the file, its name, and its `path`
/// attribute if it has one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Module {
    pub(super) within: Vec<String>,
    pub(super) name: String,
    pub(super) path: Option<String>,
}

/// The modules that stand in files of their own. `text` is the file as it is, for `path` attributes.
pub(super) fn modules(text: &str) -> Vec<Module> {
    let code = code(text);
    let letters: Vec<char> = code.chars().collect();
    let original: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut within: Vec<(String, i32)> = Vec::new();
    let mut braces = 0;
    let starts: std::collections::BTreeSet<usize> = words(&letters, "mod").collect();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                within.retain(|(_, depth)| *depth <= braces);
            }
            'm' if starts.contains(&at) => {
                let rest = letters.get(at + 3..).unwrap_or_default();
                let after: String =
                    rest.iter().take_while(|letter| !matches!(letter, ';' | '{' | '!')).collect();
                let name = after.trim().trim_start_matches("r#").to_owned();
                if name.is_empty() || !name.chars().all(is_word) {
                    continue;
                }
                if rest.get(after.chars().count()) == Some(&'{') {
                    within.push((name, braces + 1));
                } else {
                    let path = path_attribute(original.get(..at).unwrap_or_default());
                    let within = within.iter().map(|(name, _)| name.clone()).collect();
                    found.push(Module { within, name, path });
                }
            }
            _ => {}
        }
    }
    found
}

/// The value of a `#[path = "..."]` directly before.
fn path_attribute(before: &[char]) -> Option<String> {
    let before: String = before.iter().collect();
    let (_, attribute) = before.rsplit_once("#[path = \"")?;
    let (path, rest) = attribute.split_once("\"]")?;
    let only_visibility = rest.trim().is_empty() || rest.trim().starts_with("pub");
    (only_visibility && !rest.contains([';', '{', '}'])).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_are_blank() {
        for (text, kept) in [
            ("a // b\nc", "a\nc"),
            ("a /* b /* c */ d */ e", "ae"),
            (r#"x("a \" // b", y)"#, "x(,y)"),
            (r##"x(r#"a " b"#, y)"##, "x(,y)"),
            ("b\"{\" c\"{\" z", "z"),
            ("br\"\\\" z", "z"),
            ("'{' b'{' '\\'' '\\u{7d}' &'a z", "b&'az"),
        ] {
            let code = code(text);
            assert_eq!(code.chars().count(), text.chars().count(), "{text}");
            assert_eq!(code.replace(' ', ""), kept, "{text}");
        }
    }

    fn measured(text: &str) -> Vec<(String, usize, usize)> {
        functions(&code(text)).into_iter().map(|f| (f.name, f.line, f.lines)).collect()
    }

    #[test]
    fn functions_are_measured_from_their_name_to_their_brace() {
        let text = "\
fn one() {}
/// fn comment() {
pub(crate) const fn three<T: Fn(u8) -> [u8; 4]>(
    text: &str,
) -> [u8; { 1 + 1 }] { \"}\" }
trait Wall {
    fn height(&self) -> u8;
    fn width(&self) -> u8 {
        let call: fn(u8) = |_| { };
        fn inner() {
        }
    }
}
macro_rules! m { ($n:ident) => { fn $n() {} } }
";
        assert_eq!(
            measured(text),
            [
                ("one".to_owned(), 1, 1),
                ("three".to_owned(), 3, 3),
                ("width".to_owned(), 8, 5),
                ("inner".to_owned(), 10, 2),
            ]
        );
    }

    #[test]
    fn an_allow_needs_a_reason() {
        let text =
            "#[allow(dead_code)]\nfn a() {}\n#[allow(\n    dead_code,\n    reason = \"x\"\n)]\nfn b() {}\n";
        assert_eq!(without_reason(&code(text), "#[allow("), [1]);
    }

    #[test]
    fn macros_are_found_where_they_are_called() {
        let text = "// dbg!(1)\nlet dbg = 1;\nmy_dbg!();\ndbg!(2);\n";
        assert_eq!(macro_calls(&code(text), "dbg"), [4]);
    }

    #[test]
    fn modules_are_found_with_what_is_around_them() {
        let text = "mod a;\npub mod b { mod c; }\n#[path = \"x/d.rs\"]\npub(crate) mod d;\nmod r#type;\nlet modulo = 1;\n";
        let module = |within: &[&str], name: &str, path: Option<&str>| Module {
            within: within.iter().map(|name| (*name).to_owned()).collect(),
            name: name.to_owned(),
            path: path.map(str::to_owned),
        };
        assert_eq!(
            modules(text),
            [
                module(&[], "a", None),
                module(&["b"], "c", None),
                module(&[], "d", Some("x/d.rs")),
                module(&[], "type", None),
            ]
        );
    }
}
