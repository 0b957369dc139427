//! Generated from `models/route53.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static AWS_REGION: Schema = Schema {
    name: "AWSRegion",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static ACCELERATED_RECOVERY_STATUS: Schema = Schema {
    name: "AcceleratedRecoveryStatus",
    kind: Kind::Text { pattern: None, values: super::AcceleratedRecoveryStatus::VALUES },
    limits: Limits::NONE,
};

pub static ALIAS_TARGET: Schema = Schema {
    name: "AliasTarget",
    kind: Kind::Structure {
        members: &[
            Member::required("HostedZoneId", &RESOURCE_ID),
            Member::required("DNSName", &DNS_NAME),
            Member::required("EvaluateTargetHealth", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BIAS: Schema =
    Schema { name: "Bias", kind: Kind::Integer, limits: Limits { min: Some(-99.0), max: Some(99.0) } };

pub static CHANGE: Schema = Schema {
    name: "Change",
    kind: Kind::Structure {
        members: &[
            Member::required("Action", &CHANGE_ACTION),
            Member::required("ResourceRecordSet", &RESOURCE_RECORD_SET),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CHANGE_ACTION: Schema = Schema {
    name: "ChangeAction",
    kind: Kind::Text { pattern: None, values: super::ChangeAction::VALUES },
    limits: Limits::NONE,
};

pub static CHANGE_BATCH: Schema = Schema {
    name: "ChangeBatch",
    kind: Kind::Structure {
        members: &[Member::optional("Comment", &RESOURCE_DESCRIPTION), Member::required("Changes", &CHANGES)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CHANGE_INFO: Schema = Schema {
    name: "ChangeInfo",
    kind: Kind::Structure {
        members: &[
            Member::required("Id", &RESOURCE_ID),
            Member::required("Status", &CHANGE_STATUS),
            Member::required("SubmittedAt", &schema::TIMESTAMP),
            Member::optional("Comment", &RESOURCE_DESCRIPTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CHANGE_RESOURCE_RECORD_SETS_REQUEST: Schema = Schema {
    name: "ChangeResourceRecordSetsRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "HostedZoneId",
                target: &RESOURCE_ID,
                required: true,
                names: &Names { location: Location::Uri, wire: Some("Id"), ..*Names::PLAIN },
            },
            Member::required("ChangeBatch", &CHANGE_BATCH),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CHANGE_RESOURCE_RECORD_SETS_RESPONSE: Schema = Schema {
    name: "ChangeResourceRecordSetsResponse",
    kind: Kind::Structure { members: &[Member::required("ChangeInfo", &CHANGE_INFO)], union: false },
    limits: Limits::NONE,
};

pub static CHANGE_STATUS: Schema = Schema {
    name: "ChangeStatus",
    kind: Kind::Text { pattern: None, values: super::ChangeStatus::VALUES },
    limits: Limits::NONE,
};

pub static CHANGES: Schema = Schema {
    name: "Changes",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &CHANGE,
            required: true,
            names: &Names { wire: Some("Change"), ..*Names::PLAIN },
        },
    },
    limits: Limits { min: Some(1.0), max: None },
};

static PATTERN_OF_CIDR_LOCATION_NAME_DEFAULT_ALLOWED: Pattern = Pattern::new("[0-9A-Za-z_\\-\\*]+");

pub static CIDR_LOCATION_NAME_DEFAULT_ALLOWED: Schema = Schema {
    name: "CidrLocationNameDefaultAllowed",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_CIDR_LOCATION_NAME_DEFAULT_ALLOWED), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(16.0) },
};

pub static CIDR_ROUTING_CONFIG: Schema = Schema {
    name: "CidrRoutingConfig",
    kind: Kind::Structure {
        members: &[
            Member::required("CollectionId", &UUID),
            Member::required("LocationName", &CIDR_LOCATION_NAME_DEFAULT_ALLOWED),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static COORDINATES: Schema = Schema {
    name: "Coordinates",
    kind: Kind::Structure {
        members: &[Member::required("Latitude", &LATITUDE), Member::required("Longitude", &LONGITUDE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_HOSTED_ZONE_REQUEST: Schema = Schema {
    name: "CreateHostedZoneRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &DNS_NAME),
            Member::optional("VPC", &VPC),
            Member::required("CallerReference", &NONCE),
            Member::optional("HostedZoneConfig", &HOSTED_ZONE_CONFIG),
            Member::optional("DelegationSetId", &RESOURCE_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_HOSTED_ZONE_RESPONSE: Schema = Schema {
    name: "CreateHostedZoneResponse",
    kind: Kind::Structure {
        members: &[
            Member::required("HostedZone", &HOSTED_ZONE),
            Member::required("ChangeInfo", &CHANGE_INFO),
            Member::required("DelegationSet", &DELEGATION_SET),
            Member::optional("VPC", &VPC),
            Member {
                name: "Location",
                target: &RESOURCE_URI,
                required: true,
                names: &Names { location: Location::Header, wire: Some("Location"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DNS_NAME: Schema = Schema {
    name: "DNSName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(1024.0) },
};

pub static DELEGATION_SET: Schema = Schema {
    name: "DelegationSet",
    kind: Kind::Structure {
        members: &[
            Member::optional("Id", &RESOURCE_ID),
            Member::optional("CallerReference", &NONCE),
            Member::required("NameServers", &DELEGATION_SET_NAME_SERVERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELEGATION_SET_NAME_SERVERS: Schema = Schema {
    name: "DelegationSetNameServers",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &DNS_NAME,
            required: true,
            names: &Names { wire: Some("NameServer"), ..*Names::PLAIN },
        },
    },
    limits: Limits { min: Some(1.0), max: None },
};

pub static ERROR_MESSAGES: Schema = Schema {
    name: "ErrorMessages",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("Message"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static GEO_LOCATION: Schema = Schema {
    name: "GeoLocation",
    kind: Kind::Structure {
        members: &[
            Member::optional("ContinentCode", &GEO_LOCATION_CONTINENT_CODE),
            Member::optional("CountryCode", &GEO_LOCATION_COUNTRY_CODE),
            Member::optional("SubdivisionCode", &GEO_LOCATION_SUBDIVISION_CODE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GEO_LOCATION_CONTINENT_CODE: Schema = Schema {
    name: "GeoLocationContinentCode",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(2.0), max: Some(2.0) },
};

pub static GEO_LOCATION_COUNTRY_CODE: Schema = Schema {
    name: "GeoLocationCountryCode",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2.0) },
};

pub static GEO_LOCATION_SUBDIVISION_CODE: Schema = Schema {
    name: "GeoLocationSubdivisionCode",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(3.0) },
};

pub static GEO_PROXIMITY_LOCATION: Schema = Schema {
    name: "GeoProximityLocation",
    kind: Kind::Structure {
        members: &[
            Member::optional("AWSRegion", &AWS_REGION),
            Member::optional("LocalZoneGroup", &LOCAL_ZONE_GROUP),
            Member::optional("Coordinates", &COORDINATES),
            Member::optional("Bias", &BIAS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_HOSTED_ZONE_REQUEST: Schema = Schema {
    name: "GetHostedZoneRequest",
    kind: Kind::Structure {
        members: &[Member {
            name: "Id",
            target: &RESOURCE_ID,
            required: true,
            names: &Names { location: Location::Uri, wire: Some("Id"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_HOSTED_ZONE_RESPONSE: Schema = Schema {
    name: "GetHostedZoneResponse",
    kind: Kind::Structure {
        members: &[
            Member::required("HostedZone", &HOSTED_ZONE),
            Member::optional("DelegationSet", &DELEGATION_SET),
            Member::optional("VPCs", &VPCS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HEALTH_CHECK_ID: Schema = Schema {
    name: "HealthCheckId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(64.0) },
};

pub static HOSTED_ZONE: Schema = Schema {
    name: "HostedZone",
    kind: Kind::Structure {
        members: &[
            Member::required("Id", &RESOURCE_ID),
            Member::required("Name", &DNS_NAME),
            Member::required("CallerReference", &NONCE),
            Member::optional("Config", &HOSTED_ZONE_CONFIG),
            Member::optional("ResourceRecordSetCount", &schema::LONG),
            Member::optional("LinkedService", &LINKED_SERVICE),
            Member::optional("Features", &HOSTED_ZONE_FEATURES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOSTED_ZONE_CONFIG: Schema = Schema {
    name: "HostedZoneConfig",
    kind: Kind::Structure {
        members: &[
            Member::optional("Comment", &RESOURCE_DESCRIPTION),
            Member::optional("PrivateZone", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOSTED_ZONE_FAILURE_REASONS: Schema = Schema {
    name: "HostedZoneFailureReasons",
    kind: Kind::Structure {
        members: &[Member::optional("AcceleratedRecovery", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOSTED_ZONE_FEATURES: Schema = Schema {
    name: "HostedZoneFeatures",
    kind: Kind::Structure {
        members: &[
            Member::optional("AcceleratedRecoveryStatus", &ACCELERATED_RECOVERY_STATUS),
            Member::optional("FailureReasons", &HOSTED_ZONE_FAILURE_REASONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HOSTED_ZONE_TYPE: Schema = Schema {
    name: "HostedZoneType",
    kind: Kind::Text { pattern: None, values: super::HostedZoneType::VALUES },
    limits: Limits::NONE,
};

pub static HOSTED_ZONES: Schema = Schema {
    name: "HostedZones",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &HOSTED_ZONE,
            required: true,
            names: &Names { wire: Some("HostedZone"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static INVALID_CHANGE_BATCH: Schema = Schema {
    name: "InvalidChangeBatch",
    kind: Kind::Structure {
        members: &[Member::optional("messages", &ERROR_MESSAGES), Member::optional("message", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_LATITUDE: Pattern = Pattern::new("[-+]?[0-9]{1,2}(\\.[0-9]{0,2})?");

pub static LATITUDE: Schema = Schema {
    name: "Latitude",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LATITUDE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(6.0) },
};

pub static LINKED_SERVICE: Schema = Schema {
    name: "LinkedService",
    kind: Kind::Structure {
        members: &[
            Member::optional("ServicePrincipal", &SERVICE_PRINCIPAL),
            Member::optional("Description", &RESOURCE_DESCRIPTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_HOSTED_ZONES_REQUEST: Schema = Schema {
    name: "ListHostedZonesRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Marker",
                target: &PAGE_MARKER,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("marker"), ..*Names::PLAIN },
            },
            Member {
                name: "MaxItems",
                target: &schema::TEXT,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("maxitems"), ..*Names::PLAIN },
            },
            Member {
                name: "DelegationSetId",
                target: &RESOURCE_ID,
                required: false,
                names: &Names {
                    location: Location::QueryString,
                    wire: Some("delegationsetid"),
                    ..*Names::PLAIN
                },
            },
            Member {
                name: "HostedZoneType",
                target: &HOSTED_ZONE_TYPE,
                required: false,
                names: &Names {
                    location: Location::QueryString,
                    wire: Some("hostedzonetype"),
                    ..*Names::PLAIN
                },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_HOSTED_ZONES_RESPONSE: Schema = Schema {
    name: "ListHostedZonesResponse",
    kind: Kind::Structure {
        members: &[
            Member::required("HostedZones", &HOSTED_ZONES),
            Member::required("Marker", &PAGE_MARKER),
            Member::required("IsTruncated", &schema::BOOLEAN),
            Member::optional("NextMarker", &PAGE_MARKER),
            Member::required("MaxItems", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOCAL_ZONE_GROUP: Schema = Schema {
    name: "LocalZoneGroup",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

static PATTERN_OF_LONGITUDE: Pattern = Pattern::new("[-+]?[0-9]{1,3}(\\.[0-9]{0,2})?");

pub static LONGITUDE: Schema = Schema {
    name: "Longitude",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LONGITUDE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(7.0) },
};

pub static NONCE: Schema = Schema {
    name: "Nonce",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static PAGE_MARKER: Schema = Schema {
    name: "PageMarker",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(64.0) },
};

pub static R_DATA: Schema = Schema {
    name: "RData",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(4000.0) },
};

pub static RR_TYPE: Schema = Schema {
    name: "RRType",
    kind: Kind::Text { pattern: None, values: super::RRType::VALUES },
    limits: Limits::NONE,
};

pub static RESOURCE_DESCRIPTION: Schema = Schema {
    name: "ResourceDescription",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(256.0) },
};

pub static RESOURCE_ID: Schema = Schema {
    name: "ResourceId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(32.0) },
};

pub static RESOURCE_RECORD: Schema = Schema {
    name: "ResourceRecord",
    kind: Kind::Structure { members: &[Member::required("Value", &R_DATA)], union: false },
    limits: Limits::NONE,
};

pub static RESOURCE_RECORD_SET: Schema = Schema {
    name: "ResourceRecordSet",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &DNS_NAME),
            Member::required("Type", &RR_TYPE),
            Member::optional("SetIdentifier", &RESOURCE_RECORD_SET_IDENTIFIER),
            Member::optional("Weight", &RESOURCE_RECORD_SET_WEIGHT),
            Member::optional("Region", &RESOURCE_RECORD_SET_REGION),
            Member::optional("GeoLocation", &GEO_LOCATION),
            Member::optional("Failover", &RESOURCE_RECORD_SET_FAILOVER),
            Member::optional("MultiValueAnswer", &schema::BOOLEAN),
            Member::optional("TTL", &TTL),
            Member::optional("ResourceRecords", &RESOURCE_RECORDS),
            Member::optional("AliasTarget", &ALIAS_TARGET),
            Member::optional("HealthCheckId", &HEALTH_CHECK_ID),
            Member::optional("TrafficPolicyInstanceId", &TRAFFIC_POLICY_INSTANCE_ID),
            Member::optional("CidrRoutingConfig", &CIDR_ROUTING_CONFIG),
            Member::optional("GeoProximityLocation", &GEO_PROXIMITY_LOCATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE_RECORD_SET_FAILOVER: Schema = Schema {
    name: "ResourceRecordSetFailover",
    kind: Kind::Text { pattern: None, values: super::ResourceRecordSetFailover::VALUES },
    limits: Limits::NONE,
};

pub static RESOURCE_RECORD_SET_IDENTIFIER: Schema = Schema {
    name: "ResourceRecordSetIdentifier",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static RESOURCE_RECORD_SET_REGION: Schema = Schema {
    name: "ResourceRecordSetRegion",
    kind: Kind::Text { pattern: None, values: super::ResourceRecordSetRegion::VALUES },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static RESOURCE_RECORD_SET_WEIGHT: Schema = Schema {
    name: "ResourceRecordSetWeight",
    kind: Kind::Long,
    limits: Limits { min: Some(0.0), max: Some(255.0) },
};

pub static RESOURCE_RECORDS: Schema = Schema {
    name: "ResourceRecords",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &RESOURCE_RECORD,
            required: true,
            names: &Names { wire: Some("ResourceRecord"), ..*Names::PLAIN },
        },
    },
    limits: Limits { min: Some(1.0), max: None },
};

pub static RESOURCE_URI: Schema = Schema {
    name: "ResourceURI",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(1024.0) },
};

pub static SERVICE_PRINCIPAL: Schema = Schema {
    name: "ServicePrincipal",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(128.0) },
};

pub static TTL: Schema =
    Schema { name: "TTL", kind: Kind::Long, limits: Limits { min: Some(0.0), max: Some(2147483647.0) } };

pub static TRAFFIC_POLICY_INSTANCE_ID: Schema = Schema {
    name: "TrafficPolicyInstanceId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(36.0) },
};

static PATTERN_OF_UUID: Pattern = Pattern::new("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");

pub static UUID: Schema = Schema {
    name: "UUID",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_UUID), values: &[] },
    limits: Limits::NONE,
};

pub static VPC: Schema = Schema {
    name: "VPC",
    kind: Kind::Structure {
        members: &[Member::optional("VPCRegion", &VPC_REGION), Member::optional("VPCId", &VPC_ID)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_ID: Schema = Schema {
    name: "VPCId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(1024.0) },
};

pub static VPC_REGION: Schema = Schema {
    name: "VPCRegion",
    kind: Kind::Text { pattern: None, values: super::VPCRegion::VALUES },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static VPCS: Schema = Schema {
    name: "VPCs",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &VPC,
            required: true,
            names: &Names { wire: Some("VPC"), ..*Names::PLAIN },
        },
    },
    limits: Limits { min: Some(1.0), max: None },
};
