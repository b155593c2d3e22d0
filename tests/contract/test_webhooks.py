"""Our webhooks over real HTTP, checked by the `standardwebhooks` package as any receiver would."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from shared.adapters.guarded_http import GuardedHttpClient
from tests.fixtures.servers import Behaviour, Received, Server, answers, serving
from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.webhooks import a_webhook, happens, only_delivery, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def stage() -> Stage:
    """A stage at the machine's time, which calls real servers on this machine."""
    stage = Stage()
    stage.clock.time = datetime.now(UTC)
    outside = GuardedHttpClient("1.0.0", https_only=False, networks=("127.0.0.1/32",))
    stage.composition.__dict__["http_client"] = outside
    return stage


def verifies(request: Received, secret: str) -> bool:
    try:
        Webhook(secret).verify(request.body, request.headers)
    except WebhookVerificationError:
        return False
    return True


async def subscribed(stage: Stage, server: Server) -> tuple[SignedIn, dict[str, Any]]:
    return await owner_with_webhook(stage, url=server.url("/hook"))


def failing_once() -> Behaviour:
    seen: list[Received] = []

    async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answers(500 if len(seen) == 1 else 204, b"")(request, writer)

    return behave


async def test_the_package_verifies_what_we_send(stage: Stage) -> None:
    async with serving(answers(204, b"")) as server:
        owner, webhook = await subscribed(stage, server)
        await happens(stage, owner.tenant_id)
        await stage.settle()
    [received] = server.received
    payload = Webhook(webhook["secret"]).verify(received.body, received.headers)
    assert payload["type"] == "tenants.member.joined.v1"
    assert payload["data"] == {"userId": "user-0"}
    assert received.line == "POST /hook HTTP/1.1"
    assert received.headers["user-agent"] == "Ella/1.0.0"
    assert (await only_delivery(stage))["status"] == "succeeded"


async def test_a_retry_is_signed_anew_under_the_same_id(stage: Stage) -> None:
    async with serving(failing_once()) as server:
        owner, webhook = await subscribed(stage, server)
        await happens(stage, owner.tenant_id)
        await stage.settle()
        stage.clock.advance(seconds=30)
        await stage.settle()
    first, second = server.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert verifies(first, webhook["secret"])
    assert verifies(second, webhook["secret"])


async def test_while_a_secret_rotates_receivers_with_either_verify(stage: Stage) -> None:
    async with serving(answers(204, b"")) as server:
        owner, webhook = await subscribed(stage, server)
        rotated = await stage.call("rotate_webhook_secret", as_=owner, path=path_of(webhook))
        await happens(stage, owner.tenant_id)
        await stage.settle()
    [received] = server.received
    assert verifies(received, webhook["secret"])
    assert verifies(received, rotated.data["secret"])


async def test_a_secret_that_was_ended_at_once_verifies_nothing_more(stage: Stage) -> None:
    async with serving(answers(204, b"")) as server:
        owner, webhook = await subscribed(stage, server)
        body = {"overlapHours": 0}
        rotated = await stage.call("rotate_webhook_secret", as_=owner, path=path_of(webhook), body=body)
        await happens(stage, owner.tenant_id)
        await stage.settle()
    [received] = server.received
    assert not verifies(received, webhook["secret"])
    assert verifies(received, rotated.data["secret"])


async def test_what_was_changed_or_is_anothers_does_not_verify(stage: Stage) -> None:
    async with serving(answers(204, b"")) as server:
        owner, webhook = await subscribed(stage, server)
        other = await a_webhook(stage, owner, url=server.url("/other"), eventTypes=["attempts.*"])
        await happens(stage, owner.tenant_id)
        await stage.settle()
    [received] = server.received
    assert verifies(received, webhook["secret"])
    assert not verifies(received, other["secret"])
    assert not verifies(Received(received.line, received.headers, received.body + b" "), webhook["secret"])


async def test_an_old_message_sent_again_by_somebody_else_does_not_verify(stage: Stage) -> None:
    stage.clock.advance(minutes=-10)
    async with serving(answers(204, b"")) as server:
        owner, webhook = await subscribed(stage, server)
        await stage.call("ping_webhook", as_=owner, path=path_of(webhook))
        await stage.settle()
    [received] = server.received
    assert not verifies(received, webhook["secret"])


async def test_a_redirect_is_a_failure_and_is_not_followed(stage: Stage) -> None:
    async with serving(answers()) as target, serving(answers(307, location=target.url())) as server:
        owner, _ = await subscribed(stage, server)
        await happens(stage, owner.tenant_id)
        await stage.settle()
    assert target.received == []
    assert (await only_delivery(stage))["attempts"][0]["status"] == 307


async def test_a_webhook_into_a_private_network_is_never_called(stage: Stage) -> None:
    stage.composition.__dict__["http_client"] = GuardedHttpClient("1.0.0", https_only=False)
    async with serving(answers()) as server:
        owner, _ = await owner_with_webhook(stage, url=server.url(host="localhost"))
        await happens(stage, owner.tenant_id)
        await stage.settle()
    assert server.received == []
    assert (await only_delivery(stage))["attempts"][0]["error"] == "localhost is not on the public internet"
