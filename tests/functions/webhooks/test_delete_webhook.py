import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_delivery, happens, only_delivery, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_it_is_gone_and_hears_nothing_more(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage)
    answer = await stage.call("delete_webhook", as_=owner, path=path_of(webhook))
    assert (answer.status, answer.body) == (204, None)
    assert (await stage.call("get_webhook", as_=owner, path=path_of(webhook))).status == 404
    await happens(stage, owner.tenant_id)
    await stage.settle()
    assert stage.http_client.sent == []


async def test_what_was_pending_is_given_up(stage: Stage) -> None:
    owner, webhook, _ = await a_delivery(stage, 500)
    await stage.call("delete_webhook", as_=owner, path=path_of(webhook))
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert len(stage.http_client.sent) == 1
    assert (await only_delivery(stage))["status"] == "failed"
