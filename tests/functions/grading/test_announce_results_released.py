import pytest

from shared.auth.roles import Role
from shared.domain.attempts.events import ResultsReleased
from tests.fixtures.examples import active_assessment
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    maker = await stage.member(Role.RECRUITER)
    assessment_id, _ = await active_assessment(stage, maker)
    colleague = await stage.member(Role.RECRUITER, tenant_id=maker.tenant_id)
    event = ResultsReleased(assessment_id=assessment_id, released_by=colleague.user_id, count=3)
    return Arranged(as_=maker, event=event, tenant_id=maker.tenant_id)


async def test_whoever_made_the_assessment_hears_of_it_and_whoever_released(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ResultsReleased)
    assert call.as_ is not None
    await stage.deliver("announce_results_released", stage.envelope(call.event, call.tenant_id))
    told = await stage.documents("notifications")
    assert {each["memberId"] for each in told} == {call.as_.user_id, call.event.released_by}
    assert {each["values"]["count"] for each in told} == {"3"}


async def test_a_member_who_left_is_told_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ResultsReleased)
    await stage.change(f"tenants/{call.tenant_id}/members/{call.event.released_by}", isActive=False)
    await stage.deliver("announce_results_released", stage.envelope(call.event, call.tenant_id))
    assert len(await stage.documents("notifications")) == 1
