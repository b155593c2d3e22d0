"""The kernel's account of CPU time, where a group for it can be had.

What `/proc` tells of a tree lacks the time of children whose end nobody waits for; a group's account lacks nothing. It
holds the supervisor's and the launcher's own as well, which are taken off.
"""

import os
import time
from contextlib import suppress

from shared.adapters.bubblewrap.groups import enter, make_group

_NANO = 1e9


class CpuAccount:
    """What this process and all it starts have used. Made before rights are given up."""

    def __init__(self) -> None:
        self._usage: int | None = None
        group = make_group("cpuacct")
        if group:
            with suppress(OSError):
                enter(group)
                self._usage = os.open(group / "cpuacct.usage", os.O_RDONLY | os.O_CLOEXEC)

    def programs_seconds(self, launcher: int) -> float:
        """Return the CPU time so far of all but this process and a launcher, by its id; 0 where nobody counts it."""
        if self._usage is None:
            return 0.0
        try:
            with open(f"/proc/{launcher}/schedstat", "rb", buffering=0) as file:
                launchers = int(file.read().split()[0])
        except (OSError, IndexError):
            return 0.0
        return (int(os.pread(self._usage, 64, 0)) - launchers) / _NANO - time.process_time()
