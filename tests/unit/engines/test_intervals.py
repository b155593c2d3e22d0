from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.intervals import Interval, overlaps, without

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
minutes = st.integers(0, 60)
intervals = st.tuples(minutes, minutes).filter(lambda each: each[0] < each[1])


def at(begin: int, end: int) -> Interval:
    return NINE + timedelta(minutes=begin), NINE + timedelta(minutes=end)


def covered(*each: Interval) -> set[int]:
    """Return the minutes that lie in any of some intervals."""
    return {minute for minute in range(60) for begin, end in each if begin <= at(minute, minute)[0] < end}


@pytest.mark.thorough
@given(intervals, st.lists(intervals))
def test_what_overlaps_and_what_is_left_make_up_the_whole(one: tuple[int, int], others: list[tuple[int, int]]) -> None:
    whole, taken = at(*one), [at(*each) for each in others]
    assert covered(*overlaps(whole, taken)) == covered(whole) & covered(*taken)
    left = without(whole, taken)
    assert covered(*left) == covered(whole) - covered(*taken)
    assert left == sorted(left)


def test_intervals_that_touch_do_not_overlap() -> None:
    assert overlaps(at(0, 10), [at(10, 20)]) == []
    assert without(at(0, 10), [at(10, 20)]) == [at(0, 10)]
