//! Sandboxes, through the engine.
//!
//! The host's network, none and the bridge of one container need nothing in the engine: a file says what was
//! asked for and which ports were chosen. A task's own network, and namespaces to share, are held by a pause
//! container that the others join.
//!
//! Must not know: which containers join.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use bollard::models::{
    ContainerCreateBody, ContainerInspectResponse, EndpointIpamConfig, EndpointSettings, HealthConfig,
    HostConfig, Ipam, IpamConfig, NetworkCreateRequest, NetworkingConfig,
};
use bollard::query_parameters::{
    CreateContainerOptions, ListNetworksOptions, RemoveContainerOptions, StartContainerOptions,
};
use serde::{Deserialize, Serialize};

use super::create::published;
use super::engine::{
    ACT_LIMIT, ASK_LIMIT, Engine, LABEL_ID, LABEL_NODE, LABEL_SANDBOX, LABEL_SUBNET, limited,
};
use super::ports::{self, Held};
use super::reference::{plain_name, short};
use super::refusal::Refusal;
use crate::error::DriverError;
use crate::sandbox::{PortBinding, Sandbox, SandboxNetwork, SandboxSpec, TaskNetwork};

/// On a pause container: the sandbox that it holds, which no container of a task carries under this name.
pub(crate) const LABEL_HOLDS: &str = "longshore.holds";

const ENDPOINT_MAC_API: (usize, usize) = (1, 44);

/// What a sandbox's file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) spec: SandboxSpec,
    pub(crate) ports: Vec<PortBinding>,
}

impl Record {
    /// Something has to hold its namespaces.
    fn needs_pause(&self) -> bool {
        matches!(self.spec.network, SandboxNetwork::Task(_)) || self.spec.share_pid || self.spec.share_ipc
    }
}

impl Engine {
    pub(crate) async fn open_sandbox(&self, spec: &SandboxSpec) -> Result<Sandbox, DriverError> {
        plain_name(&spec.id)?;
        let _turn = self.sandbox_turn.lock().await;
        let record = match self.record(&spec.id) {
            Some(record) => record,
            None => self.new_record(spec)?,
        };
        let mut sandbox = Sandbox { id: spec.id.clone(), ports: record.ports.clone(), ..Sandbox::default() };
        let held = if record.needs_pause() {
            Some(self.running_pause(&record).await?)
        } else if matches!(record.spec.network, SandboxNetwork::Bridge { .. }) {
            self.only_container(&spec.id).await?
        } else {
            None
        };
        if let Some(address) = held.as_ref().and_then(address) {
            sandbox.address = address.ip_address.as_deref().and_then(|text| text.parse().ok());
            sandbox.gateway = address.gateway.as_deref().and_then(|text| text.parse().ok());
            sandbox.mac_address = address.mac_address.clone().filter(|text| !text.is_empty());
        }
        Ok(sandbox)
    }

    pub(crate) async fn close_sandbox(&self, id: &str) -> Result<(), DriverError> {
        plain_name(id)?;
        let what = format!("close sandbox {id}");
        let _turn = self.sandbox_turn.lock().await;
        let record = self.record(id);
        if let Some(pause) = self.pause(id).await.map_err(|r| r.failed(&what))? {
            let options =
                RemoveContainerOptions { force: true, v: true, ..RemoveContainerOptions::default() };
            let removal = self.docker.remove_container(&pause, Some(options));
            match limited(ACT_LIMIT, removal).await {
                Err(refusal) if refusal.status != 404 => return Err(refusal.failed(&what)),
                _ => {}
            }
        }
        if let Some(SandboxNetwork::Task(network)) = record.map(|record| record.spec.network) {
            self.leave_network(&network).await.map_err(|r| r.of_network(&what))?;
        }
        match std::fs::remove_file(self.record_path(id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(DriverError::Failed(format!("{what}: {error}")))
            }
            _ => Ok(()),
        }
    }

