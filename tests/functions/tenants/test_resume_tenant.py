import pytest

from shared.auth.roles import Role
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    call = Arranged(as_=owner, path={"tenantId": owner.tenant_id})
    await stage.call("suspend_tenant", as_=owner, path=call.path, body={"reason": "holidays"})
    return call


async def test_a_resumed_tenant_works_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    stage.clock.advance(minutes=1)
    invitation = {"email": "vera@example.com", "role": "viewer"}
    assert (await stage.call("invite_member", as_=call.as_, body=invitation)).status == 403
    resumed = await stage.arranged("resume_tenant", call)
    assert (resumed.data["state"], resumed.data["suspension"]) == ("active", None)
    assert (await stage.call("invite_member", as_=call.as_, body=invitation)).status == 201


async def test_an_owner_does_not_end_what_the_platform_began(stage: Stage) -> None:
    call = await arrange(stage)
    staff = await staff_member(stage)
    taken_over = await stage.call("suspend_tenant_as_staff", as_=staff, path=call.path, body={"reason": "spam"})
    assert taken_over.status == 200
    for name, body in (("resume_tenant", None), ("suspend_tenant", {"reason": "mine again"})):
        answer = await stage.call(name, as_=call.as_, path=call.path, body=body)
        assert (answer.status, answer.error["code"]) == (409, "suspended_by_platform")


async def test_what_is_not_suspended_is_not_resumed(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("resume_tenant", call)
    answer = await stage.arranged("resume_tenant", call)
    assert (answer.status, answer.error["code"]) == (409, "not_suspended")
