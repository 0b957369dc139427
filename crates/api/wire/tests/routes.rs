//! What a request is for, told from all that clients send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use http::Request;
use http::request::Parts;
use longshore_shapes::{Protocol, SERVICES};
use longshore_wire::{RouteError, route, write_error};
use proptest::prelude::*;

fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
const JSON: (&str, &str) = ("content-type", "application/x-amz-json-1.1");
const JSON_10: (&str, &str) = ("content-type", "application/x-amz-json-1.0");

type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, Option<&'a str>);

#[test]
fn requests_find_their_operation() {
    let ecs = ("x-amz-target", "AmazonEC2ContainerServiceV20141113.CreateCluster");
    let cloudwatch = ("x-amz-target", "GraniteServiceVersion20100801.PutMetricData");
    let cases: [(Case<'_>, (&str, &str, Protocol)); 14] = [
        (("POST", "/", &[JSON, ecs], "{}", None), ("ecs", "CreateCluster", Protocol::AwsJson11)),
        (("POST", "/", &[ecs], "{}", None), ("ecs", "CreateCluster", Protocol::AwsJson11)),
        (("POST", "/", &[JSON_10, ecs], "{}", Some("ecs")), ("ecs", "CreateCluster", Protocol::AwsJson10)),
        (
            ("POST", "/", &[JSON_10, cloudwatch], "{}", None),
            ("cloudwatch", "PutMetricData", Protocol::AwsJson10),
        ),
        (
            ("POST", "/service/GraniteServiceVersion20100801/operation/PutMetricData", &[], "", None),
            ("cloudwatch", "PutMetricData", Protocol::RpcV2Cbor),
        ),
        (
            ("POST", "/", &[FORM], "Action=GetCallerIdentity&Version=2011-06-15", None),
            ("sts", "GetCallerIdentity", Protocol::AwsQuery),
        ),
        (
            ("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", &[], "", None),
            ("sts", "GetCallerIdentity", Protocol::AwsQuery),
        ),
        (
            ("POST", "/?Version=2011-06-15", &[FORM], "Action=GetCallerIdentity", Some("sts")),
            ("sts", "GetCallerIdentity", Protocol::AwsQuery),
        ),
        (
            ("POST", "/", &[FORM], "Action=DescribeVpcs", Some("ec2")),
            ("ec2", "DescribeVpcs", Protocol::Ec2Query),
        ),
        (
            ("POST", "/", &[FORM], "Version=2015-12-01&Action=DescribeTags", Some("elasticloadbalancing")),
            ("elbv2", "DescribeTags", Protocol::AwsQuery),
        ),
        (
            ("GET", "/schedules/a%2Fb", &[], "", Some("scheduler")),
            ("scheduler", "GetSchedule", Protocol::RestJson),
        ),
        (("GET", "/schedules/a", &[], "", None), ("scheduler", "GetSchedule", Protocol::RestJson)),
        (
            ("GET", "/2013-04-01/hostedzone/Z1", &[("host", "route53.example.test")], "", None),
            ("route53", "GetHostedZone", Protocol::RestXml),
        ),
        (
            ("POST", "/2013-04-01/hostedzone/Z1/rrset", &[], "", Some("route53")),
            ("route53", "ChangeResourceRecordSets", Protocol::RestXml),
        ),
    ];
    for ((method, uri, headers, body, signed), expected) in cases {
        let route = route(SERVICES, &parts(method, uri, headers), signed, body.as_bytes())
            .unwrap_or_else(|error| panic!("{method} {uri} {body}: {error}"));
        assert_eq!(
            (route.service.name, route.operation.name, route.protocol),
            expected,
            "{method} {uri} {body}"
        );
    }
}

fn refused(
    method: &str,
    uri: &str,
    headers: &[(&str, &str)],
    body: &str,
    signed: Option<&str>,
) -> RouteError {
    route(SERVICES, &parts(method, uri, headers), signed, body.as_bytes()).unwrap_err()
}

#[test]
fn unknown_requests_get_the_error_of_their_protocol() {
    let target = |target| ("x-amz-target", target);
    let cases = [
        (
            refused("POST", "/", &[JSON, target("AmazonEC2ContainerServiceV20141113.Nope")], "", None),
            Protocol::AwsJson11,
            404,
            "UnknownOperationException",
        ),
        (
            refused("POST", "/", &[JSON_10, target("Nobody.Nope")], "", None),
            Protocol::AwsJson10,
            404,
            "UnknownOperationException",
        ),
        (
            refused("POST", "/", &[JSON, target("GetCallerIdentity")], "", None),
            Protocol::AwsJson11,
            404,
            "UnknownOperationException",
        ),
        (
            refused("POST", "/service/GraniteServiceVersion20100801/operation/Nope", &[], "", None),
            Protocol::RpcV2Cbor,
            404,
            "UnknownOperationException",
        ),
        (
            refused("POST", "/service/Nobody/operation/Nope", &[], "", None),
            Protocol::RpcV2Cbor,
            404,
            "UnknownOperationException",
        ),
        (
            refused("POST", "/", &[FORM], "Action=Nope&Version=2011-06-15", None),
            Protocol::AwsQuery,
            400,
            "InvalidAction",
        ),
        (
            refused("POST", "/", &[FORM], "Action=DescribeVpcs&Version=1999-01-01", Some("ec2")),
            Protocol::Ec2Query,
            400,
            "InvalidAction",
        ),
        (refused("POST", "/", &[FORM], "Version=2011-06-15", None), Protocol::AwsQuery, 400, "MissingAction"),
        (
            refused("DELETE", "/schedules", &[], "", Some("scheduler")),
            Protocol::RestJson,
            404,
            "UnknownOperationException",
        ),
        (
            refused("GET", "/2013-04-01/hostedzone/%zz", &[], "", Some("route53")),
            Protocol::RestXml,
            400,
            "MalformedInput",
        ),
        (
            refused("GET", "/favicon.ico", &[], "", Some("iam")),
            Protocol::RestJson,
            404,
            "UnknownOperationException",
        ),
    ];
    answered(&cases);
}

/// Each error with the protocol, status and code of its answer.
fn answered(cases: &[(RouteError, Protocol, u16, &str)]) {
    for (error, protocol, status, code) in cases {
        assert_eq!(error.protocol, *protocol, "{error}");
        let answer = write_error(error.protocol, error.service, &error.to_api_error(), "id");
        assert_eq!(answer.status(), *status, "{error}");
        let body = String::from_utf8_lossy(answer.body()).into_owned();
        let header = answer.headers().get("x-amzn-errortype").and_then(|code| code.to_str().ok());
        assert!(body.contains(code) || header == Some(*code), "{error}: {body}");
    }
}

proptest! {
    #[test]
    fn any_request_gets_an_answer(
        method in "GET|POST|PUT|DELETE|[A-Z]{1,8}",
        path in "/[!-~&&[^#?\\[\\]<>\"^`{}|\\\\]]{0,40}",
        query in "[!-~&&[^#\\[\\]<>\"^`{}|\\\\]]{0,40}",
        target in "[ -~]{0,60}",
        body in prop::collection::vec(any::<u8>(), 0..100),
        signed in prop::option::of("ecs|ec2|sts|route53|scheduler|x"),
    ) {
        let Ok(request) = Request::builder().method(method.as_str()).uri(format!("{path}?{query}")).body(()) else {
            return Ok(());
        };
        let (mut parts, ()) = request.into_parts();
        for headers in [vec![], vec![FORM], vec![JSON, ("x-amz-target", target.as_str())]] {
            parts.headers.clear();
            for (name, value) in headers {
                parts.headers.insert(name.parse::<http::HeaderName>().unwrap(), value.parse().unwrap());
            }
            if let Err(error) = route(SERVICES, &parts, signed.as_deref(), &body) {
                prop_assert!(write_error(error.protocol, error.service, &error.to_api_error(), "id").status().as_u16() >= 400);
            }
        }
    }
}
