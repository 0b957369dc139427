//! `models/`: where its facts come from, how they are brought up to date, and what has changed upstream.
//!
//! Must not know: what is generated from them.

mod drift;
mod import;
mod source;

pub(crate) use drift::{Output, drift};
pub(crate) use import::import;
