//! What awsQuery and ec2Query call the same thing.

use std::borrow::Cow;

use longshore_shapes::{Kind, Member};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Aws,
    Ec2,
}

impl Dialect {
    /// The name of a structure's member. A flattened list goes by the name of its items, if they have one.
    pub(super) fn member(self, member: &Member) -> Cow<'static, str> {
        match self {
            Dialect::Aws => Cow::Borrowed(flat_item_name(member).unwrap_or(member.wire_name())),
            Dialect::Ec2 => match (member.names.ec2_query, member.names.wire) {
                (Some(name), _) => Cow::Borrowed(name),
                (None, Some(name)) => capitalised(name),
                (None, None) => Cow::Borrowed(member.name),
            },
        }
    }
}

fn flat_item_name(member: &Member) -> Option<&'static str> {
    match member.target.kind {
        Kind::List { member: item } if member.names.flattened => item.names.wire,
        _ => None,
    }
}

/// ec2Query capitalises the name that its answers have.
fn capitalised(name: &'static str) -> Cow<'static, str> {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            Cow::Owned(std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        }
        _ => Cow::Borrowed(name),
    }
}
