import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.attempts import another_candidate, finish, running_attempt, save
from tests.fixtures.people import accept, invite
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"tenantId": owner.tenant_id}, body={"reason": "holidays"})


async def test_a_suspended_tenant_is_read_only_within_thirty_seconds(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    recruiter = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    invitation = {"email": "vera@example.com", "role": "viewer"}
    assert (await stage.call("list_questions", as_=recruiter)).status == 200
    suspended = await stage.arranged("suspend_tenant", call)
    assert (suspended.data["state"], suspended.data["suspension"]["by"]) == ("suspended", "owner")
    stage.clock.advance(seconds=30)
    assert (await stage.call("list_questions", as_=recruiter)).status == 200
    refused = await stage.call("invite_member", as_=call.as_, body=invitation)
    assert (refused.status, refused.error["code"]) == (403, "tenant_suspended")
    key = await stage.api_key(Permission.MEMBERS_MANAGE, tenant_id=recruiter.tenant_id)
    assert (await stage.call("invite_member", as_=key, body=invitation)).error["code"] == "tenant_suspended"
    assert (await stage.call("leave_tenant", as_=recruiter)).status == 204


async def test_a_candidate_finishes_what_they_began_and_nobody_begins(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    owner = await stage.member(Role.OWNER, tenant_id=sitting.tenant_id)
    late = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    path = {"tenantId": owner.tenant_id}
    await stage.call("suspend_tenant", as_=owner, path=path, body={"reason": "a dispute"})
    stage.clock.advance(seconds=30)
    refused = await stage.call("start_attempt", as_=late.candidate)
    assert (refused.status, refused.error["code"]) == (403, "tenant_suspended")
    assert (await save(stage, sitting)).status == 200
    assert (await finish(stage, sitting)).status == 200


async def test_nobody_joins_a_suspended_tenant(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    token = await invite(stage, call.as_, "rita@example.com")
    await stage.arranged("suspend_tenant", call)
    answer = await accept(stage, token)
    assert (answer.status, answer.error["code"]) == (409, "tenant_not_active")
    assert await stage.identity.find_account("rita@example.com") is None


async def test_an_admin_suspends_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    assert (await stage.arranged("suspend_tenant", call)).status == 403
