//! Generated from `models/serve.toml` by `cargo xtask codegen`; do not edit.

pub mod cloudwatch;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod elbv2;
pub mod events;
pub mod iam;
pub mod logs;
pub mod longshore;
pub mod route53;
pub mod scheduler;
pub mod sts;

/// Every service that has shapes.
pub static SERVICES: &[&crate::ServiceSchema] = &[
    &cloudwatch::SERVICE,
    &ec2::SERVICE,
    &ecr::SERVICE,
    &ecs::SERVICE,
    &elbv2::SERVICE,
    &events::SERVICE,
    &iam::SERVICE,
    &logs::SERVICE,
    &longshore::SERVICE,
    &route53::SERVICE,
    &scheduler::SERVICE,
    &sts::SERVICE,
];

/// Modelled patterns that are not checked: service, shape, pattern.
pub const PATTERNS_LEFT_OUT: &[(&str, &str, &str)] = &[(
    "scheduler",
    "Source",
    "(?=[/\\.\\-_A-Za-z0-9]+)((?!aws\\.).*)|(\\$(\\.[\\w_-]+(\\[(\\d+|\\*)\\])*)*)",
)];

/// One empty value of each structure, by service.
#[cfg(test)]
pub(crate) fn samples() -> Vec<(&'static str, Vec<Box<dyn crate::Structure>>)> {
    vec![
        ("cloudwatch", cloudwatch::samples()),
        ("ec2", ec2::samples()),
        ("ecr", ecr::samples()),
        ("ecs", ecs::samples()),
        ("elbv2", elbv2::samples()),
        ("events", events::samples()),
        ("iam", iam::samples()),
        ("logs", logs::samples()),
        ("longshore", longshore::samples()),
        ("route53", route53::samples()),
        ("scheduler", scheduler::samples()),
        ("sts", sts::samples()),
    ]
}
