from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.webhooks.model import MAX_WEBHOOKS
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import URL

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    body = {"url": URL, "eventTypes": ["attempts.attempt.scored.v1"], "description": "The tracker"}
    return Arranged(as_=await stage.member(Role.ADMIN), body=body)


async def test_the_secret_is_shown_once_and_stored_nowhere(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    call: dict[str, Any] = {"as_": admin, "body": {"url": URL}, "headers": {"idempotency-key": "k"}}
    answer = await stage.call("create_webhook", **call)
    secret = answer.data["secret"]
    assert secret.startswith("whsec_")
    assert answer.data["webhook"]["eventTypes"] == ["*"]
    again = await stage.call("create_webhook", **call)
    assert again.data["webhook"] == answer.data["webhook"]
    assert "secret" not in again.data
    path = {"webhookId": answer.data["webhook"]["id"]}
    assert secret not in str((await stage.call("get_webhook", as_=admin, path=path)).body)
    assert secret.removeprefix("whsec_") not in str(await stage.snapshot())


async def test_no_two_webhooks_have_the_same_secret(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    secrets = {(await stage.call("create_webhook", as_=admin, body={"url": URL})).data["secret"] for _ in range(3)}
    assert len(secrets) == 3


@pytest.mark.parametrize(
    "url", ["", "receiver.example", "ftp://receiver.example/", "https://user@receiver.example/", "https://a b/", 7]
)
async def test_what_is_no_url_is_refused(stage: Stage, url: Any) -> None:
    answer = await stage.call("create_webhook", as_=await stage.member(Role.ADMIN), body={"url": url})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/url")


@pytest.mark.parametrize("event_types", [["attempts.attempt.scored.v9"], ["nobody.*"], ["att*"], ["webhooks.event.*"]])
async def test_what_no_event_can_be_is_refused(stage: Stage, event_types: list[str]) -> None:
    body = {"url": URL, "eventTypes": ["attempts.*", *event_types]}
    answer = await stage.call("create_webhook", as_=await stage.member(Role.ADMIN), body=body)
    assert (answer.status, answer.error["code"]) == (400, "unknown_event_type")
    assert [each["pointer"] for each in answer.error["details"]] == ["/eventTypes/1"]


async def test_no_event_type_at_all_is_refused(stage: Stage) -> None:
    body = {"url": URL, "eventTypes": []}
    answer = await stage.call("create_webhook", as_=await stage.member(Role.ADMIN), body=body)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/eventTypes")


async def test_a_tenant_has_so_many_and_no_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    for _ in range(MAX_WEBHOOKS):
        last = await stage.call("create_webhook", as_=admin, body={"url": URL})
        assert last.status == 201
    answer = await stage.call("create_webhook", as_=admin, body={"url": URL})
    assert (answer.status, answer.error["code"]) == (409, "too_many_webhooks")
    await stage.call("delete_webhook", as_=admin, path={"webhookId": last.data["webhook"]["id"]})
    assert (await stage.call("create_webhook", as_=admin, body={"url": URL})).status == 201
