#!/usr/bin/env python3
"""Reads our answers and errors with botocore's parsers and compares what they find with what was written.

    cargo run -q -p longshore-wire --example write_responses > responses.jsonl
    python3 check_responses.py responses.jsonl
Needs botocore. What an answer should hold comes in CBOR by model name, which botocore reads as well; where
its models are another version than ours, members may differ, and the check says so.
"""

import base64
import datetime
import json
import sys

from botocore.awsrequest import HeadersDict
from botocore.parsers import RpcV2CBORParser, create_parser
from botocore.session import get_session

PROTOCOLS = {"AwsJson10": "json", "AwsJson11": "json", "AwsQuery": "query", "Ec2Query": "ec2",
             "RestJson": "rest-json", "RestXml": "rest-xml", "RpcV2Cbor": "smithy-rpc-v2-cbor"}
CONTENT_TYPES = {"AwsJson10": "application/x-amz-json-1.0", "AwsJson11": "application/x-amz-json-1.1",
                 "AwsQuery": "text/xml", "Ec2Query": "text/xml;charset=UTF-8", "RestJson": "application/json",
                 "RestXml": "text/xml", "RpcV2Cbor": "application/cbor"}
session = get_session()
cbor = RpcV2CBORParser()


def normal(value):
    """Floats of 32 bits come back longer from some formats; moments have a zone or not."""
    if isinstance(value, dict):
        return {key: normal(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, datetime.datetime):
        return round(value.timestamp(), 3)
    if isinstance(value, float):
        return round(value, 6)
    return value


def parse(line, shape):
    response = {"status_code": line["status"], "headers": HeadersDict(line["headers"]),
                "body": base64.b64decode(line["body"]), "context": {}}
    return create_parser(PROTOCOLS[line["protocol"]]).parse(response, shape)


def check_output(line, shape):
    parsed = parse(line, shape)
    metadata = parsed.pop("ResponseMetadata")
    # botocore takes no request id from a CBOR answer without a shape.
    if shape is not None or line["protocol"] != "RpcV2Cbor":
        assert metadata["RequestId"] == "id-1", metadata
    if shape is None:
        assert parsed == {}, parsed
        return
    body = base64.b64decode(line["expected"])
    expected = cbor._parse_shape(shape, cbor.parse_data_item(cbor.get_peekable_stream_from_bytes(body)))
    expected, parsed = normal(expected), normal(parsed)
    for name, member in shape.members.items():
        if member.serialization.get("location") == "statusCode":
            expected[name] = line["status"]
    assert parsed == expected, f"\n  parsed   {parsed}\n  expected {expected}"


def check_error(line, model, operation):
    error, shape = line["error"], operation.output_shape
    parsed = parse(line, shape)
    assert parsed["ResponseMetadata"]["RequestId"] == "id-2", parsed
    assert parsed["Error"]["Code"] == error["code"], parsed
    assert parsed["Error"]["Message"] == error["message"], parsed
    for modelled in operation.error_shapes:
        if modelled.error_code == error["code"]:
            details = parse(line, modelled)
            for name in error["shape"] or []:
                assert details.get(name) is not None, (name, details)
            # Query errors say Message, whatever the model calls it.
            for name in ("message", "Message"):
                if name in modelled.members and line["protocol"] in ("AwsJson10", "AwsJson11", "RestJson", "RpcV2Cbor"):
                    assert details[name] == error["message"], details


def main():
    checked, failures = 0, 0
    # Of services of our own botocore knows nothing.
    known = set(session.get_available_services())
    for text in open(sys.argv[1], encoding="utf-8"):
        line = json.loads(text)
        if line["service"] not in known:
            continue
        model = session.get_service_model(line["service"])
        operation = model.operation_model(line["operation"])
        checked += 1
        try:
            if line["body"]:
                assert line["headers"]["content-type"] == CONTENT_TYPES[line["protocol"]], line["headers"]
            if "error" in line:
                check_error(line, model, operation)
            else:
                check_output(line, operation.output_shape)
        except Exception as problem:  # every line is checked, whatever one of them does
            failures += 1
            if failures <= 20:
                name = f"{line['service']}:{line['operation']} {line['protocol']} {line['status']}"
                print(f"{name}: {type(problem).__name__}: {str(problem)[:1500]}")
                print("  body", base64.b64decode(line["body"])[:600])
    print(f"{checked} answers checked, {failures} differ")
    sys.exit(1 if failures or not checked else 0)


main()
