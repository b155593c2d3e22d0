import pytest

from shared.domain.attempts.events import AttemptDeadlineReached, AttemptSubmitted
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import attempt_being_scored, finish, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    return Arranged(event=AttemptSubmitted(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_how_long_it_took_is_counted_by_tenths_of_the_time_allowed(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=20)
    await finish(stage, sitting)
    await stage.settle()
    found = await analytics(stage, sitting)
    assert (found["completionPercent"], found["meanSeconds"]) == ("100.0", 1200)
    assert found["times"] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


async def test_who_ran_out_of_time_has_not_completed_and_took_all_of_it(stage: Stage) -> None:
    sitting = await running_attempt(stage, timeLimitMinutes=30)
    stage.clock.advance(minutes=40)
    await stage.deliver(
        "close_overdue_attempt",
        stage.envelope(AttemptDeadlineReached(attempt_id=sitting.invitation_id), sitting.tenant_id),
    )
    await stage.settle()
    found = await analytics(stage, sitting)
    assert (found["funnel"]["submitted"], found["funnel"]["finished"], found["completionPercent"]) == (1, 0, "0.0")
    assert (found["meanSeconds"], found["times"][9]) == (1800, 1)


async def test_what_comes_late_changes_nothing(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    before = await analytics(stage, sitting)
    envelope = stage.envelope(AttemptSubmitted(attempt_id=sitting.invitation_id), sitting.tenant_id)
    assert await stage.deliver("count_submitted_attempt", envelope) == 204
    assert await analytics(stage, sitting) == before
