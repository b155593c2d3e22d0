import pytest

from shared.auth.roles import Role
from shared.domain.accounts.events import PARTITION, AccountErasureRequested
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    assert (await stage.call("leave_tenant", as_=viewer)).status == 204
    return Arranged(as_=viewer, event=AccountErasureRequested(user_id=viewer.user_id), tenant_id=PARTITION)


async def test_record_settings_sessions_and_account_go(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.event is not None
    await stage.call("update_user_settings", as_=call.as_, body={"theme": "dark"})
    assert await stage.deliver("erase_account", stage.envelope(call.event, PARTITION)) == 204
    assert [path for path in await stage.snapshot() if path.startswith(f"users/{call.as_.user_id}")] == []
    assert await stage.identity.find_account(call.as_.email) is None


async def test_who_has_joined_a_tenant_since_keeps_the_account(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    event = AccountErasureRequested(user_id=viewer.user_id)
    assert await stage.deliver("erase_account", stage.envelope(event, PARTITION)) == 204
    assert await stage.identity.find_account(viewer.email) == viewer.user_id
