from datetime import datetime

import pytest

from shared.domain.billing.events import GraceEnded
from tests.fixtures.billing import goes, plan_of, subscriber
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    [account] = await stage.documents("billing")
    return Arranged(event=GraceEnded(grace_until=account["graceUntil"]), tenant_id=owner.tenant_id)


async def lowered(stage: Stage) -> tuple[SignedIn, str]:
    """Let a tenant's grace pass; return its owner and customer."""
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    stage.clock.advance(days=7)
    await stage.settle()
    return await stage.signed_in_again(owner), customer_id


async def test_when_the_grace_ends_the_plan_is_lowered_and_told(stage: Stage) -> None:
    owner, _ = await lowered(stage)
    assert await plan_of(stage, owner) == stage.composition.config.default_plan
    assert "from “team” to" in stage.mailer.sent[-1].text


async def test_paying_it_later_brings_the_plan_back(stage: Stage) -> None:
    owner, customer_id = await lowered(stage)
    await goes(stage, customer_id, "active")
    assert await plan_of(stage, owner) == "team"


async def test_a_second_overdue_payment_has_a_grace_of_its_own(stage: Stage) -> None:
    owner, customer_id = await lowered(stage)
    await goes(stage, customer_id, "active")
    await goes(stage, customer_id, "past_due")
    assert await plan_of(stage, owner) == "team"
    assert (await stage.call("get_billing", as_=owner)).data["graceUntil"] == "2026-03-16T09:00:00Z"


async def test_the_end_of_an_earlier_grace_does_nothing(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    early = GraceEnded(grace_until=datetime.fromisoformat("2026-03-01T09:00:00Z"))
    assert await stage.deliver("lower_overdue_plan", stage.envelope(early, owner.tenant_id)) == 204
    assert await plan_of(stage, owner) == "team"
