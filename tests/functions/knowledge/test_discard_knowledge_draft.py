import pytest

from tests.fixtures.knowledge import (
    drafted_api,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    return Arranged(as_=manager, path=path)


async def test_a_discarded_draft_is_empty_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("discard_knowledge_draft", call)
    assert (await stage.call("diff_knowledge", as_=call.as_, path=call.path)).data == []


async def test_a_submitted_draft_is_not_discarded(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("submit_knowledge", as_=call.as_, path=call.path)
    answer = await stage.arranged("discard_knowledge_draft", call)
    assert (answer.status, answer.error["code"]) == (409, "draft_submitted")
