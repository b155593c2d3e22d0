"""An event's way to somebody's server on the running stack: commit, outbox, Pub/Sub, HTTP, and a receiver that checks.

The shared stack is configured to call 127.0.0.1 (`ELLA_OUTBOUND_NETWORKS`); nothing else opens that way.
"""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from standardwebhooks import Webhook

from tests.fixtures.http import sign_up
from tests.fixtures.servers import Received, Server, answers, serving
from tools.demo.api import Api, Inbox, until
from tools.demo.play import Demo
from tools.stack import Stack


@pytest.fixture
def server() -> Iterator[Server]:
    """A receiver that answers its first request with 500."""
    seen: list[Received] = []

    async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answers(500 if len(seen) == 1 else 204, b"")(request, writer)

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(serving(behave)) as listening:
        yield listening


@pytest.fixture
def demo(stack: Stack) -> Iterator[Demo]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield Demo(Api(http), Inbox(stack.inbox_url))


def test_what_happens_is_told_to_a_webhook_and_after_a_500_again(demo: Demo, server: Server) -> None:
    owner = demo.api.signed_in(sign_up(demo)["accessToken"])
    created = owner.post(
        "/v1/webhooks", {"url": server.url("/hook"), "eventTypes": ["tenants.member.joined.v1"]}, expect=201
    )
    verifier, path = Webhook(created["secret"]), f"/v1/webhooks/{created['webhook']['id']}/deliveries"

    def repeated() -> dict[str, Any] | None:
        found = [each for each in owner.get(path) if each["status"] == "succeeded"]
        return next((each for each in found if each["attemptCount"] == 2), None)

    until(lambda: _somebody_joins(demo, owner, server), "the webhook to take effect", pause=1)
    delivery = until(repeated, "the delivery to be repeated")
    assert [each["status"] for each in delivery["attempts"]] == [500, 204]
    first, second = [each for each in server.received if each.headers["webhook-id"] == delivery["eventId"]]
    for received in (first, second):
        payload = verifier.verify(received.body, received.headers)
        assert (payload["type"], list(payload["data"])) == ("tenants.member.joined.v1", ["userId"])
        assert received.line == "POST /hook HTTP/1.1"
    assert first is server.received[0]


def _somebody_joins(demo: Demo, owner: Api, server: Server) -> bool | None:
    """Have one more person join, unless the receiver has been called."""
    if not server.received:
        demo.suffix = f"{time.time_ns() % 10**9:09d}"
        demo.recruiter(owner)
    return True if server.received else None
