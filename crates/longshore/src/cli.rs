//! The command line, as data. Help texts are written here and nowhere else.
//!
//! Must not know: how a command does its work.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use longshore_planners::retention::STOPPED_TASKS_KEPT_DAYS;

pub(crate) const DEFAULT_LISTEN: &str = "127.0.0.1:4460";
pub(crate) const DEFAULT_REGION: &str = "us-east-1";
pub(crate) const DEFAULT_ACCOUNT: &str = "000000000000";
pub(crate) const DEFAULT_PROFILE: &str = "longshore";

pub(crate) fn parse() -> Cli {
    Cli::parse()
}

/// Amazon ECS on your own machines.
#[derive(Parser)]
#[command(name = "longshore", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// See it work in seconds: an image, a service of three tasks, a crash, a new version; then all is cleaned up
    Demo(Demo),
    /// Start Longshore here: the API, the control plane and its state, in one process
    Up(Up),
    /// Print the settings that point the AWS CLI and SDKs at Longshore, for eval in a shell
    Env(Env),
    /// What of each AWS API is served
    #[command(subcommand)]
    Api(Api),
    /// Look after the stored state
    #[command(subcommand)]
    State(State),
    /// The images that this machine's node has
    #[command(subcommand)]
    Image(ImageCommand),
    /// Machines that run tasks
    #[command(subcommand)]
    Node(NodeCommand),
    /// Show the tasks there are, where they are reached and how they fare
    Ps(Ps),
    /// Show what clusters, services, instances and tasks do and use, again and again until Ctrl-C
    Top(Top),
    /// Show what a task's containers have written
    Logs(Logs),
    /// Tell what was decided about a task, a service or a container instance, and why
    Explain(Explain),
    /// Show what has happened, as EventBridge would tell it
    Events(Events),
    /// Show what would come of a change, without making it
    Plan(Plan),
    /// Print what makes a shell complete these commands: `source <(longshore completion bash)`
    Completion {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Args)]
pub(crate) struct Up {
    #[command(flatten)]
    pub(crate) data: DataDir,
    /// Address and port to listen on; may be given more than once
    #[arg(long, default_value = DEFAULT_LISTEN, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Vec<SocketAddr>,
    /// Serve HTTPS with a certificate made at first start
    #[arg(long)]
    pub(crate) tls: bool,
    /// Whether requests must be signed with a key that Longshore knows
    #[arg(long, value_enum, default_value_t = Auth::On)]
    pub(crate) auth: Auth,
    /// The account of the root key pair made at first start
    #[arg(long, default_value = DEFAULT_ACCOUNT, value_name = "12-DIGITS")]
    pub(crate) account: String,
    /// The region written to the profile, and taken where a request names none
    #[arg(long, default_value = DEFAULT_REGION)]
    pub(crate) region: String,
    /// Name of the profile to write to the AWS CLI's files; `none` writes nothing
    #[arg(long, default_value = DEFAULT_PROFILE)]
    pub(crate) profile: String,
    /// What runs the containers of this machine's own node, in cluster `default`
    #[arg(long, value_enum, default_value_t = Runtime::Embedded)]
    pub(crate) runtime: Runtime,
    #[command(flatten)]
    pub(crate) metadata: ContainerMetadata,
    #[command(flatten)]
    pub(crate) sharing: SharedImages,
    /// What has nodes pull images before a task needs them: task definitions that are registered, services that are
    /// created, changed or scaled up
    #[arg(long, value_enum, value_name = "CAUSE,...", value_delimiter = ',')]
    pub(crate) pre_pull: Vec<PrePull>,
    /// Address and port for nodes on other machines; without it none can join
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) node_listen: Option<SocketAddr>,
    /// For how many days a stopped task can be described, with its story
    #[arg(long, default_value_t = STOPPED_TASKS_KEPT_DAYS, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub(crate) stopped_tasks_days: u32,
    /// Directory of vulnerability records in the OSV format, which scans of images are matched against
    #[arg(long, value_name = "DIRECTORY")]
    pub(crate) vulnerabilities: Option<PathBuf>,
    /// Another Longshore that images are replicated to in place of a region here, by its connection.json; may be given
    /// more than once
    #[arg(long, value_name = "REGION=FILE")]
    pub(crate) replicate_to: Vec<String>,
    #[command(flatten)]
    pub(crate) registry_store: RegistryStore,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub(crate) log_format: LogFormat,
    /// What to log: error, warn, info, debug or trace; debug has a line for every request
    #[arg(long, default_value = "info", value_name = "LEVEL")]
    pub(crate) log_level: tracing::Level,
}

