"""Stripe's own library through the outbound client, to a Stripe over HTTP; and its signatures, by its own judge."""

import time
from datetime import UTC, datetime

import pytest
import stripe

from shared.adapters.guarded_http import GuardedHttpClient
from shared.adapters.stripe_payments import StripePayments
from shared.engines.inbound_signatures import require_stripe_signature
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.ports.payments import SubscriptionStatus
from shared.runtime.outbound import OutboundCalls
from tests.fixtures.stripe_server import KEY, PERIOD_END, PRICES, SECRET, FakeStripe, signed, stripe_server

pytestmark = pytest.mark.anyio


def payments_at(url: str, key: str = KEY) -> StripePayments:
    return StripePayments(OutboundCalls(GuardedHttpClient("test", origins=[url])), key, url)


async def test_a_customer_subscribes_changes_cancels_and_is_metered() -> None:
    fake = FakeStripe()
    async with stripe_server(fake) as server:
        payments = payments_at(server.url("").rstrip("/"))
        customer = await payments.create_customer("tenant", "Acme & Söhne", key="customer-tenant")
        assert await payments.create_customer("tenant", "Acme & Söhne", key="customer-tenant") == customer
        assert await payments.subscription(customer) is None
        page = await payments.checkout(
            customer, PRICES["team"], success_url="https://a.example/?x=1", cancel_url="https://a.example/"
        )
        assert page == "https://pay.example/cs_1"
        assert fake.paid() == customer
        found = await payments.subscription(customer)
        assert found is not None
        assert (found.status, found.price_id) == (SubscriptionStatus.ACTIVE, PRICES["team"])
        assert found.period_ends_at == datetime.fromtimestamp(PERIOD_END, UTC)
        changed = await payments.change_price(found, PRICES["business"])
        assert (changed.id, changed.price_id) == (found.id, PRICES["business"])
        assert (await payments.cancel(changed)).cancels_at_period_end is True
        assert await payments.portal(customer, return_url="https://a.example/") == f"https://portal.example/{customer}"
        for _ in range(2):
            await payments.report("ella_seconds", customer, 90, key="k-1", at=datetime.now(UTC))
        assert fake.metered == {"k-1": ("ella_seconds", 90)}
        assert fake.asked[0][2]["name"] == "Acme & Söhne"


@pytest.mark.parametrize(
    ("problem", "raised"),
    [
        ("invalid_request_error", FailedPrecondition),
        ("card_error", FailedPrecondition),
        ("api_error", DependencyUnavailable),
    ],
)
async def test_each_of_stripes_errors_is_one_of_ours(problem: str, raised: type[Exception]) -> None:
    fake = FakeStripe()
    fake.problem = problem
    async with stripe_server(fake) as server:
        with pytest.raises(raised) as told:
            await payments_at(server.url("").rstrip("/")).subscription("cus_1")
    assert "cus_secret" not in str(told.value)


async def test_a_wrong_key_is_the_operators_matter() -> None:
    async with stripe_server(FakeStripe()) as server:
        with pytest.raises(DependencyUnavailable, match="AuthenticationError"):
            await payments_at(server.url("").rstrip("/"), "sk_test_wrong").subscription("cus_1")


async def test_where_nobody_answers_the_work_is_kept() -> None:
    async with stripe_server(FakeStripe()) as server:
        url = server.url("").rstrip("/")
    client = OutboundCalls(GuardedHttpClient("test", origins=[url]), jitter=lambda: 0.0, sleep=_at_once)
    with pytest.raises(DependencyUnavailable):
        await StripePayments(client, KEY, url).subscription("cus_1")


async def _at_once(seconds: float) -> None:
    return None


async def test_what_stripes_library_takes_as_signed_is_what_ella_takes() -> None:
    body, now = b'{"id": "evt_1"}', datetime.fromtimestamp(int(time.time()), UTC)
    header = signed(body, now, "whsec_other", SECRET)["stripe-signature"]
    assert stripe.WebhookSignature.verify_header(body.decode(), header, SECRET, tolerance=300)
    require_stripe_signature(header, body, [SECRET], at=now)
