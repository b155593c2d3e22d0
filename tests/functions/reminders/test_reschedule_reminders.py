from datetime import timedelta

import pytest

from shared.domain.invitations.events import InvitationExtended
from tests.fixtures.attempts import Sitting
from tests.fixtures.reminders import reminded_candidate, reminders
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await reminded_candidate(stage)
    return Arranged(event=InvitationExtended(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def ends_in(stage: Stage, sitting: Sitting, days: int) -> None:
    path = {"invitationId": sitting.invitation_id}
    body = {"expiresAt": (stage.clock.now() + timedelta(days=days)).isoformat()}
    assert (await stage.call("extend_invitation", as_=sitting.recruiter, path=path, body=body)).status == 200
    await stage.settle()


@pytest.mark.parametrize("days", [6, 30])
async def test_the_reminder_moves_with_the_end(stage: Stage, days: int) -> None:
    sitting = await reminded_candidate(stage)
    await ends_in(stage, sitting, days)
    stage.clock.advance(days=days - 2, seconds=-1)
    await stage.settle()
    assert reminders(stage) == []
    stage.clock.advance(seconds=1)
    await stage.settle()
    stage.clock.advance(days=1)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]
