//! The command line, as data. Help texts are written here and nowhere else.
//!
//! Must not know: how a command does its work.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Write everything that is stored to one file
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
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
