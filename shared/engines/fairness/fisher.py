"""Fisher's exact test of a two-by-two table, in whole numbers."""

from fractions import Fraction
from math import comb

from shared.engines.fairness.selection import Group


def fisher_exact(one: Group, other: Group) -> Fraction:
    """Return the two-sided p-value: the chance of a table no likelier than this one, the margins being as they are."""
    selected, people = one.selected + other.selected, one.total + other.total
    lowest, highest = max(0, selected - other.total), min(one.total, selected)
    ways = [comb(one.total, count) * comb(other.total, selected - count) for count in range(lowest, highest + 1)]
    seen = ways[one.selected - lowest]
    return Fraction(sum(each for each in ways if each <= seen), comb(people, selected))
