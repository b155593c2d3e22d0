import pytest

from tests.fixtures.attempts import invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})


async def test_nobody_is_reminded_unless_somebody_decides_so(stage: Stage) -> None:
    answer = await stage.arranged("get_reminders", await arrange(stage))
    assert (answer.data["afterInvitationDays"], answer.data["beforeEndDays"]) == ([], [])
