import pytest

from shared.auth.roles import Role
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await stage.call("grant_support_access", as_=owner, body={"staffUserId": "S1", "hours": 2})
    return Arranged(as_=owner, path={"staffUserId": "S1"})


async def test_staff_whose_grant_is_revoked_are_out_within_thirty_seconds(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    staff = await staff_member(stage, owner.tenant_id)
    await stage.call("grant_support_access", as_=owner, body={"staffUserId": staff.user_id, "hours": 2})
    assert (await stage.call("list_questions", as_=staff)).status == 200
    await stage.call("revoke_support_access", as_=owner, path={"staffUserId": staff.user_id})
    stage.clock.advance(seconds=30)
    assert (await stage.call("list_questions", as_=staff)).status == 403


async def test_revoking_again_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("revoke_support_access", call)
    stage.clock.advance(minutes=1)
    assert (await stage.arranged("revoke_support_access", call)).data == first.data
