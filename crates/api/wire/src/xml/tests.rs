//! XML as AWS writes it, and documents that are broken or hostile.

use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ReadContext, ReadError};
use proptest::prelude::*;

use super::{XmlReader, XmlWriter, dom};
use crate::fixture::{Inner, KITCHEN, Kitchen};

fn read(text: &[u8]) -> Result<Kitchen, ReadError> {
    let mut kitchen = Kitchen::default();
    let root = dom::parse(text)?;
    read_structure(&mut kitchen, &KITCHEN, &mut XmlReader::new(&root, &mut ReadContext::checking()))?;
    Ok(kitchen)
}

fn write(kitchen: &Kitchen) -> String {
    let mut writer = XmlWriter::new();
    writer.root("Kitchen", "urn:k", kitchen);
    assert_eq!(kitchen.schema().name, "Kitchen");
    String::from_utf8(writer.finish()).unwrap()
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn elements_and_their_names() {
    let kitchen = Kitchen {
        text: Some("a<b>&\"' \r\n".to_owned()),
        flag: Some(true),
        texts: texts(&["x", ""]),
        item_texts: texts(&[]),
        flat: texts(&["f", "g"]),
        flat_named: texts(&["n"]),
        tags: Some([("k".to_owned(), "v".to_owned())].into()),
        named_map: Some([("k".to_owned(), Inner::default())].into()),
        flat_map: Some([("k".to_owned(), "v".to_owned()), ("l".to_owned(), "w".to_owned())].into()),
        renamed: Some("r".to_owned()),
        ..Kitchen::default()
    };
    let text = "<Kitchen xmlns=\"urn:k\"><text>a&lt;b&gt;&amp;\"' &#xD;\n</text><flag>true</flag>\
                <texts><member>x</member><member></member></texts><flat>f</flat><flat>g</flat><item>n</item>\
                <itemTexts></itemTexts><tags><entry><key>k</key><value>v</value></entry></tags>\
                <namedMap><entry><Name>k</Name><Inner></Inner></entry></namedMap>\
                <flatMap><key>k</key><value>v</value></flatMap><flatMap><key>l</key><value>w</value></flatMap>\
                <other>r</other></Kitchen>";
    assert_eq!(write(&kitchen), text);
    assert_eq!(read(text.as_bytes()).as_ref(), Ok(&kitchen));
}

#[test]
fn what_is_read() {
    let kitchen = Kitchen::default;
    for (text, expected) in [
        ("<?xml version='1.0'?><!-- c --><a/>", kitchen()),
        ("<a><unknown><text>no</text></unknown></a>\n", kitchen()),
        ("<p:a xmlns:p='u'><p:text>x</p:text></p:a>", Kitchen { text: Some("x".to_owned()), ..kitchen() }),
        ("<a><text>x</text><text>y</text></a>", Kitchen { text: Some("y".to_owned()), ..kitchen() }),
        (
            "<a><text><![CDATA[<&]]>&#x41;&#66;&lt;&apos;</text></a>",
            Kitchen { text: Some("<&AB<'".to_owned()), ..kitchen() },
        ),
        (
            "<a><count> 5\n</count><flag>false</flag></a>",
            Kitchen { count: Some(5), flag: Some(false), ..kitchen() },
        ),
        ("<a><texts/></a>", Kitchen { texts: texts(&[]), ..kitchen() }),
    ] {
        assert_eq!(read(text.as_bytes()).as_ref(), Ok(&expected), "{text}");
    }
}

#[test]
fn broken_documents_are_errors() {
    for text in [
        "",
        "text",
        "<a>",
        "<a></b>",
        "</a>",
        "<a/><b/>",
        "<a/>x",
        "<a><count>x</count></a>",
        "<a",
        "<a b=c/>",
        "<a b='1/>",
        "<a>&unknown;</a>",
        "<a>&#xD800;</a>",
        "<a>&#99999999;</a>",
        "<a><tags><entry><key>k</key></entry></tags></a>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a><text>&b;</text></a>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<a><text>&lt</text></a>",
        "<a><![CDATA[x</a>",
        "<a><!-- </a>",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
    assert!(read(b"<a>\xff</a>").is_err());
}

#[test]
fn depth_and_size_are_bounded() {
    assert!(read("<a>".repeat(500_000).as_bytes()).is_err());
    let wide = format!("<a>{}</a>", "<b/>".repeat(crate::limits::XML_NODES_MAX));
    assert_eq!(
        dom::parse(wide.as_bytes()).err(),
        Some(ReadError::TooMany { limit: crate::limits::XML_NODES_MAX })
    );
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=''")).collect();
    assert!(dom::parse(format!("<a{attributes}/>").as_bytes()).is_ok());
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_tokens_never_panic(text in "(<|</|>|/>|a|texts|member|flat|tags|entry|key|value|&lt;|&#x|;|<!|\\[CDATA\\[|\\]\\]>|--|\\?|=|\"|'| |1){0,40}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn changed_bytes_never_panic(kitchen in crate::fixture::kitchens(0), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = write(&Kitchen { document: None, ..kitchen }).into_bytes();
        let at = at.index(text.len());
        text[at] = byte;
        let _ = read(&text);
        let _ = read(&text[..at]);
    }
}
