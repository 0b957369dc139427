//! Programs run inside a container that runs.
//!
//! The engine cannot end what was started by exec: a helper container of ours does, which sees the engine's
//! processes and nothing else.
//!
//! Must not know: why they are run.

use std::collections::HashMap;
use std::time::Duration;

use bollard::container::LogOutput;
use bollard::exec::{CreateExecOptions, StartExecOptions, StartExecResults};
use bollard::models::{ContainerCreateBody, HostConfig};
use bollard::query_parameters::{
    CreateContainerOptions, RemoveContainerOptions, StartContainerOptions, WaitContainerOptions,
};
use futures_util::StreamExt;

use super::create::environment;
use super::engine::{ACT_LIMIT, ASK_LIMIT, Engine, LABEL_NODE, limited};
use super::reference::short;
use super::refusal::Refusal;
use crate::container::{ExecOutcome, ExecSpec};
use crate::error::DriverError;

/// The exit code is known a moment after the output ends.
const CODE_TRIES: u32 = 100;
const CODE_REST: Duration = Duration::from_millis(20);

impl Engine {
    pub(crate) async fn exec(&self, id: &str, spec: &ExecSpec) -> Result<ExecOutcome, DriverError> {
        let what = format!("exec in container {}", short(id));
        let engines = self.have(id).await.map_err(|r| r.of_container(&what))?;
        let options = CreateExecOptions {
            attach_stdout: Some(true),
            attach_stderr: Some(true),
            cmd: Some(spec.command.clone()),
            env: Some(environment(&spec.environment)),
            user: spec.user.clone(),
            working_dir: spec.working_directory.clone(),
            ..CreateExecOptions::default()
        };
        let made = limited(ASK_LIMIT, self.docker.create_exec(&engines, options)).await;
        let made = made.map_err(|r| of_exec(&r, &what))?.id;
        let mut output = Vec::new();
        let ran = self.run(&made, spec.output_bytes_max, &mut output);
        let ended = match spec.time_limit {
            Some(limit) => tokio::time::timeout(limit, ran).await,
            None => Ok(ran.await),
        };
        match ended {
            Ok(ran) => ran.map_err(|r| of_exec(&r, &what))?,
            Err(_) => {
                self.end_exec(&made)
                    .await
                    .map_err(|r| r.failed(&format!("{what}: end it after its time")))?;
                return Ok(ExecOutcome { exit_code: None, output });
            }
        }
        let exit_code = self.exit_code(&made).await.map_err(|r| r.failed(&what))?;
        Ok(ExecOutcome { exit_code, output })
    }

    /// Starts it and reads what it prints, to its end.
    async fn run(&self, exec: &str, bytes_max: usize, output: &mut Vec<u8>) -> Result<(), Refusal> {
        let started = self.docker.start_exec(exec, None::<StartExecOptions>);
        let StartExecResults::Attached { output: mut printed, input: _input } =
            limited(ACT_LIMIT, started).await?
        else {
            return Ok(());
        };
        while let Some(part) = printed.next().await {
            let (LogOutput::StdOut { message }
            | LogOutput::StdErr { message }
            | LogOutput::Console { message }
            | LogOutput::StdIn { message }) = part?;
            let room = bytes_max.saturating_sub(output.len()).min(message.len());
            output.extend(message.iter().take(room));
        }
        Ok(())
    }

    async fn exit_code(&self, exec: &str) -> Result<Option<i32>, Refusal> {
        for _ in 0..CODE_TRIES {
            let answer = limited(ASK_LIMIT, self.docker.inspect_exec(exec)).await?;
            if answer.running != Some(true) {
                return Ok(answer.exit_code.and_then(|code| i32::try_from(code).ok()));
            }
            tokio::time::sleep(CODE_REST).await;
        }
        Ok(None)
    }

    /// Ends the process group that an exec made, wherever the engine's processes are.
    async fn end_exec(&self, exec: &str) -> Result<(), Refusal> {
        let answer = limited(ASK_LIMIT, self.docker.inspect_exec(exec)).await?;
        let Some(pid) = answer.pid.filter(|pid| *pid > 1 && answer.running == Some(true)) else {
            return Ok(());
        };
        let image = self.pause_image().await.map_err(|error| Refusal::gone(error.to_string()))?;
        let body = ContainerCreateBody {
            image: Some(image),
            cmd: Some(vec![pid.to_string()]),
            labels: Some(HashMap::from([(LABEL_NODE.to_owned(), self.tag.clone())])),
            host_config: Some(HostConfig {
                pid_mode: Some("host".to_owned()),
                network_mode: Some("none".to_owned()),
                userns_mode: Some("host".to_owned()),
                cap_drop: Some(vec!["ALL".to_owned()]),
                cap_add: Some(vec!["KILL".to_owned()]),
                readonly_rootfs: Some(true),
                ..HostConfig::default()
            }),
            ..ContainerCreateBody::default()
        };
        let make = self.docker.create_container(None::<CreateContainerOptions>, body);
        let helper = limited(ACT_LIMIT, make).await?.id;
        let ended = self.run_helper(&helper).await;
        let options = RemoveContainerOptions { force: true, v: true, ..RemoveContainerOptions::default() };
        limited(ACT_LIMIT, self.docker.remove_container(&helper, Some(options))).await?;
        ended
    }

    async fn run_helper(&self, helper: &str) -> Result<(), Refusal> {
        let start = self.docker.start_container(helper, None::<StartContainerOptions>);
        limited(ACT_LIMIT, start).await?;
        let mut waiting = self.docker.wait_container(helper, None::<WaitContainerOptions>);
        // Its code says whether the group was still there, which does not matter any more.
        let _ = tokio::time::timeout(ASK_LIMIT, waiting.next()).await;
        Ok(())
    }
}

fn of_exec(refusal: &Refusal, what: &str) -> DriverError {
    match refusal.status {
        409 | 400 | 126 | 127 => DriverError::CannotStart(format!("{what}: {}", refusal.message.trim())),
        _ => refusal.of_container(what),
    }
}
