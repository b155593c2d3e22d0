import pytest

from shared.domain.billing.events import SubscriptionSyncDue
from shared.domain.plans.model import Quota
from shared.ports.http_client import OutboundRequest, OutboundResponse
from tests.fixtures.billing import customer, goes, plan_of, says, subscriber
from tests.fixtures.quotas import on_free_plan, use
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.stripe_server import PRICES

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, customer_id = await customer(stage)
    stage.stripe.subscribe(customer_id, PRICES["team"])
    return Arranged(event=SubscriptionSyncDue(customer_id=customer_id), tenant_id=owner.tenant_id)


async def test_what_is_paid_for_is_had_and_its_quotas_hold(stage: Stage) -> None:
    owner, customer_id = await customer(stage)
    await on_free_plan(stage, owner.tenant_id)
    await use(stage, owner.tenant_id, Quota.MEMBERS, 4)
    invite = {"email": "new@example.com", "role": "viewer"}
    assert (await stage.call("invite_member", as_=owner, body=invite)).error["code"] == "quota_exceeded"
    stage.stripe.subscribe(customer_id, PRICES["team"])
    await says(stage, "checkout.session.completed", customer_id)
    await stage.settle()
    assert await plan_of(stage, owner) == "team"
    assert (await stage.call("invite_member", as_=owner, body=invite)).status == 201


async def test_the_event_is_not_believed_but_what_stripe_answers(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await says(stage, "customer.subscription.deleted", customer_id, status="canceled")
    await stage.settle()
    assert await plan_of(stage, owner) == "team"


async def test_a_payment_that_fails_begins_a_grace_of_seven_days_once(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    stage.clock.advance(days=1)
    owner = await stage.signed_in_again(owner)
    await goes(stage, customer_id, "past_due")
    assert await plan_of(stage, owner) == "team"
    data = (await stage.call("get_billing", as_=owner)).data
    assert data["graceUntil"] == "2026-03-09T09:00:00Z"
    assert len(stage.mailer.sent) == 1


async def test_a_payment_made_in_time_ends_the_grace(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "past_due")
    await goes(stage, customer_id, "active")
    assert (await stage.call("get_billing", as_=owner)).data["graceUntil"] is None
    stage.clock.advance(days=8)
    await stage.settle()
    assert await plan_of(stage, await stage.signed_in_again(owner)) == "team"


@pytest.mark.parametrize("status", ["canceled", "unpaid", "paused"])
async def test_what_is_not_paid_for_any_more_is_not_had(stage: Stage, status: str) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, status)
    assert await plan_of(stage, owner) == stage.composition.config.default_plan


async def test_a_first_payment_that_is_being_made_changes_nothing(stage: Stage) -> None:
    owner, customer_id = await customer(stage)
    await stage.change(f"tenants/{owner.tenant_id}/tenant/{owner.tenant_id}", plan="business")
    stage.stripe.subscribe(customer_id, PRICES["team"], status="incomplete")
    await says(stage, "customer.subscription.created", customer_id)
    await stage.settle()
    assert await plan_of(stage, owner) == "business"


async def test_of_several_subscriptions_the_one_that_stands_best_counts(stage: Stage) -> None:
    owner, customer_id = await customer(stage)
    for plan, status in (("business", "canceled"), ("team", "active"), ("business", "incomplete_expired")):
        stage.stripe.subscribe(customer_id, PRICES[plan], status=status)
    await says(stage, "invoice.paid", customer_id)
    await stage.settle()
    assert await plan_of(stage, owner) == "team"


async def test_an_answer_that_comes_late_does_not_undo_a_newer_one(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    answered = stage.stripe.send

    async def overtaken(request: OutboundRequest) -> OutboundResponse:
        stage.stripe.send = answered  # type: ignore[method-assign]
        old = await answered(request)
        await goes(stage, customer_id, "canceled")
        return old

    stage.stripe.send = overtaken  # type: ignore[method-assign]
    event = SubscriptionSyncDue(customer_id=customer_id)
    assert await stage.deliver("sync_subscription", stage.envelope(event, owner.tenant_id)) == 204
    assert await plan_of(stage, owner) == stage.composition.config.default_plan


async def test_while_stripe_is_away_the_event_is_kept_for_later(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    stage.stripe.failures = 1
    await stage.deliver("sync_subscription", envelope)
    assert [each["status"] for each in await stage.documents("billing")] == [None]
    stage.clock.advance(hours=1)
    await stage.settle()
    assert [each["status"] for each in await stage.documents("billing")] == ["active"]


async def test_a_price_that_no_plan_has_is_warned_of(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    owner, customer_id = await customer(stage)
    stage.stripe.subscribe(customer_id, "price_of_old")
    await says(stage, "customer.subscription.created", customer_id)
    await stage.settle()
    assert await plan_of(stage, owner) == stage.composition.config.default_plan
    assert "stands for no plan" in capsys.readouterr().out
