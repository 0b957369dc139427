//! A service of its own for tests: structures that have a member of every kind and every name.

use std::collections::BTreeMap;

use longshore_shapes::schema::{
    self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat,
};
use longshore_shapes::{
    Blob, Document, OperationName, OperationSchema, Protocol, ServiceSchema, Timestamp, structure_members,
    structure_value,
};
use proptest::prelude::*;

// Macros, because only what is borrowed right in a static lives as long as it.
macro_rules! kind {
    ($name:expr, $kind:expr $(,)?) => {
        Schema { name: $name, kind: $kind, limits: Limits::NONE }
    };
}

macro_rules! named {
    ($name:expr, $target:expr, $names:expr $(,)?) => {
        Member { name: $name, target: $target, required: false, names: $names }
    };
}

static TEXTS: Schema = kind!("Texts", Kind::List { member: &Member::optional("member", &schema::TEXT) });
static ITEM_TEXTS: Schema = kind!(
    "ItemTexts",
    Kind::List { member: &named!("member", &schema::TEXT, &Names { wire: Some("item"), ..*Names::PLAIN }) },
);
static NUMBERS: Schema = kind!("Numbers", Kind::List { member: &Member::optional("member", &schema::LONG) });
static LISTS: Schema = kind!("Lists", Kind::List { member: &Member::optional("member", &NUMBERS) });
static INNERS: Schema = kind!("Inners", Kind::List { member: &Member::optional("member", &INNER) });
static TAGS: Schema = kind!(
    "Tags",
    Kind::Map {
        key: &Member::optional("key", &schema::TEXT),
        value: &Member::optional("value", &schema::TEXT),
    },
);
static NAMED_MAP: Schema = kind!(
    "NamedMap",
    Kind::Map {
        key: &named!("key", &schema::TEXT, &Names { wire: Some("Name"), ..*Names::PLAIN }),
        value: &named!("value", &INNER, &Names { wire: Some("Inner"), ..*Names::PLAIN }),
    },
);
static SHORT: Schema = Schema {
    name: "Short",
    kind: Kind::Text { pattern: Some(&PATTERN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(4.0) },
};
static PATTERN: Pattern = Pattern::new("[a-z]*");
static COLOUR: Schema = kind!("Colour", Kind::Text { pattern: None, values: &["red", "blue"] });
static SMALL: Schema =
    Schema { name: "Small", kind: Kind::Integer, limits: Limits { min: Some(0.0), max: Some(10.0) } };

pub(crate) static INNER: Schema = kind!(
    "Inner",
    Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("values", &NUMBERS),
            Member::optional("next", &INNER),
        ],
        union: false,
    },
);

const FLAT: &Names = &Names { flattened: true, ..*Names::PLAIN };

pub(crate) static KITCHEN: Schema = kind!(
    "Kitchen",
    Kind::Structure {
        members: &[
            Member::optional("text", &schema::TEXT),
            Member::optional("flag", &schema::BOOLEAN),
            Member::optional("count", &schema::INTEGER),
            Member::optional("total", &schema::LONG),
            Member::optional("ratio", &schema::FLOAT),
            Member::optional("amount", &schema::DOUBLE),
            Member::optional("data", &schema::BLOB),
            Member::optional("at", &schema::TIMESTAMP),
            named!(
                "atIso",
                &schema::TIMESTAMP,
                &Names { timestamp: Some(TimestampFormat::Iso8601), ..*Names::PLAIN },
            ),
            named!(
                "atEpoch",
                &schema::TIMESTAMP,
                &Names { timestamp: Some(TimestampFormat::EpochSeconds), ..*Names::PLAIN },
            ),
            Member::optional("texts", &TEXTS),
            Member::optional("inners", &INNERS),
            named!("flat", &TEXTS, FLAT),
            named!("flatNamed", &ITEM_TEXTS, FLAT),
            Member::optional("itemTexts", &ITEM_TEXTS),
            Member::optional("tags", &TAGS),
            Member::optional("namedMap", &NAMED_MAP),
            named!("flatMap", &TAGS, FLAT),
            Member::optional("inner", &INNER),
            Member::optional("lists", &LISTS),
            named!(
                "renamed",
                &schema::TEXT,
                &Names { wire: Some("other"), ec2_query: Some("OtherStill"), ..*Names::PLAIN },
            ),
            Member::optional("document", &schema::DOCUMENT),
        ],
        union: false,
    },
);

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Inner {
    pub(crate) name: Option<String>,
    pub(crate) values: Option<Vec<i64>>,
    pub(crate) next: Option<Box<Inner>>,
}

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Kitchen {
    pub(crate) text: Option<String>,
    pub(crate) flag: Option<bool>,
    pub(crate) count: Option<i32>,
    pub(crate) total: Option<i64>,
    pub(crate) ratio: Option<f32>,
    pub(crate) amount: Option<f64>,
    pub(crate) data: Option<Blob>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) at_iso: Option<Timestamp>,
    pub(crate) at_epoch: Option<Timestamp>,
    pub(crate) texts: Option<Vec<String>>,
    pub(crate) inners: Option<Vec<Inner>>,
    pub(crate) flat: Option<Vec<String>>,
    pub(crate) flat_named: Option<Vec<String>>,
    pub(crate) item_texts: Option<Vec<String>>,
    pub(crate) tags: Option<BTreeMap<String, String>>,
    pub(crate) named_map: Option<BTreeMap<String, Inner>>,
    pub(crate) flat_map: Option<BTreeMap<String, String>>,
    pub(crate) inner: Option<Inner>,
    pub(crate) lists: Option<Vec<Vec<i64>>>,
    pub(crate) renamed: Option<String>,
    pub(crate) document: Option<Document>,
}

