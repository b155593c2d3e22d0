"""The supervisor's held sandboxes: a launcher inside bwrap for each view, the least recently used closed."""

import os
import select
import signal
import socket
from contextlib import suppress
from pathlib import Path

from shared.adapters.bubblewrap.command import ETC, arguments
from shared.adapters.bubblewrap.descriptors import Descriptor, memory_file, pipe, process_id
from shared.adapters.bubblewrap.job import View
from shared.adapters.bubblewrap.memory import MemoryGuard
from shared.adapters.bubblewrap.seccomp import clone_number, filter_program

RESERVED = 64  # descriptors below are never ours, so that placing one for bwrap overwrites none
_CHANNEL, _OUTPUT, _ERRORS, _FILTER, _ARGUMENTS, _FIRST_FILE = range(6)  # what bwrap finds our descriptors under
_MOST_HELD = 3
_START_SECONDS = 10.0
_LONGEST_MESSAGE = 256
# Python ignores the first two; what is started in a shell's background, or by nohup, may ignore the others.
_IGNORED = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_SOURCE = Path(__file__).with_name("launcher.py").read_text()


class LauncherLost(Exception):
    """A held sandbox did not start, has ended or does not speak as it should."""


class Launcher:
    """A held sandbox. Raises LauncherLost from everything but `close`."""

    def __init__(self, view: View, guard: MemoryGuard) -> None:
        self._channel, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        self._channel.settimeout(_START_SECONDS)
        self._errors, errors = pipe()
        self._itself = Descriptor(-1)
        self.pid = -1
        try:
            self._bwrap = _start(view, theirs, errors, guard)
        except BaseException:
            self._channel.close()
            self._errors.close()
            raise
        finally:
            theirs.close()
            errors.close()

    def greet(self) -> None:
        """Wait until the sandbox stands."""
        word, process = self.receive()
        if word != b"ready" or process is None:
            raise LauncherLost(f"the sandbox's launcher said {word!r}")
        self._itself = process
        self.pid = process_id(process)

    @property
    def number(self) -> int:
        """The descriptor that stirs when there is something to receive."""
        return self._channel.fileno()

    def alive(self) -> bool:
        """Whether it waits for a request: an idle launcher says nothing."""
        poller = select.poll()
        poller.register(self.number, select.POLLIN)
        return not poller.poll(0)

    def request(self, descriptors: list[int]) -> None:
        """Ask for an execution."""
        try:
            socket.send_fds(self._channel, [b"\0"], descriptors)
        except OSError as error:
            raise LauncherLost(self._last_words()) from error

    def receive(self) -> tuple[bytes, Descriptor | None]:
        """Return the next message, and the descriptor that came with it."""
        try:
            message, numbers, _, _ = socket.recv_fds(self._channel, _LONGEST_MESSAGE, 1)
        except OSError as error:
            raise LauncherLost("the sandbox does not answer") from error
        process = Descriptor(numbers[0]) if numbers else None
        if not message:
            raise LauncherLost(self._last_words())
        return message, process

    def close(self) -> None:
        """End the sandbox, with whatever runs in it."""
        self._channel.close()
        self._errors.close()
        with self._itself as itself:
            if itself.number < 0:
                return
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(itself.number, signal.SIGKILL)
            # bwrap ends with its child, and leaves it to us, a subreaper, to reap, unless it came to that first.
            for kind, number in ((os.P_PID, self._bwrap), (os.P_PIDFD, itself.number)):
                with suppress(ChildProcessError):
                    os.waitid(kind, number, os.WEXITED)

    def _last_words(self) -> str:
        os.set_blocking(self._errors.number, False)
        with suppress(BlockingIOError):
            lines = os.read(self._errors.number, 1 << 16).decode(errors="replace").strip().splitlines()
            return lines[-1] if lines else "the sandbox has ended"
        return "the sandbox has ended"


class Launchers:
    """One slot's held sandboxes."""

    def __init__(self, guard: MemoryGuard) -> None:
        self._guard = guard
        self._held: dict[View, Launcher] = {}  # the one used last is last

    def get(self, view: View) -> Launcher:
        """Return the sandbox of a view, started where there is none; raise LauncherLost or OSError."""
        if view in self._held and not self._held[view].alive():
            self.close()
        launcher = self._held.pop(view, None)
        if launcher:
            self._held[view] = launcher
            return launcher
        while len(self._held) >= _MOST_HELD:
            self._held.pop(next(iter(self._held))).close()
        launcher = self._held[view] = Launcher(view, self._guard)
        launcher.greet()
        return launcher

    def close(self) -> None:
        """End them all, however they are, and leave no process behind."""
        kill_everything()
        while self._held:
            self._held.popitem()[1].close()


def kill_everything() -> None:
    """Kill and reap every child until none is left, orphans of the sandboxes included."""
    while pids := _children():
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.wait()


def reserve_low_descriptors() -> None:
    """Occupy the numbers that bwrap's descriptors are placed at."""
    while os.open(os.devnull, os.O_RDONLY) < RESERVED:
        pass


def _start(view: View, channel: socket.socket, errors: Descriptor, guard: MemoryGuard) -> int:
    """Start bwrap with the launcher in it; return its process id; raise OSError."""
    files = dict(zip(ETC, range(_FIRST_FILE, _FIRST_FILE + len(ETC)), strict=True))
    contents = [filter_program(), arguments(view, files), *ETC.values()]
    ours = [memory_file([content]) for content in contents]
    given = [channel.fileno(), errors.number, errors.number, *(file.number for file in ours)]
    python = [view.interpreter, "-I", "-S", "-B", "-c", _SOURCE, str(clone_number()), str(_FILTER)]
    try:
        with guard.expendable():
            return os.posix_spawn(
                view.bwrap,
                ["bwrap", "--args", str(_ARGUMENTS), "--", *python],
                {},
                file_actions=[(os.POSIX_SPAWN_DUP2, number, at) for at, number in enumerate(given)],
                setsigmask=[],
                setsigdef=_IGNORED,
            )
    finally:
        for file in ours:
            file.close()


def _children() -> list[int]:
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]
