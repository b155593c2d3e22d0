"""A plan on the running stack: bought on Stripe's page, had when Stripe says so, overdue, lowered, and paid again."""

from collections.abc import Iterator

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from tests.fixtures.http import sign_up
from tests.fixtures.stripe_server import KEY, PRICES, SECRET, FakeStripe, stripe_says, stripe_server
from tools.demo.api import Api, Inbox, until
from tools.demo.play import Demo
from tools.stack import running_stack

FREE, TEAM = ("free", 5), ("team", 50)
"""Each plan, and how many members it has."""


@pytest.fixture
def stripe() -> FakeStripe:
    return FakeStripe()


@pytest.fixture
def http(stripe: FakeStripe) -> Iterator[httpx.Client]:
    """An Ella of its own, which asks this Stripe and has a grace of seconds."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(stripe_server(stripe)) as server:
        environment = {
            "ELLA_RATE_LIMITS_SCALE": "1000",
            "ELLA_DEFAULT_PLAN": "free",
            "ELLA_STRIPE_KEY": KEY,
            "ELLA_STRIPE_URL": server.url("").rstrip("/"),
            "ELLA_STRIPE_WEBHOOK_SECRETS": SECRET,
            "ELLA_STRIPE_PRICES": ",".join(f"{plan}={price}" for plan, price in PRICES.items()),
            "ELLA_BILLING_GRACE_DAYS": "0.0001",
        }
        with (
            running_stack(backend="embedded", extra_environment=environment) as stack,
            httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http,
        ):
            yield http


def test_a_plan_is_bought_overdue_lowered_and_paid_again(http: httpx.Client, stripe: FakeStripe) -> None:
    demo = Demo(Api(http), Inbox(""))
    owner = demo.api.signed_in(sign_up(demo)["accessToken"])
    assert standing(owner) == FREE

    assert owner.post("/v1/billing/checkout", {"plan": "team"})["url"] == "https://pay.example/cs_1"
    customer = stripe.paid()
    stripe_says(http, "evt_1", "checkout.session.completed", {"customer": customer})
    until(lambda: standing(owner) == TEAM or None, "the plan that was bought")

    stripe.becomes(customer, "past_due")
    invoice = {"id": "in_1", "object": "invoice", "customer": customer, "status": "open", "amount_due": 4900}
    stripe_says(http, "evt_2", "invoice.payment_failed", invoice)
    until(lambda: owner.get("/v1/billing")["status"] == "past_due" or None, "the payment to be overdue")
    until(lambda: standing(owner) == FREE or None, "the plan to be lowered after the grace", pause=0.5)

    stripe.becomes(customer, "active")
    stripe_says(http, "evt_3", "invoice.paid", {**invoice, "status": "paid", "amount_paid": 4900})
    until(lambda: standing(owner) == TEAM or None, "the plan that is paid for again")
    [listed] = owner.get("/v1/billing/invoices")
    assert (listed["status"], listed["amountPaid"]) == ("paid", 4900)


def test_a_tenant_that_closes_is_charged_no_further_period_unless_it_is_restored(
    http: httpx.Client, stripe: FakeStripe
) -> None:
    demo = Demo(Api(http), Inbox(""))
    signed_up = sign_up(demo)
    owner, tenant = demo.api.signed_in(signed_up["accessToken"]), f"/v1/tenants/{signed_up['tenantId']}"
    owner.post("/v1/billing/checkout", {"plan": "team"})
    customer = stripe.paid()
    stripe_says(http, "evt_1", "checkout.session.completed", {"customer": customer})
    until(lambda: standing(owner) == TEAM or None, "the plan that was bought")
    [subscription] = stripe.subscriptions.values()
    owner.post(f"{tenant}/close")
    until(lambda: subscription["cancel_at_period_end"] or None, "the subscription to be cancelled")
    owner.post(f"{tenant}/restore")
    until(lambda: not subscription["cancel_at_period_end"] or None, "the subscription to be renewed")
    assert subscription["status"] == "active"


def standing(owner: Api) -> tuple[str, int]:
    """Return the plan a tenant has, and how many members it may have by it."""
    usage = owner.get("/v1/usage")
    return usage["plan"], next(each["limit"] for each in usage["quotas"] if each["quota"] == "members")
