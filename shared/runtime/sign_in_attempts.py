"""Tries at passwords and links, counted in the store by account and by address, for all instances together.

A try is counted before it is made and given back unless it fails: however many are made at once, no more than the
quota come through. What can't be counted is not tried. Whether an account exists plays no part.
"""

import hashlib
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.errors import Aborted, AlreadyExists, EllaError, NotFound, ResourceExhausted, Unauthenticated
from shared.ids import new_id
from shared.observability import logging
from shared.runtime.rate_limit_policies import CountedBy, Policy
from shared.runtime.rate_limits import Refused, Standing, Subjects

FAILURES = (Unauthenticated, NotFound, AlreadyExists)
"""What tells somebody whether they guessed right."""
_BUSY_SECONDS = 1.0


class SignInAttempts:
    """The tries of one request; `quota` says how many failures a policy allows, `show` tells how the policies stand."""

    def __init__(
        self,
        policies: Iterable[Policy],
        address: str,
        units: Callable[[], Callable[[], UnitOfWork]],
        quota: Callable[[Policy], int],
        show: Callable[[list[Standing]], None],
    ) -> None:
        self._policies = [policy for policy in policies if policy.failures_only]
        self._address = address
        self._units = units
        self._quota = quota
        self._show = show

    @asynccontextmanager
    async def attempt(self, account: str) -> AsyncGenerator[None]:
        """Count what is done within as one try; raise Refused when the account's or address's quota is used up."""
        subjects = {CountedBy.ACCOUNT: account.lower(), CountedBy.ADDRESS: self._address}
        identifier = new_id()
        await self._count(subjects, identifier)
        try:
            yield
        except FAILURES:
            raise
        except EllaError:
            await self._give_back(subjects, identifier)
            raise
        await self._give_back(subjects, identifier)

    async def _count(self, subjects: Subjects, identifier: str) -> None:
        async def step(work: UnitOfWork) -> list[Standing]:
            counters = await _read(work, self._paths(subjects))
            standings: list[Standing] = []
            for policy, path in self._paths(subjects):
                tries = _recent(counters[path], policy, work.now)
                reset = _seconds_left(tries, policy, work.now)
                remaining = self._quota(policy) - len(tries) - 1
                if remaining < 0:
                    raise Refused(Standing(policy, 0, reset))
                _write(work, path, counters[path], {**tries, identifier: work.now}, policy)
                standings.append(Standing(policy, remaining, reset))
            return standings

        try:
            standings, _ = await run_unit(self._units(), step)
        except Aborted as error:
            raise ResourceExhausted("too many tries at once; try again", retry_after=_BUSY_SECONDS) from error
        self._show(standings)

    async def _give_back(self, subjects: Subjects, identifier: str) -> None:
        async def step(work: UnitOfWork) -> None:
            counters = await _read(work, self._paths(subjects))
            for policy, path in self._paths(subjects):
                tries = _recent(counters[path], policy, work.now)
                if tries.pop(identifier, None) is not None:
                    _write(work, path, counters[path], tries, policy)

        try:
            await run_unit(self._units(), step)
        except EllaError as error:
            # The try itself went well: it stays counted until the window has passed.
            logging.warning("a try that succeeded could not be given back", reason=repr(error))

    def _paths(self, subjects: Subjects) -> list[tuple[Policy, str]]:
        return [(policy, _path(policy, subjects[policy.counted_by])) for policy in self._policies]


async def _read(work: UnitOfWork, paths: list[tuple[Policy, str]]) -> dict[str, Document | None]:
    await work.prefetch([path for _, path in paths])
    return {path: await work.global_documents.get(path) for _, path in paths}


def _write(work: UnitOfWork, path: str, counter: Document | None, tries: dict[str, datetime], policy: Policy) -> None:
    data: dict[str, Any] = {
        "tries": tries,
        "expiresAt": work.now + timedelta(seconds=policy.window),
        "schemaVersion": 1,
    }
    if counter is None:
        work.global_documents.create(path, data)
    else:
        work.global_documents.update(counter, data)


def _recent(counter: Document | None, policy: Policy, now: datetime) -> dict[str, datetime]:
    since = now - timedelta(seconds=policy.window)
    tries: dict[str, datetime] = counter.data["tries"] if counter else {}
    return {identifier: at for identifier, at in tries.items() if at > since}


def _seconds_left(tries: dict[str, datetime], policy: Policy, now: datetime) -> int:
    """Return after how many seconds the oldest try no longer counts."""
    oldest = min(tries.values(), default=now)
    return max(1, round((oldest - now).total_seconds()) + policy.window)


def _path(policy: Policy, subject: str) -> str:
    return f"counters/{policy.name}:{hashlib.sha256(subject.encode()).hexdigest()[:40]}"
