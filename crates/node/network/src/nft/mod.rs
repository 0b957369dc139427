//! nftables over netlink: expressions, rules, sets and transactions, and the two places where rules of ours stand:
//! a table of our own, and chains of other programs that would drop what they do not know.
//!
//! Must not know: namespaces, attachments, files.

mod batch;
mod expression;
mod firewall;
mod table;

pub(crate) use firewall::{let_pass, remove_from_others};
pub(crate) use table::{
    Elements, Ruleset, add_elements, rebuild, remove_elements, remove_table, table_exists,
};

pub(crate) use batch::generation;
pub(crate) use expression::mask_of;

#[cfg(test)]
mod tests;
