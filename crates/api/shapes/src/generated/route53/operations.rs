//! Generated from `models/route53.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use super::{error, schemas};
use crate::operation::{OperationName, OperationSchema, Pagination, Protocol, ServiceSchema};

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "route53",
    signing_name: "route53",
    endpoint_prefix: "route53",
    api_version: "2013-04-01",
    protocols: &[Protocol::RestXml],
    target_prefix: "",
    xml_namespace: "https://route53.amazonaws.com/doc/2013-04-01/",
    query_compatible: false,
    operations: &[
        OperationName {
            name: "ActivateKeySigningKey",
            http_method: "POST",
            http_path: "/2013-04-01/keysigningkey/{HostedZoneId}/{Name}/activate",
            schema: None,
        },
        OperationName {
            name: "AssociateVPCWithHostedZone",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/associatevpc",
            schema: None,
        },
        OperationName {
            name: "ChangeCidrCollection",
            http_method: "POST",
            http_path: "/2013-04-01/cidrcollection/{CidrCollectionId}",
            schema: None,
        },
        OperationName {
            name: "ChangeResourceRecordSets",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/rrset/",
            schema: Some(&CHANGE_RESOURCE_RECORD_SETS),
        },
        OperationName {
            name: "ChangeTagsForResource",
            http_method: "POST",
            http_path: "/2013-04-01/tags/{ResourceType}/{ResourceId}",
            schema: None,
        },
        OperationName {
            name: "CreateCidrCollection",
            http_method: "POST",
            http_path: "/2013-04-01/cidrcollection",
            schema: None,
        },
        OperationName {
            name: "CreateHealthCheck",
            http_method: "POST",
            http_path: "/2013-04-01/healthcheck",
            schema: None,
        },
        OperationName {
            name: "CreateHostedZone",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone",
            schema: Some(&CREATE_HOSTED_ZONE),
        },
        OperationName {
            name: "CreateKeySigningKey",
            http_method: "POST",
            http_path: "/2013-04-01/keysigningkey",
            schema: None,
        },
        OperationName {
            name: "CreateQueryLoggingConfig",
            http_method: "POST",
            http_path: "/2013-04-01/queryloggingconfig",
            schema: None,
        },
        OperationName {
            name: "CreateResourceRecordSetProtections",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/rrsetprotection",
            schema: None,
        },
        OperationName {
            name: "CreateReusableDelegationSet",
            http_method: "POST",
            http_path: "/2013-04-01/delegationset",
            schema: None,
        },
        OperationName {
            name: "CreateTrafficPolicy",
            http_method: "POST",
            http_path: "/2013-04-01/trafficpolicy",
            schema: None,
        },
        OperationName {
            name: "CreateTrafficPolicyInstance",
            http_method: "POST",
            http_path: "/2013-04-01/trafficpolicyinstance",
            schema: None,
        },
        OperationName {
            name: "CreateTrafficPolicyVersion",
            http_method: "POST",
            http_path: "/2013-04-01/trafficpolicy/{Id}",
            schema: None,
        },
        OperationName {
            name: "CreateVPCAssociationAuthorization",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/authorizevpcassociation",
            schema: None,
        },
        OperationName {
            name: "DeactivateKeySigningKey",
            http_method: "POST",
            http_path: "/2013-04-01/keysigningkey/{HostedZoneId}/{Name}/deactivate",
            schema: None,
        },
        OperationName {
            name: "DeleteCidrCollection",
            http_method: "DELETE",
            http_path: "/2013-04-01/cidrcollection/{CidrCollectionId}",
            schema: None,
        },
        OperationName {
            name: "DeleteHealthCheck",
            http_method: "DELETE",
            http_path: "/2013-04-01/healthcheck/{HealthCheckId}",
            schema: None,
        },
        OperationName {
            name: "DeleteHostedZone",
            http_method: "DELETE",
            http_path: "/2013-04-01/hostedzone/{Id}",
            schema: None,
        },
        OperationName {
            name: "DeleteKeySigningKey",
            http_method: "DELETE",
            http_path: "/2013-04-01/keysigningkey/{HostedZoneId}/{Name}",
            schema: None,
        },
        OperationName {
            name: "DeleteQueryLoggingConfig",
            http_method: "DELETE",
            http_path: "/2013-04-01/queryloggingconfig/{Id}",
            schema: None,
        },
        OperationName {
            name: "DeleteResourceRecordSetProtections",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/rrsetprotection/delete",
            schema: None,
        },
        OperationName {
            name: "DeleteReusableDelegationSet",
            http_method: "DELETE",
            http_path: "/2013-04-01/delegationset/{Id}",
            schema: None,
        },
        OperationName {
            name: "DeleteTrafficPolicy",
            http_method: "DELETE",
            http_path: "/2013-04-01/trafficpolicy/{Id}/{Version}",
            schema: None,
        },
        OperationName {
            name: "DeleteTrafficPolicyInstance",
            http_method: "DELETE",
            http_path: "/2013-04-01/trafficpolicyinstance/{Id}",
            schema: None,
        },
        OperationName {
            name: "DeleteVPCAssociationAuthorization",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/deauthorizevpcassociation",
            schema: None,
        },
        OperationName {
            name: "DisableHostedZoneDNSSEC",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/disable-dnssec",
            schema: None,
        },
        OperationName {
            name: "DisassociateVPCFromHostedZone",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/disassociatevpc",
            schema: None,
        },
        OperationName {
            name: "EnableHostedZoneDNSSEC",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/enable-dnssec",
            schema: None,
        },
        OperationName {
            name: "GetAccountLimit",
            http_method: "GET",
            http_path: "/2013-04-01/accountlimit/{Type}",
            schema: None,
        },
        OperationName {
            name: "GetChange",
            http_method: "GET",
            http_path: "/2013-04-01/change/{Id}",
            schema: None,
        },
        OperationName {
            name: "GetCheckerIpRanges",
            http_method: "GET",
            http_path: "/2013-04-01/checkeripranges",
            schema: None,
        },
        OperationName {
            name: "GetDNSSEC",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone/{Id}/dnssec",
            schema: None,
        },
        OperationName {
            name: "GetGeoLocation",
            http_method: "GET",
            http_path: "/2013-04-01/geolocation",
            schema: None,
        },
        OperationName {
            name: "GetHealthCheck",
            http_method: "GET",
            http_path: "/2013-04-01/healthcheck/{HealthCheckId}",
            schema: None,
        },
        OperationName {
            name: "GetHealthCheckCount",
            http_method: "GET",
            http_path: "/2013-04-01/healthcheckcount",
            schema: None,
        },
        OperationName {
            name: "GetHealthCheckLastFailureReason",
            http_method: "GET",
            http_path: "/2013-04-01/healthcheck/{HealthCheckId}/lastfailurereason",
            schema: None,
        },
        OperationName {
            name: "GetHealthCheckStatus",
            http_method: "GET",
            http_path: "/2013-04-01/healthcheck/{HealthCheckId}/status",
            schema: None,
        },
        OperationName {
            name: "GetHostedZone",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone/{Id}",
            schema: Some(&GET_HOSTED_ZONE),
        },
        OperationName {
            name: "GetHostedZoneCount",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzonecount",
            schema: None,
        },
        OperationName {
            name: "GetHostedZoneLimit",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzonelimit/{Id}/{Type}",
            schema: None,
        },
        OperationName {
            name: "GetQueryLoggingConfig",
            http_method: "GET",
            http_path: "/2013-04-01/queryloggingconfig/{Id}",
            schema: None,
        },
        OperationName {
            name: "GetReusableDelegationSet",
            http_method: "GET",
            http_path: "/2013-04-01/delegationset/{Id}",
            schema: None,
        },
        OperationName {
            name: "GetReusableDelegationSetLimit",
            http_method: "GET",
            http_path: "/2013-04-01/reusabledelegationsetlimit/{Id}/{Type}",
            schema: None,
        },
        OperationName {
            name: "GetTrafficPolicy",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicy/{Id}/{Version}",
            schema: None,
        },
        OperationName {
            name: "GetTrafficPolicyInstance",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicyinstance/{Id}",
            schema: None,
        },
        OperationName {
            name: "GetTrafficPolicyInstanceCount",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicyinstancecount",
            schema: None,
        },
        OperationName {
            name: "ListCidrBlocks",
            http_method: "GET",
            http_path: "/2013-04-01/cidrcollection/{CidrCollectionId}/cidrblocks",
            schema: None,
        },
        OperationName {
            name: "ListCidrCollections",
            http_method: "GET",
            http_path: "/2013-04-01/cidrcollection",
            schema: None,
        },
        OperationName {
            name: "ListCidrLocations",
            http_method: "GET",
            http_path: "/2013-04-01/cidrcollection/{CidrCollectionId}",
            schema: None,
        },
        OperationName {
            name: "ListGeoLocations",
            http_method: "GET",
            http_path: "/2013-04-01/geolocations",
            schema: None,
        },
        OperationName {
            name: "ListHealthChecks",
            http_method: "GET",
            http_path: "/2013-04-01/healthcheck",
            schema: None,
        },
        OperationName {
            name: "ListHostedZones",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone",
            schema: Some(&LIST_HOSTED_ZONES),
        },
        OperationName {
            name: "ListHostedZonesByName",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzonesbyname",
            schema: None,
        },
        OperationName {
            name: "ListHostedZonesByVPC",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzonesbyvpc",
            schema: None,
        },
        OperationName {
            name: "ListQueryLoggingConfigs",
            http_method: "GET",
            http_path: "/2013-04-01/queryloggingconfig",
            schema: None,
        },
        OperationName {
            name: "ListResourceRecordSetProtections",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone/{Id}/rrsetprotection",
            schema: None,
        },
        OperationName {
            name: "ListResourceRecordSets",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone/{Id}/rrset",
            schema: None,
        },
        OperationName {
            name: "ListReusableDelegationSets",
            http_method: "GET",
            http_path: "/2013-04-01/delegationset",
            schema: None,
        },
        OperationName {
            name: "ListTagsForResource",
            http_method: "GET",
            http_path: "/2013-04-01/tags/{ResourceType}/{ResourceId}",
            schema: None,
        },
        OperationName {
            name: "ListTagsForResources",
            http_method: "POST",
            http_path: "/2013-04-01/tags/{ResourceType}",
            schema: None,
        },
        OperationName {
            name: "ListTrafficPolicies",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicies",
            schema: None,
        },
        OperationName {
            name: "ListTrafficPolicyInstances",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicyinstances",
            schema: None,
        },
        OperationName {
            name: "ListTrafficPolicyInstancesByHostedZone",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicyinstances/hostedzone",
            schema: None,
        },
        OperationName {
            name: "ListTrafficPolicyInstancesByPolicy",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicyinstances/trafficpolicy",
            schema: None,
        },
        OperationName {
            name: "ListTrafficPolicyVersions",
            http_method: "GET",
            http_path: "/2013-04-01/trafficpolicies/{Id}/versions",
            schema: None,
        },
        OperationName {
            name: "ListVPCAssociationAuthorizations",
            http_method: "GET",
            http_path: "/2013-04-01/hostedzone/{Id}/authorizevpcassociation",
            schema: None,
        },
        OperationName {
            name: "TestDNSAnswer",
            http_method: "GET",
            http_path: "/2013-04-01/testdnsanswer",
            schema: None,
        },
        OperationName {
            name: "UpdateHealthCheck",
            http_method: "POST",
            http_path: "/2013-04-01/healthcheck/{HealthCheckId}",
            schema: None,
        },
        OperationName {
            name: "UpdateHostedZoneComment",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}",
            schema: None,
        },
        OperationName {
            name: "UpdateHostedZoneFeatures",
            http_method: "POST",
            http_path: "/2013-04-01/hostedzone/{Id}/features",
            schema: None,
        },
        OperationName {
            name: "UpdateTrafficPolicyComment",
            http_method: "POST",
            http_path: "/2013-04-01/trafficpolicy/{Id}/{Version}",
            schema: None,
        },
        OperationName {
            name: "UpdateTrafficPolicyInstance",
            http_method: "POST",
            http_path: "/2013-04-01/trafficpolicyinstance/{Id}",
            schema: None,
        },
    ],
};

