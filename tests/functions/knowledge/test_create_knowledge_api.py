import pytest

from tests.fixtures.knowledge import (
    API,
    active,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    return Arranged(as_=manager, path=path, body={"content": API})


async def test_an_api_is_in_the_draft_and_not_active(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("create_knowledge_api", call)
    assert (answer.status, answer.data["key"]) == (201, "GET /pets")
    listed = await stage.call("list_draft_knowledge", as_=call.as_, path=call.path | {"kind": "apis"})
    assert [item["content"]["summary"] for item in listed.data] == [API["summary"]]
    assert call.as_ is not None
    assert await active(stage, call.as_, call.path) == []


async def test_there_is_one_of_each_method_and_path(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("create_knowledge_api", call)
    answer = await stage.arranged("create_knowledge_api", call)
    assert (answer.status, answer.error["code"]) == (409, "knowledge_item_exists")


async def test_what_could_not_be_stored_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    responses = [{"status": "200", "description": "x" * 20_000}] * 6
    answer = await stage.call(
        "create_knowledge_api", as_=call.as_, path=call.path, body={"content": API | {"responses": responses}}
    )
    assert (answer.status, answer.error["code"]) == (400, "knowledge_item_too_large")


async def test_nothing_is_added_to_an_archived_app(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.path)
    answer = await stage.arranged("create_knowledge_api", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")
