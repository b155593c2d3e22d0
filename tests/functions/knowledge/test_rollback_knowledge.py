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
    await drafted_api(stage, manager, path)
    await published(stage, manager, path)
    await drafted_api(stage, manager, path, path="/cats")
    await published(stage, manager, path)
    return Arranged(as_=manager, path=path, body={"version": 1, "note": "No cats"})


async def test_an_earlier_version_is_active_again_as_a_new_one(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("rollback_knowledge", call)
    assert (answer.status, answer.data["number"], answer.data["restored"]) == (201, 3, 1)
    assert await active(stage, call.as_, call.path) == ["GET /pets"]
    await drafted_api(stage, call.as_, call.path, path="/dogs")
    assert (await published(stage, call.as_, call.path))["result"]["version"] == 4
    assert await active(stage, call.as_, call.path) == ["GET /dogs", "GET /pets"]


async def test_a_draft_that_was_submitted_must_be_submitted_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await drafted_api(stage, call.as_, call.path, path="/dogs")
    await stage.call("submit_knowledge", as_=call.as_, path=call.path)
    await stage.arranged("rollback_knowledge", call)
    answer = await stage.call("approve_knowledge", as_=call.as_, path=call.path)
    assert (answer.status, answer.error["code"]) == (409, "draft_not_submitted")


async def test_there_is_no_way_back_to_what_never_was(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("rollback_knowledge", as_=call.as_, path=call.path, body={"version": 9})
    assert (answer.status, answer.error["code"]) == (404, "knowledge_version_not_found")
