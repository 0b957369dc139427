//! The scheduler of services on a world of its own.

mod bounds;
mod lab;
mod scripts;
mod withdrawal;
