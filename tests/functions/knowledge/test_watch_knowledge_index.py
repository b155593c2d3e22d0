import pytest

from shared.domain.knowledge.events import KnowledgeIndexRequested, KnowledgeIndexWatchDue
from shared.domain.knowledge.index_model import WATCH_EVERY
from tests.fixtures.knowledge import handbook, hits, operation, searchable
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def stuck(stage: Stage) -> tuple[SignedIn, dict[str, str], str]:
    """Ask for an index that nobody makes; return who asked, of which app, and the operation's id."""
    manager, path = await handbook(stage)
    answer = await stage.call("build_rag", as_=manager, path=path)
    await stage.settle(but=["index_knowledge"])
    return manager, path, answer.data["id"]


async def arrange(stage: Stage) -> Arranged:
    manager, path, operation_id = await stuck(stage)
    event = KnowledgeIndexWatchDue(app_id=path["appId"], operation_id=operation_id)
    return Arranged(event=event, tenant_id=manager.tenant_id)


async def test_an_index_that_became_a_dead_letter_fails_and_another_can_be_built(stage: Stage) -> None:
    manager, path, operation_id = await stuck(stage)
    refused = await stage.call("build_rag", as_=manager, path=path)
    assert (refused.status, refused.error["code"]) == (409, "rag_building")
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    ended = await operation(stage, manager, operation_id)
    assert (ended["status"], ended["error"]["code"]) == ("failed", "index_stuck")
    assert (await searchable(stage, manager, path))["status"] == "succeeded"
    assert await hits(stage, manager, path, "money back")


async def test_a_dead_letter_that_is_replayed_afterwards_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, KnowledgeIndexWatchDue)
    assert await stage.deliver("watch_knowledge_index", stage.envelope(call.event, call.tenant_id)) == 204
    replayed = KnowledgeIndexRequested(app_id=call.event.app_id, operation_id=call.event.operation_id, version=1)
    assert await stage.deliver("index_knowledge", stage.envelope(replayed, call.tenant_id)) == 204
    [index] = await stage.documents("knowledgeIndexes")
    assert (index["operationId"], index["slot"], await stage.documents("knowledgeChunks")) == (None, None, [])


async def test_an_index_that_moves_on_is_left_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, KnowledgeIndexWatchDue)
    path = f"tenants/{call.tenant_id}/operations/{call.event.operation_id}"
    await stage.change(path, status="running", progressedAt=stage.clock.now())
    assert await stage.deliver("watch_knowledge_index", stage.envelope(call.event, call.tenant_id)) == 204
    assert ((await stage.document(path)) or {})["status"] == "running"
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle(but=["index_knowledge"])
    assert ((await stage.document(path)) or {})["status"] == "failed"
