"""Security events: a stream of their own in the log, and stored for the job that looks for break-ins.

What is alike is counted, and an instance writes once in five seconds at most, however often somebody is denied.
Addresses of mail and of the network are in them as keyed hashes, beside the network that one is in; callers are told by
their ids.
"""

import asyncio
import hashlib
import hmac
from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from shared.data.store import AmbiguousCommit, Create
from shared.domain.alerts.intrusions import EVENTS, WINDOW, Kind, SecurityEvent
from shared.domain.upkeep.events import PARTITION
from shared.ids import new_id
from shared.observability import logging

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=5)
CAPACITY = 200
KEPT_FOR = timedelta(days=30)
STREAM = {"stream": "security"}

_Seen = tuple[Kind, str, str]


class SecurityEvents:
    """What one instance saw since it last wrote; `interval` None writes only when told to."""

    def __init__(self, composition: "Composition", interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._interval = interval
        self._seen: dict[_Seen, int] = {}
        self._told: dict[_Seen, datetime] = {}
        self._beyond = 0
        self._task: asyncio.Task[None] | None = None

    def note(self, kind: Kind, subject: str, address: str) -> None:
        """Take something in; that a key was used from an address, once in half the time that is looked back."""
        seen = (kind, subject, address)
        if kind is Kind.KEY_USED and not self._is_news(seen):
            return
        if seen in self._seen or len(self._seen) < CAPACITY:
            self._seen[seen] = self._seen.get(seen, 0) + 1
        else:
            self._beyond += 1
        if self._interval is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._write_later(self._interval.total_seconds()))

    async def flush(self) -> None:
        """Log and write what was taken in; what the store does not take is in the log alone."""
        seen, beyond = self._seen, self._beyond
        self._seen, self._beyond = {}, 0
        if beyond:
            logging.warning("more security events than an instance keeps", lost=beyond)
        if not seen:
            return
        now = self._composition.clock.now()
        events = [self._event(each, count, now) for each, count in seen.items()]
        for event in events:
            told = {"logging.googleapis.com/labels": STREAM, "securityEvent": event.model_dump(by_alias=True)}
            logging.log("NOTICE", f"security: {event.kind}", **told)
        kept = {"tenantId": PARTITION, "expiresAt": now + KEPT_FOR}
        writes = [Create(f"tenants/{PARTITION}/{EVENTS}/{new_id()}", {**each.to_data(), **kept}) for each in events]
        try:
            await self._composition.bare_store.commit(writes)
        except AmbiguousCommit:
            logging.warning("nobody knows whether security events were written", count=len(writes))
        except Exception as error:
            logging.error("security events could not be written", error, lost=len(writes))

    async def close(self) -> None:
        """Write what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()

    def _is_news(self, seen: _Seen) -> bool:
        now = self._composition.clock.now()
        if self._told.get(seen, now) > now:
            return False
        if len(self._told) >= CAPACITY * 10:
            self._told.pop(next(iter(self._told)))
        self._told[seen] = now + WINDOW / 2
        return True

    def _event(self, seen: _Seen, count: int, at: datetime) -> SecurityEvent:
        kind, subject, address = seen
        named = self._hashed(subject) if kind is Kind.SIGN_IN_FAILED else subject
        network = _network(address)
        return SecurityEvent(
            kind=kind, subject=named, source=self._hashed(address), network=network, count=count, at=at
        )

    def _hashed(self, text: str) -> str:
        key = self._composition.config.signing_key.encode()
        return hmac.digest(key, f"security\0{text}".encode(), hashlib.sha256).hex()[:20]

    async def _write_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()


def _network(address: str) -> str:
    """Return the /24 or /48 that an address is in."""
    try:
        size = 24 if ip_address(address).version == 4 else 48
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/{size}", strict=False))
