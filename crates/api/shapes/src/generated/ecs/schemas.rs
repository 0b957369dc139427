//! Generated from `models/ecs.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ACCELERATOR_COUNT_REQUEST: Schema = Schema {
    name: "AcceleratorCountRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ACCELERATOR_MANUFACTURER: Schema = Schema {
    name: "AcceleratorManufacturer",
    kind: Kind::Text { pattern: None, values: super::AcceleratorManufacturer::VALUES },
    limits: Limits::NONE,
};

pub static ACCELERATOR_MANUFACTURER_SET: Schema = Schema {
    name: "AcceleratorManufacturerSet",
    kind: Kind::List { member: &Member::required("member", &ACCELERATOR_MANUFACTURER) },
    limits: Limits::NONE,
};

pub static ACCELERATOR_NAME: Schema = Schema {
    name: "AcceleratorName",
    kind: Kind::Text { pattern: None, values: super::AcceleratorName::VALUES },
    limits: Limits::NONE,
};

pub static ACCELERATOR_NAME_SET: Schema = Schema {
    name: "AcceleratorNameSet",
    kind: Kind::List { member: &Member::required("member", &ACCELERATOR_NAME) },
    limits: Limits::NONE,
};

pub static ACCELERATOR_TOTAL_MEMORY_MIB_REQUEST: Schema = Schema {
    name: "AcceleratorTotalMemoryMiBRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ACCELERATOR_TYPE: Schema = Schema {
    name: "AcceleratorType",
    kind: Kind::Text { pattern: None, values: super::AcceleratorType::VALUES },
    limits: Limits::NONE,
};

pub static ACCELERATOR_TYPE_SET: Schema = Schema {
    name: "AcceleratorTypeSet",
    kind: Kind::List { member: &Member::required("member", &ACCELERATOR_TYPE) },
    limits: Limits::NONE,
};

pub static ACCESS_TYPE: Schema = Schema {
    name: "AccessType",
    kind: Kind::Text { pattern: None, values: super::AccessType::VALUES },
    limits: Limits::NONE,
};

pub static ACCESS_TYPE_LIST: Schema = Schema {
    name: "AccessTypeList",
    kind: Kind::List { member: &Member::required("member", &ACCESS_TYPE) },
    limits: Limits { min: Some(0.0), max: Some(2.0) },
};

