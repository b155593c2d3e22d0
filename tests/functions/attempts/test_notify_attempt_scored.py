import pytest

from shared.domain.attempts.events import AttemptScored
from tests.fixtures.attempts import Sitting, finish, running_attempt, save, scored_attempt
from tests.fixtures.fake_sandbox import BREAKS_DOWN, always
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def scored(stage: Stage) -> tuple[Sitting, AttemptScored]:
    sitting = await scored_attempt(stage)
    stage.mailer.sent.clear()
    return sitting, AttemptScored(attempt_id=sitting.invitation_id)


async def arrange(stage: Stage) -> Arranged:
    sitting, event = await scored(stage)
    return Arranged(event=event, tenant_id=sitting.tenant_id)


async def test_whoever_invited_the_candidate_gets_the_points_and_a_link(stage: Stage) -> None:
    sitting, event = await scored(stage)
    assert await stage.deliver("notify_attempt_scored", stage.envelope(event, sitting.tenant_id)) == 204
    [mail] = stage.mailer.sent
    assert mail.to == sitting.recruiter.email
    assert mail.subject == "Carl Candidate: 10.00 of 10 points"
    assert f"/attempts/{sitting.invitation_id}" in mail.text
    assert "could not judge" not in mail.text


async def test_what_could_not_be_judged_is_named(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, source=stage.sandbox.program("breaks", always(BREAKS_DOWN)))
    await finish(stage, sitting)
    await stage.settle()
    assert "could not judge Sum of two numbers" in stage.mailer.sent[-1].text


async def test_a_member_who_left_gets_no_mail(stage: Stage) -> None:
    sitting, event = await scored(stage)
    await stage.change(f"tenants/{sitting.tenant_id}/members/{sitting.recruiter.user_id}", isActive=False)
    assert await stage.deliver("notify_attempt_scored", stage.envelope(event, sitting.tenant_id)) == 204
    assert stage.mailer.sent == []


async def test_a_candidates_name_is_text_whatever_it_says(stage: Stage) -> None:
    sitting, event = await scored(stage)
    await stage.change(sitting.document("attempts"), candidateName="<b>Carl</b>\nBcc: all@example.com")
    await stage.deliver("notify_attempt_scored", stage.envelope(event, sitting.tenant_id))
    [mail] = stage.mailer.sent
    assert "\n" not in mail.subject
    assert "<b>Carl" not in mail.html
