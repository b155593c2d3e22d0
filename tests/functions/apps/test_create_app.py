from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import APP
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MANAGER), body=APP)


async def test_an_app_begins_active_with_one_environment_and_thirty_days(stage: Stage) -> None:
    app = (await stage.arranged("create_app", await arrange(stage))).data
    assert (app["status"], app["environments"], app["retentionDays"]) == ("active", ["default"], 30)
    [entry] = await stage.documents("auditEntries")
    assert entry["target"] == {"appId": app["id"]}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"retentionDays": 0}, "/retentionDays"),
        ({"environments": []}, "/environments"),
        ({"environments": ["production", "Staging"]}, "/environments/1"),
        ({"redactionRules": [{"name": "n", "pattern": "(a"}]}, "/redactionRules/0/pattern"),
        ({"redactionRules": [{"name": "n", "pattern": "a*"}]}, "/redactionRules/0/pattern"),
        ({"redactionRules": [{"name": "n", "pattern": "(a)\\1"}]}, "/redactionRules/0/pattern"),
        ({"redactionRules": [{"name": "n", "pattern": "(a{1000}){1000}"}]}, "/redactionRules/0/pattern"),
    ],
)
async def test_a_wrong_field_is_named(stage: Stage, change: dict[str, Any], pointer: str) -> None:
    answer = await stage.call("create_app", as_=await stage.member(Role.MANAGER), body=APP | change)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]
