"""The messages of y-protocols, read from bytes that anybody may have sent.

A message is a varUint that says whether it syncs (0) or tells who is present (1), then its content. Numbers are lib0's
varUints: seven bits a byte, the lowest first. Whatever does not follow that is a ValueError.
"""

import json
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, cast

_SYNC, _AWARENESS = 0, 1
_MAX_NUMBER = 2**53 - 1
MAX_PRESENT = 20
"""How many clients one message may tell of."""


class SyncStep(IntEnum):
    """What a sync message holds: a state vector, what it lacks, or an update."""

    STATE_VECTOR = 0
    MISSING = 1
    UPDATE = 2


@dataclass(frozen=True, slots=True)
class SyncMessage:
    """A step of syncing, with its state vector or update."""

    step: SyncStep
    content: bytes

    def encoded(self) -> bytes:
        """Return the message's bytes."""
        return bytes([_SYNC, self.step]) + _number(len(self.content)) + self.content


@dataclass(frozen=True, slots=True)
class Presence:
    """What one client tells of itself; a state of None says that it has left."""

    client: int
    clock: int
    state: dict[str, Any] | None

    def stating(self, state: dict[str, Any]) -> "Presence":
        """Return the presence with another state."""
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class AwarenessMessage:
    """Who is present, and where their cursors are."""

    clients: tuple[Presence, ...]

    def encoded(self) -> bytes:
        """Return the message's bytes."""
        parts = [_number(len(self.clients))]
        for each in self.clients:
            state = _json(each.state)
            parts += [_number(each.client), _number(each.clock), _number(len(state)), state]
        content = b"".join(parts)
        return bytes([_AWARENESS]) + _number(len(content)) + content


Message = SyncMessage | AwarenessMessage


def read_message(data: bytes) -> Message:
    """Read one message."""
    reader = _Reader(data)
    match reader.number():
        case 0:
            message = SyncMessage(SyncStep(reader.number()), reader.bytes())
        case 1:
            message = AwarenessMessage(_clients(_Reader(reader.bytes())))
        case kind:
            raise ValueError(f"there is no message of type {kind}")
    reader.require_end()
    return message


def _clients(reader: "_Reader") -> tuple[Presence, ...]:
    count = reader.number()
    if count > MAX_PRESENT:
        raise ValueError(f"a message tells of at most {MAX_PRESENT} clients")
    found = tuple(Presence(reader.number(), reader.number(), _state(reader.bytes())) for _ in range(count))
    reader.require_end()
    return found


def _state(text: bytes) -> dict[str, Any] | None:
    try:
        state: Any = json.loads(text)
        _json(state)
    except RecursionError:
        raise ValueError("a client's state is nested too deeply") from None
    if state is not None and not isinstance(state, dict):
        raise ValueError("a client's state is an object, or null")
    return cast(dict[str, Any] | None, state)


def _json(state: Any) -> bytes:
    """Return a state's JSON; raise ValueError for what browsers don't read, as NaN and half a character."""
    return json.dumps(state, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _number(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            if self._at == len(self._data):
                raise ValueError("the message ends too early")
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if value > _MAX_NUMBER or shift > 63:
                raise ValueError("a number is too large")
            if byte < 0x80:
                return value

    def bytes(self) -> bytes:
        length = self.number()
        end = self._at + length
        if end > len(self._data):
            raise ValueError("the message ends too early")
        found, self._at = self._data[self._at : end], end
        return found

    def require_end(self) -> None:
        if self._at != len(self._data):
            raise ValueError("something follows the message")
