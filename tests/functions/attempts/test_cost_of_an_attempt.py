"""What one whole attempt costs: an hour, five questions, a save every 30 seconds, a heartbeat every
150 seconds.

Counted as Firestore bills: each document read or missed, each document written or deleted; a hold writes nothing. What
finds due events works for all tenants at once and is not an attempt's. `docs/performance.md` states the figures.
"""

import pytest

from tests.fixtures.bill import Bill
from tests.fixtures.stage import Stage
from tests.fixtures.whole_attempts import about_to_begin, sit

pytestmark = pytest.mark.anyio

MAX_WRITES = 400
MAX_READS = 600


async def test_one_whole_attempt_stays_within_its_budget(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = await about_to_begin(stage)
    bill = Bill(stage, monkeypatch)
    bill.invocations += await sit(stage, sitting)
    bill.invocations += len(await stage.settle())

    [attempt] = await stage.documents("attempts")
    assert attempt["status"] == "scored"
    assert bill.writes <= MAX_WRITES
    assert bill.reads <= MAX_READS
