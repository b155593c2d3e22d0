import pytest

from shared.domain.invitations.events import CandidateInvited
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import another_candidate, invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(event=CandidateInvited(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_everybody_who_is_invited_counts_once_however_often_they_are_told(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.settle()
    again = CandidateInvited(invitation_id=sitting.invitation_id)
    assert await stage.deliver("count_invited_candidate", stage.envelope(again, sitting.tenant_id)) == 204
    funnel = (await analytics(stage, sitting))["funnel"]
    assert funnel == {"invited": 2, "started": 0, "submitted": 0, "finished": 0, "scored": 0}


async def test_an_invitation_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(CandidateInvited(invitation_id="gone"), await stage.tenant())
    assert await stage.deliver("count_invited_candidate", envelope) == 204
