//! `operations.rs` and `error.rs` of a service: what the router, the protocols and the handlers look up.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, bail};

use super::names;
use super::plan::{Plan, item};
use super::schemas::target;
use crate::model::{Http, Metadata, Model, Operation, Pagination};

pub(super) fn operations(plan: &Plan<'_>) -> Result<String> {
    let mut out = String::from(
        "use super::{error, schemas};\nuse crate::operation::{OperationName, OperationSchema, Pagination, Protocol, ServiceSchema};\n\n",
    );
    service(plan, &mut out)?;
    for (name, operation) in &plan.operations {
        operation_schema(plan, name, operation, &mut out)?;
    }
    out.push_str("\npub mod op {\n    crate::members::operation_types! {\n        super::SERVICE;\n");
    for (name, operation) in &plan.operations {
        let input = &plan.get(item(&operation.input)?)?.type_name;
        let output = &plan.get(item(&operation.output)?)?.type_name;
        let constant = names::constant(name);
        writeln!(out, "        {name}: super::super::{input} => super::super::{output}, super::{constant};")?;
    }
    out.push_str("    }\n}\n");
    Ok(out)
}

fn service(plan: &Plan<'_>, out: &mut String) -> Result<()> {
    let metadata = &plan.model.metadata;
    let protocols = metadata
        .protocols
        .iter()
        .map(|name| Ok(format!("Protocol::{}", protocol(name, metadata)?)))
        .collect::<Result<Vec<_>>>()?;
    writeln!(out, "pub static SERVICE: ServiceSchema = ServiceSchema {{")?;
    writeln!(out, "name: {:?},", plan.service)?;
    let signing_name = metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix);
    writeln!(out, "signing_name: {signing_name:?},")?;
    writeln!(out, "endpoint_prefix: {:?},", metadata.endpoint_prefix)?;
    writeln!(out, "api_version: {:?},", metadata.api_version)?;
    writeln!(out, "protocols: &[{}],", protocols.join(", "))?;
    writeln!(out, "target_prefix: {:?},", metadata.target_prefix.as_deref().unwrap_or_default())?;
    writeln!(out, "xml_namespace: {:?},", xml_namespace(plan.model))?;
    writeln!(out, "query_compatible: {},", metadata.aws_query_compatible.is_some())?;
    out.push_str("operations: &[\n");
    for (name, http) in all_operations(plan.model) {
        let schema = if plan.operations.contains_key(name) {
            format!("Some(&{})", names::constant(name))
        } else {
            "None".to_owned()
        };
        let (method, path) = (&http.method, &http.request_uri);
        if schema == "None" && method == "POST" && path == "/" {
            writeln!(out, "OperationName::named({name:?}),")?;
            continue;
        }
        writeln!(
            out,
            "OperationName {{ name: {name:?}, http_method: {method:?}, http_path: {path:?}, schema: {schema} }},"
        )?;
    }
    out.push_str("],\n};\n");
    Ok(())
}

/// Every operation of the model by name, with or without shapes.
fn all_operations(model: &Model) -> BTreeMap<&str, &Http> {
    let held = model.operations.iter().map(|(name, operation)| (name.as_str(), &operation.http));
    let others = model.other_operations.iter().map(|(name, http)| (name.as_str(), http));
    held.chain(others).collect()
}

/// The service's own, or the one its inputs agree on (restXml says it there).
fn xml_namespace(model: &Model) -> &str {
    if let Some(namespace) = &model.metadata.xml_namespace {
        return namespace;
    }
    let inputs = model.operations.values().filter_map(|operation| operation.input.as_ref());
    inputs
        .filter_map(|input| input.xml_namespace.as_ref())
        .map(|namespace| namespace.uri.as_str())
        .next()
        .unwrap_or_default()
}

fn protocol(name: &str, metadata: &Metadata) -> Result<&'static str> {
    Ok(match name {
        "json" if metadata.json_version.as_deref() == Some("1.0") => "AwsJson10",
        "json" => "AwsJson11",
        "query" => "AwsQuery",
        "ec2" => "Ec2Query",
        "rest-json" => "RestJson",
        "rest-xml" => "RestXml",
        "smithy-rpc-v2-cbor" => "RpcV2Cbor",
        other => bail!("we speak no protocol {other}"),
    })
}

fn operation_schema(plan: &Plan<'_>, name: &str, operation: &Operation, out: &mut String) -> Result<()> {
    let errors = operation
        .errors
        .iter()
        .map(|error| {
            let constant = plan.errors.get(error.shape.as_str()).context("an error without a name")?;
            Ok(format!("&error::{constant}"))
        })
        .collect::<Result<Vec<_>>>()?;
    let wrapper = operation.output.as_ref().and_then(|output| output.result_wrapper.as_ref());
    writeln!(out, "\nstatic {}: OperationSchema = OperationSchema {{", names::constant(name))?;
    writeln!(out, "name: {name:?},")?;
    writeln!(out, "http_method: {:?},", operation.http.method)?;
    writeln!(out, "http_path: {:?},", operation.http.request_uri)?;
    writeln!(out, "http_status: {},", operation.http.response_code.unwrap_or(200))?;
    writeln!(out, "input: &schemas::{},", target(plan, item(&operation.input)?)?)?;
    writeln!(out, "output: &schemas::{},", target(plan, item(&operation.output)?)?)?;
    writeln!(out, "result_wrapper: {wrapper:?},")?;
    writeln!(out, "errors: &[{}],", errors.join(", "))?;
    writeln!(out, "idempotent: {},", operation.idempotent)?;
    writeln!(out, "pagination: {},", pagination(operation.pagination.as_ref()))?;
    out.push_str("};\n");
    Ok(())
}

/// None too where a page is found by several tokens: no caller of ours follows those.
fn pagination(pagination: Option<&Pagination>) -> String {
    let Some(pagination) = pagination else { return "None".to_owned() };
    match (pagination.input_token.as_slice(), pagination.output_token.as_slice()) {
        ([input], [output]) => format!(
            "Some(Pagination {{ input_token: {input:?}, output_token: {output:?}, limit: {:?}, results: &{:?} }})",
            pagination.limit_key, pagination.result_key
        ),
        _ => "None".to_owned(),
    }
}

pub(super) fn errors(plan: &Plan<'_>) -> Result<String> {
    let mut out = String::from("use super::schemas;\nuse crate::error::{ErrorSchema, Fault};\n");
    for (name, constant) in &plan.errors {
        let shape = plan.model.shapes.get(*name).with_context(|| format!("no error {name}"))?;
        let facts = shape.error.as_ref();
        let code = facts.and_then(|facts| facts.code.as_deref()).filter(|code| code != name);
        let usual = if shape.fault { 500 } else { 400 };
        let status = facts.and_then(|facts| facts.http_status_code).unwrap_or(usual);
        let fault = if shape.fault || status >= 500 { "Server" } else { "Client" };
        let details = if shape.has_details() {
            format!("Some(&schemas::{})", target(plan, name)?)
        } else {
            "None".to_owned()
        };
        writeln!(out, "\npub static {constant}: ErrorSchema = ErrorSchema {{")?;
        writeln!(out, "name: {name:?},\nquery_code: {code:?},\nstatus: {status},")?;
        writeln!(out, "fault: Fault::{fault},\nshape: {details},\n}};")?;
    }
    Ok(out)
}
