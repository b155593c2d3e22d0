from typing import Any

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import JOINED, URL, happens, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook), body={"description": "Another"})


async def test_what_is_left_out_stays(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage, eventTypes=["attempts.*"], description="The tracker")
    answer = await stage.call("update_webhook", as_=owner, path=path_of(webhook), body={"url": URL + "/2"})
    assert (answer.data["url"], answer.data["eventTypes"]) == (URL + "/2", ["attempts.*"])
    answer = await stage.call("update_webhook", as_=owner, path=path_of(webhook), body={"description": ""})
    assert (answer.data["url"], answer.data["description"]) == (URL + "/2", "")


async def test_what_is_asked_for_anew_is_delivered_within_half_a_minute(stage: Stage) -> None:
    owner, webhook = await owner_with_webhook(stage, eventTypes=["attempts.*"])
    await happens(stage, owner.tenant_id)
    await stage.settle()
    assert stage.http_client.sent == []
    await stage.call("update_webhook", as_=owner, path=path_of(webhook), body={"eventTypes": [JOINED]})
    stage.clock.advance(seconds=31)
    await happens(stage, owner.tenant_id)
    await stage.settle()
    assert len(stage.http_client.sent) == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "nowhere"}, "/url"),
        ({"url": None}, "/url"),
        ({"eventTypes": []}, "/eventTypes"),
        ({"eventTypes": ["nobody.*"]}, "/eventTypes/0"),
        ({"status": "enabled"}, "/status"),
        ({"secretVersion": 7}, "/secretVersion"),
    ],
)
async def test_bad_fields_are_named(stage: Stage, body: dict[str, Any], pointer: str) -> None:
    owner, webhook = await owner_with_webhook(stage)
    answer = await stage.call("update_webhook", as_=owner, path=path_of(webhook), body=body)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)
