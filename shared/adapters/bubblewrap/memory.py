"""The kernel's own guard over memory, behind our counting: a cgroup per slot, and whom to kill first.

Only a cgroup counts what no process has mapped (files in /tmp, shared pages, kernel objects). The supervisor lives in
it with all it starts, for moving each execution there would cost 10 ms. Version 1 only: in version 2 a group with
processes, as ours is, may have no children with a memory limit unless whoever started us arranged it.
"""

import errno
import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

_SLACK = (
    96 * 1024 * 1024
)  # for the supervisor and its launchers; whether a program passed its limit is for our counting to say
_RELEASE_SECONDS = 2.0
_PREFIX = "ella-sandbox-"  # and the id of the supervisor
_LIMIT = "memory.limit_in_bytes"


class MemoryGuard:
    """Guards this process and all it starts. Made before rights are given up; `owner` is who uses it then."""

    def __init__(self, owner: int) -> None:
        self._group = _enter_group(owner)
        self._limit = 0
        self._counts = self._group and os.open(self._group / "memory.oom_control", os.O_RDONLY | os.O_CLOEXEC)
        # Opened now: once rights are given up, the kernel holds our own files in /proc to be root's.
        self._own_score = os.open("/proc/self/oom_score_adj", os.O_RDWR | os.O_CLOEXEC)
        self._normal_score = os.read(self._own_score, 16)

    @contextmanager
    def expendable(self) -> Generator[None]:
        """What is started meanwhile is what the kernel kills first."""
        os.write(self._own_score, b"1000")
        try:
            yield
        finally:
            os.write(self._own_score, self._normal_score)

    def limit(self, memory_bytes: int) -> None:
        """Set what may be used from now on, where there is a group; raise OSError when more stays in use."""
        if not self._group or memory_bytes == self._limit:
            return
        deadline = time.monotonic() + _RELEASE_SECONDS
        while True:
            try:
                (self._group / _LIMIT).write_text(str(memory_bytes + _SLACK))
            except OSError as error:
                if error.errno != errno.EBUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.005)  # the kernel is still at freeing the files of the execution before
            else:
                self._limit = memory_bytes
                return

    def kills(self) -> int:
        """Return how many processes the kernel has killed so far at the limit."""
        if self._counts is not None:
            for line in os.pread(self._counts, 1024, 0).splitlines():
                if line.startswith(b"oom_kill "):
                    return int(line.split()[1])
        return 0


def remove_abandoned_groups() -> None:
    """Remove the groups of supervisors that are no more: without their rights, they could not themselves."""
    with suppress(OSError, StopIteration):
        for group in _parent().glob(f"{_PREFIX}*"):
            if not Path("/proc", group.name.removeprefix(_PREFIX)).exists():
                with suppress(OSError):
                    group.rmdir()


def _enter_group(owner: int) -> Path | None:
    remove_abandoned_groups()
    try:
        group = _parent() / f"{_PREFIX}{os.getpid()}"
        group.mkdir()
        os.chown(group / _LIMIT, owner, -1)
        (group / "memory.swappiness").write_text("0")
        (group / "cgroup.procs").write_text(str(os.getpid()))
    except (OSError, StopIteration):
        return None
    return group


def _parent() -> Path:
    """Return the group we are in; raise StopIteration or OSError where memory has none."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    own = next(path for _, names, path in (line.split(":", 2) for line in lines) if names == "memory")
    return Path("/sys/fs/cgroup/memory", own.lstrip("/"))
