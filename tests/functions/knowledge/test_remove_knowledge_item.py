import pytest

from tests.fixtures.knowledge import (
    active,
    drafted_api,
    knowledge,
    published,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    id = await drafted_api(stage, manager, path)
    return Arranged(as_=manager, path=path | {"kind": "apis", "itemId": id})


async def test_what_was_never_active_leaves_the_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("remove_knowledge_item", call)).status == 204
    assert await stage.documents("knowledgeDrafts") == []


async def test_what_is_active_goes_with_the_next_version(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {"appId": call.path["appId"]}
    await published(stage, call.as_, path)
    await stage.arranged("remove_knowledge_item", call)
    assert await active(stage, call.as_, path) == ["GET /pets"]
    result = (await published(stage, call.as_, path))["result"]
    assert (result["version"], result["removed"]) == (2, 1)
    assert await active(stage, call.as_, path) == []


async def test_an_item_goes_once(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("remove_knowledge_item", call)
    answer = await stage.arranged("remove_knowledge_item", call)
    assert (answer.status, answer.error["code"]) == (404, "knowledge_item_not_found")
