import pytest

from shared.domain.attempts.events import AttemptStarted
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    await stage.call("start_attempt", as_=sitting.candidate)
    return Arranged(event=AttemptStarted(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_who_began_counts_and_has_completed_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    found = await analytics(stage, sitting)
    assert found["funnel"] == {"invited": 1, "started": 1, "submitted": 0, "finished": 0, "scored": 0}
    assert (found["completionPercent"], found["meanScorePercent"], found["meanSeconds"]) == ("0.0", None, None)


async def test_an_attempt_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(AttemptStarted(attempt_id="gone"), await stage.tenant())
    assert await stage.deliver("count_started_attempt", envelope) == 204
