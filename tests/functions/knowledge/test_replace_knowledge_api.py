import pytest

from tests.fixtures.knowledge import (
    API,
    drafted_api,
    knowledge,
    published,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    id = await drafted_api(stage, manager, path)
    return Arranged(as_=manager, path=path | {"apiId": id}, body={"content": API | {"summary": "Every pet"}})


async def test_an_active_api_stays_until_its_change_is_approved(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {"appId": call.path["appId"]}
    await published(stage, call.as_, path)
    assert (await stage.arranged("replace_knowledge_api", call)).data["content"]["summary"] == "Every pet"
    answer = await stage.call("list_active_knowledge", as_=call.as_, path=path | {"kind": "apis"})
    assert [item["content"]["summary"] for item in answer.data] == [API["summary"]]
    await published(stage, call.as_, path)
    answer = await stage.call("list_active_knowledge", as_=call.as_, path=path | {"kind": "apis"})
    assert [item["content"]["summary"] for item in answer.data] == ["Every pet"]


async def test_an_api_that_is_as_it_was_leaves_the_draft_empty(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {"appId": call.path["appId"]}
    await published(stage, call.as_, path)
    await stage.arranged("replace_knowledge_api", call)
    await stage.call("replace_knowledge_api", as_=call.as_, path=call.path, body={"content": API})
    assert (await stage.call("diff_knowledge", as_=call.as_, path=path)).data == []


async def test_another_key_is_another_item(stage: Stage) -> None:
    call = await arrange(stage)
    body = {"content": API | {"path": "/cats"}}
    answer = await stage.call("replace_knowledge_api", as_=call.as_, path=call.path, body=body)
    assert (answer.status, answer.error["code"]) == (404, "knowledge_item_not_found")
