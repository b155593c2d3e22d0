import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import finish, running_attempt, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"tenantId": owner.tenant_id})


async def test_a_closing_tenant_serves_nobody_within_thirty_seconds(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    recruiter = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("list_questions", as_=recruiter)).status == 200
    closing = await stage.arranged("close_tenant", call)
    assert (closing.data["state"], closing.data["closesAt"]) == ("closing", "2026-04-01T09:00:00Z")
    stage.clock.advance(seconds=30)
    for somebody in (recruiter, call.as_):
        refused = await stage.call("list_questions", as_=somebody)
        assert (refused.status, refused.error["code"]) == (403, "tenant_closing")
    assert (await stage.call("get_tenant", as_=recruiter, path=call.path)).data["state"] == "closing"


async def test_a_candidate_finishes_what_they_began(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    owner = await stage.member(Role.OWNER, tenant_id=sitting.tenant_id)
    await stage.call("close_tenant", as_=owner, path={"tenantId": owner.tenant_id})
    stage.clock.advance(seconds=30)
    assert (await save(stage, sitting)).status == 200
    assert (await finish(stage, sitting)).status == 200


async def test_closing_again_does_not_move_the_end(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("close_tenant", call)
    answer = await stage.arranged("close_tenant", call)
    assert (answer.status, answer.error["code"]) == (409, "tenant_closing")
