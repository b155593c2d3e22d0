import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    call = Arranged(as_=owner, path={"tenantId": owner.tenant_id})
    await stage.arranged("close_tenant", call)
    return call


async def test_a_restored_tenant_is_as_it_was(stage: Stage) -> None:
    call = await arrange(stage)
    stage.clock.advance(minutes=1)
    assert (await stage.call("list_questions", as_=call.as_)).status == 403
    restored = await stage.arranged("restore_tenant", call)
    assert (restored.data["state"], restored.data["closesAt"]) == ("active", None)
    assert (await stage.call("list_questions", as_=call.as_)).status == 200


async def test_a_tenant_that_was_suspended_is_so_again(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    path = {"tenantId": owner.tenant_id}
    await stage.call("suspend_tenant", as_=owner, path=path, body={"reason": "holidays"})
    await stage.call("close_tenant", as_=owner, path=path)
    assert (await stage.call("restore_tenant", as_=owner, path=path)).data["state"] == "suspended"


async def test_what_is_not_closing_is_not_restored(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("restore_tenant", call)
    answer = await stage.arranged("restore_tenant", call)
    assert (answer.status, answer.error["code"]) == (409, "not_closing")
