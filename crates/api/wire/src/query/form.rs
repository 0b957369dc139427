//! `application/x-www-form-urlencoded`, and the percent encoding of paths and query strings.

use std::borrow::Cow;

use longshore_shapes::ReadError;

use crate::limits::PARAMETERS_MAX;

/// The undecoded pairs of a form; a name without `=` has an empty value.
pub(crate) fn pairs(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The decoded pairs of a form.
pub(crate) fn parse(form: &str) -> Result<Vec<(String, String)>, ReadError> {
    let mut parameters = Vec::new();
    for (name, value) in pairs(form) {
        if parameters.len() >= PARAMETERS_MAX {
            return Err(ReadError::TooMany { limit: PARAMETERS_MAX });
        }
        parameters.push((decode(name, Plus::Space)?.into_owned(), decode(value, Plus::Space)?.into_owned()));
    }
    Ok(parameters)
}

/// The first value of that name, decoded. What does not decode is not found; `parse` complains of it.
pub(crate) fn first<'f>(form: &'f str, name: &str) -> Option<Cow<'f, str>> {
    let (_, value) = pairs(form).take(PARAMETERS_MAX).find(|(found, _)| *found == name)?;
    decode(value, Plus::Space).ok()
}

/// What a plus sign stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    Space,
    Plus,
}

/// Undoes the percent encoding.
pub(crate) fn decode(text: &str, plus: Plus) -> Result<Cow<'_, str>, ReadError> {
    let special = |byte: u8| byte == b'%' || (byte == b'+' && plus == Plus::Space);
    if !text.bytes().any(special) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes().iter().copied().enumerate();
    while let Some((at, byte)) = rest.next() {
        bytes.push(match byte {
            b'+' if plus == Plus::Space => b' ',
            b'%' => {
                let high = rest.next().and_then(|(_, digit)| hexadecimal(digit));
                let low = rest.next().and_then(|(_, digit)| hexadecimal(digit));
                match (high, low) {
                    (Some(high), Some(low)) => high << 4 | low,
                    _ => return Err(syntax(at, "a percent sign needs two hexadecimal digits")),
                }
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| syntax(0, "a parameter is not UTF-8"))
}

fn syntax(offset: usize, problem: &str) -> ReadError {
    ReadError::Syntax { offset, problem: problem.to_owned() }
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// `text` with everything but the unreserved characters (and `also`) percent encoded.
pub fn percent_encoded(text: &str, also: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode(&mut out, text, also);
    out
}

/// The same, appended.
pub(crate) fn encode(out: &mut String, text: &str, also: &str) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].iter().filter_map(|digit| DIGITS.get(usize::from(*digit))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms() {
        let parsed = parse("Action=A&Empty=&Bare&Sp=a+b%20c&&U=%C3%A9").unwrap();
        let pairs: Vec<(&str, &str)> = parsed.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("Action", "A"), ("Empty", ""), ("Bare", ""), ("Sp", "a b c"), ("U", "é")]);
        assert_eq!(first("A=1&Action=Run%2B", "Action").as_deref(), Some("Run+"));
        assert_eq!(first("A=1", "Action"), None);
    }

    #[test]
    fn broken_forms_are_errors() {
        for broken in ["a=%", "a=%1", "a=%zz", "%ff=1", "a=%C3", "a=%+1"] {
            assert!(matches!(parse(broken), Err(ReadError::Syntax { .. })), "{broken}");
        }
        let many = "a&".repeat(PARAMETERS_MAX + 1);
        assert_eq!(parse(&many), Err(ReadError::TooMany { limit: PARAMETERS_MAX }));
    }

    proptest! {
        #[test]
        fn encoding_round_trips(text in any::<String>()) {
            let mut encoded = String::new();
            encode(&mut encoded, &text, "");
            prop_assert_eq!(decode(&encoded, Plus::Space).unwrap(), text.as_str());
            prop_assert_eq!(decode(&encoded, Plus::Plus).unwrap(), text.as_str());
        }

        #[test]
        fn arbitrary_forms_never_panic(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}
