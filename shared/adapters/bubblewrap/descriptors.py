"""File descriptors that close themselves, and files that exist in memory only."""

import fcntl
import os
from collections.abc import Iterable
from typing import Self

_SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL


class Descriptor:
    """A file descriptor that closes itself."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close; a second time does nothing."""
        number, self.number = self.number, -1
        if number >= 0:
            os.close(number)


def pipe() -> tuple[Descriptor, Descriptor]:
    """Return the end that reads and the end that writes."""
    reader, writer = os.pipe()
    return Descriptor(reader), Descriptor(writer)


def memory_file(parts: Iterable[bytes]) -> Descriptor:
    """Return a file that nobody can change, read from its start."""
    file = Descriptor(os.memfd_create("data", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING))
    try:
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[os.write(file.number, view) :]
        os.lseek(file.number, 0, os.SEEK_SET)
        fcntl.fcntl(file.number, fcntl.F_ADD_SEALS, _SEALS)
    except BaseException:
        file.close()
        raise
    return file


def process_id(process: Descriptor) -> int:
    """Return the id of a pidfd's process as we see it, -1 when it is gone."""
    with open(f"/proc/self/fdinfo/{process.number}") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
