//! Expressions of constraints, read once, and what they say of classes: the same few are asked of the same few
//! thousands of times a second.
//!
//! What is remembered changes nothing but the time it takes.
//!
//! Must not know: who asks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use longshore_world::fleet::machine::Attributes;
use longshore_world::query_language::{self, Expression};

/// How much a thread remembers; then it starts anew.
const EXPRESSIONS_MAX: usize = 256;
const VERDICTS_MAX: usize = 4096;

/// What an expression says of attributes. It holds on to both, so that their places in memory stay theirs.
struct Verdict {
    _expression: Arc<Expression>,
    _attributes: Attributes,
    holds: bool,
}

thread_local! {
    static KNOWN: RefCell<HashMap<String, Option<Arc<Expression>>>> = RefCell::default();
    /// By the places in memory of the expression and the attributes.
    static VERDICTS: RefCell<HashMap<(usize, usize), Verdict>> = RefCell::default();
}

/// The expression of a text; `None` where it is none.
pub(super) fn parsed(text: &str) -> Option<Arc<Expression>> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(text) {
            return found.clone();
        }
        if known.len() >= EXPRESSIONS_MAX {
            known.clear();
        }
        let expression = query_language::parse(text).ok().map(Arc::new);
        known.insert(text.to_owned(), expression.clone());
        expression
    })
}

/// What an expression that asks only for attributes says of these; worked out at most once.
pub(super) fn holds(
    expression: &Arc<Expression>,
    attributes: &Attributes,
    work_out: impl FnOnce() -> bool,
) -> bool {
    let places = (Arc::as_ptr(expression).addr(), Arc::as_ptr(attributes).addr());
    VERDICTS.with_borrow_mut(|verdicts| {
        if let Some(verdict) = verdicts.get(&places) {
            return verdict.holds;
        }
        if verdicts.len() >= VERDICTS_MAX {
            verdicts.clear();
        }
        let (_expression, _attributes) = (expression.clone(), attributes.clone());
        let holds = work_out();
        verdicts.insert(places, Verdict { _expression, _attributes, holds });
        holds
    })
}
