"""Rates: a burst, then one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.token_bucket import Bucket, Rate


def turns(rate: Rate, asked_at: list[float]) -> list[float]:
    """Return when each call's turn is."""
    bucket, found = Bucket.full(rate, 0.0), list[float]()
    for at in asked_at:
        bucket, wait = bucket.taken(at)
        found.append(at + wait)
    return found


def test_a_burst_goes_at_once_and_the_rest_one_after_the_other() -> None:
    assert turns(Rate(3, seconds=30.0), [0.0] * 5) == [0, 0, 0, 10, 20]


def test_what_was_not_used_is_no_more_than_one_burst_later() -> None:
    assert turns(Rate(2, seconds=20.0), [500.0] * 3) == [500, 500, 510]


def test_a_clock_that_steps_back_gives_nothing_for_free() -> None:
    assert turns(Rate(1, seconds=10.0), [50.0, 40.0])[1] >= 50


@given(st.integers(1, 20), st.lists(st.floats(0, 500), max_size=60))
def test_no_stretch_of_time_holds_more_than_the_burst_and_what_its_length_allows(
    calls: int, asked_at: list[float]
) -> None:
    rate = Rate(calls, seconds=60.0)
    found = turns(rate, sorted(asked_at))
    assert found == sorted(found)
    for first, begin in enumerate(found):
        for last in range(first, len(found)):
            assert last - first + 1 <= calls + (found[last] - begin) * calls / 60 + 1 + 1e-6
