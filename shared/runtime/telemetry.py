"""Traces and metrics on their way to a collector, by OTLP over HTTP; without one nothing is recorded.

Of all traces a tenth is kept, and each in which this process saw an error: that is known only at the call's end, so it
is decided then. What the collector does not take is dropped: telemetry never holds a call up.
"""

import asyncio
import json
import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from contextvars import Context
from datetime import timedelta
from time import time_ns
from typing import TYPE_CHECKING, Any

from shared.observability import logging
from shared.observability.otlp import measurements, traces
from shared.observability.spans import Kind, Recording, recording, sampled
from shared.ports.http_client import CallFailed, HttpClient, OutboundRequest, Service

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=5)
METRICS_EVERY = timedelta(seconds=60)
CAPACITY = 1_000
"""How many calls wait for the next export."""
SERVICE = "ella"


class Telemetry:
    """What one instance has to tell the collector; `interval` None exports only when told to."""

    def __init__(self, composition: "Composition", http: HttpClient, interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._http = http
        self._interval = interval
        self._waiting: list[Recording] = []
        self._beyond = 0
        self._task: asyncio.Task[None] | None = None
        self._since = self._measured = time_ns()
        self._resource: Mapping[str, str] = {
            "service.name": SERVICE,
            "service.version": composition.config.version,
            "service.instance.id": secrets.token_hex(8),
        }

    @contextmanager
    def call(self, name: str, kind: Kind, traceparent: str, parent: str | None) -> Generator[Recording]:
        """Record a call, and keep it when it is sampled or failed."""
        made: Recording | None = None
        try:
            with recording(name, kind, traceparent, parent) as made:
                yield made
        finally:
            if made is not None:
                self._keep(made)

    async def flush(self) -> None:
        """Export what waits."""
        waiting, beyond = self._waiting, self._beyond
        self._waiting, self._beyond = [], 0
        if beyond:
            logging.warning("more traces than an instance keeps", lost=beyond)
        if waiting:
            await self._send("traces", traces(waiting, self._resource))
        now = time_ns()
        if now - self._measured >= METRICS_EVERY.total_seconds() * 1e9:
            await self._measure(now)

    async def close(self) -> None:
        """Export what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()
        await self._measure(time_ns())
        await self._http.close()

    def _keep(self, made: Recording) -> None:
        if made.failed or sampled(made.trace_id, self._composition.config.trace_sampling):
            if len(self._waiting) < CAPACITY:
                self._waiting.append(made)
            else:
                self._beyond += 1
        if self._interval is not None and (self._task is None or self._task.done()):
            # In a context of its own: what it does is no part of the call that happened to begin it.
            self._task = asyncio.create_task(self._export_later(self._interval.total_seconds()), context=Context())

    async def _export_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()

    async def _measure(self, now: int) -> None:
        self._measured = now
        told = measurements(self._composition.metrics.metrics, self._resource, since=self._since, now=now)
        await self._send("metrics", told)

    async def _send(self, signal: str, message: dict[str, Any]) -> None:
        config = self._composition.config
        request = OutboundRequest(
            "POST",
            f"{config.telemetry_url}/v1/{signal}",
            headers={"content-type": "application/json", **dict(config.telemetry_headers)},
            body=json.dumps(message).encode(),
            service=Service.TELEMETRY,
        )
        try:
            response = await self._http.send(request)
        except CallFailed as error:
            logging.warning("the collector does not answer", signal=signal, reason=error.message)
            return
        if response.status >= 300:
            logging.warning("the collector refused what it was sent", signal=signal, status=response.status)


@contextmanager
def traced(
    composition: "Composition", name: str, kind: Kind, traceparent: str, parent: str | None
) -> Generator[Recording | None]:
    """Record a call where there is a collector; yield None where there is none."""
    telemetry = composition.telemetry
    if telemetry is None:
        yield None
        return
    with telemetry.call(name, kind, traceparent, parent) as made:
        yield made
