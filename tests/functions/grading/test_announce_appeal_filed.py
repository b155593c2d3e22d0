import pytest

from shared.auth.roles import Role
from shared.domain.grading.events import AppealFiled
from tests.fixtures.appeals import appealed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await appealed(stage)
    sitting = graded.sitting
    event = AppealFiled(attempt_id=sitting.invitation_id, question_id=sitting.question_ids[0])
    return Arranged(as_=graded.lead, path=sitting.path, event=event, tenant_id=sitting.tenant_id)


async def deliver(stage: Stage, call: Arranged) -> list[dict[str, object]]:
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    for _ in range(2):
        await stage.deliver("announce_appeal_filed", envelope)
    return [each for each in await stage.documents("notifications") if each["kind"] == "appeal_filed"]


async def test_whoever_made_the_assessment_and_whoever_invited_are_told_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    colleague = await stage.member(Role.RECRUITER, tenant_id=call.tenant_id)
    await stage.change(f"tenants/{call.tenant_id}/invitations/{call.path['attemptId']}", invitedBy=colleague.user_id)
    told = await deliver(stage, call)
    assert {each["memberId"] for each in told} == {call.as_.user_id, colleague.user_id}
    assert len(told) == 2


async def test_whoever_left_is_told_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.tenant_id}/members/{call.as_.user_id}", isActive=False)
    assert await deliver(stage, call) == []