    pub(crate) async fn sandboxes(&self) -> Result<Vec<String>, DriverError> {
        let mut ids: BTreeSet<String> = self.records().map(|record| record.spec.id).collect();
        let listed = self.list(Some(LABEL_HOLDS.to_owned())).await.map_err(|r| r.failed("list sandboxes"))?;
        ids.extend(listed.into_iter().filter_map(|pause| pause.labels?.remove(LABEL_HOLDS)));
        Ok(ids.into_iter().collect())
    }

    /// The sandbox that a container asks to join, and the pause container that holds it.
    pub(crate) async fn joined(&self, id: &str) -> Result<(Record, Option<String>), DriverError> {
        let missing = || DriverError::NoSuchSandbox(format!("sandbox {id} is not open"));
        let record = plain_name(id).ok().and_then(|id| self.record(id)).ok_or_else(missing)?;
        if !record.needs_pause() {
            return Ok((record, None));
        }
        let pause = self.pause(id).await.map_err(|r| r.failed(&format!("look for sandbox {id}")))?;
        Ok((record, Some(pause.ok_or_else(missing)?)))
    }

    /// The engine's id of the pause container of a sandbox.
    pub(crate) async fn pause(&self, sandbox: &str) -> Result<Option<String>, Refusal> {
        Ok(self.list(Some(format!("{LABEL_HOLDS}={sandbox}"))).await?.into_iter().find_map(|pause| pause.id))
    }

    /// The container of a bridge sandbox, whose address is the sandbox's.
    async fn only_container(&self, sandbox: &str) -> Result<Option<ContainerInspectResponse>, DriverError> {
        let what = format!("look at sandbox {sandbox}");
        let listed =
            self.list(Some(format!("{LABEL_SANDBOX}={sandbox}"))).await.map_err(|r| r.failed(&what))?;
        match listed.into_iter().find_map(|container| container.id) {
            Some(id) => self.look_at(&id).await.map_err(|r| r.failed(&what)),
            None => Ok(None),
        }
    }

    async fn running_pause(&self, record: &Record) -> Result<ContainerInspectResponse, DriverError> {
        let id = &record.spec.id;
        let what = format!("open sandbox {id}");
        let pause = match self.pause(id).await.map_err(|r| r.failed(&what))? {
            Some(pause) => pause,
            None => self.make_pause(record, &what).await?,
        };
        let start = self.docker.start_container(&pause, None::<StartContainerOptions>);
        let started = limited(ACT_LIMIT, start).await;
        if let Err(refusal) = started {
            let error = refusal.of_start(&what);
            // Made anew the next time: it may be the network of then that is wrong.
            let options = RemoveContainerOptions { force: true, ..RemoveContainerOptions::default() };
            let _ = limited(ACT_LIMIT, self.docker.remove_container(&pause, Some(options))).await;
            return Err(error);
        }
        let seen = self.look_at(&pause).await.map_err(|r| r.failed(&what))?;
        seen.ok_or_else(|| DriverError::Failed(format!("{what}: its pause container has vanished")))
    }

    async fn make_pause(&self, record: &Record, what: &str) -> Result<String, DriverError> {
        let image = self.pause_image().await?;
        let network = match &record.spec.network {
            SandboxNetwork::Task(network) => {
                Some((self.network(network).await.map_err(|r| r.of_network(what))?, network))
            }
            _ => None,
        };
        let body = pause_body(record, &self.tag, image, network);
        let name = format!("longshore-sandbox-{}-{}", self.tag, short(&record.spec.id));
        let other = format!("{name}-{}", record.spec.id);
        for name in [name, other] {
            self.word_for_old_engines(&name, &body, record);
            let options = CreateContainerOptions { name: Some(name), ..CreateContainerOptions::default() };
            match limited(ACT_LIMIT, self.docker.create_container(Some(options), body.clone())).await {
                Ok(made) => return Ok(made.id),
                Err(refusal) if refusal.status == 409 => {}
                Err(refusal) => return Err(refusal.of_create(what)),
            }
        }
        Err(DriverError::Failed(format!("{what}: the name of its pause container is taken")))
    }