static CHANGE_RESOURCE_RECORD_SETS: OperationSchema = OperationSchema {
    name: "ChangeResourceRecordSets",
    http_method: "POST",
    http_path: "/2013-04-01/hostedzone/{Id}/rrset/",
    http_status: 200,
    input: &schemas::CHANGE_RESOURCE_RECORD_SETS_REQUEST,
    output: &schemas::CHANGE_RESOURCE_RECORD_SETS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::NO_SUCH_HOSTED_ZONE,
        &error::NO_SUCH_HEALTH_CHECK,
        &error::INVALID_CHANGE_BATCH,
        &error::INVALID_INPUT,
        &error::PRIOR_REQUEST_NOT_COMPLETE,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_HOSTED_ZONE: OperationSchema = OperationSchema {
    name: "CreateHostedZone",
    http_method: "POST",
    http_path: "/2013-04-01/hostedzone",
    http_status: 201,
    input: &schemas::CREATE_HOSTED_ZONE_REQUEST,
    output: &schemas::CREATE_HOSTED_ZONE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_DOMAIN_NAME,
        &error::HOSTED_ZONE_ALREADY_EXISTS,
        &error::TOO_MANY_HOSTED_ZONES,
        &error::INVALID_VPC_ID,
        &error::INVALID_INPUT,
        &error::DELEGATION_SET_NOT_AVAILABLE,
        &error::CONFLICTING_DOMAIN_EXISTS,
        &error::NO_SUCH_DELEGATION_SET,
        &error::DELEGATION_SET_NOT_REUSABLE,
    ],
    idempotent: false,
    pagination: None,
};

