//! The rules for a definition, one file per subject: small functions that answer the first thing that is
//! wrong, naming the container and the member.
//!
//! Must not know: what is stored, or what ECS adds to the answer.

mod container;
mod environment;
mod health;
mod linux;
mod logging;
mod names;
mod order;
mod ports;
mod resources;
mod task;
mod volumes;
mod windows;

use super::compatibility;
use super::definition::{Checked, Definition};

/// Everything that is checked when a definition is registered; the first problem is answered.
pub(super) fn check(definition: &Definition<'_>) -> Checked {
    task::length(definition)?;
    names::check(definition)?;
    task::check(definition)?;
    compatibility::check_required(definition)?;
    volumes::check(definition)?;
    ports::check(definition)?;
    order::check(definition)?;
    resources::check(definition)?;
    logging::check_task(definition)?;
    for it in definition.containers {
        container::check(definition, it)?;
        environment::check(definition, it)?;
        health::check(it)?;
        linux::check(definition, it)?;
        logging::check(definition, it)?;
        if definition.windows {
            windows::check(it)?;
        }
    }
    Ok(())
}
