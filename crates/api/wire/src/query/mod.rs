//! The Query protocols' parameters: `Name.member.1.Key=Value`.
//!
//! awsQuery and ec2Query are one tree of names with two dialects ([`Dialect`]): how a member is called,
//! and how a list is numbered.

mod dialect;
pub(crate) mod form;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use dialect::Dialect;
pub(crate) use read::{Parameters, QueryReader};
pub(crate) use write::QueryWriter;
