"""A memory cgroup per slot, where the machine lets us make one: the kernel's own limit behind our counting.

Only it counts what no process has mapped (files in /tmp, shared pages, kernel objects). Version 1 only: in version 2 a
group with processes, as ours is, may have no children with a memory limit unless whoever started us arranged it.
"""

import os
from pathlib import Path
from typing import Self

_SLACK = 16 * 1024 * 1024  # whether the limit was passed is ours to judge; the kernel stops what we are too slow for
_LIMIT, _LIMIT_WITH_SWAP = "memory.limit_in_bytes", "memory.memsw.limit_in_bytes"


class Cgroup:
    """One directory, used for one execution after the other."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def create(cls, name: str, owner: int) -> Self | None:
        """Make a cgroup below our own that `owner` may use; return None where that is not to be had."""
        try:
            lines = Path("/proc/self/cgroup").read_text().splitlines()
            own = next(path for _, names, path in (line.split(":", 2) for line in lines) if names == "memory")
            path = Path("/sys/fs/cgroup/memory", own.lstrip("/"), name)
            path.mkdir()
            for file in (path / "cgroup.procs", path / _LIMIT, path / _LIMIT_WITH_SWAP):
                if file.exists():
                    os.chown(file, owner, -1)
        except (OSError, StopIteration):
            return None
        return cls(path)

    def admit(self, pid: int, memory_bytes: int) -> None:
        """Put a process, with the children it will have, under the limit; raise OSError when it cannot be."""
        with_swap = self._path / _LIMIT_WITH_SWAP  # not there without swap accounting; never below the plain limit
        if with_swap.exists():
            with_swap.write_text("-1")
        (self._path / _LIMIT).write_text(str(memory_bytes + _SLACK))
        if with_swap.exists():
            with_swap.write_text(str(memory_bytes + _SLACK))
        (self._path / "cgroup.procs").write_text(str(pid))

    def kills(self) -> int:
        """Return how many processes the kernel has killed here for want of memory."""
        for line in (self._path / "memory.oom_control").read_text().splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
        return 0
