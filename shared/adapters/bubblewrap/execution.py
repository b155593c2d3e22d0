"""One execution: have it started, watch, kill, count."""

import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from shared.adapters.bubblewrap.descriptors import Descriptor, pipe, process_id
from shared.adapters.bubblewrap.excerpt import Excerpt
from shared.adapters.bubblewrap.held import Launcher, LauncherLost, Launchers
from shared.adapters.bubblewrap.job import Order
from shared.adapters.bubblewrap.memory import MemoryGuard
from shared.adapters.bubblewrap.processor import CpuAccount
from shared.adapters.bubblewrap.usage import Usage
from shared.ports.sandbox import Outcome

_LOOK_EVERY = 0.02
_SETUP_SECONDS = 10.0
_LAST_WORDS_SECONDS = 5.0  # for an execution to be gone once it is killed
_CHUNK = 65536


class ServerGone(Exception):
    """Whoever asked has closed the channel or died."""


def execute(
    order: Order, watched: Sequence[int], launchers: Launchers, guard: MemoryGuard, account: CpuAccount
) -> Outcome:
    """Carry one order out; raise ServerGone once a watched descriptor stirs, OSError for what we cannot have."""
    guard.limit(order.limits.memory_bytes + order.box_bytes)
    kills_before = guard.kills()
    with ExitStack() as stack:
        execution = _Execution(order, watched, account, stack)
        try:
            execution.run(launchers.get(order.view))
        except LauncherLost as error:
            launchers.close()
            execution.lose(str(error))
        execution.drain()
    return execution.outcome(oom_killed=guard.kills() > kills_before)


class _Execution:
    def __init__(self, order: Order, watched: Sequence[int], account: CpuAccount, stack: ExitStack) -> None:
        self._limits = order.limits
        self._account = account
        self._launcher = -1
        self._used_before = 0.0
        self._watched = frozenset(watched)
        self._stack = stack
        self._stdout, self._report, self._stderr = bytearray(), bytearray(), Excerpt()
        self._feeds: dict[int, Callable[[bytes], None]] = {}
        self._poller = select.poll()
        for number in watched:
            self._poller.register(number, select.POLLIN)
        written = [self._listen_to(feed) for feed in (self._stdout.extend, self._stderr.extend, self._report.extend)]
        self._reporter = next(reversed(self._feeds))  # ends once the program has been started
        self._given = [order.request, order.content, order.stdin, *written]
        self._usage = Usage()
        self._process: Descriptor | None = None  # the execution's first
        self._root = -1
        self._started: float | None = None
        self._ended: float | None = None
        self._status: int | None = None
        self._next_look = 0.0
        self._patience = time.monotonic() + _SETUP_SECONDS
        self._killed = self._late = False
        self._lost = ""

    def run(self, launcher: Launcher) -> None:
        """See the program through to its end or to the first limit it meets; raise LauncherLost."""
        self._launcher = launcher.pid
        self._used_before = self._account.programs_seconds(self._launcher)
        launcher.request([given.number for given in self._given])
        for given in self._given:
            given.close()
        self._poller.register(launcher.number, select.POLLIN)
        try:
            while self._ended is None:
                if launcher.number in self._listen(self._attend() - time.monotonic()):
                    self._hear(*launcher.receive())
        finally:
            self._poller.unregister(launcher.number)

    def lose(self, why: str) -> None:
        """Take note that the sandbox has come to an end before the program."""
        self._lost = why

    def drain(self) -> None:
        """Take in what is still in the pipes, whose other ends nobody holds any more."""
        while self._listen(0):
            pass

    def outcome(self, *, oom_killed: bool) -> Outcome:
        """Return what came of it."""
        cap, usage = self._limits.output_bytes, self._usage
        broken = self._report.decode(errors="replace") or (self._lost if not self._killed and not oom_killed else "")
        code = None if self._killed or broken or self._status is None else os.waitstatus_to_exitcode(self._status)
        if code is not None and code < 0:
            code = 128 - code  # the program got at the first process, whose end was its own
        with memoryview(self._stdout) as stdout:
            kept = bytes(stdout[:cap])
        return Outcome(
            exit_code=code,
            # The first process reports a death by signal as a shell does.
            signal=code - 128 if code is not None and code > 128 else None,
            cpu_seconds=usage.cpu_seconds,
            wall_seconds=(self._ended or time.monotonic()) - self._started if self._started else 0.0,
            peak_memory_bytes=usage.memory_bytes,
            stdout=kept,
            stderr=self._stderr.value(),
            output_exceeded=len(self._stdout) > cap,
            memory_exceeded=oom_killed or usage.memory_bytes > self._limits.memory_bytes,
            time_exceeded=self._late or usage.cpu_seconds > self._limits.cpu_seconds,
            internal_error=broken or None,
        )

    def _listen_to(self, feed: Callable[[bytes], None]) -> Descriptor:
        """Return the end that is written to."""
        reader, writer = map(self._stack.enter_context, pipe())
        self._feeds[reader.number] = feed
        self._poller.register(reader.number, select.POLLIN)
        return writer

    def _hear(self, message: bytes, process: Descriptor | None) -> None:
        match message.split():
            case [b"started"] if process:
                self._process = self._stack.enter_context(process)
                self._root = process_id(process)
            case [b"ended", status, cpu_seconds, memory]:
                self._ended = time.monotonic()
                self._status = int(status)
                self._usage.add_total(max(float(cpu_seconds), self._accounted()), int(memory))
            case _:
                raise LauncherLost(f"the sandbox's launcher said {message!r}")

    def _attend(self) -> float:
        """Do what is due; return when to come back at the latest."""
        now = time.monotonic()
        if self._started is None or self._killed:
            if now >= self._patience:
                raise LauncherLost("the sandbox does not answer")
            return self._patience
        deadline = self._started + self._limits.wall_seconds
        if now >= self._next_look:
            self._usage.observe(self._root, self._limits.memory_bytes)
            self._usage.add_total(self._accounted(), 0)
            self._next_look = now + _LOOK_EVERY
        self._late = now >= deadline
        if self._late or self._exceeds():
            self._kill()
            self._patience = now + _LAST_WORDS_SECONDS
            return self._patience
        return min(self._next_look, deadline)

    def _accounted(self) -> float:
        """Return what the kernel's account says the execution has used, children nobody waited for included."""
        return self._account.programs_seconds(self._launcher) - self._used_before

    def _exceeds(self) -> bool:
        return (
            len(self._stdout) > self._limits.output_bytes
            or self._usage.cpu_seconds > self._limits.cpu_seconds + self._limits.extra_cpu_seconds
            or self._usage.memory_bytes > self._limits.memory_bytes
        )

    def _kill(self) -> None:
        if self._process is None:
            raise LauncherLost("the sandbox's launcher does not say what it started")
        self._killed = True
        signal.pidfd_send_signal(self._process.number, signal.SIGKILL)

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
                if number == self._reporter:
                    self._started = time.monotonic()
                    self._next_look = self._started + _LOOK_EVERY
        return stirred
