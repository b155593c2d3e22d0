"""What a process tree uses now, read from /proc. All of it lies below the execution's first process."""

import os
from dataclasses import dataclass

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Usage:
    """CPU time and memory of the tree, the highest seen."""

    cpu_seconds: float = 0.0
    memory_bytes: int = 0

    def observe(self, root: int, suspicious_bytes: int) -> None:
        """Look once. Above `suspicious_bytes` pages that processes share are counted once, which takes longer.

        The memory of the first process is the launcher's, and none of the program's; the time it has is that of the
        processes it has reaped.
        """
        first, *others = _tree(root)
        self.cpu_seconds = max(self.cpu_seconds, sum(_cpu_seconds(pid) for pid in (first, *others)))
        memory = sum(_resident_bytes(pid) for pid in others)
        if memory > suspicious_bytes and len(others) > 1:
            memory = sum(_proportional_bytes(pid) for pid in others)
        self.memory_bytes = max(self.memory_bytes, memory)

    def add_total(self, cpu_seconds: float, memory_bytes: int) -> None:
        """Take in what the kernel has counted of all that was waited for."""
        self.cpu_seconds = max(self.cpu_seconds, cpu_seconds)
        self.memory_bytes = max(self.memory_bytes, memory_bytes)


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:  # grows while we walk
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        for thread in threads:
            found += [int(child) for child in _read(f"/proc/{pid}/task/{thread}/children").split()]
    return found


def _cpu_seconds(pid: int) -> float:
    # utime, stime and those of its reaped children; the name before them may hold anything but is closed by ")".
    columns = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    return sum(map(int, columns[11:15])) / _TICKS


def _resident_bytes(pid: int) -> int:
    columns = _read(f"/proc/{pid}/statm").split()
    return int(columns[1]) * _PAGE if columns else 0


def _proportional_bytes(pid: int) -> int:
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return _resident_bytes(pid)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return b""  # the process ended meanwhile
