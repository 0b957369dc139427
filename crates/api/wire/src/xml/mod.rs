//! XML, driven by schemas: the answers of the Query protocols and both directions of restXml.

pub(crate) mod dom;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use dom::{Element, parse};
pub(crate) use read::XmlReader;
pub(crate) use write::XmlWriter;

use longshore_shapes::{Kind, Member};

/// The name of a structure's member as an element. A flattened list goes by the name of its items, if
/// they have one.
fn member_name(member: &Member) -> &'static str {
    match member.target.kind {
        Kind::List { member: item } if member.names.flattened => {
            item.names.wire.unwrap_or(member.wire_name())
        }
        _ => member.wire_name(),
    }
}
