"""How well something fits a query: a whole word before a beginning before a typo, then by the text's weight."""

from collections.abc import Sequence

from shared.engines.search.words import MIN_TYPO

EXACT, PREFIX, TYPO = 100, 10, 1


def score(query: Sequence[str], texts: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Return the sum over the query's words of each one's best match times its text's weight; 0 where one has none."""
    total = 0
    for word in query:
        best = max((weight * _match(word, found) for weight, found in texts), default=0)
        if not best:
            return 0
        total += best
    return total


def one_typo_apart(one: str, other: str) -> bool:
    """Tell whether one insertion, deletion, replacement or swap of neighbours makes one word the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    place = next((number for number, letter in enumerate(short) if letter != long[number]), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    swapped = short[place + 1 : place + 2] + short[place : place + 1] + short[place + 2 :]
    return short[place + 1 :] == long[place + 1 :] or swapped == long[place:]


def _match(word: str, found: Sequence[str]) -> int:
    if word in found:
        return EXACT
    if len(word) > 1 and any(each.startswith(word) for each in found):
        return PREFIX
    # Short words are one typo apart from too much.
    return TYPO if len(word) >= MIN_TYPO and any(one_typo_apart(word, each) for each in found) else 0