/// What the constraints of a model look like when they are checked.
pub(crate) static CHECKED: Schema = kind!(
    "Checked",
    Kind::Structure {
        members: &[
            Member::required("Name", &SHORT),
            Member::optional("Colour", &COLOUR),
            Member::optional("Size", &SMALL),
        ],
        union: false,
    },
);

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) colour: Option<String>,
    pub(crate) size: Option<i32>,
}

const fn at(location: Location, wire: &'static str) -> Names {
    Names { location, wire: Some(wire), ..*Names::PLAIN }
}

static DATES: Schema = kind!("Dates", Kind::List { member: &Member::optional("member", &schema::TIMESTAMP) });

macro_rules! bound_schema {
    ($name:literal, $($body:expr),*) => {
        kind!(
            $name,
            Kind::Structure {
                members: &[
                    named!("label", &schema::TEXT, &at(Location::Uri, "Label")),
                    named!("rest", &schema::TEXT, &at(Location::Uri, "Rest")),
                    named!("number", &schema::INTEGER, &at(Location::QueryString, "n")),
                    named!("since", &schema::TIMESTAMP, &at(Location::QueryString, "since")),
                    named!("names", &TEXTS, &at(Location::QueryString, "name")),
                    named!("header", &schema::TEXT, &at(Location::Header, "X-One")),
                    named!("modified", &schema::TIMESTAMP, &at(Location::Header, "X-Modified")),
                    named!("list", &TEXTS, &at(Location::Header, "X-List")),
                    named!("dates", &DATES, &at(Location::Header, "X-Dates")),
                    named!("meta", &TAGS, &at(Location::Headers, "x-meta-")),
                    named!("status", &schema::INTEGER, &at(Location::StatusCode, "status")),
                    $($body),*
                ],
                union: false,
            },
        )
    };
}

pub(crate) static BOUND: Schema = bound_schema!(
    "Bound",
    named!("inner", &INNER, Names::PLAIN),
    named!("text", &schema::TEXT, Names::PLAIN)
);
pub(crate) static BOUND_STRUCTURE: Schema =
    bound_schema!("BoundStructure", named!("inner", &INNER, &at(Location::Payload, "InnerElement")));
pub(crate) static BOUND_BLOB: Schema =
    bound_schema!("BoundBlob", named!("data", &schema::BLOB, &at(Location::Payload, "data")));

macro_rules! bound_types {
    ($($name:ident, $schema:ident { $($position:literal: $member:ident: $type:ty),* })*) => {$(
        #[derive(Clone, Default, PartialEq)]
        pub(crate) struct $name {
            pub(crate) label: Option<String>,
            pub(crate) rest: Option<String>,
            pub(crate) number: Option<i32>,
            pub(crate) since: Option<Timestamp>,
            pub(crate) names: Option<Vec<String>>,
            pub(crate) header: Option<String>,
            pub(crate) modified: Option<Timestamp>,
            pub(crate) list: Option<Vec<String>>,
            pub(crate) dates: Option<Vec<Timestamp>>,
            pub(crate) meta: Option<BTreeMap<String, String>>,
            pub(crate) status: Option<i32>,
            $(pub(crate) $member: $type,)*
        }
        structure_members! { $name, $schema {
            0: label, 1: rest, 2: number, 3: since, 4: names, 5: header, 6: modified, 7: list, 8: dates,
            9: meta, 10: status, $($position: $member),*
        } }
        structure_value!($name);
    )*};
}

