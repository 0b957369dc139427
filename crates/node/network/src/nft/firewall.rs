//! Living beside other programs' filters, which let nothing pass that they do not know. Docker Engine leaves a chain
//! (`DOCKER-USER`) to others; where there is none and a policy is to drop, our rules go to the head of the
//! chain with that policy. They only ever speak of our own interfaces.
//!
//! With the old `iptables` back end the same chains exist where netlink does not reach; that is told elsewhere.

use std::net::Ipv4Addr;

use rustix::io::Errno;

use super::batch::{FIXED, commit, message};
use super::expression::{META_INPUT_NAME, META_OUTPUT_NAME, Rule, Verdict};
use super::table::{Ruleset, new_rule};
use crate::error::NetworkError;
use crate::netlink::{Attributes, Socket, attributes, find, u32_be, u64_be};

const GET_CHAIN: u16 = 4;
const GET_RULES: u16 = 7;
const DELETE_RULE: u16 = 8;
const TABLE: &str = "filter";
const FOR_OTHERS: &str = "DOCKER-USER";
const FORWARD: &str = "FORWARD";
const INPUT: &str = "INPUT";
const POLICY: u16 = 5;
const POLICY_DROP: u32 = 0;
const RULE_HANDLE: u16 = 3;
const RULE_EXPRESSIONS: u16 = 4;

/// Sees to it that packets of attachments are forwarded, and reach the link-local addresses; says in which chains
/// of others rules of ours stand.
pub(crate) fn let_pass(socket: &mut Socket, rules: &Ruleset) -> Result<Vec<&'static str>, NetworkError> {
    let mut chains = Vec::new();
    let forwarding = match chain_policy(socket, FOR_OTHERS)? {
        Some(_) => Some(FOR_OTHERS),
        None => drops(socket, FORWARD)?.then_some(FORWARD),
    };
    if let Some(chain) = forwarding {
        ensure(socket, &rules.prefix, chain, forwarded(&rules.prefix))?;
        chains.push(chain);
    }
    if drops(socket, INPUT)? {
        ensure(socket, &rules.prefix, INPUT, received(rules))?;
        chains.push(INPUT);
    }
    Ok(chains)
}

pub(crate) fn remove_from_others(socket: &mut Socket, rules: &Ruleset) -> Result<(), NetworkError> {
    for chain in [FOR_OTHERS, FORWARD, INPUT] {
        if chain_policy(socket, chain)?.is_some() {
            ensure(socket, &rules.prefix, chain, Vec::new())?;
        }
    }
    Ok(())
}

/// Which name a rule looks at, and the rule.
type Wanted = Vec<(u32, Rule)>;

fn forwarded(prefix: &str) -> Wanted {
    vec![
        (META_INPUT_NAME, Rule::new().input_begins(prefix)),
        (META_OUTPUT_NAME, Rule::new().output_begins(prefix)),
    ]
}

fn received(rules: &Ruleset) -> Wanted {
    let rule = |address: Ipv4Addr| Rule::new().input_begins(&rules.prefix).destination_within(address, 32);
    rules.link_local.map(|address| (META_INPUT_NAME, rule(address))).into()
}

/// Just these rules of ours in a chain: when others are found, all are replaced.
fn ensure(socket: &mut Socket, prefix: &str, chain: &str, wanted: Wanted) -> Result<(), NetworkError> {
    let present = our_rules(socket, prefix, chain)?;
    let mut found: Vec<_> = present.iter().map(|(_, key)| *key).collect();
    let mut keys: Vec<_> = wanted.iter().map(|(key, _)| *key).collect();
    found.sort_unstable();
    keys.sort_unstable();
    if found == keys {
        return Ok(());
    }
    let mut changes = Vec::new();
    for (handle, _) in present {
        let place = Attributes::new().text(1, TABLE).text(2, chain).bytes(3, &handle.to_be_bytes());
        changes.push(message("remove a rule", DELETE_RULE, 0, place));
    }
    // Without the flag to append, a rule goes to the head of its chain.
    let accept = |rule: Rule| new_rule(TABLE, chain, rule.counted().verdict(Verdict::Accept), 0);
    changes.extend(wanted.into_iter().map(|(_, rule)| accept(rule)));
    commit(socket, changes)
}

fn drops(socket: &mut Socket, chain: &str) -> Result<bool, NetworkError> {
    Ok(chain_policy(socket, chain)?.flatten() == Some(POLICY_DROP))
}

/// None: no such chain. Some(None): a chain without a policy.
fn chain_policy(socket: &mut Socket, chain: &str) -> Result<Option<Option<u32>>, NetworkError> {
    let place = Attributes::new().text(1, TABLE).text(3, chain);
    let request = message("look at a chain", GET_CHAIN, 0, place).tolerating(&[Errno::NOENT]);
    let reply = socket.get(&request)?;
    Ok(reply.map(|reply| find(&reply.body, FIXED, POLICY).and_then(u32_be)))
}

/// Handles of our rules, and which name they look at.
fn our_rules(socket: &mut Socket, prefix: &str, chain: &str) -> Result<Vec<(u64, u32)>, NetworkError> {
    let place = Attributes::new().text(1, TABLE).text(2, chain);
    let request = message("list rules", GET_RULES, 0, place).tolerating(&[Errno::NOENT]);
    let replies = socket.dump(&request)?;
    let ours = replies.iter().filter_map(|reply| {
        let handle = find(&reply.body, FIXED, RULE_HANDLE).and_then(u64_be)?;
        let key = name_matched(find(&reply.body, FIXED, RULE_EXPRESSIONS)?, prefix)?;
        Some((handle, key))
    });
    Ok(ours.collect())
}

/// Which interface's name the expressions compare with our prefix.
fn name_matched(expressions: &[u8], prefix: &str) -> Option<u32> {
    let mut key = None;
    for expression in attributes(expressions, 0) {
        let Some(name) = attributes(expression.value, 0).find(|attribute| attribute.kind == 1) else {
            continue;
        };
        let Some(data) = find(expression.value, 0, 2) else { continue };
        let compared = || find(data, 0, 3).and_then(|value| find(value, 0, 1));
        match name.text() {
            "meta" => key = find(data, 0, 2).and_then(u32_be),
            "cmp" if compared() == Some(prefix.as_bytes()) => return key,
            _ => {}
        }
    }
    None
}
