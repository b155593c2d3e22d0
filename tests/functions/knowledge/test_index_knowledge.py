from typing import Any

import pytest

from functions.knowledge import index_knowledge as handler
from shared.domain.knowledge.events import KnowledgeIndexRequested
from shared.errors import DependencyUnavailable
from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.events import LEASE, Delivery
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.knowledge import counted, handbook, hits, imported, knowledge, operation, published, searchable
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

LONG = "".join(f"# Rule {number}\nThe rule number {number} says so.\n" for number in range(12)).encode()


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    answer = await stage.call("build_rag", as_=manager, path=path)
    stage.bus.waiting.clear()
    event = KnowledgeIndexRequested(app_id=path["appId"], operation_id=answer.data["id"], version=1)
    return Arranged(event=event, tenant_id=manager.tenant_id)


async def rules(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> tuple[SignedIn, dict[str, str]]:
    """Make twelve sections active, to be embedded two at a time."""
    monkeypatch.setattr(handler, "EMBEDDED_AT_ONCE", 2)
    manager, path = await knowledge(stage)
    await imported(stage, manager, path, LONG, "markdown", name="rules")
    await published(stage, manager, path)
    return manager, path


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_costs_one_batch_at_most(
    monkeypatch: pytest.MonkeyPatch, takes_effect: bool
) -> None:
    for kill_at in range(11):
        stage = Stage()
        store = MortalStore()
        stage.store = stage.composition.__dict__["store"] = store
        manager, path = await rules(stage, monkeypatch)
        counting = counted(stage)
        begun = await stage.call("build_rag", as_=manager, path=path)
        [envelope] = [each for each in await stage.waiting() if each.type == KnowledgeIndexRequested.type]
        declared = declaration("index_knowledge")
        assert isinstance(declared, SubscriberDeclaration)
        store.commits_left, store.takes_effect, store.at_work = kill_at, takes_effect, True
        try:
            await Delivery(declared, stage.composition, envelope).handle()
        except Killed:
            store.dead = False
        store.at_work = False
        stage.clock.advance(seconds=LEASE.total_seconds() + 1)
        await Delivery(declared, stage.composition, envelope).handle()
        ended = await operation(stage, manager, begun.data["id"])
        assert (ended["status"], ended["result"]) == ("succeeded", {"version": 1, "chunks": 12, "embedded": 12})
        assert 12 <= len(counting.texts) <= 14, f"killed at commit {kill_at}"
        assert len(await stage.documents("knowledgeChunks")) == 12


async def test_an_embedding_that_is_away_is_tried_again_later(stage: Stage) -> None:
    class Away:
        async def embed(self, texts: Any) -> list[list[float]]:
            raise DependencyUnavailable("the embedding model is away")

    manager, path = await handbook(stage)
    there = stage.composition.embeddings
    stage.composition.__dict__["embeddings"] = Away()
    answer = await stage.call("build_rag", as_=manager, path=path)
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "running"
    stage.composition.__dict__["embeddings"] = there
    stage.clock.advance(minutes=30)
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "succeeded"


async def test_a_build_that_is_cancelled_leaves_no_index(stage: Stage) -> None:
    manager, path = await handbook(stage)
    answer = await stage.call("build_rag", as_=manager, path=path)
    await stage.call("cancel_operation", as_=manager, path={"operationId": answer.data["id"]})
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "cancelled"
    status = (await stage.call("get_rag_status", as_=manager, path=path)).data
    assert (status["version"], status["operationId"]) == (0, None)


@pytest.mark.thorough
async def test_too_many_passages_are_refused_and_the_old_index_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    monkeypatch.setattr("shared.domain.knowledge.index_plan.MAX_CHUNKS", 3)
    ended = await searchable(stage, manager, path, "update")
    assert (ended["status"], ended["error"]["code"]) == ("failed", "rag_too_large")
    assert len(await hits(stage, manager, path, "money", k=50)) == 4
    assert (await stage.call("get_rag_status", as_=manager, path=path)).data["operationId"] is None
