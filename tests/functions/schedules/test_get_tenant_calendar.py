import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_what_was_set_is_shown(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    await stage.call("set_tenant_calendar", as_=admin, body={"hours": {"zone": "Asia/Tokyo"}})
    data = (await stage.arranged("get_tenant_calendar", call)).data
    assert (data["hours"]["zone"], data["updatedBy"]) == ("Asia/Tokyo", admin.user_id)
