"""A memory cgroup per slot, where the machine lets us make one: the kernel's own limit behind our counting.

Only it counts what no process has mapped (files in /tmp, shared pages, kernel objects). The supervisor lives in it, for
moving each sandbox there would cost 10 ms. Version 1 only: in version 2 a group with processes, as ours is, may
have no children with a memory limit unless whoever started us arranged it.
"""

import os
from pathlib import Path
from typing import Self

_SLACK = 64 * 1024 * 1024  # for the supervisor; whether a program passed its limit is for our counting to say
_PREFIX = "ella-sandbox-"  # and the id of the supervisor
_LIMIT = "memory.limit_in_bytes"


class Cgroup:
    """The group this process is in, with all it starts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._limit = 0

    @classmethod
    def enter(cls, owner: int) -> Self | None:
        """Make a group whose limit `owner` may set and move there; return None where that is not to be had."""
        try:
            lines = Path("/proc/self/cgroup").read_text().splitlines()
            own = next(path for _, names, path in (line.split(":", 2) for line in lines) if names == "memory")
            parent = Path("/sys/fs/cgroup/memory", own.lstrip("/"))
            _remove_abandoned(parent)
            path = parent / f"{_PREFIX}{os.getpid()}"
            path.mkdir()
            os.chown(path / _LIMIT, owner, -1)
            (path / "memory.swappiness").write_text("0")
            (path / "cgroup.procs").write_text(str(os.getpid()))
        except (OSError, StopIteration):
            return None
        return cls(path)

    def limit(self, memory_bytes: int) -> None:
        """Set what may be used from now on; raise OSError when more is in use."""
        if memory_bytes != self._limit:
            (self._path / _LIMIT).write_text(str(memory_bytes + _SLACK))
            self._limit = memory_bytes

    def kills(self) -> int:
        """Return how many processes the kernel has killed here for want of memory."""
        for line in (self._path / "memory.oom_control").read_text().splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
        return 0


def _remove_abandoned(parent: Path) -> None:
    """Remove what supervisors left that are no more: without their rights, they could not themselves."""
    for path in parent.glob(f"{_PREFIX}*"):
        if not Path("/proc", path.name.removeprefix(_PREFIX)).exists():
            path.rmdir()
