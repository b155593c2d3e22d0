import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_delivery, happens, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook, _ = await a_delivery(stage, 410)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_what_its_receiver_ended_goes_on(stage: Stage) -> None:
    owner, webhook, _ = await a_delivery(stage, 410)
    answer = await stage.call("enable_webhook", as_=owner, path=path_of(webhook))
    assert (answer.data["status"], answer.data["disabledBecause"], answer.data["disabledAt"]) == ("enabled", None, None)
    stage.clock.advance(seconds=31)
    await happens(stage, owner.tenant_id)
    await stage.settle()
    assert len(stage.http_client.sent) == 2
