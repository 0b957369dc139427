#!/usr/bin/env python3
"""Writes protocol_vectors.json: requests as botocore serialises them, for every protocol.

Run it by hand after adding a case; needs botocore. The output depends on the cases below only:
    python3 protocol_vectors.py > protocol_vectors.json
With --all it makes up an input for every operation that the models have instead; what comes of operations
without shapes is skipped by the test.
"""

import base64
import datetime
import json
import sys

from botocore.awsrequest import create_request_object, prepare_request_dict
from botocore.serialize import create_serializer
from botocore.session import get_session

SERVICES = ["cloudwatch", "ec2", "ecs", "elbv2", "events", "iam", "logs", "route53", "scheduler", "sts"]
AT = datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.timezone.utc)
AT_MS = AT.replace(microsecond=125000)
TAG = "a b=é@c/+"
ODD = "a b&c=d+e%f/é<>\"'\\\u2028🦀"
session = get_session()


def container(name, **more):
    return {"name": name, "image": "registry.test/app:1", "cpu": 128, "memory": 256, "essential": True, **more}


CASES = [
    ("ecs", "CreateCluster", {"clusterName": "default"}),
    ("ecs", "CreateCluster", {
        "clusterName": "c", "tags": [{"key": "k", "value": TAG}, {"key": "e", "value": ""}],
        "settings": [{"name": "containerInsights", "value": "enabled"}], "capacityProviders": [],
        "defaultCapacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}]}),
    ("ecs", "DescribeClusters", {}),
    ("ecs", "DescribeClusters", {"clusters": ["a", "b"], "include": ["TAGS", "STATISTICS"]}),
    ("ecs", "RegisterTaskDefinition", {
        "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["EC2", "FARGATE"], "cpu": "256",
        "memory": "512", "volumes": [{"name": "v", "host": {}}, {"name": "w", "host": {"sourcePath": "/srv/ü"}}],
        "containerDefinitions": [
            container("app", portMappings=[{"containerPort": 80, "hostPort": 0, "protocol": "tcp"}],
                      environment=[{"name": "A", "value": ODD}], command=[], entryPoint=["sh", "-c", "exit \t0\n"],
                      dockerLabels={"a.b": "1", "": "empty"}, stopTimeout=30, readonlyRootFilesystem=False,
                      logConfiguration={"logDriver": "awslogs", "options": {"awslogs-group": "/g"}},
                      healthCheck={"command": ["CMD", "true"], "interval": 5, "timeout": 2, "retries": 3},
                      ulimits=[{"name": "nofile", "softLimit": 1024, "hardLimit": 65536}]),
            container("side", essential=False, dependsOn=[{"containerName": "app", "condition": "START"}])]}),
    ("ecs", "RunTask", {
        "taskDefinition": "web:3", "count": 2, "launchType": "EC2", "startedBy": "x" * 36,
        "overrides": {"containerOverrides": [{"name": "app", "cpu": 0, "environment": []}], "cpu": "512"},
        "placementConstraints": [{"type": "memberOf", "expression": "attribute:ecs.os-type == linux"}],
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": "ENABLED"}}}),
    ("ecs", "UpdateService", {
        "service": "s", "desiredCount": 0, "forceNewDeployment": True,
        "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100,
                                    "deploymentCircuitBreaker": {"enable": True, "rollback": False}}}),
    ("ecs", "PutAttributes", {"attributes": [{"name": "stack", "value": "prod", "targetId": "i-1"}]}),
    ("ecs", "SubmitTaskStateChange", {"cluster": "c", "task": "t", "status": "RUNNING", "pullStartedAt": AT_MS,
                                      "pullStoppedAt": AT}),
    ("ecs", "ListTasks", {"maxResults": 100, "nextToken": "tok", "desiredStatus": "STOPPED"}),
    ("sts", "GetCallerIdentity", {}),
    ("sts", "AssumeRole", {
        "RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "session", "DurationSeconds": 900,
        "Tags": [{"Key": "k", "Value": TAG}, {"Key": "e", "Value": ""}], "TransitiveTagKeys": ["k"],
        "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]}),
    ("sts", "AssumeRole", {"RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "session", "Tags": []}),
    ("sts", "GetSessionToken", {"DurationSeconds": 3600, "SerialNumber": "GAHT12345678", "TokenCode": "123456"}),
    ("iam", "CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": "{\"Version\": \"2012-10-17\"}", "Path": "/p/",
                           "MaxSessionDuration": 3600, "Tags": [{"Key": "a", "Value": "b c"}]}),
    ("iam", "GetRole", {"RoleName": "r"}),
    ("iam", "ListRoles", {"PathPrefix": "/", "MaxItems": 10}),
    ("ec2", "DescribeVpcs", {}),
    ("ec2", "DescribeVpcs", {"VpcIds": ["vpc-1", "vpc-2"], "DryRun": False,
                             "Filters": [{"Name": "tag:a", "Values": ["1", ODD]}, {"Name": "state", "Values": ["x"]}]}),
    ("ec2", "DescribeSubnets", {"SubnetIds": [f"subnet-{n}" for n in range(12)], "MaxResults": 50}),
    ("ec2", "DescribeSecurityGroups", {"GroupNames": ["default"], "GroupIds": [], "NextToken": "t"}),
    ("ec2", "DescribeAvailabilityZones", {"ZoneNames": ["a"], "AllAvailabilityZones": True}),
    ("ec2", "DescribeVpcAttribute", {"Attribute": "enableDnsSupport", "VpcId": "vpc-1"}),
    ("elbv2", "DescribeTargetGroups", {"Names": ["a", "b"], "PageSize": 5}),
    ("elbv2", "DescribeTags", {"ResourceArns": ["arn:aws:elasticloadbalancing:x:1:targetgroup/a/1"]}),
    ("elbv2", "CreateTargetGroup", {
        "Name": "tg", "Protocol": "HTTP", "Port": 80, "VpcId": "vpc-1", "TargetType": "ip",
        "HealthCheckEnabled": True, "HealthCheckPath": "/h?x=1&y=2", "Matcher": {"HttpCode": "200-299"},
        "Tags": [{"Key": "k", "Value": "v"}]}),
    ("cloudwatch", "PutMetricData", {
        "Namespace": "N", "MetricData": [
            {"MetricName": "m", "Value": 1.5, "Timestamp": AT, "Unit": "Count", "StorageResolution": 60,
             "Dimensions": [{"Name": "d", "Value": "1"}]},
            {"MetricName": "m", "Values": [1.0, -0.25, 1e300], "Counts": [1.0, 2.0, 3.0]},
            {"MetricName": "s", "Timestamp": AT_MS,
             "StatisticValues": {"SampleCount": 2.0, "Sum": 3.0, "Minimum": 1.0, "Maximum": 2.0}}]}),
    ("cloudwatch", "GetMetricData", {
        "StartTime": AT, "EndTime": AT_MS, "ScanBy": "TimestampDescending", "MaxDatapoints": 5,
        "MetricDataQueries": [
            {"Id": "q1", "Expression": "q2 * 2", "ReturnData": True},
            {"Id": "q2", "MetricStat": {"Metric": {"Namespace": "N", "MetricName": "m", "Dimensions": []},
                                        "Period": 60, "Stat": "p99"}, "ReturnData": False}]}),
    ("cloudwatch", "DescribeAlarms", {"AlarmNames": ["a"], "StateValue": "ALARM", "MaxRecords": 1}),
    ("cloudwatch", "DescribeAlarms", {"AlarmNames": []}),
    ("scheduler", "CreateSchedule", {
        "Name": "s-1", "GroupName": "g", "ScheduleExpression": "rate(5 minutes)", "StartDate": AT, "EndDate": AT_MS,
        "FlexibleTimeWindow": {"Mode": "OFF"}, "State": "ENABLED",
        "Target": {"Arn": "arn:aws:ecs:us-east-1:123456789012:cluster/c",
                   "RoleArn": "arn:aws:iam::123456789012:role/r", "Input": "{\"a\": 1}",
                   "EcsParameters": {"TaskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/t:1",
                                     "TaskCount": 1, "EnableECSManagedTags": True,
                                     "Tags": [{"Key": "k", "Value": "v"}]}}}),
    ("scheduler", "GetSchedule", {"Name": "s.1_x-y", "GroupName": "g"}),
    ("scheduler", "GetSchedule", {"Name": "s"}),
    ("scheduler", "ListSchedules", {"GroupName": "g", "NamePrefix": "p", "State": "DISABLED", "MaxResults": 7,
                                    "NextToken": "a+b/c=&"}),
    ("scheduler", "ListSchedules", {}),
    ("events", "PutRule", {"Name": "r", "EventPattern": "{\"source\": [\"aws.ecs\"]}", "State": "ENABLED",
                           "Tags": [{"Key": "k", "Value": "v"}]}),
    ("events", "ListRules", {"NamePrefix": "a", "Limit": 3}),
    ("logs", "CreateLogGroup", {"logGroupName": "/ecs/a", "tags": {"a": "b", "c": ""}}),
    ("logs", "PutLogEvents", {"logGroupName": "g", "logStreamName": "s/1", "logEvents": [
        {"timestamp": 1700000000123, "message": ODD}, {"timestamp": 1700000000124, "message": "x"}]}),
    ("logs", "DescribeLogGroups", {"logGroupNamePrefix": "/", "limit": 50}),
    ("route53", "CreateHostedZone", {
        "Name": "example.test", "VPC": {"VPCRegion": "us-east-1", "VPCId": "vpc-1"}, "CallerReference": "r & <1>",
        "HostedZoneConfig": {"Comment": ODD, "PrivateZone": True}}),
    ("route53", "ChangeResourceRecordSets", {"HostedZoneId": "Z1", "ChangeBatch": {"Comment": "c", "Changes": [
        {"Action": "UPSERT", "ResourceRecordSet": {"Name": "a.example.test", "Type": "A", "TTL": 60, "ResourceRecords": [
            {"Value": "10.0.0.1"}, {"Value": "10.0.0.2"}]}},
        {"Action": "DELETE", "ResourceRecordSet": {"Name": "b", "Type": "TXT", "ResourceRecords": [{"Value": "\"q\""}]}}]}}),
    ("route53", "GetHostedZone", {"Id": "Z1"}),
    ("route53", "ListHostedZones", {"MaxItems": "10", "Marker": "m"}),
]


def protocols(model):
    spoken = model.metadata.get("protocols", [model.metadata["protocol"]])
    return spoken


def serialised(service, operation, params, validate=True):
    model = session.get_service_model(service)
    for protocol in protocols(model):
        serializer = create_serializer(protocol, include_validation=validate)
        request = serializer.serialize_to_request(params, model.operation_model(operation))
        prepare_request_dict(request, endpoint_url="http://localhost:4566")
        sent = create_request_object(request).prepare()
        body = sent.body.encode() if isinstance(sent.body, str) else sent.body or b""
        headers = {name: value if isinstance(value, str) else value.decode() for name, value in sent.headers.items()}
        yield {
            "service": service, "operation": operation, "protocol": protocol, "method": sent.method,
            "target": sent.url.removeprefix("http://localhost:4566"),
            "headers": {name: headers[name] for name in sorted(headers) if name != "Content-Length"},
            "body": base64.b64encode(body).decode(),
        }


def made_up(shape, depth=0):
    kind = shape.type_name
    if kind == "structure":
        if shape.is_document_type or depth > 8:
            return {}
        members = list(shape.members.items())
        if shape.is_tagged_union:
            members = members[:1]
        return {name: made_up(member, depth + 1) for name, member in members}
    if kind == "list":
        return [made_up(shape.member, depth + 1)] * 2 if depth < 8 else []
    if kind == "map":
        return {made_up(shape.key): made_up(shape.value, depth + 1)} if depth < 8 else {}
    if kind == "string":
        return shape.enum[0] if shape.enum else "t <&> é"
    return {"boolean": True, "integer": 7, "long": 70000000000, "float": 0.5, "double": 1.25, "blob": b"\xff\x00a",
            "timestamp": AT_MS}[kind]


def main():
    if "--all" in sys.argv:
        models = [(name, session.get_service_model(name)) for name in SERVICES]
        cases = [(name, operation, made_up(model.operation_model(operation).input_shape))
                 for name, model in models for operation in model.operation_names
                 if model.operation_model(operation).input_shape is not None]
        vectors = [vector for case in cases for vector in serialised(*case, validate=False)]
    else:
        vectors = [vector for case in CASES for vector in serialised(*case)]
    json.dump(vectors, sys.stdout, indent=1, sort_keys=True)
    print()


main()
