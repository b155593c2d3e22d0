import json
from datetime import timedelta
from typing import Any

import pytest

from functions.webhooks.deliver_webhook import JITTER
from shared.domain.webhooks.events import WebhookDeliveryDue
from shared.domain.webhooks.model import RETRY_DELAYS
from shared.ports.http_client import CallFailed, DestinationRefused, OutboundResponse
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import JOINED, URL, a_delivery, happens, only_delivery, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    await stage.call("ping_webhook", as_=owner, path=path_of(webhook))
    delivery = await only_delivery(stage)
    return Arranged(event=WebhookDeliveryDue(delivery_id=delivery["id"], number=1), tenant_id=owner.tenant_id)


async def time_passes(stage: Stage) -> None:
    """Let the longest delay and its jitter pass, and deliver what is due."""
    stage.clock.advance(hours=30)
    await stage.settle()


async def test_a_message_says_what_happened_and_is_signed(stage: Stage) -> None:
    _, _, delivery = await a_delivery(stage, 204)
    [sent] = stage.http_client.sent
    assert (sent.method, sent.url, sent.service, sent.max_redirects) == ("POST", URL, "webhooks", 0)
    assert json.loads(sent.body) == {
        "type": JOINED,
        "timestamp": "2026-03-02T09:00:31Z",
        "data": {"userId": "user-0"},
    }
    assert sent.headers["content-type"] == "application/json"
    assert sent.headers["webhook-id"] == delivery["eventId"]
    assert sent.headers["webhook-timestamp"] == str(int(stage.clock.now().timestamp()))
    assert sent.headers["webhook-signature"].startswith("v1,")
    assert sent.traceparent
    assert delivery["status"] == "succeeded"


async def test_tries_follow_the_schedule_with_the_same_id_and_then_the_webhook_is_disabled(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.webhooks.deliver_webhook.JITTER", 0)
    scale = stage.composition.config.delay_scale
    owner, _ = await owner_with_webhook(stage)
    stage.http_client.will_answer(*[500] * len(RETRY_DELAYS))
    await happens(stage, owner.tenant_id)
    await stage.settle()
    for number, delay in enumerate(RETRY_DELAYS[1:], start=1):
        delivery = await only_delivery(stage)
        assert len(stage.http_client.sent) == number
        assert delivery["nextAttemptAt"] - delivery["attempts"][-1]["at"] == delay * scale
        stage.clock.time = delivery["nextAttemptAt"] - timedelta(milliseconds=1)
        await stage.settle()
        assert len(stage.http_client.sent) == number
        stage.clock.time = delivery["nextAttemptAt"]
        await stage.settle()
    assert len(stage.http_client.sent) == len(RETRY_DELAYS) == 10
    assert len({sent.headers["webhook-id"] for sent in stage.http_client.sent}) == 1
    assert len({sent.body for sent in stage.http_client.sent}) == 1
    assert (await only_delivery(stage))["status"] == "failed"
    [found] = await stage.documents("webhooks")
    assert (found["status"], found["disabledBecause"]) == ("disabled", "failing")
    assert [mail.to for mail in stage.mailer.sent] == [owner.email]


def test_the_schedule_is_the_standards() -> None:
    seconds = [0, 5, 5 * 60, 30 * 60, *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24))]
    assert [delay.total_seconds() for delay in RETRY_DELAYS] == seconds


async def test_jitter_only_ever_lengthens_a_delay(stage: Stage) -> None:
    scale = stage.composition.config.delay_scale
    _, _, delivery = await a_delivery(stage, 500)
    waits = delivery["nextAttemptAt"] - delivery["attempts"][-1]["at"]
    assert RETRY_DELAYS[1] * scale <= waits <= RETRY_DELAYS[1] * scale * (1 + JITTER)


@pytest.mark.parametrize("status", [100, 301, 302, 307, 400, 404, 429, 500, 503])
async def test_anything_but_2xx_is_tried_again(stage: Stage, status: int) -> None:
    await a_delivery(stage, status)
    assert (await only_delivery(stage))["status"] == "pending"
    await time_passes(stage)
    assert (await only_delivery(stage))["status"] == "succeeded"
    assert len(stage.http_client.sent) == 2


@pytest.mark.parametrize("error", [CallFailed("no connection"), DestinationRefused("not on the public internet")])
async def test_a_call_that_failed_is_listed_with_its_reason_and_tried_again(stage: Stage, error: Exception) -> None:
    stage.http_client.answers.append(error)
    _, _, delivery = await a_delivery(stage)
    assert (delivery["attempts"][0]["status"], delivery["attempts"][0]["error"]) == (None, str(error))
    await time_passes(stage)
    assert (await only_delivery(stage))["status"] == "succeeded"
    assert await stage.documents("deliveryFailures") == []


async def test_a_receiver_that_is_gone_is_asked_no_more(stage: Stage) -> None:
    owner, webhook, delivery = await a_delivery(stage, 410)
    assert delivery["status"] == "failed"
    found = (await stage.call("get_webhook", as_=owner, path=path_of(webhook))).data
    assert (found["status"], found["disabledBecause"]) == ("disabled", "gone")
    await happens(stage, owner.tenant_id)
    await time_passes(stage)
    assert len(stage.http_client.sent) == 1


async def test_of_a_response_only_its_beginning_is_kept_and_as_text(stage: Stage) -> None:
    body = b"\xff\x00" + "ä".encode() * 5_000
    stage.http_client.answers.append(OutboundResponse(500, {}, body))
    _, _, delivery = await a_delivery(stage)
    excerpt = delivery["attempts"][0]["response"]
    assert len(excerpt) == 1_000
    assert excerpt.startswith("\ufffd\ufffdää")


async def test_a_try_that_is_not_due_any_more_sends_nothing(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.settle()
    for number in (1, 3):
        late = WebhookDeliveryDue(delivery_id=arranged.event.delivery_id, number=number)
        assert await stage.deliver("deliver_webhook", stage.envelope(late, arranged.tenant_id)) == 204
    assert len(stage.http_client.sent) == 1


async def test_a_kill_before_the_outcome_is_stored_repeats_the_message_under_its_id(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged = await arrange(stage)
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    kept = stage.http_client.send

    async def killed(request: Any) -> OutboundResponse:
        await kept(request)
        raise RuntimeError("killed")

    monkeypatch.setattr(stage.http_client, "send", killed)
    assert await stage.deliver("deliver_webhook", envelope) == 500
    monkeypatch.undo()
    assert await stage.deliver("deliver_webhook", envelope) == 204
    first, second = stage.http_client.sent
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert (await only_delivery(stage))["status"] == "succeeded"
