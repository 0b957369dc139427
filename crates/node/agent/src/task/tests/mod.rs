//! The machine in a world that is made up: whole lives as scripts, rules as tables, chance, and crashes.

mod build;
mod chance;
mod crashes;
mod images;
mod rules;
mod scripts;
mod world;
