"""Audit entries of what changed nothing (denied access, failed sign-ins, views of personal data), written in batches.

Whoever is denied a thousand times a second must not cost a thousand commits: what is alike is counted, and an instance
writes at most once a second. A killed instance loses what it saw since its last write, a second's worth while it has a
processor; beyond `CAPACITY` different ones between two writes the rest is only logged.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.auth.caller import Caller
from shared.data.store import AmbiguousCommit, Create, WriteConflict
from shared.ids import new_id
from shared.observability import logging
from shared.observability.audit import COLLECTION, Origin, Outcome, audit_entry

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=1)
CAPACITY = 200
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened, and to whom it is told: one tenant's log, or that of each tenant of the account `email`."""

    tenant_id: str | None
    email: str | None
    action: str
    outcome: Outcome
    caller: Caller
    target: tuple[tuple[str, str], ...]
    address: str
    user_agent: str | None


@dataclass(slots=True)
class _Counted:
    id: str
    request_id: str
    at: datetime
    count: int = 1


class AuditBuffer:
    """What one instance saw since it last wrote; `interval` None writes only when told to."""

    def __init__(self, composition: "Composition", interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._interval = interval
        self._seen: dict[Seen, _Counted] = {}
        self._beyond = 0
        self._task: asyncio.Task[None] | None = None

    def note(self, seen: Seen, *, request_id: str, at: datetime) -> None:
        """Take something in, to be written within the interval."""
        if counted := self._seen.get(seen):
            counted.count += 1
        elif len(self._seen) < CAPACITY:
            self._seen[seen] = _Counted(new_id(), request_id, at)
        else:
            self._beyond += 1
        if self._interval is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._write_later(self._interval.total_seconds()))

    async def flush(self) -> None:
        """Write what was taken in; what the store does not take is logged and dropped."""
        seen, beyond = self._seen, self._beyond
        self._seen, self._beyond = {}, 0
        if beyond:
            logging.warning("more to audit than an instance keeps", lost=beyond)
        try:
            entries = [entry for each, counted in seen.items() for entry in await self._entries(each, counted)]
            known = await self._known_tenants({entry.path.split("/")[1] for entry in entries})
            await self._write([entry for entry in entries if entry.path.split("/")[1] in known])
        except Exception as error:
            logging.error("audit entries could not be written", error, lost=len(seen))

    async def close(self) -> None:
        """Write what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()

    async def _write_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()

    async def _entries(self, seen: Seen, counted: _Counted) -> list[Create]:
        target = dict(seen.target)
        tenant_ids = [seen.tenant_id] if seen.tenant_id else []
        if seen.email is not None:
            user_id = await self._composition.identity.find_account(seen.email)
            if user_id is None:
                return []
            path = f"users/{user_id}"
            user = (await self._composition.store.get_many([path])).get(path)
            tenant_ids = list(user.data.get("tenantIds", ())) if user else []
            target["memberId"] = user_id
        entries: list[Create] = []
        for tenant_id in tenant_ids:
            entry = audit_entry(
                id=counted.id,
                tenant_id=tenant_id,
                action=seen.action,
                caller=seen.caller,
                target=target,
                origin=Origin(seen.address, seen.user_agent, counted.request_id),
                at=counted.at,
                outcome=seen.outcome,
                count=counted.count,
            )
            entries.append(Create(f"tenants/{tenant_id}/{COLLECTION}/{counted.id}", entry))
        return entries

    async def _known_tenants(self, tenant_ids: set[str]) -> set[str]:
        """Return those that exist: a caller may have named any."""
        found = await self._composition.store.get_many([f"tenants/{each}/tenant/{each}" for each in tenant_ids])
        return {path.rpartition("/")[2] for path in found}

    async def _write(self, entries: Sequence[Create]) -> None:
        for _ in range(_TRIES):
            try:
                await self._composition.store.commit(entries)
            except AmbiguousCommit:
                continue
            except WriteConflict:
                # The ids are random: these entries are there, by a try whose answer was lost.
                return
            return
        logging.warning("nobody knows whether audit entries were written", count=len(entries))
