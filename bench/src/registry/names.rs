//! Ten thousand repositories with a hundred thousand tags, and how long a page of them takes. One of them has ten
//! thousand images.
//!
//! Must not know: how names are kept.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::figures::{figure, quantile_us};
use crate::http::Connection;
use crate::request::{self, Call};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{clock, load};

const REPOSITORIES: usize = 10_000;
const TAGS: usize = 10;
/// One has this many more, each of an image of its own.
const MANY_TAGS: usize = 10_000;
const CONNECTIONS: usize = 16;
const PAGES: usize = 300;
const PAGE: usize = 100;

pub(super) fn run() -> Result<Value> {
    let scratch = Scratch::new("registry-names")?;
    let server = Server::longshore(scratch.path())?;
    let began = clock::instant();
    send(
        &server,
        (0..REPOSITORIES)
            .map(|number| Call::new("CreateRepository", json!({ "repositoryName": name(number) }))),
    )?;
    let tags = (0..REPOSITORIES * TAGS).map(|number| put(number / TAGS, number % TAGS));
    send(&server, tags)?;
    send(&server, (0..MANY_TAGS).map(|tag| put(0, TAGS + tag)))?;
    let made = began.elapsed().as_secs_f64();
    Ok(json!({
        "benchmark": "registry names",
        "repositories": REPOSITORIES,
        "tags": REPOSITORIES * TAGS + MANY_TAGS,
        "made_per_s": figure((REPOSITORIES * (TAGS + 1) + MANY_TAGS) as f64 / made),
        "rss_mb": figure(server.memory()?.rss_mb),
        "describe_repositories_page_p50_us": pages(&server, "DescribeRepositories", &json!({}))?,
        "list_images_page_p50_us": pages(&server, "ListImages", &json!({ "repositoryName": name(0) }))?,
        "describe_images_page_p50_us": pages(&server, "DescribeImages", &json!({ "repositoryName": name(0) }))?,
    }))
}

fn name(number: usize) -> String {
    format!("team-{:03}/app-{number:05}", number % 100)
}

/// A manifest of nothing but its name: the first tags of a repository share it, each that follows has its own.
fn put(repository: usize, tag: usize) -> Call {
    let image = tag.saturating_sub(TAGS - 1);
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.index.v1+json",
        "manifests": [],
        "annotations": { "of": name(repository), "image": image.to_string() },
    });
    Call::new(
        "PutImage",
        json!({
            "repositoryName": name(repository), "imageManifest": manifest.to_string(), "imageTag": format!("v{tag:05}"),
        }),
    )
}

fn send(server: &Server, calls: impl Iterator<Item = Call>) -> Result<()> {
    let signed = calls.map(|call| call.signed_for(&request::ECR, &server.signer, server.address));
    let lists = load::dealt(signed.collect::<Result<_>>()?, CONNECTIONS);
    let count = lists.iter().map(Vec::len).max().unwrap_or_default();
    if lists.iter().any(|list| list.len() != count) {
        bail!("the calls cannot be dealt out evenly");
    }
    load::run(server.address, &lists, count)?;
    Ok(())
}

/// Pages from the first to the last and from the start again.
fn pages(server: &Server, operation: &'static str, input: &Value) -> Result<Value> {
    let mut connection = Connection::new(server.address);
    let (mut took, mut token) = (Vec::new(), Value::Null);
    for _ in 0..PAGES {
        let mut asked = input.clone();
        let members = asked.as_object_mut().context("an input is an object")?;
        members.insert("maxResults".to_owned(), json!(PAGE));
        if token.is_string() {
            members.insert("nextToken".to_owned(), token);
        }
        let call = Call::new(operation, asked).signed_for(&request::ECR, &server.signer, server.address)?;
        let began = clock::instant();
        let answer = connection.send(&call)?;
        took.push(began.elapsed());
        if answer.status != 200 {
            bail!("{operation} was answered {}: {}", answer.status, String::from_utf8_lossy(answer.body));
        }
        let answer: Value = serde_json::from_slice(answer.body)?;
        token = answer.get("nextToken").cloned().unwrap_or_default();
    }
    Ok(figure(quantile_us(&mut took, 0.5)))
}
