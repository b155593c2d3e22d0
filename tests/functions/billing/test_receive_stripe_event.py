import json
from dataclasses import replace

import pytest

from tests.fixtures.billing import by_stripe, customer, says, subscriber, tells
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.stripe_server import SECRET, event, signed

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, customer_id = await customer(stage)
    return Arranged(as_=by_stripe(stage), body=event("evt_1", "invoice.paid", {"customer": customer_id}))


async def test_an_event_is_stored_and_answered_before_stripe_is_asked(stage: Stage) -> None:
    _, customer_id = await customer(stage)
    asked = len(stage.stripe.asked)
    answer = await says(stage, "customer.subscription.created", customer_id)
    assert (answer.status, answer.body) == (200, {"received": True, "duplicate": False})
    assert len(stage.stripe.asked) == asked
    assert [each.type for each in await stage.waiting()] == ["billing.sync.due.v1"]


async def test_an_event_that_comes_twice_changes_nothing(stage: Stage) -> None:
    _, customer_id = await subscriber(stage)
    await says(stage, "invoice.paid", customer_id, event_id="evt_twice")
    await stage.settle()
    before = await stage.snapshot()
    assert (await says(stage, "invoice.paid", customer_id, event_id="evt_twice")).body["duplicate"] is True
    assert await stage.snapshot() == before


async def test_any_of_several_secrets_will_do(stage: Stage) -> None:
    _, customer_id = await customer(stage)
    secrets = ("whsec_next", SECRET)
    stage.composition.config = replace(stage.composition.config, stripe_webhook_secrets=secrets)
    for number, secret in enumerate(secrets):
        told = event(f"evt_{number}", "invoice.paid", {"customer": customer_id})
        headers = signed(json.dumps(told).encode(), stage.clock.now(), "whsec_other", secret)
        assert (await tells(stage, told, **headers)).status == 200


async def test_unsigned_old_and_changed_events_are_refused_before_they_are_read(stage: Stage) -> None:
    _, customer_id = await customer(stage)
    told = event("evt_1", "invoice.paid", {"customer": customer_id})
    raw, now = json.dumps(told).encode(), stage.clock.now()
    stage.clock.advance(seconds=301)
    for headers in (
        {"stripe-signature": ""},
        signed(raw, now, SECRET),
        signed(raw, stage.clock.now(), "whsec_other"),
        signed(raw + b" ", stage.clock.now(), SECRET),
    ):
        answer = await tells(stage, told, **headers)
        assert (answer.status, answer.body["error"]["code"]) == (401, "invalid_signature")
    assert (await stage.call("receive_stripe_event", raw=b"{", headers={"stripe-signature": "t=1"})).status == 401
    assert await stage.documents("stripeEvents") == []


async def test_an_unknown_type_is_stored_warned_of_and_taken(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    _, customer_id = await customer(stage)
    assert (await says(stage, "radar.rule.changed", customer_id, note="private")).status == 200
    [stored] = await stage.documents("stripeEvents")
    assert (stored["type"], stored["known"]) == ("radar.rule.changed", False)
    assert await stage.waiting() == []
    logged = capsys.readouterr().out
    assert "unknown type" in logged
    assert "private" not in logged


@pytest.mark.parametrize("about", [{}, {"customer": "cus_nobody"}, {"customer": "a/b"}, {"customer": {"id": "cus_x"}}])
async def test_what_is_about_nobody_here_is_taken_and_does_nothing(stage: Stage, about: dict[str, object]) -> None:
    before = await stage.snapshot()
    assert (await tells(stage, event("evt_1", "invoice.paid", about))).status == 200
    assert await stage.snapshot() == before


async def test_without_a_secret_nothing_is_taken(stage: Stage) -> None:
    _, customer_id = await customer(stage)
    stage.composition.config = replace(stage.composition.config, stripe_webhook_secrets=())
    answer = await says(stage, "invoice.paid", customer_id)
    assert (answer.status, answer.body["error"]["code"]) == (409, "billing_not_configured")
