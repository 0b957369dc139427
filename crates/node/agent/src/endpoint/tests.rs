//! The endpoint over real connections, on a sample task.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use longshore_link::{Assignment, NamedText, NetworkInterface};
use longshore_runtime::{ContainerStats, NetworkStats, PortBinding, PortProtocol, RegistryAccess, Sandbox};
use longshore_shapes::{Timestamp, ecs};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Endpoint, NodeFacts};
use crate::identity::{Asked, Identity, IdentityError, RoleCredentials};
use crate::view::{ContainerView, HealthView, TaskView, Tasks};

const ARN: &str = "arn:aws:ecs:us-east-1:000000000000:task/prod/0123456789abcdef0123456789abcdef";
const CONTAINER_ARN: &str = "arn:aws:ecs:us-east-1:000000000000:container/prod/0123/4567";
const STARTED: Timestamp = Timestamp::from_millis(1_601_597_707_620);

struct Sample {
    bridge: Arc<TaskView>,
    own_network: Arc<TaskView>,
}

impl Tasks for Sample {
    fn by_endpoint(&self, endpoint_id: &str) -> Option<(Arc<TaskView>, usize)> {
        [&self.bridge, &self.own_network].into_iter().find_map(|task| {
            let place = task.containers.iter().position(|one| one.endpoint_id == endpoint_id)?;
            Some((Arc::clone(task), place))
        })
    }
    fn by_address(&self, address: Ipv4Addr) -> Option<Arc<TaskView>> {
        (address == Ipv4Addr::new(127, 0, 0, 2)).then(|| Arc::clone(&self.own_network))
    }
    fn by_arn(&self, task_arn: &str) -> Option<Arc<TaskView>> {
        (task_arn == ARN).then(|| Arc::clone(&self.bridge))
    }
    fn all(&self) -> Vec<Arc<TaskView>> {
        vec![Arc::clone(&self.bridge)]
    }
    fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)> {
        let network = |received_bytes, sent_bytes| {
            let stats = NetworkStats { received_bytes, sent_bytes, ..NetworkStats::default() };
            [("eth0".to_owned(), stats)].into()
        };
        let stats = |read_at, cpu_total_nanos, networks| ContainerStats {
            read_at,
            cpu_total_nanos,
            online_cpus: 2,
            memory_bytes: 1000,
            memory_cache_bytes: 24,
            memory_limit_bytes: Some(4096),
            pids: 3,
            networks,
            ..ContainerStats::default()
        };
        (runtime_id == "aaaa")
            .then(|| (stats(5_000, 70, network(3_000, 500)), Some(stats(3_000, 40, network(1_000, 400)))))
    }
}

