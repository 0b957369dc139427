"""Accounts and regions: nothing of one is seen in another."""

from expect import arn, refused


def names(ecs):
    return [arn.rpartition("/")[2] for arn in ecs.list_clusters()["clusterArns"]]


def account(server, number, region="us-east-1"):
    return server.client("ecs", region, aws_access_key_id=number, aws_secret_access_key="anything")


def test_two_regions_see_different_things(server):
    east, west = server.client("ecs", "scope-east"), server.client("ecs", "scope-west")
    created = east.create_cluster(clusterName="east")["cluster"]
    west.create_cluster(clusterName="west")
    assert (names(east), names(west)) == (["east"], ["west"])
    assert created["clusterArn"] == arn("scope-east", "cluster/east")
    assert west.describe_clusters(clusters=["east"])["failures"]
    west.put_account_setting_default(name="containerInsights", value="enhanced")
    assert east.list_account_settings()["settings"] == []


def test_a_key_id_of_twelve_digits_is_the_account(open_server):
    one, two = account(open_server, "111111111111"), account(open_server, "222222222222")
    created = one.create_cluster(clusterName="one")["cluster"]
    two.create_cluster(clusterName="two")
    assert created["clusterArn"] == arn("us-east-1", "cluster/one", account="111111111111")
    assert (names(one), names(two)) == (["one"], ["two"])
    with refused("InvalidParameterException", "Identifier is for 111111111111. Your accountId is 222222222222"):
        two.delete_cluster(cluster=created["clusterArn"])
    identity = open_server.client("sts", aws_access_key_id="111111111111").get_caller_identity()
    assert identity["Arn"] == "arn:aws:iam::111111111111:root"


def test_a_page_token_of_another_account_is_refused(open_server):
    one, two = account(open_server, "333333333333"), account(open_server, "444444444444")
    for number in range(2):
        one.create_cluster(clusterName=f"c{number}")
    token = one.list_clusters(maxResults=1)["nextToken"]
    with refused("InvalidParameterException"):
        two.list_clusters(nextToken=token)


def test_any_other_key_is_the_default_account(open_server):
    identity = open_server.client("sts", aws_access_key_id="test", aws_secret_access_key="test").get_caller_identity()
    assert identity["Account"] == "000000000000"
