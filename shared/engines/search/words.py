"""Texts as words, and words as what an index is asked for.

A word is found by its beginnings and by what is left of it when one character goes (its deletion neighbourhood): two
words that are one insertion, deletion, replacement or swap of neighbours apart have such a rest in common.
"""

import unicodedata
from collections.abc import Iterator, Sequence

MAX_WORDS = 400
MAX_WORD = 40
MIN_PREFIX = 2
MAX_PREFIX = 12
MIN_TYPO = 4
MAX_TYPO = 20
TYPO_MARK = "~"

# Letters that no decomposition takes apart.
_FOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d", "ħ": "h"}
)


def fold(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_FOLDED)


def words(text: str) -> list[str]:
    """Return a text's words, folded, in order, each once, 400 at most; an ideograph is a word of its own."""
    found: dict[str, None] = {}
    for word in _runs(fold(text)):
        found.setdefault(word[:MAX_WORD])
        if len(found) == MAX_WORDS:
            break
    return list(found)


def keys(found: Sequence[str]) -> list[str]:
    """Return what an entry with these words is found by."""
    return sorted({key for word in found for key in (*_beginnings(word), *_rests(word))})


def probes(query: Sequence[str]) -> list[str]:
    """Return what an entry that matches every word of a query has a key of: the longest word's, as it tells most."""
    word = max(query, key=len)
    return sorted({word[:MAX_PREFIX], *(_rests(word) if len(word) >= MIN_TYPO else ())})


def _runs(text: str) -> Iterator[str]:
    run = ""
    for letter in text:
        if letter.isalnum() and not _is_ideograph(letter):
            run += letter
            continue
        if run:
            yield run
        run = ""
        if _is_ideograph(letter):
            yield letter
    if run:
        yield run


def _is_ideograph(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff"


def _beginnings(word: str) -> Iterator[str]:
    if len(word) < MIN_PREFIX:
        yield word
    for length in range(MIN_PREFIX, min(len(word), MAX_PREFIX) + 1):
        yield word[:length]


def _rests(word: str) -> Iterator[str]:
    if MIN_TYPO - 1 <= len(word) <= MAX_TYPO:
        yield TYPO_MARK + word
        for place in range(len(word)):
            yield TYPO_MARK + word[:place] + word[place + 1 :]
