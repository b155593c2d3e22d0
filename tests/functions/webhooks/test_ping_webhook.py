import json

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_it_is_delivered_whatever_the_webhook_asks_for(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage, eventTypes=["attempts.*"])
    answer = await stage.call("ping_webhook", as_=owner, path=path_of(webhook))
    assert (answer.status, answer.data["status"], answer.data["eventType"]) == (202, "pending", "webhooks.ping")
    await stage.settle()
    [sent] = stage.http_client.sent
    assert json.loads(sent.body) == {
        "type": "webhooks.ping",
        "timestamp": "2026-03-02T09:00:31Z",
        "data": {"webhookId": webhook["id"]},
    }


async def test_a_disabled_webhook_is_not_pinged(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage)
    await stage.call("disable_webhook", as_=owner, path=path_of(webhook))
    answer = await stage.call("ping_webhook", as_=owner, path=path_of(webhook))
    assert (answer.status, answer.error["code"]) == (409, "webhook_disabled")
