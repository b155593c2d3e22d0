"""The kinds of files that people may send, and how each begins."""

from collections.abc import Mapping

_ZIP = (b"PK\x03\x04",)
_OFFICE = "application/vnd.openxmlformats-officedocument"

FILE_TYPES: Mapping[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "application/zip": _ZIP,
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "text/csv": (b"",),
    "text/plain": (b"",),
}
"""By media type, the first bytes its files may have; none of these runs in a browser, and text begins as it likes."""

ANSWER_TYPES: Mapping[str, tuple[bytes, ...]] = {
    **FILE_TYPES,
    f"{_OFFICE}.presentationml.presentation": _ZIP,
    f"{_OFFICE}.spreadsheetml.sheet": _ZIP,
    f"{_OFFICE}.wordprocessingml.document": _ZIP,
}
"""What an answer may be."""

MAX_ANSWER_BYTES = 32 * 1024 * 1024
