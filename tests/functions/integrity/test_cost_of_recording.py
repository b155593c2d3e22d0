"""What recording adds to one whole attempt: an hour, edits sent every minute, signals every third.

Counted as Firestore bills; `docs/performance.md` states the figures.
"""

import pytest

from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import finish
from tests.fixtures.bill import Bill
from tests.fixtures.integrity import edit, record, recorded_attempt, report, signal
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

MAX_WRITES = 100
MAX_SUMMARY_WRITES = 3
TYPED = 60


async def test_an_hour_of_recording_stays_within_its_budget(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)  # it counts real minutes; this hour takes seconds
    sitting = await recorded_attempt(stage)
    bill = Bill(stage, monkeypatch)
    for minute in range(60):
        stage.clock.advance(minutes=1)
        begin = minute * TYPED
        typed = [edit(stage, begin + place, "x", ago=TYPED - place) for place in range(TYPED)]
        assert (await record(stage, sitting, begin + 1, *typed)).status == 200
        if minute % 3 == 0:
            left, back = signal(stage, minute * 2 + 1, ago=20), signal(stage, minute * 2 + 2, "focus_regained", ago=9)
            assert (await report(stage, sitting, left, back)).status == 200
    assert bill.writes <= MAX_WRITES


async def test_summing_up_costs_a_handful_of_writes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []
    for left_out in ([], ["summarize_integrity"]):
        sitting = await recorded_attempt(stage)
        await report(stage, sitting, signal(stage, 1))
        bill = Bill(stage, monkeypatch)
        await finish(stage, sitting)
        await stage.settle(but=left_out)
        spent.append(bill.writes)
        monkeypatch.undo()
    assert 0 < spent[0] - spent[1] <= MAX_SUMMARY_WRITES
