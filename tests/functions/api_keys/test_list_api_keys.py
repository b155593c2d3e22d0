import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await stage.api_key(Permission.QUESTIONS_READ, tenant_id=admin.tenant_id)
    return Arranged(as_=admin)


async def test_keys_are_listed_newest_first_without_anything_to_call_with(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    for name in ("first", "second"):
        await stage.api_key(Permission.QUESTIONS_READ, tenant_id=admin.tenant_id, name=name)
        stage.clock.advance(seconds=1)
    answer = await stage.call("list_api_keys", as_=admin)
    assert [key["name"] for key in answer.data] == ["second", "first"]
    assert answer.data[0]["scopes"] == ["questions:read"]
    assert not {"secretHash", "token"} & answer.data[0].keys()


async def test_another_tenants_keys_are_not_there(stage: Stage) -> None:
    await stage.api_key(Permission.QUESTIONS_READ)
    assert (await stage.call("list_api_keys", as_=await stage.member(Role.OWNER))).data == []
