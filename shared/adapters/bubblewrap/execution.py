"""One execution, from the supervisor's side: start bwrap, watch, kill, reap, count."""

import os
import resource
import signal
import time
from collections.abc import Sequence
from contextlib import ExitStack

from shared.adapters.bubblewrap.cgroup import Cgroup
from shared.adapters.bubblewrap.command import ETC, Descriptors, arguments
from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.seccomp import filter_program
from shared.adapters.bubblewrap.usage import Usage
from shared.ports.sandbox import Outcome

_MIB = 1024 * 1024
_LOOK_EVERY = 0.02
_SETUP_SECONDS = 10.0
_STDERR_HALF = 32 * 1024
_FIRST_FREE = 3  # descriptors bwrap gets: 0–2, then ours in order


class ServerGone(Exception):
    """Whoever asked has closed the channel or died."""


class Execution:
    """One sandbox, used once."""

    def __init__(self, job: Job, watched: Sequence[int], cgroup: Cgroup | None) -> None:
        self._job = job
        self._watched = watched
        self._cgroup = cgroup
        self._usage = Usage()
        self._stdout = bytearray()
        self._stderr = Excerpt(_STDERR_HALF)
        self._status = bytearray()
        self._killed = False
        self._timed_out = False

    def run(self) -> Outcome:
        """Run to the end and return what came of it; raise ServerGone with everything killed."""
        kills_before = self._cgroup.kills() if self._cgroup else 0
        with ExitStack() as stack:
            bwrap, outputs, gate = self._start(stack)
            child = 0
            try:
                child = self._await_child(outputs)
                started = time.monotonic()
                if child:
                    pidfd = os.pidfd_open(child)
                    stack.callback(os.close, pidfd)
                    threads = self._job.limits.processes + 1  # bwrap's own first process counts
                    # Set within the new user namespace, or it would count across sandboxes of the same user.
                    resource.prlimit(child, resource.RLIMIT_NPROC, (threads, threads))
                    os.write(gate, b"\0")
                    self._watch(child, pidfd, outputs, started + self._job.limits.wall_seconds)
            finally:
                wall = time.monotonic() - started if child else 0.0
                used = _reap(bwrap, child)
            self._drain(outputs)
        oom_killed = bool(self._cgroup) and self._cgroup.kills() > kills_before
        return self._outcome(bool(child), used, wall, oom_killed)

    def _start(self, stack: ExitStack) -> tuple[int, dict[int, bytearray | "Excerpt"], int]:
        """Start bwrap, limit it while it still waits for its arguments, then hand them over."""
        job = self._job
        arguments_in, arguments_out = _pipe(stack)
        gate_in, gate_out = _pipe(stack)
        stdout_in, stdout_out = _pipe(stack)
        stderr_in, stderr_out = _pipe(stack)
        status_in, status_out = _pipe(stack)
        files = {**ETC, **job.files}
        given = [
            *(_memory_file(stack, job.stdin), stdout_out, stderr_out),
            *(arguments_in, _memory_file(stack, filter_program()), status_out, gate_in),
            *(_memory_file(stack, content) for content in files.values()),
        ]
        numbers = range(_FIRST_FREE + 4, len(given))
        descriptors = Descriptors(4, 5, 6, dict(zip(files, numbers, strict=True)))
        bwrap = os.posix_spawn(
            job.bwrap,
            ["bwrap", "--args", str(_FIRST_FREE), "--", *job.argv],
            {},
            file_actions=[(os.POSIX_SPAWN_DUP2, ours, theirs) for theirs, ours in enumerate(given)],
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
        )
        try:
            for kind, value in self._resource_limits().items():
                resource.prlimit(bwrap, kind, value)
            if self._cgroup:
                self._cgroup.admit(bwrap, job.limits.memory_bytes)
            _write_all(arguments_out, arguments(job, descriptors))
        except BaseException:
            _reap(bwrap, 0)
            raise
        for descriptor in (arguments_out, stdout_out, stderr_out, status_out):
            os.dup2(gate_in, descriptor, inheritable=False)  # closes our end; the stack closes the duplicate
        outputs = {stdout_in: self._stdout, stderr_in: self._stderr, status_in: self._status}
        for descriptor in outputs:
            os.set_blocking(descriptor, False)
        return bwrap, outputs, gate_out
