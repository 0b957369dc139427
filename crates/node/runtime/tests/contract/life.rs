//! A container's life as the driver tells it: steps taken twice, restarts, ends, lists.

use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::{
    ContainerState, DriverError, ExecOutcome, ExecSpec, Exited, OutputPosition, PortProtocol, RegistryAccess,
    SandboxNetwork, Unwatched,
};

use super::World;
use super::image::{ENTRY, PLAIN};

const SOON: Duration = Duration::from_secs(20);

fn command(script: &str) -> ExecSpec {
    let command = ["sh", "-c", script].map(str::to_owned).to_vec();
    ExecSpec { command, output_bytes_max: 10_000, ..ExecSpec::default() }
}

fn text(outcome: &ExecOutcome) -> &str {
    std::str::from_utf8(&outcome.output).unwrap().trim_end()
}

pub(crate) async fn an_ended_one_goes_on_with_its_files(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "echo run >> /runs; wc -l < /runs; exit $(wc -l < /runs)");
    for code in 1..=3 {
        w.start(&spec).await;
        assert_eq!(next_exit_of(&w, &spec.id).await.ending.exit_code, Some(code));
    }
    assert_eq!(w.printed(&spec.id).await.0, b"1\n2\n3\n", "its output goes on as well");
}

async fn next_exit_of(w: &World, id: &str) -> Exited {
    loop {
        let exited = tokio::time::timeout(SOON, w.driver.next_exit()).await.expect("an end is told").unwrap();
        if exited.id == id {
            return exited;
        }
    }
}

pub(crate) async fn starting_twice(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "echo up; sleep 100");
    w.driver.create(&spec).await.unwrap();
    assert_eq!(w.state(&spec.id).await, ContainerState::Created);
    let first = w.driver.start(&spec.id).await.unwrap();
    let second = w.driver.start(&spec.id).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(w.state(&spec.id).await, ContainerState::Running(first));
    w.says(&spec.id, "up").await;
}

pub(crate) async fn creating_twice(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "echo up; sleep 100");
    w.driver.create(&spec).await.unwrap();
    w.driver.create(&spec).await.unwrap();
    w.driver.start(&spec.id).await.unwrap();
    w.driver.create(&spec).await.unwrap();
    assert_eq!(w.driver.containers().await.unwrap().len(), 1);
    assert!(matches!(w.state(&spec.id).await, ContainerState::Running(_)));
}

pub(crate) async fn removing_while_it_runs(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "trap '' TERM; echo up; while :; do sleep 0.1; done");
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    w.driver.remove(&spec.id).await.unwrap();
    assert_eq!(w.driver.inspect(&spec.id).await.unwrap(), None);
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
}

pub(crate) async fn removing_twice(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "true");
    w.driver.create(&spec).await.unwrap();
    w.driver.remove(&spec.id).await.unwrap();
    w.driver.remove(&spec.id).await.unwrap();
    w.driver.close_sandbox(&sandbox).await.unwrap();
    w.driver.close_sandbox(&sandbox).await.unwrap();
}

pub(crate) async fn unknown_containers(w: Arc<World>) {
    let id = w.id();
    assert_eq!(w.driver.inspect(&id).await.unwrap(), None);
    w.driver.remove(&id).await.unwrap();
    for error in [
        w.driver.start(&id).await.expect_err("start"),
        w.driver.exec(&id, &command("true")).await.expect_err("exec"),
        w.driver.stats(&id).await.expect_err("stats"),
    ] {
        assert!(matches!(error, DriverError::NoSuchContainer(_)), "{error:?}");
    }
}

async fn sleeper(w: &World) -> longshore_runtime::ContainerSpec {
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "echo up; sleep 1000");
    spec.environment = vec![("OF_TASK".to_owned(), "task".to_owned())];
    spec.user = Some("app".to_owned());
    spec.working_directory = Some("/work".to_owned());
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    spec
}

pub(crate) async fn exec_runs_inside(w: Arc<World>) {
    let spec = sleeper(&w).await;
    let outcome =
        w.driver.exec(&spec.id, &command("echo out; echo err >&2; pwd; id -u; exit 7")).await.unwrap();
    assert_eq!(outcome.exit_code, Some(7));
    let mut lines: Vec<&str> = text(&outcome).lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["/work", "1000", "err", "out"]);
    let same = command(
        "ps -o args | grep -q '[s]leep 1000' && echo seen; awk /Seccomp:/'{print $2}' /proc/self/status",
    );
    let outcome = w.driver.exec(&spec.id, &ExecSpec { user: Some("root".to_owned()), ..same }).await.unwrap();
    assert_eq!(text(&outcome), "seen\n2", "it sees what runs there, and is filtered as it is");
    let (stdout, _) = {
        w.driver.kill(&spec.id).await.unwrap();
        w.end(&spec.id).await;
        w.printed(&spec.id).await
    };
    assert_eq!(stdout, b"up\n", "what exec prints is not the container's");
}

