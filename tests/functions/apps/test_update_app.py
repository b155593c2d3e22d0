import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

RULE = {"name": "card numbers", "pattern": r"\d{16}", "replacement": "[card]"}


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    return Arranged(as_=manager, path={"appId": await app(stage, manager)}, body={"redactionRules": [RULE]})


async def test_what_is_given_changes_and_the_rest_stays(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("update_app", call)
    assert answer.data["redactionRules"] == [RULE]
    answer = await stage.call("update_app", as_=call.as_, path=call.path, body={"retentionDays": 7})
    assert (answer.data["retentionDays"], answer.data["redactionRules"]) == (7, [RULE])
    assert answer.data["name"] == "Support bot"


async def test_an_archived_app_stays_as_it_is(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.path)
    answer = await stage.arranged("update_app", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")
