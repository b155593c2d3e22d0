"""What is kept of a text that may be long."""

_HALF = 32 * 1024


class Excerpt:
    """The beginning and the end of a text, whose middle nobody keeps."""

    def __init__(self) -> None:
        self._head, self._tail, self._dropped = bytearray(), bytearray(), 0

    def extend(self, data: bytes) -> None:
        """Read on."""
        room = _HALF - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        surplus = max(len(self._tail) - _HALF, 0)
        self._dropped += surplus
        del self._tail[:surplus]

    def value(self) -> bytes:
        """Return both, and how much is missing between them."""
        gap = b"\n... %d bytes left out ...\n" % self._dropped if self._dropped else b""
        return bytes(self._head + gap + self._tail)
