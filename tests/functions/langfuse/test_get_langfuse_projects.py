import pytest

from tests.fixtures.apps import basic, key_pair
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    return Arranged(as_=manager, query={"appId": app_id})


async def test_a_key_pair_learns_its_app(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    pair = await key_pair(stage, manager.tenant_id, app_id)
    answer = await stage.call("get_langfuse_projects", headers={"authorization": basic(pair)})
    [project] = answer.body["data"]
    assert (project["id"], project["name"], project["retentionDays"]) == (app_id, "Support bot", 30)
    assert project["organization"]["id"] == manager.tenant_id


async def test_who_names_no_app_is_told_to(stage: Stage) -> None:
    manager, _ = await sender(stage)
    answer = await stage.call("get_langfuse_projects", as_=manager)
    assert (answer.status, answer.body["error"]) == (400, "invalid_input")
    assert "/appId" in answer.body["message"]
