from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.attempts.time_credit import MAX_CREDIT
from tests.fixtures.attempts import (
    Sitting,
    again,
    attempt_with_breaks,
    finish,
    heartbeat,
    replay,
    running_attempt,
    save,
    seat,
    written,
)
from tests.fixtures.outages import outage, work_on
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def attempt(stage: Stage, sitting: Sitting) -> dict[str, Any]:
    found = await stage.document(sitting.document("attempts"))
    assert found is not None
    return found


async def minutes_given(stage: Stage, sitting: Sitting) -> float:
    found = await attempt(stage, sitting)
    return (found["deadline"] - found["startedAt"] - timedelta(minutes=60)) / timedelta(minutes=1)


async def test_it_tells_the_servers_time_and_when_to_come_again(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat())
    answer = await heartbeat(stage, sitting)
    assert datetime.fromisoformat(answer.data["serverTime"]) == stage.clock.now()
    assert answer.data["nextInSeconds"] == 150
    assert answer.data["activeSeat"] == seat()


async def test_at_most_one_in_150_seconds_is_written_down(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await heartbeat(stage, sitting)
    commits = stage.store.commits
    stage.clock.advance(seconds=149)
    assert (await heartbeat(stage, sitting)).data["nextInSeconds"] == 1
    assert stage.store.commits == commits
    stage.clock.advance(seconds=1)
    await heartbeat(stage, sitting)
    assert stage.store.commits == commits + 1


async def test_it_costs_one_read_and_one_document_and_says_nothing_to_anybody(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    before = await stage.snapshot()
    reads, published = stage.store.reads, len(stage.bus.published)
    await stage.call("send_heartbeat", as_=sitting.candidate, path=sitting.path)
    assert stage.store.reads == reads + 1
    changed = {path for path, data in (await stage.snapshot()).items() if before.get(path) != data}
    assert changed == {sitting.document("heartbeats")}
    assert len(stage.bus.published) == published


async def test_a_heartbeat_and_a_save_are_in_nobodys_way(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    before = await attempt(stage, sitting)
    await heartbeat(stage, sitting)
    assert await attempt(stage, sitting) == before


async def test_an_attempt_that_has_ended_has_no_heartbeat(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    assert (await heartbeat(stage, sitting)).error["code"] == "attempt_closed"


# -- outages


async def test_what_an_outage_took_is_given_back_with_its_evidence(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    down = stage.clock.now()
    await outage(stage, minutes=12)
    answer = await heartbeat(stage, sitting)
    assert datetime.fromisoformat(answer.data["deadline"]) == down + timedelta(minutes=50 + 12)
    [credit] = answer.data["time"]["credits"]
    assert credit["startedAt"] == credit["outageStartedAt"] == "2026-03-02T09:10:00Z"
    assert credit["silentSince"] == "2026-03-02T09:10:00Z"
    assert credit["endedAt"] == credit["outageEndedAt"] == credit["silentUntil"] == "2026-03-02T09:22:00Z"
    shown = await stage.document(sitting.document("attemptStatus"))
    assert shown is not None
    assert len(shown["time"]["credits"]) == 1


async def test_who_pulls_the_cable_gets_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    await work_on(stage, minutes=20)
    await work_on(stage, sitting, minutes=10)
    assert await minutes_given(stage, sitting) == 0
    found = await stage.document(sitting.document("heartbeats"))
    assert found is not None
    assert found["silences"] == [], "it was looked at, and settled"


async def test_who_stays_offline_longer_than_the_outage_gets_the_outage(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    await work_on(stage, minutes=5)
    await outage(stage, minutes=10)
    await work_on(stage, minutes=15)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 10


async def test_who_was_served_all_through_an_outage_gets_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=5)
    for _ in range(10):
        stage.clock.advance(minutes=1)
        await heartbeat(stage, sitting)
    await stage.tick("watch_service")
    await work_on(stage, sitting, minutes=5)
    assert await minutes_given(stage, sitting) == 0


async def test_an_outage_is_given_back_once_however_often_it_is_looked_at(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    await outage(stage, minutes=10)
    await work_on(stage, sitting, minutes=10)
    await work_on(stage, minutes=10)
    await work_on(stage, sitting, minutes=5)
    assert await minutes_given(stage, sitting) == 10


async def test_two_outages_are_both_given_back(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    for minutes in (5, 8):
        await work_on(stage, sitting, minutes=10)
        await outage(stage, minutes=minutes)
    await work_on(stage, sitting, minutes=2)
    assert await minutes_given(stage, sitting) == 13


async def test_who_comes_back_before_the_watch_has_looked_is_settled_with_afterwards(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    stage.clock.advance(minutes=10)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 0
    stage.clock.advance(seconds=30)
    await stage.tick("watch_service")
    stage.clock.advance(seconds=120)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 10


async def test_an_attempt_that_never_sent_a_heartbeat_was_there_when_it_started(stage: Stage) -> None:
    await stage.tick("watch_service")
    sitting = await running_attempt(stage)
    await outage(stage, minutes=10)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 10


async def test_an_outage_before_the_attempt_is_none_of_its(stage: Stage) -> None:
    await stage.tick("watch_service")
    stage.clock.advance(minutes=10)
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=5)
    await stage.tick("watch_service")
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 5


async def test_an_outage_in_a_break_took_nothing(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=30)
    await work_on(stage, sitting, minutes=5)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    await outage(stage, minutes=40)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == 30 + 10


async def test_after_an_outage_over_the_deadline_what_was_left_is_left(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=50)
    await outage(stage, minutes=30)
    late = await again(stage, sitting)
    refused = await replay(stage, late, written(sitting, 0, 1))
    assert refused.error["code"] == "attempt_deadline_passed"
    answer = await heartbeat(stage, sitting)
    assert datetime.fromisoformat(answer.data["deadline"]) == stage.clock.now() + timedelta(minutes=10)
    assert (await replay(stage, late, written(sitting, 0, 1))).status == 200


async def test_there_is_a_bound_to_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    await outage(stage, minutes=600)
    await heartbeat(stage, sitting)
    assert await minutes_given(stage, sitting) == MAX_CREDIT / timedelta(minutes=1)