pub static ADVANCED_CONFIGURATION: Schema = Schema {
    name: "AdvancedConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("alternateTargetGroupArn", &schema::TEXT),
            Member::optional("productionListenerRule", &schema::TEXT),
            Member::optional("testListenerRule", &schema::TEXT),
            Member::optional("roleArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AGENT_UPDATE_STATUS: Schema = Schema {
    name: "AgentUpdateStatus",
    kind: Kind::Text { pattern: None, values: super::AgentUpdateStatus::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_ALLOWED_INSTANCE_TYPE: Pattern = Pattern::new("[a-zA-Z0-9\\.\\*\\-]+");

pub static ALLOWED_INSTANCE_TYPE: Schema = Schema {
    name: "AllowedInstanceType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ALLOWED_INSTANCE_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(30.0) },
};

pub static ALLOWED_INSTANCE_TYPE_SET: Schema = Schema {
    name: "AllowedInstanceTypeSet",
    kind: Kind::List { member: &Member::required("member", &ALLOWED_INSTANCE_TYPE) },
    limits: Limits { min: Some(0.0), max: Some(400.0) },
};

pub static APPLICATION_PROTOCOL: Schema = Schema {
    name: "ApplicationProtocol",
    kind: Kind::Text { pattern: None, values: super::ApplicationProtocol::VALUES },
    limits: Limits::NONE,
};

pub static ASSIGN_PUBLIC_IP: Schema = Schema {
    name: "AssignPublicIp",
    kind: Kind::Text { pattern: None, values: super::AssignPublicIp::VALUES },
    limits: Limits::NONE,
};

pub static ASSOCIATE_GATEWAY_WITH_CLUSTER_REQUEST: Schema = Schema {
    name: "AssociateGatewayWithClusterRequest",
    kind: Kind::Structure {
        members: &[Member::required("gateway", &schema::TEXT), Member::required("cluster", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSOCIATE_GATEWAY_WITH_CLUSTER_RESPONSE: Schema = Schema {
    name: "AssociateGatewayWithClusterResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &GATEWAY_CLUSTER_ASSOCIATION_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ATTACHMENT: Schema = Schema {
    name: "Attachment",
    kind: Kind::Structure {
        members: &[
            Member::optional("id", &schema::TEXT),
            Member::optional("type", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("details", &ATTACHMENT_DETAILS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ATTACHMENT_DETAILS: Schema = Schema {
    name: "AttachmentDetails",
    kind: Kind::List { member: &Member::required("member", &KEY_VALUE_PAIR) },
    limits: Limits::NONE,
};

pub static ATTACHMENT_STATE_CHANGE: Schema = Schema {
    name: "AttachmentStateChange",
    kind: Kind::Structure {
        members: &[
            Member::required("attachmentArn", &schema::TEXT),
            Member::required("status", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ATTACHMENT_STATE_CHANGES: Schema = Schema {
    name: "AttachmentStateChanges",
    kind: Kind::List { member: &Member::required("member", &ATTACHMENT_STATE_CHANGE) },
    limits: Limits::NONE,
};

pub static ATTACHMENTS: Schema = Schema {
    name: "Attachments",
    kind: Kind::List { member: &Member::required("member", &ATTACHMENT) },
    limits: Limits::NONE,
};

pub static ATTESTATION_POLICY_STATUS: Schema = Schema {
    name: "AttestationPolicyStatus",
    kind: Kind::Text { pattern: None, values: super::AttestationPolicyStatus::VALUES },
    limits: Limits::NONE,
};

pub static ATTRIBUTE: Schema = Schema {
    name: "Attribute",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("value", &schema::TEXT),
            Member::optional("targetType", &TARGET_TYPE),
            Member::optional("targetId", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ATTRIBUTES: Schema = Schema {
    name: "Attributes",
    kind: Kind::List { member: &Member::required("member", &ATTRIBUTE) },
    limits: Limits::NONE,
};

pub static AUTO_REPAIR_ACTIONS_STATUS: Schema = Schema {
    name: "AutoRepairActionsStatus",
    kind: Kind::Text { pattern: None, values: super::AutoRepairActionsStatus::VALUES },
    limits: Limits::NONE,
};

pub static AUTO_REPAIR_CONFIGURATION: Schema = Schema {
    name: "AutoRepairConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("actionsStatus", &AUTO_REPAIR_ACTIONS_STATUS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AUTO_SCALING_GROUP_PROVIDER: Schema = Schema {
    name: "AutoScalingGroupProvider",
    kind: Kind::Structure {
        members: &[
            Member::required("autoScalingGroupArn", &schema::TEXT),
            Member::optional("managedScaling", &MANAGED_SCALING),
            Member::optional("managedTerminationProtection", &MANAGED_TERMINATION_PROTECTION),
            Member::optional("managedDraining", &MANAGED_DRAINING),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AUTO_SCALING_GROUP_PROVIDER_UPDATE: Schema = Schema {
    name: "AutoScalingGroupProviderUpdate",
    kind: Kind::Structure {
        members: &[
            Member::optional("managedScaling", &MANAGED_SCALING),
            Member::optional("managedTerminationProtection", &MANAGED_TERMINATION_PROTECTION),
            Member::optional("managedDraining", &MANAGED_DRAINING),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_REBALANCING: Schema = Schema {
    name: "AvailabilityZoneRebalancing",
    kind: Kind::Text { pattern: None, values: super::AvailabilityZoneRebalancing::VALUES },
    limits: Limits::NONE,
};

pub static AWS_VPC_CONFIGURATION: Schema = Schema {
    name: "AwsVpcConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("subnets", &STRING_LIST),
            Member::optional("securityGroups", &STRING_LIST),
            Member::optional("assignPublicIp", &ASSIGN_PUBLIC_IP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BARE_METAL: Schema = Schema {
    name: "BareMetal",
    kind: Kind::Text { pattern: None, values: super::BareMetal::VALUES },
    limits: Limits::NONE,
};

pub static BASELINE_EBS_BANDWIDTH_MBPS_REQUEST: Schema = Schema {
    name: "BaselineEbsBandwidthMbpsRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BURSTABLE_PERFORMANCE: Schema = Schema {
    name: "BurstablePerformance",
    kind: Kind::Text { pattern: None, values: super::BurstablePerformance::VALUES },
    limits: Limits::NONE,
};

pub static CPU_ARCHITECTURE: Schema = Schema {
    name: "CPUArchitecture",
    kind: Kind::Text { pattern: None, values: super::CPUArchitecture::VALUES },
    limits: Limits::NONE,
};

pub static CANARY_CONFIGURATION: Schema = Schema {
    name: "CanaryConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("canaryPercent", &schema::DOUBLE),
            Member::optional("canaryBakeTimeInMinutes", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CAPACITY_OPTION_TYPE: Schema = Schema {
    name: "CapacityOptionType",
    kind: Kind::Text { pattern: None, values: super::CapacityOptionType::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER: Schema = Schema {
    name: "CapacityProvider",
    kind: Kind::Structure {
        members: &[
            Member::optional("capacityProviderArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("status", &CAPACITY_PROVIDER_STATUS),
            Member::optional("autoScalingGroupProvider", &AUTO_SCALING_GROUP_PROVIDER),
            Member::optional("managedInstancesProvider", &MANAGED_INSTANCES_PROVIDER),
            Member::optional("updateStatus", &CAPACITY_PROVIDER_UPDATE_STATUS),
            Member::optional("updateStatusReason", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::optional("type", &CAPACITY_PROVIDER_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_FIELD: Schema = Schema {
    name: "CapacityProviderField",
    kind: Kind::Text { pattern: None, values: super::CapacityProviderField::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_FIELD_LIST: Schema = Schema {
    name: "CapacityProviderFieldList",
    kind: Kind::List { member: &Member::required("member", &CAPACITY_PROVIDER_FIELD) },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_STATUS: Schema = Schema {
    name: "CapacityProviderStatus",
    kind: Kind::Text { pattern: None, values: super::CapacityProviderStatus::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_STRATEGY: Schema = Schema {
    name: "CapacityProviderStrategy",
    kind: Kind::List { member: &Member::required("member", &CAPACITY_PROVIDER_STRATEGY_ITEM) },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM: Schema = Schema {
    name: "CapacityProviderStrategyItem",
    kind: Kind::Structure {
        members: &[
            Member::required("capacityProvider", &schema::TEXT),
            Member::optional("weight", &CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT),
            Member::optional("base", &CAPACITY_PROVIDER_STRATEGY_ITEM_BASE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM_BASE: Schema = Schema {
    name: "CapacityProviderStrategyItemBase",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(100000.0) },
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT: Schema = Schema {
    name: "CapacityProviderStrategyItemWeight",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(1000.0) },
};

pub static CAPACITY_PROVIDER_TYPE: Schema = Schema {
    name: "CapacityProviderType",
    kind: Kind::Text { pattern: None, values: super::CapacityProviderType::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_UPDATE_STATUS: Schema = Schema {
    name: "CapacityProviderUpdateStatus",
    kind: Kind::Text { pattern: None, values: super::CapacityProviderUpdateStatus::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDERS: Schema = Schema {
    name: "CapacityProviders",
    kind: Kind::List { member: &Member::required("member", &CAPACITY_PROVIDER) },
    limits: Limits::NONE,
};

pub static CAPACITY_RESERVATION_PREFERENCE: Schema = Schema {
    name: "CapacityReservationPreference",
    kind: Kind::Text { pattern: None, values: super::CapacityReservationPreference::VALUES },
    limits: Limits::NONE,
};

pub static CAPACITY_RESERVATION_REQUEST: Schema = Schema {
    name: "CapacityReservationRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("reservationGroupArn", &schema::TEXT),
            Member::optional("reservationPreference", &CAPACITY_RESERVATION_PREFERENCE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CLUSTER: Schema = Schema {
    name: "Cluster",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("clusterName", &schema::TEXT),
            Member::optional("configuration", &CLUSTER_CONFIGURATION),
            Member::optional("status", &schema::TEXT),
            Member::optional("registeredContainerInstancesCount", &schema::INTEGER),
            Member::optional("runningTasksCount", &schema::INTEGER),
            Member::optional("pendingTasksCount", &schema::INTEGER),
            Member::optional("activeServicesCount", &schema::INTEGER),
            Member::optional("statistics", &STATISTICS),
            Member::optional("tags", &TAGS),
            Member::optional("settings", &CLUSTER_SETTINGS),
            Member::optional("capacityProviders", &STRING_LIST),
            Member::optional("defaultCapacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("attachments", &ATTACHMENTS),
            Member::optional("attachmentsStatus", &schema::TEXT),
            Member::optional("serviceConnectDefaults", &CLUSTER_SERVICE_CONNECT_DEFAULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CLUSTER_CONFIGURATION: Schema = Schema {
    name: "ClusterConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("executeCommandConfiguration", &EXECUTE_COMMAND_CONFIGURATION),
            Member::optional("managedStorageConfiguration", &MANAGED_STORAGE_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CLUSTER_FIELD: Schema = Schema {
    name: "ClusterField",
    kind: Kind::Text { pattern: None, values: super::ClusterField::VALUES },
    limits: Limits::NONE,
};

pub static CLUSTER_FIELD_LIST: Schema = Schema {
    name: "ClusterFieldList",
    kind: Kind::List { member: &Member::required("member", &CLUSTER_FIELD) },
    limits: Limits::NONE,
};

pub static CLUSTER_SERVICE_CONNECT_DEFAULTS: Schema = Schema {
    name: "ClusterServiceConnectDefaults",
    kind: Kind::Structure { members: &[Member::optional("namespace", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static CLUSTER_SERVICE_CONNECT_DEFAULTS_REQUEST: Schema = Schema {
    name: "ClusterServiceConnectDefaultsRequest",
    kind: Kind::Structure { members: &[Member::required("namespace", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static CLUSTER_SETTING: Schema = Schema {
    name: "ClusterSetting",
    kind: Kind::Structure {
        members: &[Member::optional("name", &CLUSTER_SETTING_NAME), Member::optional("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CLUSTER_SETTING_NAME: Schema = Schema {
    name: "ClusterSettingName",
    kind: Kind::Text { pattern: None, values: super::ClusterSettingName::VALUES },
    limits: Limits::NONE,
};

pub static CLUSTER_SETTINGS: Schema = Schema {
    name: "ClusterSettings",
    kind: Kind::List { member: &Member::required("member", &CLUSTER_SETTING) },
    limits: Limits::NONE,
};

pub static CLUSTERS: Schema = Schema {
    name: "Clusters",
    kind: Kind::List { member: &Member::required("member", &CLUSTER) },
    limits: Limits::NONE,
};

pub static COMPATIBILITY: Schema = Schema {
    name: "Compatibility",
    kind: Kind::Text { pattern: None, values: super::Compatibility::VALUES },
    limits: Limits::NONE,
};

pub static COMPATIBILITY_LIST: Schema = Schema {
    name: "CompatibilityList",
    kind: Kind::List { member: &Member::required("member", &COMPATIBILITY) },
    limits: Limits::NONE,
};

pub static CONFLICT_EXCEPTION: Schema = Schema {
    name: "ConflictException",
    kind: Kind::Structure {
        members: &[
            Member::optional("resourceIds", &RESOURCE_IDS),
            Member::optional("message", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONNECTIVITY: Schema = Schema {
    name: "Connectivity",
    kind: Kind::Text { pattern: None, values: super::Connectivity::VALUES },
    limits: Limits::NONE,
};

pub static CONTAINER: Schema = Schema {
    name: "Container",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerArn", &schema::TEXT),
            Member::optional("taskArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("image", &schema::TEXT),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("runtimeId", &schema::TEXT),
            Member::optional("lastStatus", &schema::TEXT),
            Member::optional("exitCode", &schema::INTEGER),
            Member::optional("reason", &schema::TEXT),
            Member::optional("networkBindings", &NETWORK_BINDINGS),
            Member::optional("networkInterfaces", &NETWORK_INTERFACES),
            Member::optional("healthStatus", &HEALTH_STATUS),
            Member::optional("managedAgents", &MANAGED_AGENTS),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("memoryReservation", &schema::TEXT),
            Member::optional("gpuIds", &GPU_IDS),
            Member::optional("neuronDeviceIds", &NEURON_DEVICE_IDS),
            Member::optional("gpuSharingStrategy", &SHARING_STRATEGY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_CONDITION: Schema = Schema {
    name: "ContainerCondition",
    kind: Kind::Text { pattern: None, values: super::ContainerCondition::VALUES },
    limits: Limits::NONE,
};

pub static CONTAINER_DEFINITION: Schema = Schema {
    name: "ContainerDefinition",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("image", &schema::TEXT),
            Member {
                name: "repositoryCredentials",
                target: &REPOSITORY_CREDENTIALS,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("cpu", &schema::INTEGER),
            Member::optional("memory", &schema::INTEGER),
            Member::optional("memoryReservation", &schema::INTEGER),
            Member::optional("links", &STRING_LIST),
            Member::optional("portMappings", &PORT_MAPPING_LIST),
            Member::optional("essential", &schema::BOOLEAN),
            Member::optional("restartPolicy", &CONTAINER_RESTART_POLICY),
            Member::optional("entryPoint", &STRING_LIST),
            Member::optional("command", &STRING_LIST),
            Member {
                name: "environment",
                target: &ENVIRONMENT_VARIABLES,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("environmentFiles", &ENVIRONMENT_FILES),
            Member::optional("mountPoints", &MOUNT_POINT_LIST),
            Member::optional("volumesFrom", &VOLUME_FROM_LIST),
            Member::optional("linuxParameters", &LINUX_PARAMETERS),
            Member::optional("secrets", &SECRET_LIST),
            Member::optional("dependsOn", &CONTAINER_DEPENDENCIES),
            Member::optional("startTimeout", &schema::INTEGER),
            Member::optional("stopTimeout", &schema::INTEGER),
            Member::optional("versionConsistency", &VERSION_CONSISTENCY),
            Member::optional("hostname", &schema::TEXT),
            Member::optional("user", &schema::TEXT),
            Member::optional("workingDirectory", &schema::TEXT),
            Member::optional("disableNetworking", &schema::BOOLEAN),
            Member::optional("privileged", &schema::BOOLEAN),
            Member::optional("readonlyRootFilesystem", &schema::BOOLEAN),
            Member::optional("dnsServers", &STRING_LIST),
            Member::optional("dnsSearchDomains", &STRING_LIST),
            Member::optional("extraHosts", &HOST_ENTRY_LIST),
            Member::optional("dockerSecurityOptions", &STRING_LIST),
            Member::optional("interactive", &schema::BOOLEAN),
            Member::optional("pseudoTerminal", &schema::BOOLEAN),
            Member::optional("dockerLabels", &DOCKER_LABELS_MAP),
            Member::optional("ulimits", &ULIMIT_LIST),
            Member::optional("logConfiguration", &LOG_CONFIGURATION),
            Member::optional("healthCheck", &HEALTH_CHECK),
            Member::optional("systemControls", &SYSTEM_CONTROLS),
            Member::optional("resourceRequirements", &RESOURCE_REQUIREMENTS),
            Member::optional("firelensConfiguration", &FIRELENS_CONFIGURATION),
            Member::optional("credentialSpecs", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_DEFINITIONS: Schema = Schema {
    name: "ContainerDefinitions",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_DEFINITION) },
    limits: Limits::NONE,
};

pub static CONTAINER_DEPENDENCIES: Schema = Schema {
    name: "ContainerDependencies",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_DEPENDENCY) },
    limits: Limits::NONE,
};

pub static CONTAINER_DEPENDENCY: Schema = Schema {
    name: "ContainerDependency",
    kind: Kind::Structure {
        members: &[
            Member::required("containerName", &schema::TEXT),
            Member::required("condition", &CONTAINER_CONDITION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_IMAGE: Schema = Schema {
    name: "ContainerImage",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerName", &schema::TEXT),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("image", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_IMAGES: Schema = Schema {
    name: "ContainerImages",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_IMAGE) },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCE: Schema = Schema {
    name: "ContainerInstance",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerInstanceArn", &schema::TEXT),
            Member::optional("ec2InstanceId", &schema::TEXT),
            Member::optional("capacityProviderName", &schema::TEXT),
            Member::optional("version", &schema::LONG),
            Member::optional("versionInfo", &VERSION_INFO),
            Member::optional("remainingResources", &RESOURCES),
            Member::optional("registeredResources", &RESOURCES),
            Member::optional("status", &schema::TEXT),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("agentConnected", &schema::BOOLEAN),
            Member::optional("runningTasksCount", &schema::INTEGER),
            Member::optional("pendingTasksCount", &schema::INTEGER),
            Member::optional("agentUpdateStatus", &AGENT_UPDATE_STATUS),
            Member::optional("attributes", &ATTRIBUTES),
            Member::optional("registeredAt", &schema::TIMESTAMP),
            Member::optional("attachments", &ATTACHMENTS),
            Member::optional("tags", &TAGS),
            Member::optional("healthStatus", &CONTAINER_INSTANCE_HEALTH_STATUS),
            Member::optional("gpuDevices", &GPU_DEVICES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCE_FIELD: Schema = Schema {
    name: "ContainerInstanceField",
    kind: Kind::Text { pattern: None, values: super::ContainerInstanceField::VALUES },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCE_FIELD_LIST: Schema = Schema {
    name: "ContainerInstanceFieldList",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_INSTANCE_FIELD) },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCE_HEALTH_STATUS: Schema = Schema {
    name: "ContainerInstanceHealthStatus",
    kind: Kind::Structure {
        members: &[
            Member::optional("overallStatus", &INSTANCE_HEALTH_CHECK_STATE),
            Member::optional("details", &INSTANCE_HEALTH_CHECK_RESULT_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCE_STATUS: Schema = Schema {
    name: "ContainerInstanceStatus",
    kind: Kind::Text { pattern: None, values: super::ContainerInstanceStatus::VALUES },
    limits: Limits::NONE,
};

pub static CONTAINER_INSTANCES: Schema = Schema {
    name: "ContainerInstances",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_INSTANCE) },
    limits: Limits::NONE,
};

pub static CONTAINER_OVERRIDE: Schema = Schema {
    name: "ContainerOverride",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("command", &STRING_LIST),
            Member {
                name: "environment",
                target: &ENVIRONMENT_VARIABLES,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("environmentFiles", &ENVIRONMENT_FILES),
            Member::optional("cpu", &schema::INTEGER),
            Member::optional("memory", &schema::INTEGER),
            Member::optional("memoryReservation", &schema::INTEGER),
            Member::optional("resourceRequirements", &RESOURCE_REQUIREMENTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_OVERRIDES: Schema = Schema {
    name: "ContainerOverrides",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_OVERRIDE) },
    limits: Limits::NONE,
};

pub static CONTAINER_RESTART_POLICY: Schema = Schema {
    name: "ContainerRestartPolicy",
    kind: Kind::Structure {
        members: &[
            Member::required("enabled", &schema::BOOLEAN),
            Member::optional("ignoredExitCodes", &INTEGER_LIST),
            Member::optional("restartAttemptPeriod", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_STATE_CHANGE: Schema = Schema {
    name: "ContainerStateChange",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerName", &schema::TEXT),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("runtimeId", &schema::TEXT),
            Member::optional("exitCode", &schema::INTEGER),
            Member::optional("networkBindings", &NETWORK_BINDINGS),
            Member::optional("reason", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTAINER_STATE_CHANGES: Schema = Schema {
    name: "ContainerStateChanges",
    kind: Kind::List { member: &Member::required("member", &CONTAINER_STATE_CHANGE) },
    limits: Limits::NONE,
};

pub static CONTAINERS: Schema = Schema {
    name: "Containers",
    kind: Kind::List { member: &Member::required("member", &CONTAINER) },
    limits: Limits::NONE,
};

pub static CONTINUE_SERVICE_DEPLOYMENT_REQUEST: Schema = Schema {
    name: "ContinueServiceDeploymentRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("serviceDeploymentArn", &schema::TEXT),
            Member::required("hookId", &schema::TEXT),
            Member::optional("action", &DEPLOYMENT_LIFECYCLE_HOOK_ACTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CONTINUE_SERVICE_DEPLOYMENT_RESPONSE: Schema = Schema {
    name: "ContinueServiceDeploymentResponse",
    kind: Kind::Structure {
        members: &[Member::optional("serviceDeploymentArn", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CPU_MANUFACTURER: Schema = Schema {
    name: "CpuManufacturer",
    kind: Kind::Text { pattern: None, values: super::CpuManufacturer::VALUES },
    limits: Limits::NONE,
};

pub static CPU_MANUFACTURER_SET: Schema = Schema {
    name: "CpuManufacturerSet",
    kind: Kind::List { member: &Member::required("member", &CPU_MANUFACTURER) },
    limits: Limits::NONE,
};

pub static CREATE_CAPACITY_PROVIDER_REQUEST: Schema = Schema {
    name: "CreateCapacityProviderRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("autoScalingGroupProvider", &AUTO_SCALING_GROUP_PROVIDER),
            Member::optional("managedInstancesProvider", &CREATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION),
            Member::optional("tags", &TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_CAPACITY_PROVIDER_RESPONSE: Schema = Schema {
    name: "CreateCapacityProviderResponse",
    kind: Kind::Structure {
        members: &[Member::optional("capacityProvider", &CAPACITY_PROVIDER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_CLUSTER_REQUEST: Schema = Schema {
    name: "CreateClusterRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusterName", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::optional("settings", &CLUSTER_SETTINGS),
            Member::optional("configuration", &CLUSTER_CONFIGURATION),
            Member::optional("capacityProviders", &STRING_LIST),
            Member::optional("defaultCapacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("serviceConnectDefaults", &CLUSTER_SERVICE_CONNECT_DEFAULTS_REQUEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_CLUSTER_RESPONSE: Schema = Schema {
    name: "CreateClusterResponse",
    kind: Kind::Structure { members: &[Member::optional("cluster", &CLUSTER)], union: false },
    limits: Limits::NONE,
};

pub static CREATE_DAEMON_REQUEST: Schema = Schema {
    name: "CreateDaemonRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("daemonName", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::required("daemonTaskDefinitionArn", &schema::TEXT),
            Member::required("capacityProviderArns", &STRING_LIST),
            Member::optional("deploymentConfiguration", &DAEMON_DEPLOYMENT_CONFIGURATION),
            Member::optional("tags", &TAGS),
            Member::optional("propagateTags", &DAEMON_PROPAGATE_TAGS),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("clientToken", &schema::TEXT),
            Member::optional("critical", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_DAEMON_RESPONSE: Schema = Schema {
    name: "CreateDaemonResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("status", &DAEMON_STATUS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("deploymentArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_EXPRESS_GATEWAY_SERVICE_REQUEST: Schema = Schema {
    name: "CreateExpressGatewayServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::required("infrastructureRoleArn", &schema::TEXT),
            Member::optional("serviceName", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("healthCheckPath", &schema::TEXT),
            Member::optional("primaryContainer", &EXPRESS_GATEWAY_CONTAINER),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("networkConfiguration", &EXPRESS_GATEWAY_SERVICE_NETWORK_CONFIGURATION),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("cpuArchitecture", &EXPRESS_CPU_ARCHITECTURE),
            Member::optional("scalingTarget", &EXPRESS_GATEWAY_SCALING_TARGET),
            Member::optional("tags", &TAGS),
            Member::optional("taskDefinitionArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_EXPRESS_GATEWAY_SERVICE_RESPONSE: Schema = Schema {
    name: "CreateExpressGatewayServiceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("service", &ECS_EXPRESS_GATEWAY_SERVICE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_GATEWAY_REQUEST: Schema = Schema {
    name: "CreateGatewayRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::required("infrastructureRoleArn", &schema::TEXT),
            Member {
                name: "clientToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { idempotency_token: true, ..*Names::PLAIN },
            },
            Member::optional("deletionProtection", &schema::BOOLEAN),
            Member::required("configuration", &GATEWAY_CONFIGURATION),
            Member::optional("tags", &TAGS),
            Member::optional("propagateTags", &PROPAGATE_GATEWAY_TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_GATEWAY_RESPONSE: Schema = Schema {
    name: "CreateGatewayResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("status", &GATEWAY_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION: Schema = Schema {
    name: "CreateManagedInstancesProviderConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("infrastructureRoleArn", &schema::TEXT),
            Member::required("instanceLaunchTemplate", &INSTANCE_LAUNCH_TEMPLATE),
            Member::optional("propagateTags", &PROPAGATE_MI_TAGS),
            Member::optional("infrastructureOptimization", &INFRASTRUCTURE_OPTIMIZATION),
            Member::optional("autoRepairConfiguration", &AUTO_REPAIR_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_SERVICE_REQUEST: Schema = Schema {
    name: "CreateServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("serviceName", &schema::TEXT),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("availabilityZoneRebalancing", &AVAILABILITY_ZONE_REBALANCING),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("desiredCount", &schema::INTEGER),
            Member::optional("clientToken", &schema::TEXT),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("role", &schema::TEXT),
            Member::optional("deploymentConfiguration", &DEPLOYMENT_CONFIGURATION),
            Member::optional("placementConstraints", &PLACEMENT_CONSTRAINTS),
            Member::optional("placementStrategy", &PLACEMENT_STRATEGIES),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("healthCheckGracePeriodSeconds", &schema::INTEGER),
            Member::optional("schedulingStrategy", &SCHEDULING_STRATEGY),
            Member::optional("deploymentController", &DEPLOYMENT_CONTROLLER),
            Member::optional("tags", &TAGS),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("serviceConnectConfiguration", &SERVICE_CONNECT_CONFIGURATION),
            Member::optional("volumeConfigurations", &SERVICE_VOLUME_CONFIGURATIONS),
            Member::optional("vpcLatticeConfigurations", &VPC_LATTICE_CONFIGURATIONS),
            Member::optional("gatewayConnectors", &GATEWAY_CONNECTOR_LIST),
            Member::optional("monitoring", &MONITORING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_SERVICE_RESPONSE: Schema = Schema {
    name: "CreateServiceResponse",
    kind: Kind::Structure { members: &[Member::optional("service", &SERVICE)], union: false },
    limits: Limits::NONE,
};

pub static CREATE_TASK_SET_REQUEST: Schema = Schema {
    name: "CreateTaskSetRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("service", &schema::TEXT),
            Member::required("cluster", &schema::TEXT),
            Member::optional("externalId", &schema::TEXT),
            Member::required("taskDefinition", &schema::TEXT),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("scale", &SCALE),
            Member::optional("clientToken", &schema::TEXT),
            Member::optional("tags", &TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_TASK_SET_RESPONSE: Schema = Schema {
    name: "CreateTaskSetResponse",
    kind: Kind::Structure { members: &[Member::optional("taskSet", &TASK_SET)], union: false },
    limits: Limits::NONE,
};

pub static CREATED_AT: Schema = Schema {
    name: "CreatedAt",
    kind: Kind::Structure {
        members: &[
            Member::optional("before", &schema::TIMESTAMP),
            Member::optional("after", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_ALARM_CONFIGURATION: Schema = Schema {
    name: "DaemonAlarmConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("alarmNames", &STRING_LIST),
            Member::optional("enable", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_CAPACITY_PROVIDER: Schema = Schema {
    name: "DaemonCapacityProvider",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("runningCount", &schema::INTEGER),
            Member::optional("withoutDaemonCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_CAPACITY_PROVIDER_LIST: Schema = Schema {
    name: "DaemonCapacityProviderList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_CAPACITY_PROVIDER) },
    limits: Limits::NONE,
};

pub static DAEMON_CIRCUIT_BREAKER: Schema = Schema {
    name: "DaemonCircuitBreaker",
    kind: Kind::Structure {
        members: &[
            Member::optional("failureCount", &schema::INTEGER),
            Member::optional("status", &DAEMON_DEPLOYMENT_ROLLBACK_MONITORS_STATUS),
            Member::optional("threshold", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_CONTAINER_DEFINITION: Schema = Schema {
    name: "DaemonContainerDefinition",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::required("image", &schema::TEXT),
            Member::optional("memory", &schema::INTEGER),
            Member::optional("memoryReservation", &schema::INTEGER),
            Member {
                name: "repositoryCredentials",
                target: &REPOSITORY_CREDENTIALS,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("healthCheck", &HEALTH_CHECK),
            Member::optional("cpu", &schema::INTEGER),
            Member::optional("essential", &schema::BOOLEAN),
            Member::optional("entryPoint", &STRING_LIST),
            Member::optional("command", &STRING_LIST),
            Member::optional("workingDirectory", &schema::TEXT),
            Member::optional("environmentFiles", &ENVIRONMENT_FILES),
            Member {
                name: "environment",
                target: &ENVIRONMENT_VARIABLES,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("secrets", &SECRET_LIST),
            Member::optional("readonlyRootFilesystem", &schema::BOOLEAN),
            Member::optional("mountPoints", &MOUNT_POINT_LIST),
            Member::optional("logConfiguration", &LOG_CONFIGURATION),
            Member::optional("firelensConfiguration", &FIRELENS_CONFIGURATION),
            Member::optional("privileged", &schema::BOOLEAN),
            Member::optional("user", &schema::TEXT),
            Member::optional("ulimits", &ULIMIT_LIST),
            Member::optional("linuxParameters", &DAEMON_LINUX_PARAMETERS),
            Member::optional("dependsOn", &CONTAINER_DEPENDENCIES),
            Member::optional("startTimeout", &schema::INTEGER),
            Member::optional("stopTimeout", &schema::INTEGER),
            Member::optional("systemControls", &SYSTEM_CONTROLS),
            Member::optional("interactive", &schema::BOOLEAN),
            Member::optional("pseudoTerminal", &schema::BOOLEAN),
            Member::optional("restartPolicy", &CONTAINER_RESTART_POLICY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_CONTAINER_DEFINITION_LIST: Schema = Schema {
    name: "DaemonContainerDefinitionList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_CONTAINER_DEFINITION) },
    limits: Limits::NONE,
};

pub static DAEMON_CONTAINER_IMAGE: Schema = Schema {
    name: "DaemonContainerImage",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerName", &schema::TEXT),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("image", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_CONTAINER_IMAGES: Schema = Schema {
    name: "DaemonContainerImages",
    kind: Kind::List { member: &Member::required("member", &DAEMON_CONTAINER_IMAGE) },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT: Schema = Schema {
    name: "DaemonDeployment",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonDeploymentArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &DAEMON_DEPLOYMENT_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("targetDaemonRevision", &DAEMON_DEPLOYMENT_REVISION_DETAIL),
            Member::optional("sourceDaemonRevisions", &DAEMON_DEPLOYMENT_REVISION_DETAIL_LIST),
            Member::optional("circuitBreaker", &DAEMON_CIRCUIT_BREAKER),
            Member::optional("alarms", &DAEMON_DEPLOYMENT_ALARMS),
            Member::optional("rollback", &DAEMON_ROLLBACK),
            Member::optional("deploymentConfiguration", &DAEMON_DEPLOYMENT_CONFIGURATION),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("stoppedAt", &schema::TIMESTAMP),
            Member::optional("finishedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_ALARMS: Schema = Schema {
    name: "DaemonDeploymentAlarms",
    kind: Kind::Structure {
        members: &[
            Member::optional("status", &DAEMON_DEPLOYMENT_ROLLBACK_MONITORS_STATUS),
            Member::optional("alarmNames", &STRING_LIST),
            Member::optional("triggeredAlarmNames", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_CAPACITY_PROVIDER: Schema = Schema {
    name: "DaemonDeploymentCapacityProvider",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("runningInstanceCount", &schema::INTEGER),
            Member::optional("withoutDaemonInstanceCount", &schema::INTEGER),
            Member::optional("drainingInstanceCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_CAPACITY_PROVIDER_LIST: Schema = Schema {
    name: "DaemonDeploymentCapacityProviderList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_DEPLOYMENT_CAPACITY_PROVIDER) },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_CONFIGURATION: Schema = Schema {
    name: "DaemonDeploymentConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("drainPercent", &DAEMON_DRAIN_PERCENT),
            Member::optional("alarms", &DAEMON_ALARM_CONFIGURATION),
            Member::optional("bakeTimeInMinutes", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_LIST: Schema = Schema {
    name: "DaemonDeploymentList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_DEPLOYMENT) },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_REVISION_DETAIL: Schema = Schema {
    name: "DaemonDeploymentRevisionDetail",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("capacityProviders", &DAEMON_DEPLOYMENT_CAPACITY_PROVIDER_LIST),
            Member::optional("totalRunningInstanceCount", &schema::INTEGER),
            Member::optional("totalWithoutDaemonInstanceCount", &schema::INTEGER),
            Member::optional("totalDrainingInstanceCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_REVISION_DETAIL_LIST: Schema = Schema {
    name: "DaemonDeploymentRevisionDetailList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_DEPLOYMENT_REVISION_DETAIL) },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_ROLLBACK_MONITORS_STATUS: Schema = Schema {
    name: "DaemonDeploymentRollbackMonitorsStatus",
    kind: Kind::Text { pattern: None, values: super::DaemonDeploymentRollbackMonitorsStatus::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_STATUS: Schema = Schema {
    name: "DaemonDeploymentStatus",
    kind: Kind::Text { pattern: None, values: super::DaemonDeploymentStatus::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_STATUS_LIST: Schema = Schema {
    name: "DaemonDeploymentStatusList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_DEPLOYMENT_STATUS) },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_SUMMARY: Schema = Schema {
    name: "DaemonDeploymentSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonDeploymentArn", &schema::TEXT),
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &DAEMON_DEPLOYMENT_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("targetDaemonRevisionArn", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("stoppedAt", &schema::TIMESTAMP),
            Member::optional("finishedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DEPLOYMENT_SUMMARY_LIST: Schema = Schema {
    name: "DaemonDeploymentSummaryList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_DEPLOYMENT_SUMMARY) },
    limits: Limits::NONE,
};

pub static DAEMON_DETAIL: Schema = Schema {
    name: "DaemonDetail",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &DAEMON_STATUS),
            Member::optional("currentRevisions", &DAEMON_REVISION_DETAIL_LIST),
            Member::optional("deploymentArn", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_DRAIN_PERCENT: Schema = Schema {
    name: "DaemonDrainPercent",
    kind: Kind::Double,
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static DAEMON_IPC_MODE: Schema = Schema {
    name: "DaemonIpcMode",
    kind: Kind::Text { pattern: None, values: super::DaemonIpcMode::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_LINUX_PARAMETERS: Schema = Schema {
    name: "DaemonLinuxParameters",
    kind: Kind::Structure {
        members: &[
            Member::optional("capabilities", &KERNEL_CAPABILITIES),
            Member::optional("devices", &DEVICES_LIST),
            Member::optional("initProcessEnabled", &schema::BOOLEAN),
            Member::optional("tmpfs", &TMPFS_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_PID_MODE: Schema = Schema {
    name: "DaemonPidMode",
    kind: Kind::Text { pattern: None, values: super::DaemonPidMode::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_PROPAGATE_TAGS: Schema = Schema {
    name: "DaemonPropagateTags",
    kind: Kind::Text { pattern: None, values: super::DaemonPropagateTags::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_REVISION: Schema = Schema {
    name: "DaemonRevision",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonRevisionArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("daemonTaskDefinitionArn", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("containerImages", &DAEMON_CONTAINER_IMAGES),
            Member::optional("propagateTags", &DAEMON_PROPAGATE_TAGS),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("critical", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_REVISION_DETAIL: Schema = Schema {
    name: "DaemonRevisionDetail",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("capacityProviders", &DAEMON_CAPACITY_PROVIDER_LIST),
            Member::optional("totalRunningCount", &schema::INTEGER),
            Member::optional("totalWithoutDaemonCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_REVISION_DETAIL_LIST: Schema = Schema {
    name: "DaemonRevisionDetailList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_REVISION_DETAIL) },
    limits: Limits::NONE,
};

pub static DAEMON_REVISIONS: Schema = Schema {
    name: "DaemonRevisions",
    kind: Kind::List { member: &Member::required("member", &DAEMON_REVISION) },
    limits: Limits::NONE,
};

pub static DAEMON_ROLLBACK: Schema = Schema {
    name: "DaemonRollback",
    kind: Kind::Structure {
        members: &[
            Member::optional("reason", &schema::TEXT),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("rollbackTargetDaemonRevisionArn", &schema::TEXT),
            Member::optional("rollbackCapacityProviders", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_STATUS: Schema = Schema {
    name: "DaemonStatus",
    kind: Kind::Text { pattern: None, values: super::DaemonStatus::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_SUMMARIES_LIST: Schema = Schema {
    name: "DaemonSummariesList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_SUMMARY) },
    limits: Limits::NONE,
};

pub static DAEMON_SUMMARY: Schema = Schema {
    name: "DaemonSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("status", &DAEMON_STATUS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION: Schema = Schema {
    name: "DaemonTaskDefinition",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonTaskDefinitionArn", &schema::TEXT),
            Member::optional("family", &schema::TEXT),
            Member::optional("revision", &schema::INTEGER),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("containerDefinitions", &DAEMON_CONTAINER_DEFINITION_LIST),
            Member::optional("volumes", &DAEMON_VOLUME_LIST),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("status", &DAEMON_TASK_DEFINITION_STATUS),
            Member::optional("registeredAt", &schema::TIMESTAMP),
            Member::optional("deleteRequestedAt", &schema::TIMESTAMP),
            Member::optional("registeredBy", &schema::TEXT),
            Member::optional("pidMode", &DAEMON_PID_MODE),
            Member::optional("ipcMode", &DAEMON_IPC_MODE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION_REVISION_FILTER: Schema = Schema {
    name: "DaemonTaskDefinitionRevisionFilter",
    kind: Kind::Text { pattern: None, values: super::DaemonTaskDefinitionRevisionFilter::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION_STATUS: Schema = Schema {
    name: "DaemonTaskDefinitionStatus",
    kind: Kind::Text { pattern: None, values: super::DaemonTaskDefinitionStatus::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION_STATUS_FILTER: Schema = Schema {
    name: "DaemonTaskDefinitionStatusFilter",
    kind: Kind::Text { pattern: None, values: super::DaemonTaskDefinitionStatusFilter::VALUES },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION_SUMMARIES: Schema = Schema {
    name: "DaemonTaskDefinitionSummaries",
    kind: Kind::List { member: &Member::required("member", &DAEMON_TASK_DEFINITION_SUMMARY) },
    limits: Limits::NONE,
};

pub static DAEMON_TASK_DEFINITION_SUMMARY: Schema = Schema {
    name: "DaemonTaskDefinitionSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("registeredAt", &schema::TIMESTAMP),
            Member::optional("registeredBy", &schema::TEXT),
            Member::optional("deleteRequestedAt", &schema::TIMESTAMP),
            Member::optional("status", &DAEMON_TASK_DEFINITION_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_VOLUME: Schema = Schema {
    name: "DaemonVolume",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("host", &HOST_VOLUME_PROPERTIES),
            Member::optional("logDriverVolumeConfiguration", &LOG_DRIVER_VOLUME_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DAEMON_VOLUME_LIST: Schema = Schema {
    name: "DaemonVolumeList",
    kind: Kind::List { member: &Member::required("member", &DAEMON_VOLUME) },
    limits: Limits::NONE,
};

pub static DELETE_ACCOUNT_SETTING_REQUEST: Schema = Schema {
    name: "DeleteAccountSettingRequest",
    kind: Kind::Structure {
        members: &[Member::required("name", &SETTING_NAME), Member::optional("principalArn", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_ACCOUNT_SETTING_RESPONSE: Schema = Schema {
    name: "DeleteAccountSettingResponse",
    kind: Kind::Structure { members: &[Member::optional("setting", &SETTING)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_ATTRIBUTES_REQUEST: Schema = Schema {
    name: "DeleteAttributesRequest",
    kind: Kind::Structure {
        members: &[Member::optional("cluster", &schema::TEXT), Member::required("attributes", &ATTRIBUTES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_ATTRIBUTES_RESPONSE: Schema = Schema {
    name: "DeleteAttributesResponse",
    kind: Kind::Structure { members: &[Member::optional("attributes", &ATTRIBUTES)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_CAPACITY_PROVIDER_REQUEST: Schema = Schema {
    name: "DeleteCapacityProviderRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("capacityProvider", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_CAPACITY_PROVIDER_RESPONSE: Schema = Schema {
    name: "DeleteCapacityProviderResponse",
    kind: Kind::Structure {
        members: &[Member::optional("capacityProvider", &CAPACITY_PROVIDER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_CLUSTER_REQUEST: Schema = Schema {
    name: "DeleteClusterRequest",
    kind: Kind::Structure { members: &[Member::required("cluster", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_CLUSTER_RESPONSE: Schema = Schema {
    name: "DeleteClusterResponse",
    kind: Kind::Structure { members: &[Member::optional("cluster", &CLUSTER)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_DAEMON_REQUEST: Schema = Schema {
    name: "DeleteDaemonRequest",
    kind: Kind::Structure { members: &[Member::required("daemonArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_DAEMON_RESPONSE: Schema = Schema {
    name: "DeleteDaemonResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("status", &DAEMON_STATUS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("deploymentArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_DAEMON_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "DeleteDaemonTaskDefinitionRequest",
    kind: Kind::Structure {
        members: &[Member::required("daemonTaskDefinition", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_DAEMON_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "DeleteDaemonTaskDefinitionResponse",
    kind: Kind::Structure {
        members: &[Member::optional("daemonTaskDefinitionArn", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_EXPRESS_GATEWAY_SERVICE_REQUEST: Schema = Schema {
    name: "DeleteExpressGatewayServiceRequest",
    kind: Kind::Structure { members: &[Member::required("serviceArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_EXPRESS_GATEWAY_SERVICE_RESPONSE: Schema = Schema {
    name: "DeleteExpressGatewayServiceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("service", &ECS_EXPRESS_GATEWAY_SERVICE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_GATEWAY_REQUEST: Schema = Schema {
    name: "DeleteGatewayRequest",
    kind: Kind::Structure { members: &[Member::required("gateway", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_GATEWAY_RESPONSE: Schema = Schema {
    name: "DeleteGatewayResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("status", &GATEWAY_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_SERVICE_REQUEST: Schema = Schema {
    name: "DeleteServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::optional("force", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_SERVICE_RESPONSE: Schema = Schema {
    name: "DeleteServiceResponse",
    kind: Kind::Structure { members: &[Member::optional("service", &SERVICE)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_TASK_DEFINITIONS_REQUEST: Schema = Schema {
    name: "DeleteTaskDefinitionsRequest",
    kind: Kind::Structure { members: &[Member::required("taskDefinitions", &STRING_LIST)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_TASK_DEFINITIONS_RESPONSE: Schema = Schema {
    name: "DeleteTaskDefinitionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("taskDefinitions", &TASK_DEFINITION_LIST),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_TASK_SET_REQUEST: Schema = Schema {
    name: "DeleteTaskSetRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::required("taskSet", &schema::TEXT),
            Member::optional("force", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_TASK_SET_RESPONSE: Schema = Schema {
    name: "DeleteTaskSetResponse",
    kind: Kind::Structure { members: &[Member::optional("taskSet", &TASK_SET)], union: false },
    limits: Limits::NONE,
};

pub static DEPLOYMENT: Schema = Schema {
    name: "Deployment",
    kind: Kind::Structure {
        members: &[
            Member::optional("id", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("desiredCount", &schema::INTEGER),
            Member::optional("pendingCount", &schema::INTEGER),
            Member::optional("runningCount", &schema::INTEGER),
            Member::optional("failedTasks", &schema::INTEGER),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("platformFamily", &schema::TEXT),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("rolloutState", &DEPLOYMENT_ROLLOUT_STATE),
            Member::optional("rolloutStateReason", &schema::TEXT),
            Member::optional("serviceConnectConfiguration", &SERVICE_CONNECT_CONFIGURATION),
            Member::optional("serviceConnectResources", &SERVICE_CONNECT_SERVICE_RESOURCE_LIST),
            Member::optional("volumeConfigurations", &SERVICE_VOLUME_CONFIGURATIONS),
            Member::optional("fargateEphemeralStorage", &DEPLOYMENT_EPHEMERAL_STORAGE),
            Member::optional("vpcLatticeConfigurations", &VPC_LATTICE_CONFIGURATIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_ALARMS: Schema = Schema {
    name: "DeploymentAlarms",
    kind: Kind::Structure {
        members: &[
            Member::required("alarmNames", &STRING_LIST),
            Member::required("rollback", &schema::BOOLEAN),
            Member::required("enable", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_CIRCUIT_BREAKER: Schema = Schema {
    name: "DeploymentCircuitBreaker",
    kind: Kind::Structure {
        members: &[
            Member::required("enable", &schema::BOOLEAN),
            Member::required("rollback", &schema::BOOLEAN),
            Member::optional("resetOnHealthyTask", &schema::BOOLEAN),
            Member::optional("thresholdConfiguration", &THRESHOLD_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_CONFIGURATION: Schema = Schema {
    name: "DeploymentConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("deploymentCircuitBreaker", &DEPLOYMENT_CIRCUIT_BREAKER),
            Member::optional("maximumPercent", &schema::INTEGER),
            Member::optional("minimumHealthyPercent", &schema::INTEGER),
            Member::optional("alarms", &DEPLOYMENT_ALARMS),
            Member::optional("strategy", &DEPLOYMENT_STRATEGY),
            Member::optional("bakeTimeInMinutes", &schema::INTEGER),
            Member::optional("lifecycleHooks", &DEPLOYMENT_LIFECYCLE_HOOK_LIST),
            Member::optional("linearConfiguration", &LINEAR_CONFIGURATION),
            Member::optional("canaryConfiguration", &CANARY_CONFIGURATION),
            Member::optional("earlySuccessCriteria", &DEPLOYMENT_EARLY_SUCCESS_CRITERIA),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_CONTROLLER: Schema = Schema {
    name: "DeploymentController",
    kind: Kind::Structure { members: &[Member::required("type", &DEPLOYMENT_CONTROLLER_TYPE)], union: false },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_CONTROLLER_TYPE: Schema = Schema {
    name: "DeploymentControllerType",
    kind: Kind::Text { pattern: None, values: super::DeploymentControllerType::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_EARLY_SUCCESS_CRITERIA: Schema = Schema {
    name: "DeploymentEarlySuccessCriteria",
    kind: Kind::Structure {
        members: &[
            Member::required("enable", &schema::BOOLEAN),
            Member::optional("healthyPercent", &HEALTHY_PERCENT_INTEGER),
            Member::optional("sourceServiceRevisionCleanup", &SERVICE_REVISION_CLEANUP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_EPHEMERAL_STORAGE: Schema = Schema {
    name: "DeploymentEphemeralStorage",
    kind: Kind::Structure { members: &[Member::optional("kmsKeyId", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK: Schema = Schema {
    name: "DeploymentLifecycleHook",
    kind: Kind::Structure {
        members: &[
            Member::optional("targetType", &DEPLOYMENT_LIFECYCLE_HOOK_TARGET_TYPE),
            Member::optional("hookTargetArn", &schema::TEXT),
            Member::optional("roleArn", &schema::TEXT),
            Member::optional("lifecycleStages", &DEPLOYMENT_LIFECYCLE_HOOK_STAGE_LIST),
            Member::optional("hookDetails", &schema::DOCUMENT),
            Member::optional("timeoutConfiguration", &DEPLOYMENT_LIFECYCLE_HOOK_TIMEOUT_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_ACTION: Schema = Schema {
    name: "DeploymentLifecycleHookAction",
    kind: Kind::Text { pattern: None, values: super::DeploymentLifecycleHookAction::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_DETAIL: Schema = Schema {
    name: "DeploymentLifecycleHookDetail",
    kind: Kind::Structure {
        members: &[
            Member::optional("hookId", &schema::TEXT),
            Member::optional("targetType", &DEPLOYMENT_LIFECYCLE_HOOK_TARGET_TYPE),
            Member::optional("targetArn", &schema::TEXT),
            Member::optional("status", &DEPLOYMENT_LIFECYCLE_HOOK_STATUS),
            Member::optional("expiresAt", &schema::TIMESTAMP),
            Member::optional("timeoutAction", &DEPLOYMENT_LIFECYCLE_HOOK_ACTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_DETAIL_LIST: Schema = Schema {
    name: "DeploymentLifecycleHookDetailList",
    kind: Kind::List { member: &Member::required("member", &DEPLOYMENT_LIFECYCLE_HOOK_DETAIL) },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_DURATION: Schema = Schema {
    name: "DeploymentLifecycleHookDuration",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(20160.0) },
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_LIST: Schema = Schema {
    name: "DeploymentLifecycleHookList",
    kind: Kind::List { member: &Member::required("member", &DEPLOYMENT_LIFECYCLE_HOOK) },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_STAGE: Schema = Schema {
    name: "DeploymentLifecycleHookStage",
    kind: Kind::Text { pattern: None, values: super::DeploymentLifecycleHookStage::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_STAGE_LIST: Schema = Schema {
    name: "DeploymentLifecycleHookStageList",
    kind: Kind::List { member: &Member::required("member", &DEPLOYMENT_LIFECYCLE_HOOK_STAGE) },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_STATUS: Schema = Schema {
    name: "DeploymentLifecycleHookStatus",
    kind: Kind::Text { pattern: None, values: super::DeploymentLifecycleHookStatus::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_TARGET_TYPE: Schema = Schema {
    name: "DeploymentLifecycleHookTargetType",
    kind: Kind::Text { pattern: None, values: super::DeploymentLifecycleHookTargetType::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_LIFECYCLE_HOOK_TIMEOUT_CONFIGURATION: Schema = Schema {
    name: "DeploymentLifecycleHookTimeoutConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("timeoutInMinutes", &DEPLOYMENT_LIFECYCLE_HOOK_DURATION),
            Member::optional("action", &DEPLOYMENT_LIFECYCLE_HOOK_ACTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_ROLLOUT_STATE: Schema = Schema {
    name: "DeploymentRolloutState",
    kind: Kind::Text { pattern: None, values: super::DeploymentRolloutState::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENT_STRATEGY: Schema = Schema {
    name: "DeploymentStrategy",
    kind: Kind::Text { pattern: None, values: super::DeploymentStrategy::VALUES },
    limits: Limits::NONE,
};

pub static DEPLOYMENTS: Schema = Schema {
    name: "Deployments",
    kind: Kind::List { member: &Member::required("member", &DEPLOYMENT) },
    limits: Limits::NONE,
};

pub static DEREGISTER_CONTAINER_INSTANCE_REQUEST: Schema = Schema {
    name: "DeregisterContainerInstanceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("containerInstance", &schema::TEXT),
            Member::optional("force", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEREGISTER_CONTAINER_INSTANCE_RESPONSE: Schema = Schema {
    name: "DeregisterContainerInstanceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("containerInstance", &CONTAINER_INSTANCE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEREGISTER_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "DeregisterTaskDefinitionRequest",
    kind: Kind::Structure { members: &[Member::required("taskDefinition", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DEREGISTER_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "DeregisterTaskDefinitionResponse",
    kind: Kind::Structure { members: &[Member::optional("taskDefinition", &TASK_DEFINITION)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_CAPACITY_PROVIDERS_REQUEST: Schema = Schema {
    name: "DescribeCapacityProvidersRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("capacityProviders", &STRING_LIST),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("include", &CAPACITY_PROVIDER_FIELD_LIST),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_CAPACITY_PROVIDERS_RESPONSE: Schema = Schema {
    name: "DescribeCapacityProvidersResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("capacityProviders", &CAPACITY_PROVIDERS),
            Member::optional("failures", &FAILURES),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_CLUSTERS_REQUEST: Schema = Schema {
    name: "DescribeClustersRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusters", &STRING_LIST),
            Member::optional("include", &CLUSTER_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_CLUSTERS_RESPONSE: Schema = Schema {
    name: "DescribeClustersResponse",
    kind: Kind::Structure {
        members: &[Member::optional("clusters", &CLUSTERS), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_CONTAINER_INSTANCES_REQUEST: Schema = Schema {
    name: "DescribeContainerInstancesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("containerInstances", &STRING_LIST),
            Member::optional("include", &CONTAINER_INSTANCE_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_CONTAINER_INSTANCES_RESPONSE: Schema = Schema {
    name: "DescribeContainerInstancesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerInstances", &CONTAINER_INSTANCES),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_DEPLOYMENTS_REQUEST: Schema = Schema {
    name: "DescribeDaemonDeploymentsRequest",
    kind: Kind::Structure {
        members: &[Member::required("daemonDeploymentArns", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_DEPLOYMENTS_RESPONSE: Schema = Schema {
    name: "DescribeDaemonDeploymentsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("failures", &FAILURES),
            Member::optional("daemonDeployments", &DAEMON_DEPLOYMENT_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_REQUEST: Schema = Schema {
    name: "DescribeDaemonRequest",
    kind: Kind::Structure { members: &[Member::required("daemonArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_RESPONSE: Schema = Schema {
    name: "DescribeDaemonResponse",
    kind: Kind::Structure { members: &[Member::optional("daemon", &DAEMON_DETAIL)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_REVISIONS_REQUEST: Schema = Schema {
    name: "DescribeDaemonRevisionsRequest",
    kind: Kind::Structure { members: &[Member::required("daemonRevisionArns", &STRING_LIST)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_REVISIONS_RESPONSE: Schema = Schema {
    name: "DescribeDaemonRevisionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonRevisions", &DAEMON_REVISIONS),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "DescribeDaemonTaskDefinitionRequest",
    kind: Kind::Structure {
        members: &[Member::required("daemonTaskDefinition", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_DAEMON_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "DescribeDaemonTaskDefinitionResponse",
    kind: Kind::Structure {
        members: &[Member::optional("daemonTaskDefinition", &DAEMON_TASK_DEFINITION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_EXPRESS_GATEWAY_SERVICE_REQUEST: Schema = Schema {
    name: "DescribeExpressGatewayServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("serviceArn", &schema::TEXT),
            Member::optional("include", &EXPRESS_GATEWAY_SERVICE_INCLUDE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_EXPRESS_GATEWAY_SERVICE_RESPONSE: Schema = Schema {
    name: "DescribeExpressGatewayServiceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("service", &ECS_EXPRESS_GATEWAY_SERVICE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_ALB_CONFIGURATION: Schema = Schema {
    name: "DescribeGatewayAlbConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("networkConfiguration", &GATEWAY_ELB_NETWORK_CONFIGURATION),
            Member::optional("scheme", &GATEWAY_ELB_SCHEME),
            Member::optional("accessLogs", &GATEWAY_ELB_ACCESS_LOG_CONFIGURATION),
            Member::optional("webACLArn", &schema::TEXT),
            Member::optional("port", &schema::INTEGER),
            Member::optional("protocol", &GATEWAY_ALB_PROTOCOL),
            Member::optional("maxAlbCount", &schema::INTEGER),
            Member::optional("currentAlbCount", &schema::INTEGER),
            Member::optional("httpDesync", &GATEWAY_ALB_DESYNC_MITIGATION_MODE),
            Member::optional("testTrafficRules", &GATEWAY_ALB_TEST_TRAFFIC_RULES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_CONFIGURATION: Schema = Schema {
    name: "DescribeGatewayConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &DESCRIBE_GATEWAY_ALB_CONFIGURATION)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_REQUEST: Schema = Schema {
    name: "DescribeGatewayRequest",
    kind: Kind::Structure { members: &[Member::required("gateway", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_RESOURCES_REQUEST: Schema = Schema {
    name: "DescribeGatewayResourcesRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("gateway", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_RESOURCES_RESPONSE: Schema = Schema {
    name: "DescribeGatewayResourcesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayResources", &GATEWAY_RESOURCES),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_RESPONSE: Schema = Schema {
    name: "DescribeGatewayResponse",
    kind: Kind::Structure { members: &[Member::optional("gateway", &GATEWAY)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_ROUTE_REQUEST: Schema = Schema {
    name: "DescribeGatewayRouteRequest",
    kind: Kind::Structure { members: &[Member::required("gatewayRouteArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_GATEWAY_ROUTE_RESPONSE: Schema = Schema {
    name: "DescribeGatewayRouteResponse",
    kind: Kind::Structure { members: &[Member::optional("gatewayRoute", &GATEWAY_ROUTE)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICE_DEPLOYMENTS_REQUEST: Schema = Schema {
    name: "DescribeServiceDeploymentsRequest",
    kind: Kind::Structure {
        members: &[Member::required("serviceDeploymentArns", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICE_DEPLOYMENTS_RESPONSE: Schema = Schema {
    name: "DescribeServiceDeploymentsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceDeployments", &SERVICE_DEPLOYMENTS),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICE_REVISIONS_REQUEST: Schema = Schema {
    name: "DescribeServiceRevisionsRequest",
    kind: Kind::Structure { members: &[Member::required("serviceRevisionArns", &STRING_LIST)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICE_REVISIONS_RESPONSE: Schema = Schema {
    name: "DescribeServiceRevisionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceRevisions", &SERVICE_REVISIONS),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICES_REQUEST: Schema = Schema {
    name: "DescribeServicesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("services", &STRING_LIST),
            Member::optional("include", &SERVICE_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SERVICES_RESPONSE: Schema = Schema {
    name: "DescribeServicesResponse",
    kind: Kind::Structure {
        members: &[Member::optional("services", &SERVICES), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "DescribeTaskDefinitionRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("taskDefinition", &schema::TEXT),
            Member::optional("include", &TASK_DEFINITION_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "DescribeTaskDefinitionResponse",
    kind: Kind::Structure {
        members: &[Member::optional("taskDefinition", &TASK_DEFINITION), Member::optional("tags", &TAGS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASK_SETS_REQUEST: Schema = Schema {
    name: "DescribeTaskSetsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::optional("taskSets", &STRING_LIST),
            Member::optional("include", &TASK_SET_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASK_SETS_RESPONSE: Schema = Schema {
    name: "DescribeTaskSetsResponse",
    kind: Kind::Structure {
        members: &[Member::optional("taskSets", &TASK_SETS), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASKS_REQUEST: Schema = Schema {
    name: "DescribeTasksRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("tasks", &STRING_LIST),
            Member::optional("include", &TASK_FIELD_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TASKS_RESPONSE: Schema = Schema {
    name: "DescribeTasksResponse",
    kind: Kind::Structure {
        members: &[Member::optional("tasks", &TASKS), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESIRED_STATUS: Schema = Schema {
    name: "DesiredStatus",
    kind: Kind::Text { pattern: None, values: super::DesiredStatus::VALUES },
    limits: Limits::NONE,
};

pub static DEVICE: Schema = Schema {
    name: "Device",
    kind: Kind::Structure {
        members: &[
            Member::required("hostPath", &schema::TEXT),
            Member::optional("containerPath", &schema::TEXT),
            Member::optional("permissions", &DEVICE_CGROUP_PERMISSIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEVICE_CGROUP_PERMISSION: Schema = Schema {
    name: "DeviceCgroupPermission",
    kind: Kind::Text { pattern: None, values: super::DeviceCgroupPermission::VALUES },
    limits: Limits::NONE,
};

pub static DEVICE_CGROUP_PERMISSIONS: Schema = Schema {
    name: "DeviceCgroupPermissions",
    kind: Kind::List { member: &Member::required("member", &DEVICE_CGROUP_PERMISSION) },
    limits: Limits::NONE,
};

pub static DEVICES_LIST: Schema = Schema {
    name: "DevicesList",
    kind: Kind::List { member: &Member::required("member", &DEVICE) },
    limits: Limits::NONE,
};

pub static DISASSOCIATE_GATEWAY_FROM_CLUSTER_REQUEST: Schema = Schema {
    name: "DisassociateGatewayFromClusterRequest",
    kind: Kind::Structure {
        members: &[Member::required("gateway", &schema::TEXT), Member::required("cluster", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DISASSOCIATE_GATEWAY_FROM_CLUSTER_RESPONSE: Schema = Schema {
    name: "DisassociateGatewayFromClusterResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &GATEWAY_CLUSTER_ASSOCIATION_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DISCOVER_POLL_ENDPOINT_REQUEST: Schema = Schema {
    name: "DiscoverPollEndpointRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerInstance", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DISCOVER_POLL_ENDPOINT_RESPONSE: Schema = Schema {
    name: "DiscoverPollEndpointResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("endpoint", &schema::TEXT),
            Member::optional("telemetryEndpoint", &schema::TEXT),
            Member::optional("serviceConnectEndpoint", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DOCKER_LABELS_MAP: Schema = Schema {
    name: "DockerLabelsMap",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static DOCKER_VOLUME_CONFIGURATION: Schema = Schema {
    name: "DockerVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("scope", &SCOPE),
            Member::optional("autoprovision", &schema::BOOLEAN),
            Member::optional("driver", &schema::TEXT),
            Member::optional("driverOpts", &STRING_MAP),
            Member::optional("labels", &STRING_MAP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DURATION: Schema = Schema {
    name: "Duration",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(2147483647.0) },
};

pub static EBS_RESOURCE_TYPE: Schema = Schema {
    name: "EBSResourceType",
    kind: Kind::Text { pattern: None, values: super::EBSResourceType::VALUES },
    limits: Limits::NONE,
};

pub static EBS_TAG_SPECIFICATION: Schema = Schema {
    name: "EBSTagSpecification",
    kind: Kind::Structure {
        members: &[
            Member::required("resourceType", &EBS_RESOURCE_TYPE),
            Member::optional("tags", &TAGS),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EBS_TAG_SPECIFICATIONS: Schema = Schema {
    name: "EBSTagSpecifications",
    kind: Kind::List { member: &Member::required("member", &EBS_TAG_SPECIFICATION) },
    limits: Limits::NONE,
};

pub static ECS_EXPRESS_GATEWAY_SERVICE: Schema = Schema {
    name: "ECSExpressGatewayService",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("serviceName", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("infrastructureRoleArn", &schema::TEXT),
            Member::optional("status", &EXPRESS_GATEWAY_SERVICE_STATUS),
            Member::optional("currentDeployment", &schema::TEXT),
            Member::optional("activeConfigurations", &EXPRESS_GATEWAY_SERVICE_CONFIGURATIONS),
            Member::optional("tags", &TAGS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ECS_MANAGED_RESOURCES: Schema = Schema {
    name: "ECSManagedResources",
    kind: Kind::Structure {
        members: &[
            Member::optional("ingressPaths", &MANAGED_INGRESS_PATHS),
            Member::optional("autoScaling", &MANAGED_AUTO_SCALING),
            Member::optional("metricAlarms", &MANAGED_METRIC_ALARMS),
            Member::optional("serviceSecurityGroups", &MANAGED_SECURITY_GROUPS),
            Member::optional("logGroups", &MANAGED_LOG_GROUPS),
            Member::optional("gatewayConnections", &GATEWAY_CONNECTION_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EFS_AUTHORIZATION_CONFIG: Schema = Schema {
    name: "EFSAuthorizationConfig",
    kind: Kind::Structure {
        members: &[
            Member::optional("accessPointId", &schema::TEXT),
            Member::optional("iam", &EFS_AUTHORIZATION_CONFIG_IAM),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EFS_AUTHORIZATION_CONFIG_IAM: Schema = Schema {
    name: "EFSAuthorizationConfigIAM",
    kind: Kind::Text { pattern: None, values: super::EFSAuthorizationConfigIAM::VALUES },
    limits: Limits::NONE,
};

pub static EFS_TRANSIT_ENCRYPTION: Schema = Schema {
    name: "EFSTransitEncryption",
    kind: Kind::Text { pattern: None, values: super::EFSTransitEncryption::VALUES },
    limits: Limits::NONE,
};

pub static EFS_VOLUME_CONFIGURATION: Schema = Schema {
    name: "EFSVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("fileSystemId", &schema::TEXT),
            Member::optional("rootDirectory", &schema::TEXT),
            Member::optional("transitEncryption", &EFS_TRANSIT_ENCRYPTION),
            Member::optional("transitEncryptionPort", &schema::INTEGER),
            Member::optional("authorizationConfig", &EFS_AUTHORIZATION_CONFIG),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ELB_GATEWAY_RESOURCES: Schema = Schema {
    name: "ElbGatewayResources",
    kind: Kind::Structure {
        members: &[
            Member::optional("loadBalancerArn", &schema::TEXT),
            Member::optional("listenerArn", &schema::TEXT),
            Member::optional("securityGroup", &schema::TEXT),
            Member::optional("gatewayRouteArns", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ELB_GATEWAY_RESOURCES_LIST: Schema = Schema {
    name: "ElbGatewayResourcesList",
    kind: Kind::List { member: &Member::required("member", &ELB_GATEWAY_RESOURCES) },
    limits: Limits { min: Some(0.0), max: Some(20.0) },
};

pub static ENVIRONMENT_FILE: Schema = Schema {
    name: "EnvironmentFile",
    kind: Kind::Structure {
        members: &[
            Member::required("value", &schema::TEXT),
            Member::required("type", &ENVIRONMENT_FILE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENVIRONMENT_FILE_TYPE: Schema = Schema {
    name: "EnvironmentFileType",
    kind: Kind::Text { pattern: None, values: super::EnvironmentFileType::VALUES },
    limits: Limits::NONE,
};

pub static ENVIRONMENT_FILES: Schema = Schema {
    name: "EnvironmentFiles",
    kind: Kind::List { member: &Member::required("member", &ENVIRONMENT_FILE) },
    limits: Limits::NONE,
};

pub static ENVIRONMENT_VARIABLES: Schema = Schema {
    name: "EnvironmentVariables",
    kind: Kind::List { member: &Member::required("member", &KEY_VALUE_PAIR) },
    limits: Limits::NONE,
};

pub static EPHEMERAL_STORAGE: Schema = Schema {
    name: "EphemeralStorage",
    kind: Kind::Structure { members: &[Member::required("sizeInGiB", &schema::INTEGER)], union: false },
    limits: Limits::NONE,
};

static PATTERN_OF_EXCLUDED_INSTANCE_TYPE: Pattern = Pattern::new("[a-zA-Z0-9\\.\\*\\-]+");

pub static EXCLUDED_INSTANCE_TYPE: Schema = Schema {
    name: "ExcludedInstanceType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_EXCLUDED_INSTANCE_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(30.0) },
};

pub static EXCLUDED_INSTANCE_TYPE_SET: Schema = Schema {
    name: "ExcludedInstanceTypeSet",
    kind: Kind::List { member: &Member::required("member", &EXCLUDED_INSTANCE_TYPE) },
    limits: Limits { min: Some(0.0), max: Some(400.0) },
};

pub static EXECUTE_COMMAND_CONFIGURATION: Schema = Schema {
    name: "ExecuteCommandConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("kmsKeyId", &schema::TEXT),
            Member::optional("logging", &EXECUTE_COMMAND_LOGGING),
            Member::optional("logConfiguration", &EXECUTE_COMMAND_LOG_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXECUTE_COMMAND_LOG_CONFIGURATION: Schema = Schema {
    name: "ExecuteCommandLogConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("cloudWatchLogGroupName", &schema::TEXT),
            Member::optional("cloudWatchEncryptionEnabled", &schema::BOOLEAN),
            Member::optional("s3BucketName", &schema::TEXT),
            Member::optional("s3EncryptionEnabled", &schema::BOOLEAN),
            Member::optional("s3KeyPrefix", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXECUTE_COMMAND_LOGGING: Schema = Schema {
    name: "ExecuteCommandLogging",
    kind: Kind::Text { pattern: None, values: super::ExecuteCommandLogging::VALUES },
    limits: Limits::NONE,
};

pub static EXECUTE_COMMAND_REQUEST: Schema = Schema {
    name: "ExecuteCommandRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("container", &schema::TEXT),
            Member::required("command", &schema::TEXT),
            Member::required("interactive", &schema::BOOLEAN),
            Member::required("task", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXECUTE_COMMAND_RESPONSE: Schema = Schema {
    name: "ExecuteCommandResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("containerArn", &schema::TEXT),
            Member::optional("containerName", &schema::TEXT),
            Member::optional("interactive", &schema::BOOLEAN),
            Member::optional("session", &SESSION),
            Member::optional("taskArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_CPU_ARCHITECTURE: Schema = Schema {
    name: "ExpressCpuArchitecture",
    kind: Kind::Text { pattern: None, values: super::ExpressCpuArchitecture::VALUES },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_CONTAINER: Schema = Schema {
    name: "ExpressGatewayContainer",
    kind: Kind::Structure {
        members: &[
            Member::required("image", &schema::TEXT),
            Member::optional("containerPort", &schema::INTEGER),
            Member::optional("awsLogsConfiguration", &EXPRESS_GATEWAY_SERVICE_AWS_LOGS_CONFIGURATION),
            Member::optional("repositoryCredentials", &EXPRESS_GATEWAY_REPOSITORY_CREDENTIALS),
            Member::optional("command", &STRING_LIST),
            Member {
                name: "environment",
                target: &ENVIRONMENT_VARIABLES,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("secrets", &SECRET_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_REPOSITORY_CREDENTIALS: Schema = Schema {
    name: "ExpressGatewayRepositoryCredentials",
    kind: Kind::Structure {
        members: &[Member::optional("credentialsParameter", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SCALING_TARGET: Schema = Schema {
    name: "ExpressGatewayScalingTarget",
    kind: Kind::Structure {
        members: &[
            Member::optional("minTaskCount", &schema::INTEGER),
            Member::optional("maxTaskCount", &schema::INTEGER),
            Member::optional("autoScalingMetric", &EXPRESS_GATEWAY_SERVICE_SCALING_METRIC),
            Member::optional("autoScalingTargetValue", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_AWS_LOGS_CONFIGURATION: Schema = Schema {
    name: "ExpressGatewayServiceAwsLogsConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("logGroup", &schema::TEXT),
            Member::required("logStreamPrefix", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_CONFIGURATION: Schema = Schema {
    name: "ExpressGatewayServiceConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceRevisionArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("taskDefinitionArn", &schema::TEXT),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("cpuArchitecture", &EXPRESS_CPU_ARCHITECTURE),
            Member::optional("networkConfiguration", &EXPRESS_GATEWAY_SERVICE_NETWORK_CONFIGURATION),
            Member::optional("healthCheckPath", &schema::TEXT),
            Member::optional("primaryContainer", &EXPRESS_GATEWAY_CONTAINER),
            Member::optional("scalingTarget", &EXPRESS_GATEWAY_SCALING_TARGET),
            Member::optional("ingressPaths", &INGRESS_PATH_SUMMARIES),
            Member::optional("createdAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_CONFIGURATIONS: Schema = Schema {
    name: "ExpressGatewayServiceConfigurations",
    kind: Kind::List { member: &Member::required("member", &EXPRESS_GATEWAY_SERVICE_CONFIGURATION) },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_INCLUDE: Schema = Schema {
    name: "ExpressGatewayServiceInclude",
    kind: Kind::Text { pattern: None, values: super::ExpressGatewayServiceInclude::VALUES },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_INCLUDE_LIST: Schema = Schema {
    name: "ExpressGatewayServiceIncludeList",
    kind: Kind::List { member: &Member::required("member", &EXPRESS_GATEWAY_SERVICE_INCLUDE) },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_NETWORK_CONFIGURATION: Schema = Schema {
    name: "ExpressGatewayServiceNetworkConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("securityGroups", &STRING_LIST),
            Member::optional("subnets", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_SCALING_METRIC: Schema = Schema {
    name: "ExpressGatewayServiceScalingMetric",
    kind: Kind::Text { pattern: None, values: super::ExpressGatewayServiceScalingMetric::VALUES },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_STATUS: Schema = Schema {
    name: "ExpressGatewayServiceStatus",
    kind: Kind::Structure {
        members: &[
            Member::optional("statusCode", &EXPRESS_GATEWAY_SERVICE_STATUS_CODE),
            Member::optional("statusReason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPRESS_GATEWAY_SERVICE_STATUS_CODE: Schema = Schema {
    name: "ExpressGatewayServiceStatusCode",
    kind: Kind::Text { pattern: None, values: super::ExpressGatewayServiceStatusCode::VALUES },
    limits: Limits::NONE,
};

pub static F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG: Schema = Schema {
    name: "FSxWindowsFileServerAuthorizationConfig",
    kind: Kind::Structure {
        members: &[
            Member::required("credentialsParameter", &schema::TEXT),
            Member::required("domain", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION: Schema = Schema {
    name: "FSxWindowsFileServerVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("fileSystemId", &schema::TEXT),
            Member::required("rootDirectory", &schema::TEXT),
            Member::required("authorizationConfig", &F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FAILURE: Schema = Schema {
    name: "Failure",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("reason", &schema::TEXT),
            Member::optional("detail", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FAILURES: Schema = Schema {
    name: "Failures",
    kind: Kind::List { member: &Member::required("member", &FAILURE) },
    limits: Limits::NONE,
};

pub static FIRELENS_CONFIGURATION: Schema = Schema {
    name: "FirelensConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("type", &FIRELENS_CONFIGURATION_TYPE),
            Member::optional("options", &FIRELENS_CONFIGURATION_OPTIONS_MAP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FIRELENS_CONFIGURATION_OPTIONS_MAP: Schema = Schema {
    name: "FirelensConfigurationOptionsMap",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static FIRELENS_CONFIGURATION_TYPE: Schema = Schema {
    name: "FirelensConfigurationType",
    kind: Kind::Text { pattern: None, values: super::FirelensConfigurationType::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY: Schema = Schema {
    name: "Gateway",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("status", &GATEWAY_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("failures", &GATEWAY_RESOURCE_FAILURE_LIST),
            Member::optional("infrastructureRoleArn", &schema::TEXT),
            Member::optional("deletionProtection", &schema::BOOLEAN),
            Member::optional("configuration", &DESCRIBE_GATEWAY_CONFIGURATION),
            Member::optional("accessType", &ACCESS_TYPE),
            Member::optional("propagateTags", &PROPAGATE_GATEWAY_TAGS),
            Member::optional("tags", &TAGS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ALB_DESYNC_MITIGATION_MODE: Schema = Schema {
    name: "GatewayAlbDesyncMitigationMode",
    kind: Kind::Text { pattern: None, values: super::GatewayAlbDesyncMitigationMode::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_ALB_PROTOCOL: Schema = Schema {
    name: "GatewayAlbProtocol",
    kind: Kind::Text { pattern: None, values: super::GatewayAlbProtocol::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_ALB_TEST_TRAFFIC_RULES: Schema = Schema {
    name: "GatewayAlbTestTrafficRules",
    kind: Kind::Structure {
        members: &[Member::optional("header", &GATEWAY_TEST_TRAFFIC_HEADER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CLUSTER_ASSOCIATION_STATUS: Schema = Schema {
    name: "GatewayClusterAssociationStatus",
    kind: Kind::Text { pattern: None, values: super::GatewayClusterAssociationStatus::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_CLUSTER_ASSOCIATION_STATUS_LIST: Schema = Schema {
    name: "GatewayClusterAssociationStatusList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_CLUSTER_ASSOCIATION_STATUS) },
    limits: Limits { min: Some(0.0), max: Some(3.0) },
};

pub static GATEWAY_CLUSTER_ASSOCIATION_SUMMARY: Schema = Schema {
    name: "GatewayClusterAssociationSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("status", &GATEWAY_CLUSTER_ASSOCIATION_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CLUSTER_ASSOCIATION_SUMMARY_LIST: Schema = Schema {
    name: "GatewayClusterAssociationSummaryList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_CLUSTER_ASSOCIATION_SUMMARY) },
    limits: Limits::NONE,
};

pub static GATEWAY_CONFIGURATION: Schema = Schema {
    name: "GatewayConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &HOST_SHARED_ALB_CONFIGURATION)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTION: Schema = Schema {
    name: "GatewayConnection",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("gatewayRouteArn", &schema::TEXT),
            Member::optional("portName", &schema::TEXT),
            Member::optional("serviceUrl", &schema::TEXT),
            Member::optional("accessType", &ACCESS_TYPE),
            Member::optional("status", &GATEWAY_ROUTE_STATUS),
            Member::optional("resources", &GATEWAY_CONNECTION_RESOURCES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTION_ALB_RESOURCES: Schema = Schema {
    name: "GatewayConnectionAlbResources",
    kind: Kind::Structure {
        members: &[
            Member::optional("acmCertificateArn", &schema::TEXT),
            Member::optional("loadBalancerArn", &schema::TEXT),
            Member::optional("loadBalancerSecurityGroupArns", &STRING_LIST),
            Member::optional("listenerArn", &schema::TEXT),
            Member::optional("listenerRuleArn", &schema::TEXT),
            Member::optional("testListenerRuleArn", &schema::TEXT),
            Member::optional("targetGroupArn", &schema::TEXT),
            Member::optional("alternateTargetGroupArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTION_ALB_RESOURCES_LIST: Schema = Schema {
    name: "GatewayConnectionAlbResourcesList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_CONNECTION_ALB_RESOURCES) },
    limits: Limits { min: Some(0.0), max: Some(1.0) },
};

pub static GATEWAY_CONNECTION_LIST: Schema = Schema {
    name: "GatewayConnectionList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_CONNECTION) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static GATEWAY_CONNECTION_RESOURCES: Schema = Schema {
    name: "GatewayConnectionResources",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &GATEWAY_CONNECTION_ALB_RESOURCES_LIST)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR: Schema = Schema {
    name: "GatewayConnector",
    kind: Kind::Structure {
        members: &[
            Member::required("portName", &schema::TEXT),
            Member::optional("healthCheck", &GATEWAY_CONNECTOR_HEALTH_CHECK),
            Member::optional("filters", &GATEWAY_CONNECTOR_FILTERS),
            Member::optional("deregistrationDelay", &GATEWAY_CONNECTOR_DEREGISTRATION_DELAY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_DEREGISTRATION_DELAY: Schema = Schema {
    name: "GatewayConnectorDeregistrationDelay",
    kind: Kind::Structure {
        members: &[Member::optional(
            "timeoutSeconds",
            &GATEWAY_CONNECTOR_DEREGISTRATION_DELAY_TIMEOUT_SECONDS_INTEGER,
        )],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_DEREGISTRATION_DELAY_TIMEOUT_SECONDS_INTEGER: Schema = Schema {
    name: "GatewayConnectorDeregistrationDelayTimeoutSecondsInteger",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(3600.0) },
};

pub static GATEWAY_CONNECTOR_FILTERS: Schema = Schema {
    name: "GatewayConnectorFilters",
    kind: Kind::Structure { members: &[Member::optional("accessTypes", &ACCESS_TYPE_LIST)], union: false },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_HEALTH_CHECK: Schema = Schema {
    name: "GatewayConnectorHealthCheck",
    kind: Kind::Structure {
        members: &[
            Member::optional("healthCheckProtocol", &GATEWAY_CONNECTOR_HEALTH_CHECK_PROTOCOL),
            Member::optional("healthCheckPort", &schema::INTEGER),
            Member::optional("healthCheckPath", &schema::TEXT),
            Member::optional("healthCheckTimeoutSeconds", &schema::INTEGER),
            Member::optional("healthCheckIntervalSeconds", &schema::INTEGER),
            Member::optional("healthyThresholdCount", &schema::INTEGER),
            Member::optional("unhealthyThresholdCount", &schema::INTEGER),
            Member::optional("matcher", &GATEWAY_CONNECTOR_HEALTH_CHECK_MATCHER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_HEALTH_CHECK_MATCHER: Schema = Schema {
    name: "GatewayConnectorHealthCheckMatcher",
    kind: Kind::Structure {
        members: &[Member::optional("httpCode", &schema::TEXT), Member::optional("grpcCode", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_HEALTH_CHECK_PROTOCOL: Schema = Schema {
    name: "GatewayConnectorHealthCheckProtocol",
    kind: Kind::Text { pattern: None, values: super::GatewayConnectorHealthCheckProtocol::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_CONNECTOR_LIST: Schema = Schema {
    name: "GatewayConnectorList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_CONNECTOR) },
    limits: Limits { min: Some(0.0), max: Some(1.0) },
};

pub static GATEWAY_ELB_ACCESS_LOG_CONFIGURATION: Schema = Schema {
    name: "GatewayElbAccessLogConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("destination", &GATEWAY_ELB_ACCESS_LOG_DESTINATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ELB_ACCESS_LOG_DESTINATION: Schema = Schema {
    name: "GatewayElbAccessLogDestination",
    kind: Kind::Structure {
        members: &[Member::optional("s3", &GATEWAY_ELB_ACCESS_LOG_S3_DESTINATION)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ELB_ACCESS_LOG_S3_DESTINATION: Schema = Schema {
    name: "GatewayElbAccessLogS3Destination",
    kind: Kind::Structure {
        members: &[Member::required("bucket", &schema::TEXT), Member::optional("prefix", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ELB_IP_ADDRESS_TYPE: Schema = Schema {
    name: "GatewayElbIpAddressType",
    kind: Kind::Text { pattern: None, values: super::GatewayElbIpAddressType::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_ELB_NETWORK_CONFIGURATION: Schema = Schema {
    name: "GatewayElbNetworkConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("inboundSecurityGroup", &schema::TEXT),
            Member::optional("subnets", &STRING_LIST),
            Member::optional("ipAddressType", &GATEWAY_ELB_IP_ADDRESS_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ELB_SCHEME: Schema = Schema {
    name: "GatewayElbScheme",
    kind: Kind::Text { pattern: None, values: super::GatewayElbScheme::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_INFRASTRUCTURE_RESOURCES: Schema = Schema {
    name: "GatewayInfrastructureResources",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &ELB_GATEWAY_RESOURCES_LIST)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_OPERATION_ERROR: Schema = Schema {
    name: "GatewayOperationError",
    kind: Kind::Structure {
        members: &[
            Member::optional("operation", &schema::TEXT),
            Member::optional("code", &schema::TEXT),
            Member::optional("message", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_OPERATION_ERROR_LIST: Schema = Schema {
    name: "GatewayOperationErrorList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_OPERATION_ERROR) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static GATEWAY_RESOURCE_FAILURE: Schema = Schema {
    name: "GatewayResourceFailure",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("errors", &GATEWAY_OPERATION_ERROR_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_RESOURCE_FAILURE_LIST: Schema = Schema {
    name: "GatewayResourceFailureList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_RESOURCE_FAILURE) },
    limits: Limits { min: Some(0.0), max: Some(200.0) },
};

pub static GATEWAY_RESOURCES: Schema = Schema {
    name: "GatewayResources",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("resources", &GATEWAY_INFRASTRUCTURE_RESOURCES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE: Schema = Schema {
    name: "GatewayRoute",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayRouteArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("serviceContainerPortName", &schema::TEXT),
            Member::optional("status", &GATEWAY_ROUTE_STATUS),
            Member::optional("serviceUrl", &schema::TEXT),
            Member::optional("resources", &GATEWAY_ROUTE_RESOURCES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_ALB_RESOURCES: Schema = Schema {
    name: "GatewayRouteAlbResources",
    kind: Kind::Structure {
        members: &[
            Member::optional("acmCertificateArn", &schema::TEXT),
            Member::optional("loadBalancerArn", &schema::TEXT),
            Member::optional("listenerArn", &schema::TEXT),
            Member::optional("listenerRuleArn", &schema::TEXT),
            Member::optional("testListenerRuleArns", &STRING_LIST),
            Member::optional("loadBalancerSecurityGroups", &GATEWAY_ROUTE_LOAD_BALANCER_SECURITY_GROUP_LIST),
            Member::optional("serviceSecurityGroupArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_ALB_RESOURCES_LIST: Schema = Schema {
    name: "GatewayRouteAlbResourcesList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_ROUTE_ALB_RESOURCES) },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_LOAD_BALANCER_SECURITY_GROUP: Schema = Schema {
    name: "GatewayRouteLoadBalancerSecurityGroup",
    kind: Kind::Structure {
        members: &[Member::optional("arn", &schema::TEXT), Member::optional("ruleArns", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_LOAD_BALANCER_SECURITY_GROUP_LIST: Schema = Schema {
    name: "GatewayRouteLoadBalancerSecurityGroupList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_ROUTE_LOAD_BALANCER_SECURITY_GROUP) },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_RESOURCES: Schema = Schema {
    name: "GatewayRouteResources",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &GATEWAY_ROUTE_ALB_RESOURCES_LIST)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_STATUS: Schema = Schema {
    name: "GatewayRouteStatus",
    kind: Kind::Text { pattern: None, values: super::GatewayRouteStatus::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_STATUS_LIST: Schema = Schema {
    name: "GatewayRouteStatusList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_ROUTE_STATUS) },
    limits: Limits { min: Some(0.0), max: Some(7.0) },
};

pub static GATEWAY_ROUTE_SUMMARY: Schema = Schema {
    name: "GatewayRouteSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayRouteArn", &schema::TEXT),
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("serviceContainerPortName", &schema::TEXT),
            Member::optional("status", &GATEWAY_ROUTE_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_ROUTE_SUMMARY_LIST: Schema = Schema {
    name: "GatewayRouteSummaryList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_ROUTE_SUMMARY) },
    limits: Limits::NONE,
};

pub static GATEWAY_STATUS: Schema = Schema {
    name: "GatewayStatus",
    kind: Kind::Text { pattern: None, values: super::GatewayStatus::VALUES },
    limits: Limits::NONE,
};

pub static GATEWAY_STATUS_LIST: Schema = Schema {
    name: "GatewayStatusList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_STATUS) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static GATEWAY_SUMMARY: Schema = Schema {
    name: "GatewaySummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("status", &GATEWAY_STATUS),
            Member::optional("createdAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GATEWAY_SUMMARY_LIST: Schema = Schema {
    name: "GatewaySummaryList",
    kind: Kind::List { member: &Member::required("member", &GATEWAY_SUMMARY) },
    limits: Limits::NONE,
};

pub static GATEWAY_TEST_TRAFFIC_HEADER: Schema = Schema {
    name: "GatewayTestTrafficHeader",
    kind: Kind::Structure {
        members: &[Member::required("name", &schema::TEXT), Member::required("values", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_TASK_PROTECTION_REQUEST: Schema = Schema {
    name: "GetTaskProtectionRequest",
    kind: Kind::Structure {
        members: &[Member::required("cluster", &schema::TEXT), Member::optional("tasks", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_TASK_PROTECTION_RESPONSE: Schema = Schema {
    name: "GetTaskProtectionResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("protectedTasks", &PROTECTED_TASKS),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GPU_DEVICE: Schema = Schema {
    name: "GpuDevice",
    kind: Kind::Structure {
        members: &[
            Member::optional("gpuId", &schema::TEXT),
            Member::optional("sharingMode", &GPU_SHARING_MODE),
            Member::optional("totalMemoryInMiB", &schema::INTEGER),
            Member::optional("remainingMemoryInMiB", &schema::INTEGER),
            Member::optional("containerCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GPU_DEVICES: Schema = Schema {
    name: "GpuDevices",
    kind: Kind::List { member: &Member::required("member", &GPU_DEVICE) },
    limits: Limits::NONE,
};

pub static GPU_IDS: Schema = Schema {
    name: "GpuIds",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static GPU_SHARING_MODE: Schema = Schema {
    name: "GpuSharingMode",
    kind: Kind::Text { pattern: None, values: super::GpuSharingMode::VALUES },
    limits: Limits::NONE,
};

pub static HEALTH_CHECK: Schema = Schema {
    name: "HealthCheck",
    kind: Kind::Structure {
        members: &[
            Member::required("command", &STRING_LIST),
            Member::optional("interval", &schema::INTEGER),
            Member::optional("timeout", &schema::INTEGER),
            Member::optional("retries", &schema::INTEGER),
            Member::optional("startPeriod", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HEALTH_STATUS: Schema = Schema {
    name: "HealthStatus",
    kind: Kind::Text { pattern: None, values: super::HealthStatus::VALUES },
    limits: Limits::NONE,
};

pub static HEALTHY_PERCENT_INTEGER: Schema = Schema {
    name: "HealthyPercentInteger",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static HOST_ENTRY: Schema = Schema {
    name: "HostEntry",
    kind: Kind::Structure {
        members: &[Member::required("hostname", &schema::TEXT), Member::required("ipAddress", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOST_ENTRY_LIST: Schema = Schema {
    name: "HostEntryList",
    kind: Kind::List { member: &Member::required("member", &HOST_ENTRY) },
    limits: Limits::NONE,
};

pub static HOST_SHARED_ALB_CONFIGURATION: Schema = Schema {
    name: "HostSharedAlbConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("networkConfiguration", &GATEWAY_ELB_NETWORK_CONFIGURATION),
            Member::optional("scheme", &GATEWAY_ELB_SCHEME),
            Member::optional("webACLArn", &schema::TEXT),
            Member::optional("accessLogs", &GATEWAY_ELB_ACCESS_LOG_CONFIGURATION),
            Member::optional("port", &schema::INTEGER),
            Member::optional("protocol", &GATEWAY_ALB_PROTOCOL),
            Member::optional("maxAlbCount", &schema::INTEGER),
            Member::optional("httpDesync", &GATEWAY_ALB_DESYNC_MITIGATION_MODE),
            Member::optional("testTrafficRules", &GATEWAY_ALB_TEST_TRAFFIC_RULES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOST_VOLUME_PROPERTIES: Schema = Schema {
    name: "HostVolumeProperties",
    kind: Kind::Structure { members: &[Member::optional("sourcePath", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static INFERENCE_ACCELERATOR: Schema = Schema {
    name: "InferenceAccelerator",
    kind: Kind::Structure {
        members: &[
            Member::required("deviceName", &schema::TEXT),
            Member::required("deviceType", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INFERENCE_ACCELERATOR_OVERRIDE: Schema = Schema {
    name: "InferenceAcceleratorOverride",
    kind: Kind::Structure {
        members: &[
            Member::optional("deviceName", &schema::TEXT),
            Member::optional("deviceType", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INFERENCE_ACCELERATOR_OVERRIDES: Schema = Schema {
    name: "InferenceAcceleratorOverrides",
    kind: Kind::List { member: &Member::required("member", &INFERENCE_ACCELERATOR_OVERRIDE) },
    limits: Limits::NONE,
};

pub static INFERENCE_ACCELERATORS: Schema = Schema {
    name: "InferenceAccelerators",
    kind: Kind::List { member: &Member::required("member", &INFERENCE_ACCELERATOR) },
    limits: Limits::NONE,
};

pub static INFRASTRUCTURE_OPTIMIZATION: Schema = Schema {
    name: "InfrastructureOptimization",
    kind: Kind::Structure { members: &[Member::optional("scaleInAfter", &schema::INTEGER)], union: false },
    limits: Limits::NONE,
};

pub static INGRESS_PATH_SUMMARIES: Schema = Schema {
    name: "IngressPathSummaries",
    kind: Kind::List { member: &Member::required("member", &INGRESS_PATH_SUMMARY) },
    limits: Limits::NONE,
};

pub static INGRESS_PATH_SUMMARY: Schema = Schema {
    name: "IngressPathSummary",
    kind: Kind::Structure {
        members: &[Member::required("accessType", &ACCESS_TYPE), Member::required("endpoint", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INSTANCE_GENERATION: Schema = Schema {
    name: "InstanceGeneration",
    kind: Kind::Text { pattern: None, values: super::InstanceGeneration::VALUES },
    limits: Limits::NONE,
};

pub static INSTANCE_GENERATION_SET: Schema = Schema {
    name: "InstanceGenerationSet",
    kind: Kind::List { member: &Member::required("member", &INSTANCE_GENERATION) },
    limits: Limits::NONE,
};

pub static INSTANCE_HEALTH_CHECK_RESULT: Schema = Schema {
    name: "InstanceHealthCheckResult",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &INSTANCE_HEALTH_CHECK_TYPE),
            Member::optional("status", &INSTANCE_HEALTH_CHECK_STATE),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("lastUpdated", &schema::TIMESTAMP),
            Member::optional("lastStatusChange", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INSTANCE_HEALTH_CHECK_RESULT_LIST: Schema = Schema {
    name: "InstanceHealthCheckResultList",
    kind: Kind::List { member: &Member::required("member", &INSTANCE_HEALTH_CHECK_RESULT) },
    limits: Limits::NONE,
};

pub static INSTANCE_HEALTH_CHECK_STATE: Schema = Schema {
    name: "InstanceHealthCheckState",
    kind: Kind::Text { pattern: None, values: super::InstanceHealthCheckState::VALUES },
    limits: Limits::NONE,
};

pub static INSTANCE_HEALTH_CHECK_TYPE: Schema = Schema {
    name: "InstanceHealthCheckType",
    kind: Kind::Text { pattern: None, values: super::InstanceHealthCheckType::VALUES },
    limits: Limits::NONE,
};

pub static INSTANCE_LAUNCH_TEMPLATE: Schema = Schema {
    name: "InstanceLaunchTemplate",
    kind: Kind::Structure {
        members: &[
            Member::required("ec2InstanceProfileArn", &schema::TEXT),
            Member::required("networkConfiguration", &MANAGED_INSTANCES_NETWORK_CONFIGURATION),
            Member::optional("storageConfiguration", &MANAGED_INSTANCES_STORAGE_CONFIGURATION),
            Member::optional("localStorageConfiguration", &MANAGED_INSTANCES_LOCAL_STORAGE_CONFIGURATION),
            Member::optional("monitoring", &MANAGED_INSTANCES_MONITORING_OPTIONS),
            Member::optional("capacityOptionType", &CAPACITY_OPTION_TYPE),
            Member::optional("instanceMetadataTagsPropagation", &schema::BOOLEAN),
            Member::optional("instanceRequirements", &INSTANCE_REQUIREMENTS_REQUEST),
            Member::optional("fipsEnabled", &schema::BOOLEAN),
            Member::optional("capacityReservations", &CAPACITY_RESERVATION_REQUEST),
            Member::optional("nitroEnclavesEnabled", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INSTANCE_LAUNCH_TEMPLATE_UPDATE: Schema = Schema {
    name: "InstanceLaunchTemplateUpdate",
    kind: Kind::Structure {
        members: &[
            Member::optional("ec2InstanceProfileArn", &schema::TEXT),
            Member::optional("networkConfiguration", &MANAGED_INSTANCES_NETWORK_CONFIGURATION),
            Member::optional("storageConfiguration", &MANAGED_INSTANCES_STORAGE_CONFIGURATION),
            Member::optional("instanceMetadataTagsPropagation", &schema::BOOLEAN),
            Member::optional("localStorageConfiguration", &MANAGED_INSTANCES_LOCAL_STORAGE_CONFIGURATION),
            Member::optional("monitoring", &MANAGED_INSTANCES_MONITORING_OPTIONS),
            Member::optional("instanceRequirements", &INSTANCE_REQUIREMENTS_REQUEST),
            Member::optional("capacityReservations", &CAPACITY_RESERVATION_REQUEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INSTANCE_REQUIREMENTS_REQUEST: Schema = Schema {
    name: "InstanceRequirementsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("vCpuCount", &VCPU_COUNT_RANGE_REQUEST),
            Member::required("memoryMiB", &MEMORY_MIB_REQUEST),
            Member::optional("cpuManufacturers", &CPU_MANUFACTURER_SET),
            Member::optional("memoryGiBPerVCpu", &MEMORY_GIB_PER_VCPU_REQUEST),
            Member::optional("excludedInstanceTypes", &EXCLUDED_INSTANCE_TYPE_SET),
            Member::optional("instanceGenerations", &INSTANCE_GENERATION_SET),
            Member::optional("spotMaxPricePercentageOverLowestPrice", &schema::INTEGER),
            Member::optional("onDemandMaxPricePercentageOverLowestPrice", &schema::INTEGER),
            Member::optional("bareMetal", &BARE_METAL),
            Member::optional("burstablePerformance", &BURSTABLE_PERFORMANCE),
            Member::optional("requireHibernateSupport", &schema::BOOLEAN),
            Member::optional("networkInterfaceCount", &NETWORK_INTERFACE_COUNT_REQUEST),
            Member::optional("localStorage", &LOCAL_STORAGE),
            Member::optional("localStorageTypes", &LOCAL_STORAGE_TYPE_SET),
            Member::optional("totalLocalStorageGB", &TOTAL_LOCAL_STORAGE_GB_REQUEST),
            Member::optional("baselineEbsBandwidthMbps", &BASELINE_EBS_BANDWIDTH_MBPS_REQUEST),
            Member::optional("acceleratorTypes", &ACCELERATOR_TYPE_SET),
            Member::optional("acceleratorCount", &ACCELERATOR_COUNT_REQUEST),
            Member::optional("acceleratorManufacturers", &ACCELERATOR_MANUFACTURER_SET),
            Member::optional("acceleratorNames", &ACCELERATOR_NAME_SET),
            Member::optional("acceleratorTotalMemoryMiB", &ACCELERATOR_TOTAL_MEMORY_MIB_REQUEST),
            Member::optional("networkBandwidthGbps", &NETWORK_BANDWIDTH_GBPS_REQUEST),
            Member::optional("allowedInstanceTypes", &ALLOWED_INSTANCE_TYPE_SET),
            Member::optional("maxSpotPriceAsPercentageOfOptimalOnDemandPrice", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INTEGER_LIST: Schema = Schema {
    name: "IntegerList",
    kind: Kind::List { member: &Member::required("member", &schema::INTEGER) },
    limits: Limits::NONE,
};

pub static IPC_MODE: Schema = Schema {
    name: "IpcMode",
    kind: Kind::Text { pattern: None, values: super::IpcMode::VALUES },
    limits: Limits::NONE,
};

pub static ISOLATION_MODE: Schema = Schema {
    name: "IsolationMode",
    kind: Kind::Text { pattern: None, values: super::IsolationMode::VALUES },
    limits: Limits::NONE,
};

pub static KERNEL_CAPABILITIES: Schema = Schema {
    name: "KernelCapabilities",
    kind: Kind::Structure {
        members: &[Member::optional("add", &STRING_LIST), Member::optional("drop", &STRING_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static KEY_VALUE_PAIR: Schema = Schema {
    name: "KeyValuePair",
    kind: Kind::Structure {
        members: &[Member::optional("name", &schema::TEXT), Member::optional("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LAUNCH_TYPE: Schema = Schema {
    name: "LaunchType",
    kind: Kind::Text { pattern: None, values: super::LaunchType::VALUES },
    limits: Limits::NONE,
};

pub static LINEAR_CONFIGURATION: Schema = Schema {
    name: "LinearConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("stepPercent", &schema::DOUBLE),
            Member::optional("stepBakeTimeInMinutes", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LINUX_PARAMETERS: Schema = Schema {
    name: "LinuxParameters",
    kind: Kind::Structure {
        members: &[
            Member::optional("capabilities", &KERNEL_CAPABILITIES),
            Member::optional("devices", &DEVICES_LIST),
            Member::optional("initProcessEnabled", &schema::BOOLEAN),
            Member::optional("sharedMemorySize", &schema::INTEGER),
            Member::optional("tmpfs", &TMPFS_LIST),
            Member::optional("maxSwap", &schema::INTEGER),
            Member::optional("swappiness", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_ACCOUNT_SETTINGS_REQUEST: Schema = Schema {
    name: "ListAccountSettingsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &SETTING_NAME),
            Member::optional("value", &schema::TEXT),
            Member::optional("principalArn", &schema::TEXT),
            Member::optional("effectiveSettings", &schema::BOOLEAN),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_ACCOUNT_SETTINGS_RESPONSE: Schema = Schema {
    name: "ListAccountSettingsResponse",
    kind: Kind::Structure {
        members: &[Member::optional("settings", &SETTINGS), Member::optional("nextToken", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_ATTRIBUTES_REQUEST: Schema = Schema {
    name: "ListAttributesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("targetType", &TARGET_TYPE),
            Member::optional("attributeName", &schema::TEXT),
            Member::optional("attributeValue", &schema::TEXT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_ATTRIBUTES_RESPONSE: Schema = Schema {
    name: "ListAttributesResponse",
    kind: Kind::Structure {
        members: &[Member::optional("attributes", &ATTRIBUTES), Member::optional("nextToken", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_CLUSTERS_REQUEST: Schema = Schema {
    name: "ListClustersRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_CLUSTERS_RESPONSE: Schema = Schema {
    name: "ListClustersResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusterArns", &STRING_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_CONTAINER_INSTANCES_REQUEST: Schema = Schema {
    name: "ListContainerInstancesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("filter", &schema::TEXT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("status", &CONTAINER_INSTANCE_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_CONTAINER_INSTANCES_RESPONSE: Schema = Schema {
    name: "ListContainerInstancesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerInstanceArns", &STRING_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMON_DEPLOYMENTS_REQUEST: Schema = Schema {
    name: "ListDaemonDeploymentsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("daemonArn", &schema::TEXT),
            Member::optional("status", &DAEMON_DEPLOYMENT_STATUS_LIST),
            Member::optional("createdAt", &CREATED_AT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMON_DEPLOYMENTS_RESPONSE: Schema = Schema {
    name: "ListDaemonDeploymentsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("daemonDeployments", &DAEMON_DEPLOYMENT_SUMMARY_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMON_TASK_DEFINITIONS_REQUEST: Schema = Schema {
    name: "ListDaemonTaskDefinitionsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("familyPrefix", &schema::TEXT),
            Member::optional("family", &schema::TEXT),
            Member::optional("revision", &DAEMON_TASK_DEFINITION_REVISION_FILTER),
            Member::optional("status", &DAEMON_TASK_DEFINITION_STATUS_FILTER),
            Member::optional("sort", &SORT_ORDER),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMON_TASK_DEFINITIONS_RESPONSE: Schema = Schema {
    name: "ListDaemonTaskDefinitionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonTaskDefinitions", &DAEMON_TASK_DEFINITION_SUMMARIES),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMONS_REQUEST: Schema = Schema {
    name: "ListDaemonsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("capacityProviderArns", &STRING_LIST),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_DAEMONS_RESPONSE: Schema = Schema {
    name: "ListDaemonsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonSummariesList", &DAEMON_SUMMARIES_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAY_CLUSTER_ASSOCIATIONS_REQUEST: Schema = Schema {
    name: "ListGatewayClusterAssociationsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("gateway", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("status", &GATEWAY_CLUSTER_ASSOCIATION_STATUS_LIST),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAY_CLUSTER_ASSOCIATIONS_RESPONSE: Schema = Schema {
    name: "ListGatewayClusterAssociationsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayClusterAssociations", &GATEWAY_CLUSTER_ASSOCIATION_SUMMARY_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAY_ROUTES_REQUEST: Schema = Schema {
    name: "ListGatewayRoutesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("gateway", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("service", &schema::TEXT),
            Member::optional("serviceContainerPortName", &schema::TEXT),
            Member::optional("status", &GATEWAY_ROUTE_STATUS_LIST),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAY_ROUTES_RESPONSE: Schema = Schema {
    name: "ListGatewayRoutesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayRoutes", &GATEWAY_ROUTE_SUMMARY_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAYS_REQUEST: Schema = Schema {
    name: "ListGatewaysRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("names", &STRING_LIST),
            Member::optional("status", &GATEWAY_STATUS_LIST),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_GATEWAYS_RESPONSE: Schema = Schema {
    name: "ListGatewaysResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gateways", &GATEWAY_SUMMARY_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICE_DEPLOYMENTS_REQUEST: Schema = Schema {
    name: "ListServiceDeploymentsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("service", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("status", &SERVICE_DEPLOYMENT_STATUS_LIST),
            Member::optional("createdAt", &CREATED_AT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICE_DEPLOYMENTS_RESPONSE: Schema = Schema {
    name: "ListServiceDeploymentsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceDeployments", &SERVICE_DEPLOYMENTS_BRIEF),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICES_BY_NAMESPACE_REQUEST: Schema = Schema {
    name: "ListServicesByNamespaceRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("namespace", &schema::TEXT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICES_BY_NAMESPACE_RESPONSE: Schema = Schema {
    name: "ListServicesByNamespaceResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceArns", &STRING_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICES_REQUEST: Schema = Schema {
    name: "ListServicesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("schedulingStrategy", &SCHEDULING_STRATEGY),
            Member::optional("resourceManagementType", &RESOURCE_MANAGEMENT_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SERVICES_RESPONSE: Schema = Schema {
    name: "ListServicesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceArns", &STRING_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TAGS_FOR_RESOURCE_REQUEST: Schema = Schema {
    name: "ListTagsForResourceRequest",
    kind: Kind::Structure { members: &[Member::required("resourceArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static LIST_TAGS_FOR_RESOURCE_RESPONSE: Schema = Schema {
    name: "ListTagsForResourceResponse",
    kind: Kind::Structure { members: &[Member::optional("tags", &TAGS)], union: false },
    limits: Limits::NONE,
};

pub static LIST_TASK_DEFINITION_FAMILIES_REQUEST: Schema = Schema {
    name: "ListTaskDefinitionFamiliesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("familyPrefix", &schema::TEXT),
            Member::optional("status", &TASK_DEFINITION_FAMILY_STATUS),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TASK_DEFINITION_FAMILIES_RESPONSE: Schema = Schema {
    name: "ListTaskDefinitionFamiliesResponse",
    kind: Kind::Structure {
        members: &[Member::optional("families", &STRING_LIST), Member::optional("nextToken", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TASK_DEFINITIONS_REQUEST: Schema = Schema {
    name: "ListTaskDefinitionsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("familyPrefix", &schema::TEXT),
            Member::optional("status", &TASK_DEFINITION_STATUS),
            Member::optional("sort", &SORT_ORDER),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TASK_DEFINITIONS_RESPONSE: Schema = Schema {
    name: "ListTaskDefinitionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("taskDefinitionArns", &STRING_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TASKS_REQUEST: Schema = Schema {
    name: "ListTasksRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("containerInstance", &schema::TEXT),
            Member::optional("family", &schema::TEXT),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("startedBy", &schema::TEXT),
            Member::optional("serviceName", &schema::TEXT),
            Member::optional("desiredStatus", &DESIRED_STATUS),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("daemonName", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TASKS_RESPONSE: Schema = Schema {
    name: "ListTasksResponse",
    kind: Kind::Structure {
        members: &[Member::optional("taskArns", &STRING_LIST), Member::optional("nextToken", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOAD_BALANCER: Schema = Schema {
    name: "LoadBalancer",
    kind: Kind::Structure {
        members: &[
            Member::optional("targetGroupArn", &schema::TEXT),
            Member::optional("loadBalancerName", &schema::TEXT),
            Member::optional("containerName", &schema::TEXT),
            Member::optional("containerPort", &schema::INTEGER),
            Member::optional("advancedConfiguration", &ADVANCED_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOAD_BALANCERS: Schema = Schema {
    name: "LoadBalancers",
    kind: Kind::List { member: &Member::required("member", &LOAD_BALANCER) },
    limits: Limits::NONE,
};

pub static LOCAL_STORAGE: Schema = Schema {
    name: "LocalStorage",
    kind: Kind::Text { pattern: None, values: super::LocalStorage::VALUES },
    limits: Limits::NONE,
};

pub static LOCAL_STORAGE_TYPE: Schema = Schema {
    name: "LocalStorageType",
    kind: Kind::Text { pattern: None, values: super::LocalStorageType::VALUES },
    limits: Limits::NONE,
};

pub static LOCAL_STORAGE_TYPE_SET: Schema = Schema {
    name: "LocalStorageTypeSet",
    kind: Kind::List { member: &Member::required("member", &LOCAL_STORAGE_TYPE) },
    limits: Limits::NONE,
};

pub static LOG_CONFIGURATION: Schema = Schema {
    name: "LogConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("logDriver", &LOG_DRIVER),
            Member::optional("options", &LOG_CONFIGURATION_OPTIONS_MAP),
            Member::optional("secretOptions", &SECRET_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOG_CONFIGURATION_OPTIONS_MAP: Schema = Schema {
    name: "LogConfigurationOptionsMap",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static LOG_DRIVER: Schema = Schema {
    name: "LogDriver",
    kind: Kind::Text { pattern: None, values: super::LogDriver::VALUES },
    limits: Limits::NONE,
};

pub static LOG_DRIVER_VOLUME_CONFIGURATION: Schema = Schema {
    name: "LogDriverVolumeConfiguration",
    kind: Kind::Structure { members: &[Member::required("driver", &LOG_DRIVER)], union: false },
    limits: Limits::NONE,
};

pub static MANAGED_AGENT: Schema = Schema {
    name: "ManagedAgent",
    kind: Kind::Structure {
        members: &[
            Member::optional("lastStartedAt", &schema::TIMESTAMP),
            Member::optional("name", &MANAGED_AGENT_NAME),
            Member::optional("reason", &schema::TEXT),
            Member::optional("lastStatus", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_AGENT_NAME: Schema = Schema {
    name: "ManagedAgentName",
    kind: Kind::Text { pattern: None, values: super::ManagedAgentName::VALUES },
    limits: Limits::NONE,
};

pub static MANAGED_AGENT_STATE_CHANGE: Schema = Schema {
    name: "ManagedAgentStateChange",
    kind: Kind::Structure {
        members: &[
            Member::required("containerName", &schema::TEXT),
            Member::required("managedAgentName", &MANAGED_AGENT_NAME),
            Member::required("status", &schema::TEXT),
            Member::optional("reason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_AGENT_STATE_CHANGES: Schema = Schema {
    name: "ManagedAgentStateChanges",
    kind: Kind::List { member: &Member::required("member", &MANAGED_AGENT_STATE_CHANGE) },
    limits: Limits::NONE,
};

pub static MANAGED_AGENTS: Schema = Schema {
    name: "ManagedAgents",
    kind: Kind::List { member: &Member::required("member", &MANAGED_AGENT) },
    limits: Limits::NONE,
};

pub static MANAGED_APPLICATION_AUTO_SCALING_POLICIES: Schema = Schema {
    name: "ManagedApplicationAutoScalingPolicies",
    kind: Kind::List { member: &Member::required("member", &MANAGED_APPLICATION_AUTO_SCALING_POLICY) },
    limits: Limits::NONE,
};

pub static MANAGED_APPLICATION_AUTO_SCALING_POLICY: Schema = Schema {
    name: "ManagedApplicationAutoScalingPolicy",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("policyType", &schema::TEXT),
            Member::required("targetValue", &schema::DOUBLE),
            Member::required("metric", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_AUTO_SCALING: Schema = Schema {
    name: "ManagedAutoScaling",
    kind: Kind::Structure {
        members: &[
            Member::optional("scalableTarget", &MANAGED_SCALABLE_TARGET),
            Member::optional("applicationAutoScalingPolicies", &MANAGED_APPLICATION_AUTO_SCALING_POLICIES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_CERTIFICATE: Schema = Schema {
    name: "ManagedCertificate",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("domainName", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_DRAINING: Schema = Schema {
    name: "ManagedDraining",
    kind: Kind::Text { pattern: None, values: super::ManagedDraining::VALUES },
    limits: Limits::NONE,
};

pub static MANAGED_INGRESS_PATH: Schema = Schema {
    name: "ManagedIngressPath",
    kind: Kind::Structure {
        members: &[
            Member::required("accessType", &ACCESS_TYPE),
            Member::required("endpoint", &schema::TEXT),
            Member::optional("loadBalancer", &MANAGED_LOAD_BALANCER),
            Member::optional("loadBalancerSecurityGroups", &MANAGED_SECURITY_GROUPS),
            Member::optional("certificate", &MANAGED_CERTIFICATE),
            Member::optional("listener", &MANAGED_LISTENER),
            Member::optional("rule", &MANAGED_LISTENER_RULE),
            Member::optional("targetGroups", &MANAGED_TARGET_GROUPS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_INGRESS_PATHS: Schema = Schema {
    name: "ManagedIngressPaths",
    kind: Kind::List { member: &Member::required("member", &MANAGED_INGRESS_PATH) },
    limits: Limits::NONE,
};

pub static MANAGED_INSTANCES_LOCAL_STORAGE_CONFIGURATION: Schema = Schema {
    name: "ManagedInstancesLocalStorageConfiguration",
    kind: Kind::Structure { members: &[Member::optional("useLocalStorage", &schema::BOOLEAN)], union: false },
    limits: Limits::NONE,
};

pub static MANAGED_INSTANCES_MONITORING_OPTIONS: Schema = Schema {
    name: "ManagedInstancesMonitoringOptions",
    kind: Kind::Text { pattern: None, values: super::ManagedInstancesMonitoringOptions::VALUES },
    limits: Limits::NONE,
};

pub static MANAGED_INSTANCES_NETWORK_CONFIGURATION: Schema = Schema {
    name: "ManagedInstancesNetworkConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("subnets", &STRING_LIST),
            Member::optional("securityGroups", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_INSTANCES_PROVIDER: Schema = Schema {
    name: "ManagedInstancesProvider",
    kind: Kind::Structure {
        members: &[
            Member::optional("infrastructureRoleArn", &schema::TEXT),
            Member::optional("instanceLaunchTemplate", &INSTANCE_LAUNCH_TEMPLATE),
            Member::optional("propagateTags", &PROPAGATE_MI_TAGS),
            Member::optional("infrastructureOptimization", &INFRASTRUCTURE_OPTIMIZATION),
            Member::optional("autoRepairConfiguration", &AUTO_REPAIR_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_INSTANCES_STORAGE_CONFIGURATION: Schema = Schema {
    name: "ManagedInstancesStorageConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("storageSizeGiB", &TASK_VOLUME_STORAGE_GIB)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_LISTENER: Schema = Schema {
    name: "ManagedListener",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_LISTENER_RULE: Schema = Schema {
    name: "ManagedListenerRule",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_LOAD_BALANCER: Schema = Schema {
    name: "ManagedLoadBalancer",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("scheme", &schema::TEXT),
            Member::optional("subnetIds", &STRING_LIST),
            Member::optional("securityGroupIds", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_LOG_GROUP: Schema = Schema {
    name: "ManagedLogGroup",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("logGroupName", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_LOG_GROUPS: Schema = Schema {
    name: "ManagedLogGroups",
    kind: Kind::List { member: &Member::required("member", &MANAGED_LOG_GROUP) },
    limits: Limits::NONE,
};

pub static MANAGED_METRIC_ALARM: Schema = Schema {
    name: "ManagedMetricAlarm",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_METRIC_ALARMS: Schema = Schema {
    name: "ManagedMetricAlarms",
    kind: Kind::List { member: &Member::required("member", &MANAGED_METRIC_ALARM) },
    limits: Limits::NONE,
};

pub static MANAGED_RESOURCE_STATUS: Schema = Schema {
    name: "ManagedResourceStatus",
    kind: Kind::Text { pattern: None, values: super::ManagedResourceStatus::VALUES },
    limits: Limits::NONE,
};

pub static MANAGED_SCALABLE_TARGET: Schema = Schema {
    name: "ManagedScalableTarget",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("minCapacity", &schema::INTEGER),
            Member::required("maxCapacity", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_SCALING: Schema = Schema {
    name: "ManagedScaling",
    kind: Kind::Structure {
        members: &[
            Member::optional("status", &MANAGED_SCALING_STATUS),
            Member::optional("targetCapacity", &MANAGED_SCALING_TARGET_CAPACITY),
            Member::optional("minimumScalingStepSize", &MANAGED_SCALING_STEP_SIZE),
            Member::optional("maximumScalingStepSize", &MANAGED_SCALING_STEP_SIZE),
            Member::optional("instanceWarmupPeriod", &MANAGED_SCALING_INSTANCE_WARMUP_PERIOD),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_SCALING_INSTANCE_WARMUP_PERIOD: Schema = Schema {
    name: "ManagedScalingInstanceWarmupPeriod",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(10000.0) },
};

pub static MANAGED_SCALING_STATUS: Schema = Schema {
    name: "ManagedScalingStatus",
    kind: Kind::Text { pattern: None, values: super::ManagedScalingStatus::VALUES },
    limits: Limits::NONE,
};

pub static MANAGED_SCALING_STEP_SIZE: Schema = Schema {
    name: "ManagedScalingStepSize",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(10000.0) },
};

pub static MANAGED_SCALING_TARGET_CAPACITY: Schema = Schema {
    name: "ManagedScalingTargetCapacity",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static MANAGED_SECURITY_GROUP: Schema = Schema {
    name: "ManagedSecurityGroup",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_SECURITY_GROUPS: Schema = Schema {
    name: "ManagedSecurityGroups",
    kind: Kind::List { member: &Member::required("member", &MANAGED_SECURITY_GROUP) },
    limits: Limits::NONE,
};

pub static MANAGED_STORAGE_CONFIGURATION: Schema = Schema {
    name: "ManagedStorageConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("kmsKeyId", &schema::TEXT),
            Member::optional("fargateEphemeralStorageKmsKeyId", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_TARGET_GROUP: Schema = Schema {
    name: "ManagedTargetGroup",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::required("status", &MANAGED_RESOURCE_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::required("updatedAt", &schema::TIMESTAMP),
            Member::required("healthCheckPath", &schema::TEXT),
            Member::required("healthCheckPort", &schema::INTEGER),
            Member::required("port", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_TARGET_GROUPS: Schema = Schema {
    name: "ManagedTargetGroups",
    kind: Kind::List { member: &Member::required("member", &MANAGED_TARGET_GROUP) },
    limits: Limits::NONE,
};

pub static MANAGED_TERMINATION_PROTECTION: Schema = Schema {
    name: "ManagedTerminationProtection",
    kind: Kind::Text { pattern: None, values: super::ManagedTerminationProtection::VALUES },
    limits: Limits::NONE,
};

pub static MEMORY_GIB_PER_VCPU_REQUEST: Schema = Schema {
    name: "MemoryGiBPerVCpuRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::DOUBLE), Member::optional("max", &schema::DOUBLE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MEMORY_MIB_REQUEST: Schema = Schema {
    name: "MemoryMiBRequest",
    kind: Kind::Structure {
        members: &[Member::required("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_CONFIGURATION: Schema = Schema {
    name: "MetricConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("metricNames", &METRIC_NAMES_LIST),
            Member::required("resolutionSeconds", &METRIC_RESOLUTION_SECONDS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_CONFIGURATION_LIST: Schema = Schema {
    name: "MetricConfigurationList",
    kind: Kind::List { member: &Member::required("member", &METRIC_CONFIGURATION) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static METRIC_NAME: Schema = Schema {
    name: "MetricName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static METRIC_NAMES_LIST: Schema = Schema {
    name: "MetricNamesList",
    kind: Kind::List { member: &Member::required("member", &METRIC_NAME) },
    limits: Limits { min: Some(1.0), max: Some(5.0) },
};

pub static METRIC_RESOLUTION_SECONDS: Schema = Schema {
    name: "MetricResolutionSeconds",
    kind: Kind::Integer,
    limits: Limits { min: Some(20.0), max: Some(60.0) },
};

pub static MONITORING_CONFIGURATION: Schema = Schema {
    name: "MonitoringConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("metricConfigurations", &METRIC_CONFIGURATION_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MOUNT_POINT: Schema = Schema {
    name: "MountPoint",
    kind: Kind::Structure {
        members: &[
            Member::optional("sourceVolume", &schema::TEXT),
            Member::optional("containerPath", &schema::TEXT),
            Member::optional("readOnly", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MOUNT_POINT_LIST: Schema = Schema {
    name: "MountPointList",
    kind: Kind::List { member: &Member::required("member", &MOUNT_POINT) },
    limits: Limits::NONE,
};

pub static NETWORK_BANDWIDTH_GBPS_REQUEST: Schema = Schema {
    name: "NetworkBandwidthGbpsRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::DOUBLE), Member::optional("max", &schema::DOUBLE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NETWORK_BINDING: Schema = Schema {
    name: "NetworkBinding",
    kind: Kind::Structure {
        members: &[
            Member::optional("bindIP", &schema::TEXT),
            Member::optional("containerPort", &schema::INTEGER),
            Member::optional("hostPort", &schema::INTEGER),
            Member::optional("protocol", &TRANSPORT_PROTOCOL),
            Member::optional("containerPortRange", &schema::TEXT),
            Member::optional("hostPortRange", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NETWORK_BINDINGS: Schema = Schema {
    name: "NetworkBindings",
    kind: Kind::List { member: &Member::required("member", &NETWORK_BINDING) },
    limits: Limits::NONE,
};

pub static NETWORK_CONFIGURATION: Schema = Schema {
    name: "NetworkConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("awsvpcConfiguration", &AWS_VPC_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NETWORK_INTERFACE: Schema = Schema {
    name: "NetworkInterface",
    kind: Kind::Structure {
        members: &[
            Member::optional("attachmentId", &schema::TEXT),
            Member::optional("privateIpv4Address", &schema::TEXT),
            Member::optional("ipv6Address", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NETWORK_INTERFACE_COUNT_REQUEST: Schema = Schema {
    name: "NetworkInterfaceCountRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NETWORK_INTERFACES: Schema = Schema {
    name: "NetworkInterfaces",
    kind: Kind::List { member: &Member::required("member", &NETWORK_INTERFACE) },
    limits: Limits::NONE,
};

pub static NETWORK_MODE: Schema = Schema {
    name: "NetworkMode",
    kind: Kind::Text { pattern: None, values: super::NetworkMode::VALUES },
    limits: Limits::NONE,
};

pub static NEURON_DEVICE_IDS: Schema = Schema {
    name: "NeuronDeviceIds",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static NVIDIA_MPS_ALLOCATION: Schema = Schema {
    name: "NvidiaMpsAllocation",
    kind: Kind::Structure {
        members: &[
            Member::required("memory", &NVIDIA_MPS_ALLOCATION_MEMORY_INTEGER),
            Member::optional("maxComputePercent", &NVIDIA_MPS_ALLOCATION_MAX_COMPUTE_PERCENT_INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NVIDIA_MPS_ALLOCATION_MAX_COMPUTE_PERCENT_INTEGER: Schema = Schema {
    name: "NvidiaMpsAllocationMaxComputePercentInteger",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static NVIDIA_MPS_ALLOCATION_MEMORY_INTEGER: Schema = Schema {
    name: "NvidiaMpsAllocationMemoryInteger",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: None },
};

pub static OS_FAMILY: Schema = Schema {
    name: "OSFamily",
    kind: Kind::Text { pattern: None, values: super::OSFamily::VALUES },
    limits: Limits::NONE,
};

pub static PID_MODE: Schema = Schema {
    name: "PidMode",
    kind: Kind::Text { pattern: None, values: super::PidMode::VALUES },
    limits: Limits::NONE,
};

pub static PLACEMENT_CONSTRAINT: Schema = Schema {
    name: "PlacementConstraint",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &PLACEMENT_CONSTRAINT_TYPE),
            Member::optional("expression", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLACEMENT_CONSTRAINT_TYPE: Schema = Schema {
    name: "PlacementConstraintType",
    kind: Kind::Text { pattern: None, values: super::PlacementConstraintType::VALUES },
    limits: Limits::NONE,
};

pub static PLACEMENT_CONSTRAINTS: Schema = Schema {
    name: "PlacementConstraints",
    kind: Kind::List { member: &Member::required("member", &PLACEMENT_CONSTRAINT) },
    limits: Limits::NONE,
};

pub static PLACEMENT_STRATEGIES: Schema = Schema {
    name: "PlacementStrategies",
    kind: Kind::List { member: &Member::required("member", &PLACEMENT_STRATEGY) },
    limits: Limits::NONE,
};

pub static PLACEMENT_STRATEGY: Schema = Schema {
    name: "PlacementStrategy",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &PLACEMENT_STRATEGY_TYPE),
            Member::optional("field", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLACEMENT_STRATEGY_TYPE: Schema = Schema {
    name: "PlacementStrategyType",
    kind: Kind::Text { pattern: None, values: super::PlacementStrategyType::VALUES },
    limits: Limits::NONE,
};

pub static PLATFORM_DEVICE: Schema = Schema {
    name: "PlatformDevice",
    kind: Kind::Structure {
        members: &[Member::required("id", &schema::TEXT), Member::required("type", &PLATFORM_DEVICE_TYPE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLATFORM_DEVICE_TYPE: Schema = Schema {
    name: "PlatformDeviceType",
    kind: Kind::Text { pattern: None, values: super::PlatformDeviceType::VALUES },
    limits: Limits::NONE,
};

pub static PLATFORM_DEVICES: Schema = Schema {
    name: "PlatformDevices",
    kind: Kind::List { member: &Member::required("member", &PLATFORM_DEVICE) },
    limits: Limits::NONE,
};

pub static PORT_MAPPING: Schema = Schema {
    name: "PortMapping",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerPort", &schema::INTEGER),
            Member::optional("hostPort", &schema::INTEGER),
            Member::optional("protocol", &TRANSPORT_PROTOCOL),
            Member::optional("name", &schema::TEXT),
            Member::optional("appProtocol", &APPLICATION_PROTOCOL),
            Member::optional("containerPortRange", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PORT_MAPPING_LIST: Schema = Schema {
    name: "PortMappingList",
    kind: Kind::List { member: &Member::required("member", &PORT_MAPPING) },
    limits: Limits::NONE,
};

pub static PORT_NUMBER: Schema =
    Schema { name: "PortNumber", kind: Kind::Integer, limits: Limits { min: Some(0.0), max: Some(65535.0) } };

pub static PROPAGATE_GATEWAY_TAGS: Schema = Schema {
    name: "PropagateGatewayTags",
    kind: Kind::Text { pattern: None, values: super::PropagateGatewayTags::VALUES },
    limits: Limits::NONE,
};

pub static PROPAGATE_MI_TAGS: Schema = Schema {
    name: "PropagateMITags",
    kind: Kind::Text { pattern: None, values: super::PropagateMITags::VALUES },
    limits: Limits::NONE,
};

pub static PROPAGATE_TAGS: Schema = Schema {
    name: "PropagateTags",
    kind: Kind::Text { pattern: None, values: super::PropagateTags::VALUES },
    limits: Limits::NONE,
};

pub static PROTECTED_TASK: Schema = Schema {
    name: "ProtectedTask",
    kind: Kind::Structure {
        members: &[
            Member::optional("taskArn", &schema::TEXT),
            Member::optional("protectionEnabled", &schema::BOOLEAN),
            Member::optional("expirationDate", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PROTECTED_TASKS: Schema = Schema {
    name: "ProtectedTasks",
    kind: Kind::List { member: &Member::required("member", &PROTECTED_TASK) },
    limits: Limits::NONE,
};

pub static PROXY_CONFIGURATION: Schema = Schema {
    name: "ProxyConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &PROXY_CONFIGURATION_TYPE),
            Member::required("containerName", &schema::TEXT),
            Member::optional("properties", &PROXY_CONFIGURATION_PROPERTIES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PROXY_CONFIGURATION_PROPERTIES: Schema = Schema {
    name: "ProxyConfigurationProperties",
    kind: Kind::List { member: &Member::required("member", &KEY_VALUE_PAIR) },
    limits: Limits::NONE,
};

pub static PROXY_CONFIGURATION_TYPE: Schema = Schema {
    name: "ProxyConfigurationType",
    kind: Kind::Text { pattern: None, values: super::ProxyConfigurationType::VALUES },
    limits: Limits::NONE,
};

pub static PUT_ACCOUNT_SETTING_DEFAULT_REQUEST: Schema = Schema {
    name: "PutAccountSettingDefaultRequest",
    kind: Kind::Structure {
        members: &[Member::required("name", &SETTING_NAME), Member::required("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_ACCOUNT_SETTING_DEFAULT_RESPONSE: Schema = Schema {
    name: "PutAccountSettingDefaultResponse",
    kind: Kind::Structure { members: &[Member::optional("setting", &SETTING)], union: false },
    limits: Limits::NONE,
};

pub static PUT_ACCOUNT_SETTING_REQUEST: Schema = Schema {
    name: "PutAccountSettingRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &SETTING_NAME),
            Member::required("value", &schema::TEXT),
            Member::optional("principalArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_ACCOUNT_SETTING_RESPONSE: Schema = Schema {
    name: "PutAccountSettingResponse",
    kind: Kind::Structure { members: &[Member::optional("setting", &SETTING)], union: false },
    limits: Limits::NONE,
};

pub static PUT_ATTRIBUTES_REQUEST: Schema = Schema {
    name: "PutAttributesRequest",
    kind: Kind::Structure {
        members: &[Member::optional("cluster", &schema::TEXT), Member::required("attributes", &ATTRIBUTES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_ATTRIBUTES_RESPONSE: Schema = Schema {
    name: "PutAttributesResponse",
    kind: Kind::Structure { members: &[Member::optional("attributes", &ATTRIBUTES)], union: false },
    limits: Limits::NONE,
};

pub static PUT_CLUSTER_CAPACITY_PROVIDERS_REQUEST: Schema = Schema {
    name: "PutClusterCapacityProvidersRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("capacityProviders", &STRING_LIST),
            Member::required("defaultCapacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_CLUSTER_CAPACITY_PROVIDERS_RESPONSE: Schema = Schema {
    name: "PutClusterCapacityProvidersResponse",
    kind: Kind::Structure { members: &[Member::optional("cluster", &CLUSTER)], union: false },
    limits: Limits::NONE,
};

pub static REGISTER_CONTAINER_INSTANCE_REQUEST: Schema = Schema {
    name: "RegisterContainerInstanceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("instanceIdentityDocument", &schema::TEXT),
            Member::optional("instanceIdentityDocumentSignature", &schema::TEXT),
            Member::optional("totalResources", &RESOURCES),
            Member::optional("versionInfo", &VERSION_INFO),
            Member::optional("containerInstanceArn", &schema::TEXT),
            Member::optional("attributes", &ATTRIBUTES),
            Member::optional("platformDevices", &PLATFORM_DEVICES),
            Member::optional("tags", &TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTER_CONTAINER_INSTANCE_RESPONSE: Schema = Schema {
    name: "RegisterContainerInstanceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("containerInstance", &CONTAINER_INSTANCE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTER_DAEMON_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "RegisterDaemonTaskDefinitionRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("family", &schema::TEXT),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::required("containerDefinitions", &DAEMON_CONTAINER_DEFINITION_LIST),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("volumes", &DAEMON_VOLUME_LIST),
            Member::optional("tags", &TAGS),
            Member::optional("pidMode", &DAEMON_PID_MODE),
            Member::optional("ipcMode", &DAEMON_IPC_MODE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTER_DAEMON_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "RegisterDaemonTaskDefinitionResponse",
    kind: Kind::Structure {
        members: &[Member::optional("daemonTaskDefinitionArn", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTER_TASK_DEFINITION_REQUEST: Schema = Schema {
    name: "RegisterTaskDefinitionRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("family", &schema::TEXT),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("networkMode", &NETWORK_MODE),
            Member::required("containerDefinitions", &CONTAINER_DEFINITIONS),
            Member::optional("volumes", &VOLUME_LIST),
            Member::optional("placementConstraints", &TASK_DEFINITION_PLACEMENT_CONSTRAINTS),
            Member::optional("requiresCompatibilities", &COMPATIBILITY_LIST),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::optional("pidMode", &PID_MODE),
            Member::optional("ipcMode", &IPC_MODE),
            Member::optional("proxyConfiguration", &PROXY_CONFIGURATION),
            Member::optional("inferenceAccelerators", &INFERENCE_ACCELERATORS),
            Member::optional("ephemeralStorage", &EPHEMERAL_STORAGE),
            Member::optional("runtimePlatform", &RUNTIME_PLATFORM),
            Member::optional("enableFaultInjection", &schema::BOOLEAN),
            Member::optional("trustedExecutionConfiguration", &TRUSTED_EXECUTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTER_TASK_DEFINITION_RESPONSE: Schema = Schema {
    name: "RegisterTaskDefinitionResponse",
    kind: Kind::Structure {
        members: &[Member::optional("taskDefinition", &TASK_DEFINITION), Member::optional("tags", &TAGS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_CREDENTIALS: Schema = Schema {
    name: "RepositoryCredentials",
    kind: Kind::Structure {
        members: &[Member::required("credentialsParameter", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REQUIRES_ATTRIBUTES: Schema = Schema {
    name: "RequiresAttributes",
    kind: Kind::List { member: &Member::required("member", &ATTRIBUTE) },
    limits: Limits::NONE,
};

pub static RESOLVED_CONFIGURATION: Schema = Schema {
    name: "ResolvedConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("loadBalancers", &SERVICE_REVISION_LOAD_BALANCERS),
            Member::optional("vpcLatticeConfigurations", &SERVICE_REVISION_VPC_LATTICE_CONFIGURATIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE: Schema = Schema {
    name: "Resource",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("type", &schema::TEXT),
            Member::optional("doubleValue", &schema::DOUBLE),
            Member::optional("longValue", &schema::LONG),
            Member::optional("integerValue", &schema::INTEGER),
            Member::optional("stringSetValue", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE_IDS: Schema = Schema {
    name: "ResourceIds",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static RESOURCE_MANAGEMENT_TYPE: Schema = Schema {
    name: "ResourceManagementType",
    kind: Kind::Text { pattern: None, values: super::ResourceManagementType::VALUES },
    limits: Limits::NONE,
};

pub static RESOURCE_REQUIREMENT: Schema = Schema {
    name: "ResourceRequirement",
    kind: Kind::Structure {
        members: &[
            Member::optional("value", &schema::TEXT),
            Member::required("type", &RESOURCE_TYPE),
            Member::optional("sharingStrategy", &SHARING_STRATEGY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE_REQUIREMENTS: Schema = Schema {
    name: "ResourceRequirements",
    kind: Kind::List { member: &Member::required("member", &RESOURCE_REQUIREMENT) },
    limits: Limits::NONE,
};

pub static RESOURCE_TYPE: Schema = Schema {
    name: "ResourceType",
    kind: Kind::Text { pattern: None, values: super::ResourceType::VALUES },
    limits: Limits::NONE,
};

pub static RESOURCES: Schema = Schema {
    name: "Resources",
    kind: Kind::List { member: &Member::required("member", &RESOURCE) },
    limits: Limits::NONE,
};

pub static ROLLBACK: Schema = Schema {
    name: "Rollback",
    kind: Kind::Structure {
        members: &[
            Member::optional("reason", &schema::TEXT),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("serviceRevisionArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RUN_TASK_REQUEST: Schema = Schema {
    name: "RunTaskRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("count", &schema::INTEGER),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("group", &schema::TEXT),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("overrides", &TASK_OVERRIDE),
            Member::optional("placementConstraints", &PLACEMENT_CONSTRAINTS),
            Member::optional("placementStrategy", &PLACEMENT_STRATEGIES),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
            Member::optional("referenceId", &schema::TEXT),
            Member::optional("startedBy", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::required("taskDefinition", &schema::TEXT),
            Member {
                name: "clientToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { idempotency_token: true, ..*Names::PLAIN },
            },
            Member::optional("volumeConfigurations", &TASK_VOLUME_CONFIGURATIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RUN_TASK_RESPONSE: Schema = Schema {
    name: "RunTaskResponse",
    kind: Kind::Structure {
        members: &[Member::optional("tasks", &TASKS), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RUNTIME_PLATFORM: Schema = Schema {
    name: "RuntimePlatform",
    kind: Kind::Structure {
        members: &[
            Member::optional("cpuArchitecture", &CPU_ARCHITECTURE),
            Member::optional("operatingSystemFamily", &OS_FAMILY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RUNTIME_PLATFORM_OVERRIDE: Schema = Schema {
    name: "RuntimePlatformOverride",
    kind: Kind::Structure { members: &[Member::optional("cpuArchitecture", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static S3_FILES_VOLUME_CONFIGURATION: Schema = Schema {
    name: "S3FilesVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("fileSystemArn", &schema::TEXT),
            Member::optional("rootDirectory", &schema::TEXT),
            Member::optional("transitEncryptionPort", &schema::INTEGER),
            Member::optional("accessPointArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SCALE: Schema = Schema {
    name: "Scale",
    kind: Kind::Structure {
        members: &[Member::optional("value", &schema::DOUBLE), Member::optional("unit", &SCALE_UNIT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SCALE_UNIT: Schema = Schema {
    name: "ScaleUnit",
    kind: Kind::Text { pattern: None, values: super::ScaleUnit::VALUES },
    limits: Limits::NONE,
};

pub static SCHEDULING_STRATEGY: Schema = Schema {
    name: "SchedulingStrategy",
    kind: Kind::Text { pattern: None, values: super::SchedulingStrategy::VALUES },
    limits: Limits::NONE,
};

pub static SCOPE: Schema = Schema {
    name: "Scope",
    kind: Kind::Text { pattern: None, values: super::Scope::VALUES },
    limits: Limits::NONE,
};

pub static SECRET: Schema = Schema {
    name: "Secret",
    kind: Kind::Structure {
        members: &[Member::required("name", &schema::TEXT), Member::required("valueFrom", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SECRET_LIST: Schema = Schema {
    name: "SecretList",
    kind: Kind::List { member: &Member::required("member", &SECRET) },
    limits: Limits::NONE,
};

pub static SERVICE: Schema = Schema {
    name: "Service",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("serviceName", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("status", &schema::TEXT),
            Member::optional("desiredCount", &schema::INTEGER),
            Member::optional("runningCount", &schema::INTEGER),
            Member::optional("pendingCount", &schema::INTEGER),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("platformFamily", &schema::TEXT),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("deploymentConfiguration", &DEPLOYMENT_CONFIGURATION),
            Member::optional("taskSets", &TASK_SETS),
            Member::optional("deployments", &DEPLOYMENTS),
            Member::optional("roleArn", &schema::TEXT),
            Member::optional("events", &SERVICE_EVENTS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("currentServiceDeployment", &schema::TEXT),
            Member::optional("currentServiceRevisions", &SERVICE_CURRENT_REVISION_SUMMARY_LIST),
            Member::optional("placementConstraints", &PLACEMENT_CONSTRAINTS),
            Member::optional("placementStrategy", &PLACEMENT_STRATEGIES),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("healthCheckGracePeriodSeconds", &schema::INTEGER),
            Member::optional("schedulingStrategy", &SCHEDULING_STRATEGY),
            Member::optional("deploymentController", &DEPLOYMENT_CONTROLLER),
            Member::optional("tags", &TAGS),
            Member::optional("createdBy", &schema::TEXT),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("availabilityZoneRebalancing", &AVAILABILITY_ZONE_REBALANCING),
            Member::optional("resourceManagementType", &RESOURCE_MANAGEMENT_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_ACCESS_LOG_CONFIGURATION: Schema = Schema {
    name: "ServiceConnectAccessLogConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("format", &SERVICE_CONNECT_ACCESS_LOGGING_FORMAT),
            Member::optional("includeQueryParameters", &SERVICE_CONNECT_INCLUDE_QUERY_PARAMETERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_ACCESS_LOGGING_FORMAT: Schema = Schema {
    name: "ServiceConnectAccessLoggingFormat",
    kind: Kind::Text { pattern: None, values: super::ServiceConnectAccessLoggingFormat::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_CLIENT_ALIAS: Schema = Schema {
    name: "ServiceConnectClientAlias",
    kind: Kind::Structure {
        members: &[
            Member::required("port", &PORT_NUMBER),
            Member::optional("dnsName", &schema::TEXT),
            Member::optional("testTrafficRules", &SERVICE_CONNECT_TEST_TRAFFIC_RULES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_CLIENT_ALIAS_LIST: Schema = Schema {
    name: "ServiceConnectClientAliasList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_CONNECT_CLIENT_ALIAS) },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_CONFIGURATION: Schema = Schema {
    name: "ServiceConnectConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("enabled", &schema::BOOLEAN),
            Member::optional("namespace", &schema::TEXT),
            Member::optional("services", &SERVICE_CONNECT_SERVICE_LIST),
            Member::optional("logConfiguration", &LOG_CONFIGURATION),
            Member::optional("accessLogConfiguration", &SERVICE_CONNECT_ACCESS_LOG_CONFIGURATION),
            Member::optional("containerConfigurations", &SERVICE_CONNECT_CONTAINER_CONFIGURATIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_CONTAINER_CONFIGURATION: Schema = Schema {
    name: "ServiceConnectContainerConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("logLevel", &SERVICE_CONNECT_CONTAINER_LOG_LEVEL)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_CONTAINER_CONFIGURATIONS: Schema = Schema {
    name: "ServiceConnectContainerConfigurations",
    kind: Kind::List { member: &Member::required("member", &SERVICE_CONNECT_CONTAINER_CONFIGURATION) },
    limits: Limits { min: Some(0.0), max: Some(10.0) },
};

pub static SERVICE_CONNECT_CONTAINER_LOG_LEVEL: Schema = Schema {
    name: "ServiceConnectContainerLogLevel",
    kind: Kind::Text { pattern: None, values: super::ServiceConnectContainerLogLevel::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_INCLUDE_QUERY_PARAMETERS: Schema = Schema {
    name: "ServiceConnectIncludeQueryParameters",
    kind: Kind::Text { pattern: None, values: super::ServiceConnectIncludeQueryParameters::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_SERVICE: Schema = Schema {
    name: "ServiceConnectService",
    kind: Kind::Structure {
        members: &[
            Member::required("portName", &schema::TEXT),
            Member::optional("discoveryName", &schema::TEXT),
            Member::optional("clientAliases", &SERVICE_CONNECT_CLIENT_ALIAS_LIST),
            Member::optional("ingressPortOverride", &PORT_NUMBER),
            Member::optional("timeout", &TIMEOUT_CONFIGURATION),
            Member::optional("tls", &SERVICE_CONNECT_TLS_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_SERVICE_LIST: Schema = Schema {
    name: "ServiceConnectServiceList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_CONNECT_SERVICE) },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_SERVICE_RESOURCE: Schema = Schema {
    name: "ServiceConnectServiceResource",
    kind: Kind::Structure {
        members: &[
            Member::optional("discoveryName", &schema::TEXT),
            Member::optional("discoveryArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_SERVICE_RESOURCE_LIST: Schema = Schema {
    name: "ServiceConnectServiceResourceList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_CONNECT_SERVICE_RESOURCE) },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_TEST_TRAFFIC_HEADER_MATCH_RULES: Schema = Schema {
    name: "ServiceConnectTestTrafficHeaderMatchRules",
    kind: Kind::Structure { members: &[Member::required("exact", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_TEST_TRAFFIC_HEADER_RULES: Schema = Schema {
    name: "ServiceConnectTestTrafficHeaderRules",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("value", &SERVICE_CONNECT_TEST_TRAFFIC_HEADER_MATCH_RULES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_TEST_TRAFFIC_RULES: Schema = Schema {
    name: "ServiceConnectTestTrafficRules",
    kind: Kind::Structure {
        members: &[Member::required("header", &SERVICE_CONNECT_TEST_TRAFFIC_HEADER_RULES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_TLS_CERTIFICATE_AUTHORITY: Schema = Schema {
    name: "ServiceConnectTlsCertificateAuthority",
    kind: Kind::Structure { members: &[Member::optional("awsPcaAuthorityArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static SERVICE_CONNECT_TLS_CONFIGURATION: Schema = Schema {
    name: "ServiceConnectTlsConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("issuerCertificateAuthority", &SERVICE_CONNECT_TLS_CERTIFICATE_AUTHORITY),
            Member::optional("kmsKey", &schema::TEXT),
            Member::optional("roleArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CURRENT_REVISION_SUMMARY: Schema = Schema {
    name: "ServiceCurrentRevisionSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("requestedTaskCount", &schema::INTEGER),
            Member::optional("runningTaskCount", &schema::INTEGER),
            Member::optional("pendingTaskCount", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_CURRENT_REVISION_SUMMARY_LIST: Schema = Schema {
    name: "ServiceCurrentRevisionSummaryList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_CURRENT_REVISION_SUMMARY) },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT: Schema = Schema {
    name: "ServiceDeployment",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceDeploymentArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("finishedAt", &schema::TIMESTAMP),
            Member::optional("stoppedAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("sourceServiceRevisions", &SERVICE_REVISIONS_SUMMARY_LIST),
            Member::optional("targetServiceRevision", &SERVICE_REVISION_SUMMARY),
            Member::optional("status", &SERVICE_DEPLOYMENT_STATUS),
            Member::optional("statusReason", &schema::TEXT),
            Member::optional("lifecycleStage", &SERVICE_DEPLOYMENT_LIFECYCLE_STAGE),
            Member::optional("lifecycleHookDetails", &DEPLOYMENT_LIFECYCLE_HOOK_DETAIL_LIST),
            Member::optional("deploymentConfiguration", &DEPLOYMENT_CONFIGURATION),
            Member::optional("rollback", &ROLLBACK),
            Member::optional("deploymentCircuitBreaker", &SERVICE_DEPLOYMENT_CIRCUIT_BREAKER),
            Member::optional("alarms", &SERVICE_DEPLOYMENT_ALARMS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_ALARMS: Schema = Schema {
    name: "ServiceDeploymentAlarms",
    kind: Kind::Structure {
        members: &[
            Member::optional("status", &SERVICE_DEPLOYMENT_ROLLBACK_MONITORS_STATUS),
            Member::optional("alarmNames", &STRING_LIST),
            Member::optional("triggeredAlarmNames", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_BRIEF: Schema = Schema {
    name: "ServiceDeploymentBrief",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceDeploymentArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("finishedAt", &schema::TIMESTAMP),
            Member::optional("targetServiceRevisionArn", &schema::TEXT),
            Member::optional("status", &SERVICE_DEPLOYMENT_STATUS),
            Member::optional("statusReason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_CIRCUIT_BREAKER: Schema = Schema {
    name: "ServiceDeploymentCircuitBreaker",
    kind: Kind::Structure {
        members: &[
            Member::optional("status", &SERVICE_DEPLOYMENT_ROLLBACK_MONITORS_STATUS),
            Member::optional("failureCount", &schema::INTEGER),
            Member::optional("threshold", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_LIFECYCLE_STAGE: Schema = Schema {
    name: "ServiceDeploymentLifecycleStage",
    kind: Kind::Text { pattern: None, values: super::ServiceDeploymentLifecycleStage::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_ROLLBACK_MONITORS_STATUS: Schema = Schema {
    name: "ServiceDeploymentRollbackMonitorsStatus",
    kind: Kind::Text { pattern: None, values: super::ServiceDeploymentRollbackMonitorsStatus::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_STATUS: Schema = Schema {
    name: "ServiceDeploymentStatus",
    kind: Kind::Text { pattern: None, values: super::ServiceDeploymentStatus::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENT_STATUS_LIST: Schema = Schema {
    name: "ServiceDeploymentStatusList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_DEPLOYMENT_STATUS) },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENTS: Schema = Schema {
    name: "ServiceDeployments",
    kind: Kind::List { member: &Member::required("member", &SERVICE_DEPLOYMENT) },
    limits: Limits::NONE,
};

pub static SERVICE_DEPLOYMENTS_BRIEF: Schema = Schema {
    name: "ServiceDeploymentsBrief",
    kind: Kind::List { member: &Member::required("member", &SERVICE_DEPLOYMENT_BRIEF) },
    limits: Limits::NONE,
};

pub static SERVICE_EVENT: Schema = Schema {
    name: "ServiceEvent",
    kind: Kind::Structure {
        members: &[
            Member::optional("id", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("message", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_EVENTS: Schema = Schema {
    name: "ServiceEvents",
    kind: Kind::List { member: &Member::required("member", &SERVICE_EVENT) },
    limits: Limits::NONE,
};

pub static SERVICE_FIELD: Schema = Schema {
    name: "ServiceField",
    kind: Kind::Text { pattern: None, values: super::ServiceField::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_FIELD_LIST: Schema = Schema {
    name: "ServiceFieldList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_FIELD) },
    limits: Limits::NONE,
};

pub static SERVICE_MANAGED_EBS_VOLUME_CONFIGURATION: Schema = Schema {
    name: "ServiceManagedEBSVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("encrypted", &schema::BOOLEAN),
            Member::optional("kmsKeyId", &schema::TEXT),
            Member::optional("volumeType", &schema::TEXT),
            Member::optional("sizeInGiB", &schema::INTEGER),
            Member::optional("snapshotId", &schema::TEXT),
            Member::optional("volumeInitializationRate", &schema::INTEGER),
            Member::optional("iops", &schema::INTEGER),
            Member::optional("throughput", &schema::INTEGER),
            Member::optional("tagSpecifications", &EBS_TAG_SPECIFICATIONS),
            Member::required("roleArn", &schema::TEXT),
            Member::optional("filesystemType", &TASK_FILESYSTEM_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REGISTRIES: Schema = Schema {
    name: "ServiceRegistries",
    kind: Kind::List { member: &Member::required("member", &SERVICE_REGISTRY) },
    limits: Limits::NONE,
};

pub static SERVICE_REGISTRY: Schema = Schema {
    name: "ServiceRegistry",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryArn", &schema::TEXT),
            Member::optional("port", &schema::INTEGER),
            Member::optional("containerName", &schema::TEXT),
            Member::optional("containerPort", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION: Schema = Schema {
    name: "ServiceRevision",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceRevisionArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("platformFamily", &schema::TEXT),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("containerImages", &CONTAINER_IMAGES),
            Member::optional("guardDutyEnabled", &schema::BOOLEAN),
            Member::optional("serviceConnectConfiguration", &SERVICE_CONNECT_CONFIGURATION),
            Member::optional("volumeConfigurations", &SERVICE_VOLUME_CONFIGURATIONS),
            Member::optional("fargateEphemeralStorage", &DEPLOYMENT_EPHEMERAL_STORAGE),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("vpcLatticeConfigurations", &VPC_LATTICE_CONFIGURATIONS),
            Member::optional("resolvedConfiguration", &RESOLVED_CONFIGURATION),
            Member::optional("ecsManagedResources", &ECS_MANAGED_RESOURCES),
            Member::optional("overrides", &SERVICE_REVISION_OVERRIDES),
            Member::optional("gatewayConnectors", &GATEWAY_CONNECTOR_LIST),
            Member::optional("monitoring", &MONITORING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_CLEANUP: Schema = Schema {
    name: "ServiceRevisionCleanup",
    kind: Kind::Text { pattern: None, values: super::ServiceRevisionCleanup::VALUES },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_LOAD_BALANCER: Schema = Schema {
    name: "ServiceRevisionLoadBalancer",
    kind: Kind::Structure {
        members: &[
            Member::optional("targetGroupArn", &schema::TEXT),
            Member::optional("productionListenerRule", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_LOAD_BALANCERS: Schema = Schema {
    name: "ServiceRevisionLoadBalancers",
    kind: Kind::List { member: &Member::required("member", &SERVICE_REVISION_LOAD_BALANCER) },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_OVERRIDES: Schema = Schema {
    name: "ServiceRevisionOverrides",
    kind: Kind::Structure {
        members: &[Member::optional("runtimePlatform", &RUNTIME_PLATFORM_OVERRIDE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_SUMMARY: Schema = Schema {
    name: "ServiceRevisionSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("arn", &schema::TEXT),
            Member::optional("requestedTaskCount", &schema::INTEGER),
            Member::optional("runningTaskCount", &schema::INTEGER),
            Member::optional("pendingTaskCount", &schema::INTEGER),
            Member::optional("requestedTestTrafficWeight", &schema::DOUBLE),
            Member::optional("requestedProductionTrafficWeight", &schema::DOUBLE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_VPC_LATTICE_CONFIGURATION: Schema = Schema {
    name: "ServiceRevisionVpcLatticeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("targetGroupArn", &schema::TEXT),
            Member::optional("productionListenerRule", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_REVISION_VPC_LATTICE_CONFIGURATIONS: Schema = Schema {
    name: "ServiceRevisionVpcLatticeConfigurations",
    kind: Kind::List { member: &Member::required("member", &SERVICE_REVISION_VPC_LATTICE_CONFIGURATION) },
    limits: Limits::NONE,
};

pub static SERVICE_REVISIONS: Schema = Schema {
    name: "ServiceRevisions",
    kind: Kind::List { member: &Member::required("member", &SERVICE_REVISION) },
    limits: Limits::NONE,
};

pub static SERVICE_REVISIONS_SUMMARY_LIST: Schema = Schema {
    name: "ServiceRevisionsSummaryList",
    kind: Kind::List { member: &Member::required("member", &SERVICE_REVISION_SUMMARY) },
    limits: Limits::NONE,
};

pub static SERVICE_VOLUME_CONFIGURATION: Schema = Schema {
    name: "ServiceVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("managedEBSVolume", &SERVICE_MANAGED_EBS_VOLUME_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SERVICE_VOLUME_CONFIGURATIONS: Schema = Schema {
    name: "ServiceVolumeConfigurations",
    kind: Kind::List { member: &Member::required("member", &SERVICE_VOLUME_CONFIGURATION) },
    limits: Limits::NONE,
};

pub static SERVICES: Schema = Schema {
    name: "Services",
    kind: Kind::List { member: &Member::required("member", &SERVICE) },
    limits: Limits::NONE,
};

pub static SESSION: Schema = Schema {
    name: "Session",
    kind: Kind::Structure {
        members: &[
            Member::optional("sessionId", &schema::TEXT),
            Member::optional("streamUrl", &schema::TEXT),
            Member {
                name: "tokenValue",
                target: &schema::TEXT,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SETTING: Schema = Schema {
    name: "Setting",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &SETTING_NAME),
            Member::optional("value", &schema::TEXT),
            Member::optional("principalArn", &schema::TEXT),
            Member::optional("type", &SETTING_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SETTING_NAME: Schema = Schema {
    name: "SettingName",
    kind: Kind::Text { pattern: None, values: super::SettingName::VALUES },
    limits: Limits::NONE,
};

pub static SETTING_TYPE: Schema = Schema {
    name: "SettingType",
    kind: Kind::Text { pattern: None, values: super::SettingType::VALUES },
    limits: Limits::NONE,
};

pub static SETTINGS: Schema = Schema {
    name: "Settings",
    kind: Kind::List { member: &Member::required("member", &SETTING) },
    limits: Limits::NONE,
};

pub static SHARING_STRATEGY: Schema = Schema {
    name: "SharingStrategy",
    kind: Kind::Structure { members: &[Member::optional("nvidiaMps", &NVIDIA_MPS_ALLOCATION)], union: true },
    limits: Limits::NONE,
};

pub static SORT_ORDER: Schema = Schema {
    name: "SortOrder",
    kind: Kind::Text { pattern: None, values: super::SortOrder::VALUES },
    limits: Limits::NONE,
};

pub static STABILITY_STATUS: Schema = Schema {
    name: "StabilityStatus",
    kind: Kind::Text { pattern: None, values: super::StabilityStatus::VALUES },
    limits: Limits::NONE,
};

pub static START_TASK_REQUEST: Schema = Schema {
    name: "StartTaskRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("containerInstances", &STRING_LIST),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("group", &schema::TEXT),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("overrides", &TASK_OVERRIDE),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
            Member::optional("referenceId", &schema::TEXT),
            Member::optional("startedBy", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::required("taskDefinition", &schema::TEXT),
            Member::optional("volumeConfigurations", &TASK_VOLUME_CONFIGURATIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_TASK_RESPONSE: Schema = Schema {
    name: "StartTaskResponse",
    kind: Kind::Structure {
        members: &[Member::optional("tasks", &TASKS), Member::optional("failures", &FAILURES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STATISTICS: Schema = Schema {
    name: "Statistics",
    kind: Kind::List { member: &Member::required("member", &KEY_VALUE_PAIR) },
    limits: Limits::NONE,
};

pub static STOP_SERVICE_DEPLOYMENT_REQUEST: Schema = Schema {
    name: "StopServiceDeploymentRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("serviceDeploymentArn", &schema::TEXT),
            Member::optional("stopType", &STOP_SERVICE_DEPLOYMENT_STOP_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STOP_SERVICE_DEPLOYMENT_RESPONSE: Schema = Schema {
    name: "StopServiceDeploymentResponse",
    kind: Kind::Structure {
        members: &[Member::optional("serviceDeploymentArn", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STOP_SERVICE_DEPLOYMENT_STOP_TYPE: Schema = Schema {
    name: "StopServiceDeploymentStopType",
    kind: Kind::Text { pattern: None, values: super::StopServiceDeploymentStopType::VALUES },
    limits: Limits::NONE,
};

pub static STOP_TASK_REQUEST: Schema = Schema {
    name: "StopTaskRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("task", &schema::TEXT),
            Member::optional("reason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STOP_TASK_RESPONSE: Schema = Schema {
    name: "StopTaskResponse",
    kind: Kind::Structure { members: &[Member::optional("task", &TASK)], union: false },
    limits: Limits::NONE,
};

pub static STRING_LIST: Schema = Schema {
    name: "StringList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static STRING_MAP: Schema = Schema {
    name: "StringMap",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static SUBMIT_ATTACHMENT_STATE_CHANGES_REQUEST: Schema = Schema {
    name: "SubmitAttachmentStateChangesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("attachments", &ATTACHMENT_STATE_CHANGES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBMIT_ATTACHMENT_STATE_CHANGES_RESPONSE: Schema = Schema {
    name: "SubmitAttachmentStateChangesResponse",
    kind: Kind::Structure { members: &[Member::optional("acknowledgment", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static SUBMIT_CONTAINER_STATE_CHANGE_REQUEST: Schema = Schema {
    name: "SubmitContainerStateChangeRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("task", &schema::TEXT),
            Member::optional("containerName", &schema::TEXT),
            Member::optional("runtimeId", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("exitCode", &schema::INTEGER),
            Member::optional("reason", &schema::TEXT),
            Member::optional("networkBindings", &NETWORK_BINDINGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBMIT_CONTAINER_STATE_CHANGE_RESPONSE: Schema = Schema {
    name: "SubmitContainerStateChangeResponse",
    kind: Kind::Structure { members: &[Member::optional("acknowledgment", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static SUBMIT_TASK_STATE_CHANGE_REQUEST: Schema = Schema {
    name: "SubmitTaskStateChangeRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("task", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("reason", &schema::TEXT),
            Member::optional("containers", &CONTAINER_STATE_CHANGES),
            Member::optional("attachments", &ATTACHMENT_STATE_CHANGES),
            Member::optional("managedAgents", &MANAGED_AGENT_STATE_CHANGES),
            Member::optional("pullStartedAt", &schema::TIMESTAMP),
            Member::optional("pullStoppedAt", &schema::TIMESTAMP),
            Member::optional("executionStoppedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBMIT_TASK_STATE_CHANGE_RESPONSE: Schema = Schema {
    name: "SubmitTaskStateChangeResponse",
    kind: Kind::Structure { members: &[Member::optional("acknowledgment", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static SYSTEM_CONTROL: Schema = Schema {
    name: "SystemControl",
    kind: Kind::Structure {
        members: &[Member::optional("namespace", &schema::TEXT), Member::optional("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SYSTEM_CONTROLS: Schema = Schema {
    name: "SystemControls",
    kind: Kind::List { member: &Member::required("member", &SYSTEM_CONTROL) },
    limits: Limits::NONE,
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::optional("key", &TAG_KEY), Member::optional("value", &TAG_VALUE)],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_TAG_KEY: Pattern = Pattern::loosened(
    "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
    "([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*)",
);

pub static TAG_KEY: Schema = Schema {
    name: "TagKey",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_KEY), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_KEYS: Schema = Schema {
    name: "TagKeys",
    kind: Kind::List { member: &Member::required("member", &TAG_KEY) },
    limits: Limits::NONE,
};

pub static TAG_RESOURCE_REQUEST: Schema = Schema {
    name: "TagResourceRequest",
    kind: Kind::Structure {
        members: &[Member::required("resourceArn", &schema::TEXT), Member::required("tags", &TAGS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_RESOURCE_RESPONSE: Schema = Schema {
    name: "TagResourceResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

static PATTERN_OF_TAG_VALUE: Pattern = Pattern::loosened(
    "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
    "([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*)",
);

pub static TAG_VALUE: Schema = Schema {
    name: "TagValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_VALUE), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(256.0) },
};

pub static TAGS: Schema = Schema {
    name: "Tags",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits { min: Some(0.0), max: Some(50.0) },
};

pub static TARGET_TYPE: Schema = Schema {
    name: "TargetType",
    kind: Kind::Text { pattern: None, values: super::TargetType::VALUES },
    limits: Limits::NONE,
};

pub static TASK: Schema = Schema {
    name: "Task",
    kind: Kind::Structure {
        members: &[
            Member::optional("attachments", &ATTACHMENTS),
            Member::optional("attributes", &ATTRIBUTES),
            Member::optional("availabilityZone", &schema::TEXT),
            Member::optional("capacityProviderName", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("connectivity", &CONNECTIVITY),
            Member::optional("connectivityAt", &schema::TIMESTAMP),
            Member::optional("containerInstanceArn", &schema::TEXT),
            Member::optional("containers", &CONTAINERS),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("desiredStatus", &schema::TEXT),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("executionStoppedAt", &schema::TIMESTAMP),
            Member::optional("group", &schema::TEXT),
            Member::optional("healthStatus", &HEALTH_STATUS),
            Member::optional("inferenceAccelerators", &INFERENCE_ACCELERATORS),
            Member::optional("lastStatus", &schema::TEXT),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("memory", &schema::TEXT),
            Member::optional("overrides", &TASK_OVERRIDE),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("platformFamily", &schema::TEXT),
            Member::optional("pullStartedAt", &schema::TIMESTAMP),
            Member::optional("pullStoppedAt", &schema::TIMESTAMP),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("startedBy", &schema::TEXT),
            Member::optional("stopCode", &TASK_STOP_CODE),
            Member::optional("stoppedAt", &schema::TIMESTAMP),
            Member::optional("stoppedReason", &schema::TEXT),
            Member::optional("stoppingAt", &schema::TIMESTAMP),
            Member::optional("tags", &TAGS),
            Member::optional("taskArn", &schema::TEXT),
            Member::optional("taskDefinitionArn", &schema::TEXT),
            Member::optional("version", &schema::LONG),
            Member::optional("ephemeralStorage", &EPHEMERAL_STORAGE),
            Member::optional("fargateEphemeralStorage", &TASK_EPHEMERAL_STORAGE),
            Member::optional("trustedExecutionSummary", &TRUSTED_EXECUTION_SUMMARY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION: Schema = Schema {
    name: "TaskDefinition",
    kind: Kind::Structure {
        members: &[
            Member::optional("taskDefinitionArn", &schema::TEXT),
            Member::optional("containerDefinitions", &CONTAINER_DEFINITIONS),
            Member::optional("family", &schema::TEXT),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("networkMode", &NETWORK_MODE),
            Member::optional("revision", &schema::INTEGER),
            Member::optional("volumes", &VOLUME_LIST),
            Member::optional("status", &TASK_DEFINITION_STATUS),
            Member::optional("requiresAttributes", &REQUIRES_ATTRIBUTES),
            Member::optional("placementConstraints", &TASK_DEFINITION_PLACEMENT_CONSTRAINTS),
            Member::optional("compatibilities", &COMPATIBILITY_LIST),
            Member::optional("runtimePlatform", &RUNTIME_PLATFORM),
            Member::optional("requiresCompatibilities", &COMPATIBILITY_LIST),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("inferenceAccelerators", &INFERENCE_ACCELERATORS),
            Member::optional("pidMode", &PID_MODE),
            Member::optional("ipcMode", &IPC_MODE),
            Member::optional("proxyConfiguration", &PROXY_CONFIGURATION),
            Member::optional("registeredAt", &schema::TIMESTAMP),
            Member::optional("deregisteredAt", &schema::TIMESTAMP),
            Member::optional("deleteRequestedAt", &schema::TIMESTAMP),
            Member::optional("registeredBy", &schema::TEXT),
            Member::optional("ephemeralStorage", &EPHEMERAL_STORAGE),
            Member::optional("enableFaultInjection", &schema::BOOLEAN),
            Member::optional("trustedExecutionConfiguration", &TRUSTED_EXECUTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_FAMILY_STATUS: Schema = Schema {
    name: "TaskDefinitionFamilyStatus",
    kind: Kind::Text { pattern: None, values: super::TaskDefinitionFamilyStatus::VALUES },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_FIELD: Schema = Schema {
    name: "TaskDefinitionField",
    kind: Kind::Text { pattern: None, values: super::TaskDefinitionField::VALUES },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_FIELD_LIST: Schema = Schema {
    name: "TaskDefinitionFieldList",
    kind: Kind::List { member: &Member::required("member", &TASK_DEFINITION_FIELD) },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_LIST: Schema = Schema {
    name: "TaskDefinitionList",
    kind: Kind::List { member: &Member::required("member", &TASK_DEFINITION) },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_PLACEMENT_CONSTRAINT: Schema = Schema {
    name: "TaskDefinitionPlacementConstraint",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &TASK_DEFINITION_PLACEMENT_CONSTRAINT_TYPE),
            Member::optional("expression", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_PLACEMENT_CONSTRAINT_TYPE: Schema = Schema {
    name: "TaskDefinitionPlacementConstraintType",
    kind: Kind::Text { pattern: None, values: super::TaskDefinitionPlacementConstraintType::VALUES },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_PLACEMENT_CONSTRAINTS: Schema = Schema {
    name: "TaskDefinitionPlacementConstraints",
    kind: Kind::List { member: &Member::required("member", &TASK_DEFINITION_PLACEMENT_CONSTRAINT) },
    limits: Limits::NONE,
};

pub static TASK_DEFINITION_STATUS: Schema = Schema {
    name: "TaskDefinitionStatus",
    kind: Kind::Text { pattern: None, values: super::TaskDefinitionStatus::VALUES },
    limits: Limits::NONE,
};

pub static TASK_EPHEMERAL_STORAGE: Schema = Schema {
    name: "TaskEphemeralStorage",
    kind: Kind::Structure {
        members: &[
            Member::optional("sizeInGiB", &schema::INTEGER),
            Member::optional("kmsKeyId", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_FIELD: Schema = Schema {
    name: "TaskField",
    kind: Kind::Text { pattern: None, values: super::TaskField::VALUES },
    limits: Limits::NONE,
};

pub static TASK_FIELD_LIST: Schema = Schema {
    name: "TaskFieldList",
    kind: Kind::List { member: &Member::required("member", &TASK_FIELD) },
    limits: Limits::NONE,
};

pub static TASK_FILESYSTEM_TYPE: Schema = Schema {
    name: "TaskFilesystemType",
    kind: Kind::Text { pattern: None, values: super::TaskFilesystemType::VALUES },
    limits: Limits::NONE,
};

pub static TASK_MANAGED_EBS_VOLUME_CONFIGURATION: Schema = Schema {
    name: "TaskManagedEBSVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("encrypted", &schema::BOOLEAN),
            Member::optional("kmsKeyId", &schema::TEXT),
            Member::optional("volumeType", &schema::TEXT),
            Member::optional("sizeInGiB", &schema::INTEGER),
            Member::optional("snapshotId", &schema::TEXT),
            Member::optional("volumeInitializationRate", &schema::INTEGER),
            Member::optional("iops", &schema::INTEGER),
            Member::optional("throughput", &schema::INTEGER),
            Member::optional("tagSpecifications", &EBS_TAG_SPECIFICATIONS),
            Member::required("roleArn", &schema::TEXT),
            Member::optional("terminationPolicy", &TASK_MANAGED_EBS_VOLUME_TERMINATION_POLICY),
            Member::optional("filesystemType", &TASK_FILESYSTEM_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_MANAGED_EBS_VOLUME_TERMINATION_POLICY: Schema = Schema {
    name: "TaskManagedEBSVolumeTerminationPolicy",
    kind: Kind::Structure {
        members: &[Member::required("deleteOnTermination", &schema::BOOLEAN)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_OVERRIDE: Schema = Schema {
    name: "TaskOverride",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerOverrides", &CONTAINER_OVERRIDES),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("inferenceAcceleratorOverrides", &INFERENCE_ACCELERATOR_OVERRIDES),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("ephemeralStorage", &EPHEMERAL_STORAGE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_SET: Schema = Schema {
    name: "TaskSet",
    kind: Kind::Structure {
        members: &[
            Member::optional("id", &schema::TEXT),
            Member::optional("taskSetArn", &schema::TEXT),
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("clusterArn", &schema::TEXT),
            Member::optional("startedBy", &schema::TEXT),
            Member::optional("externalId", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("computedDesiredCount", &schema::INTEGER),
            Member::optional("pendingCount", &schema::INTEGER),
            Member::optional("runningCount", &schema::INTEGER),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("launchType", &LAUNCH_TYPE),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("platformFamily", &schema::TEXT),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("scale", &SCALE),
            Member::optional("stabilityStatus", &STABILITY_STATUS),
            Member::optional("stabilityStatusAt", &schema::TIMESTAMP),
            Member::optional("tags", &TAGS),
            Member::optional("fargateEphemeralStorage", &DEPLOYMENT_EPHEMERAL_STORAGE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_SET_FIELD: Schema = Schema {
    name: "TaskSetField",
    kind: Kind::Text { pattern: None, values: super::TaskSetField::VALUES },
    limits: Limits::NONE,
};

pub static TASK_SET_FIELD_LIST: Schema = Schema {
    name: "TaskSetFieldList",
    kind: Kind::List { member: &Member::required("member", &TASK_SET_FIELD) },
    limits: Limits::NONE,
};

pub static TASK_SETS: Schema = Schema {
    name: "TaskSets",
    kind: Kind::List { member: &Member::required("member", &TASK_SET) },
    limits: Limits::NONE,
};

pub static TASK_STOP_CODE: Schema = Schema {
    name: "TaskStopCode",
    kind: Kind::Text { pattern: None, values: super::TaskStopCode::VALUES },
    limits: Limits::NONE,
};

pub static TASK_VOLUME_CONFIGURATION: Schema = Schema {
    name: "TaskVolumeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("managedEBSVolume", &TASK_MANAGED_EBS_VOLUME_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TASK_VOLUME_CONFIGURATIONS: Schema = Schema {
    name: "TaskVolumeConfigurations",
    kind: Kind::List { member: &Member::required("member", &TASK_VOLUME_CONFIGURATION) },
    limits: Limits::NONE,
};

pub static TASK_VOLUME_STORAGE_GIB: Schema = Schema {
    name: "TaskVolumeStorageGiB",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: None },
};

pub static TASKS: Schema = Schema {
    name: "Tasks",
    kind: Kind::List { member: &Member::required("member", &TASK) },
    limits: Limits::NONE,
};

pub static THRESHOLD_CONFIGURATION: Schema = Schema {
    name: "ThresholdConfiguration",
    kind: Kind::Structure {
        members: &[Member::required("type", &THRESHOLD_TYPE), Member::required("value", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static THRESHOLD_TYPE: Schema = Schema {
    name: "ThresholdType",
    kind: Kind::Text { pattern: None, values: super::ThresholdType::VALUES },
    limits: Limits::NONE,
};

pub static TIMEOUT_CONFIGURATION: Schema = Schema {
    name: "TimeoutConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("idleTimeoutSeconds", &DURATION),
            Member::optional("perRequestTimeoutSeconds", &DURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TMPFS: Schema = Schema {
    name: "Tmpfs",
    kind: Kind::Structure {
        members: &[
            Member::required("containerPath", &schema::TEXT),
            Member::required("size", &schema::INTEGER),
            Member::optional("mountOptions", &STRING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TMPFS_LIST: Schema = Schema {
    name: "TmpfsList",
    kind: Kind::List { member: &Member::required("member", &TMPFS) },
    limits: Limits::NONE,
};

pub static TOTAL_LOCAL_STORAGE_GB_REQUEST: Schema = Schema {
    name: "TotalLocalStorageGBRequest",
    kind: Kind::Structure {
        members: &[Member::optional("min", &schema::DOUBLE), Member::optional("max", &schema::DOUBLE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TRANSPORT_PROTOCOL: Schema = Schema {
    name: "TransportProtocol",
    kind: Kind::Text { pattern: None, values: super::TransportProtocol::VALUES },
    limits: Limits::NONE,
};

pub static TRUSTED_EXECUTION_CONFIGURATION: Schema = Schema {
    name: "TrustedExecutionConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("isolationMode", &ISOLATION_MODE),
            Member::optional("attestationPolicy", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TRUSTED_EXECUTION_SUMMARY: Schema = Schema {
    name: "TrustedExecutionSummary",
    kind: Kind::Structure {
        members: &[
            Member::required("isolationMode", &ISOLATION_MODE),
            Member::optional("attestationPolicyStatus", &ATTESTATION_POLICY_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ULIMIT: Schema = Schema {
    name: "Ulimit",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &ULIMIT_NAME),
            Member::required("softLimit", &schema::INTEGER),
            Member::required("hardLimit", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ULIMIT_LIST: Schema = Schema {
    name: "UlimitList",
    kind: Kind::List { member: &Member::required("member", &ULIMIT) },
    limits: Limits::NONE,
};

pub static ULIMIT_NAME: Schema = Schema {
    name: "UlimitName",
    kind: Kind::Text { pattern: None, values: super::UlimitName::VALUES },
    limits: Limits::NONE,
};

pub static UNTAG_RESOURCE_REQUEST: Schema = Schema {
    name: "UntagResourceRequest",
    kind: Kind::Structure {
        members: &[Member::required("resourceArn", &schema::TEXT), Member::required("tagKeys", &TAG_KEYS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UNTAG_RESOURCE_RESPONSE: Schema = Schema {
    name: "UntagResourceResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_CAPACITY_PROVIDER_REQUEST: Schema = Schema {
    name: "UpdateCapacityProviderRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("name", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("autoScalingGroupProvider", &AUTO_SCALING_GROUP_PROVIDER_UPDATE),
            Member::optional("managedInstancesProvider", &UPDATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CAPACITY_PROVIDER_RESPONSE: Schema = Schema {
    name: "UpdateCapacityProviderResponse",
    kind: Kind::Structure {
        members: &[Member::optional("capacityProvider", &CAPACITY_PROVIDER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CLUSTER_REQUEST: Schema = Schema {
    name: "UpdateClusterRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::optional("settings", &CLUSTER_SETTINGS),
            Member::optional("configuration", &CLUSTER_CONFIGURATION),
            Member::optional("serviceConnectDefaults", &CLUSTER_SERVICE_CONNECT_DEFAULTS_REQUEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CLUSTER_RESPONSE: Schema = Schema {
    name: "UpdateClusterResponse",
    kind: Kind::Structure { members: &[Member::optional("cluster", &CLUSTER)], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_CLUSTER_SETTINGS_REQUEST: Schema = Schema {
    name: "UpdateClusterSettingsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("settings", &CLUSTER_SETTINGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CLUSTER_SETTINGS_RESPONSE: Schema = Schema {
    name: "UpdateClusterSettingsResponse",
    kind: Kind::Structure { members: &[Member::optional("cluster", &CLUSTER)], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_CONTAINER_AGENT_REQUEST: Schema = Schema {
    name: "UpdateContainerAgentRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("containerInstance", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CONTAINER_AGENT_RESPONSE: Schema = Schema {
    name: "UpdateContainerAgentResponse",
    kind: Kind::Structure {
        members: &[Member::optional("containerInstance", &CONTAINER_INSTANCE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CONTAINER_INSTANCES_STATE_REQUEST: Schema = Schema {
    name: "UpdateContainerInstancesStateRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("containerInstances", &STRING_LIST),
            Member::required("status", &CONTAINER_INSTANCE_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_CONTAINER_INSTANCES_STATE_RESPONSE: Schema = Schema {
    name: "UpdateContainerInstancesStateResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("containerInstances", &CONTAINER_INSTANCES),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_DAEMON_REQUEST: Schema = Schema {
    name: "UpdateDaemonRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("daemonArn", &schema::TEXT),
            Member::required("daemonTaskDefinitionArn", &schema::TEXT),
            Member::required("capacityProviderArns", &STRING_LIST),
            Member::optional("deploymentConfiguration", &DAEMON_DEPLOYMENT_CONFIGURATION),
            Member::optional("propagateTags", &DAEMON_PROPAGATE_TAGS),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("critical", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_DAEMON_RESPONSE: Schema = Schema {
    name: "UpdateDaemonResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("daemonArn", &schema::TEXT),
            Member::optional("status", &DAEMON_STATUS),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("deploymentArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_EXPRESS_GATEWAY_SERVICE_REQUEST: Schema = Schema {
    name: "UpdateExpressGatewayServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("serviceArn", &schema::TEXT),
            Member::optional("executionRoleArn", &schema::TEXT),
            Member::optional("healthCheckPath", &schema::TEXT),
            Member::optional("primaryContainer", &EXPRESS_GATEWAY_CONTAINER),
            Member::optional("taskRoleArn", &schema::TEXT),
            Member::optional("networkConfiguration", &EXPRESS_GATEWAY_SERVICE_NETWORK_CONFIGURATION),
            Member::optional("cpu", &schema::TEXT),
            Member::optional("memory", &schema::TEXT),
            Member::optional("cpuArchitecture", &EXPRESS_CPU_ARCHITECTURE),
            Member::optional("scalingTarget", &EXPRESS_GATEWAY_SCALING_TARGET),
            Member::optional("taskDefinitionArn", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_EXPRESS_GATEWAY_SERVICE_RESPONSE: Schema = Schema {
    name: "UpdateExpressGatewayServiceResponse",
    kind: Kind::Structure {
        members: &[Member::optional("service", &UPDATED_EXPRESS_GATEWAY_SERVICE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_GATEWAY_ALB_CONFIGURATION: Schema = Schema {
    name: "UpdateGatewayAlbConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("networkConfiguration", &UPDATE_GATEWAY_NETWORK_CONFIGURATION),
            Member::optional("maxAlbCount", &schema::INTEGER),
            Member::optional("webACLArn", &schema::TEXT),
            Member::optional("accessLogs", &GATEWAY_ELB_ACCESS_LOG_CONFIGURATION),
            Member::optional("httpDesync", &GATEWAY_ALB_DESYNC_MITIGATION_MODE),
            Member::optional("testTrafficRules", &GATEWAY_ALB_TEST_TRAFFIC_RULES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_GATEWAY_CONFIGURATION: Schema = Schema {
    name: "UpdateGatewayConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("hostSharedAlb", &UPDATE_GATEWAY_ALB_CONFIGURATION)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static UPDATE_GATEWAY_NETWORK_CONFIGURATION: Schema = Schema {
    name: "UpdateGatewayNetworkConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("inboundSecurityGroup", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_GATEWAY_REQUEST: Schema = Schema {
    name: "UpdateGatewayRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("gateway", &schema::TEXT),
            Member::optional("infrastructureRoleArn", &schema::TEXT),
            Member::optional("deletionProtection", &schema::BOOLEAN),
            Member::optional("configuration", &UPDATE_GATEWAY_CONFIGURATION),
            Member::optional("propagateTags", &PROPAGATE_GATEWAY_TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_GATEWAY_RESPONSE: Schema = Schema {
    name: "UpdateGatewayResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("gatewayArn", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("status", &GATEWAY_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION: Schema = Schema {
    name: "UpdateManagedInstancesProviderConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("infrastructureRoleArn", &schema::TEXT),
            Member::required("instanceLaunchTemplate", &INSTANCE_LAUNCH_TEMPLATE_UPDATE),
            Member::optional("propagateTags", &PROPAGATE_MI_TAGS),
            Member::optional("infrastructureOptimization", &INFRASTRUCTURE_OPTIMIZATION),
            Member::optional("autoRepairConfiguration", &AUTO_REPAIR_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_SERVICE_PRIMARY_TASK_SET_REQUEST: Schema = Schema {
    name: "UpdateServicePrimaryTaskSetRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::required("primaryTaskSet", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_SERVICE_PRIMARY_TASK_SET_RESPONSE: Schema = Schema {
    name: "UpdateServicePrimaryTaskSetResponse",
    kind: Kind::Structure { members: &[Member::optional("taskSet", &TASK_SET)], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_SERVICE_REQUEST: Schema = Schema {
    name: "UpdateServiceRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::optional("desiredCount", &schema::INTEGER),
            Member::optional("taskDefinition", &schema::TEXT),
            Member::optional("capacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("deploymentConfiguration", &DEPLOYMENT_CONFIGURATION),
            Member::optional("availabilityZoneRebalancing", &AVAILABILITY_ZONE_REBALANCING),
            Member::optional("networkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("placementConstraints", &PLACEMENT_CONSTRAINTS),
            Member::optional("placementStrategy", &PLACEMENT_STRATEGIES),
            Member::optional("platformVersion", &schema::TEXT),
            Member::optional("forceNewDeployment", &schema::BOOLEAN),
            Member::optional("healthCheckGracePeriodSeconds", &schema::INTEGER),
            Member::optional("deploymentController", &DEPLOYMENT_CONTROLLER),
            Member::optional("enableExecuteCommand", &schema::BOOLEAN),
            Member::optional("enableECSManagedTags", &schema::BOOLEAN),
            Member::optional("loadBalancers", &LOAD_BALANCERS),
            Member::optional("propagateTags", &PROPAGATE_TAGS),
            Member::optional("serviceRegistries", &SERVICE_REGISTRIES),
            Member::optional("serviceConnectConfiguration", &SERVICE_CONNECT_CONFIGURATION),
            Member::optional("volumeConfigurations", &SERVICE_VOLUME_CONFIGURATIONS),
            Member::optional("vpcLatticeConfigurations", &VPC_LATTICE_CONFIGURATIONS),
            Member::optional("gatewayConnectors", &GATEWAY_CONNECTOR_LIST),
            Member::optional("monitoring", &MONITORING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_SERVICE_RESPONSE: Schema = Schema {
    name: "UpdateServiceResponse",
    kind: Kind::Structure { members: &[Member::optional("service", &SERVICE)], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_TASK_PROTECTION_REQUEST: Schema = Schema {
    name: "UpdateTaskProtectionRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("tasks", &STRING_LIST),
            Member::required("protectionEnabled", &schema::BOOLEAN),
            Member::optional("expiresInMinutes", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_TASK_PROTECTION_RESPONSE: Schema = Schema {
    name: "UpdateTaskProtectionResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("protectedTasks", &PROTECTED_TASKS),
            Member::optional("failures", &FAILURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_TASK_SET_REQUEST: Schema = Schema {
    name: "UpdateTaskSetRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("cluster", &schema::TEXT),
            Member::required("service", &schema::TEXT),
            Member::required("taskSet", &schema::TEXT),
            Member::required("scale", &SCALE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_TASK_SET_RESPONSE: Schema = Schema {
    name: "UpdateTaskSetResponse",
    kind: Kind::Structure { members: &[Member::optional("taskSet", &TASK_SET)], union: false },
    limits: Limits::NONE,
};

pub static UPDATED_EXPRESS_GATEWAY_SERVICE: Schema = Schema {
    name: "UpdatedExpressGatewayService",
    kind: Kind::Structure {
        members: &[
            Member::optional("serviceArn", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("serviceName", &schema::TEXT),
            Member::optional("status", &EXPRESS_GATEWAY_SERVICE_STATUS),
            Member::optional("targetConfiguration", &EXPRESS_GATEWAY_SERVICE_CONFIGURATION),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VCPU_COUNT_RANGE_REQUEST: Schema = Schema {
    name: "VCpuCountRangeRequest",
    kind: Kind::Structure {
        members: &[Member::required("min", &schema::INTEGER), Member::optional("max", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VERSION_CONSISTENCY: Schema = Schema {
    name: "VersionConsistency",
    kind: Kind::Text { pattern: None, values: super::VersionConsistency::VALUES },
    limits: Limits::NONE,
};

pub static VERSION_INFO: Schema = Schema {
    name: "VersionInfo",
    kind: Kind::Structure {
        members: &[
            Member::optional("agentVersion", &schema::TEXT),
            Member::optional("agentHash", &schema::TEXT),
            Member::optional("dockerVersion", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VOLUME: Schema = Schema {
    name: "Volume",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("host", &HOST_VOLUME_PROPERTIES),
            Member::optional("dockerVolumeConfiguration", &DOCKER_VOLUME_CONFIGURATION),
            Member::optional("efsVolumeConfiguration", &EFS_VOLUME_CONFIGURATION),
            Member::optional("s3filesVolumeConfiguration", &S3_FILES_VOLUME_CONFIGURATION),
            Member::optional(
                "fsxWindowsFileServerVolumeConfiguration",
                &F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION,
            ),
            Member::optional("configuredAtLaunch", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VOLUME_FROM: Schema = Schema {
    name: "VolumeFrom",
    kind: Kind::Structure {
        members: &[
            Member::optional("sourceContainer", &schema::TEXT),
            Member::optional("readOnly", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VOLUME_FROM_LIST: Schema = Schema {
    name: "VolumeFromList",
    kind: Kind::List { member: &Member::required("member", &VOLUME_FROM) },
    limits: Limits::NONE,
};

pub static VOLUME_LIST: Schema = Schema {
    name: "VolumeList",
    kind: Kind::List { member: &Member::required("member", &VOLUME) },
    limits: Limits::NONE,
};

pub static VPC_LATTICE_ADVANCED_CONFIGURATION: Schema = Schema {
    name: "VpcLatticeAdvancedConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("alternateTargetGroupArn", &schema::TEXT),
            Member::optional("productionListenerRule", &schema::TEXT),
            Member::optional("testListenerRule", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_LATTICE_CONFIGURATION: Schema = Schema {
    name: "VpcLatticeConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("roleArn", &schema::TEXT),
            Member::required("targetGroupArn", &schema::TEXT),
            Member::required("portName", &schema::TEXT),
            Member::optional("advancedConfiguration", &VPC_LATTICE_ADVANCED_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_LATTICE_CONFIGURATIONS: Schema = Schema {
    name: "VpcLatticeConfigurations",
    kind: Kind::List { member: &Member::required("member", &VPC_LATTICE_CONFIGURATION) },
    limits: Limits::NONE,
};
