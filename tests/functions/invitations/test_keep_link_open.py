from datetime import timedelta

import pytest

from shared.domain.attempts.events import ResultReleased
from shared.domain.invitations.model import FOLLOW_UP
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(
        as_=sitting.recruiter,
        path=sitting.path,
        event=ResultReleased(attempt_id=sitting.invitation_id),
        tenant_id=sitting.tenant_id,
    )


async def deliver(stage: Stage, call: Arranged) -> None:
    assert call.event is not None
    assert await stage.deliver("keep_link_open", stage.envelope(call.event, call.tenant_id)) == 204


async def test_a_late_release_keeps_the_link_open_for_as_long_again(stage: Stage) -> None:
    call = await arrange(stage)
    stage.clock.advance(days=80)
    await deliver(stage, call)
    [invitation] = await stage.documents("invitations")
    assert invitation["followUpUntil"] == stage.clock.now() + FOLLOW_UP


async def test_a_release_shortens_nothing_and_opens_no_link_of_somebody_erased(stage: Stage) -> None:
    call = await arrange(stage)
    path = f"tenants/{call.tenant_id}/invitations/{call.path['attemptId']}"
    later = stage.clock.now() + FOLLOW_UP + timedelta(days=1)
    for until in (later, None):
        await stage.change(path, followUpUntil=until)
        await deliver(stage, call)
        [invitation] = await stage.documents("invitations")
        assert invitation["followUpUntil"] == until
