"""Where a program's output first differs from the expected one, as lines, words or bytes.

Each function returns None where there is no difference, otherwise one line about the first. White space is ASCII's.
Memory and time depend on the expected output as far as possible, since programs print what they like.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from operator import eq

from shared.engines.scoring import numbers
from shared.engines.scoring.numbers import Tolerance

_WHITE_SPACE = b" \t\n\r\x0b\x0c"
_EXCERPT = 60


def excerpt(text: str | bytes) -> str:
    """Return the beginning of a text in quotes, on one line, with what can't be shown escaped."""
    start = text[: _EXCERPT + 1]
    shown = repr(start.decode(errors="replace") if isinstance(start, bytes) else start)
    return shown if max(len(start), len(shown)) <= _EXCERPT else shown[:_EXCERPT] + "…"


def exact(actual: bytes, expected: bytes) -> str | None:
    """Compare byte by byte."""
    if actual == expected:
        return None
    place = _common_start(actual, expected)
    line = expected.count(b"\n", 0, place) + 1
    return _expected_got(f"line {line}, byte {place + 1} of all", expected[place:] or None, actual[place:] or None)


def words(actual: bytes, expected: bytes, *, case_sensitive: bool) -> str | None:
    """Compare the words, whatever white space lies between them."""
    wanted = expected.split()
    return _first("word", actual.split(None, len(wanted)), wanted, eq if case_sensitive else _equal_folded)


def lines(actual: bytes, expected: bytes, *, case_sensitive: bool) -> str | None:
    """Compare line by line without white space at the ends of lines and blank lines at the end."""
    same = eq if case_sensitive else _equal_folded
    wanted = _lines(expected, -1)
    return _first("line", _lines(actual, len(wanted)), wanted, lambda got, want: same(got.rstrip(), want.rstrip()))


def unordered_lines(actual: bytes, expected: bytes, *, case_sensitive: bool) -> str | None:
    """Compare as multisets the lines that are not blank, without white space at their ends."""
    key: Callable[[bytes], bytes] = bytes.rstrip if case_sensitive else lambda line: _folded(line.rstrip())
    wanted = Counter(key(line) for line in BytesIO(expected) if not line.isspace())
    for number, line in enumerate(BytesIO(actual), 1):
        if line.isspace():
            continue
        found = key(line)
        if wanted[found] == 0:
            return f"line {number}: {excerpt(line.rstrip())} is not expected, or not so often"
        wanted[found] -= 1
    missing = next(wanted.elements(), None)
    return None if missing is None else f"the line {excerpt(missing)} is missing, or not there so often as expected"


def characters(actual: bytes, expected: bytes, *, case_sensitive: bool) -> str | None:
    """Compare all that is not white space."""
    got, want = actual.translate(None, _WHITE_SPACE), expected.translate(None, _WHITE_SPACE)
    if not case_sensitive:
        got, want = _folded(got), _folded(want)
    if got == want:
        return None
    place = _common_start(got, want)
    number = len(want[:place].decode(errors="replace")) + 1
    return _expected_got(f"character {number} without white space", want[place:] or None, got[place:] or None)


def numeric_words(actual: bytes, expected: bytes, tolerance: Tolerance) -> str | None:
    """Compare the words, those that are numbers by value within the tolerance; NaN equals nothing."""
    wanted = expected.split()
    if has_nan(expected):
        return "NaN is expected, which nothing equals"

    def same(got: bytes, want: bytes) -> bool:
        if got == want:
            return True
        expected_number = numbers.parse(want.decode(errors="replace"))
        number = None if expected_number is None else numbers.parse(got.decode(errors="replace"))
        return number is not None and expected_number is not None and numbers.close(number, expected_number, tolerance)

    return _first("word", actual.split(None, len(wanted)), wanted, same)


def has_nan(text: bytes) -> bool:
    """Tell whether a word of the text is NaN."""
    return any(len(word) <= 4 and word.lstrip(b"+-").lower() == b"nan" for word in text.split())


def _lines(text: bytes, most: int) -> list[bytes]:
    """Return the lines without blank ones at the end; beyond `most`, the rest is one piece."""
    text = text.rstrip()
    return text.split(b"\n", most) if text else []


def _folded(text: bytes) -> bytes:
    if text.isascii():
        return text.lower()
    return text.decode(errors="surrogateescape").casefold().encode(errors="surrogateescape")


def _equal_folded(one: bytes, other: bytes) -> bool:
    return _folded(one) == _folded(other)


def _first(
    unit: str, got: Sequence[bytes], wanted: Sequence[bytes], same: Callable[[bytes, bytes], bool]
) -> str | None:
    """Return a line about the first place where the sequences differ; `same` must hold of equals."""
    if got == wanted:
        return None
    for number, (have, want) in enumerate(zip(got, wanted, strict=False), 1):
        if not same(have, want):
            return _expected_got(f"{unit} {number}", want, have)
    if len(got) == len(wanted):
        return None
    end = min(len(got), len(wanted))
    return _expected_got(f"{unit} {end + 1}", next(iter(wanted[end:]), None), next(iter(got[end:]), None))


def _common_start(one: bytes, other: bytes) -> int:
    """Return how many bytes are equal from the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _expected_got(where: str, want: bytes | None, have: bytes | None) -> str:
    expected, got = ("the end" if part is None else excerpt(part) for part in (want, have))
    return f"{where}: expected {expected}, got {got}"
