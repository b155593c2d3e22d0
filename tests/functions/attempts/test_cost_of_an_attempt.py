"""What one whole attempt costs: an hour, five questions, a save every 30 seconds, a heartbeat every
150 seconds.

Counted as Firestore bills: each document read or missed, each document written or deleted; a hold writes nothing. What
finds due events works for all tenants at once and is not an attempt's. `docs/performance.md` states the figures.
"""

import pytest

from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import again, finish, heartbeat, invited_candidate, save, seat
from tests.fixtures.bill import Bill
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

MAX_WRITES = 400
MAX_READS = 600


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
