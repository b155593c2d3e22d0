"""A ZIP archive written piece by piece, so that none of it lies in memory as a whole."""

from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class _Sink:
    """A file that can't be sought in, and gives away what was written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def taken(self) -> bytes:
        """Return what was written since it was last taken."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class ZipStream:
    """Begin a file, write it, end it, begin the next; then close. Each call returns the archive's next bytes."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._sink = _Sink()
        self._archive = ZipFile(self._sink, "w", ZIP_DEFLATED)  # type: ignore[arg-type]

    def begin(self, name: str) -> bytes:
        """Begin a file."""
        info = ZipInfo(name, self._at.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        self._entry = self._archive.open(info, "w", force_zip64=True)
        return self._sink.taken()

    def write(self, data: bytes) -> bytes:
        """Write a piece of the file that was begun."""
        self._entry.write(data)
        return self._sink.taken()

    def end(self) -> bytes:
        """End the file."""
        self._entry.close()
        return self._sink.taken()

    def close(self) -> bytes:
        """End the archive."""
        self._archive.close()
        return self._sink.taken()
