import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.functions.users.test_set_avatar import load, picture, set_avatar

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.VIEWER)
    assert (await set_avatar(stage, member, picture())).status == 200
    colleague = await stage.member(Role.RECRUITER, tenant_id=member.tenant_id)
    return Arranged(as_=colleague, path={"memberId": member.user_id}, body={})


async def test_a_colleague_sees_the_picture(stage: Stage) -> None:
    answer = await stage.arranged("link_avatar", await arrange(stage))
    assert (await load(stage, answer.data["url"])).status_code == 200


async def test_whoever_has_none_is_404(stage: Stage) -> None:
    member = await stage.member()
    answer = await stage.call("link_avatar", as_=member, path={"memberId": member.user_id}, body={})
    assert (answer.status, answer.error["code"]) == (404, "avatar_not_found")
