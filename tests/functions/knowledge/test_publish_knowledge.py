import pytest

from shared.domain.knowledge.events import KnowledgeApproved
from tests.fixtures.knowledge import (
    active,
    drafted_api,
    imported,
    knowledge,
    operation,
    published,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("submit_knowledge", as_=manager, path=path)
    answer = await stage.call("approve_knowledge", as_=manager, path=path)
    stage.bus.waiting.clear()
    event = KnowledgeApproved(app_id=path["appId"], operation_id=answer.data["id"])
    return Arranged(event=event, tenant_id=manager.tenant_id)


async def test_a_change_leaves_the_pages_it_does_not_touch(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    filler = "x" * 15_000
    lines = "".join(f"  /p/{number:03}: {{get: {{description: {filler}}}}}\n" for number in range(80))
    await imported(stage, manager, path, b"openapi: 3.1.0\npaths:\n" + lines.encode())
    await published(stage, manager, path)
    before = {page["id"] for page in await stage.documents("knowledgePages")}
    assert len(before) > 2
    await drafted_api(stage, manager, path, path="/p/000a")
    await published(stage, manager, path)
    assert len(await stage.documents("knowledgePages")) == len(before) + 1
    assert len(await active(stage, manager, path)) == 81


async def test_a_draft_that_is_rejected_meanwhile_is_not_published(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("submit_knowledge", as_=manager, path=path)
    answer = await stage.call("approve_knowledge", as_=manager, path=path)
    await stage.call("reject_knowledge", as_=manager, path=path)
    done = await operation(stage, manager, answer.data["id"])
    assert (done["status"], done["error"]["code"]) == ("failed", "draft_rejected")
    assert await active(stage, manager, path) == []


async def test_a_cancelled_publication_gives_the_draft_back(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("submit_knowledge", as_=manager, path=path)
    answer = await stage.call("approve_knowledge", as_=manager, path=path)
    await stage.call("cancel_operation", as_=manager, path={"operationId": answer.data["id"]})
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "cancelled"
    assert (await stage.call("get_knowledge_base", as_=manager, path=path)).data["state"] == "editing"


async def test_more_than_a_base_may_hold_is_not_published(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.knowledge.publishing.MAX_ITEMS", 1)
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await drafted_api(stage, manager, path, path="/cats")
    done = await published(stage, manager, path)
    assert (done["status"], done["error"]["code"]) == ("failed", "knowledge_base_too_large")
    assert (await stage.call("get_knowledge_base", as_=manager, path=path)).data["state"] == "editing"


async def test_nothing_is_left_of_a_draft_that_became_a_version(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await published(stage, manager, path)
    assert await stage.documents("knowledgeDrafts") == []