    /// Engines before 25.0 take a hardware address for the container alone, not for a network of it.
    fn word_for_old_engines(&self, name: &str, body: &ContainerCreateBody, record: &Record) {
        let SandboxNetwork::Task(TaskNetwork { mac_address: Some(mac), .. }) = &record.spec.network else {
            return;
        };
        let api = self.docker.client_version();
        if (api.major_version, api.minor_version) >= ENDPOINT_MAC_API {
            return;
        }
        let Ok(serde_json::Value::Object(mut words)) = serde_json::to_value(body) else { return };
        words.insert("MacAddress".to_owned(), mac.clone().into());
        if let Ok(bytes) = serde_json::to_vec(&words) {
            let mut bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
            bodies.insert(name.to_owned(), bytes.into());
        }
    }

    /// The name of the network of a subnet, made if it is not there. Not its id: older engines give a
    /// container's hardware address only to a network that is named as its mode says.
    async fn network(&self, task: &TaskNetwork) -> Result<String, Refusal> {
        if let Some((_, name)) = self.find_network(task).await? {
            return Ok(name);
        }
        let mask = u32::MAX.checked_shl(32 - u32::from(task.prefix_length.min(32))).unwrap_or(0);
        let base = std::net::Ipv4Addr::from_bits(task.address.to_bits() & mask);
        let pool = IpamConfig {
            subnet: Some(format!("{base}/{}", task.prefix_length)),
            gateway: Some(task.gateway.to_string()),
            ..IpamConfig::default()
        };
        let labels = [(LABEL_NODE, &self.tag), (LABEL_SUBNET, &task.subnet_id)];
        let request = NetworkCreateRequest {
            name: format!("longshore-{}-{}", self.tag, task.subnet_id),
            driver: Some("bridge".to_owned()),
            ipam: Some(Ipam { config: Some(vec![pool]), ..Ipam::default() }),
            labels: Some(labels.map(|(key, value)| (key.to_owned(), value.clone())).into()),
            ..NetworkCreateRequest::default()
        };
        let name = request.name.clone();
        limited(ACT_LIMIT, self.docker.create_network(request)).await?;
        Ok(name)
    }

    /// Its id and its name.
    async fn find_network(&self, task: &TaskNetwork) -> Result<Option<(String, String)>, Refusal> {
        let labels = vec![self.node_label(), format!("{LABEL_SUBNET}={}", task.subnet_id)];
        let filters = HashMap::from([("label".to_owned(), labels)]);
        let options = ListNetworksOptions { filters: Some(filters) };
        let listed = limited(ASK_LIMIT, self.docker.list_networks(Some(options))).await?;
        Ok(listed.into_iter().find_map(|network| network.id.zip(network.name)))
    }

    /// Removes a subnet's network when the last sandbox has left it.
    async fn leave_network(&self, task: &TaskNetwork) -> Result<(), Refusal> {
        let Some((id, _)) = self.find_network(task).await? else { return Ok(()) };
        match limited(ACT_LIMIT, self.docker.remove_network(&id)).await {
            // 403, and 409 of newer engines: others are still in it.
            Err(refusal) if ![403, 404, 409].contains(&refusal.status) => Err(refusal),
            _ => Ok(()),
        }
    }

    fn new_record(&self, spec: &SandboxSpec) -> Result<Record, DriverError> {
        let mut ports = Vec::new();
        if let SandboxNetwork::Bridge { ports: requests } = &spec.network {
            let held: Held =
                self.records().flat_map(|record| ports::held_by(&record.ports).collect::<Vec<_>>()).collect();
            let from = self.next_port.load(Ordering::Relaxed);
            ports = ports::choose(requests, &held, from, &ports::is_free)?;
            let dynamic = ports::held_by(&ports).map(|(_, port)| port).filter(|port| *port >= from).max();
            if let Some(last) = dynamic {
                self.next_port.store(last.checked_add(1).unwrap_or(ports::DYNAMIC_FIRST), Ordering::Relaxed);
            }
        }
        let record = Record { spec: spec.clone(), ports };
        self.write_record(&record)
            .map_err(|error| DriverError::Failed(format!("write down sandbox {}: {error}", spec.id)))?;
        Ok(record)
    }

