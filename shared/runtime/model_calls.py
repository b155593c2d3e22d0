"""Asking models for tenants: each provider gets as many calls of a tenant's at once as it takes, in this process.

A tenant's key is the tenant's own, and so is what its provider allows: one that is refused holds nobody else up.
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from shared.engines.model_calls.concurrency import Aimd, Window
from shared.engines.model_calls.retries import RetryRules, retry_delay
from shared.ports.models import (
    Completion,
    EmbeddedTexts,
    EmbeddingRequest,
    ModelError,
    ModelRateLimited,
    ModelRequest,
    Models,
    OnText,
)

MAX_GATES = 1_000

T = TypeVar("T")


class ModelCalls:
    """Calls through one gate for each tenant and provider."""

    def __init__(
        self,
        models: Models,
        *,
        window: Aimd | None = None,
        retries: RetryRules | None = None,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._models = models
        self._rules = window or Aimd()
        self._retries = retries or RetryRules()
        self._now = now
        self._sleep = sleep
        self._gates: dict[tuple[str, str], _Gate] = {}

    async def complete(
        self,
        tenant_id: str,
        provider: str,
        request: ModelRequest,
        *,
        key: str = "",
        on_text: OnText | None = None,
        retries: RetryRules | None = None,
    ) -> Completion:
        """Return a completion, when it is this call's turn; raise what the last try raised.

        Only what was refused before anything was done is tried again, so that nothing is paid for twice. `retries`
        stand in place of the usual ones.
        """

        async def call() -> Completion:
            return await self._models.complete(provider, request, key=key, on_text=on_text)

        return await self._in_turn(self._gate(tenant_id, provider), call, retries or self._retries)

    async def embed(
        self,
        tenant_id: str,
        provider: str,
        request: EmbeddingRequest,
        *,
        key: str = "",
        retries: RetryRules | None = None,
    ) -> EmbeddedTexts:
        """Return texts as vectors, as `complete` returns completions."""

        async def call() -> EmbeddedTexts:
            return await self._models.embed(provider, request, key=key)

        return await self._in_turn(self._gate(tenant_id, provider), call, retries or self._retries)

    async def _in_turn(self, gate: "_Gate", call: Callable[[], Awaitable[T]], rules: RetryRules) -> T:
        failed = 0
        while True:
            await self._enter(gate, rules)
            started_at = self._now()
            try:
                answer = await call()
            except ModelError as error:
                failed += 1
                if error.nothing_done:
                    gate.end(gate.window.refused(started_at=started_at, at=self._now(), retry_after=error.retry_after))
                else:
                    gate.end(gate.window.failed())
                delay = retry_delay(
                    failed,
                    nothing_done=error.nothing_done,
                    retry_after=error.retry_after,
                    jitter=random.random(),  # noqa: S311 (spreads retries, no secret)
                    rules=rules,
                )
                if delay is None:
                    raise
            except BaseException:
                gate.end(gate.window.failed())
                raise
            else:
                gate.end(gate.window.succeeded())
                return answer
            await self._sleep(delay)

    async def _enter(self, gate: "_Gate", rules: RetryRules) -> None:
        try:
            while (wait := gate.window.wait(self._now())) != 0:
                if wait is None:
                    await gate.turn()
                elif wait > rules.longest:
                    raise ModelRateLimited(f"this provider takes nothing for another {wait:.0f} s", retry_after=wait)
                else:
                    await self._sleep(wait)
        except BaseException:
            # Whoever was woken and goes away would leave the others waiting for ever.
            gate.wake(1)
            raise
        gate.window = gate.window.started()

    def _gate(self, tenant_id: str, provider: str) -> "_Gate":
        place = (tenant_id, provider)
        if place not in self._gates and len(self._gates) >= MAX_GATES:
            now = self._now()
            self._gates = {each: gate for each, gate in self._gates.items() if not gate.is_idle(now)}
        return self._gates.setdefault(place, _Gate(Window.opened(self._rules)))


@dataclass(slots=True)
class _Gate:
    """A window, and who waits for it, first come first served."""

    window: Window
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque[asyncio.Future[None]])

    def end(self, window: Window) -> None:
        """Take the window as it is after a call, and let in whoever has room now."""
        self.window = window
        self.wake(int(window.limit) - window.in_flight)

    async def turn(self) -> None:
        """Wait until there may be room."""
        mine = asyncio.get_running_loop().create_future()
        self.waiting.append(mine)
        await mine

    def is_idle(self, now: float) -> bool:
        """Tell whether nobody is in it, waits for it or is kept out by it."""
        return not self.window.in_flight and not self.waiting and self.window.paused_until <= now

    def wake(self, most: int) -> None:
        """Have so many of those who wait look again."""
        while most > 0 and self.waiting:
            first = self.waiting.popleft()
            if not first.done():
                first.set_result(None)
                most -= 1
