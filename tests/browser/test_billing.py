"""An owner buys a plan on Stripe's page, hears of an overdue payment, and cancels: on an Ella of its own."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser, expect

from tests.fixtures.http import sign_up
from tests.fixtures.screens import PATIENCE, Watch, headed, press, sign_in
from tests.fixtures.stripe_server import KEY, PRICES, SECRET, FakeStripe, stripe_says, stripe_server
from tools.demo.api import Api, Inbox, until
from tools.demo.play import Demo
from tools.stack import Stack, running_stack


@pytest.fixture
def stripe() -> FakeStripe:
    return FakeStripe()


@pytest.fixture
def selling(stripe: FakeStripe) -> Iterator[Stack]:
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(stripe_server(stripe)) as server:
        environment = {
            "ELLA_RATE_LIMITS_SCALE": "1000",
            "ELLA_DEFAULT_PLAN": "free",
            "ELLA_STRIPE_KEY": KEY,
            "ELLA_STRIPE_URL": server.url("").rstrip("/"),
            "ELLA_STRIPE_WEBHOOK_SECRETS": SECRET,
            "ELLA_STRIPE_PRICES": ",".join(f"{plan}={price}" for plan, price in PRICES.items()),
        }
        with running_stack(backend="embedded", extra_environment=environment) as stack:
            yield stack


def test_a_plan_is_bought_overdue_and_cancelled(selling: Stack, stripe: FakeStripe, browser: Browser) -> None:
    with httpx.Client(base_url=selling.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(""))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        watch = Watch.on(context)
        page = watch.page
        page.route("https://pay.example/**", lambda route: route.fulfill(body="The page where the card is asked for"))
        at = f"{selling.gateway_url}/settings/usage"
        sign_in(page, at, f"owner-{demo.suffix}@example.com")
        headed(page, "Plan and usage")
        watch.check("settings-plans")
        press(page, "Choose Team")
        expect(page.get_by_text("The page where the card is asked for")).to_be_visible(timeout=PATIENCE)
        # As Stripe sends the browser back, before it has told of the payment.
        page.goto(f"{selling.gateway_url}/usage?checkout=done")
        expect(page.get_by_text(re.compile("The plan follows"))).to_be_visible(timeout=PATIENCE)
        customer = stripe.paid()
        stripe_says(http, "evt_1", "checkout.session.completed", {"customer": customer})
        expect(page.get_by_text("You pay for the plan Team.")).to_be_visible(timeout=PATIENCE)

        stripe.becomes(customer, "past_due")
        issued = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
        invoice = {"id": "in_1", "number": "E-0001", "customer": customer, "status": "open", "amount_due": 4900}
        about = {**invoice, "object": "invoice", "currency": "eur", "created": issued}
        stripe_says(http, "evt_2", "invoice.payment_failed", about)
        until(lambda: owner.get("/v1/billing")["graceUntil"], "the payment to be overdue")
        page.goto(at)
        expect(page.get_by_role("alert").filter(has_text="A payment is overdue.")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("row", name=re.compile(r"E-0001.*€49\.00"))).to_be_visible(timeout=PATIENCE)
        watch.check("settings-plan-overdue")

        press(page, "Cancel the subscription")
        page.get_by_role("dialog").get_by_role("button", name="Cancel the subscription").click()
        expect(page.get_by_text(re.compile("It is cancelled and ends on"))).to_be_visible(timeout=PATIENCE)
        press(page, "Keep the plan")
        expect(page.get_by_text(re.compile("It is renewed on"))).to_be_visible(timeout=PATIENCE)
        context.close()
