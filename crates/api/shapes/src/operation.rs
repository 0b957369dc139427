//! What the model says of services and their operations.
//!
//! Must not know: which operations are built; the registry of handlers does.

use crate::error::ErrorSchema;
use crate::schema::Schema;
use crate::value::Structure;

/// A service as the model describes it.
#[derive(Debug)]
pub struct ServiceSchema {
    /// The name in a signature's scope: `ecs`, `elasticloadbalancing`.
    pub signing_name: &'static str,
    /// The start of the service's host name.
    pub endpoint_prefix: &'static str,
    /// Our name for it, and its folder in `models/`.
    pub name: &'static str,
    pub api_version: &'static str,
    /// Every protocol that clients use, the preferred one first.
    pub protocols: &'static [Protocol],
    /// The prefix of `X-Amz-Target`, and the service's name in rpcv2Cbor paths.
    pub target_prefix: &'static str,
    /// The `xmlns` of Query and XML answers.
    pub xml_namespace: &'static str,
    /// JSON and CBOR answers carry the Query code of an error beside its name.
    pub query_compatible: bool,
    /// Every operation the model knows, built or not, in alphabetical order.
    pub operations: &'static [OperationName],
}

/// An operation by name, with what is needed to route to it.
#[derive(Debug)]
pub struct OperationName {
    pub name: &'static str,
    pub http_method: &'static str,
    pub http_path: &'static str,
    /// Present where the shapes of the operation are generated.
    pub schema: Option<&'static OperationSchema>,
}

impl OperationName {
    /// An operation without shapes, of a protocol that sends every operation to one address.
    pub const fn named(name: &'static str) -> Self {
        Self { name, http_method: "POST", http_path: "/", schema: None }
    }
}

#[derive(Debug)]
pub struct OperationSchema {
    pub name: &'static str,
    pub http_method: &'static str,
    /// Path with labels, `/schedules/{Name}`.
    pub http_path: &'static str,
    /// The success status of the HTTP-bound protocols.
    pub http_status: u16,
    pub input: &'static Schema,
    pub output: &'static Schema,
    /// The element around a Query answer, where the model names one.
    pub result_wrapper: Option<&'static str>,
    pub errors: &'static [&'static ErrorSchema],
    pub idempotent: bool,
    pub pagination: Option<Pagination>,
}

/// How a list is read page by page: model names of the members.
#[derive(Debug, Clone, Copy)]
pub struct Pagination {
    pub input_token: &'static str,
    pub output_token: &'static str,
    pub limit: Option<&'static str>,
    pub results: &'static [&'static str],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    AwsJson10,
    AwsJson11,
    AwsQuery,
    Ec2Query,
    RestJson,
    RestXml,
    RpcV2Cbor,
}

/// An operation as a type: its input and output belong together.
pub trait Operation: 'static {
    type Input: Structure + Default;
    type Output: Structure + Default;
    const SERVICE: &'static ServiceSchema;
    const SCHEMA: &'static OperationSchema;
}
