//! `longshore events`: what has happened, as EventBridge would tell it, from a place on.
//!
//! Must not know: how events are kept.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use longshore_shapes::longshore::{self as api, op};
use serde_json::Value;

use crate::cli::{Events, Output};
use crate::listing::name_of;
use crate::paint::{Paint, Shade};
use crate::say::say;
use crate::{client, connection};

const PAGE: i32 = 500;
/// How often new events are asked for.
const PAUSE: Duration = Duration::from_millis(500);
/// Columns of a stream cannot wait for their widest cell: most fit into these.
const WIDTHS: [usize; 5] = [8, 20, 18, 36, 24];
const TITLES: [&str; 6] = ["CURSOR", "TIME", "KIND", "ABOUT", "WHAT", "WHY"];
const GAP: &str = "  ";
/// How many characters of a digest tell images apart.
const DIGEST_CHARS: usize = 19;

pub(crate) fn run(options: &Events) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (mut after, mut is_first, form) = (options.after.clone(), true, options.output.output);
        loop {
            let input = api::ListEventsRequest {
                after: after.clone(),
                max_results: Some(PAGE),
                detail_type: options.detail_type.clone(),
            };
            let answer = client::call::<op::ListEvents>(&connection, &input).await?;
            let paint = Paint::of_output();
            for event in answer.events.iter().flatten() {
                // Without a terminal every line is an event.
                if std::mem::take(&mut is_first) && paint.size.is_some() && form == Output::Text {
                    let titles = columns(TITLES.map(str::to_owned), Paint::default());
                    say!("{}", paint.shaded(&titles, Shade::Strong));
                }
                show(event, form, paint);
            }
            let moved = answer.after.is_some() && answer.after != after;
            after = answer.after.or(after);
            if !moved {
                if !options.follow {
                    return Ok(ExitCode::SUCCESS);
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    })
}

fn show(event: &api::Event, form: Output, paint: Paint) {
    let body = event.event.as_deref().unwrap_or_default();
    if form == Output::Json {
        return say!("{body}");
    }
    let parsed: Value = serde_json::from_str(body).unwrap_or_default();
    let cursor = event.cursor.clone().unwrap_or_default();
    say!("{}", columns(cells(cursor, &parsed), paint));
}

/// What of an event is shown: the kind and the thing in few words, what happened to it and why.
fn cells(cursor: String, event: &Value) -> [String; 6] {
    let text = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let first = |paths: &[&str]| {
        paths.iter().map(|path| text(path)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    let detail_type = text("/detail-type");
    let kind = detail_type.trim_start_matches("ECS ").trim_end_matches(" State Change");
    let (about, why) = if detail_type.starts_with("ECR ") {
        (image(event), findings(event).unwrap_or_default())
    } else {
        (name_of(text("/resources/0")).to_owned(), first(&["/detail/stoppedReason", "/detail/reason"]))
    };
    let what = [
        "/detail/eventName",
        "/detail/lastStatus",
        "/detail/scan-status",
        "/detail/action-type",
        "/detail/status",
    ];
    [cursor, text("/time").to_owned(), kind.to_owned(), about, first(&what), why]
}

/// An image as people name it: by its tag, or by the beginning of its digest.
fn image(event: &Value) -> String {
    let text = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let tags = [text("/detail/image-tag"), text("/detail/image-tags/0")];
    let repository = text("/detail/repository-name");
    match tags.iter().find(|tag| !tag.is_empty()) {
        Some(tag) => format!("{repository}:{tag}"),
        None => {
            let digest: String = text("/detail/image-digest").chars().take(DIGEST_CHARS).collect();
            format!("{repository}@{digest}")
        }
    }
}

/// What a scan found: how many of each severity, the worst first.
fn findings(event: &Value) -> Option<String> {
    let counts = event.pointer("/detail/finding-severity-counts")?.as_object()?;
    let worst = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED"];
    let told: Vec<String> =
        worst.iter().filter_map(|severity| Some(format!("{severity} {}", counts.get(*severity)?))).collect();
    Some(if told.is_empty() { "no findings".to_owned() } else { told.join(", ") })
}

/// One line; what is too long for its column pushes the others aside.
fn columns(cells: [String; 6], paint: Paint) -> String {
    let mut line = String::new();
    for (place, cell) in cells.iter().enumerate() {
        if cells.iter().skip(place).all(String::is_empty) {
            break;
        }
        let width = WIDTHS.get(place).copied().unwrap_or_default();
        let padding = width.saturating_sub(cell.chars().count());
        line.push_str(&format!("{}{:padding$}{GAP}", paint.state(cell), ""));
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(event: &Value) -> String {
        let cells = cells("7.0".to_owned(), event);
        cells.iter().skip(2).cloned().collect::<Vec<_>>().join("|")
    }

    #[test]
    fn events_are_told_in_one_line() {
        let task = json!({
            "detail-type": "ECS Task State Change", "time": "2026-01-01T00:00:00Z",
            "resources": ["arn:aws:ecs:us-east-1:000000000000:task/harbor/abc"],
            "detail": {"lastStatus": "STOPPED", "stoppedReason": "it ended"},
        });
        assert_eq!(line(&task), "Task|abc|STOPPED|it ended");
        let service = json!({
            "detail-type": "ECS Service Action", "resources": ["arn:aws:ecs:us-east-1:000000000000:service/harbor/web"],
            "detail": {"eventName": "SERVICE_STEADY_STATE"},
        });
        assert_eq!(line(&service), "Service Action|web|SERVICE_STEADY_STATE|");
    }

    #[test]
    fn events_of_images_name_the_image_and_what_was_found() {
        let event = |detail_type: &str, detail: Value| json!({"detail-type": detail_type, "detail": detail});
        let digest = format!("sha256:{}", "a".repeat(64));
        let push = json!({"repository-name": "app", "image-tag": "1", "image-digest": digest, "action-type": "PUSH"});
        assert_eq!(line(&event("ECR Image Action", push)), "ECR Image Action|app:1|PUSH|");
        let delete = json!({"repository-name": "app", "image-tag": "", "image-digest": digest, "action-type": "DELETE"});
        assert_eq!(
            line(&event("ECR Image Action", delete)),
            "ECR Image Action|app@sha256:aaaaaaaaaaaa|DELETE|"
        );
        let scan = |counts: Value| json!({"repository-name": "app", "image-tags": ["1"], "scan-status": "COMPLETE", "finding-severity-counts": counts});
        let found = scan(json!({"LOW": 2, "CRITICAL": 1}));
        assert_eq!(line(&event("ECR Image Scan", found)), "ECR Image Scan|app:1|COMPLETE|CRITICAL 1, LOW 2");
        assert_eq!(
            line(&event("ECR Image Scan", scan(json!({})))),
            "ECR Image Scan|app:1|COMPLETE|no findings"
        );
    }

    #[test]
    fn columns_stand_below_each_other() {
        let row = |kind: &str| {
            columns(
                ["7.0", "2026-01-01T00:00:00Z", kind, "abc", "RUNNING", ""].map(str::to_owned),
                Paint::default(),
            )
        };
        assert_eq!(row("Task").find("abc"), row("Service Action").find("abc"));
        assert!(row("Task").ends_with("RUNNING"));
    }
}
