"""Calling servers that somebody else named: the one way out, which reaches no private network."""

import math
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from shared.errors import DependencyUnavailable, InvalidInput
from shared.ports.addresses import is_public

MAX_URL = 2_000
SAFE_METHODS = frozenset({"GET", "HEAD"})
REPEATABLE_METHODS = SAFE_METHODS | {"DELETE", "OPTIONS", "PUT"}


_LONGEST_WAIT = 24 * 3600.0


class Service(StrEnum):
    """What kind of server is called; `runtime.outbound_policies` says how each is."""

    ASSERTIONS = "assertions"
    GREENHOUSE = "greenhouse"
    IDENTITY = "identity"
    MODELS = "models"
    OTHER = "other"
    PAYMENTS = "payments"
    TELEMETRY = "telemetry"
    WEBHOOKS = "webhooks"


class DestinationRefused(InvalidInput):
    """Ella calls no such address, and will not later."""

    default_code = "destination_refused"


class CallFailed(DependencyUnavailable):
    """No answer came: no such name, no connection, a broken one, or none in time.

    `retry_after` is in seconds, where it is known.
    """

    default_code = "call_failed"

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotConnected(CallFailed):
    """No connection came about, so that nothing was sent."""


class CircuitOpen(NotConnected):
    """The server failed again and again: it is left alone for a while."""


class CallRateLimited(NotConnected):
    """The server would be called more often than its policy says, and the call's turn comes too late."""


@dataclass(frozen=True, slots=True)
class OutboundRequest:
    """One request; times are in seconds, `total` over everything: names, connections, redirects and retries.

    A response is read up to `max_response` bytes and no further. Redirects are followed for GET and HEAD, at most
    `max_redirects`. A request is tried again where that can't act twice: when its method, an `Idempotency-Key` or
    `repeatable` says so; as often as the service's policy says, or `tries` times in all. `account` says whose call it
    is, such as a tenant's id: what one meets at a server holds no other up.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: bytes = field(default=b"", repr=False)
    traceparent: str = ""
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    max_response: int = 1024 * 1024
    max_redirects: int = 0
    tries: int | None = None
    repeatable: bool = False
    service: Service = Service.OTHER
    account: str = ""

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice does no more than sending it once."""
        keyed = any(name.lower() == "idempotency-key" for name in self.headers)
        return self.repeatable or keyed or self.method in REPEATABLE_METHODS


@dataclass(frozen=True, slots=True)
class OutboundResponse:
    """What came back; header names are in lower case, `truncated` says that the body went on."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class OutboundStream:
    """A response whose body comes piece by piece, as the server sends it; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    pieces: AsyncIterator[bytes]


class HttpClient(Protocol):
    """Call other people's servers. Implemented by `adapters.guarded_http`, and by `runtime.outbound` around it."""

    async def send(self, request: OutboundRequest) -> OutboundResponse:
        """Return the answer, whatever its status.

        Raise DestinationRefused for an address that is never called, CallFailed when no answer came.
        """
        ...

    def stream(self, request: OutboundRequest) -> AbstractAsyncContextManager[OutboundStream]:
        """Open a response whose body is read while it comes; sent once, no redirect is followed.

        `read` is the longest pause between two pieces, `total` covers the whole block. Entering, and reading its
        pieces, raises as `send` does; a body beyond `max_response` is a CallFailed.
        """
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...


def require_callable(url: str, *, https_only: bool) -> None:
    """Raise DestinationRefused for a URL that can be told to be wrong before its name is resolved."""
    if len(url) > MAX_URL or not url.isascii() or any(character <= " " or character == "\x7f" for character in url):
        raise DestinationRefused(f"a URL has at most {MAX_URL} characters, ASCII without spaces")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise DestinationRefused("this is not a URL") from error
    if parts.scheme not in ("https", "http") or not host:
        raise DestinationRefused("use a URL that begins with https://")
    if https_only and parts.scheme != "https":
        raise DestinationRefused("use https")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise DestinationRefused("leave user name, password and fragment out of the URL")
    if https_only and is_public(host) is False:
        raise DestinationRefused("this address is not on the public internet")


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a `Retry-After` names, as a number or a date; None for anything else."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - (now or datetime.now(UTC))).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), _LONGEST_WAIT) if math.isfinite(seconds) else None
