import pytest

from shared.auth.permissions import Permission
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_delivery, a_webhook, only_delivery, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook, delivery = await a_delivery(stage)
    return Arranged(as_=owner, path={**path_of(webhook), "deliveryId": delivery["id"]})


async def test_the_same_message_goes_out_again(stage: Stage) -> None:
    arranged = await arrange(stage)
    assert (await stage.arranged("replay_webhook_delivery", arranged)).status == 202
    await stage.settle()
    first, second = stage.http_client.sent
    assert second.headers["webhook-id"] == first.headers["webhook-id"]
    assert second.body == first.body
    delivery = await only_delivery(stage)
    assert (delivery["status"], delivery["attemptCount"]) == ("succeeded", 2)


async def test_a_replay_is_tried_as_often_as_a_new_delivery(stage: Stage) -> None:
    owner, webhook, delivery = await a_delivery(stage, 410)
    await stage.call("enable_webhook", as_=owner, path=path_of(webhook))
    stage.http_client.will_answer(500)
    path = {**path_of(webhook), "deliveryId": delivery["id"]}
    assert (await stage.call("replay_webhook_delivery", as_=owner, path=path)).status == 202
    await stage.settle()
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert (await only_delivery(stage))["status"] == "succeeded"
    assert len(stage.http_client.sent) == 3


async def test_what_is_still_being_tried_is_not_replayed(stage: Stage) -> None:
    owner, webhook, delivery = await a_delivery(stage, 500)
    path = {**path_of(webhook), "deliveryId": delivery["id"]}
    answer = await stage.call("replay_webhook_delivery", as_=owner, path=path)
    assert (answer.status, answer.error["code"]) == (409, "delivery_pending")


async def test_another_webhooks_delivery_is_not_found(stage: Stage) -> None:
    owner, _, delivery = await a_delivery(stage)
    other = await a_webhook(stage, owner)
    path = {**path_of(other), "deliveryId": delivery["id"]}
    answer = await stage.call("replay_webhook_delivery", as_=owner, path=path)
    assert (answer.status, answer.error["code"]) == (404, "delivery_not_found")


async def test_what_is_older_than_thirty_days_is_not_found(stage: Stage) -> None:
    arranged = await arrange(stage)
    stage.clock.advance(days=31)
    signed_in = await stage.api_key(Permission.WEBHOOKS_MANAGE, tenant_id=arranged.as_.tenant_id)  # type: ignore[union-attr]
    answer = await stage.call("replay_webhook_delivery", as_=signed_in, path=arranged.path)
    assert answer.status == 404
