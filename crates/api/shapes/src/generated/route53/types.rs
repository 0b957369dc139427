//! Generated from `models/route53.json` by `cargo xtask codegen`; do not edit.
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
pub struct AliasTarget {
    pub hosted_zone_id: String,
    pub dns_name: String,
    pub evaluate_target_health: bool,
}

#[derive(Clone, Default, PartialEq)]
pub struct Change {
    pub action: ChangeAction,
    pub resource_record_set: ResourceRecordSet,
}

#[derive(Clone, Default, PartialEq)]
pub struct ChangeBatch {
    pub comment: Option<String>,
    pub changes: Vec<Change>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ChangeInfo {
    pub id: String,
    pub status: ChangeStatus,
    pub submitted_at: crate::Timestamp,
    pub comment: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ChangeResourceRecordSetsRequest {
    pub hosted_zone_id: String,
    pub change_batch: ChangeBatch,
}

#[derive(Clone, Default, PartialEq)]
pub struct ChangeResourceRecordSetsResponse {
    pub change_info: ChangeInfo,
}

#[derive(Clone, Default, PartialEq)]
pub struct CidrRoutingConfig {
    pub collection_id: String,
    pub location_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Coordinates {
    pub latitude: String,
    pub longitude: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateHostedZoneRequest {
    pub name: String,
    pub vpc: Option<VPC>,
    pub caller_reference: String,
    pub hosted_zone_config: Option<HostedZoneConfig>,
    pub delegation_set_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateHostedZoneResponse {
    pub hosted_zone: HostedZone,
    pub change_info: ChangeInfo,
    pub delegation_set: DelegationSet,
    pub vpc: Option<VPC>,
    pub location: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DelegationSet {
    pub id: Option<String>,
    pub caller_reference: Option<String>,
    pub name_servers: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GeoLocation {
    pub continent_code: Option<String>,
    pub country_code: Option<String>,
    pub subdivision_code: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GeoProximityLocation {
    pub aws_region: Option<String>,
    pub local_zone_group: Option<String>,
    pub coordinates: Option<Coordinates>,
    pub bias: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetHostedZoneRequest {
    pub id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetHostedZoneResponse {
    pub hosted_zone: HostedZone,
    pub delegation_set: Option<DelegationSet>,
    pub vpcs: Option<Vec<VPC>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostedZone {
    pub id: String,
    pub name: String,
    pub caller_reference: String,
    pub config: Option<HostedZoneConfig>,
    pub resource_record_set_count: Option<i64>,
    pub linked_service: Option<LinkedService>,
    pub features: Option<HostedZoneFeatures>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostedZoneConfig {
    pub comment: Option<String>,
    pub private_zone: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostedZoneFailureReasons {
    pub accelerated_recovery: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct HostedZoneFeatures {
    pub accelerated_recovery_status: Option<AcceleratedRecoveryStatus>,
    pub failure_reasons: Option<HostedZoneFailureReasons>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InvalidChangeBatch {
    pub messages: Option<Vec<String>>,
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LinkedService {
    pub service_principal: Option<String>,
    pub description: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListHostedZonesRequest {
    pub marker: Option<String>,
    pub max_items: Option<String>,
    pub delegation_set_id: Option<String>,
    pub hosted_zone_type: Option<HostedZoneType>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListHostedZonesResponse {
    pub hosted_zones: Vec<HostedZone>,
    pub marker: String,
    pub is_truncated: bool,
    pub next_marker: Option<String>,
    pub max_items: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ResourceRecord {
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ResourceRecordSet {
    pub name: String,
    pub r#type: RRType,
    pub set_identifier: Option<String>,
    pub weight: Option<i64>,
    pub region: Option<ResourceRecordSetRegion>,
    pub geo_location: Option<GeoLocation>,
    pub failover: Option<ResourceRecordSetFailover>,
    pub multi_value_answer: Option<bool>,
    pub ttl: Option<i64>,
    pub resource_records: Option<Vec<ResourceRecord>>,
    pub alias_target: Option<AliasTarget>,
    pub health_check_id: Option<String>,
    pub traffic_policy_instance_id: Option<String>,
    pub cidr_routing_config: Option<CidrRoutingConfig>,
    pub geo_proximity_location: Option<GeoProximityLocation>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VPC {
    pub vpc_region: Option<VPCRegion>,
    pub vpc_id: Option<String>,
}

crate::structure_members! {
    AliasTarget, schemas::ALIAS_TARGET { 0: hosted_zone_id, 1: dns_name, 2: evaluate_target_health }
    Change, schemas::CHANGE { 0: action, 1: resource_record_set }
    ChangeBatch, schemas::CHANGE_BATCH { 0: comment, 1: changes }
    ChangeInfo, schemas::CHANGE_INFO { 0: id, 1: status, 2: submitted_at, 3: comment }
    ChangeResourceRecordSetsRequest, schemas::CHANGE_RESOURCE_RECORD_SETS_REQUEST { 0: hosted_zone_id, 1: change_batch }
    ChangeResourceRecordSetsResponse, schemas::CHANGE_RESOURCE_RECORD_SETS_RESPONSE { 0: change_info }
    CidrRoutingConfig, schemas::CIDR_ROUTING_CONFIG { 0: collection_id, 1: location_name }
    Coordinates, schemas::COORDINATES { 0: latitude, 1: longitude }
    CreateHostedZoneRequest, schemas::CREATE_HOSTED_ZONE_REQUEST { 0: name, 1: vpc, 2: caller_reference, 3: hosted_zone_config, 4: delegation_set_id }
    CreateHostedZoneResponse, schemas::CREATE_HOSTED_ZONE_RESPONSE { 0: hosted_zone, 1: change_info, 2: delegation_set, 3: vpc, 4: location }
    DelegationSet, schemas::DELEGATION_SET { 0: id, 1: caller_reference, 2: name_servers }
    GeoLocation, schemas::GEO_LOCATION { 0: continent_code, 1: country_code, 2: subdivision_code }
    GeoProximityLocation, schemas::GEO_PROXIMITY_LOCATION { 0: aws_region, 1: local_zone_group, 2: coordinates, 3: bias }
    GetHostedZoneRequest, schemas::GET_HOSTED_ZONE_REQUEST { 0: id }
    GetHostedZoneResponse, schemas::GET_HOSTED_ZONE_RESPONSE { 0: hosted_zone, 1: delegation_set, 2: vpcs }
    HostedZone, schemas::HOSTED_ZONE { 0: id, 1: name, 2: caller_reference, 3: config, 4: resource_record_set_count, 5: linked_service, 6: features }
    HostedZoneConfig, schemas::HOSTED_ZONE_CONFIG { 0: comment, 1: private_zone }
    HostedZoneFailureReasons, schemas::HOSTED_ZONE_FAILURE_REASONS { 0: accelerated_recovery }
    HostedZoneFeatures, schemas::HOSTED_ZONE_FEATURES { 0: accelerated_recovery_status, 1: failure_reasons }
    InvalidChangeBatch, schemas::INVALID_CHANGE_BATCH { 0: messages, 1: message }
    LinkedService, schemas::LINKED_SERVICE { 0: service_principal, 1: description }
    ListHostedZonesRequest, schemas::LIST_HOSTED_ZONES_REQUEST { 0: marker, 1: max_items, 2: delegation_set_id, 3: hosted_zone_type }
    ListHostedZonesResponse, schemas::LIST_HOSTED_ZONES_RESPONSE { 0: hosted_zones, 1: marker, 2: is_truncated, 3: next_marker, 4: max_items }
    ResourceRecord, schemas::RESOURCE_RECORD { 0: value }
    ResourceRecordSet, schemas::RESOURCE_RECORD_SET { 0: name, 1: r#type, 2: set_identifier, 3: weight, 4: region, 5: geo_location, 6: failover, 7: multi_value_answer, 8: ttl, 9: resource_records, 10: alias_target, 11: health_check_id, 12: traffic_policy_instance_id, 13: cidr_routing_config, 14: geo_proximity_location }
    VPC, schemas::VPC { 0: vpc_region, 1: vpc_id }
}

crate::members::generated_structures! {
    AliasTarget,
    Change,
    ChangeBatch,
    ChangeInfo,
    ChangeResourceRecordSetsRequest,
    ChangeResourceRecordSetsResponse,
    CidrRoutingConfig,
    Coordinates,
    CreateHostedZoneRequest,
    CreateHostedZoneResponse,
    DelegationSet,
    GeoLocation,
    GeoProximityLocation,
    GetHostedZoneRequest,
    GetHostedZoneResponse,
    HostedZone,
    HostedZoneConfig,
    HostedZoneFailureReasons,
    HostedZoneFeatures,
    InvalidChangeBatch,
    LinkedService,
    ListHostedZonesRequest,
    ListHostedZonesResponse,
    ResourceRecord,
    ResourceRecordSet,
    VPC,
}