#[derive(Args)]
pub(crate) struct RegistryStore {
    /// Bucket of S3, or of a store that speaks its language, that keeps the registry's layers; without it they are files
    /// in the state's directory
    #[arg(long, value_name = "s3://BUCKET[/PREFIX]")]
    pub(crate) registry_store: Option<longshore_registry::Address>,
    /// Where that store is, when it is not AWS's
    #[arg(long, value_name = "URL", requires = "registry_store")]
    pub(crate) registry_store_endpoint: Option<String>,
    /// Region of the bucket
    #[arg(long, value_name = "REGION", default_value = DEFAULT_REGION)]
    pub(crate) registry_store_region: String,
    /// Profile of the AWS CLI's credentials file to use the bucket with [default: the keys in AWS_ACCESS_KEY_ID and
    /// AWS_SECRET_ACCESS_KEY, else the profile `default`]
    #[arg(long, value_name = "NAME", requires = "registry_store")]
    pub(crate) registry_store_profile: Option<String>,
    /// File with the certificates to trust for that store, in place of the system's
    #[arg(long, value_name = "FILE", requires = "registry_store")]
    pub(crate) registry_store_ca_bundle: Option<PathBuf>,
    /// How much of the bucket may lie on this machine's disk as well
    #[arg(long, value_name = "SIZE", default_value = "10G", value_parser = crate::registry::size)]
    pub(crate) registry_store_cache: u64,
}

#[derive(Args)]
pub(crate) struct Demo {
    /// Leave the service running for you to explore
    #[arg(long)]
    pub(crate) keep: bool,
    /// Directory of the demo's state; where a Longshore runs on it already, that one is used [default:
    /// /var/lib/longshore.demo for root]
    #[arg(long, value_name = "DIR", env = "LONGSHORE_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

#[derive(Args)]
pub(crate) struct SharedImages {
    /// Exchange layers of images with the other nodes that do so, before a registry is asked: the address and the port
    /// where they reach this node
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) share_images: Option<SocketAddr>,
}

#[derive(Args)]
pub(crate) struct ContainerMetadata {
    /// Give each container of a task a file with what is known of it, named by ECS_CONTAINER_METADATA_FILE
    #[arg(long, env = "ECS_ENABLE_CONTAINER_METADATA")]
    pub(crate) container_metadata: bool,
}

#[derive(Args)]
pub(crate) struct DataDir {
    /// Directory of the state [default: /var/lib/longshore for root, else ~/.local/share/longshore]
    #[arg(long, value_name = "DIR", env = "LONGSHORE_DATA_DIR")]
    data_dir: Option<PathBuf>,
}

