//! Networks: what a container sees, and who reaches it.

use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::{DriverError, PortProtocol, PortRequest, SandboxNetwork};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

use super::World;
use super::image::{UDP_ECHO_PORT, has_programs};

const TRIES: u32 = 100;
const REST: Duration = Duration::from_millis(50);

/// What a port of this machine answers to some text, once something listens behind it.
pub(crate) async fn ask(port: u16, text: &str) -> String {
    for _ in 0..TRIES {
        if let Ok(answer) = ask_once(port, text).await
            && !answer.is_empty()
        {
            return answer;
        }
        tokio::time::sleep(REST).await;
    }
    panic!("port {port} does not answer");
}

async fn ask_once(port: u16, text: &str) -> std::io::Result<String> {
    let asked = async {
        let (mut from, mut to) = TcpStream::connect(("127.0.0.1", port)).await?.into_split();
        let text = text.to_owned();
        let sent = tokio::spawn(async move { to.write_all(text.as_bytes()).await.and(to.shutdown().await) });
        let mut answer = String::new();
        from.read_to_string(&mut answer).await?;
        sent.await.unwrap()?;
        Ok(answer)
    };
    tokio::time::timeout(Duration::from_secs(5), asked).await.unwrap_or_else(|_| Ok(String::new()))
}

/// Prints `words` to whoever connects.
fn serve(port: u16, words: &str) -> String {
    format!(
        "printf '#!/bin/sh\\necho {words}\\n' > /bin/serve; chmod 755 /bin/serve; nc -ll -p {port} -e /bin/serve"
    )
}

/// A busybox command that prints what an address answers, within five seconds. Nothing at all is no answer: the
/// engine's own proxy takes connections before anybody listens behind it.
fn fetch(address: &str, port: u16) -> String {
    format!(
        "for n in $(seq 50); do said=$(nc -w 5 {address} {port} < /dev/null); \
         [ -n \"$said\" ] && echo \"$said\" && exit 0; sleep 0.1; done; exit 1"
    )
}

pub(crate) async fn none_has_loopback_alone(w: Arc<World>) {
    let ran =
        w.sh("ls /sys/class/net; cat /sys/class/net/lo/operstate; ip -4 -o addr; ip route", |_| {}).await;
    assert!(ran.good().starts_with("lo\n"), "{ran:?}");
    assert!(ran.stdout.contains("127.0.0.1/8"), "{ran:?}");
    assert!(!ran.stdout.contains("eth0") && !ran.stdout.contains("default"), "{ran:?}");
}

pub(crate) async fn host_is_the_hosts(w: Arc<World>) {
    let sandbox = w.open(&w.sandbox(SandboxNetwork::Host)).await;
    assert_eq!(sandbox.ports, []);
    let ran = w.run(&w.script(&sandbox.id, "readlink /proc/self/ns/net; hostname")).await;
    let host = std::fs::read_link("/proc/self/ns/net").unwrap();
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    assert_eq!(ran.good(), format!("{}\n{}", host.display(), name.trim()));
}

pub(crate) async fn bridge_has_an_address_and_a_route(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let spec = w.sandbox(SandboxNetwork::Bridge { ports: vec![] });
    w.open(&spec).await;
    let container = w.script(&spec.id, "ip -4 -o addr show eth0; ip route; ping -c 1 -W 5 $(ip route | awk '/default/{print $3}'); sleep 100");
    w.start(&container).await;
    w.says(&container.id, "1 packets received").await;
    let sandbox = w.open(&spec).await;
    let (printed, id) = (sandbox.address.unwrap().to_string(), &container.id);
    w.says(id, &printed).await;
    w.says(id, &format!("default via {}", sandbox.gateway.unwrap())).await;
}

