"""Who is told of a failure: the log always, Sentry where the operator has one."""

import asyncio
import json
import re
import secrets
from contextlib import suppress
from contextvars import Context
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.observability import logging
from shared.observability.errors import ErrorReport, HttpContext, capture_error
from shared.ports.http_client import CallFailed, HttpClient, OutboundRequest, Service

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=1)
CAPACITY = 50
"""How many failures wait for Sentry; a service that fails all the time is told of by its first ones."""

_DSN = re.compile(r"(https?)://(\w+)@([^/]+)/(\d+)")


def report_failure(
    composition: "Composition", message: str, exception: BaseException, http: HttpContext | None = None, **fields: Any
) -> None:
    """Have a failure logged, and told to Sentry."""
    report = capture_error(message, exception, version=composition.config.version, http=http, **fields)
    if composition.sentry is not None:
        composition.sentry.note(report)


class SentryReports:
    """Failures on their way to Sentry as envelopes; `interval` None sends only when told to."""

    def __init__(self, composition: "Composition", http: HttpClient, interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._http = http
        self._interval = interval
        self._waiting: list[dict[str, Any]] = []
        self._task: asyncio.Task[None] | None = None

    def note(self, report: ErrorReport) -> None:
        """Take a failure in, to be sent within the interval."""
        if len(self._waiting) < CAPACITY:
            self._waiting.append(self._event(report))
        if self._interval is not None and (self._task is None or self._task.done()):
            # In a context of its own: what it does is no part of the call that happened to begin it.
            self._task = asyncio.create_task(self._send_later(self._interval.total_seconds()), context=Context())

    async def flush(self) -> None:
        """Send what waits; what Sentry does not take is dropped."""
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            await self._send(event)

    async def close(self) -> None:
        """Send what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()
        await self._http.close()

    async def _send_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()

    async def _send(self, event: dict[str, Any]) -> None:
        match = _DSN.fullmatch(self._composition.config.sentry_dsn)
        if match is None:
            return
        scheme, key, host, project = match.groups()
        lines = ({"event_id": event["event_id"]}, {"type": "event"}, event)
        request = OutboundRequest(
            "POST",
            f"{scheme}://{host}/api/{project}/envelope/",
            headers={
                "content-type": "application/x-sentry-envelope",
                "x-sentry-auth": f"Sentry sentry_version=7, sentry_client=ella/1, sentry_key={key}",
            },
            body=b"\n".join(json.dumps(line).encode() for line in lines),
            service=Service.TELEMETRY,
        )
        try:
            response = await self._http.send(request)
        except CallFailed as error:
            logging.warning("Sentry does not answer", reason=error.message)
            return
        if response.status >= 300:
            logging.warning("Sentry refused a report", status=response.status)

    def _event(self, report: ErrorReport) -> dict[str, Any]:
        frames = [
            {
                "filename": each.filename,
                "lineno": each.lineno,
                "function": each.name,
                "in_app": "shared" in each.filename,
            }
            for each in report.frames
        ]
        raised = {
            "type": type(report.exception).__name__,
            "value": str(report.exception)[:1_000],
            "stacktrace": {"frames": frames},
        }
        event: dict[str, Any] = {
            "event_id": secrets.token_hex(16),
            "timestamp": self._composition.clock.now().isoformat(),
            "platform": "python",
            "level": "error",
            "release": report.version,
            "environment": self._composition.config.project,
            "transaction": report.service,
            "tags": {"request_id": report.request_id},
            "exception": {"values": [raised]},
        }
        if report.http is not None:
            event["request"] = {"method": report.http.method, "url": report.http.route}
        return event
