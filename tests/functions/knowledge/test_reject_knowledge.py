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
    await stage.call("submit_knowledge", as_=manager, path=path)
    return Arranged(as_=manager, path=path)


async def test_a_rejected_draft_is_edited_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert (await stage.arranged("reject_knowledge", call)).data["state"] == "editing"
    await drafted_api(stage, call.as_, call.path, path="/cats")
    assert len(await stage.documents("knowledgeDrafts")) == 2
