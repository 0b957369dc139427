//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
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
pub struct Attribute {
    pub key: String,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AuthorizationData {
    pub authorization_token: Option<String>,
    pub expires_at: Option<crate::Timestamp>,
    pub proxy_endpoint: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AwsEcrContainerImageDetails {
    pub architecture: Option<String>,
    pub author: Option<String>,
    pub image_hash: Option<String>,
    pub image_tags: Option<Vec<String>>,
    pub platform: Option<String>,
    pub pushed_at: Option<crate::Timestamp>,
    pub last_in_use_at: Option<crate::Timestamp>,
    pub in_use_count: Option<i64>,
    pub registry: Option<String>,
    pub repository_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchCheckLayerAvailabilityRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub layer_digests: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchCheckLayerAvailabilityResponse {
    pub layers: Option<Vec<Layer>>,
    pub failures: Option<Vec<LayerFailure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchDeleteImageRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_ids: Vec<ImageIdentifier>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchDeleteImageResponse {
    pub image_ids: Option<Vec<ImageIdentifier>>,
    pub failures: Option<Vec<ImageFailure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchGetImageRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_ids: Vec<ImageIdentifier>,
    pub accepted_media_types: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchGetImageResponse {
    pub images: Option<Vec<Image>>,
    pub failures: Option<Vec<ImageFailure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchGetRepositoryScanningConfigurationRequest {
    pub repository_names: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BatchGetRepositoryScanningConfigurationResponse {
    pub scanning_configurations: Option<Vec<RepositoryScanningConfiguration>>,
    pub failures: Option<Vec<RepositoryScanningConfigurationFailure>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CompleteLayerUploadRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub upload_id: String,
    pub layer_digests: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CompleteLayerUploadResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub upload_id: Option<String>,
    pub layer_digest: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreatePullThroughCacheRuleRequest {
    pub ecr_repository_prefix: String,
    pub upstream_registry_url: String,
    pub registry_id: Option<String>,
    pub upstream_registry: Option<UpstreamRegistry>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreatePullThroughCacheRuleResponse {
    pub ecr_repository_prefix: Option<String>,
    pub upstream_registry_url: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub registry_id: Option<String>,
    pub upstream_registry: Option<UpstreamRegistry>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRepositoryCreationTemplateRequest {
    pub prefix: String,
    pub description: Option<String>,
    pub encryption_configuration: Option<EncryptionConfigurationForRepositoryCreationTemplate>,
    pub resource_tags: Option<Vec<Tag>>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
    pub repository_policy: Option<String>,
    pub lifecycle_policy: Option<String>,
    pub applied_for: Vec<RCTAppliedFor>,
    pub custom_role_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRepositoryCreationTemplateResponse {
    pub registry_id: Option<String>,
    pub repository_creation_template: Option<RepositoryCreationTemplate>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRepositoryRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub tags: Option<Vec<Tag>>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
    pub image_scanning_configuration: Option<ImageScanningConfiguration>,
    pub encryption_configuration: Option<EncryptionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRepositoryResponse {
    pub repository: Option<Repository>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CvssScore {
    pub base_score: Option<f64>,
    pub scoring_vector: Option<String>,
    pub source: Option<String>,
    pub version: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CvssScoreAdjustment {
    pub metric: Option<String>,
    pub reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CvssScoreDetails {
    pub adjustments: Option<Vec<CvssScoreAdjustment>>,
    pub score: Option<f64>,
    pub score_source: Option<String>,
    pub scoring_vector: Option<String>,
    pub version: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteLifecyclePolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteLifecyclePolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub lifecycle_policy_text: Option<String>,
    pub last_evaluated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeletePullThroughCacheRuleRequest {
    pub ecr_repository_prefix: String,
    pub registry_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeletePullThroughCacheRuleResponse {
    pub ecr_repository_prefix: Option<String>,
    pub upstream_registry_url: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub registry_id: Option<String>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRegistryPolicyRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRegistryPolicyResponse {
    pub registry_id: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteReplication {
    pub enabled: bool,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryCreationTemplateRequest {
    pub prefix: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryCreationTemplateResponse {
    pub registry_id: Option<String>,
    pub repository_creation_template: Option<RepositoryCreationTemplate>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryPolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryPolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub force: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteRepositoryResponse {
    pub repository: Option<Repository>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteSigningConfigurationRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteSigningConfigurationResponse {
    pub registry_id: Option<String>,
    pub signing_configuration: Option<SigningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterPullTimeUpdateExclusionRequest {
    pub principal_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeregisterPullTimeUpdateExclusionResponse {
    pub principal_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageReplicationStatusRequest {
    pub repository_name: String,
    pub image_id: ImageIdentifier,
    pub registry_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageReplicationStatusResponse {
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub replication_statuses: Option<Vec<ImageReplicationStatus>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageScanFindingsRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_id: ImageIdentifier,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageScanFindingsResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub image_scan_status: Option<ImageScanStatus>,
    pub image_scan_findings: Option<ImageScanFindings>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageSigningStatusRequest {
    pub repository_name: String,
    pub image_id: ImageIdentifier,
    pub registry_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImageSigningStatusResponse {
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub registry_id: Option<String>,
    pub signing_statuses: Option<Vec<ImageSigningStatus>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImagesFilter {
    pub tag_status: Option<TagStatus>,
    pub image_status: Option<ImageStatusFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImagesRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_ids: Option<Vec<ImageIdentifier>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub filter: Option<DescribeImagesFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeImagesResponse {
    pub image_details: Option<Vec<ImageDetail>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribePullThroughCacheRulesRequest {
    pub registry_id: Option<String>,
    pub ecr_repository_prefixes: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribePullThroughCacheRulesResponse {
    pub pull_through_cache_rules: Option<Vec<PullThroughCacheRule>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRegistryRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRegistryResponse {
    pub registry_id: Option<String>,
    pub replication_configuration: Option<ReplicationConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeReplicationBackfillResultsRequest {
    pub registry_id: Option<String>,
    pub replication_backfill_id: String,
    pub result_status_filter: Option<ReplicationBackfillResultStatus>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeReplicationBackfillResultsResponse {
    pub registry_id: Option<String>,
    pub replication_backfill_id: Option<String>,
    pub destination: Option<ReplicationDestination>,
    pub status: Option<ReplicationBackfillStatus>,
    pub failure_code: Option<String>,
    pub progress: Option<ReplicationBackfillProgress>,
    pub results: Option<Vec<ReplicationBackfillResult>>,
    pub started_at: Option<crate::Timestamp>,
    pub ended_at: Option<crate::Timestamp>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRepositoriesRequest {
    pub registry_id: Option<String>,
    pub repository_names: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRepositoriesResponse {
    pub repositories: Option<Vec<Repository>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRepositoryCreationTemplatesRequest {
    pub prefixes: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeRepositoryCreationTemplatesResponse {
    pub registry_id: Option<String>,
    pub repository_creation_templates: Option<Vec<RepositoryCreationTemplate>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EncryptionConfiguration {
    pub encryption_type: EncryptionType,
    pub kms_key: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EncryptionConfigurationForRepositoryCreationTemplate {
    pub encryption_type: EncryptionType,
    pub kms_key: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EnhancedImageScanFinding {
    pub aws_account_id: Option<String>,
    pub description: Option<String>,
    pub finding_arn: Option<String>,
    pub first_observed_at: Option<crate::Timestamp>,
    pub last_observed_at: Option<crate::Timestamp>,
    pub package_vulnerability_details: Option<PackageVulnerabilityDetails>,
    pub remediation: Option<Remediation>,
    pub resources: Option<Vec<Resource>>,
    pub score: Option<f64>,
    pub score_details: Option<ScoreDetails>,
    pub severity: Option<String>,
    pub status: Option<String>,
    pub title: Option<String>,
    pub r#type: Option<String>,
    pub updated_at: Option<crate::Timestamp>,
    pub fix_available: Option<String>,
    pub exploit_available: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAccountSettingRequest {
    pub name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAccountSettingResponse {
    pub name: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAuthorizationTokenRequest {
    pub registry_ids: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAuthorizationTokenResponse {
    pub authorization_data: Option<Vec<AuthorizationData>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetDownloadUrlForLayerRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub layer_digest: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetDownloadUrlForLayerResponse {
    pub download_url: Option<String>,
    pub layer_digest: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetLifecyclePolicyPreviewRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_ids: Option<Vec<ImageIdentifier>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub filter: Option<LifecyclePolicyPreviewFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetLifecyclePolicyPreviewResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub lifecycle_policy_text: Option<String>,
    pub status: Option<LifecyclePolicyPreviewStatus>,
    pub next_token: Option<String>,
    pub preview_results: Option<Vec<LifecyclePolicyPreviewResult>>,
    pub summary: Option<LifecyclePolicyPreviewSummary>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetLifecyclePolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetLifecyclePolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub lifecycle_policy_text: Option<String>,
    pub last_evaluated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRegistryPolicyRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct GetRegistryPolicyResponse {
    pub registry_id: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRegistryScanningConfigurationRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct GetRegistryScanningConfigurationResponse {
    pub registry_id: Option<String>,
    pub scanning_configuration: Option<RegistryScanningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRepositoryPolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRepositoryPolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetSigningConfigurationRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct GetSigningConfigurationResponse {
    pub registry_id: Option<String>,
    pub signing_configuration: Option<SigningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Image {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub image_manifest: Option<String>,
    pub image_manifest_media_type: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageDetail {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_digest: Option<String>,
    pub image_tags: Option<Vec<String>>,
    pub image_size_in_bytes: Option<i64>,
    pub image_pushed_at: Option<crate::Timestamp>,
    pub image_scan_status: Option<ImageScanStatus>,
    pub image_scan_findings_summary: Option<ImageScanFindingsSummary>,
    pub image_manifest_media_type: Option<String>,
    pub artifact_media_type: Option<String>,
    pub last_recorded_pull_time: Option<crate::Timestamp>,
    pub subject_manifest_digest: Option<String>,
    pub image_status: Option<ImageStatus>,
    pub last_archived_at: Option<crate::Timestamp>,
    pub last_activated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageFailure {
    pub image_id: Option<ImageIdentifier>,
    pub failure_code: Option<ImageFailureCode>,
    pub failure_reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageIdentifier {
    pub image_digest: Option<String>,
    pub image_tag: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageReferrer {
    pub digest: String,
    pub media_type: String,
    pub artifact_type: Option<String>,
    pub size: i64,
    pub annotations: Option<BTreeMap<String, String>>,
    pub artifact_status: Option<ArtifactStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageReplicationStatus {
    pub region: Option<String>,
    pub registry_id: Option<String>,
    pub status: Option<ReplicationStatus>,
    pub failure_code: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageScanFinding {
    pub name: Option<String>,
    pub description: Option<String>,
    pub uri: Option<String>,
    pub severity: Option<FindingSeverity>,
    pub attributes: Option<Vec<Attribute>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageScanFindings {
    pub image_scan_completed_at: Option<crate::Timestamp>,
    pub vulnerability_source_updated_at: Option<crate::Timestamp>,
    pub finding_severity_counts: Option<BTreeMap<String, i32>>,
    pub findings: Option<Vec<ImageScanFinding>>,
    pub enhanced_findings: Option<Vec<EnhancedImageScanFinding>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageScanFindingsSummary {
    pub image_scan_completed_at: Option<crate::Timestamp>,
    pub vulnerability_source_updated_at: Option<crate::Timestamp>,
    pub finding_severity_counts: Option<BTreeMap<String, i32>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageScanStatus {
    pub status: Option<ScanStatus>,
    pub description: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageScanningConfiguration {
    pub scan_on_push: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageSigningStatus {
    pub signing_profile_arn: Option<String>,
    pub failure_code: Option<String>,
    pub failure_reason: Option<String>,
    pub status: Option<SigningStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ImageTagMutabilityExclusionFilter {
    pub filter_type: ImageTagMutabilityExclusionFilterType,
    pub filter: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct InitiateLayerUploadRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct InitiateLayerUploadResponse {
    pub upload_id: Option<String>,
    pub part_size: Option<i64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InvalidLayerPartException {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub upload_id: Option<String>,
    pub last_valid_byte_received: Option<i64>,
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct KmsException {
    pub message: Option<String>,
    pub kms_error: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Layer {
    pub layer_digest: Option<String>,
    pub layer_availability: Option<LayerAvailability>,
    pub layer_size: Option<i64>,
    pub media_type: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LayerFailure {
    pub layer_digest: Option<String>,
    pub failure_code: Option<LayerFailureCode>,
    pub failure_reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LifecyclePolicyPreviewFilter {
    pub tag_status: Option<TagStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LifecyclePolicyPreviewResult {
    pub image_tags: Option<Vec<String>>,
    pub image_digest: Option<String>,
    pub image_pushed_at: Option<crate::Timestamp>,
    pub action: Option<LifecyclePolicyRuleAction>,
    pub applied_rule_priority: Option<i32>,
    pub storage_class: Option<LifecyclePolicyStorageClass>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LifecyclePolicyPreviewSummary {
    pub expiring_image_total_count: Option<i32>,
    pub transitioning_image_total_counts: Option<Vec<TransitioningImageTotalCount>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LifecyclePolicyRuleAction {
    pub r#type: Option<ImageActionType>,
    pub target_storage_class: Option<LifecyclePolicyTargetStorageClass>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImageReferrersFilter {
    pub artifact_types: Option<Vec<String>>,
    pub artifact_status: Option<ArtifactStatusFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImageReferrersRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub subject_id: SubjectIdentifier,
    pub filter: Option<ListImageReferrersFilter>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImageReferrersResponse {
    pub referrers: Option<Vec<ImageReferrer>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImagesFilter {
    pub tag_status: Option<TagStatus>,
    pub image_status: Option<ImageStatusFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImagesRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub filter: Option<ListImagesFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListImagesResponse {
    pub image_ids: Option<Vec<ImageIdentifier>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListPullTimeUpdateExclusionsRequest {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListPullTimeUpdateExclusionsResponse {
    pub pull_time_update_exclusions: Option<Vec<String>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListReplicationBackfillsRequest {
    pub registry_id: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListReplicationBackfillsResponse {
    pub registry_id: Option<String>,
    pub backfills: Option<Vec<ReplicationBackfillSummary>>,
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
pub struct PackageVulnerabilityDetails {
    pub cvss: Option<Vec<CvssScore>>,
    pub reference_urls: Option<Vec<String>>,
    pub related_vulnerabilities: Option<Vec<String>>,
    pub source: Option<String>,
    pub source_url: Option<String>,
    pub vendor_created_at: Option<crate::Timestamp>,
    pub vendor_severity: Option<String>,
    pub vendor_updated_at: Option<crate::Timestamp>,
    pub vulnerability_id: Option<String>,
    pub vulnerable_packages: Option<Vec<VulnerablePackage>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PullThroughCacheRule {
    pub ecr_repository_prefix: Option<String>,
    pub upstream_registry_url: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub registry_id: Option<String>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
    pub upstream_registry: Option<UpstreamRegistry>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingRequest {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutAccountSettingResponse {
    pub name: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_manifest: String,
    pub image_manifest_media_type: Option<String>,
    pub image_tag: Option<String>,
    pub image_digest: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageResponse {
    pub image: Option<Image>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageScanningConfigurationRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_scanning_configuration: ImageScanningConfiguration,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageScanningConfigurationResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_scanning_configuration: Option<ImageScanningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageTagMutabilityRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_tag_mutability: ImageTagMutability,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutImageTagMutabilityResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutLifecyclePolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub lifecycle_policy_text: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutLifecyclePolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub lifecycle_policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRegistryPolicyRequest {
    pub policy_text: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRegistryPolicyResponse {
    pub registry_id: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRegistryScanningConfigurationRequest {
    pub scan_type: Option<ScanType>,
    pub rules: Option<Vec<RegistryScanningRule>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRegistryScanningConfigurationResponse {
    pub registry_scanning_configuration: Option<RegistryScanningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutReplicationConfigurationRequest {
    pub replication_configuration: ReplicationConfiguration,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutReplicationConfigurationResponse {
    pub replication_configuration: Option<ReplicationConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutSigningConfigurationRequest {
    pub signing_configuration: SigningConfiguration,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutSigningConfigurationResponse {
    pub signing_configuration: Option<SigningConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Recommendation {
    pub url: Option<String>,
    pub text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterPullTimeUpdateExclusionRequest {
    pub principal_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegisterPullTimeUpdateExclusionResponse {
    pub principal_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegistryScanningConfiguration {
    pub scan_type: Option<ScanType>,
    pub rules: Option<Vec<RegistryScanningRule>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RegistryScanningRule {
    pub scan_frequency: ScanFrequency,
    pub repository_filters: Vec<ScanningRepositoryFilter>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Remediation {
    pub recommendation: Option<Recommendation>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationBackfillProgress {
    pub total_replication_count: i32,
    pub completed_replication_count: i32,
    pub failed_replication_count: i32,
    pub failure_codes: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationBackfillResult {
    pub repository_name: String,
    pub image_id: ImageIdentifier,
    pub status: ReplicationBackfillResultStatus,
    pub failure_code: Option<String>,
    pub sub_image_failure_codes: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationBackfillSummary {
    pub replication_backfill_id: String,
    pub destination: ReplicationDestination,
    pub status: ReplicationBackfillStatus,
    pub failure_code: Option<String>,
    pub progress: Option<ReplicationBackfillProgress>,
    pub started_at: crate::Timestamp,
    pub ended_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationConfiguration {
    pub rules: Vec<ReplicationRule>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationDestination {
    pub region: String,
    pub registry_id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ReplicationRule {
    pub destinations: Vec<ReplicationDestination>,
    pub repository_filters: Option<Vec<RepositoryFilter>>,
    pub delete_replication: Option<DeleteReplication>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Repository {
    pub repository_arn: Option<String>,
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub repository_uri: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
    pub image_scanning_configuration: Option<ImageScanningConfiguration>,
    pub encryption_configuration: Option<EncryptionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RepositoryCreationTemplate {
    pub prefix: Option<String>,
    pub description: Option<String>,
    pub encryption_configuration: Option<EncryptionConfigurationForRepositoryCreationTemplate>,
    pub resource_tags: Option<Vec<Tag>>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
    pub repository_policy: Option<String>,
    pub lifecycle_policy: Option<String>,
    pub applied_for: Option<Vec<RCTAppliedFor>>,
    pub custom_role_arn: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub updated_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RepositoryFilter {
    pub filter: String,
    pub filter_type: RepositoryFilterType,
}

#[derive(Clone, Default, PartialEq)]
pub struct RepositoryScanningConfiguration {
    pub repository_arn: Option<String>,
    pub repository_name: Option<String>,
    pub scan_on_push: Option<bool>,
    pub scan_frequency: Option<ScanFrequency>,
    pub applied_scan_filters: Option<Vec<ScanningRepositoryFilter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RepositoryScanningConfigurationFailure {
    pub repository_name: Option<String>,
    pub failure_code: Option<ScanningConfigurationFailureCode>,
    pub failure_reason: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Resource {
    pub details: Option<ResourceDetails>,
    pub id: Option<String>,
    pub tags: Option<BTreeMap<String, String>>,
    pub r#type: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ResourceDetails {
    pub aws_ecr_container_image: Option<AwsEcrContainerImageDetails>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ScanningRepositoryFilter {
    pub filter: String,
    pub filter_type: ScanningRepositoryFilterType,
}

#[derive(Clone, Default, PartialEq)]
pub struct ScoreDetails {
    pub cvss: Option<CvssScoreDetails>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SetRepositoryPolicyRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub policy_text: String,
    pub force: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SetRepositoryPolicyResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SigningConfiguration {
    pub rules: Vec<SigningRule>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SigningRepositoryFilter {
    pub filter: String,
    pub filter_type: SigningRepositoryFilterType,
}

#[derive(Clone, Default, PartialEq)]
pub struct SigningRule {
    pub signing_profile_arn: String,
    pub repository_filters: Option<Vec<SigningRepositoryFilter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartImageScanRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_id: ImageIdentifier,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartImageScanResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub image_scan_status: Option<ImageScanStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartLifecyclePolicyPreviewRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub lifecycle_policy_text: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartLifecyclePolicyPreviewResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub lifecycle_policy_text: Option<String>,
    pub status: Option<LifecyclePolicyPreviewStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartReplicationBackfillRequest {
    pub registry_id: Option<String>,
    pub destination: ReplicationDestination,
}

#[derive(Clone, Default, PartialEq)]
pub struct StartReplicationBackfillResponse {
    pub replication_backfill_id: Option<String>,
    pub registry_id: Option<String>,
    pub destination: Option<ReplicationDestination>,
    pub status: Option<ReplicationBackfillStatus>,
    pub started_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopReplicationBackfillRequest {
    pub registry_id: Option<String>,
    pub replication_backfill_id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct StopReplicationBackfillResponse {
    pub registry_id: Option<String>,
    pub replication_backfill_id: Option<String>,
    pub destination: Option<ReplicationDestination>,
    pub status: Option<ReplicationBackfillStatus>,
    pub started_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubjectIdentifier {
    pub image_digest: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct TagResourceRequest {
    pub resource_arn: String,
    pub tags: Vec<Tag>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TagResourceResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct TransitioningImageTotalCount {
    pub target_storage_class: Option<LifecyclePolicyTargetStorageClass>,
    pub image_total_count: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UntagResourceRequest {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UntagResourceResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateImageStorageClassRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub image_id: ImageIdentifier,
    pub target_storage_class: TargetStorageClass,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateImageStorageClassResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub image_id: Option<ImageIdentifier>,
    pub image_status: Option<ImageStatus>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdatePullThroughCacheRuleRequest {
    pub registry_id: Option<String>,
    pub ecr_repository_prefix: String,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdatePullThroughCacheRuleResponse {
    pub ecr_repository_prefix: Option<String>,
    pub registry_id: Option<String>,
    pub updated_at: Option<crate::Timestamp>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateRepositoryCreationTemplateRequest {
    pub prefix: String,
    pub description: Option<String>,
    pub encryption_configuration: Option<EncryptionConfigurationForRepositoryCreationTemplate>,
    pub resource_tags: Option<Vec<Tag>>,
    pub image_tag_mutability: Option<ImageTagMutability>,
    pub image_tag_mutability_exclusion_filters: Option<Vec<ImageTagMutabilityExclusionFilter>>,
    pub repository_policy: Option<String>,
    pub lifecycle_policy: Option<String>,
    pub applied_for: Option<Vec<RCTAppliedFor>>,
    pub custom_role_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UpdateRepositoryCreationTemplateResponse {
    pub registry_id: Option<String>,
    pub repository_creation_template: Option<RepositoryCreationTemplate>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UploadLayerPartRequest {
    pub registry_id: Option<String>,
    pub repository_name: String,
    pub upload_id: String,
    pub part_first_byte: i64,
    pub part_last_byte: i64,
    pub layer_part_blob: crate::Blob,
}

#[derive(Clone, Default, PartialEq)]
pub struct UploadLayerPartResponse {
    pub registry_id: Option<String>,
    pub repository_name: Option<String>,
    pub upload_id: Option<String>,
    pub last_byte_received: Option<i64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ValidatePullThroughCacheRuleRequest {
    pub ecr_repository_prefix: String,
    pub registry_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ValidatePullThroughCacheRuleResponse {
    pub ecr_repository_prefix: Option<String>,
    pub registry_id: Option<String>,
    pub upstream_registry_url: Option<String>,
    pub credential_arn: Option<String>,
    pub custom_role_arn: Option<String>,
    pub upstream_repository_prefix: Option<String>,
    pub is_valid: Option<bool>,
    pub failure: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VulnerablePackage {
    pub arch: Option<String>,
    pub epoch: Option<i32>,
    pub file_path: Option<String>,
    pub name: Option<String>,
    pub package_manager: Option<String>,
    pub release: Option<String>,
    pub source_layer_hash: Option<String>,
    pub version: Option<String>,
    pub fixed_in_version: Option<String>,
}

crate::structure_members! {
    Attribute, schemas::ATTRIBUTE { 0: key, 1: value }
    AuthorizationData, schemas::AUTHORIZATION_DATA { 0: authorization_token, 1: expires_at, 2: proxy_endpoint }
    AwsEcrContainerImageDetails, schemas::AWS_ECR_CONTAINER_IMAGE_DETAILS { 0: architecture, 1: author, 2: image_hash, 3: image_tags, 4: platform, 5: pushed_at, 6: last_in_use_at, 7: in_use_count, 8: registry, 9: repository_name }
    BatchCheckLayerAvailabilityRequest, schemas::BATCH_CHECK_LAYER_AVAILABILITY_REQUEST { 0: registry_id, 1: repository_name, 2: layer_digests }
    BatchCheckLayerAvailabilityResponse, schemas::BATCH_CHECK_LAYER_AVAILABILITY_RESPONSE { 0: layers, 1: failures }
    BatchDeleteImageRequest, schemas::BATCH_DELETE_IMAGE_REQUEST { 0: registry_id, 1: repository_name, 2: image_ids }
    BatchDeleteImageResponse, schemas::BATCH_DELETE_IMAGE_RESPONSE { 0: image_ids, 1: failures }
    BatchGetImageRequest, schemas::BATCH_GET_IMAGE_REQUEST { 0: registry_id, 1: repository_name, 2: image_ids, 3: accepted_media_types }
    BatchGetImageResponse, schemas::BATCH_GET_IMAGE_RESPONSE { 0: images, 1: failures }
    BatchGetRepositoryScanningConfigurationRequest, schemas::BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_REQUEST { 0: repository_names }
    BatchGetRepositoryScanningConfigurationResponse, schemas::BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_RESPONSE { 0: scanning_configurations, 1: failures }
    CompleteLayerUploadRequest, schemas::COMPLETE_LAYER_UPLOAD_REQUEST { 0: registry_id, 1: repository_name, 2: upload_id, 3: layer_digests }
    CompleteLayerUploadResponse, schemas::COMPLETE_LAYER_UPLOAD_RESPONSE { 0: registry_id, 1: repository_name, 2: upload_id, 3: layer_digest }
    CreatePullThroughCacheRuleRequest, schemas::CREATE_PULL_THROUGH_CACHE_RULE_REQUEST { 0: ecr_repository_prefix, 1: upstream_registry_url, 2: registry_id, 3: upstream_registry, 4: credential_arn, 5: custom_role_arn, 6: upstream_repository_prefix }
    CreatePullThroughCacheRuleResponse, schemas::CREATE_PULL_THROUGH_CACHE_RULE_RESPONSE { 0: ecr_repository_prefix, 1: upstream_registry_url, 2: created_at, 3: registry_id, 4: upstream_registry, 5: credential_arn, 6: custom_role_arn, 7: upstream_repository_prefix }
    CreateRepositoryCreationTemplateRequest, schemas::CREATE_REPOSITORY_CREATION_TEMPLATE_REQUEST { 0: prefix, 1: description, 2: encryption_configuration, 3: resource_tags, 4: image_tag_mutability, 5: image_tag_mutability_exclusion_filters, 6: repository_policy, 7: lifecycle_policy, 8: applied_for, 9: custom_role_arn }
    CreateRepositoryCreationTemplateResponse, schemas::CREATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE { 0: registry_id, 1: repository_creation_template }
    CreateRepositoryRequest, schemas::CREATE_REPOSITORY_REQUEST { 0: registry_id, 1: repository_name, 2: tags, 3: image_tag_mutability, 4: image_tag_mutability_exclusion_filters, 5: image_scanning_configuration, 6: encryption_configuration }
    CreateRepositoryResponse, schemas::CREATE_REPOSITORY_RESPONSE { 0: repository }
    CvssScore, schemas::CVSS_SCORE { 0: base_score, 1: scoring_vector, 2: source, 3: version }
    CvssScoreAdjustment, schemas::CVSS_SCORE_ADJUSTMENT { 0: metric, 1: reason }
    CvssScoreDetails, schemas::CVSS_SCORE_DETAILS { 0: adjustments, 1: score, 2: score_source, 3: scoring_vector, 4: version }
    DeleteLifecyclePolicyRequest, schemas::DELETE_LIFECYCLE_POLICY_REQUEST { 0: registry_id, 1: repository_name }
    DeleteLifecyclePolicyResponse, schemas::DELETE_LIFECYCLE_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text, 3: last_evaluated_at }
    DeletePullThroughCacheRuleRequest, schemas::DELETE_PULL_THROUGH_CACHE_RULE_REQUEST { 0: ecr_repository_prefix, 1: registry_id }
    DeletePullThroughCacheRuleResponse, schemas::DELETE_PULL_THROUGH_CACHE_RULE_RESPONSE { 0: ecr_repository_prefix, 1: upstream_registry_url, 2: created_at, 3: registry_id, 4: credential_arn, 5: custom_role_arn, 6: upstream_repository_prefix }
    DeleteRegistryPolicyRequest, schemas::DELETE_REGISTRY_POLICY_REQUEST { }
    DeleteRegistryPolicyResponse, schemas::DELETE_REGISTRY_POLICY_RESPONSE { 0: registry_id, 1: policy_text }
    DeleteReplication, schemas::DELETE_REPLICATION { 0: enabled }
    DeleteRepositoryCreationTemplateRequest, schemas::DELETE_REPOSITORY_CREATION_TEMPLATE_REQUEST { 0: prefix }
    DeleteRepositoryCreationTemplateResponse, schemas::DELETE_REPOSITORY_CREATION_TEMPLATE_RESPONSE { 0: registry_id, 1: repository_creation_template }
    DeleteRepositoryPolicyRequest, schemas::DELETE_REPOSITORY_POLICY_REQUEST { 0: registry_id, 1: repository_name }
    DeleteRepositoryPolicyResponse, schemas::DELETE_REPOSITORY_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: policy_text }
    DeleteRepositoryRequest, schemas::DELETE_REPOSITORY_REQUEST { 0: registry_id, 1: repository_name, 2: force }
    DeleteRepositoryResponse, schemas::DELETE_REPOSITORY_RESPONSE { 0: repository }
    DeleteSigningConfigurationRequest, schemas::DELETE_SIGNING_CONFIGURATION_REQUEST { }
    DeleteSigningConfigurationResponse, schemas::DELETE_SIGNING_CONFIGURATION_RESPONSE { 0: registry_id, 1: signing_configuration }
    DeregisterPullTimeUpdateExclusionRequest, schemas::DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST { 0: principal_arn }
    DeregisterPullTimeUpdateExclusionResponse, schemas::DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE { 0: principal_arn }
    DescribeImageReplicationStatusRequest, schemas::DESCRIBE_IMAGE_REPLICATION_STATUS_REQUEST { 0: repository_name, 1: image_id, 2: registry_id }
    DescribeImageReplicationStatusResponse, schemas::DESCRIBE_IMAGE_REPLICATION_STATUS_RESPONSE { 0: repository_name, 1: image_id, 2: replication_statuses }
    DescribeImageScanFindingsRequest, schemas::DESCRIBE_IMAGE_SCAN_FINDINGS_REQUEST { 0: registry_id, 1: repository_name, 2: image_id, 3: next_token, 4: max_results }
    DescribeImageScanFindingsResponse, schemas::DESCRIBE_IMAGE_SCAN_FINDINGS_RESPONSE { 0: registry_id, 1: repository_name, 2: image_id, 3: image_scan_status, 4: image_scan_findings, 5: next_token }
    DescribeImageSigningStatusRequest, schemas::DESCRIBE_IMAGE_SIGNING_STATUS_REQUEST { 0: repository_name, 1: image_id, 2: registry_id }
    DescribeImageSigningStatusResponse, schemas::DESCRIBE_IMAGE_SIGNING_STATUS_RESPONSE { 0: repository_name, 1: image_id, 2: registry_id, 3: signing_statuses }
    DescribeImagesFilter, schemas::DESCRIBE_IMAGES_FILTER { 0: tag_status, 1: image_status }
    DescribeImagesRequest, schemas::DESCRIBE_IMAGES_REQUEST { 0: registry_id, 1: repository_name, 2: image_ids, 3: next_token, 4: max_results, 5: filter }
    DescribeImagesResponse, schemas::DESCRIBE_IMAGES_RESPONSE { 0: image_details, 1: next_token }
    DescribePullThroughCacheRulesRequest, schemas::DESCRIBE_PULL_THROUGH_CACHE_RULES_REQUEST { 0: registry_id, 1: ecr_repository_prefixes, 2: next_token, 3: max_results }
    DescribePullThroughCacheRulesResponse, schemas::DESCRIBE_PULL_THROUGH_CACHE_RULES_RESPONSE { 0: pull_through_cache_rules, 1: next_token }
    DescribeRegistryRequest, schemas::DESCRIBE_REGISTRY_REQUEST { }
    DescribeRegistryResponse, schemas::DESCRIBE_REGISTRY_RESPONSE { 0: registry_id, 1: replication_configuration }
    DescribeReplicationBackfillResultsRequest, schemas::DESCRIBE_REPLICATION_BACKFILL_RESULTS_REQUEST { 0: registry_id, 1: replication_backfill_id, 2: result_status_filter, 3: max_results, 4: next_token }
    DescribeReplicationBackfillResultsResponse, schemas::DESCRIBE_REPLICATION_BACKFILL_RESULTS_RESPONSE { 0: registry_id, 1: replication_backfill_id, 2: destination, 3: status, 4: failure_code, 5: progress, 6: results, 7: started_at, 8: ended_at, 9: next_token }
    DescribeRepositoriesRequest, schemas::DESCRIBE_REPOSITORIES_REQUEST { 0: registry_id, 1: repository_names, 2: next_token, 3: max_results }
    DescribeRepositoriesResponse, schemas::DESCRIBE_REPOSITORIES_RESPONSE { 0: repositories, 1: next_token }
    DescribeRepositoryCreationTemplatesRequest, schemas::DESCRIBE_REPOSITORY_CREATION_TEMPLATES_REQUEST { 0: prefixes, 1: next_token, 2: max_results }
    DescribeRepositoryCreationTemplatesResponse, schemas::DESCRIBE_REPOSITORY_CREATION_TEMPLATES_RESPONSE { 0: registry_id, 1: repository_creation_templates, 2: next_token }
    EncryptionConfiguration, schemas::ENCRYPTION_CONFIGURATION { 0: encryption_type, 1: kms_key }
    EncryptionConfigurationForRepositoryCreationTemplate, schemas::ENCRYPTION_CONFIGURATION_FOR_REPOSITORY_CREATION_TEMPLATE { 0: encryption_type, 1: kms_key }
    EnhancedImageScanFinding, schemas::ENHANCED_IMAGE_SCAN_FINDING { 0: aws_account_id, 1: description, 2: finding_arn, 3: first_observed_at, 4: last_observed_at, 5: package_vulnerability_details, 6: remediation, 7: resources, 8: score, 9: score_details, 10: severity, 11: status, 12: title, 13: r#type, 14: updated_at, 15: fix_available, 16: exploit_available }
    GetAccountSettingRequest, schemas::GET_ACCOUNT_SETTING_REQUEST { 0: name }
    GetAccountSettingResponse, schemas::GET_ACCOUNT_SETTING_RESPONSE { 0: name, 1: value }
    GetAuthorizationTokenRequest, schemas::GET_AUTHORIZATION_TOKEN_REQUEST { 0: registry_ids }
    GetAuthorizationTokenResponse, schemas::GET_AUTHORIZATION_TOKEN_RESPONSE { 0: authorization_data }
    GetDownloadUrlForLayerRequest, schemas::GET_DOWNLOAD_URL_FOR_LAYER_REQUEST { 0: registry_id, 1: repository_name, 2: layer_digest }
    GetDownloadUrlForLayerResponse, schemas::GET_DOWNLOAD_URL_FOR_LAYER_RESPONSE { 0: download_url, 1: layer_digest }
    GetLifecyclePolicyPreviewRequest, schemas::GET_LIFECYCLE_POLICY_PREVIEW_REQUEST { 0: registry_id, 1: repository_name, 2: image_ids, 3: next_token, 4: max_results, 5: filter }
    GetLifecyclePolicyPreviewResponse, schemas::GET_LIFECYCLE_POLICY_PREVIEW_RESPONSE { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text, 3: status, 4: next_token, 5: preview_results, 6: summary }
    GetLifecyclePolicyRequest, schemas::GET_LIFECYCLE_POLICY_REQUEST { 0: registry_id, 1: repository_name }
    GetLifecyclePolicyResponse, schemas::GET_LIFECYCLE_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text, 3: last_evaluated_at }
    GetRegistryPolicyRequest, schemas::GET_REGISTRY_POLICY_REQUEST { }
    GetRegistryPolicyResponse, schemas::GET_REGISTRY_POLICY_RESPONSE { 0: registry_id, 1: policy_text }
    GetRegistryScanningConfigurationRequest, schemas::GET_REGISTRY_SCANNING_CONFIGURATION_REQUEST { }
    GetRegistryScanningConfigurationResponse, schemas::GET_REGISTRY_SCANNING_CONFIGURATION_RESPONSE { 0: registry_id, 1: scanning_configuration }
    GetRepositoryPolicyRequest, schemas::GET_REPOSITORY_POLICY_REQUEST { 0: registry_id, 1: repository_name }
    GetRepositoryPolicyResponse, schemas::GET_REPOSITORY_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: policy_text }
    GetSigningConfigurationRequest, schemas::GET_SIGNING_CONFIGURATION_REQUEST { }
    GetSigningConfigurationResponse, schemas::GET_SIGNING_CONFIGURATION_RESPONSE { 0: registry_id, 1: signing_configuration }
    Image, schemas::IMAGE { 0: registry_id, 1: repository_name, 2: image_id, 3: image_manifest, 4: image_manifest_media_type }
    ImageDetail, schemas::IMAGE_DETAIL { 0: registry_id, 1: repository_name, 2: image_digest, 3: image_tags, 4: image_size_in_bytes, 5: image_pushed_at, 6: image_scan_status, 7: image_scan_findings_summary, 8: image_manifest_media_type, 9: artifact_media_type, 10: last_recorded_pull_time, 11: subject_manifest_digest, 12: image_status, 13: last_archived_at, 14: last_activated_at }
    ImageFailure, schemas::IMAGE_FAILURE { 0: image_id, 1: failure_code, 2: failure_reason }
    ImageIdentifier, schemas::IMAGE_IDENTIFIER { 0: image_digest, 1: image_tag }
    ImageReferrer, schemas::IMAGE_REFERRER { 0: digest, 1: media_type, 2: artifact_type, 3: size, 4: annotations, 5: artifact_status }
    ImageReplicationStatus, schemas::IMAGE_REPLICATION_STATUS { 0: region, 1: registry_id, 2: status, 3: failure_code }
    ImageScanFinding, schemas::IMAGE_SCAN_FINDING { 0: name, 1: description, 2: uri, 3: severity, 4: attributes }
    ImageScanFindings, schemas::IMAGE_SCAN_FINDINGS { 0: image_scan_completed_at, 1: vulnerability_source_updated_at, 2: finding_severity_counts, 3: findings, 4: enhanced_findings }
    ImageScanFindingsSummary, schemas::IMAGE_SCAN_FINDINGS_SUMMARY { 0: image_scan_completed_at, 1: vulnerability_source_updated_at, 2: finding_severity_counts }
    ImageScanStatus, schemas::IMAGE_SCAN_STATUS { 0: status, 1: description }
    ImageScanningConfiguration, schemas::IMAGE_SCANNING_CONFIGURATION { 0: scan_on_push }
    ImageSigningStatus, schemas::IMAGE_SIGNING_STATUS { 0: signing_profile_arn, 1: failure_code, 2: failure_reason, 3: status }
    ImageTagMutabilityExclusionFilter, schemas::IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER { 0: filter_type, 1: filter }
    InitiateLayerUploadRequest, schemas::INITIATE_LAYER_UPLOAD_REQUEST { 0: registry_id, 1: repository_name }
    InitiateLayerUploadResponse, schemas::INITIATE_LAYER_UPLOAD_RESPONSE { 0: upload_id, 1: part_size }
    InvalidLayerPartException, schemas::INVALID_LAYER_PART_EXCEPTION { 0: registry_id, 1: repository_name, 2: upload_id, 3: last_valid_byte_received, 4: message }
    KmsException, schemas::KMS_EXCEPTION { 0: message, 1: kms_error }
    Layer, schemas::LAYER { 0: layer_digest, 1: layer_availability, 2: layer_size, 3: media_type }
    LayerFailure, schemas::LAYER_FAILURE { 0: layer_digest, 1: failure_code, 2: failure_reason }
    LifecyclePolicyPreviewFilter, schemas::LIFECYCLE_POLICY_PREVIEW_FILTER { 0: tag_status }
    LifecyclePolicyPreviewResult, schemas::LIFECYCLE_POLICY_PREVIEW_RESULT { 0: image_tags, 1: image_digest, 2: image_pushed_at, 3: action, 4: applied_rule_priority, 5: storage_class }
    LifecyclePolicyPreviewSummary, schemas::LIFECYCLE_POLICY_PREVIEW_SUMMARY { 0: expiring_image_total_count, 1: transitioning_image_total_counts }
    LifecyclePolicyRuleAction, schemas::LIFECYCLE_POLICY_RULE_ACTION { 0: r#type, 1: target_storage_class }
    ListImageReferrersFilter, schemas::LIST_IMAGE_REFERRERS_FILTER { 0: artifact_types, 1: artifact_status }
    ListImageReferrersRequest, schemas::LIST_IMAGE_REFERRERS_REQUEST { 0: registry_id, 1: repository_name, 2: subject_id, 3: filter, 4: next_token, 5: max_results }
    ListImageReferrersResponse, schemas::LIST_IMAGE_REFERRERS_RESPONSE { 0: referrers, 1: next_token }
    ListImagesFilter, schemas::LIST_IMAGES_FILTER { 0: tag_status, 1: image_status }
    ListImagesRequest, schemas::LIST_IMAGES_REQUEST { 0: registry_id, 1: repository_name, 2: next_token, 3: max_results, 4: filter }
    ListImagesResponse, schemas::LIST_IMAGES_RESPONSE { 0: image_ids, 1: next_token }
    ListPullTimeUpdateExclusionsRequest, schemas::LIST_PULL_TIME_UPDATE_EXCLUSIONS_REQUEST { 0: max_results, 1: next_token }
    ListPullTimeUpdateExclusionsResponse, schemas::LIST_PULL_TIME_UPDATE_EXCLUSIONS_RESPONSE { 0: pull_time_update_exclusions, 1: next_token }
    ListReplicationBackfillsRequest, schemas::LIST_REPLICATION_BACKFILLS_REQUEST { 0: registry_id, 1: max_results, 2: next_token }
    ListReplicationBackfillsResponse, schemas::LIST_REPLICATION_BACKFILLS_RESPONSE { 0: registry_id, 1: backfills, 2: next_token }
    ListTagsForResourceRequest, schemas::LIST_TAGS_FOR_RESOURCE_REQUEST { 0: resource_arn }
    ListTagsForResourceResponse, schemas::LIST_TAGS_FOR_RESOURCE_RESPONSE { 0: tags }
    PackageVulnerabilityDetails, schemas::PACKAGE_VULNERABILITY_DETAILS { 0: cvss, 1: reference_urls, 2: related_vulnerabilities, 3: source, 4: source_url, 5: vendor_created_at, 6: vendor_severity, 7: vendor_updated_at, 8: vulnerability_id, 9: vulnerable_packages }
    PullThroughCacheRule, schemas::PULL_THROUGH_CACHE_RULE { 0: ecr_repository_prefix, 1: upstream_registry_url, 2: created_at, 3: registry_id, 4: credential_arn, 5: custom_role_arn, 6: upstream_repository_prefix, 7: upstream_registry, 8: updated_at }
    PutAccountSettingRequest, schemas::PUT_ACCOUNT_SETTING_REQUEST { 0: name, 1: value }
    PutAccountSettingResponse, schemas::PUT_ACCOUNT_SETTING_RESPONSE { 0: name, 1: value }
    PutImageRequest, schemas::PUT_IMAGE_REQUEST { 0: registry_id, 1: repository_name, 2: image_manifest, 3: image_manifest_media_type, 4: image_tag, 5: image_digest }
    PutImageResponse, schemas::PUT_IMAGE_RESPONSE { 0: image }
    PutImageScanningConfigurationRequest, schemas::PUT_IMAGE_SCANNING_CONFIGURATION_REQUEST { 0: registry_id, 1: repository_name, 2: image_scanning_configuration }
    PutImageScanningConfigurationResponse, schemas::PUT_IMAGE_SCANNING_CONFIGURATION_RESPONSE { 0: registry_id, 1: repository_name, 2: image_scanning_configuration }
    PutImageTagMutabilityRequest, schemas::PUT_IMAGE_TAG_MUTABILITY_REQUEST { 0: registry_id, 1: repository_name, 2: image_tag_mutability, 3: image_tag_mutability_exclusion_filters }
    PutImageTagMutabilityResponse, schemas::PUT_IMAGE_TAG_MUTABILITY_RESPONSE { 0: registry_id, 1: repository_name, 2: image_tag_mutability, 3: image_tag_mutability_exclusion_filters }
    PutLifecyclePolicyRequest, schemas::PUT_LIFECYCLE_POLICY_REQUEST { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text }
    PutLifecyclePolicyResponse, schemas::PUT_LIFECYCLE_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text }
    PutRegistryPolicyRequest, schemas::PUT_REGISTRY_POLICY_REQUEST { 0: policy_text }
    PutRegistryPolicyResponse, schemas::PUT_REGISTRY_POLICY_RESPONSE { 0: registry_id, 1: policy_text }
    PutRegistryScanningConfigurationRequest, schemas::PUT_REGISTRY_SCANNING_CONFIGURATION_REQUEST { 0: scan_type, 1: rules }
    PutRegistryScanningConfigurationResponse, schemas::PUT_REGISTRY_SCANNING_CONFIGURATION_RESPONSE { 0: registry_scanning_configuration }
    PutReplicationConfigurationRequest, schemas::PUT_REPLICATION_CONFIGURATION_REQUEST { 0: replication_configuration }
    PutReplicationConfigurationResponse, schemas::PUT_REPLICATION_CONFIGURATION_RESPONSE { 0: replication_configuration }
    PutSigningConfigurationRequest, schemas::PUT_SIGNING_CONFIGURATION_REQUEST { 0: signing_configuration }
    PutSigningConfigurationResponse, schemas::PUT_SIGNING_CONFIGURATION_RESPONSE { 0: signing_configuration }
    Recommendation, schemas::RECOMMENDATION { 0: url, 1: text }
    RegisterPullTimeUpdateExclusionRequest, schemas::REGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST { 0: principal_arn }
    RegisterPullTimeUpdateExclusionResponse, schemas::REGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE { 0: principal_arn, 1: created_at }
    RegistryScanningConfiguration, schemas::REGISTRY_SCANNING_CONFIGURATION { 0: scan_type, 1: rules }
    RegistryScanningRule, schemas::REGISTRY_SCANNING_RULE { 0: scan_frequency, 1: repository_filters }
    Remediation, schemas::REMEDIATION { 0: recommendation }
    ReplicationBackfillProgress, schemas::REPLICATION_BACKFILL_PROGRESS { 0: total_replication_count, 1: completed_replication_count, 2: failed_replication_count, 3: failure_codes }
    ReplicationBackfillResult, schemas::REPLICATION_BACKFILL_RESULT { 0: repository_name, 1: image_id, 2: status, 3: failure_code, 4: sub_image_failure_codes }
    ReplicationBackfillSummary, schemas::REPLICATION_BACKFILL_SUMMARY { 0: replication_backfill_id, 1: destination, 2: status, 3: failure_code, 4: progress, 5: started_at, 6: ended_at }
    ReplicationConfiguration, schemas::REPLICATION_CONFIGURATION { 0: rules }
    ReplicationDestination, schemas::REPLICATION_DESTINATION { 0: region, 1: registry_id }
    ReplicationRule, schemas::REPLICATION_RULE { 0: destinations, 1: repository_filters, 2: delete_replication }
    Repository, schemas::REPOSITORY { 0: repository_arn, 1: registry_id, 2: repository_name, 3: repository_uri, 4: created_at, 5: image_tag_mutability, 6: image_tag_mutability_exclusion_filters, 7: image_scanning_configuration, 8: encryption_configuration }
    RepositoryCreationTemplate, schemas::REPOSITORY_CREATION_TEMPLATE { 0: prefix, 1: description, 2: encryption_configuration, 3: resource_tags, 4: image_tag_mutability, 5: image_tag_mutability_exclusion_filters, 6: repository_policy, 7: lifecycle_policy, 8: applied_for, 9: custom_role_arn, 10: created_at, 11: updated_at }
    RepositoryFilter, schemas::REPOSITORY_FILTER { 0: filter, 1: filter_type }
    RepositoryScanningConfiguration, schemas::REPOSITORY_SCANNING_CONFIGURATION { 0: repository_arn, 1: repository_name, 2: scan_on_push, 3: scan_frequency, 4: applied_scan_filters }
    RepositoryScanningConfigurationFailure, schemas::REPOSITORY_SCANNING_CONFIGURATION_FAILURE { 0: repository_name, 1: failure_code, 2: failure_reason }
    Resource, schemas::RESOURCE { 0: details, 1: id, 2: tags, 3: r#type }
    ResourceDetails, schemas::RESOURCE_DETAILS { 0: aws_ecr_container_image }
    ScanningRepositoryFilter, schemas::SCANNING_REPOSITORY_FILTER { 0: filter, 1: filter_type }
    ScoreDetails, schemas::SCORE_DETAILS { 0: cvss }
    SetRepositoryPolicyRequest, schemas::SET_REPOSITORY_POLICY_REQUEST { 0: registry_id, 1: repository_name, 2: policy_text, 3: force }
    SetRepositoryPolicyResponse, schemas::SET_REPOSITORY_POLICY_RESPONSE { 0: registry_id, 1: repository_name, 2: policy_text }
    SigningConfiguration, schemas::SIGNING_CONFIGURATION { 0: rules }
    SigningRepositoryFilter, schemas::SIGNING_REPOSITORY_FILTER { 0: filter, 1: filter_type }
    SigningRule, schemas::SIGNING_RULE { 0: signing_profile_arn, 1: repository_filters }
    StartImageScanRequest, schemas::START_IMAGE_SCAN_REQUEST { 0: registry_id, 1: repository_name, 2: image_id }
    StartImageScanResponse, schemas::START_IMAGE_SCAN_RESPONSE { 0: registry_id, 1: repository_name, 2: image_id, 3: image_scan_status }
    StartLifecyclePolicyPreviewRequest, schemas::START_LIFECYCLE_POLICY_PREVIEW_REQUEST { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text }
    StartLifecyclePolicyPreviewResponse, schemas::START_LIFECYCLE_POLICY_PREVIEW_RESPONSE { 0: registry_id, 1: repository_name, 2: lifecycle_policy_text, 3: status }
    StartReplicationBackfillRequest, schemas::START_REPLICATION_BACKFILL_REQUEST { 0: registry_id, 1: destination }
    StartReplicationBackfillResponse, schemas::START_REPLICATION_BACKFILL_RESPONSE { 0: replication_backfill_id, 1: registry_id, 2: destination, 3: status, 4: started_at }
    StopReplicationBackfillRequest, schemas::STOP_REPLICATION_BACKFILL_REQUEST { 0: registry_id, 1: replication_backfill_id }
    StopReplicationBackfillResponse, schemas::STOP_REPLICATION_BACKFILL_RESPONSE { 0: registry_id, 1: replication_backfill_id, 2: destination, 3: status, 4: started_at }
    SubjectIdentifier, schemas::SUBJECT_IDENTIFIER { 0: image_digest }
    Tag, schemas::TAG { 0: key, 1: value }
    TagResourceRequest, schemas::TAG_RESOURCE_REQUEST { 0: resource_arn, 1: tags }
    TagResourceResponse, schemas::TAG_RESOURCE_RESPONSE { }
    TransitioningImageTotalCount, schemas::TRANSITIONING_IMAGE_TOTAL_COUNT { 0: target_storage_class, 1: image_total_count }
    UntagResourceRequest, schemas::UNTAG_RESOURCE_REQUEST { 0: resource_arn, 1: tag_keys }
    UntagResourceResponse, schemas::UNTAG_RESOURCE_RESPONSE { }
    UpdateImageStorageClassRequest, schemas::UPDATE_IMAGE_STORAGE_CLASS_REQUEST { 0: registry_id, 1: repository_name, 2: image_id, 3: target_storage_class }
    UpdateImageStorageClassResponse, schemas::UPDATE_IMAGE_STORAGE_CLASS_RESPONSE { 0: registry_id, 1: repository_name, 2: image_id, 3: image_status }
    UpdatePullThroughCacheRuleRequest, schemas::UPDATE_PULL_THROUGH_CACHE_RULE_REQUEST { 0: registry_id, 1: ecr_repository_prefix, 2: credential_arn, 3: custom_role_arn }
    UpdatePullThroughCacheRuleResponse, schemas::UPDATE_PULL_THROUGH_CACHE_RULE_RESPONSE { 0: ecr_repository_prefix, 1: registry_id, 2: updated_at, 3: credential_arn, 4: custom_role_arn, 5: upstream_repository_prefix }
    UpdateRepositoryCreationTemplateRequest, schemas::UPDATE_REPOSITORY_CREATION_TEMPLATE_REQUEST { 0: prefix, 1: description, 2: encryption_configuration, 3: resource_tags, 4: image_tag_mutability, 5: image_tag_mutability_exclusion_filters, 6: repository_policy, 7: lifecycle_policy, 8: applied_for, 9: custom_role_arn }
    UpdateRepositoryCreationTemplateResponse, schemas::UPDATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE { 0: registry_id, 1: repository_creation_template }
    UploadLayerPartRequest, schemas::UPLOAD_LAYER_PART_REQUEST { 0: registry_id, 1: repository_name, 2: upload_id, 3: part_first_byte, 4: part_last_byte, 5: layer_part_blob }
    UploadLayerPartResponse, schemas::UPLOAD_LAYER_PART_RESPONSE { 0: registry_id, 1: repository_name, 2: upload_id, 3: last_byte_received }
    ValidatePullThroughCacheRuleRequest, schemas::VALIDATE_PULL_THROUGH_CACHE_RULE_REQUEST { 0: ecr_repository_prefix, 1: registry_id }
    ValidatePullThroughCacheRuleResponse, schemas::VALIDATE_PULL_THROUGH_CACHE_RULE_RESPONSE { 0: ecr_repository_prefix, 1: registry_id, 2: upstream_registry_url, 3: credential_arn, 4: custom_role_arn, 5: upstream_repository_prefix, 6: is_valid, 7: failure }
    VulnerablePackage, schemas::VULNERABLE_PACKAGE { 0: arch, 1: epoch, 2: file_path, 3: name, 4: package_manager, 5: release, 6: source_layer_hash, 7: version, 8: fixed_in_version }
}

crate::members::generated_structures! {
    Attribute,
    AuthorizationData,
    AwsEcrContainerImageDetails,
    BatchCheckLayerAvailabilityRequest,
    BatchCheckLayerAvailabilityResponse,
    BatchDeleteImageRequest,
    BatchDeleteImageResponse,
    BatchGetImageRequest,
    BatchGetImageResponse,
    BatchGetRepositoryScanningConfigurationRequest,
    BatchGetRepositoryScanningConfigurationResponse,
    CompleteLayerUploadRequest,
    CompleteLayerUploadResponse,
    CreatePullThroughCacheRuleRequest,
    CreatePullThroughCacheRuleResponse,
    CreateRepositoryCreationTemplateRequest,
    CreateRepositoryCreationTemplateResponse,
    CreateRepositoryRequest,
    CreateRepositoryResponse,
    CvssScore,
    CvssScoreAdjustment,
    CvssScoreDetails,
    DeleteLifecyclePolicyRequest,
    DeleteLifecyclePolicyResponse,
    DeletePullThroughCacheRuleRequest,
    DeletePullThroughCacheRuleResponse,
    DeleteRegistryPolicyRequest,
    DeleteRegistryPolicyResponse,
    DeleteReplication,
    DeleteRepositoryCreationTemplateRequest,
    DeleteRepositoryCreationTemplateResponse,
    DeleteRepositoryPolicyRequest,
    DeleteRepositoryPolicyResponse,
    DeleteRepositoryRequest,
    DeleteRepositoryResponse,
    DeleteSigningConfigurationRequest,
    DeleteSigningConfigurationResponse,
    DeregisterPullTimeUpdateExclusionRequest,
    DeregisterPullTimeUpdateExclusionResponse,
    DescribeImageReplicationStatusRequest,
    DescribeImageReplicationStatusResponse,
    DescribeImageScanFindingsRequest,
    DescribeImageScanFindingsResponse,
    DescribeImageSigningStatusRequest,
    DescribeImageSigningStatusResponse,
    DescribeImagesFilter,
    DescribeImagesRequest,
    DescribeImagesResponse,
    DescribePullThroughCacheRulesRequest,
    DescribePullThroughCacheRulesResponse,
    DescribeRegistryRequest,
    DescribeRegistryResponse,
    DescribeReplicationBackfillResultsRequest,
    DescribeReplicationBackfillResultsResponse,
    DescribeRepositoriesRequest,
    DescribeRepositoriesResponse,
    DescribeRepositoryCreationTemplatesRequest,
    DescribeRepositoryCreationTemplatesResponse,
    EncryptionConfiguration,
    EncryptionConfigurationForRepositoryCreationTemplate,
    EnhancedImageScanFinding,
    GetAccountSettingRequest,
    GetAccountSettingResponse,
    GetAuthorizationTokenRequest,
    GetAuthorizationTokenResponse,
    GetDownloadUrlForLayerRequest,
    GetDownloadUrlForLayerResponse,
    GetLifecyclePolicyPreviewRequest,
    GetLifecyclePolicyPreviewResponse,
    GetLifecyclePolicyRequest,
    GetLifecyclePolicyResponse,
    GetRegistryPolicyRequest,
    GetRegistryPolicyResponse,
    GetRegistryScanningConfigurationRequest,
    GetRegistryScanningConfigurationResponse,
    GetRepositoryPolicyRequest,
    GetRepositoryPolicyResponse,
    GetSigningConfigurationRequest,
    GetSigningConfigurationResponse,
    Image,
    ImageDetail,
    ImageFailure,
    ImageIdentifier,
    ImageReferrer,
    ImageReplicationStatus,
    ImageScanFinding,
    ImageScanFindings,
    ImageScanFindingsSummary,
    ImageScanStatus,
    ImageScanningConfiguration,
    ImageSigningStatus,
    ImageTagMutabilityExclusionFilter,
    InitiateLayerUploadRequest,
    InitiateLayerUploadResponse,
    InvalidLayerPartException,
    KmsException,
    Layer,
    LayerFailure,
    LifecyclePolicyPreviewFilter,
    LifecyclePolicyPreviewResult,
    LifecyclePolicyPreviewSummary,
    LifecyclePolicyRuleAction,
    ListImageReferrersFilter,
    ListImageReferrersRequest,
    ListImageReferrersResponse,
    ListImagesFilter,
    ListImagesRequest,
    ListImagesResponse,
    ListPullTimeUpdateExclusionsRequest,
    ListPullTimeUpdateExclusionsResponse,
    ListReplicationBackfillsRequest,
    ListReplicationBackfillsResponse,
    ListTagsForResourceRequest,
    ListTagsForResourceResponse,
    PackageVulnerabilityDetails,
    PullThroughCacheRule,
    PutAccountSettingRequest,
    PutAccountSettingResponse,
    PutImageRequest,
    PutImageResponse,
    PutImageScanningConfigurationRequest,
    PutImageScanningConfigurationResponse,
    PutImageTagMutabilityRequest,
    PutImageTagMutabilityResponse,
    PutLifecyclePolicyRequest,
    PutLifecyclePolicyResponse,
    PutRegistryPolicyRequest,
    PutRegistryPolicyResponse,
    PutRegistryScanningConfigurationRequest,
    PutRegistryScanningConfigurationResponse,
    PutReplicationConfigurationRequest,
    PutReplicationConfigurationResponse,
    PutSigningConfigurationRequest,
    PutSigningConfigurationResponse,
    Recommendation,
    RegisterPullTimeUpdateExclusionRequest,
    RegisterPullTimeUpdateExclusionResponse,
    RegistryScanningConfiguration,
    RegistryScanningRule,
    Remediation,
    ReplicationBackfillProgress,
    ReplicationBackfillResult,
    ReplicationBackfillSummary,
    ReplicationConfiguration,
    ReplicationDestination,
    ReplicationRule,
    Repository,
    RepositoryCreationTemplate,
    RepositoryFilter,
    RepositoryScanningConfiguration,
    RepositoryScanningConfigurationFailure,
    Resource,
    ResourceDetails,
    ScanningRepositoryFilter,
    ScoreDetails,
    SetRepositoryPolicyRequest,
    SetRepositoryPolicyResponse,
    SigningConfiguration,
    SigningRepositoryFilter,
    SigningRule,
    StartImageScanRequest,
    StartImageScanResponse,
    StartLifecyclePolicyPreviewRequest,
    StartLifecyclePolicyPreviewResponse,
    StartReplicationBackfillRequest,
    StartReplicationBackfillResponse,
    StopReplicationBackfillRequest,
    StopReplicationBackfillResponse,
    SubjectIdentifier,
    Tag,
    TagResourceRequest,
    TagResourceResponse,
    TransitioningImageTotalCount,
    UntagResourceRequest,
    UntagResourceResponse,
    UpdateImageStorageClassRequest,
    UpdateImageStorageClassResponse,
    UpdatePullThroughCacheRuleRequest,
    UpdatePullThroughCacheRuleResponse,
    UpdateRepositoryCreationTemplateRequest,
    UpdateRepositoryCreationTemplateResponse,
    UploadLayerPartRequest,
    UploadLayerPartResponse,
    ValidatePullThroughCacheRuleRequest,
    ValidatePullThroughCacheRuleResponse,
    VulnerablePackage,
}