pub(crate) async fn exec_has_user_and_environment(w: Arc<World>) {
    let spec = sleeper(&w).await;
    let exec = ExecSpec {
        environment: vec![("OF_EXEC".to_owned(), "exec".to_owned())],
        user: Some("0:2000".to_owned()),
        working_directory: Some("/tmp".to_owned()),
        ..command("echo $OF_TASK $OF_EXEC $FROM_IMAGE $(id -u):$(id -g) $(pwd)")
    };
    let outcome = w.driver.exec(&spec.id, &exec).await.unwrap();
    assert_eq!(text(&outcome), "task exec image 0:2000 /tmp");
}

pub(crate) async fn exec_ends_at_its_time(w: Arc<World>) {
    let spec = sleeper(&w).await;
    let exec =
        ExecSpec { time_limit: Some(Duration::from_millis(500)), ..command("echo begun; sleep 7654; true") };
    let outcome = w.driver.exec(&spec.id, &exec).await.unwrap();
    assert_eq!((outcome.exit_code, text(&outcome)), (None, "begun"));
    let gone = command(
        "for n in $(seq 50); do ps -o args | grep -q '[s]leep 7654' || exit 0; sleep 0.1; done; exit 1",
    );
    assert_eq!(w.driver.exec(&spec.id, &gone).await.unwrap().exit_code, Some(0));
    assert!(matches!(w.state(&spec.id).await, ContainerState::Running(_)));
}

pub(crate) async fn exec_output_is_bounded(w: Arc<World>) {
    let spec = sleeper(&w).await;
    let exec = ExecSpec { output_bytes_max: 1000, ..command("seq 1 100000; exit 3") };
    let outcome = w.driver.exec(&spec.id, &exec).await.unwrap();
    assert_eq!((outcome.exit_code, outcome.output.len()), (Some(3), 1000));
    assert!(outcome.output.starts_with(b"1\n2\n3\n"));
}

pub(crate) async fn exec_needs_a_running_container(w: Arc<World>) {
    let spec = sleeper(&w).await;
    w.driver.kill(&spec.id).await.unwrap();
    w.end(&spec.id).await;
    let error = w.driver.exec(&spec.id, &command("true")).await.expect_err("it has ended");
    assert!(matches!(error, DriverError::CannotStart(_)), "{error:?}");
}

pub(crate) async fn exec_of_no_program(w: Arc<World>) {
    let spec = sleeper(&w).await;
    let exec = ExecSpec { command: vec!["not-there".to_owned()], ..command("") };
    match w.driver.exec(&spec.id, &exec).await {
        Ok(outcome) => assert!(matches!(outcome.exit_code, Some(126 | 127)), "{outcome:?}"),
        Err(error) => assert!(matches!(error, DriverError::CannotStart(_)), "{error:?}"),
    }
}

pub(crate) async fn exits_are_told(w: Arc<World>) {
    let sandbox = w.none().await;
    let specs = [w.script(&sandbox, "exit 3"), w.script(&sandbox, "sleep 0.3; exit 4")];
    for spec in &specs {
        w.start(spec).await;
    }
    for (spec, code) in specs.iter().zip([3, 4]) {
        let told = next_exit_of(&w, &spec.id).await;
        assert_eq!(told.ending.exit_code, Some(code));
        assert_eq!(w.state(&spec.id).await, ContainerState::Ended(told.ending));
    }
    let none = tokio::time::timeout(Duration::from_millis(300), w.driver.next_exit()).await;
    assert!(none.is_err(), "nothing else ended: {none:?}");
}

pub(crate) async fn a_new_driver_finds_what_runs(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "echo up; while ! test -e /go; do sleep 0.05; done; exit 6");
    w.start(&spec).await;
    w.says(&spec.id, "up").await;
    let before = w.state(&spec.id).await;
    let driver = w.fixture.again().await;
    assert_eq!(driver.inspect(&spec.id).await.unwrap().unwrap().state, before);
    assert_eq!(driver.start(&spec.id).await.map(ContainerState::Running).unwrap(), before);
    assert_eq!(driver.exec(&spec.id, &command("touch /go")).await.unwrap().exit_code, Some(0));
    let told = tokio::time::timeout(SOON, driver.next_exit()).await.unwrap().unwrap();
    assert_eq!((told.id, told.ending.exit_code), (spec.id, Some(6)));
}

pub(crate) async fn a_new_driver_tells_what_ended(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "exit 8");
    w.start(&spec).await;
    let ending = w.end(&spec.id).await;
    let driver = w.fixture.again().await;
    let told = tokio::time::timeout(SOON, driver.next_exit()).await.unwrap().unwrap();
    assert_eq!((told.id, &told.ending), (spec.id.clone(), &ending));
    assert_eq!(driver.inspect(&spec.id).await.unwrap().unwrap().state, ContainerState::Ended(ending));
}

