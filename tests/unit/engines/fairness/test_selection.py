from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.fairness.selection import Group, adverse_impact, reference_group


def test_exactly_four_fifths_is_not_flagged() -> None:
    # 48/80 against 60/80: in binary fractions 0.6 / 0.75 is less than 0.8.
    found = adverse_impact({"a": Group(60, 80), "b": Group(48, 80)})
    assert found["b"].ratio == Fraction(4, 5)
    assert not found["b"].flagged


def test_the_least_below_four_fifths_is_flagged() -> None:
    found = adverse_impact({"a": Group(750_000, 1_000_000), "b": Group(599_999, 1_000_000)})
    assert found["b"].flagged
    assert not found["a"].flagged


@given(st.integers(1, 500), st.integers(1, 500))
def test_four_fifths_of_any_rate_is_not_flagged_and_one_person_fewer_is(selected: int, more: int) -> None:
    total = 5 * (selected + more)
    groups = {"a": Group(5 * selected, total), "b": Group(4 * selected, total), "c": Group(4 * selected - 1, total)}
    found = adverse_impact(groups)
    assert (found["a"].flagged, found["b"].flagged, found["c"].flagged) == (False, False, True)


def test_where_nobody_is_selected_nothing_is_flagged() -> None:
    groups = {"a": Group(0, 10), "b": Group(0, 5)}
    assert all(each.ratio is None and not each.flagged for each in adverse_impact(groups).values())
    assert reference_group(groups) is None


def test_the_group_with_the_highest_rate_is_what_others_are_held_against() -> None:
    assert reference_group({"a": Group(5, 10), "b": Group(9, 10), "c": Group(18, 20)}) == "c"
