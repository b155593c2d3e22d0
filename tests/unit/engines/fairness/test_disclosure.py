from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.fairness.disclosure import cuts_apart, hidden_groups, whole_batches


def test_a_small_group_hides_another_so_that_nobody_can_subtract() -> None:
    assert hidden_groups({"a": 40, "b": 12, "c": 3}) == {"b", "c"}


def test_two_small_groups_that_make_a_cell_together_hide_each_other() -> None:
    assert hidden_groups({"a": 40, "b": 12, "c": 3, "d": 2}) == {"c", "d"}
    assert hidden_groups({"a": 40, "b": 12, "c": 2, "d": 2}) == {"b", "c", "d"}


def test_without_small_groups_nothing_is_hidden() -> None:
    assert hidden_groups({"a": 40, "b": 5, "nobody": 0}) == frozenset()
    assert hidden_groups({}) == frozenset()


def test_one_small_group_alone_is_hidden() -> None:
    assert hidden_groups({"a": 4}) == {"a"}


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 12), max_size=8))
def test_what_is_left_over_is_never_one_small_group(totals: dict[str, int]) -> None:
    hidden = hidden_groups(totals)
    told = {name: total for name, total in totals.items() if name not in hidden and total}
    left = sum(totals.values()) - sum(told.values())
    assert all(total >= 5 for total in told.values())
    if hidden and told:
        assert len(hidden) >= 2
        assert left >= 5


@given(st.lists(st.integers(0, 30).map(Fraction), max_size=60))
def test_between_two_cuts_there_are_always_several_people(scores: list[Fraction]) -> None:
    cuts = cuts_apart(scores)
    passing = [sum(score >= cut for score in scores) for cut in cuts]
    assert cuts == sorted(set(cuts))
    assert all(above - below >= 5 for above, below in pairwise(passing))
    assert all(number >= 5 for number in passing)


def test_the_lowest_cut_fails_nobody() -> None:
    assert cuts_apart([Fraction(score) for score in range(12)]) == [0, 5]
    assert cuts_apart([Fraction(1)] * 4) == []


def test_people_count_in_whole_batches() -> None:
    assert len(whole_batches(range(4))) == 0
    assert list(whole_batches(range(11))) == list(range(10))
