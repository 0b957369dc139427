//! `longshore api coverage`: what is served of each AWS API, counted from the registry itself.
//!
//! Must not know: any operation.

use std::process::ExitCode;

use anyhow::{Result, bail};
use longshore_services::Registry;
use longshore_shapes::{SERVICES, ServiceSchema};
use serde_json::json;

use crate::cli::{Api, Output};
use crate::say::say;

pub(crate) fn run(options: &Api) -> Result<ExitCode> {
    let Api::Coverage { service, output } = options;
    let registry = crate::server::registry(None);
    match service {
        None => totals(&registry, output.output),
        Some(name) => operations(&registry, find(name)?, output.output),
    }
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<&'static ServiceSchema> {
    let found = SERVICES.iter().find(|service| service.name == name || service.signing_name == name);
    let Some(found) = found else {
        let names: Vec<_> = SERVICES.iter().map(|service| service.name).collect();
        bail!("there is no service '{name}'; the services are {}", names.join(", "));
    };
    Ok(found)
}

fn totals(registry: &Registry, output: Output) {
    let counted: Vec<_> = SERVICES
        .iter()
        .map(|service| (service, registry.served(service).len(), service.operations.len()))
        .collect();
    if output == Output::Json {
        let rows: Vec<_> = counted
            .iter()
            .map(|(service, served, known)| {
                json!({"service": service.name, "apiVersion": service.api_version, "served": served, "known": known})
            })
            .collect();
        say!("{}", json!({ "services": rows }));
        return;
    }
    say!("{:<14} {:>6} {:>6}", "SERVICE", "SERVED", "KNOWN");
    for (service, served, known) in counted {
        say!("{:<14} {served:>6} {known:>6}", service.name);
    }
    say!("\nList one service with `longshore api coverage SERVICE`.");
}

fn operations(registry: &Registry, service: &ServiceSchema, output: Output) {
    let served = registry.served(service);
    let rows = service.operations.iter().map(|operation| (operation.name, served.contains(&operation.name)));
    if output == Output::Json {
        let rows: Vec<_> = rows.map(|(name, served)| json!({"operation": name, "served": served})).collect();
        say!("{}", json!({ "service": service.name, "operations": rows }));
        return;
    }
    for (name, served) in rows {
        say!("{} {name}", if served { "served" } else { "  -   " });
    }
}
