//! `longshore demo`: an image is pushed, a service made of it, a task lost and replaced, a new version rolled out.
//!
//! Everything is done by the same requests that the AWS CLI makes, and each of its commands is shown.
//!
//! Must not know: anything of the server but its API.

mod image;
mod price;
mod push;
mod service;
mod show;
mod stage;
mod visitor;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use longshore_shapes::longshore as api;
use serde_json::{Value, json};

use self::price::Size;
use self::service::{CLUSTER, FAMILY, Place, REPOSITORY, SERVICE, TASKS, text};
use self::show::Show;
use self::stage::Stage;
use self::visitor::{Visitor, Visits};
use crate::cli::{Demo, Output};
use crate::say::say;
use crate::{client, edge};

/// Between two looks at something that is waited for, and how long that may take.
const PAUSE: Duration = Duration::from_millis(10);
const WAIT_MAX: Duration = Duration::from_secs(120);
const SIZE: Size = Size { vcpus: 0.25, gigabytes: 0.5, arm: cfg!(target_arch = "aarch64") };

pub(crate) fn run(options: &Demo) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let interrupted = edge::stop_signal();
        let mut show = Show::new(options.output.output == Output::Json);
        let begun = edge::instant();
        show.step("Longshore starts: API, scheduler, registry, and this machine as its node");
        let stage = Stage::open(options.data_dir.clone()).await?;
        let mut demo = Demonstration { stage, show, begun, uri: String::new(), told: Told::default() };
        let played = tokio::select! {
            played = demo.play() => played,
            signal = interrupted => Err(anyhow::anyhow!("{signal}: the demo was ended early")),
        };
        demo.end(options, played).await
    })
}

/// What is told at the end.
#[derive(Default)]
struct Told {
    replaced_seconds: f64,
    visits: Visits,
    tasks: usize,
    dollars: f64,
}

struct Demonstration {
    stage: Stage,
    show: Show,
    begun: Instant,
    /// Of the repository.
    uri: String,
    told: Told,
}

impl Demonstration {
    async fn ecs(&self, operation: &str, input: &Value) -> Result<Value> {
        service::ecs(&self.stage.connection, operation, input).await
    }

    async fn play(&mut self) -> Result<()> {
        let at = if self.stage.is_own() { "its state is in" } else { "it ran already; its state is in" };
        self.show.line(&format!(
            "{}, {at} {}",
            self.stage.connection.endpoint,
            self.stage.data_dir.display()
        ));
        self.clean_up().await.context("what a demo before this one left cannot be cleaned up")?;
        self.push_first().await?;
        self.create().await?;
        self.ask_each().await?;
        self.lose_one().await?;
        self.roll().await?;
        self.settle();
        Ok(())
    }

    async fn push_first(&mut self) -> Result<()> {
        self.show.step("An image goes to ECR");
        self.show.command(&format!("aws ecr create-repository --repository-name {REPOSITORY}"));
        let input = json!({ "repositoryName": REPOSITORY });
        let made = service::ecr(&self.stage.connection, "CreateRepository", &input).await?;
        self.uri = text(&made, "/repository/repositoryUri").to_owned();
        let host = self.uri.split('/').next().unwrap_or_default();
        self.show
            .command(&format!("aws ecr get-login-password | docker login -u AWS --password-stdin {host}"));
        self.push("1").await
    }

    async fn push(&mut self, version: &str) -> Result<()> {
        self.show.command(&format!("docker push {}:{version}", self.uri));
        let image = image::image(version)?;
        let pushed = push::push(&self.stage.connection, REPOSITORY, version, image).await?;
        self.show.line(&match pushed.layers {
            0 => format!("its layer is there already: {} bytes went over", pushed.bytes),
            _ => format!("{} KB went over, in {} blobs", pushed.bytes / 1024, pushed.blobs),
        });
        Ok(())
    }

    async fn register(&mut self, version: &str) -> Result<()> {
        let input = service::task_definition(&format!("{}:{version}", self.uri), &self.stage.account);
        self.show.command(&format!("aws ecs register-task-definition --cli-input-json '{input}'"));
        let made = self.ecs("RegisterTaskDefinition", &input).await?;
        self.show.line(text(&made, "/taskDefinition/taskDefinitionArn"));
        Ok(())
    }

