//! `longshore explain`: what was decided about a task, a service or a container instance, and why.
//!
//! Must not know: how the story is kept.

use std::process::ExitCode;

use anyhow::Result;
use longshore_shapes::longshore::{self as api, op};
use serde_json::{Value, json};

use super::ps;
use crate::cli::{Explain, Output};
use crate::paint::{Paint, Shade};
use crate::say::say;
use crate::{client, connection, edge};

/// How many pages are asked for at most; a story that is longer ends with its newest part missing.
const PAGES_MAX: usize = 1000;

pub(crate) fn run(options: &Explain) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (mut chapters, mut next_token) = (Vec::new(), None);
        let mut first = None;
        for _ in 0..PAGES_MAX {
            let input = api::ExplainRequest {
                resource: options.resource.clone(),
                cluster: options.cluster.clone(),
                max_results: None,
                next_token,
            };
            let mut answer = client::call::<op::Explain>(&connection, &input).await?;
            chapters.extend(answer.chapters.take().into_iter().flatten());
            next_token = answer.next_token.take();
            first.get_or_insert(answer);
            if next_token.is_none() {
                break;
            }
        }
        let about = first.unwrap_or_default();
        match options.output.output {
            Output::Json => say!("{}", as_json(&about, &chapters)),
            Output::Text => tell(&about, &chapters),
        }
        Ok(ExitCode::SUCCESS)
    })
}

fn tell(about: &api::ExplainResponse, chapters: &[api::Chapter]) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (paint, now) = (Paint::of_output(), edge::now().secs());
    say!("{}", paint.shaded(&text(&about.resource_arn), Shade::Strong));
    say!("{}", text(&about.summary));
    for chapter in chapters {
        let at = chapter.at.map(longshore_services::events::moment).unwrap_or_default();
        let ago = chapter.at.map(|at| format!("{} ago", ps::span(now - at.secs()))).unwrap_or_default();
        let who = paint.shaded(&text(&chapter.who), Shade::Command);
        say!("{}  {ago:>8}  {who}: {}", paint.shaded(&at, Shade::Faint), text(&chapter.what));
        if let Some(why) = &chapter.why {
            say!("{:36}{} {why}", "", paint.shaded("because:", Shade::Faint));
        }
    }
    if chapters.is_empty() {
        say!("Nothing was decided about it that is still kept.");
    }
}

fn as_json(about: &api::ExplainResponse, chapters: &[api::Chapter]) -> Value {
    let chapter = |chapter: &api::Chapter| {
        json!({
            "at": chapter.at.map(longshore_services::events::moment),
            "who": chapter.who,
            "what": chapter.what,
            "why": chapter.why,
        })
    };
    json!({
        "resourceArn": about.resource_arn,
        "kind": about.kind,
        "summary": about.summary,
        "chapters": chapters.iter().map(chapter).collect::<Vec<_>>(),
    })
}
