"""A supervisor's control groups, one for each resource the kernel counts. Version 1 only.

The supervisor lives in them with all it starts, for moving each execution there would cost 10 ms. In version 2 a group
with processes, as ours is, may have no children with limits unless whoever started us arranged it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_PREFIX = "ella-sandbox-"  # and the id of the supervisor
_CONTROLLERS = ("memory", "cpuacct")


def make_group(controller: str) -> Path | None:
    """Return a group of this process's own, which it is not in yet; None where none can be had."""
    remove_abandoned_groups()
    for parent in _parents(controller):
        group = parent / f"{_PREFIX}{os.getpid()}"
        with suppress(OSError):
            group.mkdir()
            return group
    return None


def enter(group: Path) -> None:
    """Move this process there; raise OSError."""
    (group / "cgroup.procs").write_text(str(os.getpid()))


def remove_abandoned_groups() -> None:
    """Remove the groups of supervisors that are no more: without their rights, they could not themselves."""
    for controller in _CONTROLLERS:
        for parent in _parents(controller):
            for group in parent.glob(f"{_PREFIX}*"):
                if not Path("/proc", group.name.removeprefix(_PREFIX)).exists():
                    with suppress(OSError):
                        group.rmdir()


def _parents(controller: str) -> Iterator[Path]:
    """Yield the group we are in for a controller, if there is one; controllers may share a hierarchy."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        if controller in names.split(","):
            yield _ROOT / names / path.lstrip("/")
