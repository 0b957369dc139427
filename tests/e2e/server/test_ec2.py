"""EC2: the default network that every account finds in every region."""

import pytest

from expect import refused
from longshore import ACCOUNT

REGION = "eu-west-1"


@pytest.fixture(scope="module")
def ec2(server):
    return server.client("ec2", REGION)


@pytest.fixture(scope="module")
def vpc(ec2):
    vpc, = ec2.describe_vpcs()["Vpcs"]
    return vpc


def by(**filters):
    return [{"Name": name.replace("_", "-"), "Values": values} for name, values in filters.items()]


def test_the_default_vpc(ec2, vpc):
    assert vpc["IsDefault"] is True
    assert (vpc["CidrBlock"], vpc["State"], vpc["OwnerId"]) == ("172.31.0.0/16", "available", ACCOUNT)
    assert ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"] == [vpc]
    assert ec2.describe_vpcs(Filters=by(is_default=["true"]))["Vpcs"] == [vpc]
    assert ec2.describe_vpcs(Filters=by(is_default=["false"]))["Vpcs"] == []


def test_its_attributes(ec2, vpc):
    for attribute, member in (("enableDnsSupport", "EnableDnsSupport"), ("enableDnsHostnames", "EnableDnsHostnames")):
        answer = ec2.describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute=attribute)
        assert answer[member] == {"Value": True}
    answer = ec2.describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute="enableNetworkAddressUsageMetrics")
    assert answer["EnableNetworkAddressUsageMetrics"] == {"Value": False}


def test_a_subnet_in_every_zone(ec2, vpc):
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    assert [zone["ZoneName"] for zone in zones] == [REGION + letter for letter in "abc"]
    assert [zone["ZoneId"] for zone in zones] == [f"euw1-az{number}" for number in (1, 2, 3)]
    assert {zone["State"] for zone in zones} == {"available"}
    subnets = ec2.describe_subnets(Filters=by(vpc_id=[vpc["VpcId"]]))["Subnets"]
    assert sorted(subnet["AvailabilityZone"] for subnet in subnets) == [zone["ZoneName"] for zone in zones]
    assert len({subnet["CidrBlock"] for subnet in subnets}) == 3
    assert all(subnet["DefaultForAz"] and subnet["MapPublicIpOnLaunch"] for subnet in subnets)
    assert all(subnet["AvailableIpAddressCount"] == 4091 for subnet in subnets)


def test_the_default_security_group(ec2, vpc):
    group, = ec2.describe_security_groups(Filters=by(vpc_id=[vpc["VpcId"]], group_name=["default"]))["SecurityGroups"]
    assert group["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == group["GroupId"]
    assert group["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
    assert ec2.describe_security_groups(GroupNames=["default"])["SecurityGroups"] == [group]
    assert ec2.describe_security_groups(GroupIds=[group["GroupId"]])["SecurityGroups"] == [group]


@pytest.mark.parametrize("filters, count", [
    (by(availability_zone=["eu-west-1a"]), 1),
    (by(availability_zone=["eu-west-1a", "eu-west-1b"]), 2),
    (by(availability_zone=["eu-west-1?"]), 3),
    (by(availability_zone=["*c"]), 1),
    (by(availability_zone=["*c"], default_for_az=["false"]), 0),
    (by(cidr_block=["172.31.*"]), 3),
    ([{"Name": "tag:Name", "Values": ["x"]}], 0),
    (by(tag_key=["Name"]), 0),
])
def test_filters(ec2, filters, count):
    assert len(ec2.describe_subnets(Filters=filters)["Subnets"]) == count


def test_pages(ec2, vpc):
    whole = ec2.describe_subnets()["Subnets"]
    pages = list(ec2.get_paginator("describe_subnets").paginate(PaginationConfig={"PageSize": 5}))
    assert [subnet for page in pages for subnet in page["Subnets"]] == whole
    for operation in ("describe_vpcs", "describe_subnets", "describe_security_groups"):
        call = getattr(ec2, operation)
        with refused("InvalidParameterValue"):
            call(MaxResults=1001)
        with refused("InvalidParameterValue"):
            call(NextToken="made-up")
    with refused("InvalidParameterCombination"):
        ec2.describe_vpcs(VpcIds=[vpc["VpcId"]], MaxResults=5)


@pytest.mark.parametrize("operation, options, code", [
    ("describe_vpcs", {"VpcIds": ["vpc-0123456789abcdef0"]}, "InvalidVpcID.NotFound"),
    ("describe_subnets", {"SubnetIds": ["subnet-0123456789abcdef0"]}, "InvalidSubnetID.NotFound"),
    ("describe_security_groups", {"GroupIds": ["sg-0123456789abcdef0"]}, "InvalidGroup.NotFound"),
    ("describe_security_groups", {"GroupNames": ["gone"]}, "InvalidGroup.NotFound"),
    ("describe_vpc_attribute", {"VpcId": "vpc-0123456789abcdef0", "Attribute": "enableDnsSupport"}, "InvalidVpcID.NotFound"),
    ("describe_availability_zones", {"ZoneNames": ["eu-west-1z"]}, "InvalidParameterValue"),
    ("describe_subnets", {"Filters": by(color=["blue"])}, "InvalidParameterValue"),
])
def test_errors(ec2, operation, options, code):
    with refused(code):
        getattr(ec2, operation)(**options)


def test_a_dry_run(ec2):
    with refused("DryRunOperation", "DryRun flag is set", status=412):
        ec2.describe_vpcs(DryRun=True)


def test_the_same_network_in_a_new_installation(open_server, vpc):
    again, = open_server.client("ec2", REGION, aws_access_key_id=ACCOUNT).describe_vpcs()["Vpcs"]
    assert again["VpcId"] == vpc["VpcId"]


def test_what_is_not_built_says_so(ec2):
    with refused("NotImplemented", "CreateVpc", status=501):
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
