"""A mail server that keeps everything it is sent and shows it as JSON: the local stack's letter box.

`GET /messages?to=ADDRESS` lists the mails, oldest first; `DELETE /messages` empties the box.
"""

import argparse
import asyncio
import contextlib
import itertools
import signal
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_KEPT = 10_000
_LARGEST_MAIL = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """One delivered mail, already decoded."""

    id: int
    received_at: str
    sender: str
    to: list[str]
    subject: str
    headers: dict[str, str]
    text: str
    html: str


class LetterBox:
    """Keep the last mails in memory; speaks aiosmtpd's handler protocol."""

    def __init__(self) -> None:
        self._mails: deque[Mail] = deque(maxlen=_KEPT)
        self._ids = itertools.count(1)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take one mail."""
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        bodies = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
        texts = {kind: body.get_content().replace("\r\n", "\n") if body else "" for kind, body in bodies.items()}
        self._mails.append(
            Mail(
                id=next(self._ids),
                received_at=datetime.now(UTC).isoformat(),
                sender=envelope.mail_from or "",
                to=list(envelope.rcpt_tos),
                subject=str(message["subject"] or ""),
                headers={name: str(value) for name, value in message.items()},
                text=texts["plain"],
                html=texts["html"],
            )
        )
        return "250 Kept"

    def mails(self, to: str | None = None) -> list[Mail]:
        """Return the mails to an address, or all of them, oldest first."""
        return [mail for mail in self._mails if to is None or to.lower() in map(str.lower, mail.to)]

    def clear(self) -> None:
        """Forget every mail."""
        self._mails.clear()


def inbox(box: LetterBox) -> Starlette:
    """Return the HTTP side of a letter box."""

    async def messages(request: Request) -> Response:
        if request.method == "DELETE":
            box.clear()
            return Response(status_code=204)
        return JSONResponse({"messages": [asdict(mail) for mail in box.mails(request.query_params.get("to"))]})

    return Starlette(routes=[Route("/messages", messages, methods=["GET", "DELETE"])])


async def serve(smtp_port: int, http_port: int) -> None:
    """Serve both sides until told to stop."""
    loop = asyncio.get_running_loop()
    box = LetterBox()
    smtp = await loop.create_server(
        lambda: SMTP(box, hostname="localhost", enable_SMTPUTF8=True, data_size_limit=_LARGEST_MAIL, loop=loop),
        "127.0.0.1",
        smtp_port,
    )
    settings = uvicorn.Config(inbox(box), host="127.0.0.1", port=http_port, log_level="warning")
    async with smtp:
        await uvicorn.Server(settings).serve()


def main() -> None:
    """Parse the ports and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smtp", type=int, default=1025)
    parser.add_argument("--http", type=int, default=1080)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments.smtp, arguments.http))


if __name__ == "__main__":
    main()