pub(crate) async fn an_image_that_is_not_here(w: Arc<World>) {
    let reference = "longshore-contract-missing:1";
    assert_eq!(w.driver.image(reference).await.unwrap(), None);
    w.driver.remove_image(reference).await.unwrap();
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "true");
    spec.image = reference.to_owned();
    let error = w.refused(&spec).await;
    assert!(matches!(error, DriverError::ImageNotFound(_)), "{error:?}");
    for reference in ["Not A Reference", "../../etc", ""] {
        w.driver.image(reference).await.expect_err(reference);
    }
}

pub(crate) async fn a_registry_that_is_not_there(w: Arc<World>) {
    // Nobody listens on port 1.
    let reference = "127.0.0.1:1/team/app:1";
    let access = RegistryAccess::default();
    for error in [
        w.driver.resolve(reference, &access).await.expect_err("resolve"),
        w.driver.pull(reference, None, &access, &Unwatched).await.expect_err("pull"),
    ] {
        assert!(matches!(error, DriverError::RegistryUnavailable(_)), "{error:?}");
    }
}

pub(crate) async fn lists_name_everything(w: Arc<World>) {
    let (one, two) = (w.none().await, w.none().await);
    let mut first = w.script(&one, "sleep 100");
    first.labels = [("team".to_owned(), "blue".to_owned())].into();
    let second = w.script(&two, "exit 2");
    w.start(&first).await;
    w.start(&second).await;
    w.end(&second.id).await;
    let mut sandboxes = w.driver.sandboxes().await.unwrap();
    let mut expected = vec![one, two];
    sandboxes.sort();
    expected.sort();
    assert_eq!(sandboxes, expected);
    let containers = w.driver.containers().await.unwrap();
    assert_eq!(containers.len(), 2);
    for spec in [&first, &second] {
        let found = containers.iter().find(|found| found.id == spec.id).unwrap();
        assert_eq!(Some(found), w.driver.inspect(&spec.id).await.unwrap().as_ref());
        assert_eq!((&found.name, &found.labels), (&spec.name, &spec.labels));
        assert!(found.created_at.is_some() && found.image_id.is_some());
    }
}

pub(crate) async fn sandboxes_open_twice(w: Arc<World>) {
    let mut spec = w.sandbox(SandboxNetwork::None);
    if w.can(|can| can.bridge_network) {
        spec.network = SandboxNetwork::Bridge { ports: vec![World::port(80, None, PortProtocol::Tcp)] };
    }
    let first = w.open(&spec).await;
    assert_eq!(w.open(&spec).await, first);
    assert_eq!(w.fixture.again().await.open_sandbox(&spec).await.unwrap(), first);
}

pub(crate) async fn an_unknown_sandbox(w: Arc<World>) {
    let spec = w.script(&w.id(), "true");
    let error = w.refused(&spec).await;
    assert!(matches!(error, DriverError::NoSuchSandbox(_)), "{error:?}");
    w.driver.close_sandbox(&w.id()).await.unwrap();
}

pub(crate) async fn killing_what_has_ended(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "exit 5");
    w.driver.create(&spec).await.unwrap();
    w.driver.signal(&spec.id, 15).await.unwrap();
    assert_eq!(w.state(&spec.id).await, ContainerState::Created);
    w.driver.start(&spec.id).await.unwrap();
    w.end(&spec.id).await;
    w.driver.signal(&spec.id, 15).await.unwrap();
    w.driver.kill(&spec.id).await.unwrap();
    assert_eq!(w.end(&spec.id).await.exit_code, Some(5));
}

pub(crate) async fn image_facts(w: Arc<World>) {
    let plain = w.driver.image(PLAIN).await.unwrap().unwrap();
    assert!(plain.id.starts_with("sha256:") && plain.size_bytes > 100_000, "{plain:?}");
    assert!(plain.references.iter().any(|name| name.ends_with(PLAIN)), "{plain:?}");
    assert_eq!((plain.entry_point.len(), plain.command.join(" ")), (0, "echo image-command".to_owned()));
    assert!(plain.environment.contains(&"FROM_IMAGE=image".to_owned()));
    let entry = w.driver.image(ENTRY).await.unwrap().unwrap();
    assert_eq!((entry.user.as_str(), entry.working_directory.as_str()), ("app", "/work"));
    assert_eq!(entry.entry_point, ["echo", "entry"]);
    let ids: Vec<String> = w.driver.images().await.unwrap().into_iter().map(|image| image.id).collect();
    assert!(ids.contains(&plain.id) && ids.contains(&entry.id));
}

pub(crate) async fn names_may_repeat(w: Arc<World>) {
    let sandbox = w.none().await;
    let first = w.script(&sandbox, "sleep 100");
    let mut second = w.script(&sandbox, "sleep 100");
    second.name.clone_from(&first.name);
    w.start(&first).await;
    w.start(&second).await;
    assert_eq!(w.driver.containers().await.unwrap().len(), 2);
    w.driver.output(&second.id, OutputPosition::default()).await.unwrap();
}
