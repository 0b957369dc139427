//! What a node reports, written down: several reports in one transaction, and accepted when that is durable.
//!
//! Must not know: what a report says of a task.

use longshore_engine::Engine;
use longshore_link::limits::{TASKS_PER_HELLO_MAX, TASKS_PER_REPORT_MAX};
use longshore_link::{Report, ReportAccepted, TaskReport, ToNode};
use longshore_services::ecs::container_instance::Connected;
use longshore_services::ecs::task::report::{Origin, Taken, apply_report};
use longshore_world::Tx;
use longshore_world::records::container_instance::ContainerInstance;
use tokio::sync::mpsc;

use super::outbox::Outbox;

/// Why no more reports are taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReportsError {
    #[error("a report of {0} tasks: at most {TASKS_PER_REPORT_MAX} go into one")]
    TooLong(usize),
    #[error("the node has connected anew")]
    Superseded,
    #[error(transparent)]
    Engine(#[from] longshore_engine::EngineError),
    #[error(transparent)]
    Outbox(#[from] super::outbox::OutboxError),
}

/// Tasks that are none of the node's, or have ended: it may forget them.
pub(super) type Over = Vec<String>;

/// Writes reports of a node, of this connection alone.
pub(super) async fn write(
    engine: &Engine,
    connected: &Connected,
    tasks: Vec<TaskReport>,
    origin: Origin,
) -> Result<Over, ReportsError> {
    if tasks.len() > TASKS_PER_HELLO_MAX {
        return Err(ReportsError::TooLong(tasks.len()));
    }
    let connected = connected.clone();
    let written = engine.transact(move |tx: &mut Tx<'_>| {
        let row = tx.get::<ContainerInstance>(&connected.instance);
        if row.is_none_or(|row| row.connection != connected.connection) {
            return Err(());
        }
        let mut over = Over::new();
        for report in &tasks {
            if apply_report(tx, &connected.instance, report, origin) == Taken::Over {
                over.extend(report.task_arn.clone());
            }
        }
        Ok(over)
    });
    written.await?.map_err(|()| ReportsError::Superseded)
}

/// Takes reports as they come until something is wrong; tells the session what the node may forget.
pub(super) async fn take(
    engine: Engine,
    connected: Connected,
    mut reports: mpsc::Receiver<Report>,
    out: Outbox,
    over: mpsc::Sender<Over>,
) -> Result<(), ReportsError> {
    while let Some(first) = reports.recv().await {
        let mut batch = Batch::of(first)?;
        // Whatever came while the last transaction was made durable goes into the next one.
        while batch.has_room() {
            let Ok(report) = reports.try_recv() else { break };
            batch.add(report)?;
        }
        let ended = write(&engine, &connected, batch.tasks, Origin::Change).await?;
        if !ended.is_empty() && over.send(ended).await.is_err() {
            return Ok(());
        }
        let accepted = Some(ReportAccepted { number: batch.number });
        out.say(&ToNode { accepted, ..Default::default() })?;
    }
    Ok(())
}

struct Batch {
    tasks: Vec<TaskReport>,
    /// The highest number in it.
    number: Option<i64>,
}

impl Batch {
    fn of(first: Report) -> Result<Self, ReportsError> {
        let mut batch = Self { tasks: Vec::new(), number: None };
        batch.add(first)?;
        Ok(batch)
    }

    fn has_room(&self) -> bool {
        self.tasks.len() < TASKS_PER_REPORT_MAX
    }

    fn add(&mut self, report: Report) -> Result<(), ReportsError> {
        let tasks = report.tasks.unwrap_or_default();
        if tasks.len() > TASKS_PER_REPORT_MAX {
            return Err(ReportsError::TooLong(tasks.len()));
        }
        self.number = self.number.max(report.number);
        self.tasks.extend(tasks);
        Ok(())
    }
}
