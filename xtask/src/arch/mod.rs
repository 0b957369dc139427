//! `cargo xtask arch`: the crates keep to the edges of `xtask/arch.toml`, and the map of the rooms in
//! ARCHITECTURE.md is what their headers say.
//!
//! Must not know: the reasons for an edge; they stand in ARCHITECTURE.md.

mod map;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::{Package, Workspace};

/// `xtask/arch.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    crates: BTreeMap<String, Room>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Room {
    room: String,
    uses: BTreeSet<String>,
    #[serde(default)]
    tests_use: BTreeSet<String>,
    #[serde(default)]
    never_reaches: BTreeSet<String>,
    /// It exists on Linux alone: the others, which are built elsewhere too, reach it there alone.
    #[serde(default)]
    linux_only: bool,
}

/// Every broken rule, in words; with `map_too`, a map that is not current is one.
pub(crate) fn problems(root: &Path, map_too: bool) -> Result<Vec<String>> {
    let plan = plan(root)?;
    let workspace = Workspace::load(root)?;
    let mut problems = broken_edges(&plan, &workspace);
    let rooms = map::rooms(root, &workspace)?;
    problems.extend(rooms.iter().flat_map(map::Entry::problems));
    if map_too {
        problems.extend(map::stale(root, &map::render(&rooms, &uses(&plan)))?);
    }
    Ok(problems)
}

/// The map of the rooms, as ARCHITECTURE.md holds it.
pub(crate) fn map(root: &Path) -> Result<String> {
    let rooms = map::rooms(root, &Workspace::load(root)?)?;
    Ok(map::render(&rooms, &uses(&plan(root)?)))
}

/// Brings the map in ARCHITECTURE.md up to date.
pub(crate) fn write_map(root: &Path) -> Result<()> {
    map::write(root, &map(root)?)
}

fn plan(root: &Path) -> Result<Plan> {
    let path = root.join("xtask/arch.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

fn uses(plan: &Plan) -> BTreeMap<&str, &BTreeSet<String>> {
    plan.crates.iter().map(|(name, room)| (name.as_str(), &room.uses)).collect()
}

fn broken_edges(plan: &Plan, workspace: &Workspace) -> Vec<String> {
    let mut problems = Vec::new();
    for name in plan.crates.keys().filter(|name| workspace.package(name).is_none()) {
        problems.push(format!("xtask/arch.toml has a room for {name}, which is no crate of the workspace"));
    }
    for package in &workspace.packages {
        match plan.crates.get(&package.name) {
            Some(room) => room_problems(package, room, plan, workspace, &mut problems),
            None => problems.push(format!("{} has no room in xtask/arch.toml", package.name)),
        }
    }
    problems
}

fn room_problems(
    package: &Package,
    room: &Room,
    plan: &Plan,
    workspace: &Workspace,
    problems: &mut Vec<String>,
) {
    let name = &package.name;
    if Path::new(&room.room) != package.folder {
        problems.push(format!(
            "{name} stands in {}, and its room is {}",
            package.folder.display(),
            room.room
        ));
    }
    for dependency in &package.dependencies {
        let ours = workspace.package(&dependency.name).is_some();
        let allowed = room.uses.contains(&dependency.name)
            || dependency.is_for_tests() && room.tests_use.contains(&dependency.name);
        if ours && !allowed {
            let rule = if dependency.is_for_tests() { "uses or tests_use" } else { "uses" };
            problems.push(format!("{name} -> {}: not among `{rule}` of {name}", dependency.name));
        }
        let linux_only = plan.crates.get(&dependency.name).is_some_and(|other| other.linux_only);
        if linux_only && !room.linux_only && !dependency.is_for_linux_alone() {
            problems.push(format!(
                "{name} -> {}: that crate is for Linux alone; depend on it under cfg(target_os = \"linux\")",
                dependency.name
            ));
        }
    }
    for forbidden in &room.never_reaches {
        if let Some(way) = workspace.way(package, forbidden) {
            problems.push(format!("{}: {name} `never_reaches` {forbidden}", way.join(" -> ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::house;

    fn problems(plan: &str) -> Vec<String> {
        broken_edges(&toml::from_str(plan).unwrap(), &house())
    }

    #[test]
    fn a_house_that_keeps_its_plan_has_no_problems() {
        let plan = r#"
            [crates.roof]
            room = "roof"
            uses = ["wall"]
            never_reaches = ["glass"]
            [crates.wall]
            room = "wall"
            uses = []
            tests_use = ["roof"]
        "#;
        assert_eq!(problems(plan), Vec::<String>::new());
    }

    #[test]
    fn a_crate_for_linux_alone_is_reached_on_linux_alone() {
        let plan = r#"
            [crates.roof]
            room = "roof"
            uses = ["wall"]
            [crates.wall]
            room = "wall"
            uses = []
            tests_use = ["roof"]
            linux_only = true
        "#;
        let told =
            ["roof -> wall: that crate is for Linux alone; depend on it under cfg(target_os = \"linux\")"];
        assert_eq!(problems(plan), told);
        let both = plan.replace("uses = [\"wall\"]", "uses = [\"wall\"]\nlinux_only = true");
        assert_eq!(problems(&both), Vec::<String>::new());
    }

    #[test]
    fn every_broken_rule_is_told_with_its_edge() {
        let plan = r#"
            [crates.roof]
            room = "attic"
            uses = []
            never_reaches = ["stone"]
            [crates.door]
            room = "door"
            uses = []
        "#;
        assert_eq!(
            problems(plan),
            [
                "xtask/arch.toml has a room for door, which is no crate of the workspace",
                "roof stands in roof, and its room is attic",
                "roof -> wall: not among `uses` of roof",
                "roof -> wall -> stone: roof `never_reaches` stone",
                "wall has no room in xtask/arch.toml",
            ]
        );
    }
}
