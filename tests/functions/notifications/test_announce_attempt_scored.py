import pytest

from shared.domain.attempts.events import AttemptScored
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(event=AttemptScored(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_whoever_invited_the_candidate_is_told_the_points_though_no_mail_goes_out(stage: Stage) -> None:
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    sitting = await scored_attempt(stage)
    [told] = await stage.documents("notifications")
    assert (told["memberId"], told["kind"]) == (sitting.recruiter.user_id, "attempt_scored")
    assert told["link"] == f"/attempts/{sitting.invitation_id}"
    assert (told["values"]["candidate"], told["values"]["points"]) == ("Carl Candidate", "10.00")


async def test_a_member_who_left_is_told_nothing(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    before = len(await stage.documents("notifications"))
    await stage.change(f"tenants/{sitting.tenant_id}/members/{sitting.recruiter.user_id}", isActive=False)
    event = AttemptScored(attempt_id=sitting.invitation_id)
    assert await stage.deliver("announce_attempt_scored", stage.envelope(event, sitting.tenant_id)) == 204
    assert len(await stage.documents("notifications")) == before
