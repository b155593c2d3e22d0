import pytest

from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={"displayName": "Ada"})


async def test_a_new_name_is_kept_and_the_tenants_stay(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("update_profile", as_=owner, body={"displayName": " Ada "})
    assert answer.data["displayName"] == "Ada"
    seen = (await stage.call("verify_token", as_=owner)).data
    assert (seen["user"]["displayName"], seen["tenants"]) == ("Ada", [{"id": owner.tenant_id}])


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, None, 1])
async def test_what_is_no_name_is_refused(stage: Stage, name: object) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("update_profile", as_=owner, body={"displayName": name})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/displayName")


@pytest.mark.parametrize("field", ["role", "tenantId", "tenantIds", "email", "emailVerified", "id"])
async def test_nothing_else_is_assigned(stage: Stage, field: str) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("update_profile", as_=owner, body={"displayName": "Ada", field: "owner"})
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "unknown_field")