impl Identity for Sample {
    fn credentials(&self, credentials_id: &str) -> Option<Result<RoleCredentials, IdentityError>> {
        match credentials_id {
            "good" => Some(Ok(RoleCredentials {
                role_arn: "arn:aws:iam::000000000000:role/app".to_owned(),
                access_key_id: "AKIDEXAMPLE".to_owned(),
                secret_access_key: "secret".to_owned(),
                token: "token".to_owned(),
                expires_at: Timestamp::from_millis(4_070_908_800_000),
            })),
            "later" => Some(Err(IdentityError::NotYet("not yet".to_owned()))),
            "broken" => Some(Err(IdentityError::Refused("no key to seal with".to_owned()))),
            _ => None,
        }
    }
    fn forget(&self, _: &str) {}
    fn secret<'a>(&'a self, _: &'a str, _: &'a str) -> Asked<'a, String> {
        Box::pin(async { Err(IdentityError::Refused("none".to_owned())) })
    }
    fn object<'a>(&'a self, _: &'a str, _: &'a str) -> Asked<'a, Vec<u8>> {
        Box::pin(async { Err(IdentityError::Refused("none".to_owned())) })
    }
    fn registry<'a>(&'a self, _: &'a str, _: &'a str, _: Option<&'a str>) -> Asked<'a, RegistryAccess> {
        Box::pin(async { Ok(RegistryAccess::default()) })
    }
    fn task_protection<'a>(
        &'a self,
        task_arn: &'a str,
        change: Option<(bool, Option<i32>)>,
    ) -> Asked<'a, (u16, String)> {
        Box::pin(async move {
            match change {
                Some((true, Some(1))) => std::future::pending().await,
                Some((false, _)) => Err(IdentityError::Refused("no task role".to_owned())),
                Some((true, Some(-1))) => Ok((400, r#"{"error":{"Code":"X"}}"#.to_owned())),
                asked => Ok((200, format!(r#"{{"protection":"{task_arn} {asked:?}"}}"#))),
            }
        })
    }
}

fn named(name: &str, value: &str) -> NamedText {
    NamedText { name: Some(name.to_owned()), value: Some(value.to_owned()) }
}

fn definition(mode: &str) -> ecs::TaskDefinition {
    let options = [("max-size".to_owned(), "1m".to_owned())];
    let log = ecs::LogConfiguration {
        log_driver: ecs::LogDriver::JsonFile,
        options: Some(options.into()),
        secret_options: None,
    };
    let app = ecs::ContainerDefinition {
        name: Some("app".to_owned()),
        cpu: Some(128),
        memory: Some(256),
        log_configuration: Some(log),
        ..ecs::ContainerDefinition::default()
    };
    let init = ecs::ContainerDefinition { name: Some("init".to_owned()), ..Default::default() };
    ecs::TaskDefinition {
        family: Some("web".to_owned()),
        revision: Some(3),
        network_mode: Some(mode.into()),
        cpu: Some("512".to_owned()),
        memory: Some("1024".to_owned()),
        container_definitions: Some(vec![app, init]),
        ..ecs::TaskDefinition::default()
    }
}

fn assignment(mode: &str) -> Assignment {
    let network = NetworkInterface {
        address: Some("10.0.0.7".to_owned()),
        subnet_range: Some("10.0.0.0/20".to_owned()),
        gateway: Some("10.0.0.1".to_owned()),
        mac_address: Some("02:00:0a:00:00:07".to_owned()),
        private_dns_name: Some("ip-10-0-0-7.internal".to_owned()),
        dns_servers: Some(vec!["10.0.0.2".to_owned()]),
        ..NetworkInterface::default()
    };
    Assignment {
        task_arn: Some(ARN.to_owned()),
        cluster_arn: Some("arn:aws:ecs:us-east-1:000000000000:cluster/prod".to_owned()),
        definition: Some(definition(mode).into()),
        launch_type: Some("EC2".to_owned()),
        service_name: Some("web".to_owned()),
        availability_zone: Some("us-east-1a".to_owned()),
        network: (mode == "awsvpc").then_some(network),
        container_arns: Some(vec![named("app", CONTAINER_ARN)]),
        tags: Some(vec![ecs::Tag { key: Some("team".to_owned()), value: Some("red".to_owned()) }]),
        ..Assignment::default()
    }
}

fn running(endpoint_id: &str, sandbox: Sandbox) -> ContainerView {
    let port = PortBinding { container_port: 80, host_port: 32768, count: 2, protocol: PortProtocol::Tcp };
    ContainerView {
        name: "app".to_owned(),
        endpoint_id: endpoint_id.to_owned(),
        runtime_id: "aaaa".to_owned(),
        runtime_name: "ecs-web-3-app-00".to_owned(),
        image: "busybox".to_owned(),
        image_id: Some("sha256:11".to_owned()),
        desired_status: "RUNNING",
        known_status: "RUNNING",
        labels: [("com.amazonaws.ecs.cluster".to_owned(), "prod".to_owned())].into(),
        created_at: Some(STARTED),
        started_at: Some(STARTED.plus_millis(1_000)),
        sandbox: Some(sandbox),
        ports: vec![port],
        volumes: vec![("vol".to_owned(), "/data".to_owned(), "/mnt".to_owned())],
        health: Some(HealthView {
            status: "HEALTHY",
            since: Some(STARTED),
            exit_code: Some(0),
            output: "ok".to_owned(),
        }),
        restart_count: Some(1),
        kind: "NORMAL",
        ..ContainerView::default()
    }
}

fn view(mode: &str, endpoint_id: &str) -> Arc<TaskView> {
    let sandbox = Sandbox { address: Some(Ipv4Addr::new(172, 31, 0, 5)), ..Sandbox::default() };
    let init = ContainerView {
        name: "init".to_owned(),
        endpoint_id: format!("{endpoint_id}-init"),
        image: "busybox".to_owned(),
        desired_status: "STOPPED",
        known_status: "STOPPED",
        exit_code: Some(0),
        finished_at: Some(STARTED),
        ..ContainerView::default()
    };
    Arc::new(TaskView {
        assignment: Arc::new(assignment(mode)),
        desired_status: "RUNNING",
        known_status: "RUNNING",
        pull_started_at: Some(STARTED),
        pull_stopped_at: None,
        execution_stopped_at: None,
        containers: vec![running(endpoint_id, sandbox), init],
    })
}

async fn endpoint() -> (Arc<Endpoint>, SocketAddr) {
    let sample = || Sample { bridge: view("bridge", "b"), own_network: view("awsvpc", "v") };
    let node = || NodeFacts {
        address: None,
        cluster: "prod".to_owned(),
        container_instance_arn: Some("arn:i".to_owned()),
        version: "1".to_owned(),
        tags: vec![("rack".to_owned(), "7".to_owned())],
    };
    let endpoint = Endpoint::new(Arc::new(sample()), Arc::new(sample()), node);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(Arc::clone(&endpoint).serve(listener));
    (endpoint, address)
}

async fn raw(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> (u16, String) {
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}");
    let answer = raw(address, format!("{head}\r\n\r\n{body}").as_bytes()).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

async fn get(address: SocketAddr, path: &str) -> (u16, Value) {
    let (status, body) = ask(address, "GET", path, "").await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

fn app_v3() -> Value {
    json!({
        "DockerId": "aaaa", "Name": "app", "DockerName": "ecs-web-3-app-00",
        "Image": "busybox", "ImageID": "sha256:11",
        "Ports": [
            {"ContainerPort": 80, "Protocol": "tcp", "HostPort": 32768},
            {"ContainerPort": 81, "Protocol": "tcp", "HostPort": 32769},
        ],
        "Labels": {"com.amazonaws.ecs.cluster": "prod"},
        "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING",
        "Limits": {"CPU": 128, "Memory": 256},
        "CreatedAt": "2020-10-02T00:15:07.62Z", "StartedAt": "2020-10-02T00:15:08.62Z",
        "Type": "NORMAL",
        "Health": {"status": "HEALTHY", "statusSince": "2020-10-02T00:15:07.62Z", "output": "ok"},
        "Volumes": [{"DockerName": "vol", "Source": "/data", "Destination": "/mnt"}],
        "Networks": [{"NetworkMode": "bridge", "IPv4Addresses": ["172.31.0.5"]}],
    })
}

fn app_v4() -> Value {
    let mut app = app_v3();
    for port in app["Ports"].as_array_mut().unwrap() {
        port["HostIp"] = "0.0.0.0".into();
    }
    app["LogDriver"] = "json-file".into();
    app["LogOptions"] = json!({"max-size": "1m"});
    app["ContainerARN"] = CONTAINER_ARN.into();
    app["RestartCount"] = 1.into();
    app
}

fn init() -> Value {
    json!({
        "DockerId": "", "Name": "init", "DockerName": "", "Image": "busybox", "ImageID": "",
        "DesiredStatus": "STOPPED", "KnownStatus": "STOPPED", "ExitCode": 0,
        "Limits": {"CPU": 2}, "FinishedAt": "2020-10-02T00:15:07.62Z", "Type": "NORMAL",
        "Networks": [{"NetworkMode": "bridge", "IPv4Addresses": [""]}],
    })
}

fn task_v3() -> Value {
    json!({
        "Cluster": "arn:aws:ecs:us-east-1:000000000000:cluster/prod", "TaskARN": ARN,
        "Family": "web", "Revision": "3", "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING",
        "Limits": {"CPU": 0.5, "Memory": 1024}, "PullStartedAt": "2020-10-02T00:15:07.62Z",
        "AvailabilityZone": "us-east-1a", "Containers": [app_v3(), init()],
    })
}

fn task_v4() -> Value {
    let mut task = task_v3();
    task["Containers"] = json!([app_v4(), init()]);
    task["ServiceName"] = "web".into();
    task["LaunchType"] = "EC2".into();
    task["FaultInjectionEnabled"] = false.into();
    task
}

#[tokio::test]
async fn whole_documents_of_a_task_and_its_containers() {
    let (_endpoint, address) = endpoint().await;
    let mut tagged = task_v4();
    tagged["TaskTags"] = json!({"team": "red"});
    tagged["ContainerInstanceTags"] = json!({"rack": "7"});
    for (path, expected) in [
        ("/v4/b", app_v4()),
        ("/v3/b", app_v3()),
        ("/v4/b-init", init()),
        ("/v4/b/task", task_v4()),
        ("/v4/b-init/task", task_v4()),
        ("/v3/b/task", task_v3()),
        ("/v4/b/taskWithTags", tagged),
        ("/v4/b/associations/gpu", json!({"Associations": null})),
    ] {
        assert_eq!(get(address, path).await, (200, expected), "{path}");
    }
}

#[tokio::test]
async fn a_network_of_its_own_has_its_interface_in_v4_alone() {
    let (_endpoint, address) = endpoint().await;
    let (_, v4) = get(address, "/v4/v").await;
    let (_, v3) = get(address, "/v3/v").await;
    assert_eq!(v3["Networks"], json!([{"NetworkMode": "awsvpc", "IPv4Addresses": ["10.0.0.7"]}]));
    assert_eq!(
        v4["Networks"],
        json!([{
            "NetworkMode": "awsvpc", "IPv4Addresses": ["10.0.0.7"], "AttachmentIndex": 0,
            "MACAddress": "02:00:0a:00:00:07", "IPv4SubnetCIDRBlock": "10.0.0.0/20",
            "DomainNameServers": ["10.0.0.2"], "PrivateDNSName": "ip-10-0-0-7.internal",
            "SubnetGatewayIpv4Address": "10.0.0.1/20",
        }])
    );
    assert_eq!(v4["Ports"][1], json!({"ContainerPort": 81, "Protocol": "tcp", "HostPort": 81}));
}

#[tokio::test]
async fn stats_have_dockers_shape_and_rates_between_samples() {
    let (_endpoint, address) = endpoint().await;
    let (status, stats) = get(address, "/v4/b/stats").await;
    assert_eq!(status, 200);
    assert_eq!(
        (&stats["read"], &stats["preread"]),
        (&json!("1970-01-01T00:00:05Z"), &json!("1970-01-01T00:00:03Z"))
    );
    assert_eq!(stats["cpu_stats"]["cpu_usage"]["total_usage"], 70);
    assert_eq!(stats["precpu_stats"]["cpu_usage"]["total_usage"], 40);
    assert_eq!(stats["memory_stats"]["usage"], 1024);
    assert_eq!(stats["memory_stats"]["limit"], 4096);
    assert_eq!(stats["networks"]["eth0"]["rx_bytes"], 3000);
    assert_eq!(stats["network_rate_stats"], json!({"rx_bytes_per_sec": 1000.0, "tx_bytes_per_sec": 50.0}));
    let (_, all) = get(address, "/v4/b/task/stats").await;
    assert_eq!(all, json!({"aaaa": stats}));
    assert_eq!(get(address, "/v4/b-init/stats").await.0, 500, "no sample");
}

#[tokio::test]
async fn unknown_ids_are_told_as_each_version_tells_them() {
    let (_endpoint, address) = endpoint().await;
    let container = "container metadata handler: unable to get container ID from request: \
                     unable to get docker ID from v3 endpoint ID: no";
    let task = "task metadata handler: unable to get task arn from request: \
                unable to get task Arn from v3 endpoint ID: no";
    for (path, status, text) in [
        ("/v4/no", 404, format!("V4 {container}")),
        ("/v4/no/task", 404, format!("V4 {task}")),
        ("/v4/no/taskWithTags", 404, format!("V4 {task}")),
        ("/v3/no", 500, format!("V3 {container}")),
        ("/v3/no/task", 500, format!("V3 {task}")),
        (
            "/v2/metadata",
            400,
            "Unable to get task arn from request: unable to associate '127.0.0.1' with task".to_owned(),
        ),
    ] {
        assert_eq!(get(address, path).await, (status, Value::from(text)), "{path}");
    }
    for (path, status) in [
        ("/v4/no/stats", 404),
        ("/v3/no/stats", 400),
        ("/v3/no/associations/a", 400),
        ("/v4/b/associations/a/b", 404),
    ] {
        assert_eq!(get(address, path).await.0, status, "{path}");
    }
    assert_eq!(ask(address, "GET", "/v5/b", "").await, (404, "404 page not found\n".to_owned()));
}

#[tokio::test]
async fn v2_finds_the_task_by_its_callers_address() {
    let (_endpoint, address) = endpoint().await;
    let from_task = |path: &'static str| async move {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        let mut stream = socket.connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        serde_json::from_str::<Value>(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    };
    let task = from_task("/v2/metadata").await;
    assert_eq!(task["TaskARN"], ARN);
    assert_eq!(from_task("/v2/metadata/aaaa").await, task["Containers"][0]);
    assert_eq!(from_task("/v2/metadataWithTags").await["TaskTags"], json!({"team": "red"}));
    assert_eq!(from_task("/v2/stats/aaaa").await["id"], "aaaa");
    assert_eq!(from_task("/v2/stats").await["aaaa"]["id"], "aaaa");
    assert_eq!(from_task("/v2/metadata/bbbb").await, "Unable to generate metadata for container 'bbbb'");
}

#[tokio::test]
async fn credentials_in_both_forms() {
    let (_endpoint, address) = endpoint().await;
    let good = json!({
        "RoleArn": "arn:aws:iam::000000000000:role/app", "AccessKeyId": "AKIDEXAMPLE",
        "SecretAccessKey": "secret", "Token": "token", "Expiration": "2099-01-01T00:00:00Z",
    });
    let refusal = |form: &str, status: u16, code: &str, text: &str| {
        let message = format!("Credentials{form}Request: {text}");
        (status, json!({"code": code, "message": message, "HTTPErrorCode": status}))
    };
    let unknown = "Credentials not found";
    for (path, expected) in [
        ("/v2/credentials/good", (200, good.clone())),
        ("/v1/credentials?id=good", (200, good.clone())),
        ("/v1/credentials?a=b&id=good", (200, good.clone())),
        ("/v2/credentials/no", refusal("V2", 400, "InvalidIdInRequest", unknown)),
        ("/v1/credentials?id=no", refusal("V1", 400, "InvalidIdInRequest", unknown)),
        ("/v1/credentials", refusal("V1", 400, "NoIdInRequest", "No ID in the request")),
        ("/v1/credentials?id=", refusal("V1", 400, "NoIdInRequest", "No ID in the request")),
        (
            "/v2/credentials/later",
            refusal("V2", 503, "CredentialsUninitialized", "Credentials uninitialized for ID"),
        ),
        ("/v2/credentials/broken", refusal("V2", 500, "InternalServerError", "no key to seal with")),
    ] {
        assert_eq!(get(address, path).await, expected, "{path}");
    }
    assert_eq!(get(address, "/v2/credentials/").await.0, 404);
}

#[tokio::test(start_paused = true)]
async fn task_protection_is_asked_with_limits() {
    let (_endpoint, address) = endpoint().await;
    let path = "/api/b/task-protection/v1/state";
    let coded = |status: u16, code: &str| (status, Some(code.to_owned()));
    assert_eq!(get(address, path).await, (200, json!({"protection": format!("{ARN} None")})));
    for (body, expected) in [
        (r#"{"ProtectionEnabled":true,"ExpiresInMinutes":60}"#, (200, None)),
        (r#"{"ProtectionEnabled":true,"ExpiresInMinutes":-1}"#, coded(400, "X")),
        (r#"{"ProtectionEnabled":true,"ExpiresInMinutes":1}"#, coded(504, "RequestCanceled")),
        (r#"{"ProtectionEnabled":false}"#, coded(403, "AccessDeniedException")),
        (r#"{"ExpiresInMinutes":60}"#, coded(400, "InvalidParameterException")),
        (r#"{"ProtectionEnabled":true,"Other":1}"#, coded(400, "InvalidParameterException")),
        ("nonsense", coded(400, "InvalidParameterException")),
    ] {
        let (status, answer) = ask(address, "PUT", path, body).await;
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let code = answer["error"]["Code"].as_str().map(str::to_owned);
        assert_eq!((status, code), expected, "{body}");
    }
    assert_eq!(get(address, "/api/no/task-protection/v1/state").await.0, 404);
    assert_eq!(ask(address, "DELETE", path, "").await.0, 405);
    assert_eq!(ask(address, "PUT", path, &"x".repeat(5000)).await.0, 413);
}

#[tokio::test]
async fn faults_are_clearly_not_available() {
    let (_endpoint, address) = endpoint().await;
    let (status, body) = ask(address, "POST", "/api/b/fault/v1/network-latency/start", "{}").await;
    assert_eq!(
        (status, body),
        (400, format!(r#"{{"Error":"enableFaultInjection is not enabled for task: {ARN}"}}"#))
    );
    for (method, path, status) in [
        ("GET", "/api/b/fault/v1/network-latency/start", 405),
        ("POST", "/api/no/fault/v1/network-latency/start", 404),
        ("POST", "/api/b/fault/v1/network-latency/other", 404),
        ("POST", "/api/b/fault/v1/other/start", 404),
    ] {
        assert_eq!(ask(address, method, path, "").await.0, status, "{method} {path}");
    }
}

#[tokio::test]
async fn introspection_lists_tasks_and_is_not_among_the_tasks_pages() {
    let (endpoint, tasks_address) = endpoint().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(endpoint.serve_introspection(listener));
    let commands = json!({"AvailableCommands": ["/v1/metadata", "/v1/tasks", "/license"]});
    assert_eq!(get(address, "/").await, (200, commands));
    let (_, node) = get(address, "/v1/metadata").await;
    assert_eq!((&node["Cluster"], &node["ContainerInstanceArn"]), (&json!("prod"), &json!("arn:i")));
    let (_, all) = get(address, "/v1/tasks").await;
    let (_, by_arn) = get(address, &format!("/v1/tasks?taskarn={ARN}")).await;
    let (_, by_id) = get(address, "/v1/tasks?dockerid=aaaa").await;
    assert_eq!((&all["Tasks"][0], &by_arn["Arn"]), (&by_arn, &json!(ARN)));
    assert_eq!(by_arn, by_id);
    assert_eq!(by_arn["Containers"][0]["DockerName"], "ecs-web-3-app-00");
    assert_eq!(get(address, "/v1/tasks?dockerid=zzzz").await.0, 404);
    assert_eq!(ask(address, "HEAD", "/v1/metadata", "").await, (200, String::new()));
    assert_eq!(ask(address, "POST", "/v1/metadata", "").await.0, 405);
    assert_eq!(get(address, "/v4/b").await.0, 404);
    assert_eq!(get(tasks_address, "/v1/tasks").await.0, 404);
}

#[test]
fn the_engines_own_id_is_shown_where_it_chooses_one() {
    let mut one = running("b", Sandbox::default());
    one.engine_id = Some("eeee".to_owned());
    let document = super::container::document(&view("bridge", "b"), &one, super::route::Version::V4);
    assert_eq!(document["DockerId"], "eeee");
    assert_eq!(super::stats::document(&one, &ContainerStats::default(), None)["id"], "eeee");
}

#[tokio::test]
async fn abuse_is_turned_away() {
    let (_endpoint, address) = endpoint().await;
    let moved = raw(address, b"GET //v4//b?x=1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(moved.starts_with("HTTP/1.1 301 ") && moved.contains("location: /v4/b?x=1\r\n"), "{moved}");
    assert_eq!(ask(address, "POST", "/v4/b", "").await.0, 405);
    assert_eq!(ask(address, "BREW", "/v2/credentials/good", "").await.0, 405);
    let large = format!("GET /v4/b HTTP/1.1\r\nhost: x\r\nlarge: {}\r\n\r\n", "x".repeat(64 * 1024));
    assert!(raw(address, large.as_bytes()).await.starts_with("HTTP/1.1 431 "));
    let many = format!("GET /v4/b HTTP/1.1\r\nhost: x\r\n{}\r\n", "a: b\r\n".repeat(100));
    assert!(raw(address, many.as_bytes()).await.starts_with("HTTP/1.1 431 "));
    assert!(raw(address, b"\x16\x03\x01nonsense\r\n\r\n").await.starts_with("HTTP/1.1 400 "));
    assert_eq!(get(address, "/v4/%2e%2e/b").await.0, 404);
    assert_eq!(get(address, "/v4/b").await.0, 200, "and the next is answered");
}

#[tokio::test(start_paused = true)]
async fn slow_clients_are_cut_off() {
    let (_endpoint, address) = endpoint().await;
    let started = tokio::time::Instant::now();
    let answer = raw(address, b"GET /v4/b HTTP/1.1\r\nhost").await;
    assert!(!answer.contains("200 OK"), "{answer}");
    let body = raw(
        address,
        b"PUT /api/b/task-protection/v1/state HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{",
    )
    .await;
    assert!(body.starts_with("HTTP/1.1 408 "), "{body}");
    assert!(started.elapsed() < Duration::from_secs(120));
}

#[tokio::test]
async fn more_than_a_burst_is_refused_for_the_asker_alone() {
    let (_endpoint, address) = endpoint().await;
    // So many that a machine which is busy with other things does not earn the right to all of them meanwhile.
    let head = "GET /v4/b HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1200);
    let last = "GET /v4/b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answers = raw(address, format!("{head}{last}").as_bytes()).await;
    let (given, refused) =
        (answers.matches("HTTP/1.1 200 ").count(), answers.matches("HTTP/1.1 429 ").count());
    assert!(given >= 60 && refused >= 1 && given + refused == 1201, "{given} given, {refused} refused");
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.3:0".parse().unwrap()).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    stream.write_all(last.as_bytes()).await.unwrap();
    let mut other = String::new();
    stream.read_to_string(&mut other).await.unwrap();
    assert!(other.starts_with("HTTP/1.1 200 "), "{other}");
}
