import pytest

from shared.domain.knowledge.events import KnowledgeDraftLeft
from tests.fixtures.knowledge import (
    drafted_api,
    imported,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("discard_knowledge_draft", as_=manager, path=path)
    stage.bus.waiting.clear()
    return Arranged(event=KnowledgeDraftLeft(app_id=path["appId"], draft=1), tenant_id=manager.tenant_id)


async def test_nothing_is_left_of_a_discarded_draft_however_large(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    lines = "".join(f"  /pets/{number}: {{get: {{}}}}\n" for number in range(130))
    await imported(stage, manager, path, b"openapi: 3.1.0\npaths:\n" + lines.encode())
    await stage.call("discard_knowledge_draft", as_=manager, path=path)
    await stage.settle()
    assert await stage.documents("knowledgeDrafts") == []
