import pytest

from shared.auth.roles import Role
from tests.fixtures.billing import goes, plan_of, subscriber
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await subscriber(stage)
    return Arranged(as_=owner)


async def test_what_is_paid_for_stays_until_its_period_ends(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    for _ in range(2):
        answer = await stage.call("cancel_subscription", as_=owner)
        assert (answer.data["cancelsAtPeriodEnd"], answer.data["subscribed"]) == (True, "team")
    assert await plan_of(stage, owner) == "team"
    await goes(stage, customer_id, "canceled")
    assert await plan_of(stage, owner) == stage.composition.config.default_plan


async def test_without_a_subscription_there_is_nothing_to_cancel(stage: Stage) -> None:
    answer = await stage.call("cancel_subscription", as_=await stage.member(Role.OWNER))
    assert (answer.status, answer.error["code"]) == (409, "not_subscribed")
