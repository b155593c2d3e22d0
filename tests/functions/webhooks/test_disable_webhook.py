import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_delivery, happens, only_delivery, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_it_hears_nothing_more_and_nobody_is_told(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage)
    answer = await stage.call("disable_webhook", as_=owner, path=path_of(webhook))
    assert (answer.data["status"], answer.data["disabledBecause"]) == ("disabled", "wanted")
    again = await stage.call("disable_webhook", as_=owner, path=path_of(webhook))
    assert again.data == answer.data
    await happens(stage, owner.tenant_id)
    await stage.settle()
    assert (stage.http_client.sent, stage.mailer.sent) == ([], [])


async def test_what_was_pending_is_given_up(stage: Stage) -> None:
    owner, webhook, _ = await a_delivery(stage, 500)
    await stage.call("disable_webhook", as_=owner, path=path_of(webhook))
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert len(stage.http_client.sent) == 1
    assert (await only_delivery(stage))["status"] == "failed"
