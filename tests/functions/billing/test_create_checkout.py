from dataclasses import replace
from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.billing import customer, goes, plan_of, subscriber
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.OWNER), body={"plan": "team"})


async def test_the_page_is_stripes_and_for_the_plans_price(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("create_checkout", as_=owner, body={"plan": "business"})
    assert answer.data == {"url": "https://pay.example/cs_1"}
    [(_, _, made), (_, _, asked)] = stage.stripe.asked
    assert made["metadata[tenantId]"] == owner.tenant_id
    assert (asked["mode"], asked["line_items[0][price]"]) == ("subscription", "price_business")
    assert asked["success_url"].endswith("/usage?checkout=done")


async def test_nothing_is_had_before_it_is_paid(stage: Stage) -> None:
    owner, _ = await customer(stage)
    await stage.settle()
    assert await plan_of(stage, owner) == stage.composition.config.default_plan


async def test_a_second_page_is_for_the_same_customer(stage: Stage) -> None:
    owner, _ = await customer(stage)
    assert (await stage.call("create_checkout", as_=owner, body={"plan": "business"})).status == 200
    assert len(stage.stripe.customers) == 1
    assert len({each["customer"] for each in stage.stripe.sessions.values()}) == 1


async def test_whoever_is_subscribed_changes_the_plan_instead(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    answer = await stage.call("create_checkout", as_=owner, body={"plan": "business"})
    assert (answer.status, answer.error["code"]) == (409, "already_subscribed")
    await goes(stage, customer_id, "canceled")
    assert (await stage.call("create_checkout", as_=owner, body={"plan": "business"})).status == 200


async def test_the_free_plan_is_not_for_sale(stage: Stage) -> None:
    answer = await stage.call("create_checkout", as_=await stage.member(Role.OWNER), body={"plan": "free"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/plan")


async def test_a_plan_without_a_price_is_not_for_sale(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, stripe_prices=())
    answer = await stage.call("create_checkout", as_=await stage.member(Role.OWNER), body={"plan": "team"})
    assert (answer.status, answer.error["code"]) == (409, "plan_not_sold")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("create_checkout", {"plan": "team"}),
        ("open_billing_portal", None),
        ("change_subscription", {"plan": "team"}),
        ("cancel_subscription", None),
    ],
)
async def test_without_a_key_each_of_them_says_so(stage: Stage, name: str, body: dict[str, Any] | None) -> None:
    del stage.composition.__dict__["payments"]
    stage.composition.config = replace(stage.composition.config, stripe_key="")
    answer = await stage.call(name, as_=await stage.member(Role.OWNER), body=body)
    assert (answer.status, answer.error["code"]) == (409, "billing_not_configured")


async def test_what_stripe_refuses_is_told_without_its_words(stage: Stage) -> None:
    stage.stripe.problem = "invalid_request_error"
    answer = await stage.call("create_checkout", as_=await stage.member(Role.OWNER), body={"plan": "team"})
    assert (answer.status, answer.error["code"]) == (409, "payment_refused")
    assert "cus_secret" not in str(answer.body)


async def test_while_stripe_is_away_it_is_503_and_no_second_customer_is_made(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    stage.stripe.failures = 1
    assert (await stage.call("create_checkout", as_=owner, body={"plan": "team"})).status == 503
    assert (await stage.call("create_checkout", as_=owner, body={"plan": "team"})).status == 200
    assert len(stage.stripe.customers) == 1
