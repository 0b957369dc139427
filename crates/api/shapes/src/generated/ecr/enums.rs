//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

crate::string_enum! {
    pub enum ArtifactStatus {
        Active = "ACTIVE",
        Archived = "ARCHIVED",
        Activating = "ACTIVATING",
    }
    pub enum ArtifactStatusFilter {
        Active = "ACTIVE",
        Archived = "ARCHIVED",
        Activating = "ACTIVATING",
        Any = "ANY",
    }
    pub enum EncryptionType {
        Aes256 = "AES256",
        Kms = "KMS",
        KmsDsse = "KMS_DSSE",
    }
    pub enum FindingSeverity {
        Informational = "INFORMATIONAL",
        Low = "LOW",
        Medium = "MEDIUM",
        High = "HIGH",
        Critical = "CRITICAL",
        Undefined = "UNDEFINED",
    }
    pub enum ImageActionType {
        Expire = "EXPIRE",
        Transition = "TRANSITION",
    }
    pub enum ImageFailureCode {
        InvalidImageDigest = "InvalidImageDigest",
        InvalidImageTag = "InvalidImageTag",
        ImageTagDoesNotMatchDigest = "ImageTagDoesNotMatchDigest",
        ImageNotFound = "ImageNotFound",
        MissingDigestAndTag = "MissingDigestAndTag",
        ImageReferencedByManifestList = "ImageReferencedByManifestList",
        KmsError = "KmsError",
        UpstreamAccessDenied = "UpstreamAccessDenied",
        UpstreamTooManyRequests = "UpstreamTooManyRequests",
        UpstreamUnavailable = "UpstreamUnavailable",
        ImageInaccessible = "ImageInaccessible",
    }
    pub enum ImageStatus {
        Active = "ACTIVE",
        Archived = "ARCHIVED",
        Activating = "ACTIVATING",
    }
    pub enum ImageStatusFilter {
        Active = "ACTIVE",
        Archived = "ARCHIVED",
        Activating = "ACTIVATING",
        Any = "ANY",
    }
    pub enum ImageTagMutability {
        Mutable = "MUTABLE",
        Immutable = "IMMUTABLE",
        ImmutableWithExclusion = "IMMUTABLE_WITH_EXCLUSION",
        MutableWithExclusion = "MUTABLE_WITH_EXCLUSION",
    }
    pub enum ImageTagMutabilityExclusionFilterType {
        Wildcard = "WILDCARD",
    }
    pub enum LayerAvailability {
        Available = "AVAILABLE",
        Unavailable = "UNAVAILABLE",
        Archived = "ARCHIVED",
    }
    pub enum LayerFailureCode {
        InvalidLayerDigest = "InvalidLayerDigest",
        MissingLayerDigest = "MissingLayerDigest",
    }
    pub enum LifecyclePolicyPreviewStatus {
        InProgress = "IN_PROGRESS",
        Complete = "COMPLETE",
        Expired = "EXPIRED",
        Failed = "FAILED",
    }
    pub enum LifecyclePolicyStorageClass {
        Archive = "ARCHIVE",
        Standard = "STANDARD",
    }
    pub enum LifecyclePolicyTargetStorageClass {
        Archive = "ARCHIVE",
    }
    pub enum RCTAppliedFor {
        Replication = "REPLICATION",
        PullThroughCache = "PULL_THROUGH_CACHE",
        CreateOnPush = "CREATE_ON_PUSH",
    }
    pub enum ReplicationBackfillResultStatus {
        Complete = "COMPLETE",
        Failed = "FAILED",
    }
    pub enum ReplicationBackfillStatus {
        Preparing = "PREPARING",
        InProgress = "IN_PROGRESS",
        Complete = "COMPLETE",
        Failed = "FAILED",
        Stopping = "STOPPING",
        Stopped = "STOPPED",
    }
    pub enum ReplicationStatus {
        InProgress = "IN_PROGRESS",
        Complete = "COMPLETE",
        Failed = "FAILED",
    }
    pub enum RepositoryFilterType {
        PrefixMatch = "PREFIX_MATCH",
    }
    pub enum ScanFrequency {
        ScanOnPush = "SCAN_ON_PUSH",
        ContinuousScan = "CONTINUOUS_SCAN",
        Manual = "MANUAL",
    }
    pub enum ScanStatus {
        InProgress = "IN_PROGRESS",
        Complete = "COMPLETE",
        Failed = "FAILED",
        UnsupportedImage = "UNSUPPORTED_IMAGE",
        Active = "ACTIVE",
        Pending = "PENDING",
        ScanEligibilityExpired = "SCAN_ELIGIBILITY_EXPIRED",
        FindingsUnavailable = "FINDINGS_UNAVAILABLE",
        LimitExceeded = "LIMIT_EXCEEDED",
        ImageArchived = "IMAGE_ARCHIVED",
        ImageSizeExceeded = "IMAGE_SIZE_EXCEEDED",
    }
    pub enum ScanType {
        Basic = "BASIC",
        Enhanced = "ENHANCED",
    }
    pub enum ScanningConfigurationFailureCode {
        RepositoryNotFound = "REPOSITORY_NOT_FOUND",
    }
    pub enum ScanningRepositoryFilterType {
        Wildcard = "WILDCARD",
    }
    pub enum SigningRepositoryFilterType {
        WildcardMatch = "WILDCARD_MATCH",
    }
    pub enum SigningStatus {
        InProgress = "IN_PROGRESS",
        Complete = "COMPLETE",
        Failed = "FAILED",
    }
    pub enum TagStatus {
        Tagged = "TAGGED",
        Untagged = "UNTAGGED",
        Any = "ANY",
    }
    pub enum TargetStorageClass {
        Standard = "STANDARD",
        Archive = "ARCHIVE",
    }
    pub enum UpstreamRegistry {
        Ecr = "ecr",
        EcrPublic = "ecr-public",
        Quay = "quay",
        K8s = "k8s",
        DockerHub = "docker-hub",
        GithubContainerRegistry = "github-container-registry",
        AzureContainerRegistry = "azure-container-registry",
        GitlabContainerRegistry = "gitlab-container-registry",
        Chainguard = "chainguard",
    }
}
