"""Start parts together, watch them, gather their output, and stop every one of them."""

import asyncio
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

_LEASH = Path(__file__).with_name("leash.py")
_TAIL_LINES = 15
_PROBE_SECONDS = 2.0
_PROBE_PAUSE_SECONDS = 0.05


class StackError(Exception):
    """The stack can't run; the message's first line says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One program of the stack: `health` is a URL that answers 200 once the part is ready."""

    name: str
    argv: Sequence[str]
    health: str
    ready: str
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    after: frozenset[str] = frozenset()
    stop_seconds: float = 5.0


@dataclass(slots=True)
class _Running:
    part: Part
    process: asyncio.subprocess.Process
    tail: deque[str]
    reader: asyncio.Task[None]


class Supervisor:
    """Run parts as process groups of their own, all writing to one log; a dead part ends the run."""

    def __init__(self, parts: Sequence[Part], log: Path, *, start_seconds: float = 120.0) -> None:
        self._parts = parts
        self._log_path = log
        self._start_seconds = start_seconds
        self._running: dict[str, _Running] = {}
        self._ready = {part.name: asyncio.Event() for part in parts}
        self._starting: list[asyncio.Task[None]] = []
        self._watchers: list[asyncio.Task[None]] = []
        self._failure: asyncio.Future[StackError] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        """Start every part; return when all are healthy, raise StackError when one can't be."""
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        self._log = self._log_path.open("w", encoding="utf-8", buffering=1)
        self._starting = [asyncio.create_task(self._start(part)) for part in self._parts]
        try:
            await self._all_ready()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def pids(self) -> dict[str, int]:
        """The process (and process group) id of each part."""
        return {name: running.process.pid for name, running in self._running.items()}

    @property
    def failure(self) -> StackError | None:
        """What ended the run, if something did."""
        return self._failure.result() if self._failure.done() else None

    async def wait(self) -> None:
        """Return never; raise StackError as soon as a part dies."""
        raise await asyncio.shield(self._failure)

    async def stop(self) -> None:
        """End every part's process group: politely, then by force."""
        for task in (*self._starting, *self._watchers):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(self._end(running) for running in self._running.values()))
        self._log.close()

    async def _all_ready(self) -> None:
        pending: set[asyncio.Future[Any]] = {*self._starting}
        while pending:
            done, pending = await asyncio.wait({*pending, self._failure}, return_when=asyncio.FIRST_COMPLETED)
            if self._failure in done:
                raise self._failure.result()
            for task in done:
                task.result()
            pending.discard(self._failure)

    async def _start(self, part: Part) -> None:
        for name in part.after:
            await self._ready[name].wait()
        started = time.monotonic()
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", str(_LEASH), str(os.getpid())),
                *part.argv,
                cwd=part.folder,
                env=dict(part.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise StackError(f"{part.name} can't be started: {error}") from error
        tail: deque[str] = deque(maxlen=_TAIL_LINES)
        reader = asyncio.create_task(self._read(part.name, process, tail))
        running = self._running[part.name] = _Running(part, process, tail, reader)
        self._watchers.append(asyncio.create_task(self._watch(running)))
        while " 200 " not in (answer := await _answer(part.health)):
            if time.monotonic() - started > self._start_seconds:
                what = f"is not ready after {self._start_seconds:.0f} s ({part.health}: {answer})"
                raise StackError(self._told(running, what))
            await asyncio.sleep(_PROBE_PAUSE_SECONDS)
        seconds = time.monotonic() - started
        self._write("stack", f"{part.name} ready after {seconds:.1f} s: {part.ready}")
        self._ready[part.name].set()

    async def _watch(self, running: _Running) -> None:
        code = await running.process.wait()
        await asyncio.wait({running.reader}, timeout=1)
        if not self._failure.done():
            self._failure.set_result(StackError(self._told(running, f"stopped by itself ({_reason(code)})")))

    async def _read(self, name: str, process: asyncio.subprocess.Process, tail: deque[str]) -> None:
        assert process.stdout is not None  # noqa: S101
        rest = b""
        while chunk := await process.stdout.read(65_536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                tail.append(self._write(name, line.decode(errors="replace")))
        if rest:
            tail.append(self._write(name, rest.decode(errors="replace")))

    def _write(self, name: str, line: str) -> str:
        line = line.rstrip()
        if not self._log.closed:
            self._log.write(f"{name:<9} | {line}\n")
        return line

    def _told(self, running: _Running, what: str) -> str:
        tail = "".join(f"\n  | {line}" for line in running.tail if line)
        return f"{running.part.name} {what}; all output is in {self._log_path}{tail}"

    async def _end(self, running: _Running) -> None:
        process = running.process
        _signal_group(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), running.part.stop_seconds)
        except TimeoutError:
            self._write("stack", f"{running.part.name} did not stop in time and is killed")
        _signal_group(process.pid, signal.SIGKILL)  # also what the part itself left behind
        await process.wait()
        await asyncio.wait({running.reader}, timeout=1)
        running.reader.cancel()


async def _answer(url: str) -> str:
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            return (await _status_line(url)).decode(errors="replace").strip() or "no answer"
    except (OSError, TimeoutError):
        return "no answer"


async def _status_line(url: str) -> bytes:
    address, _, path = url.removeprefix("http://").partition("/")
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(f"GET /{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n".encode())
        return await reader.readline()
    finally:
        writer.close()


def _signal_group(group: int, number: signal.Signals) -> None:
    # macOS answers EPERM for a group of which only zombies are left.
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return


def _reason(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