static GET_HOSTED_ZONE: OperationSchema = OperationSchema {
    name: "GetHostedZone",
    http_method: "GET",
    http_path: "/2013-04-01/hostedzone/{Id}",
    http_status: 200,
    input: &schemas::GET_HOSTED_ZONE_REQUEST,
    output: &schemas::GET_HOSTED_ZONE_RESPONSE,
    result_wrapper: None,
    errors: &[&error::NO_SUCH_HOSTED_ZONE, &error::INVALID_INPUT],
    idempotent: false,
    pagination: None,
};

static LIST_HOSTED_ZONES: OperationSchema = OperationSchema {
    name: "ListHostedZones",
    http_method: "GET",
    http_path: "/2013-04-01/hostedzone",
    http_status: 200,
    input: &schemas::LIST_HOSTED_ZONES_REQUEST,
    output: &schemas::LIST_HOSTED_ZONES_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INVALID_INPUT, &error::NO_SUCH_DELEGATION_SET, &error::DELEGATION_SET_NOT_REUSABLE],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "Marker",
        output_token: "NextMarker",
        limit: Some("MaxItems"),
        results: &["HostedZones"],
    }),
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        ChangeResourceRecordSets: super::super::ChangeResourceRecordSetsRequest => super::super::ChangeResourceRecordSetsResponse, super::CHANGE_RESOURCE_RECORD_SETS;
        CreateHostedZone: super::super::CreateHostedZoneRequest => super::super::CreateHostedZoneResponse, super::CREATE_HOSTED_ZONE;
        GetHostedZone: super::super::GetHostedZoneRequest => super::super::GetHostedZoneResponse, super::GET_HOSTED_ZONE;
        ListHostedZones: super::super::ListHostedZonesRequest => super::super::ListHostedZonesResponse, super::LIST_HOSTED_ZONES;
    }
}
