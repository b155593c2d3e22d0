from dataclasses import replace

import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.billing import goes, says, subscriber
from tests.fixtures.quotas import use
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.stripe_server import PRICES

DAY = "2026-03-02"

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await subscriber(stage)
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 90)
    return Arranged(event=TenantUpkeepDue(day=DAY), tenant_id=owner.tenant_id)


async def upkeep(stage: Stage, owner: SignedIn) -> dict[str, int]:
    """Have the day's upkeep done; return what the meters were told so far, together."""
    await stage.deliver("report_usage", stage.envelope(TenantUpkeepDue(day=DAY), owner.tenant_id))
    await stage.settle()
    sums: dict[str, int] = {}
    for meter, value in stage.stripe.metered.values():
        sums[meter] = sums.get(meter, 0) + value
    return sums


async def test_each_day_tells_what_came_since_the_last(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    assert await upkeep(stage, owner) == {}
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 90)
    assert await upkeep(stage, owner) == {"ella_seconds": 90}
    assert await upkeep(stage, owner) == {"ella_seconds": 90}
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 10, shard=1)
    assert await upkeep(stage, owner) == {"ella_seconds": 100}


async def test_attempts_that_were_submitted_are_told(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    owner = sitting.recruiter
    assert (await stage.call("create_checkout", as_=owner, body={"plan": "team"})).status == 403
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    await stage.call("create_checkout", as_=admin, body={"plan": "team"})
    stage.stripe.paid()
    [account] = await stage.documents("billing")
    await says(stage, "checkout.session.completed", account["customerId"])
    await stage.settle()
    assert await upkeep(stage, admin) == {}
    [attempt] = await stage.documents("attempts")
    await stage.change(f"tenants/{sitting.tenant_id}/billing/account", reported={})
    assert attempt["practice"] is False
    assert (await upkeep(stage, admin))["ella_attempts"] == 1


async def test_what_was_used_before_the_subscription_is_not_billed(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "canceled")
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 500)
    stage.stripe.subscribe(customer_id, PRICES["team"])
    await says(stage, "customer.subscription.created", customer_id)
    await stage.settle()
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 5)
    assert await upkeep(stage, owner) == {"ella_seconds": 5}


async def test_a_report_whose_answer_was_lost_is_told_again_as_it_was(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 90)
    stage.stripe.failures = 1
    await stage.deliver("report_usage", stage.envelope(TenantUpkeepDue(day=DAY), owner.tenant_id))
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 10)
    assert (await upkeep(stage, owner))["ella_seconds"] == 90
    assert (await upkeep(stage, owner))["ella_seconds"] == 100
    assert len(stage.stripe.metered) == 2


async def test_the_end_of_a_month_is_told_in_the_next(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    stage.clock.advance(days=29, hours=14)
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 7)
    stage.clock.advance(hours=10)
    assert f"{stage.clock.now():%Y-%m}" == "2026-04"
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 3)
    assert await upkeep(stage, owner) == {"ella_seconds": 10}


async def test_without_meters_or_a_live_subscription_nothing_is_told(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await use(stage, owner.tenant_id, Quota.EXECUTION_SECONDS, 90)
    configured = stage.composition.config
    stage.composition.config = replace(configured, stripe_meters=())
    assert await upkeep(stage, owner) == {}
    stage.composition.config = configured
    await goes(stage, customer_id, "canceled")
    assert await upkeep(stage, owner) == {}
