//! JSON as AWS writes it, and whatever else may come in its place.

use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{Blob, Document, ReadContext, ReadError, Timestamp, Writer};
use proptest::prelude::*;

use super::{JsonReader, JsonWriter};
use crate::fixture::{KITCHEN, Kitchen};

fn read(text: &[u8]) -> Result<Kitchen, ReadError> {
    let mut kitchen = Kitchen::default();
    let mut context = ReadContext::checking();
    let mut reader = JsonReader::new(text, &mut context)?;
    read_structure(&mut kitchen, &KITCHEN, &mut reader)?;
    reader.end()?;
    Ok(kitchen)
}

fn write(kitchen: &Kitchen) -> String {
    let mut writer = JsonWriter::new();
    writer.structure(kitchen.schema(), kitchen);
    String::from_utf8(writer.finish()).unwrap()
}

#[test]
fn what_is_written() {
    let kitchen = Kitchen::default;
    for (value, expected) in [
        (kitchen(), "{}"),
        (
            Kitchen { text: Some("a\"\\/\n\u{1}é\u{2028}".to_owned()), ..kitchen() },
            "{\"text\":\"a\\\"\\\\/\\n\\u0001é\u{2028}\"}",
        ),
        (Kitchen { amount: Some(100.0), ratio: Some(0.1), ..kitchen() }, r#"{"ratio":0.1,"amount":100.0}"#),
        (Kitchen { amount: Some(-0.0), ..kitchen() }, r#"{"amount":-0.0}"#),
        (
            Kitchen { amount: Some(f64::NAN), ratio: Some(f32::NEG_INFINITY), ..kitchen() },
            r#"{"ratio":"-Infinity","amount":"NaN"}"#,
        ),
        (
            Kitchen { at: Some(Timestamp::from_millis(1_700_000_000_123)), ..kitchen() },
            r#"{"at":1700000000.123}"#,
        ),
        (Kitchen { at: Some(Timestamp::from_secs(1_700_000_000)), ..kitchen() }, r#"{"at":1700000000}"#),
        (
            Kitchen { at_iso: Some(Timestamp::from_secs(0)), ..kitchen() },
            r#"{"atIso":"1970-01-01T00:00:00Z"}"#,
        ),
        (Kitchen { texts: Some(vec![]), tags: Some([].into()), ..kitchen() }, r#"{"texts":[],"tags":{}}"#),
        (Kitchen { data: Some(Blob::from_static(b"\xff\x00a")), ..kitchen() }, r#"{"data":"/wBh"}"#),
        (Kitchen { renamed: Some(String::new()), ..kitchen() }, r#"{"other":""}"#),
    ] {
        assert_eq!(write(&value), expected);
        assert_eq!(format!("{:?}", read(expected.as_bytes()).unwrap()), format!("{value:?}"));
    }
}

#[test]
fn what_is_read() {
    let kitchen = Kitchen::default;
    for (text, expected) in [
        (" { } \n", kitchen()),
        (r#"{"text":null,"unknown":[{"a":[1,true,null,"\u0041"]}],"count":null}"#, kitchen()),
        (r#"{"text":"a","text":"b"}"#, Kitchen { text: Some("b".to_owned()), ..kitchen() }),
        (r#"{"texts":["a"],"texts":["b"]}"#, Kitchen { texts: Some(vec!["b".to_owned()]), ..kitchen() }),
        (r#"{"text":"\ud83e\udd80\u00e9\/"}"#, Kitchen { text: Some("🦀é/".to_owned()), ..kitchen() }),
        (r#"{"count":1.0,"total":1e3}"#, Kitchen { count: Some(1), total: Some(1000), ..kitchen() }),
        (r#"{"total":-9223372036854775808}"#, Kitchen { total: Some(i64::MIN), ..kitchen() }),
        (
            r#"{"at":"2023-11-14T22:13:20Z"}"#,
            Kitchen { at: Some(Timestamp::from_secs(1_700_000_000)), ..kitchen() },
        ),
        (r#"{"at":1.7E9}"#, Kitchen { at: Some(Timestamp::from_secs(1_700_000_000)), ..kitchen() }),
        (r#"{"data":"/wA"}"#, Kitchen { data: Some(Blob::from_static(b"\xff\x00")), ..kitchen() }),
        (
            r#"{"document":{"a":[1,2.5,null]}}"#,
            Kitchen {
                document: Some(Document::Map(
                    [(
                        "a".to_owned(),
                        Document::List(vec![Document::Integer(1), Document::Double(2.5), Document::Null]),
                    )]
                    .into(),
                )),
                ..kitchen()
            },
        ),
    ] {
        assert_eq!(read(text.as_bytes()).as_ref(), Ok(&expected), "{text}");
    }
}

#[test]
fn wrong_types_name_the_member() {
    for (text, message) in [
        (r#"{"text":1}"#, "NUMBER_VALUE can not be converted to a String at 'text'"),
        (r#"{"count":"1"}"#, "STRING_VALUE can not be converted to an Integer at 'count'"),
        (r#"{"count":2147483648}"#, "2147483648 can not be converted to an Integer at 'count'"),
        (r#"{"count":1.5}"#, "1.5 can not be converted to an Integer at 'count'"),
        (r#"{"total":9223372036854775808}"#, "9223372036854775808 can not be converted to a Long at 'total'"),
        (r#"{"amount":1e999}"#, "1e999 can not be converted to a Double at 'amount'"),
        (r#"{"ratio":1e39}"#, "can not be converted to a Float at 'ratio'"),
        (r#"{"amount":"infinity"}"#, "STRING_VALUE can not be converted to a Double at 'amount'"),
        (r#"{"flag":"true"}"#, "STRING_VALUE can not be converted to a Boolean at 'flag'"),
        (r#"{"texts":{}}"#, "START_OBJECT can not be converted to a List at 'texts'"),
        (r#"{"texts":["a",null]}"#, "NULL_VALUE can not be converted to a String at 'texts.2.member'"),
        (r#"{"inners":[{"values":[1,"x"]}]}"#, "at 'inners.1.member.values.2.member'"),
        (r#"{"tags":{"k":[]}}"#, "START_ARRAY can not be converted to a String at 'tags.k'"),
        (r#"{"data":"!"}"#, "STRING_VALUE can not be converted to a Blob in base64 at 'data'"),
        (r#"{"at":"soon"}"#, "STRING_VALUE can not be converted to a Timestamp at 'at'"),
        ("[]", "START_ARRAY can not be converted to a Structure at ''"),
    ] {
        let error = read(text.as_bytes()).unwrap_err();
        assert!(matches!(error, ReadError::Type { .. }), "{text}: {error:?}");
        assert!(error.to_string().contains(message), "{text}: {error}");
    }
}

#[test]
fn broken_text_is_an_error() {
    for text in [
        "",
        " ",
        "{",
        "}",
        "{]",
        "{\"text\"}",
        "{\"text\":}",
        "{\"text\":\"a\"",
        "{\"text\":\"a}",
        "{\"text\":\"a\",}",
        "{,}",
        "{\"text\":\"a\"}x",
        "{\"text\" \"a\"}",
        "{text:1}",
        "{\"count\":01}",
        "{\"count\":-}",
        "{\"count\":1.}",
        "{\"count\":.5}",
        "{\"count\":1e}",
        "{\"count\":+1}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12\"}",
        "{\"text\":\"\\ud800\"}",
        "{\"text\":\"\\ud800\\u0041\"}",
        "{\"text\":\"a\tb\"}",
        "{\"flag\":tru}",
        "{\"x\":nul}",
        "{\"texts\":[\"a\" \"b\"]}",
        "{\"texts\":[,]}",
        "{'text':1}",
        "// no\n{}",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
    assert!(matches!(read(b"{\"text\":\"\xff\"}"), Err(ReadError::Syntax { offset: 9, .. })));
}

#[test]
fn depth_is_bounded() {
    let nested = |open: &str, close: &str, depth| format!("{}{}", open.repeat(depth), close.repeat(depth));
    let unknown = |depth| format!("{{\"x\":{}}}", nested("[", "]", depth));
    assert!(read(unknown(100).as_bytes()).is_ok());
    assert!(read(unknown(100_000).as_bytes()).is_err());
    let document = |depth| format!("{{\"document\":{}}}", nested("[", "]", depth));
    assert!(read(document(32).as_bytes()).is_ok());
    assert!(matches!(read(document(100_000).as_bytes()), Err(ReadError::TooDeep { .. })));
    let inner = format!("{{\"inner\":{}{{}}{}}}", "{\"next\":".repeat(1000), "}".repeat(1000));
    assert!(matches!(read(inner.as_bytes()), Err(ReadError::TooDeep { .. })));
    let lists = format!("{{\"lists\":{}", "[".repeat(500_000));
    assert!(read(lists.as_bytes()).is_err());
}

#[test]
fn the_memory_of_items_is_bounded() {
    let fitting = longshore_shapes::read::MEMORY_MAX / size_of::<String>();
    let many = format!("{{\"texts\":[{}\"\"]}}", "\"\",".repeat(fitting));
    assert!(matches!(read(many.as_bytes()), Err(ReadError::TooMuch { .. })));
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_tokens_never_panic(text in "(\\{|\\}|\\[|\\]|,|:|\"texts\"|\"inner\"|\"count\"|\"document\"|\"\\\\u|1|-|e|\\.|null|true| ){0,40}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn changed_bytes_never_panic(kitchen in crate::fixture::kitchens(0), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = write(&kitchen).into_bytes();
        let at = at.index(text.len());
        text[at] = byte;
        let _ = read(&text);
        let _ = read(&text[..at]);
    }

    // Without doubles: the other reader rounds some of them.
    #[test]
    fn an_independent_reader_agrees(kitchen in crate::fixture::kitchens(0)) {
        let kitchen = Kitchen { amount: None, ratio: None, document: None, ..kitchen };
        let json: serde_json::Value = serde_json::from_str(&write(&kitchen)).unwrap();
        prop_assert_eq!(json["text"].as_str(), kitchen.text.as_deref());
        prop_assert_eq!(json["total"].as_i64(), kitchen.total);
        let again = serde_json::to_vec(&json).unwrap();
        prop_assert_eq!(format!("{:?}", read(&again).unwrap()), format!("{:?}", kitchen));
    }
}
