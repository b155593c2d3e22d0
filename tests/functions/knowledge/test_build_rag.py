import pytest

from tests.fixtures.apps import app
from tests.fixtures.knowledge import handbook, knowledge, operation, searchable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    return Arranged(as_=manager, path=path)


async def test_what_is_active_becomes_searchable(stage: Stage) -> None:
    manager, path = await handbook(stage)
    ended = await searchable(stage, manager, path)
    assert (ended["status"], ended["result"]) == ("succeeded", {"version": 1, "chunks": 4, "embedded": 4})
    assert len(await stage.documents("knowledgeChunks")) == 4


async def test_without_active_knowledge_there_is_nothing_to_index(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    answer = await stage.call("build_rag", as_=manager, path=path)
    assert (answer.status, answer.error["code"]) == (409, "knowledge_not_active")


async def test_two_indexes_are_not_built_at_once(stage: Stage) -> None:
    manager, path = await handbook(stage)
    first = await stage.call("build_rag", as_=manager, path=path)
    second = await stage.call("build_rag", as_=manager, path=path)
    assert (second.status, second.error["code"]) == (409, "rag_building")
    await operation(stage, manager, first.data["id"])
    assert (await stage.call("build_rag", as_=manager, path=path)).status == 202


async def test_after_a_cancelled_build_another_may_begin(stage: Stage) -> None:
    manager, path = await handbook(stage)
    first = await stage.call("build_rag", as_=manager, path=path)
    await stage.call("cancel_operation", as_=manager, path={"operationId": first.data["id"]})
    second = await stage.call("build_rag", as_=manager, path=path)
    assert second.status == 202
    assert (await operation(stage, manager, second.data["id"]))["status"] == "succeeded"


async def test_an_archived_app_is_not_indexed(stage: Stage) -> None:
    manager, path = await handbook(stage)
    await stage.call("archive_app", as_=manager, path=path)
    assert (await stage.call("build_rag", as_=manager, path=path)).status == 409


async def test_each_app_has_an_index_of_its_own(stage: Stage) -> None:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    other = {"appId": await app(stage, manager, name="Another")}
    answer = await stage.call("search_knowledge", as_=manager, path=other, query={"q": "money"})
    assert (answer.status, answer.error["code"]) == (409, "rag_not_built")