bound_types! {
    Bound, BOUND { 11: inner: Option<Inner>, 12: text: Option<String> }
    BoundStructure, BOUND_STRUCTURE { 11: inner: Option<Inner> }
    BoundBlob, BOUND_BLOB { 11: data: Option<Blob> }
}

structure_members! {
    Inner, INNER { 0: name, 1: values, 2: next }
    Kitchen, KITCHEN {
        0: text, 1: flag, 2: count, 3: total, 4: ratio, 5: amount, 6: data, 7: at, 8: at_iso, 9: at_epoch,
        10: texts, 11: inners, 12: flat, 13: flat_named, 14: item_texts, 15: tags, 16: named_map,
        17: flat_map, 18: inner, 19: lists, 20: renamed, 21: document,
    }
    Checked, CHECKED { 0: name, 1: colour, 2: size }
}
structure_value!(Inner, Kitchen, Checked);

const fn operation(name: &'static str, http_path: &'static str, shape: &'static Schema) -> OperationSchema {
    OperationSchema {
        name,
        http_method: "POST",
        http_path,
        http_status: 200,
        input: shape,
        output: shape,
        result_wrapper: Some("Result"),
        errors: &[],
        idempotent: false,
        pagination: None,
    }
}

pub(crate) const fn cook() -> OperationSchema {
    operation("Cook", "/", &KITCHEN)
}

pub(crate) static COOK: OperationSchema = cook();
pub(crate) static BIND: OperationSchema = operation("Bind", "/b/{Label}/{Rest+}", &BOUND);
pub(crate) static BIND_STRUCTURE: OperationSchema =
    operation("BindStructure", "/bs/{Label}/{Rest+}?x=1", &BOUND_STRUCTURE);
pub(crate) static BIND_BLOB: OperationSchema = operation("BindBlob", "/bb/{Label}/{Rest+}", &BOUND_BLOB);

const fn entry(name: &'static str, schema: Option<&'static OperationSchema>) -> OperationName {
    match schema {
        Some(schema) => OperationName {
            name,
            http_method: schema.http_method,
            http_path: schema.http_path,
            schema: Some(schema),
        },
        None => OperationName { name, http_method: "GET", http_path: "/unbuilt/{Label}", schema: None },
    }
}

static OPERATIONS: [OperationName; 5] = [
    entry("Bind", Some(&BIND)),
    entry("BindBlob", Some(&BIND_BLOB)),
    entry("BindStructure", Some(&BIND_STRUCTURE)),
    entry("Cook", Some(&COOK)),
    entry("Unbuilt", None),
];

pub(crate) const fn service(protocols: &'static [Protocol]) -> ServiceSchema {
    ServiceSchema {
        signing_name: "kitchen",
        endpoint_prefix: "kitchen",
        name: "kitchen",
        api_version: "2020-02-02",
        protocols,
        target_prefix: "Kitchen_20200202",
        xml_namespace: "https://kitchen.test/2020-02-02/",
        query_compatible: true,
        operations: &OPERATIONS,
    }
}

pub(crate) static JSON: ServiceSchema =
    service(&[Protocol::RpcV2Cbor, Protocol::AwsJson11, Protocol::AwsJson10, Protocol::AwsQuery]);
pub(crate) static EC2: ServiceSchema = ServiceSchema {
    signing_name: "ec2",
    target_prefix: "",
    api_version: "2021-01-01",
    ..service(&[Protocol::Ec2Query])
};
pub(crate) static REST_JSON: ServiceSchema = ServiceSchema {
    signing_name: "restj",
    endpoint_prefix: "restj",
    target_prefix: "",
    ..service(&[Protocol::RestJson])
};
pub(crate) static REST_XML: ServiceSchema = ServiceSchema {
    signing_name: "restx",
    endpoint_prefix: "restx",
    target_prefix: "",
    ..service(&[Protocol::RestXml])
};
pub(crate) static SERVICES: [&ServiceSchema; 4] = [&JSON, &EC2, &REST_JSON, &REST_XML];

/// Text that every protocol can carry: XML has no control characters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 ._/:&<>\"'+%=\\\\-]{0,12}",
        1 => "[\\t\\n\\r -~\u{a1}-\u{d7ff}\u{10000}-\u{1f6ff}]{0,8}",
    ]
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (-62_000_000_000_000_i64..253_000_000_000_000).prop_map(Timestamp::from_millis)
}

fn maybe<T: std::fmt::Debug + 'static>(
    values: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Option<T>> {
    prop::option::weighted(0.4, values).boxed()
}

