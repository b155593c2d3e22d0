"""What may be told of groups without telling of a person.

Three ways lead from counts to one person, and each is closed: a group of few (its counts are hidden), the difference
between all and the groups told (as many more are hidden), and the difference between two questions asked one after the
other (cuts lie apart, and people are counted in batches).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

MIN_CELL = 5

N = TypeVar("N", bound=Hashable)
T = TypeVar("T")


def hidden_groups(totals: Mapping[N, int], minimum: int = MIN_CELL) -> frozenset[N]:
    """Return the groups that are not told of: the small ones, and as many more as it takes to cover them.

    Whoever knows the number of all people can subtract the groups told; what is left must be at least two groups with
    people in them, together no smaller than the minimum. Groups without anybody hide nothing and need no hiding.
    """
    people = sorted((total, str(name), name) for name, total in totals.items() if total)
    hidden = [each for each in people if each[0] < minimum]
    if not hidden:
        return frozenset()
    for each in people[len(hidden) :]:
        if len(hidden) >= 2 and sum(total for total, _, _ in hidden) >= minimum:
            break
        hidden.append(each)
    return frozenset(name for _, _, name in hidden)


def cuts_apart(scores: Iterable[Decimal | Fraction], minimum: int = MIN_CELL) -> list[Decimal | Fraction]:
    """Return the cut scores that may be compared by group, lowest first.

    Between each two neighbours, above the highest and below the lowest that fails anybody, lie at least `minimum`
    people: moving the cut past one known score never shows that person's group.
    """
    ordered = sorted(scores)
    found: list[Decimal | Fraction] = []
    start = 0
    for place, score in enumerate(ordered):
        first_of_its_score = place == 0 or ordered[place - 1] < score
        far = place == 0 or place - start >= minimum
        if first_of_its_score and far and len(ordered) - place >= minimum:
            found.append(score)
            start = place
    return found


def whole_batches(people: Sequence[T], size: int = MIN_CELL) -> Sequence[T]:
    """Return the people, in the order they came, without the last ones that fill no batch.

    So that what is told never changes by one person who has just come.
    """
    return people[: len(people) - len(people) % size]
