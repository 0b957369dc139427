//! The Query forms of every kind of value, and forms that are broken.

use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ReadContext, ReadError, Writer};
use proptest::prelude::*;

use super::{Dialect, Parameters, QueryReader, QueryWriter};
use crate::fixture::{Inner, KITCHEN, Kitchen};

fn read(dialect: Dialect, form: &[u8]) -> Result<Kitchen, ReadError> {
    let mut kitchen = Kitchen::default();
    let parameters = Parameters::parse(form, "")?;
    let mut context = ReadContext::checking();
    read_structure(&mut kitchen, &KITCHEN, &mut QueryReader::new(&parameters, dialect, &mut context))?;
    Ok(kitchen)
}

fn write(dialect: Dialect, kitchen: &Kitchen) -> String {
    let mut writer = QueryWriter::new(dialect);
    writer.structure(kitchen.schema(), kitchen);
    String::from_utf8(writer.finish()).unwrap()
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn names_in_both_dialects() {
    let kitchen = Kitchen {
        texts: texts(&["a", "b c"]),
        inners: Some(vec![Inner { values: Some(vec![7]), ..Inner::default() }]),
        flat: texts(&["f"]),
        flat_named: texts(&["n"]),
        item_texts: texts(&["i"]),
        tags: Some([("k".to_owned(), "v".to_owned())].into()),
        named_map: Some([("k".to_owned(), Inner { name: Some("x".to_owned()), ..Inner::default() })].into()),
        flat_map: Some([("k".to_owned(), "v".to_owned())].into()),
        renamed: Some("r".to_owned()),
        ..Kitchen::default()
    };
    let aws = "texts.member.1=a&texts.member.2=b%20c&inners.member.1.values.member.1=7&flat.1=f&item.1=n\
               &itemTexts.item.1=i&tags.entry.1.key=k&tags.entry.1.value=v&namedMap.entry.1.Name=k\
               &namedMap.entry.1.Inner.name=x&flatMap.1.key=k&flatMap.1.value=v&other=r";
    assert_eq!(write(Dialect::Aws, &kitchen), aws);
    let ec2 = "texts.1=a&texts.2=b%20c&inners.1.values.1=7&flat.1=f&flatNamed.1=n&itemTexts.1=i\
               &tags.entry.1.key=k&tags.entry.1.value=v&namedMap.entry.1.Name=k\
               &namedMap.entry.1.Inner.name=x&flatMap.1.key=k&flatMap.1.value=v&OtherStill=r";
    assert_eq!(write(Dialect::Ec2, &kitchen), ec2);
    assert_eq!(read(Dialect::Aws, aws.as_bytes()).as_ref(), Ok(&kitchen));
    assert_eq!(read(Dialect::Ec2, ec2.as_bytes()).as_ref(), Ok(&kitchen));
}

#[test]
fn what_is_read() {
    let kitchen = Kitchen::default;
    for (form, expected) in [
        ("", kitchen()),
        ("Action=X&Version=1&unknown.member.1=a", kitchen()),
        ("text=a&text=b", Kitchen { text: Some("b".to_owned()), ..kitchen() }),
        ("text=", Kitchen { text: Some(String::new()), ..kitchen() }),
        ("texts=", Kitchen { texts: texts(&[]), ..kitchen() }),
        (
            "texts.member.10=c&texts.member.2=b&texts.member.1=a",
            Kitchen { texts: texts(&["a", "b", "c"]), ..kitchen() },
        ),
        ("texts.member.1000000=z&texts.member.3=a", Kitchen { texts: texts(&["a", "z"]), ..kitchen() }),
        ("texts.1=a", Kitchen { texts: texts(&["a"]), ..kitchen() }),
        ("flag=True&count=%2D5", Kitchen { flag: Some(true), count: Some(-5), ..kitchen() }),
        (
            "lists.member.2.member.1=3&lists.member.1.member.2=2&lists.member.1.member.1=1",
            Kitchen { lists: Some(vec![vec![1, 2], vec![3]]), ..kitchen() },
        ),
        (
            "inner.name=a&inner-x=1&inner.next.name=b",
            Kitchen {
                inner: Some(Inner {
                    name: Some("a".to_owned()),
                    next: Some(Box::new(Inner { name: Some("b".to_owned()), ..Inner::default() })),
                    values: None,
                }),
                ..kitchen()
            },
        ),
    ] {
        assert_eq!(read(Dialect::Aws, form.as_bytes()).as_ref(), Ok(&expected), "{form}");
    }
}

#[test]
fn broken_forms_are_errors() {
    for form in [
        "count=x",
        "count=",
        "count=2147483648",
        "flag=yes",
        "ratio=1e39",
        "at=later",
        "data=%21",
        "text.a=1",
        "texts.member.x=1",
        "texts.member.-1=1",
        "texts.member.99999999=1",
        "texts.member.4294967296=1",
        "texts.other.1=a",
        "tags.entry.1.key=k",
        "tags.entry.1.value=v",
        "tags.entry.k=v",
        "document=1",
        "text=%ff",
        "inners.member.1.values.member.1=x",
    ] {
        assert!(read(Dialect::Aws, form.as_bytes()).is_err(), "{form}");
    }
    assert!(read(Dialect::Aws, b"text=\xff").is_err());
    let deep = format!("inner{}.name=x", ".next".repeat(5000));
    assert!(matches!(read(Dialect::Aws, deep.as_bytes()), Err(ReadError::TooDeep { .. })));
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(Dialect::Aws, &bytes);
    }

    #[test]
    fn any_names_never_panic(form in "((texts|inner|inners|tags|flat|item|lists|count)(\\.(member|entry|1|2|key|value|next|name|values|x|)){0,5}(=(a|1|%41)?)?&){0,8}") {
        for dialect in [Dialect::Aws, Dialect::Ec2] {
            let _ = read(dialect, form.as_bytes());
        }
    }

    #[test]
    fn order_does_not_matter(kitchen in crate::fixture::kitchens(1), seed in any::<u64>()) {
        let kitchen = Kitchen { document: None, ..kitchen };
        let form = write(Dialect::Aws, &kitchen);
        let mut pairs: Vec<&str> = form.split('&').collect();
        let turn = usize::try_from(seed % 1000).unwrap() % pairs.len();
        pairs.rotate_left(turn);
        pairs.reverse();
        let read = read(Dialect::Aws, pairs.join("&").as_bytes()).unwrap();
        prop_assert_eq!(format!("{read:?}"), format!("{kitchen:?}"));
    }
}
