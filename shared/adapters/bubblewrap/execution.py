"""One execution: launch, watch, kill, reap, count."""

import json
import os
import resource
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.launch import Launched, launch, limit
from shared.adapters.bubblewrap.memory import MemoryGuard
from shared.adapters.bubblewrap.usage import Usage
from shared.ports.sandbox import Outcome

_LOOK_EVERY = 0.02
_SETUP_SECONDS = 10.0
_LAST_WORDS_SECONDS = 2.0  # for bwrap to tell the exit code of a program that has ended
_CHUNK = 65536
_STDERR_HALF = 32 * 1024


class ServerGone(Exception):
    """Whoever asked has closed the channel or died."""


def execute(job: Job, watched: Sequence[int], guard: MemoryGuard) -> Outcome:
    """Run one job to its end; raise ServerGone, with everything killed, once a watched descriptor stirs."""
    guard.limit(job.limits.memory_bytes)
    kills_before = guard.kills()
    try:
        with launch(job, guard) as launched:
            execution = _Execution(job, launched, watched)
            execution.run()
            execution.finish(kill_everything())
    finally:
        kill_everything()
    return execution.outcome(oom_killed=guard.kills() > kills_before)


def kill_everything() -> dict[int, resource.struct_rusage]:
    """Kill and reap every child until none is left, orphans of the sandbox included; return what each used."""
    used: dict[int, resource.struct_rusage] = {}
    while pids := _children():
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        pid, _, usage = os.wait4(-1, 0)
        used[pid] = usage
    return used


def _children() -> list[int]:
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]


class _Execution:
    def __init__(self, job: Job, launched: Launched, watched: Sequence[int]) -> None:
        self._job = job
        self._limits = job.limits
        self._launched = launched
        self._watched = frozenset(watched)
        self._stdout, self._status, self._stderr = bytearray(), bytearray(), _Excerpt()
        self._feeds: dict[int, Callable[[bytes], None]] = {
            launched.stdout.number: self._stdout.extend,
            launched.stderr.number: self._stderr.extend,
            launched.status.number: self._status.extend,
        }
        self._poller = select.poll()
        for number in (*self._feeds, *self._watched):
            self._poller.register(number, select.POLLIN)
        self._usage = Usage()
        self._child: int | None = None
        self._killed = self._late = False
        self._wall = 0.0

    def run(self) -> None:
        """See the program through to its end or to the first limit it meets."""
        self._child = self._await_child()
        if self._child is None:
            return
        pidfd = os.pidfd_open(self._child)
        try:
            limit(self._child, self._job)
            started = time.monotonic()
            os.write(self._launched.gate.number, b"\0")
            self._watch(self._child, pidfd, started + self._limits.wall_seconds)
            self._wall = time.monotonic() - started
        finally:
            os.close(pidfd)

    def finish(self, used: dict[int, resource.struct_rusage]) -> None:
        """Take in what was still in the pipes, and the final counts."""
        self._listen(0)
        total = used.get(self._child or 0)
        if total:
            self._usage.cpu_seconds = max(self._usage.cpu_seconds, total.ru_utime + total.ru_stime)
            self._usage.memory_bytes = max(self._usage.memory_bytes, total.ru_maxrss * 1024)

    def outcome(self, *, oom_killed: bool) -> Outcome:
        """Return what came of it."""
        cap, usage = self._limits.output_bytes, self._usage
        code = None if self._killed else self._told("exit-code")
        broken = code is None and not self._killed and not oom_killed
        return Outcome(
            exit_code=code,
            # bwrap reports a death by signal as a shell does.
            signal=code - 128 if code is not None and code > 128 else None,
            cpu_seconds=usage.cpu_seconds,
            wall_seconds=self._wall,
            peak_memory_bytes=usage.memory_bytes,
            stdout=bytes(self._stdout[:cap]),
            stderr=self._stderr.value(),
            output_exceeded=len(self._stdout) > cap,
            memory_exceeded=oom_killed or usage.memory_bytes > self._limits.memory_bytes,
            time_exceeded=self._late or usage.cpu_seconds > self._limits.cpu_seconds,
            internal_error=self._stderr.first_line() or "the sandbox did not start" if broken else None,
        )

    def _await_child(self) -> int | None:
        deadline = time.monotonic() + _SETUP_SECONDS
        while (child := self._told("child-pid")) is None:
            left = deadline - time.monotonic()
            if left <= 0 or self._launched.status.number not in self._feeds:
                return None
            self._listen(left)
        return child

    def _watch(self, child: int, pidfd: int, deadline: float) -> None:
        self._poller.register(pidfd, select.POLLIN)
        next_look = time.monotonic() + _LOOK_EVERY
        while pidfd not in self._listen(min(next_look, deadline) - time.monotonic()):
            now = time.monotonic()
            if now >= next_look:
                self._usage.observe(child, self._limits.memory_bytes)
                next_look = now + _LOOK_EVERY
            self._late = now >= deadline
            if self._late or self._exceeds():
                self._killed = True
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
                return
        # The status pipe ends when bwrap has told the exit code and left.
        deadline = time.monotonic() + _LAST_WORDS_SECONDS
        self._poller.unregister(pidfd)
        while self._launched.status.number in self._feeds and time.monotonic() < deadline:
            self._listen(deadline - time.monotonic())

    def _exceeds(self) -> bool:
        return (
            len(self._stdout) > self._limits.output_bytes
            or self._usage.cpu_seconds > self._limits.cpu_seconds + self._limits.extra_cpu_seconds
            or self._usage.memory_bytes > self._limits.memory_bytes
        )

    def _listen(self, seconds: float) -> set[int]:
        """Take in what is written within that time; return the descriptors that stirred."""
        stirred = {number for number, _ in self._poller.poll(max(seconds, 0) * 1000)}
        if stirred & self._watched:
            raise ServerGone
        for number in stirred & self._feeds.keys():
            data = os.read(number, _CHUNK)
            self._feeds[number](data)
            if not data:
                self._poller.unregister(number)
                del self._feeds[number]
        return stirred

    def _told(self, key: str) -> int | None:
        for line in bytes(self._status).splitlines(keepends=True):
            if line.endswith(b"\n") and key in (told := json.loads(line)):
                return told[key]
        return None


class _Excerpt:
    """The beginning and the end of a text, whose middle nobody keeps."""

    def __init__(self) -> None:
        self._head, self._tail, self._dropped = bytearray(), bytearray(), 0

    def extend(self, data: bytes) -> None:
        room = _STDERR_HALF - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        surplus = max(len(self._tail) - _STDERR_HALF, 0)
        self._dropped += surplus
        del self._tail[:surplus]

    def value(self) -> bytes:
        gap = b"\n... %d bytes left out ...\n" % self._dropped if self._dropped else b""
        return bytes(self._head + gap + self._tail)

    def first_line(self) -> str:
        return self._head.decode(errors="replace").partition("\n")[0]