impl DataDir {
    pub(crate) fn path(&self) -> PathBuf {
        self.data_dir.clone().unwrap_or_else(crate::paths::default_data_dir)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Auth {
    On,
    /// Accept any credentials, on loopback addresses only; a 12-digit access key id names the account
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Runtime {
    /// Longshore itself; needs Linux, and root for networks and limits
    Embedded,
    /// The Docker Engine that answers here
    Docker,
    /// Nothing: the API alone
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PrePull {
    Definitions,
    Services,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Text,
    Json,
}

#[derive(Args)]
pub(crate) struct OutputOption {
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,
}

#[derive(Args)]
pub(crate) struct Env {
    #[command(flatten)]
    pub(crate) data: DataDir,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

#[derive(Subcommand)]
pub(crate) enum Api {
    /// Count the operations that are served and those that AWS has, per service
    Coverage {
        /// List every operation of this service
        service: Option<String>,
        #[command(flatten)]
        output: OutputOption,
    },
}

#[derive(Subcommand)]
pub(crate) enum State {
    /// Read everything that is stored and say whether it is whole
    Check {
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Write everything that is stored to one file, the registry's layers included
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
        /// Leave the registry's layers out: a restored registry then knows images that it cannot give out
        #[arg(long)]
        without_images: bool,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Fill a new or empty directory from a backup
    Restore {
        /// The backup to read
        file: PathBuf,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
}

#[derive(Subcommand)]
pub(crate) enum ImageCommand {
    /// Bring an image from its registry
    Pull {
        /// As a task definition names it: `busybox:1.36`, `host:5000/team/app@sha256:…`
        reference: String,
        /// Who to be for the registry
        #[arg(long)]
        user: Option<String>,
        /// Read the password from standard input
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Take images from a file or directory that `docker save`, skopeo or buildah wrote
    Load {
        file: PathBuf,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Make an image of the files of a root filesystem: a directory, or a tar archive
    Import {
        path: PathBuf,
        /// What to call it
        reference: String,
        /// What it runs where a task definition does not say; one option for each word
        #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
        command: Vec<String>,
        /// What stands before the command; one option for each word
        #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
        entry_point: Vec<String>,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// List the images that are here
    Ls {
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Forget names; an image goes with its last one, unless a container uses it
    Rm {
        #[arg(required = true)]
        references: Vec<String>,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
}

#[derive(Subcommand)]
pub(crate) enum NodeCommand {
    /// The tokens that machines join with
    #[command(subcommand)]
    Token(NodeToken),
    /// List the machines that have joined
    Ls {
        /// Only those of this cluster
        #[arg(long)]
        cluster: Option<String>,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Make this machine a container instance of a cluster, and run it
    Join {
        /// Where `longshore up --node-listen` listens
        #[arg(long, value_name = "HOST:PORT")]
        server: String,
        /// From `longshore node token create`
        #[arg(long, env = "LONGSHORE_JOIN_TOKEN", hide_env_values = true)]
        token: String,
        /// The cluster that the token is for
        #[arg(long)]
        cluster: Option<String>,
        #[command(flatten)]
        node: NodeRun,
    },
    /// Run this machine, which has joined before
    Run {
        #[command(flatten)]
        node: NodeRun,
    },
    /// Give a container instance no new tasks and have those of services replaced elsewhere
    Drain(Drain),
    /// Turn away a machine that has joined; its container instance stays until it is deregistered
    Rm {
        node_id: String,
        #[command(flatten)]
        data: DataDir,
    },
    /// Stop the tasks of this machine and take it out of its cluster
    Leave {
        /// Do not wait for its tasks to stop
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        data: DataDir,
    },
}

#[derive(Args)]
pub(crate) struct Drain {
    /// Its id or ARN
    pub(crate) instance: String,
    /// Its cluster [default: the ARN's, else `default`]
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    /// Wait until it has no tasks
    #[arg(long)]
    pub(crate) wait: bool,
    /// Give it tasks again
    #[arg(long, conflicts_with = "wait")]
    pub(crate) undo: bool,
    #[command(flatten)]
    pub(crate) data: DataDir,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

#[derive(Args)]
pub(crate) struct NodeRun {
    /// Attributes of the container instance, for placement
    #[arg(long, value_name = "NAME=VALUE,...")]
    pub(crate) attributes: Option<String>,
    /// Run FARGATE tasks too, of every cluster of the account and region
    #[arg(long)]
    pub(crate) fargate: bool,
    /// What runs containers
    #[arg(long, value_enum, default_value_t = Runtime::Embedded)]
    pub(crate) runtime: Runtime,
    #[command(flatten)]
    pub(crate) metadata: ContainerMetadata,
    #[command(flatten)]
    pub(crate) sharing: SharedImages,
    #[command(flatten)]
    pub(crate) data: DataDir,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub(crate) log_format: LogFormat,
    /// What to log: error, warn, info, debug or trace
    #[arg(long, default_value = "info", value_name = "LEVEL")]
    pub(crate) log_level: tracing::Level,
}

#[derive(Subcommand)]
pub(crate) enum NodeToken {
    /// Make a token and print it; it is not shown again
    Create {
        /// The cluster that machines join with it
        #[arg(long)]
        cluster: Option<String>,
        /// How long it can be used: 90s, 15m, 2h, 1d
        #[arg(long, default_value = "1h")]
        expires: String,
        /// How many machines can join with it; 0 is any number
        #[arg(long, default_value_t = 1)]
        uses: i32,
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// List tokens, without what lets a machine in
    Ls {
        #[command(flatten)]
        data: DataDir,
        #[command(flatten)]
        output: OutputOption,
    },
    /// Make a token useless; machines that have joined with it stay
    Rm {
        token_id: String,
        #[command(flatten)]
        data: DataDir,
    },
}

#[derive(Args)]
pub(crate) struct Ps {
    /// Only those of this cluster
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    /// Those that have stopped lately too
    #[arg(short, long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

#[derive(Args)]
pub(crate) struct Top {
    /// Only this cluster
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    /// How long to wait between two views: 1s, 15s, 2m
    #[arg(long, default_value = "1s", value_name = "TIME")]
    pub(crate) interval: String,
    /// Show one view and end
    #[arg(long)]
    pub(crate) once: bool,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

#[derive(Args)]
pub(crate) struct Logs {
    /// The task's id or ARN
    pub(crate) task: String,
    /// Its cluster, where only the id is given
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    /// Only this container
    #[arg(long)]
    pub(crate) container: Option<String>,
    /// Go on showing what is written
    #[arg(short, long)]
    pub(crate) follow: bool,
    /// At most so many of the last lines
    #[arg(long, value_name = "LINES")]
    pub(crate) tail: Option<u32>,
    /// Only what was written in the last 90s, 15m, 2h, 1d
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// Its ARN; or the id of a task or container instance, or the name of a service
    pub(crate) resource: String,
    /// Its cluster, where no ARN is given
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

#[derive(Args)]
pub(crate) struct Events {
    /// Only what came behind this one: a cursor, as every line begins with one
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
    /// Only events of this kind, such as `ECS Task State Change`
    #[arg(long, value_name = "TYPE")]
    pub(crate) detail_type: Option<String>,
    /// Go on showing what happens
    #[arg(short, long)]
    pub(crate) follow: bool,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}

#[derive(Args)]
#[command(after_help = "FILE holds one request or a list of them, each by its operation's name:\n  \
    {\"UpdateService\": {\"service\": \"web\", \"desiredCount\": 6}}\n\n\
    Requests are made in the order FILE, --register-task-definition, --create-service, --update-service, --run-task,\n\
    then machines drain, then machines are lost. Ends with 0 where everything becomes steady, with 2 where not.")]
pub(crate) struct Plan {
    /// Requests as JSON; `-` reads them from standard input
    pub(crate) file: Option<PathBuf>,
    /// What a new task definition is, as `aws ecs register-task-definition` takes it: JSON or file://PATH
    #[arg(long, value_name = "JSON")]
    pub(crate) register_task_definition: Vec<String>,
    /// The same of a new service
    #[arg(long, value_name = "JSON")]
    pub(crate) create_service: Vec<String>,
    /// The same of a service that changes
    #[arg(long, value_name = "JSON")]
    pub(crate) update_service: Vec<String>,
    /// The same of tasks to run
    #[arg(long, value_name = "JSON")]
    pub(crate) run_task: Vec<String>,
    /// A container instance that is to be left; may be given more than once
    #[arg(long, value_name = "INSTANCE")]
    pub(crate) drain: Vec<String>,
    /// A container instance whose machine dies; may be given more than once
    #[arg(long, value_name = "INSTANCE")]
    pub(crate) lose: Vec<String>,
    /// The cluster of those, where no ARN is given
    #[arg(long)]
    pub(crate) cluster: Option<String>,
    /// How long a task takes to start [default: as long as others of its family did, else 2s]
    #[arg(long, value_name = "TIME")]
    pub(crate) start: Option<String>,
    /// A family whose tasks fail to start, but for revisions that run now; or one revision of it
    #[arg(long, value_name = "FAMILY[:REVISION]")]
    pub(crate) failing: Vec<String>,
    /// For how long the change is played at most
    #[arg(long, value_name = "TIME", default_value = "2h")]
    pub(crate) horizon: String,
    #[command(flatten)]
    pub(crate) output: OutputOption,
    #[command(flatten)]
    pub(crate) data: DataDir,
}
