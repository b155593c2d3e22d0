"""A mail that could not be sent, on the embedded stack: platform staff find it among the dead letters and replay it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session
from anyio.from_thread import BlockingPortal, start_blocking_portal

from tests.end_to_end.test_platform_staff import SIGNING_KEY, as_staff
from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox, until
from tools.demo.play import Demo
from tools.stack import Stack, running_stack
from tools.stack.catch_all import LetterBox

RITA = "rita@example.com"


class PickyBox(LetterBox):
    """Refuses mails for good until it is told to take them."""

    refuses = True

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        return "554 Not this one" if self.refuses else await super().handle_DATA(_server, _session, envelope)


def test_staff_replay_what_could_not_be_handled_once_its_cause_is_gone() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as port,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(letter_box(port)) as box,
    ):
        environment = {
            "ELLA_RATE_LIMITS_SCALE": "1000",
            "ELLA_SIGNING_KEY": SIGNING_KEY,
            "ELLA_SMTP_URL": f"smtp://127.0.0.1:{port.getsockname()[1]}",
        }
        with running_stack(backend="embedded", extra_environment=environment) as embedded:
            play(embedded, box, portal)


def play(stack: Stack, box: PickyBox, portal: BlockingPortal) -> None:
    """Invite somebody whose mail is refused, have mails taken, and replay the invitation."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        signed_up = sign_up(demo)
        owner, tenant_id = demo.api.signed_in(signed_up["accessToken"]), signed_up["tenantId"]
        operator = sign_up(Demo(demo.api, demo.inbox))
        staff = demo.api.signed_in(as_staff(operator["accessToken"]))
        owner.post("/v1/members/invitations", {"email": RITA, "role": "viewer"}, expect=201)

        letter = until(lambda: first_letter(staff, tenant_id), "the mail to be among the dead letters", 0.2)
        assert (letter["tenantId"], letter["deliveries"], letter["errorType"]) == (
            tenant_id,
            5,
            "InvalidInput",
        )
        assert letter["replayedAt"] is None
        assert RITA not in str(letter)

        replay = f"/v1/platform/tenants/{tenant_id}/dead-letters/{letter['id']}/replay"
        owner.call("POST", replay, expect=403)
        box.refuses = False
        staff.post(replay, expect=202)
        until(lambda: portal.call(box.mails, RITA) or None, "the invitation to come after all")
        assert staff.call("POST", replay, expect=409)["code"] == "already_replayed"
        assert len(portal.call(box.mails, RITA)) == 1


def first_letter(staff: Api, tenant_id: str) -> dict[str, Any] | None:
    """Return the dead letter of a tenant's invitation, once it is one."""
    filters = f"tenantId={tenant_id}&subscriber=send_member_invitation"
    return next(iter(staff.get(f"/v1/platform/dead-letters?{filters}")), None)


@asynccontextmanager
async def letter_box(port: socket.socket) -> AsyncIterator[PickyBox]:
    """Take mails at a port until the block ends."""
    loop, box = asyncio.get_running_loop(), PickyBox()
    async with await loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), sock=port):
        yield box
