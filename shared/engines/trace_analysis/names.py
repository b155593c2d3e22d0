"""Names for groups of texts: the words that are frequent in a group and rare in the others (class-based TF-IDF)."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

MAX_TERMS = 4
_WORD = re.compile(r"[^\W\d_]{3,30}")
_COMMON = frozenset(
    """
    about all and any are but can could did does for from had has have her here him his how into its let like may
    more much need not now one our out please she should some such tell than thank thanks that the their them then
    there these they this those was want were what when where which who why will with would you your
    """.split()
)


def named(groups: Sequence[Sequence[str]], others: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return each group's terms, the best first.

    A term stands in at least two of the group's texts, so that what only one of them tells names nothing.
    """
    counts = [Counter(word for text in group for word in _words(text)) for group in groups]
    everywhere: Counter[str] = Counter(word for text in others for word in _words(text))
    for each in counts:
        everywhere.update(each)
    mean = sum(everywhere.values()) / max(len(groups), 1)
    return [_best(each, everywhere, mean) for each in counts]


def _best(counts: Counter[str], everywhere: Counter[str], mean: float) -> tuple[str, ...]:
    scored = {word: count * math.log(1 + mean / everywhere[word]) for word, count in counts.items() if count > 1}
    return tuple(sorted(scored, key=lambda word: (-scored[word], word))[:MAX_TERMS])


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _COMMON}
