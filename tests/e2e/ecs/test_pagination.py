"""Pages: every list walked by botocore's own paginator, and the tokens that are refused."""

import base64

import pytest

from expect import define, refused, register

COUNT = 7


def clusters(ecs):
    for number in range(COUNT):
        ecs.create_cluster(clusterName=f"c{number}")


def definitions(ecs):
    for number in range(COUNT):
        define(ecs, f"f{number}")


def revisions(ecs):
    for _ in range(COUNT):
        define(ecs)


def instances(ecs):
    ecs.create_cluster()
    for _ in range(COUNT):
        register(ecs)


def attributes(ecs):
    ecs.create_cluster()
    register(ecs, attributes=[{"name": f"a{number}"} for number in range(3)])
    register(ecs, attributes=[{"name": f"a{number}"} for number in range(4)])


def nothing(_):
    pass


# Operation, filters, what makes the items, and where the answer lists them.
LISTS = {
    "clusters": ("list_clusters", {}, clusters, "clusterArns", COUNT),
    "definitions": ("list_task_definitions", {}, definitions, "taskDefinitionArns", COUNT),
    "revisions, newest first": (
        "list_task_definitions", {"familyPrefix": "web", "sort": "DESC"}, revisions, "taskDefinitionArns", COUNT),
    "families": ("list_task_definition_families", {}, definitions, "families", COUNT),
    "families with a prefix": ("list_task_definition_families", {"familyPrefix": "f"}, definitions, "families", COUNT),
    "instances": ("list_container_instances", {}, instances, "containerInstanceArns", COUNT),
    "instances that match": (
        "list_container_instances", {"filter": "agentConnected == true"}, instances, "containerInstanceArns", COUNT),
    "attributes": ("list_attributes", {"targetType": "container-instance"}, attributes, "attributes", COUNT),
    "settings": ("list_account_settings", {"effectiveSettings": True}, nothing, "settings", None),
}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_pages_together_are_the_list(ecs, name, size):
    operation, filters, make, key, count = LISTS[name]
    make(ecs)
    whole = getattr(ecs, operation)(maxResults=10, **filters)[key]
    pages = [page[key] for page in ecs.get_paginator(operation).paginate(**filters, PaginationConfig={"PageSize": size})]
    assert [item for page in pages for item in page][:len(whole)] == whole
    assert all(len(page) == size for page in pages[:-1])
    assert pages[-1], "a last page without items means a token that led nowhere"
    if count:
        assert len(whole) == count


@pytest.mark.parametrize("operation", ["list_services", "list_tasks"])
def test_empty_lists_are_one_page(ecs, operation):
    ecs.create_cluster()
    pages = list(ecs.get_paginator(operation).paginate(PaginationConfig={"PageSize": 1}))
    assert len(pages) == 1
    assert "nextToken" not in pages[0]


def test_capacity_providers_page_without_a_paginator(ecs, region):
    group = "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:{0}:autoScalingGroupName/{0}"
    for number in range(5):
        ecs.create_capacity_provider(
            name=f"p{number}", autoScalingGroupProvider={"autoScalingGroupArn": group.format(number)})
    seen, options = [], {}
    while True:
        page = ecs.describe_capacity_providers(maxResults=2, **options)
        seen += [provider["name"] for provider in page["capacityProviders"]]
        if "nextToken" not in page:
            break
        options = {"nextToken": page["nextToken"]}
    assert seen == ["FARGATE", "FARGATE_SPOT", "p0", "p1", "p2", "p3", "p4"]


def test_a_walk_can_be_stopped_and_taken_up_again(ecs):
    clusters(ecs)
    paginator = ecs.get_paginator("list_clusters")
    first = paginator.paginate(PaginationConfig={"MaxItems": 3, "PageSize": 2}).build_full_result()
    rest = paginator.paginate(PaginationConfig={"StartingToken": first["NextToken"]}).build_full_result()
    assert first["clusterArns"] + rest["clusterArns"] == ecs.list_clusters()["clusterArns"]


def test_what_is_deleted_between_pages_harms_nobody(ecs):
    clusters(ecs)
    page = ecs.list_clusters(maxResults=3)
    ecs.delete_cluster(cluster="c2")
    ecs.create_cluster(clusterName="c2b")
    rest = ecs.list_clusters(nextToken=page["nextToken"])["clusterArns"]
    assert [arn.rpartition("/")[2] for arn in rest] == ["c2b", "c3", "c4", "c5", "c6"]


def tampered(token):
    return ("A" if token[0] != "A" else "B") + token[1:]


def test_tokens_that_were_not_given_are_refused(ecs, server):
    clusters(ecs)
    definitions(ecs)
    token = ecs.list_clusters(maxResults=1)["nextToken"]
    for bad in (tampered(token), token[:-2], token + "AA", "1", "", "é", base64.b64encode(b"x" * 64).decode(), "x" * 9000):
        with refused("InvalidParameterException"):
            ecs.list_clusters(nextToken=bad)
    with refused("InvalidParameterException"):
        ecs.list_task_definitions(nextToken=token)
    elsewhere = server.client("ecs", "us-west-1")
    with refused("InvalidParameterException"):
        elsewhere.list_clusters(nextToken=token)


def test_a_later_page_must_repeat_the_filters(ecs):
    revisions(ecs)
    token = ecs.list_task_definitions(familyPrefix="web", maxResults=2)["nextToken"]
    for other in ({}, {"familyPrefix": "w"}, {"familyPrefix": "web", "sort": "DESC"},
                  {"familyPrefix": "web", "status": "INACTIVE"}):
        with refused("InvalidParameterException"):
            ecs.list_task_definitions(nextToken=token, **other)
    assert len(ecs.list_task_definitions(familyPrefix="web", nextToken=token)["taskDefinitionArns"]) == COUNT - 2


@pytest.mark.parametrize("operation, most", [
    ("list_clusters", 100), ("list_task_definitions", 100), ("list_task_definition_families", 100), ("list_services", 100),
    ("list_tasks", 100), ("list_container_instances", 100), ("list_account_settings", 10),
    ("describe_capacity_providers", 10),
])
def test_how_many_a_page_may_have(ecs, operation, most):
    ecs.create_cluster()
    call = getattr(ecs, operation)
    call(maxResults=1)
    call(maxResults=most)
    for bad in (0, -1, most + 1):
        with refused("InvalidParameterException"):
            call(maxResults=bad)
