import pytest

from shared.auth.roles import Role
from shared.auth.tenant_states import TenantState
from shared.domain.tenants.events import TenantClosingChanged
from shared.ports.http_client import OutboundRequest, OutboundResponse
from tests.fixtures.billing import goes, says, subscriber
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.stripe_server import PRICES

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await subscriber(stage)
    await closes(stage, owner)
    return Arranged(event=TenantClosingChanged(state=TenantState.CLOSING), tenant_id=owner.tenant_id)


async def closes(stage: Stage, owner: SignedIn, name: str = "close_tenant") -> None:
    answer = await stage.call(name, as_=owner, path={"tenantId": owner.tenant_id})
    assert answer.status == 200, answer.body


async def closed(stage: Stage, owner: SignedIn) -> None:
    """Close a tenant and let the time to restore it pass."""
    await closes(stage, owner)
    stage.clock.advance(days=30)
    await stage.settle()


def standing(stage: Stage) -> list[tuple[str, bool]]:
    """Return how each subscription stands at Stripe, and whether it ends with its period."""
    return [(each["status"], each["cancel_at_period_end"]) for each in stage.stripe.subscriptions.values()]


def changes(stage: Stage) -> list[str]:
    """Return what Stripe was asked to change of subscriptions, in order."""
    return [method for method, path, _ in stage.stripe.asked if path.startswith("/v1/subscriptions/")]


async def test_a_tenant_that_closes_is_charged_no_further_period(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    await closes(stage, owner)
    await stage.settle()
    assert standing(stage) == [("active", True)]
    [account] = await stage.documents("billing")
    assert (account["cancelsAtPeriodEnd"], account["cancelledByClosing"]) == (True, True)


async def test_a_tenant_that_is_closed_for_good_has_no_subscription(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    stage.stripe.subscribe(customer_id, PRICES["business"], status="past_due")
    stage.stripe.subscribe(customer_id, PRICES["team"], status="unpaid")
    await closed(stage, owner)
    assert {status for status, _ in standing(stage)} == {"canceled"}
    assert [each["status"] for each in await stage.documents("billing")] == ["canceled"]


async def test_being_told_again_asks_stripe_to_change_nothing_more(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    for ending in (closes, closed):
        if ending is closed:
            stage.clock.advance(days=30)
        await (ending(stage, owner) if ending is closes else stage.settle())
        await stage.settle()
        before = changes(stage)
        for _ in range(2):
            envelope = stage.envelope(TenantClosingChanged(state=TenantState.CLOSING), owner.tenant_id)
            for _ in range(2):
                assert await stage.deliver("follow_tenant_closing", envelope) == 204
        await stage.settle()
        assert changes(stage) == before
    assert changes(stage) == ["POST", "DELETE"]


async def test_an_answer_of_stripes_that_was_lost_is_made_up_for(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    answered, lost = stage.stripe.send, 0

    async def losing(request: OutboundRequest) -> OutboundResponse:
        nonlocal lost
        answer = await answered(request)
        if request.method == "POST" and lost == 0:
            lost += 1
            return OutboundResponse(500, {}, b"{}")
        return answer

    stage.stripe.send = losing  # type: ignore[method-assign]
    await closes(stage, owner)
    for _ in range(2):
        await stage.settle()
        stage.clock.advance(hours=1)
    assert lost == 1
    assert standing(stage) == [("active", True)]
    [account] = await stage.documents("billing")
    assert (account["cancelsAtPeriodEnd"], account["cancelledByClosing"]) == (True, True)


async def test_while_stripe_is_away_the_cancelling_waits(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    stage.stripe.problem = "api_error"
    await stage.settle()
    assert standing(stage) == [("active", False)]
    stage.stripe.problem = None
    stage.clock.advance(hours=1)
    await stage.settle()
    assert standing(stage) == [("active", True)]


async def test_a_tenant_that_is_restored_keeps_what_it_paid_for(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    await closes(stage, owner)
    await stage.settle()
    await closes(stage, owner, "restore_tenant")
    await stage.settle()
    assert standing(stage) == [("active", False)]
    [account] = await stage.documents("billing")
    assert (account["cancelsAtPeriodEnd"], account["cancelledByClosing"]) == (False, False)


async def test_what_its_owner_had_cancelled_before_stays_cancelled(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    assert (await stage.call("cancel_subscription", as_=owner)).status == 200
    await closes(stage, owner)
    await stage.settle()
    await closes(stage, owner, "restore_tenant")
    await stage.settle()
    assert standing(stage) == [("active", True)]


async def test_a_restoration_that_comes_while_stripe_is_asked_wins(stage: Stage) -> None:
    owner, _ = await subscriber(stage)
    await closes(stage, owner)
    answered = stage.stripe.send

    async def overtaken(request: OutboundRequest) -> OutboundResponse:
        if request.method == "POST":
            stage.stripe.send = answered  # type: ignore[method-assign]
            await closes(stage, owner, "restore_tenant")
        return await answered(request)

    stage.stripe.send = overtaken  # type: ignore[method-assign]
    await stage.settle()
    assert standing(stage) == [("active", False)]


async def test_a_page_that_is_paid_after_the_closing_leads_to_no_subscription(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    await goes(stage, customer_id, "canceled")
    await closed(stage, owner)
    stage.stripe.subscribe(customer_id, PRICES["team"])
    await says(stage, "checkout.session.completed", customer_id)
    await stage.settle()
    assert {status for status, _ in standing(stage)} == {"canceled"}


async def test_a_tenant_that_never_paid_is_asked_nothing_about(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    await closed(stage, owner)
    assert stage.stripe.asked == []