    fn record_path(&self, id: &str) -> PathBuf {
        self.state.join("sandboxes").join(format!("{id}.json"))
    }

    /// A file that is torn or not there is no sandbox.
    fn record(&self, id: &str) -> Option<Record> {
        serde_json::from_slice(&std::fs::read(self.record_path(id)).ok()?).ok()
    }

    fn records(&self) -> impl Iterator<Item = Record> {
        let entries = std::fs::read_dir(self.state.join("sandboxes")).into_iter().flatten().flatten();
        entries.filter_map(|entry| serde_json::from_slice(&std::fs::read(entry.path()).ok()?).ok())
    }

    fn write_record(&self, record: &Record) -> std::io::Result<()> {
        let path = self.record_path(&record.spec.id);
        let torn = path.with_extension("new");
        std::fs::create_dir_all(self.state.join("sandboxes"))?;
        std::fs::write(&torn, serde_json::to_vec(record)?)?;
        std::fs::rename(torn, path)
    }
}

/// The addresses of a container in the one network that it has.
fn address(answer: &ContainerInspectResponse) -> Option<&EndpointSettings> {
    let networks = answer.network_settings.as_ref()?.networks.as_ref()?;
    networks.values().find(|settings| settings.ip_address.as_deref().is_some_and(|text| !text.is_empty()))
}

fn pause_body(
    record: &Record,
    node: &str,
    image: String,
    network: Option<(String, &TaskNetwork)>,
) -> ContainerCreateBody {
    let spec = &record.spec;
    let mode = match &spec.network {
        SandboxNetwork::Host => "host".to_owned(),
        SandboxNetwork::None => "none".to_owned(),
        SandboxNetwork::Bridge { .. } => "bridge".to_owned(),
        SandboxNetwork::Task(_) => network.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
    };
    let endpoints = network.map(|(name, task)| {
        let ipam = EndpointIpamConfig {
            ipv4_address: Some(task.address.to_string()),
            ..EndpointIpamConfig::default()
        };
        let settings = EndpointSettings {
            ipam_config: Some(ipam),
            mac_address: task.mac_address.clone(),
            ..EndpointSettings::default()
        };
        NetworkingConfig { endpoints_config: Some(HashMap::from([(name, settings)])) }
    });
    let named = spec.network != SandboxNetwork::Host;
    let ports = published(&record.ports);
    let hosts = spec.extra_hosts.iter().map(|(name, at)| format!("{name}:{at}")).collect();
    let host = HostConfig {
        network_mode: Some(mode),
        ipc_mode: Some(if spec.share_ipc { "shareable" } else { "private" }.to_owned()),
        port_bindings: Some(ports.clone()),
        dns: Some(spec.dns_servers.clone()),
        dns_search: Some(spec.dns_search.clone()),
        extra_hosts: Some(hosts),
        readonly_rootfs: Some(true),
        cap_drop: Some(vec!["ALL".to_owned()]),
        security_opt: Some(vec!["no-new-privileges".to_owned()]),
        log_config: Some(bollard::models::HostConfigLogConfig { typ: Some("none".to_owned()), config: None }),
        ..HostConfig::default()
    };
    let labels = [(LABEL_NODE, node), (LABEL_HOLDS, spec.id.as_str())];
    ContainerCreateBody {
        image: Some(image),
        labels: Some(labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into()),
        hostname: spec.hostname.clone().or_else(|| Some(short(&spec.id).to_owned())).filter(|_| named),
        exposed_ports: Some(ports.into_keys().collect()),
        healthcheck: Some(HealthConfig { test: Some(vec!["NONE".to_owned()]), ..HealthConfig::default() }),
        host_config: Some(host),
        networking_config: endpoints,
        ..ContainerCreateBody::default()
    }
}

/// Whether a container of the engine is one of a task, rather than a pause container.
pub(crate) fn is_of_task(labels: Option<&HashMap<String, String>>) -> Option<&String> {
    labels?.get(LABEL_ID)
}
