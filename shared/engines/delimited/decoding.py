"""Text from bytes that don't say how they are encoded: UTF-8, UTF-16 of either order, and Windows-1252 line by line."""

import codecs

_SNIFFED = 256
_LINE_BYTES = 4 * 1024 * 1024  # no reader takes a longer line, so it may as well be cut
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF16 = ("utf-16-le", "utf-16-be")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are text in none of the encodings."""


class Decoder:
    """Decode pieces of one file as they come."""

    def __init__(self) -> None:
        self._held = b""
        self._began = False
        self._wide: codecs.IncrementalDecoder | None = None

    def feed(self, piece: bytes) -> str:
        """Return the text that is certain so far."""
        self._held += piece
        if not self._began:
            if len(self._held) < _SNIFFED:
                return ""
            self._begin()
        return self._decoded(final=False)

    def close(self) -> str:
        """Return the rest."""
        if not self._began:
            self._begin()
        return self._decoded(final=True)

    def _begin(self) -> None:
        self._began = True
        for bom, name in _BOMS:
            if self._held.startswith(bom):
                self._held, encoding = self._held[len(bom) :], name
                break
        else:
            encoding = _unmarked(self._held[:_SNIFFED])
        if encoding in _UTF16:
            self._wide = codecs.getincrementaldecoder(encoding)("replace")

    def _decoded(self, *, final: bool) -> str:
        if self._wide is not None:
            text, self._held = self._wide.decode(self._held, final), b""
            return text
        # Whole lines only: a line in UTF-8 may follow one that an older program wrote.
        whole = final or len(self._held) > _LINE_BYTES
        end = len(self._held) if whole else max(self._held.rfind(b"\n"), self._held.rfind(b"\r")) + 1
        lines, self._held = self._held[:end], self._held[end:]
        try:
            return lines.decode()
        except UnicodeDecodeError:
            return "".join(_line(line) for line in lines.splitlines(keepends=True))


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _unmarked(head: bytes) -> str:
    """Guess UTF-16 without a mark by the zero bytes that western text has in it."""
    pairs = len(head) // 2
    if pairs and head[1 : 2 * pairs : 2].count(0) > pairs * 0.4:
        return "utf-16-le"
    if pairs and head[0 : 2 * pairs : 2].count(0) > pairs * 0.4:
        return "utf-16-be"
    return "utf-8"
