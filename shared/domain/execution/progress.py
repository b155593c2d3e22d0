"""Telling listeners how far a run is, at most once a second."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Self

from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution.repository import RunProgressRepository
from shared.errors import EllaError
from shared.ports.sandbox import Outcome

_EVERY_SECONDS = 1.0

Commit = Callable[[Callable[[UnitOfWork], Awaitable[None]]], Awaitable[Any]]


class ProgressReport:
    """Writes the number of tests done while a run is on its way; a run nobody follows has nothing to write to."""

    def __init__(self, commit: Commit, run_id: str) -> None:
        self._commit = commit
        self._run_id = run_id
        self._done = 0
        self._writing: asyncio.Task[None] | None = None

    def test_ended(self, number: int, outcome: Outcome) -> None:
        """Count one more test."""
        self._done += 1

    async def __aenter__(self) -> Self:
        self._writing = asyncio.create_task(self._write())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._writing:
            self._writing.cancel()
            with suppress(asyncio.CancelledError):
                await self._writing

    async def _write(self) -> None:
        shown = 0
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            if self._done > shown:
                shown = self._done
                with suppress(EllaError):  # the result matters, not how we tell of it
                    await self._commit(self._show)

    async def _show(self, work: UnitOfWork) -> None:
        followed = RunProgressRepository(work)
        progress = await followed.find(self._run_id)
        if progress is not None:
            followed.save(progress.running(self._done))
