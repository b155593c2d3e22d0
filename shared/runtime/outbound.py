"""Every call to other people's servers: tried again where that is safe, limited, and kept from those that are down."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from time import monotonic
from urllib.parse import urlsplit

from shared.engines.circuit_breaker import Breaker
from shared.engines.token_bucket import Bucket
from shared.observability import logging
from shared.ports.http_client import (
    CallFailed,
    CallRateLimited,
    CircuitOpen,
    HttpClient,
    OutboundRequest,
    OutboundResponse,
    OutboundStream,
    Service,
    retry_after,
)
from shared.runtime.outbound_policies import OUTBOUND_POLICIES, OutboundPolicy

MAX_LINES = 10_000
_TRY_AGAIN = frozenset({429, 502, 503, 504})


class OutboundCalls:
    """A client, by each service's policy. What it knows of servers is this process's own."""

    def __init__(
        self,
        http: HttpClient,
        *,
        policies: Mapping[Service, OutboundPolicy] = OUTBOUND_POLICIES,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._http = http
        self._policies = policies
        self._now = now
        self._sleep = sleep
        self._jitter = jitter
        self._lines: dict[tuple[Service, str, str], _Line] = {}

    async def send(self, request: OutboundRequest) -> OutboundResponse:
        """Return the answer, whatever its status."""
        policy, deadline = self._policies[request.service], self._now() + request.total
        usual = policy.retries + 1 if request.tries is None else request.tries
        tries = usual if request.may_repeat else 1
        tried = 0
        while True:
            outcome = await self._tried(request, deadline)
            tried += 1
            delay = self._delay(policy, tried, _asked(outcome))
            if tried >= tries or not _may_pass(outcome) or self._now() + delay >= deadline:
                break
            await self._sleep(delay)
        if isinstance(outcome, CallFailed):
            raise outcome
        return outcome

    @asynccontextmanager
    async def stream(self, request: OutboundRequest) -> AsyncGenerator[OutboundStream]:
        """Open a response whose body is read while it comes."""
        deadline = self._now() + request.total
        line, tries = await self._admitted(request, deadline)
        answered: bool | None = None
        try:
            async with self._http.stream(self._limited(request, deadline)) as response:
                answered = response.status < 500
                yield response
        except (CallFailed, TimeoutError):
            answered = False
            raise
        finally:
            line.end(answered, tried=tries, at=self._now())

    async def close(self) -> None:
        """Release the connections."""
        await self._http.close()

    def open_circuits(self) -> int:
        """Return how many servers are left alone now."""
        return sum(line.breaker.is_open for line in self._lines.values())

    async def _tried(self, request: OutboundRequest, deadline: float) -> OutboundResponse | CallFailed:
        try:
            return await self._once(request, deadline)
        except CallFailed as error:
            return error

    async def _once(self, request: OutboundRequest, deadline: float) -> OutboundResponse:
        line, tries = await self._admitted(request, deadline)
        answered: bool | None = None
        try:
            response = await self._http.send(self._limited(request, deadline))
            answered = response.status < 500
        except CallFailed:
            answered = False
            raise
        finally:
            line.end(answered, tried=tries, at=self._now())
        return response

    async def _admitted(self, request: OutboundRequest, deadline: float) -> tuple["_Line", bool]:
        """Wait for a call's turn; return its line, and whether it is the one that tries an open circuit."""
        line = self._line(request)
        line.require_open_way(self._now())
        bucket, wait = line.bucket.taken(self._now())
        if self._now() + wait >= deadline:
            raise CallRateLimited(f"{line.name} is called too often", retry_after=wait)
        line.bucket = bucket
        if wait:
            await self._sleep(wait)
            line.require_open_way(self._now())
        line.breaker = line.breaker.begun()
        return line, line.breaker.trying

    def _limited(self, request: OutboundRequest, deadline: float) -> OutboundRequest:
        left = min(self._policies[request.service].timeout, deadline - self._now())
        return replace(request, total=left, read=min(request.read, left), connect=min(request.connect, left))

    def _delay(self, policy: OutboundPolicy, tried: int, asked: float | None) -> float:
        backoff = policy.first_delay * 2 ** (tried - 1)
        return max(backoff, asked or 0.0) + backoff * self._jitter() / 2

    def _line(self, request: OutboundRequest) -> "_Line":
        parts = urlsplit(request.url)
        place = (request.service, request.account, f"{parts.scheme}://{parts.netloc}".lower())
        line = self._lines.pop(place, None)
        if line is None:
            policy = self._policies[request.service]
            line = _Line(place[2], Breaker(policy.breaker), Bucket.full(policy.rate, self._now()))
            if len(self._lines) >= MAX_LINES:
                self._lines.pop(next(iter(self._lines)))
        self._lines[place] = line
        return line


@dataclass(slots=True)
class _Line:
    """One account's way to one origin."""

    name: str
    breaker: Breaker
    bucket: Bucket

    def require_open_way(self, at: float) -> None:
        """Raise CircuitOpen where the server is left alone."""
        if wait := self.breaker.wait(at):
            raise CircuitOpen(f"{self.name} failed again and again and is left alone for now", retry_after=wait)

    def end(self, answered: bool | None, *, tried: bool, at: float) -> None:
        """Note how a call ended; None says nothing about the server."""
        before = self.breaker.is_open
        if answered is None:
            self.breaker = self.breaker.abandoned(tried=tried)
        elif answered:
            self.breaker = self.breaker.succeeded(tried=tried)
        else:
            self.breaker = self.breaker.failed_at(at, tried=tried)
        if self.breaker.is_open != before:
            logging.warning("a circuit opened" if self.breaker.is_open else "a circuit closed", origin=self.name)


def _asked(outcome: OutboundResponse | CallFailed) -> float | None:
    """Return the seconds that the server, or what keeps calls from it, wants to be left alone."""
    if isinstance(outcome, CallFailed):
        return outcome.retry_after
    return retry_after(outcome.headers.get("retry-after", ""))


def _may_pass(outcome: OutboundResponse | CallFailed) -> bool:
    """Tell whether another try could end otherwise."""
    return isinstance(outcome, CallFailed) or outcome.status in _TRY_AGAIN
