"""What the server asks of a supervisor and what comes back: JSON headers behind their lengths.

A program, its files and its input travel as descriptors of sealed files in memory, through the supervisor, to the
first process of the execution, which alone reads them.
"""

import json
import math
import os
import resource
import socket
import struct
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from shared.adapters.bubblewrap.descriptors import Descriptor, memory_file
from shared.ports.sandbox import MIB, Limits, Outcome

_LENGTH, _OUTCOME = struct.Struct("!I"), struct.Struct("!III")  # lengths of what follows
_ENVIRONMENT = {"HOME": "/tmp", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": "/tmp"}  # noqa: S108
_SHARED_MEMORY_BYTES = 16 * MIB
_OWN_PROCESSES = 2  # the launcher and the execution's first process count as well
_BYTES_PER_INODE = 4096


@dataclass(frozen=True, slots=True)
class View:
    """What a held sandbox shows and how it is walled: executions of equal views share one, one after the other.

    `binds` are host paths shown read-only at a path inside; `covers` are hidden.
    """

    bwrap: str
    interpreter: str  # the launcher's
    binds: tuple[tuple[str, str], ...] = ()
    covers: tuple[str, ...] = ()
    mount_proc: bool = True
    seal_user_namespaces: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One execution; `files` are paths below `/box`."""

    view: View
    argv: tuple[str, ...]
    limits: Limits
    stdin: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    limit_data: bool = True

    def send(self, channel: socket.socket) -> None:
        """Write the job to the channel."""
        header = {
            "view": asdict(self.view),
            "limits": asdict(self.limits),
            "box_bytes": sum(map(len, self.files.values())),
        }
        with ExitStack() as stack:
            contents = ([self._request()], self.files.values(), [self.stdin])
            files = [stack.enter_context(memory_file(parts)) for parts in contents]
            data = json.dumps(header).encode()
            socket.send_fds(channel, [_LENGTH.pack(len(data))], [file.number for file in files])
            channel.sendall(data)

    def _request(self) -> bytes:
        """Return the lists of words the launcher reads, each behind its length."""
        environment = {**_ENVIRONMENT, **self.environment}
        lists: list[list[str]] = [
            list(self.argv),
            [f"{name}={value}" for name, value in environment.items()],
            [f"{len(content)} {name}" for name, content in self.files.items()],
            [f"{kind}={value}" for kind, value in self._resource_limits().items()],
            [
                _temporary(self.limits.temporary_bytes),
                _temporary(_SHARED_MEMORY_BYTES),
                "yes" if self.view.mount_proc else "no",
            ],
        ]
        words = [word for each in lists for word in (str(len(each)), *each)]
        return b"".join(os.fsencode(word) + b"\0" for word in words)

    def _resource_limits(self) -> dict[int, int]:
        limits = {
            resource.RLIMIT_CORE: 0,
            # Of one process: the tree is counted elsewhere.
            resource.RLIMIT_CPU: math.ceil(self.limits.cpu_seconds + self.limits.extra_cpu_seconds) + 1,
            resource.RLIMIT_FSIZE: self.limits.temporary_bytes,
            resource.RLIMIT_MEMLOCK: 64 * 1024,
            resource.RLIMIT_MSGQUEUE: 0,
            resource.RLIMIT_NOFILE: 256,
            resource.RLIMIT_NPROC: self.limits.processes + _OWN_PROCESSES,
            resource.RLIMIT_STACK: 64 * MIB,
        }
        if self.limit_data:
            # Far off, so that memory is judged by what was used: each thread's stack reserves 64 MB of it.
            limits[resource.RLIMIT_DATA] = 2 * self.limits.memory_bytes + 256 * MIB
        return limits


@dataclass(frozen=True, slots=True)
class Order:
    """A job as the supervisor gets it: what it judges by, and descriptors it passes on without reading."""

    view: View
    limits: Limits
    box_bytes: int
    request: Descriptor
    content: Descriptor
    stdin: Descriptor

    @classmethod
    @contextmanager
    def receive(cls, channel: socket.socket) -> Generator[Self]:
        """Read an order, whose descriptors close behind it; raise EOFError when the other side is gone."""
        first, numbers, _, _ = socket.recv_fds(channel, 1, 3)
        with ExitStack() as stack:
            files = [stack.enter_context(Descriptor(number)) for number in numbers]
            if not first:
                raise EOFError
            rest = _exactly(channel, _LENGTH.size - 1)
            header: dict[str, Any] = json.loads(_exactly(channel, _LENGTH.unpack(first + rest)[0]))
            shown: dict[str, Any] = header["view"]
            shown["binds"] = tuple((path, inside) for path, inside in shown["binds"])
            shown["covers"] = tuple(shown["covers"])
            yield cls(View(**shown), Limits(**header["limits"]), header["box_bytes"], *files)


def send_outcome(channel: socket.socket, outcome: Outcome) -> None:
    """Write an outcome to the channel."""
    header = json.dumps(asdict(outcome) | {"stdout": None, "stderr": None}).encode()
    channel.sendall(_OUTCOME.pack(len(header), len(outcome.stdout), len(outcome.stderr)) + header)
    for text in (outcome.stdout, outcome.stderr):
        if text:
            channel.sendall(text)


def receive_outcome(channel: socket.socket) -> Outcome:
    """Read an outcome; raise EOFError when the other side is gone."""
    lengths = _OUTCOME.unpack(_exactly(channel, _OUTCOME.size))
    header, stdout, stderr = [_exactly(channel, length) for length in lengths]
    fields: dict[str, Any] = {**json.loads(header), "stdout": stdout, "stderr": stderr}
    return Outcome(**fields)


def _temporary(size: int) -> str:
    """Return the options of a small tmpfs; an empty file costs memory as well."""
    return f"mode=1777,size={size},nr_inodes={max(size // _BYTES_PER_INODE, 16)}"


def _exactly(channel: socket.socket, size: int) -> bytes:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        received = channel.recv_into(view)
        if not received:
            raise EOFError
        view = view[received:]
    return bytes(buffer)
