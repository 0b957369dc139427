//! Generated from `models/ecs.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use std::collections::BTreeMap;

use super::*;

#[derive(Clone, Default, PartialEq)]
pub struct AcceleratorCountRequest {
    pub min: Option<i32>,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AcceleratorTotalMemoryMiBRequest {
    pub min: Option<i32>,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AdvancedConfiguration {
    pub alternate_target_group_arn: Option<String>,
    pub production_listener_rule: Option<String>,
    pub test_listener_rule: Option<String>,
    pub role_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssociateGatewayWithClusterRequest {
    pub gateway: String,
    pub cluster: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssociateGatewayWithClusterResponse {
    pub gateway_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<GatewayClusterAssociationStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Attachment {
    pub id: Option<String>,
    pub r#type: Option<String>,
    pub status: Option<String>,
    pub details: Option<Vec<KeyValuePair>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AttachmentStateChange {
    pub attachment_arn: String,
    pub status: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Attribute {
    pub name: String,
    pub value: Option<String>,
    pub target_type: Option<TargetType>,
    pub target_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AutoRepairConfiguration {
    pub actions_status: Option<AutoRepairActionsStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AutoScalingGroupProvider {
    pub auto_scaling_group_arn: String,
    pub managed_scaling: Option<ManagedScaling>,
    pub managed_termination_protection: Option<ManagedTerminationProtection>,
    pub managed_draining: Option<ManagedDraining>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AutoScalingGroupProviderUpdate {
    pub managed_scaling: Option<ManagedScaling>,
    pub managed_termination_protection: Option<ManagedTerminationProtection>,
    pub managed_draining: Option<ManagedDraining>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AwsVpcConfiguration {
    pub subnets: Vec<String>,
    pub security_groups: Option<Vec<String>>,
    pub assign_public_ip: Option<AssignPublicIp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BaselineEbsBandwidthMbpsRequest {
    pub min: Option<i32>,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CanaryConfiguration {
    pub canary_percent: Option<f64>,
    pub canary_bake_time_in_minutes: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CapacityProvider {
    pub capacity_provider_arn: Option<String>,
    pub name: Option<String>,
    pub cluster: Option<String>,
    pub status: Option<CapacityProviderStatus>,
    pub auto_scaling_group_provider: Option<AutoScalingGroupProvider>,
    pub managed_instances_provider: Option<ManagedInstancesProvider>,
    pub update_status: Option<CapacityProviderUpdateStatus>,
    pub update_status_reason: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub r#type: Option<CapacityProviderType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CapacityProviderStrategyItem {
    pub capacity_provider: String,
    pub weight: Option<i32>,
    pub base: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CapacityReservationRequest {
    pub reservation_group_arn: Option<String>,
    pub reservation_preference: Option<CapacityReservationPreference>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Cluster {
    pub cluster_arn: Option<String>,
    pub cluster_name: Option<String>,
    pub configuration: Option<ClusterConfiguration>,
    pub status: Option<String>,
    pub registered_container_instances_count: Option<i32>,
    pub running_tasks_count: Option<i32>,
    pub pending_tasks_count: Option<i32>,
    pub active_services_count: Option<i32>,
    pub statistics: Option<Vec<KeyValuePair>>,
    pub tags: Option<Vec<Tag>>,
    pub settings: Option<Vec<ClusterSetting>>,
    pub capacity_providers: Option<Vec<String>>,
    pub default_capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub attachments: Option<Vec<Attachment>>,
    pub attachments_status: Option<String>,
    pub service_connect_defaults: Option<ClusterServiceConnectDefaults>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClusterConfiguration {
    pub execute_command_configuration: Option<ExecuteCommandConfiguration>,
    pub managed_storage_configuration: Option<ManagedStorageConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClusterServiceConnectDefaults {
    pub namespace: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClusterServiceConnectDefaultsRequest {
    pub namespace: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ClusterSetting {
    pub name: Option<ClusterSettingName>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ConflictException {
    pub resource_ids: Option<Vec<String>>,
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Container {
    pub container_arn: Option<String>,
    pub task_arn: Option<String>,
    pub name: Option<String>,
    pub image: Option<String>,
    pub image_digest: Option<String>,
    pub runtime_id: Option<String>,
    pub last_status: Option<String>,
    pub exit_code: Option<i32>,
    pub reason: Option<String>,
    pub network_bindings: Option<Vec<NetworkBinding>>,
    pub network_interfaces: Option<Vec<NetworkInterface>>,
    pub health_status: Option<HealthStatus>,
    pub managed_agents: Option<Vec<ManagedAgent>>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub memory_reservation: Option<String>,
    pub gpu_ids: Option<Vec<String>>,
    pub neuron_device_ids: Option<Vec<String>>,
    pub gpu_sharing_strategy: Option<SharingStrategy>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerDefinition {
    pub name: Option<String>,
    pub image: Option<String>,
    pub repository_credentials: Option<RepositoryCredentials>,
    pub cpu: Option<i32>,
    pub memory: Option<i32>,
    pub memory_reservation: Option<i32>,
    pub links: Option<Vec<String>>,
    pub port_mappings: Option<Vec<PortMapping>>,
    pub essential: Option<bool>,
    pub restart_policy: Option<ContainerRestartPolicy>,
    pub entry_point: Option<Vec<String>>,
    pub command: Option<Vec<String>>,
    pub environment: Option<Vec<KeyValuePair>>,
    pub environment_files: Option<Vec<EnvironmentFile>>,
    pub mount_points: Option<Vec<MountPoint>>,
    pub volumes_from: Option<Vec<VolumeFrom>>,
    pub linux_parameters: Option<LinuxParameters>,
    pub secrets: Option<Vec<Secret>>,
    pub depends_on: Option<Vec<ContainerDependency>>,
    pub start_timeout: Option<i32>,
    pub stop_timeout: Option<i32>,
    pub version_consistency: Option<VersionConsistency>,
    pub hostname: Option<String>,
    pub user: Option<String>,
    pub working_directory: Option<String>,
    pub disable_networking: Option<bool>,
    pub privileged: Option<bool>,
    pub readonly_root_filesystem: Option<bool>,
    pub dns_servers: Option<Vec<String>>,
    pub dns_search_domains: Option<Vec<String>>,
    pub extra_hosts: Option<Vec<HostEntry>>,
    pub docker_security_options: Option<Vec<String>>,
    pub interactive: Option<bool>,
    pub pseudo_terminal: Option<bool>,
    pub docker_labels: Option<BTreeMap<String, String>>,
    pub ulimits: Option<Vec<Ulimit>>,
    pub log_configuration: Option<LogConfiguration>,
    pub health_check: Option<HealthCheck>,
    pub system_controls: Option<Vec<SystemControl>>,
    pub resource_requirements: Option<Vec<ResourceRequirement>>,
    pub firelens_configuration: Option<FirelensConfiguration>,
    pub credential_specs: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerDependency {
    pub container_name: String,
    pub condition: ContainerCondition,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerImage {
    pub container_name: Option<String>,
    pub image_digest: Option<String>,
    pub image: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerInstance {
    pub container_instance_arn: Option<String>,
    pub ec2_instance_id: Option<String>,
    pub capacity_provider_name: Option<String>,
    pub version: Option<i64>,
    pub version_info: Option<VersionInfo>,
    pub remaining_resources: Option<Vec<Resource>>,
    pub registered_resources: Option<Vec<Resource>>,
    pub status: Option<String>,
    pub status_reason: Option<String>,
    pub agent_connected: Option<bool>,
    pub running_tasks_count: Option<i32>,
    pub pending_tasks_count: Option<i32>,
    pub agent_update_status: Option<AgentUpdateStatus>,
    pub attributes: Option<Vec<Attribute>>,
    pub registered_at: Option<crate::Timestamp>,
    pub attachments: Option<Vec<Attachment>>,
    pub tags: Option<Vec<Tag>>,
    pub health_status: Option<ContainerInstanceHealthStatus>,
    pub gpu_devices: Option<Vec<GpuDevice>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerInstanceHealthStatus {
    pub overall_status: Option<InstanceHealthCheckState>,
    pub details: Option<Vec<InstanceHealthCheckResult>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerOverride {
    pub name: Option<String>,
    pub command: Option<Vec<String>>,
    pub environment: Option<Vec<KeyValuePair>>,
    pub environment_files: Option<Vec<EnvironmentFile>>,
    pub cpu: Option<i32>,
    pub memory: Option<i32>,
    pub memory_reservation: Option<i32>,
    pub resource_requirements: Option<Vec<ResourceRequirement>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerRestartPolicy {
    pub enabled: bool,
    pub ignored_exit_codes: Option<Vec<i32>>,
    pub restart_attempt_period: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContainerStateChange {
    pub container_name: Option<String>,
    pub image_digest: Option<String>,
    pub runtime_id: Option<String>,
    pub exit_code: Option<i32>,
    pub network_bindings: Option<Vec<NetworkBinding>>,
    pub reason: Option<String>,
    pub status: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContinueServiceDeploymentRequest {
    pub service_deployment_arn: String,
    pub hook_id: String,
    pub action: Option<DeploymentLifecycleHookAction>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ContinueServiceDeploymentResponse {
    pub service_deployment_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateCapacityProviderRequest {
    pub name: String,
    pub cluster: Option<String>,
    pub auto_scaling_group_provider: Option<AutoScalingGroupProvider>,
    pub managed_instances_provider: Option<CreateManagedInstancesProviderConfiguration>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateCapacityProviderResponse {
    pub capacity_provider: Option<CapacityProvider>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateClusterRequest {
    pub cluster_name: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub settings: Option<Vec<ClusterSetting>>,
    pub configuration: Option<ClusterConfiguration>,
    pub capacity_providers: Option<Vec<String>>,
    pub default_capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub service_connect_defaults: Option<ClusterServiceConnectDefaultsRequest>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateClusterResponse {
    pub cluster: Option<Cluster>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateDaemonRequest {
    pub daemon_name: String,
    pub cluster_arn: Option<String>,
    pub daemon_task_definition_arn: String,
    pub capacity_provider_arns: Vec<String>,
    pub deployment_configuration: Option<DaemonDeploymentConfiguration>,
    pub tags: Option<Vec<Tag>>,
    pub propagate_tags: Option<DaemonPropagateTags>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub client_token: Option<String>,
    pub critical: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateDaemonResponse {
    pub daemon_arn: Option<String>,
    pub status: Option<DaemonStatus>,
    pub created_at: Option<crate::Timestamp>,
    pub deployment_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateExpressGatewayServiceRequest {
    pub execution_role_arn: Option<String>,
    pub infrastructure_role_arn: String,
    pub service_name: Option<String>,
    pub cluster: Option<String>,
    pub health_check_path: Option<String>,
    pub primary_container: Option<ExpressGatewayContainer>,
    pub task_role_arn: Option<String>,
    pub network_configuration: Option<ExpressGatewayServiceNetworkConfiguration>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub cpu_architecture: Option<ExpressCpuArchitecture>,
    pub scaling_target: Option<ExpressGatewayScalingTarget>,
    pub tags: Option<Vec<Tag>>,
    pub task_definition_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateExpressGatewayServiceResponse {
    pub service: Option<ECSExpressGatewayService>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateGatewayRequest {
    pub name: String,
    pub infrastructure_role_arn: String,
    pub client_token: Option<String>,
    pub deletion_protection: Option<bool>,
    pub configuration: GatewayConfiguration,
    pub tags: Option<Vec<Tag>>,
    pub propagate_tags: Option<PropagateGatewayTags>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateGatewayResponse {
    pub gateway_arn: Option<String>,
    pub name: Option<String>,
    pub status: Option<GatewayStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateManagedInstancesProviderConfiguration {
    pub infrastructure_role_arn: String,
    pub instance_launch_template: InstanceLaunchTemplate,
    pub propagate_tags: Option<PropagateMITags>,
    pub infrastructure_optimization: Option<InfrastructureOptimization>,
    pub auto_repair_configuration: Option<AutoRepairConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateServiceRequest {
    pub cluster: Option<String>,
    pub service_name: String,
    pub task_definition: Option<String>,
    pub availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub desired_count: Option<i32>,
    pub client_token: Option<String>,
    pub launch_type: Option<LaunchType>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub platform_version: Option<String>,
    pub role: Option<String>,
    pub deployment_configuration: Option<DeploymentConfiguration>,
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub health_check_grace_period_seconds: Option<i32>,
    pub scheduling_strategy: Option<SchedulingStrategy>,
    pub deployment_controller: Option<DeploymentController>,
    pub tags: Option<Vec<Tag>>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub propagate_tags: Option<PropagateTags>,
    pub enable_execute_command: Option<bool>,
    pub service_connect_configuration: Option<ServiceConnectConfiguration>,
    pub volume_configurations: Option<Vec<ServiceVolumeConfiguration>>,
    pub vpc_lattice_configurations: Option<Vec<VpcLatticeConfiguration>>,
    pub gateway_connectors: Option<Vec<GatewayConnector>>,
    pub monitoring: Option<MonitoringConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateServiceResponse {
    pub service: Option<Service>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateTaskSetRequest {
    pub service: String,
    pub cluster: String,
    pub external_id: Option<String>,
    pub task_definition: String,
    pub network_configuration: Option<NetworkConfiguration>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub launch_type: Option<LaunchType>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub platform_version: Option<String>,
    pub scale: Option<Scale>,
    pub client_token: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateTaskSetResponse {
    pub task_set: Option<TaskSet>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreatedAt {
    pub before: Option<crate::Timestamp>,
    pub after: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonAlarmConfiguration {
    pub alarm_names: Option<Vec<String>>,
    pub enable: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonCapacityProvider {
    pub arn: Option<String>,
    pub running_count: Option<i32>,
    pub without_daemon_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonCircuitBreaker {
    pub failure_count: Option<i32>,
    pub status: Option<DaemonDeploymentRollbackMonitorsStatus>,
    pub threshold: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonContainerDefinition {
    pub name: Option<String>,
    pub image: String,
    pub memory: Option<i32>,
    pub memory_reservation: Option<i32>,
    pub repository_credentials: Option<RepositoryCredentials>,
    pub health_check: Option<HealthCheck>,
    pub cpu: Option<i32>,
    pub essential: Option<bool>,
    pub entry_point: Option<Vec<String>>,
    pub command: Option<Vec<String>>,
    pub working_directory: Option<String>,
    pub environment_files: Option<Vec<EnvironmentFile>>,
    pub environment: Option<Vec<KeyValuePair>>,
    pub secrets: Option<Vec<Secret>>,
    pub readonly_root_filesystem: Option<bool>,
    pub mount_points: Option<Vec<MountPoint>>,
    pub log_configuration: Option<LogConfiguration>,
    pub firelens_configuration: Option<FirelensConfiguration>,
    pub privileged: Option<bool>,
    pub user: Option<String>,
    pub ulimits: Option<Vec<Ulimit>>,
    pub linux_parameters: Option<DaemonLinuxParameters>,
    pub depends_on: Option<Vec<ContainerDependency>>,
    pub start_timeout: Option<i32>,
    pub stop_timeout: Option<i32>,
    pub system_controls: Option<Vec<SystemControl>>,
    pub interactive: Option<bool>,
    pub pseudo_terminal: Option<bool>,
    pub restart_policy: Option<ContainerRestartPolicy>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonContainerImage {
    pub container_name: Option<String>,
    pub image_digest: Option<String>,
    pub image: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeployment {
    pub daemon_deployment_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<DaemonDeploymentStatus>,
    pub status_reason: Option<String>,
    pub target_daemon_revision: Option<DaemonDeploymentRevisionDetail>,
    pub source_daemon_revisions: Option<Vec<DaemonDeploymentRevisionDetail>>,
    pub circuit_breaker: Option<DaemonCircuitBreaker>,
    pub alarms: Option<DaemonDeploymentAlarms>,
    pub rollback: Option<DaemonRollback>,
    pub deployment_configuration: Option<DaemonDeploymentConfiguration>,
    pub created_at: Option<crate::Timestamp>,
    pub started_at: Option<crate::Timestamp>,
    pub stopped_at: Option<crate::Timestamp>,
    pub finished_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeploymentAlarms {
    pub status: Option<DaemonDeploymentRollbackMonitorsStatus>,
    pub alarm_names: Option<Vec<String>>,
    pub triggered_alarm_names: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeploymentCapacityProvider {
    pub arn: Option<String>,
    pub running_instance_count: Option<i32>,
    pub without_daemon_instance_count: Option<i32>,
    pub draining_instance_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeploymentConfiguration {
    pub drain_percent: Option<f64>,
    pub alarms: Option<DaemonAlarmConfiguration>,
    pub bake_time_in_minutes: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeploymentRevisionDetail {
    pub arn: Option<String>,
    pub capacity_providers: Option<Vec<DaemonDeploymentCapacityProvider>>,
    pub total_running_instance_count: Option<i32>,
    pub total_without_daemon_instance_count: Option<i32>,
    pub total_draining_instance_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDeploymentSummary {
    pub daemon_deployment_arn: Option<String>,
    pub daemon_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<DaemonDeploymentStatus>,
    pub status_reason: Option<String>,
    pub target_daemon_revision_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub started_at: Option<crate::Timestamp>,
    pub stopped_at: Option<crate::Timestamp>,
    pub finished_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonDetail {
    pub daemon_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<DaemonStatus>,
    pub current_revisions: Option<Vec<DaemonRevisionDetail>>,
    pub deployment_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonLinuxParameters {
    pub capabilities: Option<KernelCapabilities>,
    pub devices: Option<Vec<Device>>,
    pub init_process_enabled: Option<bool>,
    pub tmpfs: Option<Vec<Tmpfs>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonRevision {
    pub daemon_revision_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub daemon_arn: Option<String>,
    pub daemon_task_definition_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub container_images: Option<Vec<DaemonContainerImage>>,
    pub propagate_tags: Option<DaemonPropagateTags>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub critical: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonRevisionDetail {
    pub arn: Option<String>,
    pub capacity_providers: Option<Vec<DaemonCapacityProvider>>,
    pub total_running_count: Option<i32>,
    pub total_without_daemon_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonRollback {
    pub reason: Option<String>,
    pub started_at: Option<crate::Timestamp>,
    pub rollback_target_daemon_revision_arn: Option<String>,
    pub rollback_capacity_providers: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonSummary {
    pub daemon_arn: Option<String>,
    pub status: Option<DaemonStatus>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonTaskDefinition {
    pub daemon_task_definition_arn: Option<String>,
    pub family: Option<String>,
    pub revision: Option<i32>,
    pub task_role_arn: Option<String>,
    pub execution_role_arn: Option<String>,
    pub container_definitions: Option<Vec<DaemonContainerDefinition>>,
    pub volumes: Option<Vec<DaemonVolume>>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub status: Option<DaemonTaskDefinitionStatus>,
    pub registered_at: Option<crate::Timestamp>,
    pub delete_requested_at: Option<crate::Timestamp>,
    pub registered_by: Option<String>,
    pub pid_mode: Option<DaemonPidMode>,
    pub ipc_mode: Option<DaemonIpcMode>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonTaskDefinitionSummary {
    pub arn: Option<String>,
    pub registered_at: Option<crate::Timestamp>,
    pub registered_by: Option<String>,
    pub delete_requested_at: Option<crate::Timestamp>,
    pub status: Option<DaemonTaskDefinitionStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DaemonVolume {
    pub name: Option<String>,
    pub host: Option<HostVolumeProperties>,
    pub log_driver_volume_configuration: Option<LogDriverVolumeConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteAccountSettingRequest {
    pub name: SettingName,
    pub principal_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteAccountSettingResponse {
    pub setting: Option<Setting>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteAttributesRequest {
    pub cluster: Option<String>,
    pub attributes: Vec<Attribute>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteAttributesResponse {
    pub attributes: Option<Vec<Attribute>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteCapacityProviderRequest {
    pub capacity_provider: String,
    pub cluster: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteCapacityProviderResponse {
    pub capacity_provider: Option<CapacityProvider>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteClusterRequest {
    pub cluster: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteClusterResponse {
    pub cluster: Option<Cluster>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteDaemonRequest {
    pub daemon_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteDaemonResponse {
    pub daemon_arn: Option<String>,
    pub status: Option<DaemonStatus>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
    pub deployment_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteDaemonTaskDefinitionRequest {
    pub daemon_task_definition: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteDaemonTaskDefinitionResponse {
    pub daemon_task_definition_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteExpressGatewayServiceRequest {
    pub service_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteExpressGatewayServiceResponse {
    pub service: Option<ECSExpressGatewayService>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteGatewayRequest {
    pub gateway: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteGatewayResponse {
    pub gateway_arn: Option<String>,
    pub name: Option<String>,
    pub status: Option<GatewayStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteServiceRequest {
    pub cluster: Option<String>,
    pub service: String,
    pub force: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteServiceResponse {
    pub service: Option<Service>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteTaskDefinitionsRequest {
    pub task_definitions: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteTaskDefinitionsResponse {
    pub task_definitions: Option<Vec<TaskDefinition>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteTaskSetRequest {
    pub cluster: String,
    pub service: String,
    pub task_set: String,
    pub force: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteTaskSetResponse {
    pub task_set: Option<TaskSet>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Deployment {
    pub id: Option<String>,
    pub status: Option<String>,
    pub task_definition: Option<String>,
    pub desired_count: Option<i32>,
    pub pending_count: Option<i32>,
    pub running_count: Option<i32>,
    pub failed_tasks: Option<i32>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub launch_type: Option<LaunchType>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub rollout_state: Option<DeploymentRolloutState>,
    pub rollout_state_reason: Option<String>,
    pub service_connect_configuration: Option<ServiceConnectConfiguration>,
    pub service_connect_resources: Option<Vec<ServiceConnectServiceResource>>,
    pub volume_configurations: Option<Vec<ServiceVolumeConfiguration>>,
    pub fargate_ephemeral_storage: Option<DeploymentEphemeralStorage>,
    pub vpc_lattice_configurations: Option<Vec<VpcLatticeConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentAlarms {
    pub alarm_names: Vec<String>,
    pub rollback: bool,
    pub enable: bool,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentCircuitBreaker {
    pub enable: bool,
    pub rollback: bool,
    pub reset_on_healthy_task: Option<bool>,
    pub threshold_configuration: Option<ThresholdConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentConfiguration {
    pub deployment_circuit_breaker: Option<DeploymentCircuitBreaker>,
    pub maximum_percent: Option<i32>,
    pub minimum_healthy_percent: Option<i32>,
    pub alarms: Option<DeploymentAlarms>,
    pub strategy: Option<DeploymentStrategy>,
    pub bake_time_in_minutes: Option<i32>,
    pub lifecycle_hooks: Option<Vec<DeploymentLifecycleHook>>,
    pub linear_configuration: Option<LinearConfiguration>,
    pub canary_configuration: Option<CanaryConfiguration>,
    pub early_success_criteria: Option<DeploymentEarlySuccessCriteria>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentController {
    pub r#type: DeploymentControllerType,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentEarlySuccessCriteria {
    pub enable: bool,
    pub healthy_percent: Option<i32>,
    pub source_service_revision_cleanup: Option<ServiceRevisionCleanup>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentEphemeralStorage {
    pub kms_key_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentLifecycleHook {
    pub target_type: Option<DeploymentLifecycleHookTargetType>,
    pub hook_target_arn: Option<String>,
    pub role_arn: Option<String>,
    pub lifecycle_stages: Option<Vec<DeploymentLifecycleHookStage>>,
    pub hook_details: Option<crate::Document>,
    pub timeout_configuration: Option<DeploymentLifecycleHookTimeoutConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentLifecycleHookDetail {
    pub hook_id: Option<String>,
    pub target_type: Option<DeploymentLifecycleHookTargetType>,
    pub target_arn: Option<String>,
    pub status: Option<DeploymentLifecycleHookStatus>,
    pub expires_at: Option<crate::Timestamp>,
    pub timeout_action: Option<DeploymentLifecycleHookAction>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeploymentLifecycleHookTimeoutConfiguration {
    pub timeout_in_minutes: Option<i32>,
    pub action: Option<DeploymentLifecycleHookAction>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterContainerInstanceRequest {
    pub cluster: Option<String>,
    pub container_instance: String,
    pub force: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterContainerInstanceResponse {
    pub container_instance: Option<ContainerInstance>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterTaskDefinitionRequest {
    pub task_definition: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterTaskDefinitionResponse {
    pub task_definition: Option<TaskDefinition>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeCapacityProvidersRequest {
    pub capacity_providers: Option<Vec<String>>,
    pub cluster: Option<String>,
    pub include: Option<Vec<CapacityProviderField>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeCapacityProvidersResponse {
    pub capacity_providers: Option<Vec<CapacityProvider>>,
    pub failures: Option<Vec<Failure>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeClustersRequest {
    pub clusters: Option<Vec<String>>,
    pub include: Option<Vec<ClusterField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeClustersResponse {
    pub clusters: Option<Vec<Cluster>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeContainerInstancesRequest {
    pub cluster: Option<String>,
    pub container_instances: Vec<String>,
    pub include: Option<Vec<ContainerInstanceField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeContainerInstancesResponse {
    pub container_instances: Option<Vec<ContainerInstance>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonDeploymentsRequest {
    pub daemon_deployment_arns: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonDeploymentsResponse {
    pub failures: Option<Vec<Failure>>,
    pub daemon_deployments: Option<Vec<DaemonDeployment>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonRequest {
    pub daemon_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonResponse {
    pub daemon: Option<DaemonDetail>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonRevisionsRequest {
    pub daemon_revision_arns: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonRevisionsResponse {
    pub daemon_revisions: Option<Vec<DaemonRevision>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonTaskDefinitionRequest {
    pub daemon_task_definition: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeDaemonTaskDefinitionResponse {
    pub daemon_task_definition: Option<DaemonTaskDefinition>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeExpressGatewayServiceRequest {
    pub service_arn: String,
    pub include: Option<Vec<ExpressGatewayServiceInclude>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeExpressGatewayServiceResponse {
    pub service: Option<ECSExpressGatewayService>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayAlbConfiguration {
    pub network_configuration: Option<GatewayElbNetworkConfiguration>,
    pub scheme: Option<GatewayElbScheme>,
    pub access_logs: Option<GatewayElbAccessLogConfiguration>,
    pub web_acl_arn: Option<String>,
    pub port: Option<i32>,
    pub protocol: Option<GatewayAlbProtocol>,
    pub max_alb_count: Option<i32>,
    pub current_alb_count: Option<i32>,
    pub http_desync: Option<GatewayAlbDesyncMitigationMode>,
    pub test_traffic_rules: Option<GatewayAlbTestTrafficRules>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayConfiguration {
    pub host_shared_alb: Option<DescribeGatewayAlbConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayRequest {
    pub gateway: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayResourcesRequest {
    pub gateway: String,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayResourcesResponse {
    pub gateway_resources: Option<GatewayResources>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayResponse {
    pub gateway: Option<Gateway>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayRouteRequest {
    pub gateway_route_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeGatewayRouteResponse {
    pub gateway_route: Option<GatewayRoute>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServiceDeploymentsRequest {
    pub service_deployment_arns: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServiceDeploymentsResponse {
    pub service_deployments: Option<Vec<ServiceDeployment>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServiceRevisionsRequest {
    pub service_revision_arns: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServiceRevisionsResponse {
    pub service_revisions: Option<Vec<ServiceRevision>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServicesRequest {
    pub cluster: Option<String>,
    pub services: Vec<String>,
    pub include: Option<Vec<ServiceField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeServicesResponse {
    pub services: Option<Vec<Service>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTaskDefinitionRequest {
    pub task_definition: String,
    pub include: Option<Vec<TaskDefinitionField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTaskDefinitionResponse {
    pub task_definition: Option<TaskDefinition>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTaskSetsRequest {
    pub cluster: String,
    pub service: String,
    pub task_sets: Option<Vec<String>>,
    pub include: Option<Vec<TaskSetField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTaskSetsResponse {
    pub task_sets: Option<Vec<TaskSet>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTasksRequest {
    pub cluster: Option<String>,
    pub tasks: Vec<String>,
    pub include: Option<Vec<TaskField>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTasksResponse {
    pub tasks: Option<Vec<Task>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Device {
    pub host_path: String,
    pub container_path: Option<String>,
    pub permissions: Option<Vec<DeviceCgroupPermission>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DisassociateGatewayFromClusterRequest {
    pub gateway: String,
    pub cluster: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DisassociateGatewayFromClusterResponse {
    pub gateway_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<GatewayClusterAssociationStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DiscoverPollEndpointRequest {
    pub container_instance: Option<String>,
    pub cluster: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DiscoverPollEndpointResponse {
    pub endpoint: Option<String>,
    pub telemetry_endpoint: Option<String>,
    pub service_connect_endpoint: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DockerVolumeConfiguration {
    pub scope: Option<Scope>,
    pub autoprovision: Option<bool>,
    pub driver: Option<String>,
    pub driver_opts: Option<BTreeMap<String, String>>,
    pub labels: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EBSTagSpecification {
    pub resource_type: EBSResourceType,
    pub tags: Option<Vec<Tag>>,
    pub propagate_tags: Option<PropagateTags>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ECSExpressGatewayService {
    pub cluster: Option<String>,
    pub service_name: Option<String>,
    pub service_arn: Option<String>,
    pub infrastructure_role_arn: Option<String>,
    pub status: Option<ExpressGatewayServiceStatus>,
    pub current_deployment: Option<String>,
    pub active_configurations: Option<Vec<ExpressGatewayServiceConfiguration>>,
    pub tags: Option<Vec<Tag>>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ECSManagedResources {
    pub ingress_paths: Option<Vec<ManagedIngressPath>>,
    pub auto_scaling: Option<ManagedAutoScaling>,
    pub metric_alarms: Option<Vec<ManagedMetricAlarm>>,
    pub service_security_groups: Option<Vec<ManagedSecurityGroup>>,
    pub log_groups: Option<Vec<ManagedLogGroup>>,
    pub gateway_connections: Option<Vec<GatewayConnection>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EFSAuthorizationConfig {
    pub access_point_id: Option<String>,
    pub iam: Option<EFSAuthorizationConfigIAM>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EFSVolumeConfiguration {
    pub file_system_id: String,
    pub root_directory: Option<String>,
    pub transit_encryption: Option<EFSTransitEncryption>,
    pub transit_encryption_port: Option<i32>,
    pub authorization_config: Option<EFSAuthorizationConfig>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ElbGatewayResources {
    pub load_balancer_arn: Option<String>,
    pub listener_arn: Option<String>,
    pub security_group: Option<String>,
    pub gateway_route_arns: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EnvironmentFile {
    pub value: String,
    pub r#type: EnvironmentFileType,
}

#[derive(Clone, Default, PartialEq)]
pub struct EphemeralStorage {
    pub size_in_gib: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExecuteCommandConfiguration {
    pub kms_key_id: Option<String>,
    pub logging: Option<ExecuteCommandLogging>,
    pub log_configuration: Option<ExecuteCommandLogConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExecuteCommandLogConfiguration {
    pub cloud_watch_log_group_name: Option<String>,
    pub cloud_watch_encryption_enabled: Option<bool>,
    pub s3_bucket_name: Option<String>,
    pub s3_encryption_enabled: Option<bool>,
    pub s3_key_prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExecuteCommandRequest {
    pub cluster: Option<String>,
    pub container: Option<String>,
    pub command: String,
    pub interactive: bool,
    pub task: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExecuteCommandResponse {
    pub cluster_arn: Option<String>,
    pub container_arn: Option<String>,
    pub container_name: Option<String>,
    pub interactive: Option<bool>,
    pub session: Option<Session>,
    pub task_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayContainer {
    pub image: String,
    pub container_port: Option<i32>,
    pub aws_logs_configuration: Option<ExpressGatewayServiceAwsLogsConfiguration>,
    pub repository_credentials: Option<ExpressGatewayRepositoryCredentials>,
    pub command: Option<Vec<String>>,
    pub environment: Option<Vec<KeyValuePair>>,
    pub secrets: Option<Vec<Secret>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayRepositoryCredentials {
    pub credentials_parameter: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayScalingTarget {
    pub min_task_count: Option<i32>,
    pub max_task_count: Option<i32>,
    pub auto_scaling_metric: Option<ExpressGatewayServiceScalingMetric>,
    pub auto_scaling_target_value: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayServiceAwsLogsConfiguration {
    pub log_group: String,
    pub log_stream_prefix: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayServiceConfiguration {
    pub service_revision_arn: Option<String>,
    pub execution_role_arn: Option<String>,
    pub task_role_arn: Option<String>,
    pub task_definition_arn: Option<String>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub cpu_architecture: Option<ExpressCpuArchitecture>,
    pub network_configuration: Option<ExpressGatewayServiceNetworkConfiguration>,
    pub health_check_path: Option<String>,
    pub primary_container: Option<ExpressGatewayContainer>,
    pub scaling_target: Option<ExpressGatewayScalingTarget>,
    pub ingress_paths: Option<Vec<IngressPathSummary>>,
    pub created_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayServiceNetworkConfiguration {
    pub security_groups: Option<Vec<String>>,
    pub subnets: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExpressGatewayServiceStatus {
    pub status_code: Option<ExpressGatewayServiceStatusCode>,
    pub status_reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct FSxWindowsFileServerAuthorizationConfig {
    pub credentials_parameter: String,
    pub domain: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct FSxWindowsFileServerVolumeConfiguration {
    pub file_system_id: String,
    pub root_directory: String,
    pub authorization_config: FSxWindowsFileServerAuthorizationConfig,
}

#[derive(Clone, Default, PartialEq)]
pub struct Failure {
    pub arn: Option<String>,
    pub reason: Option<String>,
    pub detail: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct FirelensConfiguration {
    pub r#type: FirelensConfigurationType,
    pub options: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Gateway {
    pub gateway_arn: Option<String>,
    pub name: Option<String>,
    pub status: Option<GatewayStatus>,
    pub status_reason: Option<String>,
    pub failures: Option<Vec<GatewayResourceFailure>>,
    pub infrastructure_role_arn: Option<String>,
    pub deletion_protection: Option<bool>,
    pub configuration: Option<DescribeGatewayConfiguration>,
    pub access_type: Option<AccessType>,
    pub propagate_tags: Option<PropagateGatewayTags>,
    pub tags: Option<Vec<Tag>>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayAlbTestTrafficRules {
    pub header: Option<GatewayTestTrafficHeader>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayClusterAssociationSummary {
    pub gateway_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub status: Option<GatewayClusterAssociationStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConfiguration {
    pub host_shared_alb: Option<HostSharedAlbConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnection {
    pub gateway_arn: Option<String>,
    pub gateway_route_arn: Option<String>,
    pub port_name: Option<String>,
    pub service_url: Option<String>,
    pub access_type: Option<AccessType>,
    pub status: Option<GatewayRouteStatus>,
    pub resources: Option<GatewayConnectionResources>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectionAlbResources {
    pub acm_certificate_arn: Option<String>,
    pub load_balancer_arn: Option<String>,
    pub load_balancer_security_group_arns: Option<Vec<String>>,
    pub listener_arn: Option<String>,
    pub listener_rule_arn: Option<String>,
    pub test_listener_rule_arn: Option<String>,
    pub target_group_arn: Option<String>,
    pub alternate_target_group_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectionResources {
    pub host_shared_alb: Option<Vec<GatewayConnectionAlbResources>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnector {
    pub port_name: String,
    pub health_check: Option<GatewayConnectorHealthCheck>,
    pub filters: Option<GatewayConnectorFilters>,
    pub deregistration_delay: Option<GatewayConnectorDeregistrationDelay>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectorDeregistrationDelay {
    pub timeout_seconds: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectorFilters {
    pub access_types: Option<Vec<AccessType>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectorHealthCheck {
    pub health_check_protocol: Option<GatewayConnectorHealthCheckProtocol>,
    pub health_check_port: Option<i32>,
    pub health_check_path: Option<String>,
    pub health_check_timeout_seconds: Option<i32>,
    pub health_check_interval_seconds: Option<i32>,
    pub healthy_threshold_count: Option<i32>,
    pub unhealthy_threshold_count: Option<i32>,
    pub matcher: Option<GatewayConnectorHealthCheckMatcher>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayConnectorHealthCheckMatcher {
    pub http_code: Option<String>,
    pub grpc_code: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayElbAccessLogConfiguration {
    pub destination: Option<GatewayElbAccessLogDestination>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayElbAccessLogDestination {
    pub s3: Option<GatewayElbAccessLogS3Destination>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayElbAccessLogS3Destination {
    pub bucket: String,
    pub prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayElbNetworkConfiguration {
    pub inbound_security_group: Option<String>,
    pub subnets: Option<Vec<String>>,
    pub ip_address_type: Option<GatewayElbIpAddressType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayInfrastructureResources {
    pub host_shared_alb: Option<Vec<ElbGatewayResources>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayOperationError {
    pub operation: Option<String>,
    pub code: Option<String>,
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayResourceFailure {
    pub arn: Option<String>,
    pub errors: Option<Vec<GatewayOperationError>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayResources {
    pub gateway_arn: Option<String>,
    pub resources: Option<GatewayInfrastructureResources>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayRoute {
    pub gateway_route_arn: Option<String>,
    pub service_arn: Option<String>,
    pub service_container_port_name: Option<String>,
    pub status: Option<GatewayRouteStatus>,
    pub service_url: Option<String>,
    pub resources: Option<GatewayRouteResources>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayRouteAlbResources {
    pub acm_certificate_arn: Option<String>,
    pub load_balancer_arn: Option<String>,
    pub listener_arn: Option<String>,
    pub listener_rule_arn: Option<String>,
    pub test_listener_rule_arns: Option<Vec<String>>,
    pub load_balancer_security_groups: Option<Vec<GatewayRouteLoadBalancerSecurityGroup>>,
    pub service_security_group_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayRouteLoadBalancerSecurityGroup {
    pub arn: Option<String>,
    pub rule_arns: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayRouteResources {
    pub host_shared_alb: Option<Vec<GatewayRouteAlbResources>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayRouteSummary {
    pub gateway_route_arn: Option<String>,
    pub gateway_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub service_arn: Option<String>,
    pub service_container_port_name: Option<String>,
    pub status: Option<GatewayRouteStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewaySummary {
    pub gateway_arn: Option<String>,
    pub name: Option<String>,
    pub status: Option<GatewayStatus>,
    pub created_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GatewayTestTrafficHeader {
    pub name: String,
    pub values: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetTaskProtectionRequest {
    pub cluster: String,
    pub tasks: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetTaskProtectionResponse {
    pub protected_tasks: Option<Vec<ProtectedTask>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GpuDevice {
    pub gpu_id: Option<String>,
    pub sharing_mode: Option<GpuSharingMode>,
    pub total_memory_in_mib: Option<i32>,
    pub remaining_memory_in_mib: Option<i32>,
    pub container_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HealthCheck {
    pub command: Vec<String>,
    pub interval: Option<i32>,
    pub timeout: Option<i32>,
    pub retries: Option<i32>,
    pub start_period: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostEntry {
    pub hostname: String,
    pub ip_address: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostSharedAlbConfiguration {
    pub network_configuration: Option<GatewayElbNetworkConfiguration>,
    pub scheme: Option<GatewayElbScheme>,
    pub web_acl_arn: Option<String>,
    pub access_logs: Option<GatewayElbAccessLogConfiguration>,
    pub port: Option<i32>,
    pub protocol: Option<GatewayAlbProtocol>,
    pub max_alb_count: Option<i32>,
    pub http_desync: Option<GatewayAlbDesyncMitigationMode>,
    pub test_traffic_rules: Option<GatewayAlbTestTrafficRules>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostVolumeProperties {
    pub source_path: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InferenceAccelerator {
    pub device_name: String,
    pub device_type: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct InferenceAcceleratorOverride {
    pub device_name: Option<String>,
    pub device_type: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InfrastructureOptimization {
    pub scale_in_after: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct IngressPathSummary {
    pub access_type: AccessType,
    pub endpoint: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct InstanceHealthCheckResult {
    pub r#type: Option<InstanceHealthCheckType>,
    pub status: Option<InstanceHealthCheckState>,
    pub status_reason: Option<String>,
    pub last_updated: Option<crate::Timestamp>,
    pub last_status_change: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InstanceLaunchTemplate {
    pub ec2_instance_profile_arn: String,
    pub network_configuration: ManagedInstancesNetworkConfiguration,
    pub storage_configuration: Option<ManagedInstancesStorageConfiguration>,
    pub local_storage_configuration: Option<ManagedInstancesLocalStorageConfiguration>,
    pub monitoring: Option<ManagedInstancesMonitoringOptions>,
    pub capacity_option_type: Option<CapacityOptionType>,
    pub instance_metadata_tags_propagation: Option<bool>,
    pub instance_requirements: Option<InstanceRequirementsRequest>,
    pub fips_enabled: Option<bool>,
    pub capacity_reservations: Option<CapacityReservationRequest>,
    pub nitro_enclaves_enabled: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InstanceLaunchTemplateUpdate {
    pub ec2_instance_profile_arn: Option<String>,
    pub network_configuration: Option<ManagedInstancesNetworkConfiguration>,
    pub storage_configuration: Option<ManagedInstancesStorageConfiguration>,
    pub instance_metadata_tags_propagation: Option<bool>,
    pub local_storage_configuration: Option<ManagedInstancesLocalStorageConfiguration>,
    pub monitoring: Option<ManagedInstancesMonitoringOptions>,
    pub instance_requirements: Option<InstanceRequirementsRequest>,
    pub capacity_reservations: Option<CapacityReservationRequest>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InstanceRequirementsRequest {
    pub vcpu_count: VCpuCountRangeRequest,
    pub memory_mib: MemoryMiBRequest,
    pub cpu_manufacturers: Option<Vec<CpuManufacturer>>,
    pub memory_gib_per_vcpu: Option<MemoryGiBPerVCpuRequest>,
    pub excluded_instance_types: Option<Vec<String>>,
    pub instance_generations: Option<Vec<InstanceGeneration>>,
    pub spot_max_price_percentage_over_lowest_price: Option<i32>,
    pub on_demand_max_price_percentage_over_lowest_price: Option<i32>,
    pub bare_metal: Option<BareMetal>,
    pub burstable_performance: Option<BurstablePerformance>,
    pub require_hibernate_support: Option<bool>,
    pub network_interface_count: Option<NetworkInterfaceCountRequest>,
    pub local_storage: Option<LocalStorage>,
    pub local_storage_types: Option<Vec<LocalStorageType>>,
    pub total_local_storage_gb: Option<TotalLocalStorageGBRequest>,
    pub baseline_ebs_bandwidth_mbps: Option<BaselineEbsBandwidthMbpsRequest>,
    pub accelerator_types: Option<Vec<AcceleratorType>>,
    pub accelerator_count: Option<AcceleratorCountRequest>,
    pub accelerator_manufacturers: Option<Vec<AcceleratorManufacturer>>,
    pub accelerator_names: Option<Vec<AcceleratorName>>,
    pub accelerator_total_memory_mib: Option<AcceleratorTotalMemoryMiBRequest>,
    pub network_bandwidth_gbps: Option<NetworkBandwidthGbpsRequest>,
    pub allowed_instance_types: Option<Vec<String>>,
    pub max_spot_price_as_percentage_of_optimal_on_demand_price: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct KernelCapabilities {
    pub add: Option<Vec<String>>,
    pub drop: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct KeyValuePair {
    pub name: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LinearConfiguration {
    pub step_percent: Option<f64>,
    pub step_bake_time_in_minutes: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LinuxParameters {
    pub capabilities: Option<KernelCapabilities>,
    pub devices: Option<Vec<Device>>,
    pub init_process_enabled: Option<bool>,
    pub shared_memory_size: Option<i32>,
    pub tmpfs: Option<Vec<Tmpfs>>,
    pub max_swap: Option<i32>,
    pub swappiness: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListAccountSettingsRequest {
    pub name: Option<SettingName>,
    pub value: Option<String>,
    pub principal_arn: Option<String>,
    pub effective_settings: Option<bool>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListAccountSettingsResponse {
    pub settings: Option<Vec<Setting>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListAttributesRequest {
    pub cluster: Option<String>,
    pub target_type: TargetType,
    pub attribute_name: Option<String>,
    pub attribute_value: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListAttributesResponse {
    pub attributes: Option<Vec<Attribute>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListClustersRequest {
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListClustersResponse {
    pub cluster_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListContainerInstancesRequest {
    pub cluster: Option<String>,
    pub filter: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub status: Option<ContainerInstanceStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListContainerInstancesResponse {
    pub container_instance_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonDeploymentsRequest {
    pub daemon_arn: String,
    pub status: Option<Vec<DaemonDeploymentStatus>>,
    pub created_at: Option<CreatedAt>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonDeploymentsResponse {
    pub next_token: Option<String>,
    pub daemon_deployments: Option<Vec<DaemonDeploymentSummary>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonTaskDefinitionsRequest {
    pub family_prefix: Option<String>,
    pub family: Option<String>,
    pub revision: Option<DaemonTaskDefinitionRevisionFilter>,
    pub status: Option<DaemonTaskDefinitionStatusFilter>,
    pub sort: Option<SortOrder>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonTaskDefinitionsResponse {
    pub daemon_task_definitions: Option<Vec<DaemonTaskDefinitionSummary>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonsRequest {
    pub cluster_arn: Option<String>,
    pub capacity_provider_arns: Option<Vec<String>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListDaemonsResponse {
    pub daemon_summaries_list: Option<Vec<DaemonSummary>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewayClusterAssociationsRequest {
    pub gateway: Option<String>,
    pub cluster: Option<String>,
    pub status: Option<Vec<GatewayClusterAssociationStatus>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewayClusterAssociationsResponse {
    pub gateway_cluster_associations: Option<Vec<GatewayClusterAssociationSummary>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewayRoutesRequest {
    pub gateway: Option<String>,
    pub cluster: Option<String>,
    pub service: Option<String>,
    pub service_container_port_name: Option<String>,
    pub status: Option<Vec<GatewayRouteStatus>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewayRoutesResponse {
    pub gateway_routes: Option<Vec<GatewayRouteSummary>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewaysRequest {
    pub names: Option<Vec<String>>,
    pub status: Option<Vec<GatewayStatus>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListGatewaysResponse {
    pub gateways: Option<Vec<GatewaySummary>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServiceDeploymentsRequest {
    pub service: String,
    pub cluster: Option<String>,
    pub status: Option<Vec<ServiceDeploymentStatus>>,
    pub created_at: Option<CreatedAt>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServiceDeploymentsResponse {
    pub service_deployments: Option<Vec<ServiceDeploymentBrief>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServicesByNamespaceRequest {
    pub namespace: String,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServicesByNamespaceResponse {
    pub service_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServicesRequest {
    pub cluster: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub launch_type: Option<LaunchType>,
    pub scheduling_strategy: Option<SchedulingStrategy>,
    pub resource_management_type: Option<ResourceManagementType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListServicesResponse {
    pub service_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTagsForResourceRequest {
    pub resource_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTagsForResourceResponse {
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTaskDefinitionFamiliesRequest {
    pub family_prefix: Option<String>,
    pub status: Option<TaskDefinitionFamilyStatus>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTaskDefinitionFamiliesResponse {
    pub families: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTaskDefinitionsRequest {
    pub family_prefix: Option<String>,
    pub status: Option<TaskDefinitionStatus>,
    pub sort: Option<SortOrder>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTaskDefinitionsResponse {
    pub task_definition_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTasksRequest {
    pub cluster: Option<String>,
    pub container_instance: Option<String>,
    pub family: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub started_by: Option<String>,
    pub service_name: Option<String>,
    pub desired_status: Option<DesiredStatus>,
    pub launch_type: Option<LaunchType>,
    pub daemon_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListTasksResponse {
    pub task_arns: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LoadBalancer {
    pub target_group_arn: Option<String>,
    pub load_balancer_name: Option<String>,
    pub container_name: Option<String>,
    pub container_port: Option<i32>,
    pub advanced_configuration: Option<AdvancedConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LogConfiguration {
    pub log_driver: LogDriver,
    pub options: Option<BTreeMap<String, String>>,
    pub secret_options: Option<Vec<Secret>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LogDriverVolumeConfiguration {
    pub driver: LogDriver,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedAgent {
    pub last_started_at: Option<crate::Timestamp>,
    pub name: Option<ManagedAgentName>,
    pub reason: Option<String>,
    pub last_status: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedAgentStateChange {
    pub container_name: String,
    pub managed_agent_name: ManagedAgentName,
    pub status: String,
    pub reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedApplicationAutoScalingPolicy {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub policy_type: String,
    pub target_value: f64,
    pub metric: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedAutoScaling {
    pub scalable_target: Option<ManagedScalableTarget>,
    pub application_auto_scaling_policies: Option<Vec<ManagedApplicationAutoScalingPolicy>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedCertificate {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub domain_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedIngressPath {
    pub access_type: AccessType,
    pub endpoint: String,
    pub load_balancer: Option<ManagedLoadBalancer>,
    pub load_balancer_security_groups: Option<Vec<ManagedSecurityGroup>>,
    pub certificate: Option<ManagedCertificate>,
    pub listener: Option<ManagedListener>,
    pub rule: Option<ManagedListenerRule>,
    pub target_groups: Option<Vec<ManagedTargetGroup>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedInstancesLocalStorageConfiguration {
    pub use_local_storage: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedInstancesNetworkConfiguration {
    pub subnets: Option<Vec<String>>,
    pub security_groups: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedInstancesProvider {
    pub infrastructure_role_arn: Option<String>,
    pub instance_launch_template: Option<InstanceLaunchTemplate>,
    pub propagate_tags: Option<PropagateMITags>,
    pub infrastructure_optimization: Option<InfrastructureOptimization>,
    pub auto_repair_configuration: Option<AutoRepairConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedInstancesStorageConfiguration {
    pub storage_size_gib: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedListener {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedListenerRule {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedLoadBalancer {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub scheme: String,
    pub subnet_ids: Option<Vec<String>>,
    pub security_group_ids: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedLogGroup {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub log_group_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedMetricAlarm {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedScalableTarget {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub min_capacity: i32,
    pub max_capacity: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedScaling {
    pub status: Option<ManagedScalingStatus>,
    pub target_capacity: Option<i32>,
    pub minimum_scaling_step_size: Option<i32>,
    pub maximum_scaling_step_size: Option<i32>,
    pub instance_warmup_period: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedSecurityGroup {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedStorageConfiguration {
    pub kms_key_id: Option<String>,
    pub fargate_ephemeral_storage_kms_key_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ManagedTargetGroup {
    pub arn: Option<String>,
    pub status: ManagedResourceStatus,
    pub status_reason: Option<String>,
    pub updated_at: crate::Timestamp,
    pub health_check_path: String,
    pub health_check_port: i32,
    pub port: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct MemoryGiBPerVCpuRequest {
    pub min: Option<f64>,
    pub max: Option<f64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MemoryMiBRequest {
    pub min: i32,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricConfiguration {
    pub metric_names: Vec<String>,
    pub resolution_seconds: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct MonitoringConfiguration {
    pub metric_configurations: Option<Vec<MetricConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MountPoint {
    pub source_volume: Option<String>,
    pub container_path: Option<String>,
    pub read_only: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkBandwidthGbpsRequest {
    pub min: Option<f64>,
    pub max: Option<f64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkBinding {
    pub bind_ip: Option<String>,
    pub container_port: Option<i32>,
    pub host_port: Option<i32>,
    pub protocol: Option<TransportProtocol>,
    pub container_port_range: Option<String>,
    pub host_port_range: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkConfiguration {
    pub awsvpc_configuration: Option<AwsVpcConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkInterface {
    pub attachment_id: Option<String>,
    pub private_ipv4_address: Option<String>,
    pub ipv6_address: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkInterfaceCountRequest {
    pub min: Option<i32>,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NvidiaMpsAllocation {
    pub memory: i32,
    pub max_compute_percent: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PlacementConstraint {
    pub r#type: Option<PlacementConstraintType>,
    pub expression: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PlacementStrategy {
    pub r#type: Option<PlacementStrategyType>,
    pub field: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PlatformDevice {
    pub id: String,
    pub r#type: PlatformDeviceType,
}

#[derive(Clone, Default, PartialEq)]
pub struct PortMapping {
    pub container_port: Option<i32>,
    pub host_port: Option<i32>,
    pub protocol: Option<TransportProtocol>,
    pub name: Option<String>,
    pub app_protocol: Option<ApplicationProtocol>,
    pub container_port_range: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ProtectedTask {
    pub task_arn: Option<String>,
    pub protection_enabled: Option<bool>,
    pub expiration_date: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ProxyConfiguration {
    pub r#type: Option<ProxyConfigurationType>,
    pub container_name: String,
    pub properties: Option<Vec<KeyValuePair>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingDefaultRequest {
    pub name: SettingName,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingDefaultResponse {
    pub setting: Option<Setting>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingRequest {
    pub name: SettingName,
    pub value: String,
    pub principal_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingResponse {
    pub setting: Option<Setting>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAttributesRequest {
    pub cluster: Option<String>,
    pub attributes: Vec<Attribute>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAttributesResponse {
    pub attributes: Option<Vec<Attribute>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutClusterCapacityProvidersRequest {
    pub cluster: String,
    pub capacity_providers: Vec<String>,
    pub default_capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutClusterCapacityProvidersResponse {
    pub cluster: Option<Cluster>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterContainerInstanceRequest {
    pub cluster: Option<String>,
    pub instance_identity_document: Option<String>,
    pub instance_identity_document_signature: Option<String>,
    pub total_resources: Option<Vec<Resource>>,
    pub version_info: Option<VersionInfo>,
    pub container_instance_arn: Option<String>,
    pub attributes: Option<Vec<Attribute>>,
    pub platform_devices: Option<Vec<PlatformDevice>>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterContainerInstanceResponse {
    pub container_instance: Option<ContainerInstance>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterDaemonTaskDefinitionRequest {
    pub family: String,
    pub task_role_arn: Option<String>,
    pub execution_role_arn: Option<String>,
    pub container_definitions: Vec<DaemonContainerDefinition>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub volumes: Option<Vec<DaemonVolume>>,
    pub tags: Option<Vec<Tag>>,
    pub pid_mode: Option<DaemonPidMode>,
    pub ipc_mode: Option<DaemonIpcMode>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterDaemonTaskDefinitionResponse {
    pub daemon_task_definition_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterTaskDefinitionRequest {
    pub family: String,
    pub task_role_arn: Option<String>,
    pub execution_role_arn: Option<String>,
    pub network_mode: Option<NetworkMode>,
    pub container_definitions: Vec<ContainerDefinition>,
    pub volumes: Option<Vec<Volume>>,
    pub placement_constraints: Option<Vec<TaskDefinitionPlacementConstraint>>,
    pub requires_compatibilities: Option<Vec<Compatibility>>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub pid_mode: Option<PidMode>,
    pub ipc_mode: Option<IpcMode>,
    pub proxy_configuration: Option<ProxyConfiguration>,
    pub inference_accelerators: Option<Vec<InferenceAccelerator>>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub runtime_platform: Option<RuntimePlatform>,
    pub enable_fault_injection: Option<bool>,
    pub trusted_execution_configuration: Option<TrustedExecutionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterTaskDefinitionResponse {
    pub task_definition: Option<TaskDefinition>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RepositoryCredentials {
    pub credentials_parameter: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ResolvedConfiguration {
    pub load_balancers: Option<Vec<ServiceRevisionLoadBalancer>>,
    pub vpc_lattice_configurations: Option<Vec<ServiceRevisionVpcLatticeConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Resource {
    pub name: Option<String>,
    pub r#type: Option<String>,
    pub double_value: Option<f64>,
    pub long_value: Option<i64>,
    pub integer_value: Option<i32>,
    pub string_set_value: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ResourceRequirement {
    pub value: Option<String>,
    pub r#type: ResourceType,
    pub sharing_strategy: Option<SharingStrategy>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Rollback {
    pub reason: Option<String>,
    pub started_at: Option<crate::Timestamp>,
    pub service_revision_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RunTaskRequest {
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub cluster: Option<String>,
    pub count: Option<i32>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub group: Option<String>,
    pub launch_type: Option<LaunchType>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub overrides: Option<TaskOverride>,
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    pub platform_version: Option<String>,
    pub propagate_tags: Option<PropagateTags>,
    pub reference_id: Option<String>,
    pub started_by: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub task_definition: String,
    pub client_token: Option<String>,
    pub volume_configurations: Option<Vec<TaskVolumeConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RunTaskResponse {
    pub tasks: Option<Vec<Task>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RuntimePlatform {
    pub cpu_architecture: Option<CPUArchitecture>,
    pub operating_system_family: Option<OSFamily>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RuntimePlatformOverride {
    pub cpu_architecture: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct S3FilesVolumeConfiguration {
    pub file_system_arn: String,
    pub root_directory: Option<String>,
    pub transit_encryption_port: Option<i32>,
    pub access_point_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Scale {
    pub value: Option<f64>,
    pub unit: Option<ScaleUnit>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Secret {
    pub name: String,
    pub value_from: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Service {
    pub service_arn: Option<String>,
    pub service_name: Option<String>,
    pub cluster_arn: Option<String>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub status: Option<String>,
    pub desired_count: Option<i32>,
    pub running_count: Option<i32>,
    pub pending_count: Option<i32>,
    pub launch_type: Option<LaunchType>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub task_definition: Option<String>,
    pub deployment_configuration: Option<DeploymentConfiguration>,
    pub task_sets: Option<Vec<TaskSet>>,
    pub deployments: Option<Vec<Deployment>>,
    pub role_arn: Option<String>,
    pub events: Option<Vec<ServiceEvent>>,
    pub created_at: Option<crate::Timestamp>,
    pub current_service_deployment: Option<String>,
    pub current_service_revisions: Option<Vec<ServiceCurrentRevisionSummary>>,
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub health_check_grace_period_seconds: Option<i32>,
    pub scheduling_strategy: Option<SchedulingStrategy>,
    pub deployment_controller: Option<DeploymentController>,
    pub tags: Option<Vec<Tag>>,
    pub created_by: Option<String>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub propagate_tags: Option<PropagateTags>,
    pub enable_execute_command: Option<bool>,
    pub availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>,
    pub resource_management_type: Option<ResourceManagementType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectAccessLogConfiguration {
    pub format: ServiceConnectAccessLoggingFormat,
    pub include_query_parameters: Option<ServiceConnectIncludeQueryParameters>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectClientAlias {
    pub port: i32,
    pub dns_name: Option<String>,
    pub test_traffic_rules: Option<ServiceConnectTestTrafficRules>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectConfiguration {
    pub enabled: bool,
    pub namespace: Option<String>,
    pub services: Option<Vec<ServiceConnectService>>,
    pub log_configuration: Option<LogConfiguration>,
    pub access_log_configuration: Option<ServiceConnectAccessLogConfiguration>,
    pub container_configurations: Option<Vec<ServiceConnectContainerConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectContainerConfiguration {
    pub log_level: Option<ServiceConnectContainerLogLevel>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectService {
    pub port_name: String,
    pub discovery_name: Option<String>,
    pub client_aliases: Option<Vec<ServiceConnectClientAlias>>,
    pub ingress_port_override: Option<i32>,
    pub timeout: Option<TimeoutConfiguration>,
    pub tls: Option<ServiceConnectTlsConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectServiceResource {
    pub discovery_name: Option<String>,
    pub discovery_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectTestTrafficHeaderMatchRules {
    pub exact: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectTestTrafficHeaderRules {
    pub name: String,
    pub value: Option<ServiceConnectTestTrafficHeaderMatchRules>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectTestTrafficRules {
    pub header: ServiceConnectTestTrafficHeaderRules,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectTlsCertificateAuthority {
    pub aws_pca_authority_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceConnectTlsConfiguration {
    pub issuer_certificate_authority: ServiceConnectTlsCertificateAuthority,
    pub kms_key: Option<String>,
    pub role_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceCurrentRevisionSummary {
    pub arn: Option<String>,
    pub requested_task_count: Option<i32>,
    pub running_task_count: Option<i32>,
    pub pending_task_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceDeployment {
    pub service_deployment_arn: Option<String>,
    pub service_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub started_at: Option<crate::Timestamp>,
    pub finished_at: Option<crate::Timestamp>,
    pub stopped_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
    pub source_service_revisions: Option<Vec<ServiceRevisionSummary>>,
    pub target_service_revision: Option<ServiceRevisionSummary>,
    pub status: Option<ServiceDeploymentStatus>,
    pub status_reason: Option<String>,
    pub lifecycle_stage: Option<ServiceDeploymentLifecycleStage>,
    pub lifecycle_hook_details: Option<Vec<DeploymentLifecycleHookDetail>>,
    pub deployment_configuration: Option<DeploymentConfiguration>,
    pub rollback: Option<Rollback>,
    pub deployment_circuit_breaker: Option<ServiceDeploymentCircuitBreaker>,
    pub alarms: Option<ServiceDeploymentAlarms>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceDeploymentAlarms {
    pub status: Option<ServiceDeploymentRollbackMonitorsStatus>,
    pub alarm_names: Option<Vec<String>>,
    pub triggered_alarm_names: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceDeploymentBrief {
    pub service_deployment_arn: Option<String>,
    pub service_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub started_at: Option<crate::Timestamp>,
    pub created_at: Option<crate::Timestamp>,
    pub finished_at: Option<crate::Timestamp>,
    pub target_service_revision_arn: Option<String>,
    pub status: Option<ServiceDeploymentStatus>,
    pub status_reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceDeploymentCircuitBreaker {
    pub status: Option<ServiceDeploymentRollbackMonitorsStatus>,
    pub failure_count: Option<i32>,
    pub threshold: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceEvent {
    pub id: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceManagedEBSVolumeConfiguration {
    pub encrypted: Option<bool>,
    pub kms_key_id: Option<String>,
    pub volume_type: Option<String>,
    pub size_in_gib: Option<i32>,
    pub snapshot_id: Option<String>,
    pub volume_initialization_rate: Option<i32>,
    pub iops: Option<i32>,
    pub throughput: Option<i32>,
    pub tag_specifications: Option<Vec<EBSTagSpecification>>,
    pub role_arn: String,
    pub filesystem_type: Option<TaskFilesystemType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRegistry {
    pub registry_arn: Option<String>,
    pub port: Option<i32>,
    pub container_name: Option<String>,
    pub container_port: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRevision {
    pub service_revision_arn: Option<String>,
    pub service_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub task_definition: Option<String>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub launch_type: Option<LaunchType>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub container_images: Option<Vec<ContainerImage>>,
    pub guard_duty_enabled: Option<bool>,
    pub service_connect_configuration: Option<ServiceConnectConfiguration>,
    pub volume_configurations: Option<Vec<ServiceVolumeConfiguration>>,
    pub fargate_ephemeral_storage: Option<DeploymentEphemeralStorage>,
    pub created_at: Option<crate::Timestamp>,
    pub vpc_lattice_configurations: Option<Vec<VpcLatticeConfiguration>>,
    pub resolved_configuration: Option<ResolvedConfiguration>,
    pub ecs_managed_resources: Option<ECSManagedResources>,
    pub overrides: Option<ServiceRevisionOverrides>,
    pub gateway_connectors: Option<Vec<GatewayConnector>>,
    pub monitoring: Option<MonitoringConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRevisionLoadBalancer {
    pub target_group_arn: Option<String>,
    pub production_listener_rule: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRevisionOverrides {
    pub runtime_platform: Option<RuntimePlatformOverride>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRevisionSummary {
    pub arn: Option<String>,
    pub requested_task_count: Option<i32>,
    pub running_task_count: Option<i32>,
    pub pending_task_count: Option<i32>,
    pub requested_test_traffic_weight: Option<f64>,
    pub requested_production_traffic_weight: Option<f64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceRevisionVpcLatticeConfiguration {
    pub target_group_arn: Option<String>,
    pub production_listener_rule: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ServiceVolumeConfiguration {
    pub name: String,
    pub managed_ebs_volume: Option<ServiceManagedEBSVolumeConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Session {
    pub session_id: Option<String>,
    pub stream_url: Option<String>,
    pub token_value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Setting {
    pub name: Option<SettingName>,
    pub value: Option<String>,
    pub principal_arn: Option<String>,
    pub r#type: Option<SettingType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SharingStrategy {
    pub nvidia_mps: Option<NvidiaMpsAllocation>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartTaskRequest {
    pub cluster: Option<String>,
    pub container_instances: Vec<String>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub group: Option<String>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub overrides: Option<TaskOverride>,
    pub propagate_tags: Option<PropagateTags>,
    pub reference_id: Option<String>,
    pub started_by: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub task_definition: String,
    pub volume_configurations: Option<Vec<TaskVolumeConfiguration>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartTaskResponse {
    pub tasks: Option<Vec<Task>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopServiceDeploymentRequest {
    pub service_deployment_arn: String,
    pub stop_type: Option<StopServiceDeploymentStopType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopServiceDeploymentResponse {
    pub service_deployment_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopTaskRequest {
    pub cluster: Option<String>,
    pub task: String,
    pub reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopTaskResponse {
    pub task: Option<Task>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitAttachmentStateChangesRequest {
    pub cluster: Option<String>,
    pub attachments: Vec<AttachmentStateChange>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitAttachmentStateChangesResponse {
    pub acknowledgment: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitContainerStateChangeRequest {
    pub cluster: Option<String>,
    pub task: Option<String>,
    pub container_name: Option<String>,
    pub runtime_id: Option<String>,
    pub status: Option<String>,
    pub exit_code: Option<i32>,
    pub reason: Option<String>,
    pub network_bindings: Option<Vec<NetworkBinding>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitContainerStateChangeResponse {
    pub acknowledgment: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitTaskStateChangeRequest {
    pub cluster: Option<String>,
    pub task: Option<String>,
    pub status: Option<String>,
    pub reason: Option<String>,
    pub containers: Option<Vec<ContainerStateChange>>,
    pub attachments: Option<Vec<AttachmentStateChange>>,
    pub managed_agents: Option<Vec<ManagedAgentStateChange>>,
    pub pull_started_at: Option<crate::Timestamp>,
    pub pull_stopped_at: Option<crate::Timestamp>,
    pub execution_stopped_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubmitTaskStateChangeResponse {
    pub acknowledgment: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SystemControl {
    pub namespace: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TagResourceRequest {
    pub resource_arn: String,
    pub tags: Vec<Tag>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TagResourceResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct Task {
    pub attachments: Option<Vec<Attachment>>,
    pub attributes: Option<Vec<Attribute>>,
    pub availability_zone: Option<String>,
    pub capacity_provider_name: Option<String>,
    pub cluster_arn: Option<String>,
    pub connectivity: Option<Connectivity>,
    pub connectivity_at: Option<crate::Timestamp>,
    pub container_instance_arn: Option<String>,
    pub containers: Option<Vec<Container>>,
    pub cpu: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub desired_status: Option<String>,
    pub enable_execute_command: Option<bool>,
    pub execution_stopped_at: Option<crate::Timestamp>,
    pub group: Option<String>,
    pub health_status: Option<HealthStatus>,
    pub inference_accelerators: Option<Vec<InferenceAccelerator>>,
    pub last_status: Option<String>,
    pub launch_type: Option<LaunchType>,
    pub memory: Option<String>,
    pub overrides: Option<TaskOverride>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub pull_started_at: Option<crate::Timestamp>,
    pub pull_stopped_at: Option<crate::Timestamp>,
    pub started_at: Option<crate::Timestamp>,
    pub started_by: Option<String>,
    pub stop_code: Option<TaskStopCode>,
    pub stopped_at: Option<crate::Timestamp>,
    pub stopped_reason: Option<String>,
    pub stopping_at: Option<crate::Timestamp>,
    pub tags: Option<Vec<Tag>>,
    pub task_arn: Option<String>,
    pub task_definition_arn: Option<String>,
    pub version: Option<i64>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub fargate_ephemeral_storage: Option<TaskEphemeralStorage>,
    pub trusted_execution_summary: Option<TrustedExecutionSummary>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskDefinition {
    pub task_definition_arn: Option<String>,
    pub container_definitions: Option<Vec<ContainerDefinition>>,
    pub family: Option<String>,
    pub task_role_arn: Option<String>,
    pub execution_role_arn: Option<String>,
    pub network_mode: Option<NetworkMode>,
    pub revision: Option<i32>,
    pub volumes: Option<Vec<Volume>>,
    pub status: Option<TaskDefinitionStatus>,
    pub requires_attributes: Option<Vec<Attribute>>,
    pub placement_constraints: Option<Vec<TaskDefinitionPlacementConstraint>>,
    pub compatibilities: Option<Vec<Compatibility>>,
    pub runtime_platform: Option<RuntimePlatform>,
    pub requires_compatibilities: Option<Vec<Compatibility>>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub inference_accelerators: Option<Vec<InferenceAccelerator>>,
    pub pid_mode: Option<PidMode>,
    pub ipc_mode: Option<IpcMode>,
    pub proxy_configuration: Option<ProxyConfiguration>,
    pub registered_at: Option<crate::Timestamp>,
    pub deregistered_at: Option<crate::Timestamp>,
    pub delete_requested_at: Option<crate::Timestamp>,
    pub registered_by: Option<String>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub enable_fault_injection: Option<bool>,
    pub trusted_execution_configuration: Option<TrustedExecutionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskDefinitionPlacementConstraint {
    pub r#type: Option<TaskDefinitionPlacementConstraintType>,
    pub expression: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskEphemeralStorage {
    pub size_in_gib: Option<i32>,
    pub kms_key_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskManagedEBSVolumeConfiguration {
    pub encrypted: Option<bool>,
    pub kms_key_id: Option<String>,
    pub volume_type: Option<String>,
    pub size_in_gib: Option<i32>,
    pub snapshot_id: Option<String>,
    pub volume_initialization_rate: Option<i32>,
    pub iops: Option<i32>,
    pub throughput: Option<i32>,
    pub tag_specifications: Option<Vec<EBSTagSpecification>>,
    pub role_arn: String,
    pub termination_policy: Option<TaskManagedEBSVolumeTerminationPolicy>,
    pub filesystem_type: Option<TaskFilesystemType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskManagedEBSVolumeTerminationPolicy {
    pub delete_on_termination: bool,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskOverride {
    pub container_overrides: Option<Vec<ContainerOverride>>,
    pub cpu: Option<String>,
    pub inference_accelerator_overrides: Option<Vec<InferenceAcceleratorOverride>>,
    pub execution_role_arn: Option<String>,
    pub memory: Option<String>,
    pub task_role_arn: Option<String>,
    pub ephemeral_storage: Option<EphemeralStorage>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskSet {
    pub id: Option<String>,
    pub task_set_arn: Option<String>,
    pub service_arn: Option<String>,
    pub cluster_arn: Option<String>,
    pub started_by: Option<String>,
    pub external_id: Option<String>,
    pub status: Option<String>,
    pub task_definition: Option<String>,
    pub computed_desired_count: Option<i32>,
    pub pending_count: Option<i32>,
    pub running_count: Option<i32>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
    pub launch_type: Option<LaunchType>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub scale: Option<Scale>,
    pub stability_status: Option<StabilityStatus>,
    pub stability_status_at: Option<crate::Timestamp>,
    pub tags: Option<Vec<Tag>>,
    pub fargate_ephemeral_storage: Option<DeploymentEphemeralStorage>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TaskVolumeConfiguration {
    pub name: String,
    pub managed_ebs_volume: Option<TaskManagedEBSVolumeConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ThresholdConfiguration {
    pub r#type: ThresholdType,
    pub value: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct TimeoutConfiguration {
    pub idle_timeout_seconds: Option<i32>,
    pub per_request_timeout_seconds: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tmpfs {
    pub container_path: String,
    pub size: i32,
    pub mount_options: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TotalLocalStorageGBRequest {
    pub min: Option<f64>,
    pub max: Option<f64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TrustedExecutionConfiguration {
    pub isolation_mode: IsolationMode,
    pub attestation_policy: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TrustedExecutionSummary {
    pub isolation_mode: IsolationMode,
    pub attestation_policy_status: Option<AttestationPolicyStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Ulimit {
    pub name: UlimitName,
    pub soft_limit: i32,
    pub hard_limit: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct UntagResourceRequest {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UntagResourceResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateCapacityProviderRequest {
    pub name: String,
    pub cluster: Option<String>,
    pub auto_scaling_group_provider: Option<AutoScalingGroupProviderUpdate>,
    pub managed_instances_provider: Option<UpdateManagedInstancesProviderConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateCapacityProviderResponse {
    pub capacity_provider: Option<CapacityProvider>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateClusterRequest {
    pub cluster: String,
    pub settings: Option<Vec<ClusterSetting>>,
    pub configuration: Option<ClusterConfiguration>,
    pub service_connect_defaults: Option<ClusterServiceConnectDefaultsRequest>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateClusterResponse {
    pub cluster: Option<Cluster>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateClusterSettingsRequest {
    pub cluster: String,
    pub settings: Vec<ClusterSetting>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateClusterSettingsResponse {
    pub cluster: Option<Cluster>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateContainerAgentRequest {
    pub cluster: Option<String>,
    pub container_instance: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateContainerAgentResponse {
    pub container_instance: Option<ContainerInstance>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateContainerInstancesStateRequest {
    pub cluster: Option<String>,
    pub container_instances: Vec<String>,
    pub status: ContainerInstanceStatus,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateContainerInstancesStateResponse {
    pub container_instances: Option<Vec<ContainerInstance>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateDaemonRequest {
    pub daemon_arn: String,
    pub daemon_task_definition_arn: String,
    pub capacity_provider_arns: Vec<String>,
    pub deployment_configuration: Option<DaemonDeploymentConfiguration>,
    pub propagate_tags: Option<DaemonPropagateTags>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub critical: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateDaemonResponse {
    pub daemon_arn: Option<String>,
    pub status: Option<DaemonStatus>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
    pub deployment_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateExpressGatewayServiceRequest {
    pub service_arn: String,
    pub execution_role_arn: Option<String>,
    pub health_check_path: Option<String>,
    pub primary_container: Option<ExpressGatewayContainer>,
    pub task_role_arn: Option<String>,
    pub network_configuration: Option<ExpressGatewayServiceNetworkConfiguration>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub cpu_architecture: Option<ExpressCpuArchitecture>,
    pub scaling_target: Option<ExpressGatewayScalingTarget>,
    pub task_definition_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateExpressGatewayServiceResponse {
    pub service: Option<UpdatedExpressGatewayService>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateGatewayAlbConfiguration {
    pub network_configuration: Option<UpdateGatewayNetworkConfiguration>,
    pub max_alb_count: Option<i32>,
    pub web_acl_arn: Option<String>,
    pub access_logs: Option<GatewayElbAccessLogConfiguration>,
    pub http_desync: Option<GatewayAlbDesyncMitigationMode>,
    pub test_traffic_rules: Option<GatewayAlbTestTrafficRules>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateGatewayConfiguration {
    pub host_shared_alb: Option<UpdateGatewayAlbConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateGatewayNetworkConfiguration {
    pub inbound_security_group: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateGatewayRequest {
    pub gateway: String,
    pub infrastructure_role_arn: Option<String>,
    pub deletion_protection: Option<bool>,
    pub configuration: Option<UpdateGatewayConfiguration>,
    pub propagate_tags: Option<PropagateGatewayTags>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateGatewayResponse {
    pub gateway_arn: Option<String>,
    pub name: Option<String>,
    pub status: Option<GatewayStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateManagedInstancesProviderConfiguration {
    pub infrastructure_role_arn: String,
    pub instance_launch_template: InstanceLaunchTemplateUpdate,
    pub propagate_tags: Option<PropagateMITags>,
    pub infrastructure_optimization: Option<InfrastructureOptimization>,
    pub auto_repair_configuration: Option<AutoRepairConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateServicePrimaryTaskSetRequest {
    pub cluster: String,
    pub service: String,
    pub primary_task_set: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateServicePrimaryTaskSetResponse {
    pub task_set: Option<TaskSet>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateServiceRequest {
    pub cluster: Option<String>,
    pub service: String,
    pub desired_count: Option<i32>,
    pub task_definition: Option<String>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub deployment_configuration: Option<DeploymentConfiguration>,
    pub availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    pub platform_version: Option<String>,
    pub force_new_deployment: Option<bool>,
    pub health_check_grace_period_seconds: Option<i32>,
    pub deployment_controller: Option<DeploymentController>,
    pub enable_execute_command: Option<bool>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
    pub propagate_tags: Option<PropagateTags>,
    pub service_registries: Option<Vec<ServiceRegistry>>,
    pub service_connect_configuration: Option<ServiceConnectConfiguration>,
    pub volume_configurations: Option<Vec<ServiceVolumeConfiguration>>,
    pub vpc_lattice_configurations: Option<Vec<VpcLatticeConfiguration>>,
    pub gateway_connectors: Option<Vec<GatewayConnector>>,
    pub monitoring: Option<MonitoringConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateServiceResponse {
    pub service: Option<Service>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateTaskProtectionRequest {
    pub cluster: String,
    pub tasks: Vec<String>,
    pub protection_enabled: bool,
    pub expires_in_minutes: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateTaskProtectionResponse {
    pub protected_tasks: Option<Vec<ProtectedTask>>,
    pub failures: Option<Vec<Failure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateTaskSetRequest {
    pub cluster: String,
    pub service: String,
    pub task_set: String,
    pub scale: Scale,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateTaskSetResponse {
    pub task_set: Option<TaskSet>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdatedExpressGatewayService {
    pub service_arn: Option<String>,
    pub cluster: Option<String>,
    pub service_name: Option<String>,
    pub status: Option<ExpressGatewayServiceStatus>,
    pub target_configuration: Option<ExpressGatewayServiceConfiguration>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VCpuCountRangeRequest {
    pub min: i32,
    pub max: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VersionInfo {
    pub agent_version: Option<String>,
    pub agent_hash: Option<String>,
    pub docker_version: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Volume {
    pub name: Option<String>,
    pub host: Option<HostVolumeProperties>,
    pub docker_volume_configuration: Option<DockerVolumeConfiguration>,
    pub efs_volume_configuration: Option<EFSVolumeConfiguration>,
    pub s3files_volume_configuration: Option<S3FilesVolumeConfiguration>,
    pub fsx_windows_file_server_volume_configuration: Option<FSxWindowsFileServerVolumeConfiguration>,
    pub configured_at_launch: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VolumeFrom {
    pub source_container: Option<String>,
    pub read_only: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcLatticeAdvancedConfiguration {
    pub alternate_target_group_arn: Option<String>,
    pub production_listener_rule: Option<String>,
    pub test_listener_rule: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcLatticeConfiguration {
    pub role_arn: String,
    pub target_group_arn: String,
    pub port_name: String,
    pub advanced_configuration: Option<VpcLatticeAdvancedConfiguration>,
}

crate::structure_members! {
    AcceleratorCountRequest, schemas::ACCELERATOR_COUNT_REQUEST { 0: min, 1: max }
    AcceleratorTotalMemoryMiBRequest, schemas::ACCELERATOR_TOTAL_MEMORY_MIB_REQUEST { 0: min, 1: max }
    AdvancedConfiguration, schemas::ADVANCED_CONFIGURATION { 0: alternate_target_group_arn, 1: production_listener_rule, 2: test_listener_rule, 3: role_arn }
    AssociateGatewayWithClusterRequest, schemas::ASSOCIATE_GATEWAY_WITH_CLUSTER_REQUEST { 0: gateway, 1: cluster }
    AssociateGatewayWithClusterResponse, schemas::ASSOCIATE_GATEWAY_WITH_CLUSTER_RESPONSE { 0: gateway_arn, 1: cluster_arn, 2: status }
    Attachment, schemas::ATTACHMENT { 0: id, 1: r#type, 2: status, 3: details }
    AttachmentStateChange, schemas::ATTACHMENT_STATE_CHANGE { 0: attachment_arn, 1: status }
    Attribute, schemas::ATTRIBUTE { 0: name, 1: value, 2: target_type, 3: target_id }
    AutoRepairConfiguration, schemas::AUTO_REPAIR_CONFIGURATION { 0: actions_status }
    AutoScalingGroupProvider, schemas::AUTO_SCALING_GROUP_PROVIDER { 0: auto_scaling_group_arn, 1: managed_scaling, 2: managed_termination_protection, 3: managed_draining }
    AutoScalingGroupProviderUpdate, schemas::AUTO_SCALING_GROUP_PROVIDER_UPDATE { 0: managed_scaling, 1: managed_termination_protection, 2: managed_draining }
    AwsVpcConfiguration, schemas::AWS_VPC_CONFIGURATION { 0: subnets, 1: security_groups, 2: assign_public_ip }
    BaselineEbsBandwidthMbpsRequest, schemas::BASELINE_EBS_BANDWIDTH_MBPS_REQUEST { 0: min, 1: max }
    CanaryConfiguration, schemas::CANARY_CONFIGURATION { 0: canary_percent, 1: canary_bake_time_in_minutes }
    CapacityProvider, schemas::CAPACITY_PROVIDER { 0: capacity_provider_arn, 1: name, 2: cluster, 3: status, 4: auto_scaling_group_provider, 5: managed_instances_provider, 6: update_status, 7: update_status_reason, 8: tags, 9: r#type }
    CapacityProviderStrategyItem, schemas::CAPACITY_PROVIDER_STRATEGY_ITEM { 0: capacity_provider, 1: weight, 2: base }
    CapacityReservationRequest, schemas::CAPACITY_RESERVATION_REQUEST { 0: reservation_group_arn, 1: reservation_preference }
    Cluster, schemas::CLUSTER { 0: cluster_arn, 1: cluster_name, 2: configuration, 3: status, 4: registered_container_instances_count, 5: running_tasks_count, 6: pending_tasks_count, 7: active_services_count, 8: statistics, 9: tags, 10: settings, 11: capacity_providers, 12: default_capacity_provider_strategy, 13: attachments, 14: attachments_status, 15: service_connect_defaults }
    ClusterConfiguration, schemas::CLUSTER_CONFIGURATION { 0: execute_command_configuration, 1: managed_storage_configuration }
    ClusterServiceConnectDefaults, schemas::CLUSTER_SERVICE_CONNECT_DEFAULTS { 0: namespace }
    ClusterServiceConnectDefaultsRequest, schemas::CLUSTER_SERVICE_CONNECT_DEFAULTS_REQUEST { 0: namespace }
    ClusterSetting, schemas::CLUSTER_SETTING { 0: name, 1: value }
    ConflictException, schemas::CONFLICT_EXCEPTION { 0: resource_ids, 1: message }
    Container, schemas::CONTAINER { 0: container_arn, 1: task_arn, 2: name, 3: image, 4: image_digest, 5: runtime_id, 6: last_status, 7: exit_code, 8: reason, 9: network_bindings, 10: network_interfaces, 11: health_status, 12: managed_agents, 13: cpu, 14: memory, 15: memory_reservation, 16: gpu_ids, 17: neuron_device_ids, 18: gpu_sharing_strategy }
    ContainerDefinition, schemas::CONTAINER_DEFINITION { 0: name, 1: image, 2: repository_credentials, 3: cpu, 4: memory, 5: memory_reservation, 6: links, 7: port_mappings, 8: essential, 9: restart_policy, 10: entry_point, 11: command, 12: environment, 13: environment_files, 14: mount_points, 15: volumes_from, 16: linux_parameters, 17: secrets, 18: depends_on, 19: start_timeout, 20: stop_timeout, 21: version_consistency, 22: hostname, 23: user, 24: working_directory, 25: disable_networking, 26: privileged, 27: readonly_root_filesystem, 28: dns_servers, 29: dns_search_domains, 30: extra_hosts, 31: docker_security_options, 32: interactive, 33: pseudo_terminal, 34: docker_labels, 35: ulimits, 36: log_configuration, 37: health_check, 38: system_controls, 39: resource_requirements, 40: firelens_configuration, 41: credential_specs }
    ContainerDependency, schemas::CONTAINER_DEPENDENCY { 0: container_name, 1: condition }
    ContainerImage, schemas::CONTAINER_IMAGE { 0: container_name, 1: image_digest, 2: image }
    ContainerInstance, schemas::CONTAINER_INSTANCE { 0: container_instance_arn, 1: ec2_instance_id, 2: capacity_provider_name, 3: version, 4: version_info, 5: remaining_resources, 6: registered_resources, 7: status, 8: status_reason, 9: agent_connected, 10: running_tasks_count, 11: pending_tasks_count, 12: agent_update_status, 13: attributes, 14: registered_at, 15: attachments, 16: tags, 17: health_status, 18: gpu_devices }
    ContainerInstanceHealthStatus, schemas::CONTAINER_INSTANCE_HEALTH_STATUS { 0: overall_status, 1: details }
    ContainerOverride, schemas::CONTAINER_OVERRIDE { 0: name, 1: command, 2: environment, 3: environment_files, 4: cpu, 5: memory, 6: memory_reservation, 7: resource_requirements }
    ContainerRestartPolicy, schemas::CONTAINER_RESTART_POLICY { 0: enabled, 1: ignored_exit_codes, 2: restart_attempt_period }
    ContainerStateChange, schemas::CONTAINER_STATE_CHANGE { 0: container_name, 1: image_digest, 2: runtime_id, 3: exit_code, 4: network_bindings, 5: reason, 6: status }
    ContinueServiceDeploymentRequest, schemas::CONTINUE_SERVICE_DEPLOYMENT_REQUEST { 0: service_deployment_arn, 1: hook_id, 2: action }
    ContinueServiceDeploymentResponse, schemas::CONTINUE_SERVICE_DEPLOYMENT_RESPONSE { 0: service_deployment_arn }
    CreateCapacityProviderRequest, schemas::CREATE_CAPACITY_PROVIDER_REQUEST { 0: name, 1: cluster, 2: auto_scaling_group_provider, 3: managed_instances_provider, 4: tags }
    CreateCapacityProviderResponse, schemas::CREATE_CAPACITY_PROVIDER_RESPONSE { 0: capacity_provider }
    CreateClusterRequest, schemas::CREATE_CLUSTER_REQUEST { 0: cluster_name, 1: tags, 2: settings, 3: configuration, 4: capacity_providers, 5: default_capacity_provider_strategy, 6: service_connect_defaults }
    CreateClusterResponse, schemas::CREATE_CLUSTER_RESPONSE { 0: cluster }
    CreateDaemonRequest, schemas::CREATE_DAEMON_REQUEST { 0: daemon_name, 1: cluster_arn, 2: daemon_task_definition_arn, 3: capacity_provider_arns, 4: deployment_configuration, 5: tags, 6: propagate_tags, 7: enable_ecs_managed_tags, 8: enable_execute_command, 9: client_token, 10: critical }
    CreateDaemonResponse, schemas::CREATE_DAEMON_RESPONSE { 0: daemon_arn, 1: status, 2: created_at, 3: deployment_arn }
    CreateExpressGatewayServiceRequest, schemas::CREATE_EXPRESS_GATEWAY_SERVICE_REQUEST { 0: execution_role_arn, 1: infrastructure_role_arn, 2: service_name, 3: cluster, 4: health_check_path, 5: primary_container, 6: task_role_arn, 7: network_configuration, 8: cpu, 9: memory, 10: cpu_architecture, 11: scaling_target, 12: tags, 13: task_definition_arn }
    CreateExpressGatewayServiceResponse, schemas::CREATE_EXPRESS_GATEWAY_SERVICE_RESPONSE { 0: service }
    CreateGatewayRequest, schemas::CREATE_GATEWAY_REQUEST { 0: name, 1: infrastructure_role_arn, 2: client_token, 3: deletion_protection, 4: configuration, 5: tags, 6: propagate_tags }
    CreateGatewayResponse, schemas::CREATE_GATEWAY_RESPONSE { 0: gateway_arn, 1: name, 2: status }
    CreateManagedInstancesProviderConfiguration, schemas::CREATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION { 0: infrastructure_role_arn, 1: instance_launch_template, 2: propagate_tags, 3: infrastructure_optimization, 4: auto_repair_configuration }
    CreateServiceRequest, schemas::CREATE_SERVICE_REQUEST { 0: cluster, 1: service_name, 2: task_definition, 3: availability_zone_rebalancing, 4: load_balancers, 5: service_registries, 6: desired_count, 7: client_token, 8: launch_type, 9: capacity_provider_strategy, 10: platform_version, 11: role, 12: deployment_configuration, 13: placement_constraints, 14: placement_strategy, 15: network_configuration, 16: health_check_grace_period_seconds, 17: scheduling_strategy, 18: deployment_controller, 19: tags, 20: enable_ecs_managed_tags, 21: propagate_tags, 22: enable_execute_command, 23: service_connect_configuration, 24: volume_configurations, 25: vpc_lattice_configurations, 26: gateway_connectors, 27: monitoring }
    CreateServiceResponse, schemas::CREATE_SERVICE_RESPONSE { 0: service }
    CreateTaskSetRequest, schemas::CREATE_TASK_SET_REQUEST { 0: service, 1: cluster, 2: external_id, 3: task_definition, 4: network_configuration, 5: load_balancers, 6: service_registries, 7: launch_type, 8: capacity_provider_strategy, 9: platform_version, 10: scale, 11: client_token, 12: tags }
    CreateTaskSetResponse, schemas::CREATE_TASK_SET_RESPONSE { 0: task_set }
    CreatedAt, schemas::CREATED_AT { 0: before, 1: after }
    DaemonAlarmConfiguration, schemas::DAEMON_ALARM_CONFIGURATION { 0: alarm_names, 1: enable }
    DaemonCapacityProvider, schemas::DAEMON_CAPACITY_PROVIDER { 0: arn, 1: running_count, 2: without_daemon_count }
    DaemonCircuitBreaker, schemas::DAEMON_CIRCUIT_BREAKER { 0: failure_count, 1: status, 2: threshold }
    DaemonContainerDefinition, schemas::DAEMON_CONTAINER_DEFINITION { 0: name, 1: image, 2: memory, 3: memory_reservation, 4: repository_credentials, 5: health_check, 6: cpu, 7: essential, 8: entry_point, 9: command, 10: working_directory, 11: environment_files, 12: environment, 13: secrets, 14: readonly_root_filesystem, 15: mount_points, 16: log_configuration, 17: firelens_configuration, 18: privileged, 19: user, 20: ulimits, 21: linux_parameters, 22: depends_on, 23: start_timeout, 24: stop_timeout, 25: system_controls, 26: interactive, 27: pseudo_terminal, 28: restart_policy }
    DaemonContainerImage, schemas::DAEMON_CONTAINER_IMAGE { 0: container_name, 1: image_digest, 2: image }
    DaemonDeployment, schemas::DAEMON_DEPLOYMENT { 0: daemon_deployment_arn, 1: cluster_arn, 2: status, 3: status_reason, 4: target_daemon_revision, 5: source_daemon_revisions, 6: circuit_breaker, 7: alarms, 8: rollback, 9: deployment_configuration, 10: created_at, 11: started_at, 12: stopped_at, 13: finished_at }
    DaemonDeploymentAlarms, schemas::DAEMON_DEPLOYMENT_ALARMS { 0: status, 1: alarm_names, 2: triggered_alarm_names }
    DaemonDeploymentCapacityProvider, schemas::DAEMON_DEPLOYMENT_CAPACITY_PROVIDER { 0: arn, 1: running_instance_count, 2: without_daemon_instance_count, 3: draining_instance_count }
    DaemonDeploymentConfiguration, schemas::DAEMON_DEPLOYMENT_CONFIGURATION { 0: drain_percent, 1: alarms, 2: bake_time_in_minutes }
    DaemonDeploymentRevisionDetail, schemas::DAEMON_DEPLOYMENT_REVISION_DETAIL { 0: arn, 1: capacity_providers, 2: total_running_instance_count, 3: total_without_daemon_instance_count, 4: total_draining_instance_count }
    DaemonDeploymentSummary, schemas::DAEMON_DEPLOYMENT_SUMMARY { 0: daemon_deployment_arn, 1: daemon_arn, 2: cluster_arn, 3: status, 4: status_reason, 5: target_daemon_revision_arn, 6: created_at, 7: started_at, 8: stopped_at, 9: finished_at }
    DaemonDetail, schemas::DAEMON_DETAIL { 0: daemon_arn, 1: cluster_arn, 2: status, 3: current_revisions, 4: deployment_arn, 5: created_at, 6: updated_at }
    DaemonLinuxParameters, schemas::DAEMON_LINUX_PARAMETERS { 0: capabilities, 1: devices, 2: init_process_enabled, 3: tmpfs }
    DaemonRevision, schemas::DAEMON_REVISION { 0: daemon_revision_arn, 1: cluster_arn, 2: daemon_arn, 3: daemon_task_definition_arn, 4: created_at, 5: container_images, 6: propagate_tags, 7: enable_ecs_managed_tags, 8: enable_execute_command, 9: critical }
    DaemonRevisionDetail, schemas::DAEMON_REVISION_DETAIL { 0: arn, 1: capacity_providers, 2: total_running_count, 3: total_without_daemon_count }
    DaemonRollback, schemas::DAEMON_ROLLBACK { 0: reason, 1: started_at, 2: rollback_target_daemon_revision_arn, 3: rollback_capacity_providers }
    DaemonSummary, schemas::DAEMON_SUMMARY { 0: daemon_arn, 1: status, 2: created_at, 3: updated_at }
    DaemonTaskDefinition, schemas::DAEMON_TASK_DEFINITION { 0: daemon_task_definition_arn, 1: family, 2: revision, 3: task_role_arn, 4: execution_role_arn, 5: container_definitions, 6: volumes, 7: cpu, 8: memory, 9: status, 10: registered_at, 11: delete_requested_at, 12: registered_by, 13: pid_mode, 14: ipc_mode }
    DaemonTaskDefinitionSummary, schemas::DAEMON_TASK_DEFINITION_SUMMARY { 0: arn, 1: registered_at, 2: registered_by, 3: delete_requested_at, 4: status }
    DaemonVolume, schemas::DAEMON_VOLUME { 0: name, 1: host, 2: log_driver_volume_configuration }
    DeleteAccountSettingRequest, schemas::DELETE_ACCOUNT_SETTING_REQUEST { 0: name, 1: principal_arn }
    DeleteAccountSettingResponse, schemas::DELETE_ACCOUNT_SETTING_RESPONSE { 0: setting }
    DeleteAttributesRequest, schemas::DELETE_ATTRIBUTES_REQUEST { 0: cluster, 1: attributes }
    DeleteAttributesResponse, schemas::DELETE_ATTRIBUTES_RESPONSE { 0: attributes }
    DeleteCapacityProviderRequest, schemas::DELETE_CAPACITY_PROVIDER_REQUEST { 0: capacity_provider, 1: cluster }
    DeleteCapacityProviderResponse, schemas::DELETE_CAPACITY_PROVIDER_RESPONSE { 0: capacity_provider }
    DeleteClusterRequest, schemas::DELETE_CLUSTER_REQUEST { 0: cluster }
    DeleteClusterResponse, schemas::DELETE_CLUSTER_RESPONSE { 0: cluster }
    DeleteDaemonRequest, schemas::DELETE_DAEMON_REQUEST { 0: daemon_arn }
    DeleteDaemonResponse, schemas::DELETE_DAEMON_RESPONSE { 0: daemon_arn, 1: status, 2: created_at, 3: updated_at, 4: deployment_arn }
    DeleteDaemonTaskDefinitionRequest, schemas::DELETE_DAEMON_TASK_DEFINITION_REQUEST { 0: daemon_task_definition }
    DeleteDaemonTaskDefinitionResponse, schemas::DELETE_DAEMON_TASK_DEFINITION_RESPONSE { 0: daemon_task_definition_arn }
    DeleteExpressGatewayServiceRequest, schemas::DELETE_EXPRESS_GATEWAY_SERVICE_REQUEST { 0: service_arn }
    DeleteExpressGatewayServiceResponse, schemas::DELETE_EXPRESS_GATEWAY_SERVICE_RESPONSE { 0: service }
    DeleteGatewayRequest, schemas::DELETE_GATEWAY_REQUEST { 0: gateway }
    DeleteGatewayResponse, schemas::DELETE_GATEWAY_RESPONSE { 0: gateway_arn, 1: name, 2: status }
    DeleteServiceRequest, schemas::DELETE_SERVICE_REQUEST { 0: cluster, 1: service, 2: force }
    DeleteServiceResponse, schemas::DELETE_SERVICE_RESPONSE { 0: service }
    DeleteTaskDefinitionsRequest, schemas::DELETE_TASK_DEFINITIONS_REQUEST { 0: task_definitions }
    DeleteTaskDefinitionsResponse, schemas::DELETE_TASK_DEFINITIONS_RESPONSE { 0: task_definitions, 1: failures }
    DeleteTaskSetRequest, schemas::DELETE_TASK_SET_REQUEST { 0: cluster, 1: service, 2: task_set, 3: force }
    DeleteTaskSetResponse, schemas::DELETE_TASK_SET_RESPONSE { 0: task_set }
    Deployment, schemas::DEPLOYMENT { 0: id, 1: status, 2: task_definition, 3: desired_count, 4: pending_count, 5: running_count, 6: failed_tasks, 7: created_at, 8: updated_at, 9: capacity_provider_strategy, 10: launch_type, 11: platform_version, 12: platform_family, 13: network_configuration, 14: rollout_state, 15: rollout_state_reason, 16: service_connect_configuration, 17: service_connect_resources, 18: volume_configurations, 19: fargate_ephemeral_storage, 20: vpc_lattice_configurations }
    DeploymentAlarms, schemas::DEPLOYMENT_ALARMS { 0: alarm_names, 1: rollback, 2: enable }
    DeploymentCircuitBreaker, schemas::DEPLOYMENT_CIRCUIT_BREAKER { 0: enable, 1: rollback, 2: reset_on_healthy_task, 3: threshold_configuration }
    DeploymentConfiguration, schemas::DEPLOYMENT_CONFIGURATION { 0: deployment_circuit_breaker, 1: maximum_percent, 2: minimum_healthy_percent, 3: alarms, 4: strategy, 5: bake_time_in_minutes, 6: lifecycle_hooks, 7: linear_configuration, 8: canary_configuration, 9: early_success_criteria }
    DeploymentController, schemas::DEPLOYMENT_CONTROLLER { 0: r#type }
    DeploymentEarlySuccessCriteria, schemas::DEPLOYMENT_EARLY_SUCCESS_CRITERIA { 0: enable, 1: healthy_percent, 2: source_service_revision_cleanup }
    DeploymentEphemeralStorage, schemas::DEPLOYMENT_EPHEMERAL_STORAGE { 0: kms_key_id }
    DeploymentLifecycleHook, schemas::DEPLOYMENT_LIFECYCLE_HOOK { 0: target_type, 1: hook_target_arn, 2: role_arn, 3: lifecycle_stages, 4: hook_details, 5: timeout_configuration }
    DeploymentLifecycleHookDetail, schemas::DEPLOYMENT_LIFECYCLE_HOOK_DETAIL { 0: hook_id, 1: target_type, 2: target_arn, 3: status, 4: expires_at, 5: timeout_action }
    DeploymentLifecycleHookTimeoutConfiguration, schemas::DEPLOYMENT_LIFECYCLE_HOOK_TIMEOUT_CONFIGURATION { 0: timeout_in_minutes, 1: action }
    DeregisterContainerInstanceRequest, schemas::DEREGISTER_CONTAINER_INSTANCE_REQUEST { 0: cluster, 1: container_instance, 2: force }
    DeregisterContainerInstanceResponse, schemas::DEREGISTER_CONTAINER_INSTANCE_RESPONSE { 0: container_instance }
    DeregisterTaskDefinitionRequest, schemas::DEREGISTER_TASK_DEFINITION_REQUEST { 0: task_definition }
    DeregisterTaskDefinitionResponse, schemas::DEREGISTER_TASK_DEFINITION_RESPONSE { 0: task_definition }
    DescribeCapacityProvidersRequest, schemas::DESCRIBE_CAPACITY_PROVIDERS_REQUEST { 0: capacity_providers, 1: cluster, 2: include, 3: max_results, 4: next_token }
    DescribeCapacityProvidersResponse, schemas::DESCRIBE_CAPACITY_PROVIDERS_RESPONSE { 0: capacity_providers, 1: failures, 2: next_token }
    DescribeClustersRequest, schemas::DESCRIBE_CLUSTERS_REQUEST { 0: clusters, 1: include }
    DescribeClustersResponse, schemas::DESCRIBE_CLUSTERS_RESPONSE { 0: clusters, 1: failures }
    DescribeContainerInstancesRequest, schemas::DESCRIBE_CONTAINER_INSTANCES_REQUEST { 0: cluster, 1: container_instances, 2: include }
    DescribeContainerInstancesResponse, schemas::DESCRIBE_CONTAINER_INSTANCES_RESPONSE { 0: container_instances, 1: failures }
    DescribeDaemonDeploymentsRequest, schemas::DESCRIBE_DAEMON_DEPLOYMENTS_REQUEST { 0: daemon_deployment_arns }
    DescribeDaemonDeploymentsResponse, schemas::DESCRIBE_DAEMON_DEPLOYMENTS_RESPONSE { 0: failures, 1: daemon_deployments }
    DescribeDaemonRequest, schemas::DESCRIBE_DAEMON_REQUEST { 0: daemon_arn }
    DescribeDaemonResponse, schemas::DESCRIBE_DAEMON_RESPONSE { 0: daemon }
    DescribeDaemonRevisionsRequest, schemas::DESCRIBE_DAEMON_REVISIONS_REQUEST { 0: daemon_revision_arns }
    DescribeDaemonRevisionsResponse, schemas::DESCRIBE_DAEMON_REVISIONS_RESPONSE { 0: daemon_revisions, 1: failures }
    DescribeDaemonTaskDefinitionRequest, schemas::DESCRIBE_DAEMON_TASK_DEFINITION_REQUEST { 0: daemon_task_definition }
    DescribeDaemonTaskDefinitionResponse, schemas::DESCRIBE_DAEMON_TASK_DEFINITION_RESPONSE { 0: daemon_task_definition }
    DescribeExpressGatewayServiceRequest, schemas::DESCRIBE_EXPRESS_GATEWAY_SERVICE_REQUEST { 0: service_arn, 1: include }
    DescribeExpressGatewayServiceResponse, schemas::DESCRIBE_EXPRESS_GATEWAY_SERVICE_RESPONSE { 0: service }
    DescribeGatewayAlbConfiguration, schemas::DESCRIBE_GATEWAY_ALB_CONFIGURATION { 0: network_configuration, 1: scheme, 2: access_logs, 3: web_acl_arn, 4: port, 5: protocol, 6: max_alb_count, 7: current_alb_count, 8: http_desync, 9: test_traffic_rules }
    DescribeGatewayConfiguration, schemas::DESCRIBE_GATEWAY_CONFIGURATION { 0: host_shared_alb }
    DescribeGatewayRequest, schemas::DESCRIBE_GATEWAY_REQUEST { 0: gateway }
    DescribeGatewayResourcesRequest, schemas::DESCRIBE_GATEWAY_RESOURCES_REQUEST { 0: gateway, 1: max_results, 2: next_token }
    DescribeGatewayResourcesResponse, schemas::DESCRIBE_GATEWAY_RESOURCES_RESPONSE { 0: gateway_resources, 1: next_token }
    DescribeGatewayResponse, schemas::DESCRIBE_GATEWAY_RESPONSE { 0: gateway }
    DescribeGatewayRouteRequest, schemas::DESCRIBE_GATEWAY_ROUTE_REQUEST { 0: gateway_route_arn }
    DescribeGatewayRouteResponse, schemas::DESCRIBE_GATEWAY_ROUTE_RESPONSE { 0: gateway_route }
    DescribeServiceDeploymentsRequest, schemas::DESCRIBE_SERVICE_DEPLOYMENTS_REQUEST { 0: service_deployment_arns }
    DescribeServiceDeploymentsResponse, schemas::DESCRIBE_SERVICE_DEPLOYMENTS_RESPONSE { 0: service_deployments, 1: failures }
    DescribeServiceRevisionsRequest, schemas::DESCRIBE_SERVICE_REVISIONS_REQUEST { 0: service_revision_arns }
    DescribeServiceRevisionsResponse, schemas::DESCRIBE_SERVICE_REVISIONS_RESPONSE { 0: service_revisions, 1: failures }
    DescribeServicesRequest, schemas::DESCRIBE_SERVICES_REQUEST { 0: cluster, 1: services, 2: include }
    DescribeServicesResponse, schemas::DESCRIBE_SERVICES_RESPONSE { 0: services, 1: failures }
    DescribeTaskDefinitionRequest, schemas::DESCRIBE_TASK_DEFINITION_REQUEST { 0: task_definition, 1: include }
    DescribeTaskDefinitionResponse, schemas::DESCRIBE_TASK_DEFINITION_RESPONSE { 0: task_definition, 1: tags }
    DescribeTaskSetsRequest, schemas::DESCRIBE_TASK_SETS_REQUEST { 0: cluster, 1: service, 2: task_sets, 3: include }
    DescribeTaskSetsResponse, schemas::DESCRIBE_TASK_SETS_RESPONSE { 0: task_sets, 1: failures }
    DescribeTasksRequest, schemas::DESCRIBE_TASKS_REQUEST { 0: cluster, 1: tasks, 2: include }
    DescribeTasksResponse, schemas::DESCRIBE_TASKS_RESPONSE { 0: tasks, 1: failures }
    Device, schemas::DEVICE { 0: host_path, 1: container_path, 2: permissions }
    DisassociateGatewayFromClusterRequest, schemas::DISASSOCIATE_GATEWAY_FROM_CLUSTER_REQUEST { 0: gateway, 1: cluster }
    DisassociateGatewayFromClusterResponse, schemas::DISASSOCIATE_GATEWAY_FROM_CLUSTER_RESPONSE { 0: gateway_arn, 1: cluster_arn, 2: status }
    DiscoverPollEndpointRequest, schemas::DISCOVER_POLL_ENDPOINT_REQUEST { 0: container_instance, 1: cluster }
    DiscoverPollEndpointResponse, schemas::DISCOVER_POLL_ENDPOINT_RESPONSE { 0: endpoint, 1: telemetry_endpoint, 2: service_connect_endpoint }
    DockerVolumeConfiguration, schemas::DOCKER_VOLUME_CONFIGURATION { 0: scope, 1: autoprovision, 2: driver, 3: driver_opts, 4: labels }
    EBSTagSpecification, schemas::EBS_TAG_SPECIFICATION { 0: resource_type, 1: tags, 2: propagate_tags }
    ECSExpressGatewayService, schemas::ECS_EXPRESS_GATEWAY_SERVICE { 0: cluster, 1: service_name, 2: service_arn, 3: infrastructure_role_arn, 4: status, 5: current_deployment, 6: active_configurations, 7: tags, 8: created_at, 9: updated_at }
    ECSManagedResources, schemas::ECS_MANAGED_RESOURCES { 0: ingress_paths, 1: auto_scaling, 2: metric_alarms, 3: service_security_groups, 4: log_groups, 5: gateway_connections }
    EFSAuthorizationConfig, schemas::EFS_AUTHORIZATION_CONFIG { 0: access_point_id, 1: iam }
    EFSVolumeConfiguration, schemas::EFS_VOLUME_CONFIGURATION { 0: file_system_id, 1: root_directory, 2: transit_encryption, 3: transit_encryption_port, 4: authorization_config }
    ElbGatewayResources, schemas::ELB_GATEWAY_RESOURCES { 0: load_balancer_arn, 1: listener_arn, 2: security_group, 3: gateway_route_arns }
    EnvironmentFile, schemas::ENVIRONMENT_FILE { 0: value, 1: r#type }
    EphemeralStorage, schemas::EPHEMERAL_STORAGE { 0: size_in_gib }
    ExecuteCommandConfiguration, schemas::EXECUTE_COMMAND_CONFIGURATION { 0: kms_key_id, 1: logging, 2: log_configuration }
    ExecuteCommandLogConfiguration, schemas::EXECUTE_COMMAND_LOG_CONFIGURATION { 0: cloud_watch_log_group_name, 1: cloud_watch_encryption_enabled, 2: s3_bucket_name, 3: s3_encryption_enabled, 4: s3_key_prefix }
    ExecuteCommandRequest, schemas::EXECUTE_COMMAND_REQUEST { 0: cluster, 1: container, 2: command, 3: interactive, 4: task }
    ExecuteCommandResponse, schemas::EXECUTE_COMMAND_RESPONSE { 0: cluster_arn, 1: container_arn, 2: container_name, 3: interactive, 4: session, 5: task_arn }
    ExpressGatewayContainer, schemas::EXPRESS_GATEWAY_CONTAINER { 0: image, 1: container_port, 2: aws_logs_configuration, 3: repository_credentials, 4: command, 5: environment, 6: secrets }
    ExpressGatewayRepositoryCredentials, schemas::EXPRESS_GATEWAY_REPOSITORY_CREDENTIALS { 0: credentials_parameter }
    ExpressGatewayScalingTarget, schemas::EXPRESS_GATEWAY_SCALING_TARGET { 0: min_task_count, 1: max_task_count, 2: auto_scaling_metric, 3: auto_scaling_target_value }
    ExpressGatewayServiceAwsLogsConfiguration, schemas::EXPRESS_GATEWAY_SERVICE_AWS_LOGS_CONFIGURATION { 0: log_group, 1: log_stream_prefix }
    ExpressGatewayServiceConfiguration, schemas::EXPRESS_GATEWAY_SERVICE_CONFIGURATION { 0: service_revision_arn, 1: execution_role_arn, 2: task_role_arn, 3: task_definition_arn, 4: cpu, 5: memory, 6: cpu_architecture, 7: network_configuration, 8: health_check_path, 9: primary_container, 10: scaling_target, 11: ingress_paths, 12: created_at }
    ExpressGatewayServiceNetworkConfiguration, schemas::EXPRESS_GATEWAY_SERVICE_NETWORK_CONFIGURATION { 0: security_groups, 1: subnets }
    ExpressGatewayServiceStatus, schemas::EXPRESS_GATEWAY_SERVICE_STATUS { 0: status_code, 1: status_reason }
    FSxWindowsFileServerAuthorizationConfig, schemas::F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG { 0: credentials_parameter, 1: domain }
    FSxWindowsFileServerVolumeConfiguration, schemas::F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION { 0: file_system_id, 1: root_directory, 2: authorization_config }
    Failure, schemas::FAILURE { 0: arn, 1: reason, 2: detail }
    FirelensConfiguration, schemas::FIRELENS_CONFIGURATION { 0: r#type, 1: options }
    Gateway, schemas::GATEWAY { 0: gateway_arn, 1: name, 2: status, 3: status_reason, 4: failures, 5: infrastructure_role_arn, 6: deletion_protection, 7: configuration, 8: access_type, 9: propagate_tags, 10: tags, 11: created_at, 12: updated_at }
    GatewayAlbTestTrafficRules, schemas::GATEWAY_ALB_TEST_TRAFFIC_RULES { 0: header }
    GatewayClusterAssociationSummary, schemas::GATEWAY_CLUSTER_ASSOCIATION_SUMMARY { 0: gateway_arn, 1: cluster_arn, 2: status }
    GatewayConfiguration, schemas::GATEWAY_CONFIGURATION { 0: host_shared_alb }
    GatewayConnection, schemas::GATEWAY_CONNECTION { 0: gateway_arn, 1: gateway_route_arn, 2: port_name, 3: service_url, 4: access_type, 5: status, 6: resources }
    GatewayConnectionAlbResources, schemas::GATEWAY_CONNECTION_ALB_RESOURCES { 0: acm_certificate_arn, 1: load_balancer_arn, 2: load_balancer_security_group_arns, 3: listener_arn, 4: listener_rule_arn, 5: test_listener_rule_arn, 6: target_group_arn, 7: alternate_target_group_arn }
    GatewayConnectionResources, schemas::GATEWAY_CONNECTION_RESOURCES { 0: host_shared_alb }
    GatewayConnector, schemas::GATEWAY_CONNECTOR { 0: port_name, 1: health_check, 2: filters, 3: deregistration_delay }
    GatewayConnectorDeregistrationDelay, schemas::GATEWAY_CONNECTOR_DEREGISTRATION_DELAY { 0: timeout_seconds }
    GatewayConnectorFilters, schemas::GATEWAY_CONNECTOR_FILTERS { 0: access_types }
    GatewayConnectorHealthCheck, schemas::GATEWAY_CONNECTOR_HEALTH_CHECK { 0: health_check_protocol, 1: health_check_port, 2: health_check_path, 3: health_check_timeout_seconds, 4: health_check_interval_seconds, 5: healthy_threshold_count, 6: unhealthy_threshold_count, 7: matcher }
    GatewayConnectorHealthCheckMatcher, schemas::GATEWAY_CONNECTOR_HEALTH_CHECK_MATCHER { 0: http_code, 1: grpc_code }
    GatewayElbAccessLogConfiguration, schemas::GATEWAY_ELB_ACCESS_LOG_CONFIGURATION { 0: destination }
    GatewayElbAccessLogDestination, schemas::GATEWAY_ELB_ACCESS_LOG_DESTINATION { 0: s3 }
    GatewayElbAccessLogS3Destination, schemas::GATEWAY_ELB_ACCESS_LOG_S3_DESTINATION { 0: bucket, 1: prefix }
    GatewayElbNetworkConfiguration, schemas::GATEWAY_ELB_NETWORK_CONFIGURATION { 0: inbound_security_group, 1: subnets, 2: ip_address_type }
    GatewayInfrastructureResources, schemas::GATEWAY_INFRASTRUCTURE_RESOURCES { 0: host_shared_alb }
    GatewayOperationError, schemas::GATEWAY_OPERATION_ERROR { 0: operation, 1: code, 2: message }
    GatewayResourceFailure, schemas::GATEWAY_RESOURCE_FAILURE { 0: arn, 1: errors }
    GatewayResources, schemas::GATEWAY_RESOURCES { 0: gateway_arn, 1: resources }
    GatewayRoute, schemas::GATEWAY_ROUTE { 0: gateway_route_arn, 1: service_arn, 2: service_container_port_name, 3: status, 4: service_url, 5: resources }
    GatewayRouteAlbResources, schemas::GATEWAY_ROUTE_ALB_RESOURCES { 0: acm_certificate_arn, 1: load_balancer_arn, 2: listener_arn, 3: listener_rule_arn, 4: test_listener_rule_arns, 5: load_balancer_security_groups, 6: service_security_group_arn }
    GatewayRouteLoadBalancerSecurityGroup, schemas::GATEWAY_ROUTE_LOAD_BALANCER_SECURITY_GROUP { 0: arn, 1: rule_arns }
    GatewayRouteResources, schemas::GATEWAY_ROUTE_RESOURCES { 0: host_shared_alb }
    GatewayRouteSummary, schemas::GATEWAY_ROUTE_SUMMARY { 0: gateway_route_arn, 1: gateway_arn, 2: cluster_arn, 3: service_arn, 4: service_container_port_name, 5: status }
    GatewaySummary, schemas::GATEWAY_SUMMARY { 0: gateway_arn, 1: name, 2: status, 3: created_at }
    GatewayTestTrafficHeader, schemas::GATEWAY_TEST_TRAFFIC_HEADER { 0: name, 1: values }
    GetTaskProtectionRequest, schemas::GET_TASK_PROTECTION_REQUEST { 0: cluster, 1: tasks }
    GetTaskProtectionResponse, schemas::GET_TASK_PROTECTION_RESPONSE { 0: protected_tasks, 1: failures }
    GpuDevice, schemas::GPU_DEVICE { 0: gpu_id, 1: sharing_mode, 2: total_memory_in_mib, 3: remaining_memory_in_mib, 4: container_count }
    HealthCheck, schemas::HEALTH_CHECK { 0: command, 1: interval, 2: timeout, 3: retries, 4: start_period }
    HostEntry, schemas::HOST_ENTRY { 0: hostname, 1: ip_address }
    HostSharedAlbConfiguration, schemas::HOST_SHARED_ALB_CONFIGURATION { 0: network_configuration, 1: scheme, 2: web_acl_arn, 3: access_logs, 4: port, 5: protocol, 6: max_alb_count, 7: http_desync, 8: test_traffic_rules }
    HostVolumeProperties, schemas::HOST_VOLUME_PROPERTIES { 0: source_path }
    InferenceAccelerator, schemas::INFERENCE_ACCELERATOR { 0: device_name, 1: device_type }
    InferenceAcceleratorOverride, schemas::INFERENCE_ACCELERATOR_OVERRIDE { 0: device_name, 1: device_type }
    InfrastructureOptimization, schemas::INFRASTRUCTURE_OPTIMIZATION { 0: scale_in_after }
    IngressPathSummary, schemas::INGRESS_PATH_SUMMARY { 0: access_type, 1: endpoint }
    InstanceHealthCheckResult, schemas::INSTANCE_HEALTH_CHECK_RESULT { 0: r#type, 1: status, 2: status_reason, 3: last_updated, 4: last_status_change }
    InstanceLaunchTemplate, schemas::INSTANCE_LAUNCH_TEMPLATE { 0: ec2_instance_profile_arn, 1: network_configuration, 2: storage_configuration, 3: local_storage_configuration, 4: monitoring, 5: capacity_option_type, 6: instance_metadata_tags_propagation, 7: instance_requirements, 8: fips_enabled, 9: capacity_reservations, 10: nitro_enclaves_enabled }
    InstanceLaunchTemplateUpdate, schemas::INSTANCE_LAUNCH_TEMPLATE_UPDATE { 0: ec2_instance_profile_arn, 1: network_configuration, 2: storage_configuration, 3: instance_metadata_tags_propagation, 4: local_storage_configuration, 5: monitoring, 6: instance_requirements, 7: capacity_reservations }
    InstanceRequirementsRequest, schemas::INSTANCE_REQUIREMENTS_REQUEST { 0: vcpu_count, 1: memory_mib, 2: cpu_manufacturers, 3: memory_gib_per_vcpu, 4: excluded_instance_types, 5: instance_generations, 6: spot_max_price_percentage_over_lowest_price, 7: on_demand_max_price_percentage_over_lowest_price, 8: bare_metal, 9: burstable_performance, 10: require_hibernate_support, 11: network_interface_count, 12: local_storage, 13: local_storage_types, 14: total_local_storage_gb, 15: baseline_ebs_bandwidth_mbps, 16: accelerator_types, 17: accelerator_count, 18: accelerator_manufacturers, 19: accelerator_names, 20: accelerator_total_memory_mib, 21: network_bandwidth_gbps, 22: allowed_instance_types, 23: max_spot_price_as_percentage_of_optimal_on_demand_price }
    KernelCapabilities, schemas::KERNEL_CAPABILITIES { 0: add, 1: drop }
    KeyValuePair, schemas::KEY_VALUE_PAIR { 0: name, 1: value }
    LinearConfiguration, schemas::LINEAR_CONFIGURATION { 0: step_percent, 1: step_bake_time_in_minutes }
    LinuxParameters, schemas::LINUX_PARAMETERS { 0: capabilities, 1: devices, 2: init_process_enabled, 3: shared_memory_size, 4: tmpfs, 5: max_swap, 6: swappiness }
    ListAccountSettingsRequest, schemas::LIST_ACCOUNT_SETTINGS_REQUEST { 0: name, 1: value, 2: principal_arn, 3: effective_settings, 4: next_token, 5: max_results }
    ListAccountSettingsResponse, schemas::LIST_ACCOUNT_SETTINGS_RESPONSE { 0: settings, 1: next_token }
    ListAttributesRequest, schemas::LIST_ATTRIBUTES_REQUEST { 0: cluster, 1: target_type, 2: attribute_name, 3: attribute_value, 4: next_token, 5: max_results }
    ListAttributesResponse, schemas::LIST_ATTRIBUTES_RESPONSE { 0: attributes, 1: next_token }
    ListClustersRequest, schemas::LIST_CLUSTERS_REQUEST { 0: next_token, 1: max_results }
    ListClustersResponse, schemas::LIST_CLUSTERS_RESPONSE { 0: cluster_arns, 1: next_token }
    ListContainerInstancesRequest, schemas::LIST_CONTAINER_INSTANCES_REQUEST { 0: cluster, 1: filter, 2: next_token, 3: max_results, 4: status }
    ListContainerInstancesResponse, schemas::LIST_CONTAINER_INSTANCES_RESPONSE { 0: container_instance_arns, 1: next_token }
    ListDaemonDeploymentsRequest, schemas::LIST_DAEMON_DEPLOYMENTS_REQUEST { 0: daemon_arn, 1: status, 2: created_at, 3: max_results, 4: next_token }
    ListDaemonDeploymentsResponse, schemas::LIST_DAEMON_DEPLOYMENTS_RESPONSE { 0: next_token, 1: daemon_deployments }
    ListDaemonTaskDefinitionsRequest, schemas::LIST_DAEMON_TASK_DEFINITIONS_REQUEST { 0: family_prefix, 1: family, 2: revision, 3: status, 4: sort, 5: next_token, 6: max_results }
    ListDaemonTaskDefinitionsResponse, schemas::LIST_DAEMON_TASK_DEFINITIONS_RESPONSE { 0: daemon_task_definitions, 1: next_token }
    ListDaemonsRequest, schemas::LIST_DAEMONS_REQUEST { 0: cluster_arn, 1: capacity_provider_arns, 2: max_results, 3: next_token }
    ListDaemonsResponse, schemas::LIST_DAEMONS_RESPONSE { 0: daemon_summaries_list, 1: next_token }
    ListGatewayClusterAssociationsRequest, schemas::LIST_GATEWAY_CLUSTER_ASSOCIATIONS_REQUEST { 0: gateway, 1: cluster, 2: status, 3: max_results, 4: next_token }
    ListGatewayClusterAssociationsResponse, schemas::LIST_GATEWAY_CLUSTER_ASSOCIATIONS_RESPONSE { 0: gateway_cluster_associations, 1: next_token }
    ListGatewayRoutesRequest, schemas::LIST_GATEWAY_ROUTES_REQUEST { 0: gateway, 1: cluster, 2: service, 3: service_container_port_name, 4: status, 5: max_results, 6: next_token }
    ListGatewayRoutesResponse, schemas::LIST_GATEWAY_ROUTES_RESPONSE { 0: gateway_routes, 1: next_token }
    ListGatewaysRequest, schemas::LIST_GATEWAYS_REQUEST { 0: names, 1: status, 2: max_results, 3: next_token }
    ListGatewaysResponse, schemas::LIST_GATEWAYS_RESPONSE { 0: gateways, 1: next_token }
    ListServiceDeploymentsRequest, schemas::LIST_SERVICE_DEPLOYMENTS_REQUEST { 0: service, 1: cluster, 2: status, 3: created_at, 4: next_token, 5: max_results }
    ListServiceDeploymentsResponse, schemas::LIST_SERVICE_DEPLOYMENTS_RESPONSE { 0: service_deployments, 1: next_token }
    ListServicesByNamespaceRequest, schemas::LIST_SERVICES_BY_NAMESPACE_REQUEST { 0: namespace, 1: next_token, 2: max_results }
    ListServicesByNamespaceResponse, schemas::LIST_SERVICES_BY_NAMESPACE_RESPONSE { 0: service_arns, 1: next_token }
    ListServicesRequest, schemas::LIST_SERVICES_REQUEST { 0: cluster, 1: next_token, 2: max_results, 3: launch_type, 4: scheduling_strategy, 5: resource_management_type }
    ListServicesResponse, schemas::LIST_SERVICES_RESPONSE { 0: service_arns, 1: next_token }
    ListTagsForResourceRequest, schemas::LIST_TAGS_FOR_RESOURCE_REQUEST { 0: resource_arn }
    ListTagsForResourceResponse, schemas::LIST_TAGS_FOR_RESOURCE_RESPONSE { 0: tags }
    ListTaskDefinitionFamiliesRequest, schemas::LIST_TASK_DEFINITION_FAMILIES_REQUEST { 0: family_prefix, 1: status, 2: next_token, 3: max_results }
    ListTaskDefinitionFamiliesResponse, schemas::LIST_TASK_DEFINITION_FAMILIES_RESPONSE { 0: families, 1: next_token }
    ListTaskDefinitionsRequest, schemas::LIST_TASK_DEFINITIONS_REQUEST { 0: family_prefix, 1: status, 2: sort, 3: next_token, 4: max_results }
    ListTaskDefinitionsResponse, schemas::LIST_TASK_DEFINITIONS_RESPONSE { 0: task_definition_arns, 1: next_token }
    ListTasksRequest, schemas::LIST_TASKS_REQUEST { 0: cluster, 1: container_instance, 2: family, 3: next_token, 4: max_results, 5: started_by, 6: service_name, 7: desired_status, 8: launch_type, 9: daemon_name }
    ListTasksResponse, schemas::LIST_TASKS_RESPONSE { 0: task_arns, 1: next_token }
    LoadBalancer, schemas::LOAD_BALANCER { 0: target_group_arn, 1: load_balancer_name, 2: container_name, 3: container_port, 4: advanced_configuration }
    LogConfiguration, schemas::LOG_CONFIGURATION { 0: log_driver, 1: options, 2: secret_options }
    LogDriverVolumeConfiguration, schemas::LOG_DRIVER_VOLUME_CONFIGURATION { 0: driver }
    ManagedAgent, schemas::MANAGED_AGENT { 0: last_started_at, 1: name, 2: reason, 3: last_status }
    ManagedAgentStateChange, schemas::MANAGED_AGENT_STATE_CHANGE { 0: container_name, 1: managed_agent_name, 2: status, 3: reason }
    ManagedApplicationAutoScalingPolicy, schemas::MANAGED_APPLICATION_AUTO_SCALING_POLICY { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: policy_type, 5: target_value, 6: metric }
    ManagedAutoScaling, schemas::MANAGED_AUTO_SCALING { 0: scalable_target, 1: application_auto_scaling_policies }
    ManagedCertificate, schemas::MANAGED_CERTIFICATE { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: domain_name }
    ManagedIngressPath, schemas::MANAGED_INGRESS_PATH { 0: access_type, 1: endpoint, 2: load_balancer, 3: load_balancer_security_groups, 4: certificate, 5: listener, 6: rule, 7: target_groups }
    ManagedInstancesLocalStorageConfiguration, schemas::MANAGED_INSTANCES_LOCAL_STORAGE_CONFIGURATION { 0: use_local_storage }
    ManagedInstancesNetworkConfiguration, schemas::MANAGED_INSTANCES_NETWORK_CONFIGURATION { 0: subnets, 1: security_groups }
    ManagedInstancesProvider, schemas::MANAGED_INSTANCES_PROVIDER { 0: infrastructure_role_arn, 1: instance_launch_template, 2: propagate_tags, 3: infrastructure_optimization, 4: auto_repair_configuration }
    ManagedInstancesStorageConfiguration, schemas::MANAGED_INSTANCES_STORAGE_CONFIGURATION { 0: storage_size_gib }
    ManagedListener, schemas::MANAGED_LISTENER { 0: arn, 1: status, 2: status_reason, 3: updated_at }
    ManagedListenerRule, schemas::MANAGED_LISTENER_RULE { 0: arn, 1: status, 2: status_reason, 3: updated_at }
    ManagedLoadBalancer, schemas::MANAGED_LOAD_BALANCER { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: scheme, 5: subnet_ids, 6: security_group_ids }
    ManagedLogGroup, schemas::MANAGED_LOG_GROUP { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: log_group_name }
    ManagedMetricAlarm, schemas::MANAGED_METRIC_ALARM { 0: arn, 1: status, 2: status_reason, 3: updated_at }
    ManagedScalableTarget, schemas::MANAGED_SCALABLE_TARGET { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: min_capacity, 5: max_capacity }
    ManagedScaling, schemas::MANAGED_SCALING { 0: status, 1: target_capacity, 2: minimum_scaling_step_size, 3: maximum_scaling_step_size, 4: instance_warmup_period }
    ManagedSecurityGroup, schemas::MANAGED_SECURITY_GROUP { 0: arn, 1: status, 2: status_reason, 3: updated_at }
    ManagedStorageConfiguration, schemas::MANAGED_STORAGE_CONFIGURATION { 0: kms_key_id, 1: fargate_ephemeral_storage_kms_key_id }
    ManagedTargetGroup, schemas::MANAGED_TARGET_GROUP { 0: arn, 1: status, 2: status_reason, 3: updated_at, 4: health_check_path, 5: health_check_port, 6: port }
    MemoryGiBPerVCpuRequest, schemas::MEMORY_GIB_PER_VCPU_REQUEST { 0: min, 1: max }
    MemoryMiBRequest, schemas::MEMORY_MIB_REQUEST { 0: min, 1: max }
    MetricConfiguration, schemas::METRIC_CONFIGURATION { 0: metric_names, 1: resolution_seconds }
    MonitoringConfiguration, schemas::MONITORING_CONFIGURATION { 0: metric_configurations }
    MountPoint, schemas::MOUNT_POINT { 0: source_volume, 1: container_path, 2: read_only }
    NetworkBandwidthGbpsRequest, schemas::NETWORK_BANDWIDTH_GBPS_REQUEST { 0: min, 1: max }
    NetworkBinding, schemas::NETWORK_BINDING { 0: bind_ip, 1: container_port, 2: host_port, 3: protocol, 4: container_port_range, 5: host_port_range }
    NetworkConfiguration, schemas::NETWORK_CONFIGURATION { 0: awsvpc_configuration }
    NetworkInterface, schemas::NETWORK_INTERFACE { 0: attachment_id, 1: private_ipv4_address, 2: ipv6_address }
    NetworkInterfaceCountRequest, schemas::NETWORK_INTERFACE_COUNT_REQUEST { 0: min, 1: max }
    NvidiaMpsAllocation, schemas::NVIDIA_MPS_ALLOCATION { 0: memory, 1: max_compute_percent }
    PlacementConstraint, schemas::PLACEMENT_CONSTRAINT { 0: r#type, 1: expression }
    PlacementStrategy, schemas::PLACEMENT_STRATEGY { 0: r#type, 1: field }
    PlatformDevice, schemas::PLATFORM_DEVICE { 0: id, 1: r#type }
    PortMapping, schemas::PORT_MAPPING { 0: container_port, 1: host_port, 2: protocol, 3: name, 4: app_protocol, 5: container_port_range }
    ProtectedTask, schemas::PROTECTED_TASK { 0: task_arn, 1: protection_enabled, 2: expiration_date }
    ProxyConfiguration, schemas::PROXY_CONFIGURATION { 0: r#type, 1: container_name, 2: properties }
    PutAccountSettingDefaultRequest, schemas::PUT_ACCOUNT_SETTING_DEFAULT_REQUEST { 0: name, 1: value }
    PutAccountSettingDefaultResponse, schemas::PUT_ACCOUNT_SETTING_DEFAULT_RESPONSE { 0: setting }
    PutAccountSettingRequest, schemas::PUT_ACCOUNT_SETTING_REQUEST { 0: name, 1: value, 2: principal_arn }
    PutAccountSettingResponse, schemas::PUT_ACCOUNT_SETTING_RESPONSE { 0: setting }
    PutAttributesRequest, schemas::PUT_ATTRIBUTES_REQUEST { 0: cluster, 1: attributes }
    PutAttributesResponse, schemas::PUT_ATTRIBUTES_RESPONSE { 0: attributes }
    PutClusterCapacityProvidersRequest, schemas::PUT_CLUSTER_CAPACITY_PROVIDERS_REQUEST { 0: cluster, 1: capacity_providers, 2: default_capacity_provider_strategy }
    PutClusterCapacityProvidersResponse, schemas::PUT_CLUSTER_CAPACITY_PROVIDERS_RESPONSE { 0: cluster }
    RegisterContainerInstanceRequest, schemas::REGISTER_CONTAINER_INSTANCE_REQUEST { 0: cluster, 1: instance_identity_document, 2: instance_identity_document_signature, 3: total_resources, 4: version_info, 5: container_instance_arn, 6: attributes, 7: platform_devices, 8: tags }
    RegisterContainerInstanceResponse, schemas::REGISTER_CONTAINER_INSTANCE_RESPONSE { 0: container_instance }
    RegisterDaemonTaskDefinitionRequest, schemas::REGISTER_DAEMON_TASK_DEFINITION_REQUEST { 0: family, 1: task_role_arn, 2: execution_role_arn, 3: container_definitions, 4: cpu, 5: memory, 6: volumes, 7: tags, 8: pid_mode, 9: ipc_mode }
    RegisterDaemonTaskDefinitionResponse, schemas::REGISTER_DAEMON_TASK_DEFINITION_RESPONSE { 0: daemon_task_definition_arn }
    RegisterTaskDefinitionRequest, schemas::REGISTER_TASK_DEFINITION_REQUEST { 0: family, 1: task_role_arn, 2: execution_role_arn, 3: network_mode, 4: container_definitions, 5: volumes, 6: placement_constraints, 7: requires_compatibilities, 8: cpu, 9: memory, 10: tags, 11: pid_mode, 12: ipc_mode, 13: proxy_configuration, 14: inference_accelerators, 15: ephemeral_storage, 16: runtime_platform, 17: enable_fault_injection, 18: trusted_execution_configuration }
    RegisterTaskDefinitionResponse, schemas::REGISTER_TASK_DEFINITION_RESPONSE { 0: task_definition, 1: tags }
    RepositoryCredentials, schemas::REPOSITORY_CREDENTIALS { 0: credentials_parameter }
    ResolvedConfiguration, schemas::RESOLVED_CONFIGURATION { 0: load_balancers, 1: vpc_lattice_configurations }
    Resource, schemas::RESOURCE { 0: name, 1: r#type, 2: double_value, 3: long_value, 4: integer_value, 5: string_set_value }
    ResourceRequirement, schemas::RESOURCE_REQUIREMENT { 0: value, 1: r#type, 2: sharing_strategy }
    Rollback, schemas::ROLLBACK { 0: reason, 1: started_at, 2: service_revision_arn }
    RunTaskRequest, schemas::RUN_TASK_REQUEST { 0: capacity_provider_strategy, 1: cluster, 2: count, 3: enable_ecs_managed_tags, 4: enable_execute_command, 5: group, 6: launch_type, 7: network_configuration, 8: overrides, 9: placement_constraints, 10: placement_strategy, 11: platform_version, 12: propagate_tags, 13: reference_id, 14: started_by, 15: tags, 16: task_definition, 17: client_token, 18: volume_configurations }
    RunTaskResponse, schemas::RUN_TASK_RESPONSE { 0: tasks, 1: failures }
    RuntimePlatform, schemas::RUNTIME_PLATFORM { 0: cpu_architecture, 1: operating_system_family }
    RuntimePlatformOverride, schemas::RUNTIME_PLATFORM_OVERRIDE { 0: cpu_architecture }
    S3FilesVolumeConfiguration, schemas::S3_FILES_VOLUME_CONFIGURATION { 0: file_system_arn, 1: root_directory, 2: transit_encryption_port, 3: access_point_arn }
    Scale, schemas::SCALE { 0: value, 1: unit }
    Secret, schemas::SECRET { 0: name, 1: value_from }
    Service, schemas::SERVICE { 0: service_arn, 1: service_name, 2: cluster_arn, 3: load_balancers, 4: service_registries, 5: status, 6: desired_count, 7: running_count, 8: pending_count, 9: launch_type, 10: capacity_provider_strategy, 11: platform_version, 12: platform_family, 13: task_definition, 14: deployment_configuration, 15: task_sets, 16: deployments, 17: role_arn, 18: events, 19: created_at, 20: current_service_deployment, 21: current_service_revisions, 22: placement_constraints, 23: placement_strategy, 24: network_configuration, 25: health_check_grace_period_seconds, 26: scheduling_strategy, 27: deployment_controller, 28: tags, 29: created_by, 30: enable_ecs_managed_tags, 31: propagate_tags, 32: enable_execute_command, 33: availability_zone_rebalancing, 34: resource_management_type }
    ServiceConnectAccessLogConfiguration, schemas::SERVICE_CONNECT_ACCESS_LOG_CONFIGURATION { 0: format, 1: include_query_parameters }
    ServiceConnectClientAlias, schemas::SERVICE_CONNECT_CLIENT_ALIAS { 0: port, 1: dns_name, 2: test_traffic_rules }
    ServiceConnectConfiguration, schemas::SERVICE_CONNECT_CONFIGURATION { 0: enabled, 1: namespace, 2: services, 3: log_configuration, 4: access_log_configuration, 5: container_configurations }
    ServiceConnectContainerConfiguration, schemas::SERVICE_CONNECT_CONTAINER_CONFIGURATION { 0: log_level }
    ServiceConnectService, schemas::SERVICE_CONNECT_SERVICE { 0: port_name, 1: discovery_name, 2: client_aliases, 3: ingress_port_override, 4: timeout, 5: tls }
    ServiceConnectServiceResource, schemas::SERVICE_CONNECT_SERVICE_RESOURCE { 0: discovery_name, 1: discovery_arn }
    ServiceConnectTestTrafficHeaderMatchRules, schemas::SERVICE_CONNECT_TEST_TRAFFIC_HEADER_MATCH_RULES { 0: exact }
    ServiceConnectTestTrafficHeaderRules, schemas::SERVICE_CONNECT_TEST_TRAFFIC_HEADER_RULES { 0: name, 1: value }
    ServiceConnectTestTrafficRules, schemas::SERVICE_CONNECT_TEST_TRAFFIC_RULES { 0: header }
    ServiceConnectTlsCertificateAuthority, schemas::SERVICE_CONNECT_TLS_CERTIFICATE_AUTHORITY { 0: aws_pca_authority_arn }
    ServiceConnectTlsConfiguration, schemas::SERVICE_CONNECT_TLS_CONFIGURATION { 0: issuer_certificate_authority, 1: kms_key, 2: role_arn }
    ServiceCurrentRevisionSummary, schemas::SERVICE_CURRENT_REVISION_SUMMARY { 0: arn, 1: requested_task_count, 2: running_task_count, 3: pending_task_count }
    ServiceDeployment, schemas::SERVICE_DEPLOYMENT { 0: service_deployment_arn, 1: service_arn, 2: cluster_arn, 3: created_at, 4: started_at, 5: finished_at, 6: stopped_at, 7: updated_at, 8: source_service_revisions, 9: target_service_revision, 10: status, 11: status_reason, 12: lifecycle_stage, 13: lifecycle_hook_details, 14: deployment_configuration, 15: rollback, 16: deployment_circuit_breaker, 17: alarms }
    ServiceDeploymentAlarms, schemas::SERVICE_DEPLOYMENT_ALARMS { 0: status, 1: alarm_names, 2: triggered_alarm_names }
    ServiceDeploymentBrief, schemas::SERVICE_DEPLOYMENT_BRIEF { 0: service_deployment_arn, 1: service_arn, 2: cluster_arn, 3: started_at, 4: created_at, 5: finished_at, 6: target_service_revision_arn, 7: status, 8: status_reason }
    ServiceDeploymentCircuitBreaker, schemas::SERVICE_DEPLOYMENT_CIRCUIT_BREAKER { 0: status, 1: failure_count, 2: threshold }
    ServiceEvent, schemas::SERVICE_EVENT { 0: id, 1: created_at, 2: message }
    ServiceManagedEBSVolumeConfiguration, schemas::SERVICE_MANAGED_EBS_VOLUME_CONFIGURATION { 0: encrypted, 1: kms_key_id, 2: volume_type, 3: size_in_gib, 4: snapshot_id, 5: volume_initialization_rate, 6: iops, 7: throughput, 8: tag_specifications, 9: role_arn, 10: filesystem_type }
    ServiceRegistry, schemas::SERVICE_REGISTRY { 0: registry_arn, 1: port, 2: container_name, 3: container_port }
    ServiceRevision, schemas::SERVICE_REVISION { 0: service_revision_arn, 1: service_arn, 2: cluster_arn, 3: task_definition, 4: capacity_provider_strategy, 5: launch_type, 6: platform_version, 7: platform_family, 8: load_balancers, 9: service_registries, 10: network_configuration, 11: container_images, 12: guard_duty_enabled, 13: service_connect_configuration, 14: volume_configurations, 15: fargate_ephemeral_storage, 16: created_at, 17: vpc_lattice_configurations, 18: resolved_configuration, 19: ecs_managed_resources, 20: overrides, 21: gateway_connectors, 22: monitoring }
    ServiceRevisionLoadBalancer, schemas::SERVICE_REVISION_LOAD_BALANCER { 0: target_group_arn, 1: production_listener_rule }
    ServiceRevisionOverrides, schemas::SERVICE_REVISION_OVERRIDES { 0: runtime_platform }
    ServiceRevisionSummary, schemas::SERVICE_REVISION_SUMMARY { 0: arn, 1: requested_task_count, 2: running_task_count, 3: pending_task_count, 4: requested_test_traffic_weight, 5: requested_production_traffic_weight }
    ServiceRevisionVpcLatticeConfiguration, schemas::SERVICE_REVISION_VPC_LATTICE_CONFIGURATION { 0: target_group_arn, 1: production_listener_rule }
    ServiceVolumeConfiguration, schemas::SERVICE_VOLUME_CONFIGURATION { 0: name, 1: managed_ebs_volume }
    Session, schemas::SESSION { 0: session_id, 1: stream_url, 2: token_value }
    Setting, schemas::SETTING { 0: name, 1: value, 2: principal_arn, 3: r#type }
    SharingStrategy, schemas::SHARING_STRATEGY { 0: nvidia_mps }
    StartTaskRequest, schemas::START_TASK_REQUEST { 0: cluster, 1: container_instances, 2: enable_ecs_managed_tags, 3: enable_execute_command, 4: group, 5: network_configuration, 6: overrides, 7: propagate_tags, 8: reference_id, 9: started_by, 10: tags, 11: task_definition, 12: volume_configurations }
    StartTaskResponse, schemas::START_TASK_RESPONSE { 0: tasks, 1: failures }
    StopServiceDeploymentRequest, schemas::STOP_SERVICE_DEPLOYMENT_REQUEST { 0: service_deployment_arn, 1: stop_type }
    StopServiceDeploymentResponse, schemas::STOP_SERVICE_DEPLOYMENT_RESPONSE { 0: service_deployment_arn }
    StopTaskRequest, schemas::STOP_TASK_REQUEST { 0: cluster, 1: task, 2: reason }
    StopTaskResponse, schemas::STOP_TASK_RESPONSE { 0: task }
    SubmitAttachmentStateChangesRequest, schemas::SUBMIT_ATTACHMENT_STATE_CHANGES_REQUEST { 0: cluster, 1: attachments }
    SubmitAttachmentStateChangesResponse, schemas::SUBMIT_ATTACHMENT_STATE_CHANGES_RESPONSE { 0: acknowledgment }
    SubmitContainerStateChangeRequest, schemas::SUBMIT_CONTAINER_STATE_CHANGE_REQUEST { 0: cluster, 1: task, 2: container_name, 3: runtime_id, 4: status, 5: exit_code, 6: reason, 7: network_bindings }
    SubmitContainerStateChangeResponse, schemas::SUBMIT_CONTAINER_STATE_CHANGE_RESPONSE { 0: acknowledgment }
    SubmitTaskStateChangeRequest, schemas::SUBMIT_TASK_STATE_CHANGE_REQUEST { 0: cluster, 1: task, 2: status, 3: reason, 4: containers, 5: attachments, 6: managed_agents, 7: pull_started_at, 8: pull_stopped_at, 9: execution_stopped_at }
    SubmitTaskStateChangeResponse, schemas::SUBMIT_TASK_STATE_CHANGE_RESPONSE { 0: acknowledgment }
    SystemControl, schemas::SYSTEM_CONTROL { 0: namespace, 1: value }
    Tag, schemas::TAG { 0: key, 1: value }
    TagResourceRequest, schemas::TAG_RESOURCE_REQUEST { 0: resource_arn, 1: tags }
    TagResourceResponse, schemas::TAG_RESOURCE_RESPONSE { }
    Task, schemas::TASK { 0: attachments, 1: attributes, 2: availability_zone, 3: capacity_provider_name, 4: cluster_arn, 5: connectivity, 6: connectivity_at, 7: container_instance_arn, 8: containers, 9: cpu, 10: created_at, 11: desired_status, 12: enable_execute_command, 13: execution_stopped_at, 14: group, 15: health_status, 16: inference_accelerators, 17: last_status, 18: launch_type, 19: memory, 20: overrides, 21: platform_version, 22: platform_family, 23: pull_started_at, 24: pull_stopped_at, 25: started_at, 26: started_by, 27: stop_code, 28: stopped_at, 29: stopped_reason, 30: stopping_at, 31: tags, 32: task_arn, 33: task_definition_arn, 34: version, 35: ephemeral_storage, 36: fargate_ephemeral_storage, 37: trusted_execution_summary }
    TaskDefinition, schemas::TASK_DEFINITION { 0: task_definition_arn, 1: container_definitions, 2: family, 3: task_role_arn, 4: execution_role_arn, 5: network_mode, 6: revision, 7: volumes, 8: status, 9: requires_attributes, 10: placement_constraints, 11: compatibilities, 12: runtime_platform, 13: requires_compatibilities, 14: cpu, 15: memory, 16: inference_accelerators, 17: pid_mode, 18: ipc_mode, 19: proxy_configuration, 20: registered_at, 21: deregistered_at, 22: delete_requested_at, 23: registered_by, 24: ephemeral_storage, 25: enable_fault_injection, 26: trusted_execution_configuration }
    TaskDefinitionPlacementConstraint, schemas::TASK_DEFINITION_PLACEMENT_CONSTRAINT { 0: r#type, 1: expression }
    TaskEphemeralStorage, schemas::TASK_EPHEMERAL_STORAGE { 0: size_in_gib, 1: kms_key_id }
    TaskManagedEBSVolumeConfiguration, schemas::TASK_MANAGED_EBS_VOLUME_CONFIGURATION { 0: encrypted, 1: kms_key_id, 2: volume_type, 3: size_in_gib, 4: snapshot_id, 5: volume_initialization_rate, 6: iops, 7: throughput, 8: tag_specifications, 9: role_arn, 10: termination_policy, 11: filesystem_type }
    TaskManagedEBSVolumeTerminationPolicy, schemas::TASK_MANAGED_EBS_VOLUME_TERMINATION_POLICY { 0: delete_on_termination }
    TaskOverride, schemas::TASK_OVERRIDE { 0: container_overrides, 1: cpu, 2: inference_accelerator_overrides, 3: execution_role_arn, 4: memory, 5: task_role_arn, 6: ephemeral_storage }
    TaskSet, schemas::TASK_SET { 0: id, 1: task_set_arn, 2: service_arn, 3: cluster_arn, 4: started_by, 5: external_id, 6: status, 7: task_definition, 8: computed_desired_count, 9: pending_count, 10: running_count, 11: created_at, 12: updated_at, 13: launch_type, 14: capacity_provider_strategy, 15: platform_version, 16: platform_family, 17: network_configuration, 18: load_balancers, 19: service_registries, 20: scale, 21: stability_status, 22: stability_status_at, 23: tags, 24: fargate_ephemeral_storage }
    TaskVolumeConfiguration, schemas::TASK_VOLUME_CONFIGURATION { 0: name, 1: managed_ebs_volume }
    ThresholdConfiguration, schemas::THRESHOLD_CONFIGURATION { 0: r#type, 1: value }
    TimeoutConfiguration, schemas::TIMEOUT_CONFIGURATION { 0: idle_timeout_seconds, 1: per_request_timeout_seconds }
    Tmpfs, schemas::TMPFS { 0: container_path, 1: size, 2: mount_options }
    TotalLocalStorageGBRequest, schemas::TOTAL_LOCAL_STORAGE_GB_REQUEST { 0: min, 1: max }
    TrustedExecutionConfiguration, schemas::TRUSTED_EXECUTION_CONFIGURATION { 0: isolation_mode, 1: attestation_policy }
    TrustedExecutionSummary, schemas::TRUSTED_EXECUTION_SUMMARY { 0: isolation_mode, 1: attestation_policy_status }
    Ulimit, schemas::ULIMIT { 0: name, 1: soft_limit, 2: hard_limit }
    UntagResourceRequest, schemas::UNTAG_RESOURCE_REQUEST { 0: resource_arn, 1: tag_keys }
    UntagResourceResponse, schemas::UNTAG_RESOURCE_RESPONSE { }
    UpdateCapacityProviderRequest, schemas::UPDATE_CAPACITY_PROVIDER_REQUEST { 0: name, 1: cluster, 2: auto_scaling_group_provider, 3: managed_instances_provider }
    UpdateCapacityProviderResponse, schemas::UPDATE_CAPACITY_PROVIDER_RESPONSE { 0: capacity_provider }
    UpdateClusterRequest, schemas::UPDATE_CLUSTER_REQUEST { 0: cluster, 1: settings, 2: configuration, 3: service_connect_defaults }
    UpdateClusterResponse, schemas::UPDATE_CLUSTER_RESPONSE { 0: cluster }
    UpdateClusterSettingsRequest, schemas::UPDATE_CLUSTER_SETTINGS_REQUEST { 0: cluster, 1: settings }
    UpdateClusterSettingsResponse, schemas::UPDATE_CLUSTER_SETTINGS_RESPONSE { 0: cluster }
    UpdateContainerAgentRequest, schemas::UPDATE_CONTAINER_AGENT_REQUEST { 0: cluster, 1: container_instance }
    UpdateContainerAgentResponse, schemas::UPDATE_CONTAINER_AGENT_RESPONSE { 0: container_instance }
    UpdateContainerInstancesStateRequest, schemas::UPDATE_CONTAINER_INSTANCES_STATE_REQUEST { 0: cluster, 1: container_instances, 2: status }
    UpdateContainerInstancesStateResponse, schemas::UPDATE_CONTAINER_INSTANCES_STATE_RESPONSE { 0: container_instances, 1: failures }
    UpdateDaemonRequest, schemas::UPDATE_DAEMON_REQUEST { 0: daemon_arn, 1: daemon_task_definition_arn, 2: capacity_provider_arns, 3: deployment_configuration, 4: propagate_tags, 5: enable_ecs_managed_tags, 6: enable_execute_command, 7: critical }
    UpdateDaemonResponse, schemas::UPDATE_DAEMON_RESPONSE { 0: daemon_arn, 1: status, 2: created_at, 3: updated_at, 4: deployment_arn }
    UpdateExpressGatewayServiceRequest, schemas::UPDATE_EXPRESS_GATEWAY_SERVICE_REQUEST { 0: service_arn, 1: execution_role_arn, 2: health_check_path, 3: primary_container, 4: task_role_arn, 5: network_configuration, 6: cpu, 7: memory, 8: cpu_architecture, 9: scaling_target, 10: task_definition_arn }
    UpdateExpressGatewayServiceResponse, schemas::UPDATE_EXPRESS_GATEWAY_SERVICE_RESPONSE { 0: service }
    UpdateGatewayAlbConfiguration, schemas::UPDATE_GATEWAY_ALB_CONFIGURATION { 0: network_configuration, 1: max_alb_count, 2: web_acl_arn, 3: access_logs, 4: http_desync, 5: test_traffic_rules }
    UpdateGatewayConfiguration, schemas::UPDATE_GATEWAY_CONFIGURATION { 0: host_shared_alb }
    UpdateGatewayNetworkConfiguration, schemas::UPDATE_GATEWAY_NETWORK_CONFIGURATION { 0: inbound_security_group }
    UpdateGatewayRequest, schemas::UPDATE_GATEWAY_REQUEST { 0: gateway, 1: infrastructure_role_arn, 2: deletion_protection, 3: configuration, 4: propagate_tags }
    UpdateGatewayResponse, schemas::UPDATE_GATEWAY_RESPONSE { 0: gateway_arn, 1: name, 2: status }
    UpdateManagedInstancesProviderConfiguration, schemas::UPDATE_MANAGED_INSTANCES_PROVIDER_CONFIGURATION { 0: infrastructure_role_arn, 1: instance_launch_template, 2: propagate_tags, 3: infrastructure_optimization, 4: auto_repair_configuration }
    UpdateServicePrimaryTaskSetRequest, schemas::UPDATE_SERVICE_PRIMARY_TASK_SET_REQUEST { 0: cluster, 1: service, 2: primary_task_set }
    UpdateServicePrimaryTaskSetResponse, schemas::UPDATE_SERVICE_PRIMARY_TASK_SET_RESPONSE { 0: task_set }
    UpdateServiceRequest, schemas::UPDATE_SERVICE_REQUEST { 0: cluster, 1: service, 2: desired_count, 3: task_definition, 4: capacity_provider_strategy, 5: deployment_configuration, 6: availability_zone_rebalancing, 7: network_configuration, 8: placement_constraints, 9: placement_strategy, 10: platform_version, 11: force_new_deployment, 12: health_check_grace_period_seconds, 13: deployment_controller, 14: enable_execute_command, 15: enable_ecs_managed_tags, 16: load_balancers, 17: propagate_tags, 18: service_registries, 19: service_connect_configuration, 20: volume_configurations, 21: vpc_lattice_configurations, 22: gateway_connectors, 23: monitoring }
    UpdateServiceResponse, schemas::UPDATE_SERVICE_RESPONSE { 0: service }
    UpdateTaskProtectionRequest, schemas::UPDATE_TASK_PROTECTION_REQUEST { 0: cluster, 1: tasks, 2: protection_enabled, 3: expires_in_minutes }
    UpdateTaskProtectionResponse, schemas::UPDATE_TASK_PROTECTION_RESPONSE { 0: protected_tasks, 1: failures }
    UpdateTaskSetRequest, schemas::UPDATE_TASK_SET_REQUEST { 0: cluster, 1: service, 2: task_set, 3: scale }
    UpdateTaskSetResponse, schemas::UPDATE_TASK_SET_RESPONSE { 0: task_set }
    UpdatedExpressGatewayService, schemas::UPDATED_EXPRESS_GATEWAY_SERVICE { 0: service_arn, 1: cluster, 2: service_name, 3: status, 4: target_configuration, 5: created_at, 6: updated_at }
    VCpuCountRangeRequest, schemas::VCPU_COUNT_RANGE_REQUEST { 0: min, 1: max }
    VersionInfo, schemas::VERSION_INFO { 0: agent_version, 1: agent_hash, 2: docker_version }
    Volume, schemas::VOLUME { 0: name, 1: host, 2: docker_volume_configuration, 3: efs_volume_configuration, 4: s3files_volume_configuration, 5: fsx_windows_file_server_volume_configuration, 6: configured_at_launch }
    VolumeFrom, schemas::VOLUME_FROM { 0: source_container, 1: read_only }
    VpcLatticeAdvancedConfiguration, schemas::VPC_LATTICE_ADVANCED_CONFIGURATION { 0: alternate_target_group_arn, 1: production_listener_rule, 2: test_listener_rule }
    VpcLatticeConfiguration, schemas::VPC_LATTICE_CONFIGURATION { 0: role_arn, 1: target_group_arn, 2: port_name, 3: advanced_configuration }
}

crate::members::generated_structures! {
    AcceleratorCountRequest,
    AcceleratorTotalMemoryMiBRequest,
    AdvancedConfiguration,
    AssociateGatewayWithClusterRequest,
    AssociateGatewayWithClusterResponse,
    Attachment,
    AttachmentStateChange,
    Attribute,
    AutoRepairConfiguration,
    AutoScalingGroupProvider,
    AutoScalingGroupProviderUpdate,
    AwsVpcConfiguration,
    BaselineEbsBandwidthMbpsRequest,
    CanaryConfiguration,
    CapacityProvider,
    CapacityProviderStrategyItem,
    CapacityReservationRequest,
    Cluster,
    ClusterConfiguration,
    ClusterServiceConnectDefaults,
    ClusterServiceConnectDefaultsRequest,
    ClusterSetting,
    ConflictException,
    Container,
    ContainerDefinition,
    ContainerDependency,
    ContainerImage,
    ContainerInstance,
    ContainerInstanceHealthStatus,
    ContainerOverride,
    ContainerRestartPolicy,
    ContainerStateChange,
    ContinueServiceDeploymentRequest,
    ContinueServiceDeploymentResponse,
    CreateCapacityProviderRequest,
    CreateCapacityProviderResponse,
    CreateClusterRequest,
    CreateClusterResponse,
    CreateDaemonRequest,
    CreateDaemonResponse,
    CreateExpressGatewayServiceRequest,
    CreateExpressGatewayServiceResponse,
    CreateGatewayRequest,
    CreateGatewayResponse,
    CreateManagedInstancesProviderConfiguration,
    CreateServiceRequest,
    CreateServiceResponse,
    CreateTaskSetRequest,
    CreateTaskSetResponse,
    CreatedAt,
    DaemonAlarmConfiguration,
    DaemonCapacityProvider,
    DaemonCircuitBreaker,
    DaemonContainerDefinition,
    DaemonContainerImage,
    DaemonDeployment,
    DaemonDeploymentAlarms,
    DaemonDeploymentCapacityProvider,
    DaemonDeploymentConfiguration,
    DaemonDeploymentRevisionDetail,
    DaemonDeploymentSummary,
    DaemonDetail,
    DaemonLinuxParameters,
    DaemonRevision,
    DaemonRevisionDetail,
    DaemonRollback,
    DaemonSummary,
    DaemonTaskDefinition,
    DaemonTaskDefinitionSummary,
    DaemonVolume,
    DeleteAccountSettingRequest,
    DeleteAccountSettingResponse,
    DeleteAttributesRequest,
    DeleteAttributesResponse,
    DeleteCapacityProviderRequest,
    DeleteCapacityProviderResponse,
    DeleteClusterRequest,
    DeleteClusterResponse,
    DeleteDaemonRequest,
    DeleteDaemonResponse,
    DeleteDaemonTaskDefinitionRequest,
    DeleteDaemonTaskDefinitionResponse,
    DeleteExpressGatewayServiceRequest,
    DeleteExpressGatewayServiceResponse,
    DeleteGatewayRequest,
    DeleteGatewayResponse,
    DeleteServiceRequest,
    DeleteServiceResponse,
    DeleteTaskDefinitionsRequest,
    DeleteTaskDefinitionsResponse,
    DeleteTaskSetRequest,
    DeleteTaskSetResponse,
    Deployment,
    DeploymentAlarms,
    DeploymentCircuitBreaker,
    DeploymentConfiguration,
    DeploymentController,
    DeploymentEarlySuccessCriteria,
    DeploymentEphemeralStorage,
    DeploymentLifecycleHook,
    DeploymentLifecycleHookDetail,
    DeploymentLifecycleHookTimeoutConfiguration,
    DeregisterContainerInstanceRequest,
    DeregisterContainerInstanceResponse,
    DeregisterTaskDefinitionRequest,
    DeregisterTaskDefinitionResponse,
    DescribeCapacityProvidersRequest,
    DescribeCapacityProvidersResponse,
    DescribeClustersRequest,
    DescribeClustersResponse,
    DescribeContainerInstancesRequest,
    DescribeContainerInstancesResponse,
    DescribeDaemonDeploymentsRequest,
    DescribeDaemonDeploymentsResponse,
    DescribeDaemonRequest,
    DescribeDaemonResponse,
    DescribeDaemonRevisionsRequest,
    DescribeDaemonRevisionsResponse,
    DescribeDaemonTaskDefinitionRequest,
    DescribeDaemonTaskDefinitionResponse,
    DescribeExpressGatewayServiceRequest,
    DescribeExpressGatewayServiceResponse,
    DescribeGatewayAlbConfiguration,
    DescribeGatewayConfiguration,
    DescribeGatewayRequest,
    DescribeGatewayResourcesRequest,
    DescribeGatewayResourcesResponse,
    DescribeGatewayResponse,
    DescribeGatewayRouteRequest,
    DescribeGatewayRouteResponse,
    DescribeServiceDeploymentsRequest,
    DescribeServiceDeploymentsResponse,
    DescribeServiceRevisionsRequest,
    DescribeServiceRevisionsResponse,
    DescribeServicesRequest,
    DescribeServicesResponse,
    DescribeTaskDefinitionRequest,
    DescribeTaskDefinitionResponse,
    DescribeTaskSetsRequest,
    DescribeTaskSetsResponse,
    DescribeTasksRequest,
    DescribeTasksResponse,
    Device,
    DisassociateGatewayFromClusterRequest,
    DisassociateGatewayFromClusterResponse,
    DiscoverPollEndpointRequest,
    DiscoverPollEndpointResponse,
    DockerVolumeConfiguration,
    EBSTagSpecification,
    ECSExpressGatewayService,
    ECSManagedResources,
    EFSAuthorizationConfig,
    EFSVolumeConfiguration,
    ElbGatewayResources,
    EnvironmentFile,
    EphemeralStorage,
    ExecuteCommandConfiguration,
    ExecuteCommandLogConfiguration,
    ExecuteCommandRequest,
    ExecuteCommandResponse,
    ExpressGatewayContainer,
    ExpressGatewayRepositoryCredentials,
    ExpressGatewayScalingTarget,
    ExpressGatewayServiceAwsLogsConfiguration,
    ExpressGatewayServiceConfiguration,
    ExpressGatewayServiceNetworkConfiguration,
    ExpressGatewayServiceStatus,
    FSxWindowsFileServerAuthorizationConfig,
    FSxWindowsFileServerVolumeConfiguration,
    Failure,
    FirelensConfiguration,
    Gateway,
    GatewayAlbTestTrafficRules,
    GatewayClusterAssociationSummary,
    GatewayConfiguration,
    GatewayConnection,
    GatewayConnectionAlbResources,
    GatewayConnectionResources,
    GatewayConnector,
    GatewayConnectorDeregistrationDelay,
    GatewayConnectorFilters,
    GatewayConnectorHealthCheck,
    GatewayConnectorHealthCheckMatcher,
    GatewayElbAccessLogConfiguration,
    GatewayElbAccessLogDestination,
    GatewayElbAccessLogS3Destination,
    GatewayElbNetworkConfiguration,
    GatewayInfrastructureResources,
    GatewayOperationError,
    GatewayResourceFailure,
    GatewayResources,
    GatewayRoute,
    GatewayRouteAlbResources,
    GatewayRouteLoadBalancerSecurityGroup,
    GatewayRouteResources,
    GatewayRouteSummary,
    GatewaySummary,
    GatewayTestTrafficHeader,
    GetTaskProtectionRequest,
    GetTaskProtectionResponse,
    GpuDevice,
    HealthCheck,
    HostEntry,
    HostSharedAlbConfiguration,
    HostVolumeProperties,
    InferenceAccelerator,
    InferenceAcceleratorOverride,
    InfrastructureOptimization,
    IngressPathSummary,
    InstanceHealthCheckResult,
    InstanceLaunchTemplate,
    InstanceLaunchTemplateUpdate,
    InstanceRequirementsRequest,
    KernelCapabilities,
    KeyValuePair,
    LinearConfiguration,
    LinuxParameters,
    ListAccountSettingsRequest,
    ListAccountSettingsResponse,
    ListAttributesRequest,
    ListAttributesResponse,
    ListClustersRequest,
    ListClustersResponse,
    ListContainerInstancesRequest,
    ListContainerInstancesResponse,
    ListDaemonDeploymentsRequest,
    ListDaemonDeploymentsResponse,
    ListDaemonTaskDefinitionsRequest,
    ListDaemonTaskDefinitionsResponse,
    ListDaemonsRequest,
    ListDaemonsResponse,
    ListGatewayClusterAssociationsRequest,
    ListGatewayClusterAssociationsResponse,
    ListGatewayRoutesRequest,
    ListGatewayRoutesResponse,
    ListGatewaysRequest,
    ListGatewaysResponse,
    ListServiceDeploymentsRequest,
    ListServiceDeploymentsResponse,
    ListServicesByNamespaceRequest,
    ListServicesByNamespaceResponse,
    ListServicesRequest,
    ListServicesResponse,
    ListTagsForResourceRequest,
    ListTagsForResourceResponse,
    ListTaskDefinitionFamiliesRequest,
    ListTaskDefinitionFamiliesResponse,
    ListTaskDefinitionsRequest,
    ListTaskDefinitionsResponse,
    ListTasksRequest,
    ListTasksResponse,
    LoadBalancer,
    LogConfiguration,
    LogDriverVolumeConfiguration,
    ManagedAgent,
    ManagedAgentStateChange,
    ManagedApplicationAutoScalingPolicy,
    ManagedAutoScaling,
    ManagedCertificate,
    ManagedIngressPath,
    ManagedInstancesLocalStorageConfiguration,
    ManagedInstancesNetworkConfiguration,
    ManagedInstancesProvider,
    ManagedInstancesStorageConfiguration,
    ManagedListener,
    ManagedListenerRule,
    ManagedLoadBalancer,
    ManagedLogGroup,
    ManagedMetricAlarm,
    ManagedScalableTarget,
    ManagedScaling,
    ManagedSecurityGroup,
    ManagedStorageConfiguration,
    ManagedTargetGroup,
    MemoryGiBPerVCpuRequest,
    MemoryMiBRequest,
    MetricConfiguration,
    MonitoringConfiguration,
    MountPoint,
    NetworkBandwidthGbpsRequest,
    NetworkBinding,
    NetworkConfiguration,
    NetworkInterface,
    NetworkInterfaceCountRequest,
    NvidiaMpsAllocation,
    PlacementConstraint,
    PlacementStrategy,
    PlatformDevice,
    PortMapping,
    ProtectedTask,
    ProxyConfiguration,
    PutAccountSettingDefaultRequest,
    PutAccountSettingDefaultResponse,
    PutAccountSettingRequest,
    PutAccountSettingResponse,
    PutAttributesRequest,
    PutAttributesResponse,
    PutClusterCapacityProvidersRequest,
    PutClusterCapacityProvidersResponse,
    RegisterContainerInstanceRequest,
    RegisterContainerInstanceResponse,
    RegisterDaemonTaskDefinitionRequest,
    RegisterDaemonTaskDefinitionResponse,
    RegisterTaskDefinitionRequest,
    RegisterTaskDefinitionResponse,
    RepositoryCredentials,
    ResolvedConfiguration,
    Resource,
    ResourceRequirement,
    Rollback,
    RunTaskRequest,
    RunTaskResponse,
    RuntimePlatform,
    RuntimePlatformOverride,
    S3FilesVolumeConfiguration,
    Scale,
    Secret,
    Service,
    ServiceConnectAccessLogConfiguration,
    ServiceConnectClientAlias,
    ServiceConnectConfiguration,
    ServiceConnectContainerConfiguration,
    ServiceConnectService,
    ServiceConnectServiceResource,
    ServiceConnectTestTrafficHeaderMatchRules,
    ServiceConnectTestTrafficHeaderRules,
    ServiceConnectTestTrafficRules,
    ServiceConnectTlsCertificateAuthority,
    ServiceConnectTlsConfiguration,
    ServiceCurrentRevisionSummary,
    ServiceDeployment,
    ServiceDeploymentAlarms,
    ServiceDeploymentBrief,
    ServiceDeploymentCircuitBreaker,
    ServiceEvent,
    ServiceManagedEBSVolumeConfiguration,
    ServiceRegistry,
    ServiceRevision,
    ServiceRevisionLoadBalancer,
    ServiceRevisionOverrides,
    ServiceRevisionSummary,
    ServiceRevisionVpcLatticeConfiguration,
    ServiceVolumeConfiguration,
    Session,
    Setting,
    SharingStrategy,
    StartTaskRequest,
    StartTaskResponse,
    StopServiceDeploymentRequest,
    StopServiceDeploymentResponse,
    StopTaskRequest,
    StopTaskResponse,
    SubmitAttachmentStateChangesRequest,
    SubmitAttachmentStateChangesResponse,
    SubmitContainerStateChangeRequest,
    SubmitContainerStateChangeResponse,
    SubmitTaskStateChangeRequest,
    SubmitTaskStateChangeResponse,
    SystemControl,
    Tag,
    TagResourceRequest,
    TagResourceResponse,
    Task,
    TaskDefinition,
    TaskDefinitionPlacementConstraint,
    TaskEphemeralStorage,
    TaskManagedEBSVolumeConfiguration,
    TaskManagedEBSVolumeTerminationPolicy,
    TaskOverride,
    TaskSet,
    TaskVolumeConfiguration,
    ThresholdConfiguration,
    TimeoutConfiguration,
    Tmpfs,
    TotalLocalStorageGBRequest,
    TrustedExecutionConfiguration,
    TrustedExecutionSummary,
    Ulimit,
    UntagResourceRequest,
    UntagResourceResponse,
    UpdateCapacityProviderRequest,
    UpdateCapacityProviderResponse,
    UpdateClusterRequest,
    UpdateClusterResponse,
    UpdateClusterSettingsRequest,
    UpdateClusterSettingsResponse,
    UpdateContainerAgentRequest,
    UpdateContainerAgentResponse,
    UpdateContainerInstancesStateRequest,
    UpdateContainerInstancesStateResponse,
    UpdateDaemonRequest,
    UpdateDaemonResponse,
    UpdateExpressGatewayServiceRequest,
    UpdateExpressGatewayServiceResponse,
    UpdateGatewayAlbConfiguration,
    UpdateGatewayConfiguration,
    UpdateGatewayNetworkConfiguration,
    UpdateGatewayRequest,
    UpdateGatewayResponse,
    UpdateManagedInstancesProviderConfiguration,
    UpdateServicePrimaryTaskSetRequest,
    UpdateServicePrimaryTaskSetResponse,
    UpdateServiceRequest,
    UpdateServiceResponse,
    UpdateTaskProtectionRequest,
    UpdateTaskProtectionResponse,
    UpdateTaskSetRequest,
    UpdateTaskSetResponse,
    UpdatedExpressGatewayService,
    VCpuCountRangeRequest,
    VersionInfo,
    Volume,
    VolumeFrom,
    VpcLatticeAdvancedConfiguration,
    VpcLatticeConfiguration,
}
