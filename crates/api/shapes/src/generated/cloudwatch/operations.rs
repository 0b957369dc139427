//! Generated from `models/cloudwatch.json` by `cargo xtask codegen`; do not edit.
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
    name: "cloudwatch",
    signing_name: "monitoring",
    endpoint_prefix: "monitoring",
    api_version: "2010-08-01",
    protocols: &[Protocol::RpcV2Cbor, Protocol::AwsJson10, Protocol::AwsQuery],
    target_prefix: "GraniteServiceVersion20100801",
    xml_namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    query_compatible: true,
    operations: &[
        OperationName::named("AssociateDatasetKmsKey"),
        OperationName::named("CreateResourceMetricsConfiguration"),
        OperationName::named("DeleteAlarmMuteRule"),
        OperationName::named("DeleteAlarms"),
        OperationName::named("DeleteAnomalyDetector"),
        OperationName::named("DeleteDashboards"),
        OperationName::named("DeleteInsightRules"),
        OperationName::named("DeleteMetricDataQueryDefinition"),
        OperationName::named("DeleteMetricStream"),
        OperationName::named("DeleteResourceMetricsConfiguration"),
        OperationName::named("DescribeAlarmContributors"),
        OperationName::named("DescribeAlarmHistory"),
        OperationName {
            name: "DescribeAlarms",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_ALARMS),
        },
        OperationName::named("DescribeAlarmsForMetric"),
        OperationName::named("DescribeAnomalyDetectors"),
        OperationName::named("DescribeInsightRules"),
        OperationName::named("DisableAlarmActions"),
        OperationName::named("DisableInsightRules"),
        OperationName::named("DisassociateDatasetKmsKey"),
        OperationName::named("EnableAlarmActions"),
        OperationName::named("EnableInsightRules"),
        OperationName::named("GetAlarmMuteRule"),
        OperationName::named("GetDashboard"),
        OperationName::named("GetDataset"),
        OperationName::named("GetInsightRuleReport"),
        OperationName {
            name: "GetMetricData",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_METRIC_DATA),
        },
        OperationName::named("GetMetricDataQueryDefinition"),
        OperationName::named("GetMetricStatistics"),
        OperationName::named("GetMetricStream"),
        OperationName::named("GetMetricWidgetImage"),
        OperationName::named("GetOTelEnrichment"),
        OperationName::named("GetResourceMetricsConfiguration"),
        OperationName::named("ListAlarmMuteRules"),
        OperationName::named("ListDashboards"),
        OperationName::named("ListManagedInsightRules"),
        OperationName::named("ListMetricDataQueryDefinitions"),
        OperationName::named("ListMetricStreams"),
        OperationName::named("ListMetrics"),
        OperationName::named("ListTagsForResource"),
        OperationName::named("PutAlarmMuteRule"),
        OperationName::named("PutAnomalyDetector"),
        OperationName::named("PutCompositeAlarm"),
        OperationName::named("PutDashboard"),
        OperationName::named("PutInsightRule"),
        OperationName::named("PutLogAlarm"),
        OperationName::named("PutManagedInsightRules"),
        OperationName::named("PutMetricAlarm"),
        OperationName {
            name: "PutMetricData",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_METRIC_DATA),
        },
        OperationName::named("PutMetricDataQueryDefinition"),
        OperationName::named("PutMetricStream"),
        OperationName::named("SetAlarmState"),
        OperationName::named("StartMetricStreams"),
        OperationName::named("StartOTelEnrichment"),
        OperationName::named("StopMetricStreams"),
        OperationName::named("StopOTelEnrichment"),
        OperationName::named("TagResource"),
        OperationName::named("UntagResource"),
        OperationName::named("UpdateOTelEnrichment"),
        OperationName::named("UpdateResourceMetricsConfiguration"),
    ],
};

static DESCRIBE_ALARMS: OperationSchema = OperationSchema {
    name: "DescribeAlarms",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_ALARMS_INPUT,
    output: &schemas::DESCRIBE_ALARMS_OUTPUT,
    result_wrapper: Some("DescribeAlarmsResult"),
    errors: &[&error::INVALID_NEXT_TOKEN],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "NextToken",
        output_token: "NextToken",
        limit: Some("MaxRecords"),
        results: &["MetricAlarms", "CompositeAlarms", "LogAlarms"],
    }),
};

static GET_METRIC_DATA: OperationSchema = OperationSchema {
    name: "GetMetricData",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_METRIC_DATA_INPUT,
    output: &schemas::GET_METRIC_DATA_OUTPUT,
    result_wrapper: Some("GetMetricDataResult"),
    errors: &[&error::INVALID_NEXT_TOKEN],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "NextToken",
        output_token: "NextToken",
        limit: Some("MaxDatapoints"),
        results: &["MetricDataResults", "Messages"],
    }),
};

static PUT_METRIC_DATA: OperationSchema = OperationSchema {
    name: "PutMetricData",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_METRIC_DATA_INPUT,
    output: &schemas::PUT_METRIC_DATA_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_PARAMETER_VALUE_EXCEPTION,
        &error::MISSING_REQUIRED_PARAMETER_EXCEPTION,
        &error::INVALID_PARAMETER_COMBINATION_EXCEPTION,
        &error::INTERNAL_SERVICE_FAULT,
    ],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        DescribeAlarms: super::super::DescribeAlarmsInput => super::super::DescribeAlarmsOutput, super::DESCRIBE_ALARMS;
        GetMetricData: super::super::GetMetricDataInput => super::super::GetMetricDataOutput, super::GET_METRIC_DATA;
        PutMetricData: super::super::PutMetricDataInput => super::super::PutMetricDataResponse, super::PUT_METRIC_DATA;
    }
}
