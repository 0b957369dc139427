"""Account settings: the account's default, a principal's own choice, and what holds in the end."""

import pytest

from expect import refused
from longshore import ACCOUNT

ROOT = f"arn:aws:iam::{ACCOUNT}:root"
USER = f"arn:aws:iam::{ACCOUNT}:user/pilot"
BUILT_IN = {
    "awsvpcTrunking": "disabled", "containerInsights": "disabled", "containerInstanceLongArnFormat": "enabled",
    "defaultLogDriverMode": "non-blocking", "fargateFIPSMode": "disabled", "fargateTaskRetirementWaitPeriod": "7",
    "guardDutyActivate": "off", "serviceLongArnFormat": "enabled", "tagResourceAuthorization": "on",
    "taskLongArnFormat": "enabled",
}


@pytest.fixture
def values(ecs):
    def values(**options):
        pages = ecs.get_paginator("list_account_settings").paginate(**options)
        return {setting["name"]: setting["value"] for page in pages for setting in page["settings"]}

    return values


def test_nothing_is_chosen_and_everything_has_a_value(values):
    assert values() == {}
    effective = values(effectiveSettings=True)
    assert effective | BUILT_IN == effective


def test_the_own_choice_stands_before_the_default_and_that_before_the_built_in(ecs, values):
    put = ecs.put_account_setting_default(name="containerInsights", value="enabled")["setting"]
    assert put == {"name": "containerInsights", "value": "enabled", "principalArn": ROOT, "type": "user"}
    assert values(principalArn=USER) == {}
    assert values(principalArn=USER, effectiveSettings=True)["containerInsights"] == "enabled"
    put = ecs.put_account_setting(name="containerInsights", value="enhanced", principalArn=USER)["setting"]
    assert (put["principalArn"], put["value"]) == (USER, "enhanced")
    assert values(principalArn=USER) == {"containerInsights": "enhanced"}
    assert values(principalArn=USER, effectiveSettings=True)["containerInsights"] == "enhanced"
    assert values(effectiveSettings=True)["containerInsights"] == "enabled"
    deleted = ecs.delete_account_setting(name="containerInsights", principalArn=USER)["setting"]
    assert deleted["value"] == "enabled"
    assert values(principalArn=USER) == {}


def test_what_the_root_chooses_is_the_accounts_default(ecs, values):
    ecs.put_account_setting(name="awsvpcTrunking", value="enabled")
    assert values(principalArn=USER, effectiveSettings=True)["awsvpcTrunking"] == "enabled"
    assert ecs.delete_account_setting(name="awsvpcTrunking")["setting"]["value"] == "disabled"


def test_one_setting_can_be_asked_for(ecs):
    ecs.put_account_setting(name="containerInsights", value="enabled")
    ecs.put_account_setting(name="awsvpcTrunking", value="enabled")
    listed = ecs.list_account_settings(name="containerInsights", value="enabled")["settings"]
    assert [setting["name"] for setting in listed] == ["containerInsights"]
    assert ecs.list_account_settings(name="containerInsights", value="disabled")["settings"] == []
    with refused("InvalidParameterException", "name"):
        ecs.list_account_settings(value="enabled")


@pytest.mark.parametrize("name, value, words", [
    ("nothing", "enabled", "containerInsights"),
    ("containerInsights", "sometimes", "enhanced"),
    ("fargateTaskRetirementWaitPeriod", "3", "14"),
    ("serviceLongArnFormat", "disabled", "enabled"),
    ("guardDutyActivate", "on", "managed by AWS"),
])
def test_values_that_are_refused(ecs, name, value, words):
    for put in (ecs.put_account_setting, ecs.put_account_setting_default):
        with refused("InvalidParameterException", words):
            put(name=name, value=value)


def test_a_setting_of_the_whole_account_is_nobodys_own(ecs):
    with refused("InvalidParameterException", "root"):
        ecs.put_account_setting(name="fargateTaskRetirementWaitPeriod", value="0", principalArn=USER)
    ecs.put_account_setting(name="fargateTaskRetirementWaitPeriod", value="0")


def test_principals_that_are_none_of_ours(ecs):
    for principal in ("pilot", "arn:aws:s3:::bucket", "arn:aws:iam::111111111111:user/pilot"):
        with refused("InvalidParameterException", "principalArn"):
            ecs.put_account_setting(name="containerInsights", value="enabled", principalArn=principal)
