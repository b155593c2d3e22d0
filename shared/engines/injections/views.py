"""A text as a model may read it, in plain ASCII, each character knowing where in the original it came from."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.engines.injections.lookalikes import LOOKALIKES

UNKNOWN = "~"
"""What stands for a letter of another script."""

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
"""Characters that print nothing, as a class of a regular expression."""

_INVISIBLE = re.compile(f"[{INVISIBLE}\ufe00-\ufe0f\U000e0000-\U000e01ef]")
_CIRCLED = ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))
_LEET = str.maketrans("0134578@$!|", "oieastbasii")
_TOKEN = re.compile(r"[a-z0-9@$!|]{2,40}")
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@$!|][ ._*-]){3,}[a-z0-9@$!|](?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class View:
    """An ASCII text of small letters; `starts` and `ends` are places in the original, `through` is how it was read."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    through: tuple[str, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original a part of this text lies."""
        first, last = (start, end - 1) if self.starts[start] <= self.starts[end - 1] else (end - 1, start)
        return self.starts[first], self.ends[last]


def plain(text: str, *, within: tuple[int, int] | None = None, through: tuple[str, ...] = ()) -> View:
    """Return a text's skeleton: nothing invisible, lookalikes replaced, small letters without accents.

    `within` is where the whole of it lies, for a text that was decoded from a part of another.
    """
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for place, character in enumerate(text):
        folded = _folded(character)
        if folded:
            pieces.append(folded)
            start, end = within or (place, place + 1)
            for _ in folded:
                starts.append(start)
                ends.append(end)
    return View("".join(pieces), starts, ends, through)


def variants(view: View) -> Iterator[View]:
    """Yield the other ways to read a skeleton: digits as letters, spaced letters as words, rot13, backwards."""
    respelt = _respelt(view)
    if respelt is not None:
        yield respelt
    through = view.through
    yield View(view.text.translate(_ROT13), view.starts, view.ends, (*through, "rot13"))
    yield View(view.text[::-1], view.starts[::-1], view.ends[::-1], (*through, "reversed"))


_ROT13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")


def _respelt(view: View) -> View | None:
    kept: list[tuple[int, int, str]] = []
    text, done = view.text, 0
    for found in _SPACED.finditer(text):
        kept += ((done, found.start(), ""), (found.start(), found.end(), found.group()))
        done = found.end()
    kept.append((done, len(text), ""))
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for begin, end, spaced in kept:
        step = 2 if spaced else 1
        pieces.append(text[begin:end:step])
        starts.extend(view.starts[begin:end:step])
        ends.extend(view.ends[begin:end:step])
    made = _TOKEN.sub(_letters, "".join(pieces))
    return None if made == text else View(made, starts, ends, (*view.through, "respelt"))


def _letters(token: re.Match[str]) -> str:
    text = token.group()
    return text.translate(_LEET) if any(each.isalpha() for each in text) or "1" in text else text


@lru_cache(maxsize=8_192)
def _folded(character: str) -> str:
    if character < "\x80":
        return character.lower()
    if _INVISIBLE.match(character):
        return ""
    code = ord(character)
    for first, last in _CIRCLED:
        if first <= code <= last:
            return chr(ord("a") + code - first)
    letters = [
        LOOKALIKES.get(each, each)
        for each in unicodedata.normalize("NFKD", character).casefold()
        if not unicodedata.combining(each)
    ]
    return "".join(each if each.isascii() else _other(each) for each in letters)


def _other(character: str) -> str:
    return " " if unicodedata.category(character).startswith("Z") else UNKNOWN