    async fn create(&mut self) -> Result<()> {
        self.show.step("A service of three FARGATE tasks, each with a network of its own");
        self.register("1").await?;
        self.show.command(&format!("aws ecs create-cluster --cluster-name {CLUSTER}"));
        self.ecs("CreateCluster", &json!({ "clusterName": CLUSTER })).await?;
        let subnets = service::subnets(&self.stage.connection).await?;
        self.show.command(&format!(
            "aws ecs create-service --cluster {CLUSTER} --service-name {SERVICE} --task-definition {FAMILY} \
             --desired-count {TASKS} --launch-type FARGATE --network-configuration \
             'awsvpcConfiguration={{subnets=[{}],assignPublicIp=ENABLED}}'",
            subnets.join(",")
        ));
        self.ecs("CreateService", &service::service(&subnets)).await?;
        self.wait_until_running().await?;
        self.told.tasks += TASKS;
        Ok(())
    }

    /// Until all tasks of the newest revision run, and none of an older one is left.
    async fn wait_until_running(&mut self) -> Result<()> {
        let since = edge::instant();
        loop {
            let progress = service::progress(&self.stage.connection).await?;
            let rest =
                if progress.old > 0 { format!("{} of the old version", progress.old) } else { String::new() };
            self.show.progress("tasks", progress.running, TASKS, &rest);
            if progress.running == TASKS && progress.old == 0 {
                return Ok(());
            }
            if edge::instant().duration_since(since) > WAIT_MAX {
                bail!("{}", self.why_not().await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The newest event of the service, which says what stands in the way.
    async fn why_not(&self) -> String {
        let input = json!({ "cluster": CLUSTER, "services": [SERVICE] });
        let answer = self.ecs("DescribeServices", &input).await.unwrap_or_default();
        let event = text(&answer, "/services/0/events/0/message");
        format!("the tasks do not run after {} seconds; the service says: {event}", WAIT_MAX.as_secs())
    }

    async fn places(&self) -> Result<Vec<Place>> {
        service::places(&self.stage.connection).await
    }

    async fn ask_each(&mut self) -> Result<()> {
        self.show.step("Each task answers");
        for place in self.places().await? {
            self.show.command(&format!("curl http://{}/", place.address));
            let page = visitor::page(&place.address, "/").await?;
            self.show.line(&format!("version {}, by task {}", page.version, page.task));
        }
        Ok(())
    }

    async fn lose_one(&mut self) -> Result<()> {
        self.show.step("A task crashes, and is replaced");
        let before = self.places().await?;
        let victim = before.first().context("no task runs")?.clone();
        self.show.command(&format!("curl http://{}/crash", victim.address));
        let since = edge::instant();
        visitor::page(&victim.address, "/crash").await?;
        let known = |place: &Place| before.iter().any(|known| known.task == place.task);
        let replacement = loop {
            if let Some(place) = self.places().await?.into_iter().find(|place| !known(place)) {
                break place;
            }
            if edge::instant().duration_since(since) > WAIT_MAX {
                bail!("{}", self.why_not().await);
            }
            tokio::time::sleep(PAUSE).await;
        };
        self.told.replaced_seconds = edge::instant().duration_since(since).as_secs_f64();
        self.told.tasks += 1;
        self.show.line(&format!("{:.2} s later task {} runs", self.told.replaced_seconds, replacement.task));
        self.tell_why(&replacement.task).await?;
        let lost = service::described(&self.stage.connection, &victim.task).await?;
        self.show.command(&format!("aws ecs describe-tasks --cluster {CLUSTER} --tasks {}", victim.task));
        let code = lost.pointer("/containers/0/exitCode").map(ToString::to_string).unwrap_or_default();
        self.show.line(&format!("{} (exit code {code})", text(&lost, "/stoppedReason")));
        self.show.line(&format!("The whole story: longshore explain {} --cluster {CLUSTER}", victim.task));
        Ok(())
    }

    /// On what grounds a task was started.
    async fn tell_why(&self, task: &str) -> Result<()> {
        self.show.command(&format!("longshore explain {task} --cluster {CLUSTER}"));
        let input = api::ExplainRequest {
            resource: task.to_owned(),
            cluster: Some(CLUSTER.to_owned()),
            ..Default::default()
        };
        let story = client::call::<api::op::Explain>(&self.stage.connection, &input).await?;
        for chapter in story.chapters.iter().flatten().take(1) {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            self.show.line(&format!("{}, because {}", text(&chapter.what), text(&chapter.why)));
        }
        Ok(())
    }

    async fn roll(&mut self) -> Result<()> {
        self.show.step("Version 2 is rolled out while the page is asked for all the time");
        let visitor = Visitor::start(&self.stage.connection);
        self.push("2").await?;
        self.register("2").await?;
        self.show.command(&format!(
            "aws ecs update-service --cluster {CLUSTER} --service {SERVICE} --task-definition {FAMILY}"
        ));
        let input = json!({ "cluster": CLUSTER, "service": SERVICE, "taskDefinition": FAMILY });
        self.ecs("UpdateService", &input).await?;
        self.wait_until_running().await?;
        // The page of each new task, asked for in turn.
        visitor.until_answered("2", TASKS).await;
        self.told.tasks += TASKS;
        self.told.visits = visitor.stop();
        let visits = &self.told.visits;
        let versions: Vec<String> =
            visits.versions.iter().map(|(version, count)| format!("{count} by version {version}")).collect();
        self.show.line(&format!(
            "{} requests, {} failed; answered {}; {} went to a second task, as the first had just been stopped",
            visits.requests,
            visits.failed,
            versions.join(" and "),
            visits.asked_again
        ));
        Ok(())
    }

    /// What AWS would have taken. Each task of the demo runs for less than the least that is charged.
    fn settle(&mut self) {
        self.show.step("What FARGATE would have cost");
        let seconds = edge::instant().duration_since(self.begun).as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "a handful of tasks")]
        let (ran, stay) = (self.told.tasks as f64, TASKS as f64);
        self.told.dollars = ran * SIZE.dollars(seconds);
        self.show.line(&format!(
            "{} tasks of {} vCPU and {} GB, for a minute each, as is charged at least: ${:.4}. Three all month: ${:.2}.",
            self.told.tasks,
            SIZE.vcpus,
            SIZE.gigabytes,
            self.told.dollars,
            stay * SIZE.dollars_of_month()
        ));
    }

    async fn end(mut self, options: &Demo, played: Result<()>) -> Result<ExitCode> {
        let keep = options.keep && played.is_ok();
        if !keep {
            self.show.step("Everything is cleaned up");
            self.show
                .command(&format!("aws ecs delete-service --cluster {CLUSTER} --service {SERVICE} --force"));
            let cleaned = self.clean_up().await;
            let closed = self.stage.close().await;
            played.and(cleaned).and(closed)?;
            self.show.finish();
            tell(options, &self.show, &self.told, self.begun);
            return Ok(ExitCode::SUCCESS);
        }
        self.show.finish();
        tell(options, &self.show, &self.told, self.begun);
        let data_dir = self.stage.data_dir.display().to_string();
        self.show.line(&format!(
            "\n  It goes on. In another terminal:\n    eval \"$(longshore env --data-dir {data_dir})\""
        ));
        self.show.line(&format!("  aws ecs describe-services --cluster {CLUSTER} --services {SERVICE}"));
        self.show.line(&format!("  longshore ps --data-dir {data_dir}"));
        if self.stage.is_own() {
            self.show.line("Ctrl-C ends it and cleans up.");
            let signal = edge::stop_signal().await;
            self.show.line(&format!("{signal}: cleaning up"));
            let cleaned = self.clean_up().await;
            self.stage.close().await.and(cleaned)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Removes what the demo makes, of this time or of one before; what is not there is no fault.
    async fn clean_up(&self) -> Result<()> {
        let _ = self
            .ecs("DeleteService", &json!({ "cluster": CLUSTER, "service": SERVICE, "force": true }))
            .await;
        let since = edge::instant();
        loop {
            let left = service::unfinished(&self.stage.connection).await.unwrap_or_default();
            if left == 0 {
                break;
            }
            if edge::instant().duration_since(since) > WAIT_MAX {
                bail!("{left} tasks of the demo do not end");
            }
            tokio::time::sleep(PAUSE).await;
        }
        let _ = self.ecs("DeleteCluster", &json!({ "cluster": CLUSTER })).await;
        let listed = self.ecs("ListTaskDefinitions", &json!({ "familyPrefix": FAMILY })).await?;
        for arn in listed.get("taskDefinitionArns").and_then(Value::as_array).into_iter().flatten() {
            self.ecs("DeregisterTaskDefinition", &json!({ "taskDefinition": arn })).await?;
        }
        let input = json!({ "repositoryName": REPOSITORY, "force": true });
        let _ = service::ecr(&self.stage.connection, "DeleteRepository", &input).await;
        Ok(())
    }
}

fn tell(options: &Demo, show: &Show, told: &Told, begun: Instant) {
    let seconds = edge::instant().duration_since(begun).as_secs_f64();
    if options.output.output == Output::Text {
        return say!("\nAll of it took {seconds:.1} seconds.");
    }
    let steps: Vec<Value> =
        show.done.iter().map(|(title, seconds)| json!({ "step": title, "seconds": seconds })).collect();
    say!(
        "{}",
        json!({
            "seconds": seconds,
            "steps": steps,
            "replacedAfterSeconds": told.replaced_seconds,
            "requests": told.visits.requests,
            "failed": told.visits.failed,
            "askedAgain": told.visits.asked_again,
            "answeredByVersion": told.visits.versions,
            "tasks": told.tasks,
            "fargateDollars": told.dollars,
        })
    );
}
