"""The sandbox port on bubblewrap: as many programs at once as there are slots, the others waiting in line."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from shared.adapters.bubblewrap.compilations import Compilations
from shared.adapters.bubblewrap.submission import Submission
from shared.adapters.bubblewrap.toolchains import Toolchains
from shared.adapters.bubblewrap.workers import Workers
from shared.config import cache_folder
from shared.ports.sandbox import (
    MIB,
    Input,
    Language,
    Limits,
    Outcome,
    Priority,
    Program,
    ProgramOutcome,
    SandboxUnavailable,
)

_T = TypeVar("_T")


class BubblewrapSandbox:
    """Run programs in `slots` slots, each with a supervisor process; nothing here blocks the event loop."""

    def __init__(
        self,
        languages: Mapping[str, Language],
        slots: int,
        cache: Path | None = None,
        compiled_bytes: int = 256 * MIB,
    ) -> None:
        self._known = languages
        self._workers = Workers(slots)
        self._toolchains = Toolchains(self._workers, cache or cache_folder(os.environ))
        self._compilations = Compilations(compiled_bytes)

    async def probe(self) -> str | None:
        """Return None when programs can be run, otherwise one line saying why not."""
        try:
            await _result(self._toolchains.probe())
        except SandboxUnavailable as error:
            return error.message
        return None

    async def languages(self) -> Mapping[str, str]:
        """Return the version of each language that really runs here; raise SandboxUnavailable."""
        await _result(self._toolchains.probe())
        searches = [(language.name, self._toolchains.find(language)) for language in self._known.values()]
        versions: dict[str, str] = {}
        for name, search in searches:
            try:
                versions[name] = (await _result(search)).version
            except SandboxUnavailable:
                continue
        return versions

    async def run(
        self,
        program: Program,
        inputs: Sequence[Input],
        limits: Limits,
        *,
        priority: Priority = Priority.INTERACTIVE,
        on_outcome: Callable[[int, Outcome], None] | None = None,
    ) -> ProgramOutcome:
        """Compile once where needed, then run once per input, each time with everything fresh."""
        toolchain = await _result(self._toolchains.find(program.language))
        submission = Submission(program, toolchain, priority, self._workers)
        return await submission.carry_out(inputs, limits, self._compilations, on_outcome or _untold)

    async def close(self) -> None:
        """Wait for what is running and release the slots."""
        await asyncio.to_thread(self._workers.close)
        await asyncio.to_thread(self._toolchains.close)


def _untold(number: int, outcome: Outcome) -> None:
    """Take note of nothing."""


async def _result(future: Future[_T]) -> _T:
    """Wait for what others may be waiting for as well."""
    return future.result() if future.done() else await asyncio.shield(asyncio.wrap_future(future))
