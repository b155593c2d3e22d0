"""Starting bwrap, and limiting it while it waits at a gate."""

import fcntl
import math
import os
import resource
import signal
from dataclasses import dataclass
from typing import Self

from shared.adapters.bubblewrap.command import ETC, Descriptors, arguments
from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.memory import MemoryGuard
from shared.adapters.bubblewrap.seccomp import filter_program

_MIB = 1024 * 1024
_SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
_ARGUMENTS, _SECCOMP, _STATUS, _GATE, _FIRST_FILE = 3, 4, 5, 6, 7  # what bwrap finds our descriptors under
RESERVED = 64  # descriptors below are never ours, so that placing one for bwrap overwrites none


class Descriptor:
    """A file descriptor that closes itself."""

    def __init__(self, number: int) -> None:
        self.number = number

    def close(self) -> None:
        """Close; a second time does nothing."""
        number, self.number = self.number, -1
        if number >= 0:
            os.close(number)


@dataclass(frozen=True, slots=True)
class Launched:
    """A bwrap that will start the program once a byte is written to the gate."""

    stdout: Descriptor
    stderr: Descriptor
    status: Descriptor
    gate: Descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in (self.stdout, self.stderr, self.status, self.gate):
            descriptor.close()


def reserve_low_descriptors() -> None:
    """Occupy the numbers that bwrap's descriptors are placed at."""
    while os.open(os.devnull, os.O_RDONLY) < RESERVED:
        pass


def launch(job: Job, guard: MemoryGuard) -> Launched:
    """Start bwrap, which builds the sandbox and waits at its gate; raise OSError."""
    files = {**ETC, **job.files}
    numbers = range(_FIRST_FILE, _FIRST_FILE + len(files))
    descriptors = Descriptors(_SECCOMP, _STATUS, _GATE, dict(zip(files, numbers, strict=True)))
    ours: list[Descriptor] = []
    theirs: list[Descriptor] = []

    def pipe(*, read: bool) -> Descriptor:
        """Return their end, which they read or write."""
        reader, writer = map(Descriptor, os.pipe())
        given, kept = (reader, writer) if read else (writer, reader)
        theirs.append(given)
        ours.append(kept)
        return kept

    def content(data: bytes) -> None:
        theirs.append(_memory_file(data))

    try:
        content(job.stdin)
        stdout, stderr = pipe(read=False), pipe(read=False)
        argument_pipe = pipe(read=True)
        content(filter_program())
        status, gate = pipe(read=False), pipe(read=True)
        for data in files.values():
            content(data)
        with guard.expendable():
            os.posix_spawn(
                job.bwrap,
                ["bwrap", "--args", str(_ARGUMENTS), "--", *job.argv],
                {},
                file_actions=[(os.POSIX_SPAWN_DUP2, given.number, at) for at, given in enumerate(theirs)],
                setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],  # Python ignores them
            )
        os.write(argument_pipe.number, arguments(job, descriptors))
        argument_pipe.close()
    except BaseException:
        for descriptor in ours:
            descriptor.close()
        raise
    finally:
        for descriptor in theirs:
            descriptor.close()
    return Launched(stdout, stderr, status, gate)


def limit(pid: int, job: Job) -> None:
    """Set the resource limits of a sandbox's first process, which waits at the gate; raise OSError.

    Not before: bwrap's own start would undo the stack's, and processes must be counted inside the new user namespace,
    or all the sandboxes of this user would count.
    """
    for kind, value in _resource_limits(job).items():
        hard = resource.prlimit(pid, kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.prlimit(pid, kind, (value, value))


def _resource_limits(job: Job) -> dict[int, int]:
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: math.ceil(job.limits.cpu_seconds + job.limits.extra_cpu_seconds)
        + 1,  # of one process: the tree is counted elsewhere
        resource.RLIMIT_FSIZE: 64 * _MIB,
        resource.RLIMIT_MEMLOCK: 64 * 1024,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_NPROC: job.limits.processes + 1,  # bwrap's own
        resource.RLIMIT_STACK: 64 * _MIB,
    }
    if job.limit_data:
        # Far off, so that memory is judged by what was used: each thread's stack reserves 64 MB of it.
        limits[resource.RLIMIT_DATA] = 2 * job.limits.memory_bytes + 256 * _MIB
    return limits


def _memory_file(data: bytes) -> Descriptor:
    """Return a file that nobody can change, read from its start."""
    file = Descriptor(os.memfd_create("data", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING))
    view = memoryview(data)
    while view:
        view = view[os.write(file.number, view) :]
    os.lseek(file.number, 0, os.SEEK_SET)
    fcntl.fcntl(file.number, fcntl.F_ADD_SEALS, _SEALS)
    return file
