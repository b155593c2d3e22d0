import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import URL, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook))


async def test_it_says_where_and_what_and_nothing_secret(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage, eventTypes=["attempts.*"], description="The tracker")
    found = (await stage.call("get_webhook", as_=owner, path=path_of(webhook))).data
    assert (found["url"], found["eventTypes"], found["description"]) == (URL, ["attempts.*"], "The tracker")
    assert (found["status"], found["disabledBecause"], found["previousSecretUntil"]) == ("enabled", None, None)
    assert "secret" not in found
