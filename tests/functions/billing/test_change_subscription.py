import pytest

from shared.auth.roles import Role
from tests.fixtures.billing import goes, plan_of, subscriber
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await subscriber(stage)
    return Arranged(as_=owner, body={"plan": "business"})


async def test_the_other_plan_holds_at_once_and_the_rest_is_set_off(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    answer = await stage.call("change_subscription", as_=owner, body={"plan": "business"})
    assert answer.data["subscribed"] == await plan_of(stage, owner) == "business"
    form = stage.stripe.asked[-1][2]
    assert (form["items[0][price]"], form["proration_behavior"]) == ("price_business", "create_prorations")
    await stage.settle()
    assert "from “team” to “business”" in stage.mailer.sent[-1].text


async def test_the_plan_it_has_already_asks_for_no_change(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    assert (await stage.call("change_subscription", as_=owner, body={"plan": "team"})).status == 200
    assert [each[0] for each in stage.stripe.asked[-1:]] == ["GET"]


async def test_one_that_was_cancelled_goes_on(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    await stage.call("cancel_subscription", as_=owner)
    answer = await stage.call("change_subscription", as_=owner, body={"plan": "team"})
    assert answer.data["cancelsAtPeriodEnd"] is False


async def test_without_a_live_subscription_there_is_nothing_to_change(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "canceled")
    for somebody in (owner, await stage.member(Role.OWNER)):
        answer = await stage.call("change_subscription", as_=somebody, body={"plan": "business"})
        assert (answer.status, answer.error["code"]) == (409, "not_subscribed")
