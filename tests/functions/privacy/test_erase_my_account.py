import pytest

from shared.auth.roles import Role
from tests.fixtures import people
from tests.fixtures.people import accept, invite, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

PASSWORD = "correct horse battery"


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER), body={"password": PASSWORD})


async def test_nothing_of_the_person_is_left_in_any_tenant_nor_their_account(stage: Stage) -> None:
    first, second = await sign_up(stage), await stage.member(Role.OWNER)
    rita = signed_in((await accept(stage, await invite(stage, first, "rita@example.com"))).data)
    await accept(stage, await invite(stage, second, "rita@example.com"))
    answer = await stage.call("erase_my_account", as_=rita, body={"password": people.PASSWORD})
    assert {each["tenantId"] for each in answer.data["erasures"]} == {first.tenant_id, second.tenant_id}
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    documents = {path: data for path, data in (await stage.snapshot()).items() if "/deliveries/" not in path}
    assert [path for path, data in documents.items() if "rita@" in str(data).lower()] == []
    assert [path for path in documents if path.startswith(f"users/{rita.user_id}")] == []
    assert await stage.identity.find_account("rita@example.com") is None
    assert all(each["receipt"] for each in await stage.documents("erasures"))
    stage.clock.advance(seconds=31)
    assert (await stage.call("get_profile", as_=rita)).status == 401


async def test_the_last_owner_of_any_tenant_is_told_which_and_nothing_changes(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    before = {path: data for path, data in (await stage.snapshot()).items() if path.startswith("tenants/")}
    answer = await stage.call("erase_my_account", as_=owner, body={"password": PASSWORD})
    assert (answer.status, answer.error["code"]) == (409, "last_owner")
    assert answer.error["details"]["tenantId"] == owner.tenant_id
    after = {path: data for path, data in (await stage.snapshot()).items() if path.startswith("tenants/")}
    assert after == before


async def test_a_wrong_password_erases_nothing(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    answer = await stage.call("erase_my_account", as_=viewer, body={"password": "not the password"})
    assert answer.status == 401
    assert await stage.document(f"tenants/{viewer.tenant_id}/members/{viewer.user_id}") is not None
