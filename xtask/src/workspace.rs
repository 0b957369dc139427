//! The workspace as Cargo sees it: its crates, and what each reaches.
//!
//! Must not know: which edges are allowed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<RawPackage>,
    workspace_members: BTreeSet<String>,
    resolve: Resolve,
}

#[derive(Debug, Deserialize)]
struct RawPackage {
    id: String,
    name: String,
    description: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Target {
    src_path: PathBuf,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev` and `build`; none for an ordinary one.
    kind: Option<String>,
    /// The systems that it is for; none for all.
    target: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Debug, Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Debug, Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

pub(crate) struct Workspace {
    pub(crate) packages: Vec<Package>,
    /// The names behind the ids.
    names: BTreeMap<String, String>,
    /// What each crate is built with, by id; tests and build scripts aside.
    edges: BTreeMap<String, Vec<String>>,
}

/// A crate of ours.
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// Below the root of the workspace.
    pub(crate) folder: PathBuf,
    /// The files that Cargo hands to the compiler, below the root of the workspace.
    pub(crate) roots: Vec<PathBuf>,
    pub(crate) dependencies: Vec<Dependency>,
}

impl Dependency {
    pub(crate) fn is_for_tests(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }

    pub(crate) fn is_for_linux_alone(&self) -> bool {
        self.target.as_deref() == Some("cfg(target_os = \"linux\")")
    }
}

impl Workspace {
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--quiet"])
            .current_dir(root)
            .output()
            .context("starting cargo metadata")?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Self::read(root, &output.stdout)
    }

    fn read(root: &Path, metadata: &[u8]) -> Result<Self> {
        let metadata: Metadata = serde_json::from_slice(metadata).context("reading cargo metadata")?;
        let names =
            metadata.packages.iter().map(|package| (package.id.clone(), package.name.clone())).collect();
        let edges = metadata.resolve.nodes.into_iter().map(|node| (node.id, built_with(node.deps))).collect();
        let members =
            metadata.packages.into_iter().filter(|raw| metadata.workspace_members.contains(&raw.id));
        let packages = members.map(|raw| package(root, raw)).collect::<Result<_>>()?;
        Ok(Self { packages, names, edges })
    }

    pub(crate) fn package(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }

    /// The shortest way from a crate of ours to another crate, by name, both included.
    pub(crate) fn way<'a>(&'a self, from: &'a Package, to: &str) -> Option<Vec<&'a str>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut pending = VecDeque::from([from.id.as_str()]);
        while let Some(id) = pending.pop_front() {
            if self.name(id) == to {
                let steps = std::iter::successors(Some(id), |step| came_from.get(step).copied());
                let mut way: Vec<&str> = steps.map(|step| self.name(step)).collect();
                way.reverse();
                return Some(way);
            }
            for next in self.edges.get(id).into_iter().flatten() {
                if next != &from.id && !came_from.contains_key(next.as_str()) {
                    came_from.insert(next, id);
                    pending.push_back(next);
                }
            }
        }
        None
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }
}

fn built_with(edges: Vec<Edge>) -> Vec<String> {
    let ordinary = |edge: &Edge| edge.dep_kinds.iter().any(|kind| kind.kind.is_none());
    edges.into_iter().filter(ordinary).map(|edge| edge.pkg).collect()
}

fn package(root: &Path, raw: RawPackage) -> Result<Package> {
    let below = |path: &Path| -> Result<PathBuf> {
        Ok(path.strip_prefix(root).context("a crate outside of the workspace")?.to_owned())
    };
    let folder = below(raw.manifest_path.parent().unwrap_or(root))?;
    let roots = raw.targets.iter().map(|target| below(&target.src_path)).collect::<Result<_>>()?;
    Ok(Package {
        id: raw.id,
        name: raw.name,
        description: raw.description.unwrap_or_default(),
        folder,
        roots,
        dependencies: raw.dependencies,
    })
}
#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Three crates: `roof` on `wall` on the foreign `stone`; `wall` tests with `roof`.
    pub(crate) fn house() -> Workspace {
        let package = |name: &str, dependencies: serde_json::Value| {
            serde_json::json!({
                "id": format!("{name}#1"), "name": name, "description": format!("The {name}"),
                "manifest_path": format!("/house/{name}/Cargo.toml"),
                "targets": [{ "src_path": format!("/house/{name}/src/lib.rs") }],
                "dependencies": dependencies,
            })
        };
        let edge = |to: &str, kind: Option<&str>| serde_json::json!({ "pkg": format!("{to}#1"), "dep_kinds": [{ "kind": kind }] });
        let metadata = serde_json::json!({
            "packages": [
                package("roof", serde_json::json!([{ "name": "wall", "kind": null }])),
                package("wall", serde_json::json!([
                    { "name": "stone", "kind": null }, { "name": "roof", "kind": "dev" }
                ])),
                package("stone", serde_json::json!([])),
            ],
            "workspace_members": ["roof#1", "wall#1"],
            "resolve": { "nodes": [
                { "id": "roof#1", "deps": [edge("wall", None)] },
                { "id": "wall#1", "deps": [edge("stone", None), edge("roof", Some("dev"))] },
                { "id": "stone#1", "deps": [] },
            ]},
        });
        Workspace::read(Path::new("/house"), &serde_json::to_vec(&metadata).unwrap()).unwrap()
    }

    #[test]
    fn the_way_to_a_crate_names_every_step_and_leaves_tests_aside() {
        let house = house();
        let roof = house.package("roof").unwrap();
        assert_eq!(house.way(roof, "stone").unwrap(), ["roof", "wall", "stone"]);
        let wall = house.package("wall").unwrap();
        assert_eq!(house.way(wall, "roof"), None);
        assert_eq!(wall.roots, [Path::new("wall/src/lib.rs")]);
    }
}