pub(crate) async fn a_tcp_port_is_reached(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let sandbox = w.bridge(vec![World::port(8080, None, PortProtocol::Tcp)]).await;
    let [port] = &sandbox.ports[..] else { panic!("{sandbox:?}") };
    assert_eq!((port.container_port, port.count, port.protocol), (8080, 1, PortProtocol::Tcp));
    w.start(&w.script(&sandbox.id, &serve(8080, "hello"))).await;
    assert_eq!(ask(port.host_port, "").await, "hello\n");
}

pub(crate) async fn a_udp_port_is_reached(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) || !has_programs() {
        return;
    }
    let sandbox = w.bridge(vec![World::port(UDP_ECHO_PORT, None, PortProtocol::Udp)]).await;
    w.start(&w.script(&sandbox.id, "exec udp-echo")).await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut answer = [0; 16];
    for _ in 0..TRIES {
        let _ = socket.send_to(b"hello", ("127.0.0.1", sandbox.ports[0].host_port)).await;
        if let Ok(Ok(length)) = tokio::time::timeout(REST, socket.recv(&mut answer)).await {
            assert_eq!(&answer[..length], b"hello");
            return;
        }
    }
    panic!("the port does not answer");
}

pub(crate) async fn dynamic_ports_differ(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let request =
        || vec![World::port(80, None, PortProtocol::Tcp), World::port(81, Some(0), PortProtocol::Tcp)];
    let (one, two) = (w.bridge(request()).await, w.bridge(request()).await);
    let mut ports: Vec<u16> = one.ports.iter().chain(&two.ports).map(|port| port.host_port).collect();
    assert!(ports.iter().all(|port| *port >= 32_768), "{ports:?}");
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 4);
}

pub(crate) async fn a_range_of_ports_is_reached(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let range = PortRequest { container_port: 7000, count: 3, host_port: None, protocol: PortProtocol::Tcp };
    let sandbox = w.bridge(vec![range]).await;
    let [port] = &sandbox.ports[..] else { panic!("{sandbox:?}") };
    assert_eq!((port.container_port, port.count), (7000, 3));
    let script = format!("({}) & ({}) & wait", serve(7000, "x"), "sleep 0.3; nc -ll -p 7002 -e /bin/serve");
    w.start(&w.script(&sandbox.id, &script)).await;
    assert_eq!(ask(port.host_port, "").await, "x\n");
    assert_eq!(ask(port.host_port + 2, "").await, "x\n");
}

pub(crate) async fn containers_have_addresses_of_their_own(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let mut addresses = Vec::new();
    for _ in 0..2 {
        let sandbox = w.bridge(vec![]).await;
        let spec = w.script(&sandbox.id, "hostname -i; sleep 100");
        w.start(&spec).await;
        let mut source = w.driver.output(&spec.id, Default::default()).await.unwrap();
        addresses.push(source.next().await.unwrap().unwrap().bytes);
    }
    assert_ne!(addresses[0], addresses[1]);
}

pub(crate) async fn a_container_reaches_another_by_host_port(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let server = w.bridge(vec![World::port(8080, None, PortProtocol::Tcp)]).await;
    w.start(&w.script(&server.id, &serve(8080, "hairpin"))).await;
    let port = server.ports[0].host_port;
    let client = w.bridge(vec![]).await;
    let script = format!("gateway=$(ip route | awk '/default/{{print $3}}'); {}", fetch("$gateway", port));
    assert_eq!(w.run(&w.script(&client.id, &script)).await.good(), "hairpin");
    // And itself, by the same way.
    let own = w.bridge(vec![World::port(8081, None, PortProtocol::Tcp)]).await;
    let port = own.ports[0].host_port;
    let script = format!(
        "({}) & gateway=$(ip route | awk '/default/{{print $3}}'); {}",
        serve(8081, "self"),
        fetch("$gateway", port)
    );
    assert_eq!(w.run(&w.script(&own.id, &script)).await.good(), "self");
}

