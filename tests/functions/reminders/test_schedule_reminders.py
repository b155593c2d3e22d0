import pytest

from shared.domain.invitations.events import CandidateInvited
from tests.fixtures.attempts import another_candidate
from tests.fixtures.reminders import reminded_candidate, reminders
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await reminded_candidate(stage)
    return Arranged(event=CandidateInvited(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_who_is_invited_later_is_reminded_too(stage: Stage) -> None:
    sitting = await reminded_candidate(stage, beforeEndDays=[1], afterInvitationDays=[3])
    stage.clock.advance(days=1)
    recruiter = await stage.signed_in_again(sitting.recruiter)
    await another_candidate(stage, recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.settle()
    for _ in range(15):
        stage.clock.advance(days=1)
        await stage.settle()
    assert reminders(stage) == ["carl@example.com", "carl1@example.com"] * 2


async def test_an_invitation_sent_again_is_reminded_once(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    stage.clock.advance(minutes=20)
    path = {"invitationId": sitting.invitation_id}
    assert (await stage.call("resend_invitation", as_=sitting.recruiter, path=path)).status == 200
    await stage.settle()
    stage.clock.advance(days=12)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]


async def test_an_invitation_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(CandidateInvited(invitation_id="gone"), await stage.tenant())
    assert await stage.deliver("schedule_reminders", envelope) == 204
