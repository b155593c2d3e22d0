import pytest

from shared.auth.roles import Role
from tests.fixtures.billing import customer
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await customer(stage)
    return Arranged(as_=owner)


async def test_the_pages_are_the_tenants_own_customers(stage: Stage) -> None:
    owner, customer_id = await customer(stage)
    other, other_id = await customer(stage)
    for somebody, id in ((owner, customer_id), (other, other_id)):
        answer = await stage.call("open_billing_portal", as_=somebody)
        assert answer.data == {"url": f"https://portal.example/{id}"}
    assert customer_id != other_id


async def test_who_never_bought_anything_has_no_pages(stage: Stage) -> None:
    answer = await stage.call("open_billing_portal", as_=await stage.member(Role.OWNER))
    assert (answer.status, answer.error["code"]) == (409, "not_subscribed")