fn some_of<T: std::fmt::Debug + 'static>(
    values: impl Strategy<Value = T> + 'static,
    least: usize,
) -> BoxedStrategy<Option<Vec<T>>> {
    maybe(prop::collection::vec(values, least..4))
}

fn inner(least: usize) -> BoxedStrategy<Inner> {
    let leaf = (text(), some_of(any::<i64>(), least)).prop_map(|(name, values)| Inner {
        name: Some(name),
        values,
        next: None,
    });
    leaf.prop_recursive(3, 6, 1, move |inner| {
        (maybe(text()), inner).prop_map(|(name, next)| Inner {
            name,
            values: None,
            next: Some(Box::new(next)),
        })
    })
    .boxed()
}

fn document() -> BoxedStrategy<Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::Boolean),
        any::<i64>().prop_map(Document::Integer),
        (-1e300..1e300_f64).prop_map(Document::Double),
        text().prop_map(Document::Text),
    ];
    leaf.prop_recursive(3, 12, 3, |item| {
        prop_oneof![
            prop::collection::vec(item.clone(), 0..3).prop_map(Document::List),
            prop::collection::btree_map(text(), item, 0..3).prop_map(Document::Map),
        ]
    })
    .boxed()
}

/// Any kitchen. `least` is the fewest items of a list or map: some protocols cannot say that one is empty.
pub(crate) fn kitchens(least: usize) -> impl Strategy<Value = Kitchen> {
    let map = move || maybe(prop::collection::btree_map("[a-z.& ]{1,5}", text(), least..4));
    let scalars = (
        maybe(text()),
        maybe(any::<bool>()),
        maybe(any::<i32>()),
        maybe(any::<i64>()),
        maybe(any::<f32>()),
        maybe(any::<f64>()),
        maybe(prop::collection::vec(any::<u8>(), 0..9).prop_map(Blob::from)),
    );
    let moments = (maybe(moment()), maybe(moment()), maybe(moment()));
    let lists = (
        some_of(text(), least),
        some_of(inner(least), least),
        some_of(text(), 1),
        some_of(text(), 1),
        some_of(text(), least),
        some_of(prop::collection::vec(any::<i64>(), least..3), least),
    );
    let maps = (
        map(),
        maybe(prop::collection::btree_map("[a-z]{1,5}", inner(least), least..3)),
        maybe(prop::collection::btree_map("[a-z]{1,5}", text(), 1..4)),
    );
    let rest = (maybe(inner(least)), maybe(text()), maybe(document()));
    (scalars, moments, lists, maps, rest).prop_map(|(scalars, moments, lists, maps, rest)| Kitchen {
        text: scalars.0,
        flag: scalars.1,
        count: scalars.2,
        total: scalars.3,
        ratio: scalars.4,
        amount: scalars.5,
        data: scalars.6,
        at: moments.0,
        at_iso: moments.1,
        at_epoch: moments.2,
        texts: lists.0,
        inners: lists.1,
        flat: lists.2,
        flat_named: lists.3,
        item_texts: lists.4,
        lists: lists.5,
        tags: maps.0,
        named_map: maps.1,
        flat_map: maps.2,
        inner: rest.0,
        renamed: rest.1,
        // A null document is an absent one.
        document: rest.2.filter(|document| *document != Document::Null),
    })
}

/// Text that a header can carry: no blanks at the ends, nothing but ASCII.
fn header_text() -> impl Strategy<Value = String> {
    "[!-~]([ -~]{0,8}[!-~])?"
}

fn second() -> impl Strategy<Value = Timestamp> {
    (0..253_000_000_000_i64).prop_map(Timestamp::from_secs)
}

/// The members that are bound to places other than the body.
pub(crate) fn bounds() -> impl Strategy<Value = Bound> {
    let query = (maybe(any::<i32>()), maybe(moment()), some_of(text(), 1));
    let headers = (
        maybe(header_text()),
        maybe(second()),
        some_of(header_text(), 1),
        some_of(second(), 1),
        maybe(prop::collection::btree_map("[a-z]{1,5}", header_text(), 1..3)),
    );
    ("[ -~]{1,9}", "[ -~]{1,9}", query, headers, maybe(inner(0)), maybe(text())).prop_map(
        |(label, rest, query, headers, inner, text)| Bound {
            label: Some(label),
            // A slash at the end of a path makes no difference.
            rest: Some(format!("{rest}.")),
            number: query.0,
            since: query.1,
            names: query.2,
            header: headers.0,
            modified: headers.1,
            list: headers.2,
            dates: headers.3,
            meta: headers.4,
            status: Some(200),
            inner,
            text,
        },
    )
}
