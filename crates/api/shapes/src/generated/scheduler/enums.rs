//! Generated from `models/scheduler.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

crate::string_enum! {
    pub enum ActionAfterCompletion {
        None = "NONE",
        Delete = "DELETE",
    }
    pub enum AssignPublicIp {
        Enabled = "ENABLED",
        Disabled = "DISABLED",
    }
    pub enum FlexibleTimeWindowMode {
        Off = "OFF",
        Flexible = "FLEXIBLE",
    }
    pub enum LaunchType {
        Ec2 = "EC2",
        Fargate = "FARGATE",
        External = "EXTERNAL",
    }
    pub enum PlacementConstraintType {
        DistinctInstance = "distinctInstance",
        MemberOf = "memberOf",
    }
    pub enum PlacementStrategyType {
        Random = "random",
        Spread = "spread",
        Binpack = "binpack",
    }
    pub enum PropagateTags {
        TaskDefinition = "TASK_DEFINITION",
    }
    pub enum ScheduleState {
        Enabled = "ENABLED",
        Disabled = "DISABLED",
    }
}
