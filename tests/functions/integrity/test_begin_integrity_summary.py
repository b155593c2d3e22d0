import pytest

from shared.domain.attempts.events import AttemptSubmitted
from tests.fixtures.attempts import finish, running_attempt
from tests.fixtures.integrity import recorded_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await recorded_attempt(stage)
    await finish(stage, sitting)
    return Arranged(event=AttemptSubmitted(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_an_attempt_that_is_recorded_is_summed_up_when_it_is_handed_in(stage: Stage) -> None:
    sitting = await recorded_attempt(stage, edits=True)
    await finish(stage, sitting)
    await stage.settle()
    assert [each["attemptId"] for each in await stage.documents("integritySummaries")] == [sitting.invitation_id]


async def test_one_that_is_not_recorded_is_not(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    await stage.settle()
    assert await stage.documents("integritySummaries") == []
