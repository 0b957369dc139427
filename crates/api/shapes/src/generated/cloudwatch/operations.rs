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
        OperationName { name: "AssociateDatasetKmsKey", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "CreateResourceMetricsConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DeleteAlarmMuteRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteAlarms", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteAnomalyDetector", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteDashboards", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DeleteMetricDataQueryDefinition",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DeleteMetricStream", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DeleteResourceMetricsConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "DescribeAlarmContributors",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DescribeAlarmHistory", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribeAlarms",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_ALARMS),
        },
        OperationName { name: "DescribeAlarmsForMetric", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeAnomalyDetectors", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DisableAlarmActions", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DisableInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DisassociateDatasetKmsKey",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "EnableAlarmActions", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "EnableInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetAlarmMuteRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetDashboard", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetDataset", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetInsightRuleReport", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "GetMetricData",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_METRIC_DATA),
        },
        OperationName {
            name: "GetMetricDataQueryDefinition",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "GetMetricStatistics", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetMetricStream", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetMetricWidgetImage", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetOTelEnrichment", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "GetResourceMetricsConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ListAlarmMuteRules", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListDashboards", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListManagedInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "ListMetricDataQueryDefinitions",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ListMetricStreams", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListMetrics", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListTagsForResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutAlarmMuteRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutAnomalyDetector", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutCompositeAlarm", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutDashboard", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutInsightRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutLogAlarm", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutManagedInsightRules", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutMetricAlarm", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "PutMetricData",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_METRIC_DATA),
        },
        OperationName {
            name: "PutMetricDataQueryDefinition",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "PutMetricStream", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "SetAlarmState", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "StartMetricStreams", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "StartOTelEnrichment", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "StopMetricStreams", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "StopOTelEnrichment", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "TagResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UntagResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateOTelEnrichment", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "UpdateResourceMetricsConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
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
