//! What the runtime's regular expressions, which know no Unicode classes, can make of a modelled pattern.
//!
//! Invariant: a pattern is loosened, never tightened: what the model allows is allowed.
//!
//! Must not know: which shape has the pattern.

use regex_lite::Regex;

/// The part of a Unicode class that is ASCII, as it stands within brackets.
const ASCII_PARTS: &[(&str, &str)] = &[
    ("L", "A-Za-z"),
    ("M", ""),
    ("N", "0-9"),
    ("P", r##"!"#%&'()*,\-./:;?@\[\\\]_{}"##),
    ("S", r"$+<=>\^`|~"),
    ("Z", " "),
    ("Zs", " "),
];

/// All that is not ASCII: no class is looked up beyond it.
const BEYOND_ASCII: &str = r"\u{80}-\u{10FFFF}";

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Usable {
    AsItIs,
    Loosened(String),
}

/// How the runtime can use a pattern; nothing where it cannot.
pub(super) fn usable(pattern: &str) -> Option<Usable> {
    if compiles(pattern) {
        return Some(Usable::AsItIs);
    }
    loosened(pattern).filter(|regex| compiles(regex)).map(Usable::Loosened)
}

/// As the runtime does it: the whole text must match.
fn compiles(pattern: &str) -> bool {
    Regex::new(&format!("^(?:{pattern})$")).is_ok()
}

/// The pattern with each Unicode class within brackets as its ASCII part and all beyond. Within negated
/// brackets that would be tighter, so a pattern with those is not for us.
fn loosened(pattern: &str) -> Option<String> {
    if pattern.contains("[^") {
        return None;
    }
    let mut out = String::new();
    let mut rest = pattern;
    let mut in_brackets = false;
    while let Some(letter) = rest.chars().next() {
        if let Some(class) = rest.strip_prefix(r"\p{") {
            let (name, after) = class.split_once('}')?;
            let (_, ascii) = ASCII_PARTS.iter().find(|(class, _)| *class == name)?;
            if !in_brackets {
                return None;
            }
            out.push_str(ascii);
            out.push_str(BEYOND_ASCII);
            rest = after;
            continue;
        }
        let length = if letter == '\\' { 2 } else { 1 };
        match letter {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        out.extend(rest.chars().take(length));
        rest = rest.get(rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at)..)?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_compiled_is_loosened() {
        assert_eq!(usable("[a-z]{1,5}"), Some(Usable::AsItIs));
        assert_eq!(usable(r"[\p{L}_]+"), Some(Usable::Loosened(r"[A-Za-z\u{80}-\u{10FFFF}_]+".to_owned())));
        for pattern in [r"(?!aws).*", r"\p{L}+", r"[^\p{L}]", r"[\p{Greek}]", r"\p{L"] {
            assert_eq!(usable(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_loosened_pattern_refuses_ascii_alone() {
        let Some(Usable::Loosened(regex)) = usable(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*") else { panic!() };
        let regex = Regex::new(&format!("^(?:{regex})$")).unwrap();
        for (text, allowed) in
            [("a b-1_@", true), ("größe", true), ("a#b", false), ("a\n", false), ("[", false)]
        {
            assert_eq!(regex.is_match(text), allowed, "{text}");
        }
    }

    #[test]
    fn every_ascii_letter_is_in_the_class_it_belongs_to() {
        let all: String = ASCII_PARTS.iter().map(|(_, part)| *part).collect();
        let regex = Regex::new(&format!("^[{all}]$")).unwrap();
        for letter in ' '..='~' {
            assert!(regex.is_match(&letter.to_string()), "{letter}");
        }
    }
}
