"""Texts hidden in a text by an encoding, found and decoded within bounds."""

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

MAX_DEPTH = 3
"""How often what was decoded is decoded again."""

MAX_TRIES = 5_000
MAX_PIECES = 200
MAX_PIECE = 64 * 1024
MAX_DECODED = 256 * 1024
"""How many runs of a text are tried, how many pieces found, how much is read of each, and how much comes out of all of
them, in characters."""

_READABLE = 0.9
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A decoded text, where its encoding lies in the original, and the encodings, the outermost first."""

    text: str
    start: int
    end: int
    through: tuple[str, ...]


def decoded(text: str) -> tuple[list[Piece], bool]:
    """Return what is hidden in a text, and in that again, and whether that is all: bounds may have been reached."""
    pieces: list[Piece] = []
    waiting = [Piece(text, 0, len(text), ())]
    tries, characters = 0, 0
    for outer in waiting:
        for name, match, decode in _runs(outer.text):
            tries += 1
            if tries > MAX_TRIES:
                return pieces, False
            found = decode(match.group()[:MAX_PIECE])
            if found is None or found == match.group() or not _is_readable(found):
                continue
            characters += len(found)
            if len(pieces) == MAX_PIECES or characters > MAX_DECODED:
                return pieces, False
            place = (outer.start, outer.end) if outer.through else match.span()
            pieces.append(Piece(found, *place, (*outer.through, name)))
            if len(outer.through) + 1 < MAX_DEPTH:
                waiting.append(pieces[-1])
    return pieces, True


def _runs(text: str) -> Iterator[tuple[str, re.Match[str], Callable[[str], str | None]]]:
    for name, pattern, decode in _ENCODINGS:
        for match in pattern.finditer(text):
            yield name, match, decode


def _is_readable(text: str) -> bool:
    if len(text) < _LEAST:
        return False
    plain = sum(each.isalnum() or each in " .,;:!?'\"-+=%\n_@/\\" for each in text)
    return plain >= _READABLE * len(text)


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _base64(text: str) -> str | None:
    bare = text.replace("-", "+").replace("_", "/").rstrip("=")
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    return _text(base64.b64decode(bare + "=" * (-len(bare) % 4)))


def _base32(text: str) -> str | None:
    bare = text.rstrip("=")
    try:
        return _text(base64.b32decode(bare + "=" * (-len(bare) % 8)))
    except binascii.Error:
        return None


def _base85(text: str) -> str | None:
    for decode in (base64.b85decode, base64.a85decode):
        try:
            found = _text(decode(text))
        except ValueError:
            continue
        if found is not None and _is_readable(found):
            return found
    return None


def _hexadecimal(text: str) -> str | None:
    digits = re.sub(r"0x|\\x|[^0-9a-fA-F]", "", text)
    return _text(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _binary(text: str) -> str | None:
    return _text(bytes(int(each, 2) for each in re.findall(r"[01]{8}", text)))


def _decimal(text: str) -> str | None:
    codes = [int(each) for each in re.findall(r"\d+", text)]
    return "".join(map(chr, codes)) if all(code in (9, 10) or 32 <= code < 127 for code in codes) else None


def _escapes(text: str) -> str | None:
    return re.sub(r"\\u\{?([0-9a-fA-F]{4,5})\}?", lambda found: chr(int(found.group(1), 16)), text)


def _tags(text: str) -> str | None:
    return "".join(chr(ord(each) - 0xE0000) for each in text if "\U000e0020" <= each <= "\U000e007e")


_ENCODINGS: tuple[tuple[str, re.Pattern[str], Callable[[str], str | None]], ...] = (
    ("tags", re.compile("[\U000e0020-\U000e007f]{6,}"), _tags),
    ("url", re.compile(r"[^\s%]{0,40}(?:%[0-9a-fA-F]{2}[^\s%]{0,40}){3,}"), unquote),
    ("html", re.compile(r"&#x?[0-9a-fA-F]{1,6};(?:[^&\n]{0,3}&#x?[0-9a-fA-F]{1,6};){3,}"), html.unescape),
    ("escapes", re.compile(r"\\u\{?[0-9a-fA-F]{4,5}\}?(?:[^\\\n]{0,3}\\u\{?[0-9a-fA-F]{4,5}\}?){3,}"), _escapes),
    ("binary", re.compile(r"(?:[01]{8}[ ,]?){6,}"), _binary),
    ("hex", re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ ,:]?){8,}"), _hexadecimal),
    ("decimal", re.compile(r"(?:\d{2,3}[ ,]{1,2}){8,}\d{2,3}"), _decimal),
    ("base32", re.compile(r"[A-Z2-7]{16,}={0,6}"), _base32),
    ("base64", re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}"), _base64),
    ("base85", re.compile(r"[!-~]{24,}"), _base85),
)
"""Patterns of runs of characters: each fails after as many steps as the text is long."""
