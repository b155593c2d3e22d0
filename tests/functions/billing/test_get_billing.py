from dataclasses import replace

import pytest

from shared.auth.roles import Role
from tests.fixtures.billing import goes, subscriber
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await subscriber(stage)
    return Arranged(as_=owner)


async def test_it_tells_plan_period_and_what_can_be_bought(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    data = (await stage.call("get_billing", as_=owner)).data
    assert (data["subscribed"], data["status"], data["plans"]) == ("team", "active", ["team", "business"])
    assert data["periodEndsAt"] == "2026-03-31T23:33:20Z"
    assert customer_id not in str(data)


async def test_a_grace_that_runs_is_told(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    data = (await stage.call("get_billing", as_=owner)).data
    assert (data["status"], data["graceUntil"]) == ("past_due", "2026-03-09T09:00:00Z")


async def test_without_a_key_it_says_that_nothing_can_be_bought(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, stripe_key="", stripe_prices=())
    data = (await stage.call("get_billing", as_=await stage.member(Role.ADMIN))).data
    assert (data["configured"], data["plans"], data["subscribed"]) == (False, [], None)
