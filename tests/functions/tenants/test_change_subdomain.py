import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.people import SIGN_UP, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"tenantId": owner.tenant_id}, body={"subdomain": "elsewhere"})


async def test_the_old_subdomain_is_kept_from_others_for_ninety_days(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = {"tenantId": owner.tenant_id}
    moved = await stage.call("change_subdomain", as_=owner, path=path, body={"subdomain": "elsewhere"})
    assert moved.data["subdomain"] == "elsewhere"
    other = SIGN_UP | {"email": "other@example.com"}
    for subdomain in ("acme", "elsewhere"):
        taken = await stage.call("sign_up", body=other | {"subdomain": subdomain})
        assert (taken.status, taken.error["code"]) == (409, "subdomain_taken")
    stage.clock.advance(days=90)
    assert (await stage.call("sign_up", body=other)).status == 201


async def test_the_tenant_itself_may_go_back(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = {"tenantId": owner.tenant_id}
    for subdomain in ("elsewhere", "acme", "acme"):
        answer = await stage.call("change_subdomain", as_=owner, path=path, body={"subdomain": subdomain})
        assert (answer.status, answer.data["subdomain"]) == (200, subdomain)


async def test_a_late_clean_up_of_the_sign_up_takes_nothing_away(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = {"tenantId": owner.tenant_id}
    await stage.call("change_subdomain", as_=owner, path=path, body={"subdomain": "elsewhere"})
    stage.clock.advance(minutes=15)
    await stage.settle()
    reservation = await stage.document("reservations/subdomain:acme")
    assert reservation is not None
    assert reservation["state"] == "retired"
    assert await stage.identity.find_account(owner.email) == owner.user_id


async def test_of_two_tenants_that_want_one_subdomain_at_once_one_gets_it(stage: Stage) -> None:
    for number in range(5):
        calls = [await arrange(stage) for _ in range(2)]
        for call in calls:
            call.body = {"subdomain": f"wanted-{number}"}
        answers = await asyncio.gather(*(stage.arranged("change_subdomain", call) for call in calls))
        assert sorted(answer.status for answer in answers) == [200, 409]


@pytest.mark.parametrize("subdomain", ["www", "a", "UPPER", "-a-", "a.b", ""])
async def test_what_can_not_be_a_subdomain_is_400(stage: Stage, subdomain: str) -> None:
    call = await arrange(stage)
    call.body = {"subdomain": subdomain}
    answer = await stage.arranged("change_subdomain", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/subdomain")
