//! Where HTTP bindings put members, and that what is written reads back.

use std::collections::BTreeMap;

use http::HeaderMap;
use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ReadContext, ReadError, Timestamp};
use proptest::prelude::*;

use super::{BoundReader, Format, Message, partition};
use crate::fixture::{Bound, BoundBlob, BoundStructure};

fn read<T: Structure + Default>(
    query: &[(&str, &str)],
    headers: &[(&str, &str)],
    body: &[u8],
    format: Format,
) -> Result<T, ReadError> {
    let query: Vec<(String, String)> =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (name.parse::<http::HeaderName>().unwrap(), value.parse().unwrap()))
        .collect();
    let labels = [("Label", "l".to_owned())];
    let message = Message { labels: &labels, query: &query, headers: &headers, status: 202, body, format };
    let mut target = T::default();
    let schema = target.schema();
    read_structure(&mut target, schema, &mut BoundReader::new(&message, &mut ReadContext::checking()))?;
    Ok(target)
}

#[test]
fn every_place_is_read() {
    let bound: Bound = read(
        &[
            ("n", "1"),
            ("n", "2"),
            ("name", "a"),
            ("name", ""),
            ("since", "2023-11-14T22:13:20Z"),
            ("other", "x"),
        ],
        &[
            ("x-one", "o"),
            ("x-modified", "Tue, 14 Nov 2023 22:13:20 GMT"),
            ("x-list", "a, \"b,c\",\"d\\\"e\""),
            ("x-dates", "Tue, 14 Nov 2023 22:13:20 GMT, Thu, 01 Jan 1970 00:00:00 GMT"),
            ("x-meta-a", "1"),
            ("X-Meta-b", "2"),
        ],
        br#"{"text":"t","header":"not from here"}"#,
        Format::Json,
    )
    .unwrap();
    let at = Timestamp::from_secs(1_700_000_000);
    assert_eq!((bound.label.as_deref(), bound.number, bound.status), (Some("l"), Some(2), Some(202)));
    assert_eq!(bound.names, Some(vec!["a".to_owned(), String::new()]));
    assert_eq!((bound.since, bound.modified), (Some(at), Some(at)));
    assert_eq!(bound.dates, Some(vec![at, Timestamp::from_secs(0)]));
    assert_eq!(bound.list, Some(vec!["a".to_owned(), "b,c".to_owned(), "d\"e".to_owned()]));
    let meta: BTreeMap<String, String> =
        [("a", "1"), ("b", "2")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    assert_eq!(bound.meta, Some(meta));
    assert_eq!((bound.text.as_deref(), bound.header.as_deref()), (Some("t"), Some("o")));
}

#[test]
fn payloads_are_the_whole_body() {
    let blob: BoundBlob = read(&[], &[], b"\xff\x00", Format::Json).unwrap();
    assert_eq!(blob.data.as_deref(), Some(&b"\xff\x00"[..]));
    let json: BoundStructure = read(&[], &[], br#"{"name":"j"}"#, Format::Json).unwrap();
    assert_eq!(json.inner.unwrap().name.as_deref(), Some("j"));
    let xml: BoundStructure = read(&[], &[], b"<Any><name>x</name></Any>", Format::Xml).unwrap();
    assert_eq!(xml.inner.unwrap().name.as_deref(), Some("x"));
    let none: BoundStructure = read(&[], &[], b"", Format::Xml).unwrap();
    assert!(none.inner.is_none());
}

#[test]
fn broken_places_are_errors() {
    assert!(read::<Bound>(&[("n", "x")], &[], b"", Format::Json).is_err());
    assert!(read::<Bound>(&[("since", "x")], &[], b"", Format::Json).is_err());
    assert!(read::<Bound>(&[], &[("x-modified", "x")], b"", Format::Json).is_err());
    assert!(read::<Bound>(&[], &[("x-dates", "a,b,c")], b"", Format::Json).is_err());
    assert!(read::<Bound>(&[], &[], b"{", Format::Json).is_err());
    assert!(read::<Bound>(&[], &[], b"{}", Format::Xml).is_err());
    assert!(read::<BoundStructure>(&[], &[], b"{} {}", Format::Json).is_err());
}

#[test]
fn empty_bodies_stay_empty() {
    let blob = partition(&BoundBlob::default(), Format::Json, "");
    assert!(blob.body.is_empty() && blob.headers.is_empty());
    assert_eq!(partition(&Bound::default(), Format::Json, "").body, b"{}");
}

proptest! {
    #[test]
    fn any_headers_never_panic(list in "[ -~]{0,40}", dates in "[ -~,]{0,40}", body in prop::collection::vec(any::<u8>(), 0..40)) {
        let headers = [("x-list", list.as_str()), ("x-dates", dates.as_str())];
        let _ = read::<Bound>(&[], &headers, b"", Format::Json);
        let _ = read::<BoundStructure>(&[], &[], &body, Format::Xml);
        let _ = read::<BoundBlob>(&[], &[], &body, Format::Json);
    }
}
