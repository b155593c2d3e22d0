import pytest

from shared.auth.roles import Role
from tests.fixtures.people import accept, invite, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"memberId": viewer.user_id})


async def test_a_removed_member_is_out_within_thirty_seconds(stage: Stage) -> None:
    owner = await sign_up(stage)
    rita = signed_in((await accept(stage, await invite(stage, owner, "rita@example.com"))).data)
    assert (await stage.call("list_questions", as_=rita)).status == 200
    assert (await stage.call("remove_member", as_=owner, path={"memberId": rita.user_id})).status == 204
    stage.clock.advance(seconds=30)
    answer = await stage.call("list_questions", as_=rita)
    assert (answer.status, answer.error["code"]) == (403, "not_a_member")
    user = await stage.document(f"users/{rita.user_id}")
    assert user is not None
    assert user["tenantIds"] == []


async def test_a_removed_member_can_be_invited_again(stage: Stage) -> None:
    owner = await sign_up(stage)
    rita = signed_in((await accept(stage, await invite(stage, owner, "rita@example.com"))).data)
    await stage.call("remove_member", as_=owner, path={"memberId": rita.user_id})
    back = await accept(stage, await invite(stage, owner, "rita@example.com", "viewer"))
    assert (back.status, back.data["user"]["id"]) == (200, rita.user_id)


async def test_the_last_owner_is_not_removed(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("remove_member", as_=owner, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_an_admin_removes_no_owner(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    admin = await stage.member(Role.ADMIN, tenant_id=owner.tenant_id)
    answer = await stage.call("remove_member", as_=admin, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (403, "owner_protected")


async def test_whoever_is_gone_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("remove_member", call)
    answer = await stage.arranged("remove_member", call)
    assert (answer.status, answer.error["code"]) == (404, "member_not_found")
