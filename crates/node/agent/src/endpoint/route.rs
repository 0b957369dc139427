//! Paths, and what each asks for.
//!
//! Must not know: any task.

/// The two forms of metadata that are found by an id in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V3,
    V4,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route<'a> {
    /// The id is in the query.
    CredentialsV1,
    CredentialsV2(&'a str),
    Metadata(Version, &'a str, Metadata<'a>),
    /// The task is the caller's, by its address.
    V2(V2<'a>),
    Protection(&'a str),
    Fault {
        id: &'a str,
        kind: &'a str,
        action: &'a str,
    },
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metadata<'a> {
    Container,
    Task { tags: bool },
    Stats,
    TaskStats,
    Associations,
    Association { kind: &'a str, name: &'a str },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum V2<'a> {
    Task { tags: bool },
    Container(&'a str),
    TaskStats,
    Stats(&'a str),
}

pub(super) fn route(path: &str) -> Route<'_> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["v1", "credentials"] => Route::CredentialsV1,
        ["v2", "credentials", id] => Route::CredentialsV2(id),
        ["v3", id, rest @ ..] => metadata(Version::V3, id, rest),
        ["v4", id, rest @ ..] => metadata(Version::V4, id, rest),
        ["v2", "metadata"] => Route::V2(V2::Task { tags: false }),
        ["v2", "metadataWithTags"] => Route::V2(V2::Task { tags: true }),
        ["v2", "metadata", id] => Route::V2(V2::Container(id)),
        ["v2", "stats"] => Route::V2(V2::TaskStats),
        ["v2", "stats", id] => Route::V2(V2::Stats(id)),
        ["api", id, "task-protection", "v1", "state"] => Route::Protection(id),
        ["api", id, "fault", "v1", kind, action] => Route::Fault { id, kind, action },
        _ => Route::Nothing,
    }
}

fn metadata<'a>(version: Version, id: &'a str, rest: &[&'a str]) -> Route<'a> {
    let what = match rest {
        [] => Metadata::Container,
        ["task"] => Metadata::Task { tags: false },
        ["taskWithTags"] => Metadata::Task { tags: true },
        ["stats"] => Metadata::Stats,
        ["task", "stats"] => Metadata::TaskStats,
        ["associations", _] => Metadata::Associations,
        ["associations", kind, name] => Metadata::Association { kind, name },
        _ => return Route::Nothing,
    };
    if id.is_empty() { Route::Nothing } else { Route::Metadata(version, id, what) }
}

/// The path without empty, `.` and `..` elements, if that is another one.
pub(super) fn cleaned(path: &str) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(kept.pop()),
            _ => kept.push(part),
        }
    }
    let mut clean = format!("/{}", kept.join("/"));
    if path.ends_with('/') && !kept.is_empty() {
        clean.push('/');
    }
    (clean != path).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_asks_for_one_thing() {
        let v4 = |what| Route::Metadata(Version::V4, "i", what);
        for (path, expected) in [
            ("/v1/credentials", Route::CredentialsV1),
            ("/v2/credentials/i", Route::CredentialsV2("i")),
            ("/v2/credentials", Route::Nothing),
            ("/v2/credentials/", Route::Nothing),
            ("/v4/i", v4(Metadata::Container)),
            ("/v4/i/", v4(Metadata::Container)),
            ("/v3/i/task", Route::Metadata(Version::V3, "i", Metadata::Task { tags: false })),
            ("/v4/i/taskWithTags", v4(Metadata::Task { tags: true })),
            ("/v4/i/stats", v4(Metadata::Stats)),
            ("/v4/i/task/stats", v4(Metadata::TaskStats)),
            ("/v4/i/associations/a", v4(Metadata::Associations)),
            ("/v4/i/associations/a/b", v4(Metadata::Association { kind: "a", name: "b" })),
            ("/v4/i/other", Route::Nothing),
            ("/v4", Route::Nothing),
            ("/v4/", Route::Nothing),
            ("/v2/metadata", Route::V2(V2::Task { tags: false })),
            ("/v2/metadata/", Route::V2(V2::Task { tags: false })),
            ("/v2/metadataWithTags", Route::V2(V2::Task { tags: true })),
            ("/v2/metadata/c", Route::V2(V2::Container("c"))),
            ("/v2/stats", Route::V2(V2::TaskStats)),
            ("/v2/stats/c", Route::V2(V2::Stats("c"))),
            ("/api/i/task-protection/v1/state", Route::Protection("i")),
            (
                "/api/i/fault/v1/network-latency/start",
                Route::Fault { id: "i", kind: "network-latency", action: "start" },
            ),
            ("/", Route::Nothing),
            ("", Route::Nothing),
        ] {
            assert_eq!(route(path), expected, "{path}");
        }
    }

    #[test]
    fn a_clean_path_stays_and_others_never_lead_away() {
        for (path, clean) in [
            ("/v4/i", None),
            ("/v4/i/", None),
            ("/", None),
            ("//v4/i", Some("/v4/i")),
            ("/v4//i//", Some("/v4/i/")),
            ("//evil.example/", Some("/evil.example/")),
            ("/v4/../../v3/i", Some("/v3/i")),
            ("//", Some("/")),
            ("*", Some("/*")),
        ] {
            assert_eq!(cleaned(path).as_deref(), clean, "{path}");
        }
    }
}
