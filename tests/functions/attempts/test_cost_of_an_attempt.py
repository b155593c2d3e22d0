"""What one whole attempt costs: an hour, five questions, a save every 30 seconds, a heartbeat every
150 seconds.

Counted as Firestore bills: each document read or missed, each document written or deleted; a hold writes nothing. What
finds due events works for all tenants at once and is not an attempt's. `docs/performance.md` states the figures.
"""

from collections.abc import Mapping, Sequence

import pytest

from shared.data.store import Document, Hold, StoreQuery, Write
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import again, finish, heartbeat, invited_candidate, save, seat
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

MAX_WRITES = 400
MAX_READS = 600


class Bill:
    """Counts what a store is asked for, from now on."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reads = self.writes = self.invocations = 0
        store = stage.store
        get_many, query, commit = store.get_many, store.query, store.commit

        async def counted_get_many(paths: Sequence[str]) -> Mapping[str, Document]:
            self.reads += len(set(paths))
            return await get_many(paths)

        async def counted_query(asked: StoreQuery) -> list[Document]:
            found = await query(asked)
            self.reads += 0 if asked.collection == "outbox" else max(1, len(found))
            return found

        async def counted_commit(writes: Sequence[Write]) -> Mapping[str, str]:
            self.writes += sum(not isinstance(write, Hold) for write in writes)
            return await commit(writes)

        monkeypatch.setattr(store, "get_many", counted_get_many)
        monkeypatch.setattr(store, "query", counted_query)
        monkeypatch.setattr(store, "commit", counted_commit)


async def test_one_whole_attempt_stays_within_its_budget(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)  # it counts real minutes; this hour takes seconds
    sitting = await invited_candidate(stage, questions=5)
    await stage.settle()
    bill = Bill(stage, monkeypatch)
    assert (await stage.call("start_attempt", as_=sitting.candidate)).status == 201
    assert (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).status == 200
    bill.invocations += 2
    for half_minute in range(1, 121):
        stage.clock.advance(seconds=30)
        sitting = await again(stage, sitting)
        number = min(4, half_minute // 24)
        saved = await save(stage, sitting, number, revision=half_minute, source=f"# {half_minute}", seat=seat())
        assert saved.status == 200
        bill.invocations += 1
        if half_minute % 5 == 0:
            assert (await heartbeat(stage, sitting)).status == 200
            bill.invocations += 1
    assert (await finish(stage, sitting)).status == 200
    bill.invocations += 1 + len(await stage.settle())

    [attempt] = await stage.documents("attempts")
    assert attempt["status"] == "scored"
    assert bill.writes <= MAX_WRITES
    assert bill.reads <= MAX_READS
