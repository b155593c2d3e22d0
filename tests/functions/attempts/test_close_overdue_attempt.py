import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.attempts.events import AttemptDeadlineReached
from tests.fixtures.attempts import finish, heartbeat, running_attempt, save
from tests.fixtures.outages import outage, work_on
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=5)
    return Arranged(event=AttemptDeadlineReached(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def attempt(stage: Stage) -> dict[str, Any]:
    [found] = await stage.documents("attempts")
    return found


async def test_an_attempt_left_open_is_closed_and_scored(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting)
    stage.clock.advance(minutes=60, seconds=4)
    assert await stage.settle() == []
    stage.clock.advance(seconds=1)
    await stage.settle()
    found = await attempt(stage)
    assert (found["status"], found["closedBy"], found["points"]) == ("scored", "deadline", "10.00")
    invitation = await stage.document(sitting.document("invitations"))
    assert invitation is not None
    assert invitation["status"] == "ended"


async def test_one_left_open_and_empty_is_scored_with_nothing(stage: Stage) -> None:
    await running_attempt(stage)
    stage.clock.advance(hours=2)
    await stage.settle()
    found = await attempt(stage)
    assert (found["status"], found["closedBy"], found["points"]) == ("scored", "deadline", "0.00")


async def test_a_finished_attempt_stays_as_it_is(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    await stage.settle()
    before = await attempt(stage)
    stage.clock.advance(hours=2)
    await stage.settle()
    assert await attempt(stage) == before


async def test_a_deadline_moved_later_is_waited_for(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    deadline = (await attempt(stage))["deadline"] + timedelta(minutes=30)
    await stage.change(sitting.document("attempts"), deadline=deadline)
    stage.clock.advance(minutes=61)
    await stage.settle()
    assert (await attempt(stage))["status"] == "open"
    stage.clock.advance(minutes=30)
    await stage.settle()
    assert (await attempt(stage))["closedBy"] == "deadline"


async def test_an_attempt_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(AttemptDeadlineReached(attempt_id="gone"), await stage.tenant())
    assert await stage.deliver("close_overdue_attempt", envelope) == 204


async def test_closing_and_finishing_at_once_submit_once(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=5)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    event = AttemptDeadlineReached(attempt_id=sitting.invitation_id)
    status, answer = await asyncio.gather(
        stage.deliver("close_overdue_attempt", stage.envelope(event, sitting.tenant_id)),
        stage.call("finish_attempt", as_=late, path=sitting.path),
    )
    assert (status, answer.status) == (204, 200)
    submitted = [each for each in stage.bus.published if each.type == "attempts.attempt.submitted.v1"]
    assert len(submitted) == 1


async def test_saving_and_closing_at_once_never_loses_what_was_acknowledged(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=5)
    sitting = replace(sitting, candidate=await stage.candidate(sitting.tenant_id, sitting.invitation_id))
    event = AttemptDeadlineReached(attempt_id=sitting.invitation_id)
    *answers, status = await asyncio.gather(
        *(save(stage, sitting, revision=revision, source=f"# {revision}") for revision in range(1, 6)),
        stage.deliver("close_overdue_attempt", stage.envelope(event, sitting.tenant_id)),
    )
    assert status == 204
    acknowledged = [revision for revision, answer in enumerate(answers, 1) if answer.status == 200]
    await stage.settle(but=["execute_run"])
    runs = [run["source"] for run in await stage.documents("runs") if run["purpose"] == "scoring"]
    assert runs == ([f"# {max(acknowledged)}"] if acknowledged else [])


async def test_an_attempt_whose_deadline_fell_into_an_outage_is_not_closed_for_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=50)
    await outage(stage, minutes=30)
    await stage.settle()
    found = await attempt(stage)
    assert (found["status"], found["deadline"]) == ("open", stage.clock.now() + timedelta(minutes=10))
    assert len(found["timing"]["credits"]) == 1
    await work_on(stage, sitting, minutes=10)
    stage.clock.advance(seconds=5)
    await stage.settle()
    assert (await attempt(stage))["closedBy"] == "deadline"


async def test_closing_waits_until_the_watch_has_looked_again(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=50)
    stage.clock.advance(minutes=30)
    await stage.settle()
    assert (await attempt(stage))["status"] == "open"
    await stage.tick("watch_service")
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert (await attempt(stage))["deadline"] == stage.clock.now() + timedelta(minutes=9)
    await heartbeat(stage, sitting)
    assert len((await attempt(stage))["timing"]["credits"]) == 1, "what closing gave is not given again"


async def test_but_not_for_ever(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=5)
    for _ in range(80):
        stage.clock.advance(minutes=1)
        await stage.settle()
    found = await attempt(stage)
    assert (found["closedBy"], found["timing"]["credits"]) == ("deadline", [])


async def test_who_left_is_closed_in_time_while_the_service_is_at_work(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await work_on(stage, sitting, minutes=10)
    await work_on(stage, minutes=51)
    await stage.settle()
    found = await attempt(stage)
    assert (found["closedBy"], found["submittedAt"]) == ("deadline", stage.clock.now())
