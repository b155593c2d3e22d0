import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import JOINED, a_delivery, a_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook, _ = await a_delivery(stage)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_each_try_shows_what_came_and_when_the_next_is(stage: Stage) -> None:
    owner, webhook = (await a_delivery(stage, 503))[:2]
    [delivery] = (await stage.call("list_webhook_deliveries", as_=owner, path=path_of(webhook))).data
    assert (delivery["status"], delivery["eventType"], delivery["attemptCount"]) == ("pending", JOINED, 1)
    [attempt] = delivery["attempts"]
    assert (attempt["status"], attempt["error"]) == (503, None)
    assert delivery["nextAttemptAt"] > attempt["at"]
    assert '"userId":"user-0"' in delivery["body"]


async def test_they_are_filtered_by_status_and_type(stage: Stage) -> None:
    owner, webhook, _ = await a_delivery(stage)

    async def listed(**query: str) -> int:
        return len((await stage.call("list_webhook_deliveries", as_=owner, path=path_of(webhook), query=query)).data)

    assert (await listed(status="succeeded"), await listed(status="failed")) == (1, 0)
    assert (await listed(eventType=JOINED), await listed(eventType="attempts.attempt.scored.v1")) == (1, 0)


async def test_another_webhooks_are_not_among_them(stage: Stage) -> None:
    owner, _, _ = await a_delivery(stage)
    other = await a_webhook(stage, owner, eventTypes=["attempts.*"])
    assert (await stage.call("list_webhook_deliveries", as_=owner, path=path_of(other))).data == []
