"""What the server asks of a supervisor and what comes back: a JSON header and blobs, each behind its length."""

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from shared.ports.sandbox import Limits, Outcome

_LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Job:
    """One execution in one sandbox. `binds` are host paths shown read-only at a path inside; `covers` are hidden."""

    bwrap: str
    argv: tuple[str, ...]
    limits: Limits
    stdin: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    binds: tuple[tuple[str, str], ...] = ()
    covers: tuple[str, ...] = ()
    limit_data: bool = True
    mount_proc: bool = True
    seal_user_namespaces: bool = True

    def send(self, channel: socket.socket) -> None:
        """Write the job to the channel."""
        header = {name.name: getattr(self, name.name) for name in fields(self)}
        header |= {"limits": asdict(self.limits), "stdin": None, "files": list(self.files)}
        _send(channel, header, [self.stdin, *self.files.values()])

    @classmethod
    def receive(cls, channel: socket.socket) -> Self:
        """Read a job; raise EOFError when the other side is gone."""
        header, (stdin, *contents) = _receive(channel)
        header |= {
            "limits": Limits(**header["limits"]),
            "stdin": stdin,
            "files": dict(zip(header["files"], contents, strict=True)),
        }
        return cls(**header)


def send_outcome(channel: socket.socket, outcome: Outcome) -> None:
    """Write an outcome to the channel."""
    header = asdict(outcome) | {"stdout": None, "stderr": None}
    _send(channel, header, [outcome.stdout, outcome.stderr])


def receive_outcome(channel: socket.socket) -> Outcome:
    """Read an outcome; raise EOFError when the other side is gone."""
    header, (stdout, stderr) = _receive(channel)
    fields: dict[str, Any] = {**header, "stdout": stdout, "stderr": stderr}
    return Outcome(**fields)


def _send(channel: socket.socket, header: dict[str, Any], blobs: list[bytes]) -> None:
    parts = [json.dumps(header).encode(), *blobs]
    channel.sendall(
        b"".join(
            [
                _LENGTH.pack(len(parts)),
                *(piece for part in parts for piece in (_LENGTH.pack(len(part)), part)),
            ]
        )
    )


def _receive(channel: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    count = _length(channel)
    header, *blobs = [_exactly(channel, _length(channel)) for _ in range(count)]
    return json.loads(header), blobs


def _length(channel: socket.socket) -> int:
    return _LENGTH.unpack(_exactly(channel, _LENGTH.size))[0]


def _exactly(channel: socket.socket, size: int) -> bytes:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        received = channel.recv_into(view)
        if not received:
            raise EOFError
        view = view[received:]
    return bytes(buffer)
