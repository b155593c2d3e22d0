import pytest

from tests.fixtures.knowledge import (
    API,
    drafted_api,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    return Arranged(as_=manager, path=path, body={"note": "Pets at last"})


async def test_a_submitted_draft_is_not_edited(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("submit_knowledge", call)
    assert (answer.data["state"], answer.data["note"]) == ("submitted", "Pets at last")
    body = {"content": API | {"path": "/cats"}}
    edited = await stage.call("create_knowledge_api", as_=call.as_, path=call.path, body=body)
    assert (edited.status, edited.error["code"]) == (409, "draft_submitted")


async def test_a_draft_that_changes_nothing_is_not_submitted(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    answer = await stage.call("submit_knowledge", as_=manager, path=path)
    assert (answer.status, answer.error["code"]) == (409, "draft_empty")