/// A listener on a port that nobody is given who asks for any: it can be given back and taken again.
async fn listener_apart() -> (tokio::net::TcpListener, u16) {
    let first = 20_000 + u16::try_from(std::process::id() % 9_000).unwrap();
    for port in first..first + 1_000 {
        if let Ok(listener) = tokio::net::TcpListener::bind(("0.0.0.0", port)).await {
            return (listener, port);
        }
    }
    panic!("a thousand ports are taken");
}

pub(crate) async fn a_taken_port_is_told(w: Arc<World>) {
    if !w.can(|can| can.bridge_network) {
        return;
    }
    let (listener, taken) = listener_apart().await;
    let spec =
        w.sandbox(SandboxNetwork::Bridge { ports: vec![World::port(80, Some(taken), PortProtocol::Tcp)] });
    let error = match w.driver.open_sandbox(&spec).await {
        Err(error) => error,
        Ok(_) => w.refused(&w.script(&spec.id, "true")).await,
    };
    let DriverError::Network(message) = &error else { panic!("{error:?}") };
    assert!(message.contains(&taken.to_string()), "{message}");
    drop(listener);
    let first = w.bridge(vec![World::port(80, Some(taken), PortProtocol::Tcp)]).await;
    let mut second = w.sandbox(SandboxNetwork::Bridge { ports: vec![] });
    second.network = SandboxNetwork::Bridge { ports: vec![World::port(80, Some(taken), PortProtocol::Tcp)] };
    let error = w.driver.open_sandbox(&second).await.expect_err("the first has it");
    assert!(matches!(error, DriverError::Network(_)), "{error:?}");
    w.driver.close_sandbox(&first.id).await.unwrap();
    w.driver.open_sandbox(&second).await.unwrap();
}

pub(crate) async fn a_task_shares_one_network(w: Arc<World>) {
    if !w.can(|can| can.task_network) {
        return;
    }
    let network = w.task_network(w.subnet(), 17);
    let mut spec = w.sandbox(SandboxNetwork::Task(network.clone()));
    spec.hostname = Some("the-task".to_owned());
    spec.extra_hosts = vec![("db.test".to_owned(), "192.0.2.9".to_owned())];
    let sandbox = w.open(&spec).await;
    assert_eq!((sandbox.address, sandbox.gateway), (Some(network.address), Some(network.gateway)));
    let mac = sandbox.mac_address.clone().unwrap();
    let server = w.script(&spec.id, &serve(8080, "neighbour"));
    w.start(&server).await;
    let script = format!(
        "hostname; grep db.test /etc/hosts | awk '{{print $1}}'; cat /sys/class/net/eth0/address; {}",
        fetch("127.0.0.1", 8080)
    );
    let ran = w.run(&w.script(&spec.id, &script)).await;
    assert_eq!(ran.good(), format!("the-task\n192.0.2.9\n{mac}\nneighbour"));
    assert_eq!(w.open(&spec).await, sandbox, "opening it again changes nothing");
}

pub(crate) async fn tasks_of_a_subnet_reach_each_other(w: Arc<World>) {
    if !w.can(|can| can.task_network) {
        return;
    }
    let subnet = w.subnet();
    let mut one = w.task_network(subnet, 20);
    one.mac_address = Some("02:11:22:33:44:55".to_owned());
    let server = w.open(&w.sandbox(SandboxNetwork::Task(one.clone()))).await;
    assert_eq!(server.mac_address.as_deref(), Some("02:11:22:33:44:55"));
    let client = w.open(&w.sandbox(SandboxNetwork::Task(w.task_network(subnet, 21)))).await;
    w.start(&w.script(&server.id, &serve(8080, "across"))).await;
    let script = fetch(&one.address.to_string(), 8080);
    assert_eq!(w.run(&w.script(&client.id, &script)).await.good(), "across");
    let twice = w.sandbox(SandboxNetwork::Task(one));
    let error = w.driver.open_sandbox(&twice).await.expect_err("that address is taken");
    assert!(matches!(error, DriverError::Network(_)), "{error:?}");
}
