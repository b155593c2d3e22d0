from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.fairness.fisher import fisher_exact
from shared.engines.fairness.selection import Group


def test_fishers_tea_tasting() -> None:
    # Fisher 1935: four cups of each kind, three of four named rightly.
    assert fisher_exact(Group(3, 4), Group(1, 4)) == Fraction(34, 70)
    assert fisher_exact(Group(4, 4), Group(0, 4)) == Fraction(2, 70)


def test_published_tables() -> None:
    # Agresti, Categorical Data Analysis: promising against others, p = 0.0005367 (Fisher's convicted twins, 1934).
    assert round(float(fisher_exact(Group(10, 13), Group(2, 17))), 7) == 0.0005367
    # The studying teenagers of the encyclopaedias: 1 of 12 men, 9 of 12 women.
    assert round(float(fisher_exact(Group(1, 12), Group(9, 12))), 6) == 0.002759


def test_large_tables_stay_exact() -> None:
    found = fisher_exact(Group(0, 2_000), Group(2_000, 2_000))
    assert 0 < found < Fraction(1, 10**1000)


def test_empty_margins_say_nothing() -> None:
    assert fisher_exact(Group(0, 0), Group(3, 7)) == 1
    assert fisher_exact(Group(0, 4), Group(0, 7)) == 1


@st.composite
def tables(draw: st.DrawFn) -> tuple[Group, Group]:
    one, other = draw(st.integers(0, 6)), draw(st.integers(0, 6))
    return Group(draw(st.integers(0, one)), one), Group(draw(st.integers(0, other)), other)


@given(tables())
def test_it_is_what_dealing_out_the_selections_in_every_way_comes_to(table: tuple[Group, Group]) -> None:
    one, other = table
    people = one.total + other.total
    counts: dict[int, int] = {}
    for chosen in combinations(range(people), one.selected + other.selected):
        of_one = sum(person < one.total for person in chosen)
        counts[of_one] = counts.get(of_one, 0) + 1
    extreme = sum(ways for ways in counts.values() if ways <= counts[one.selected])
    assert fisher_exact(one, other) == Fraction(extreme, sum(counts.values()))


@given(tables())
def test_the_order_of_the_groups_does_not_matter(table: tuple[Group, Group]) -> None:
    assert fisher_exact(*table) == fisher_exact(*reversed(table))
