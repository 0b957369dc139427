//! Values for any schema, so that a test goes over every operation of every service without its types.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

pub mod dynamic;
pub mod fill;

use longshore_shapes::{OperationSchema, Protocol, SERVICES, ServiceSchema};

/// Every operation that has shapes, in every protocol of its service.
pub fn operations() -> Vec<(&'static ServiceSchema, &'static OperationSchema, Protocol)> {
    let mut all = Vec::new();
    for service in SERVICES {
        for operation in service.operations.iter().filter_map(|operation| operation.schema) {
            all.extend(service.protocols.iter().map(|protocol| (*service, operation, *protocol)));
        }
    }
    all
}
