"""The kernel's own guard over memory, behind our counting: a cgroup per slot, and whom to kill first.

Only a cgroup counts what no process has mapped (files in /tmp, shared pages, kernel objects).
"""

import errno
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from shared.adapters.bubblewrap.groups import enter, make_group

# For the supervisor and its launchers; whether a program passed its limit is for our counting to say.
_SLACK = 96 * 1024 * 1024
_RELEASE_SECONDS = 2.0
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


def _enter_group(owner: int) -> Path | None:
    group = make_group("memory")
    if group is None:
        return None
    try:
        os.chown(group / _LIMIT, owner, -1)
        (group / "memory.swappiness").write_text("0")
        enter(group)
    except OSError:
        return None
    return group
