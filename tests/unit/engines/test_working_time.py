"""How long somebody worked on an answer follows from when it was saved."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.engines.working_time import Worked, counted, seconds_worked

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def worked(first: float, last: float, between: float = 0) -> Worked:
    """Return an answer by minutes since the start."""
    return Worked(START + timedelta(minutes=first), START + timedelta(minutes=last), timedelta(minutes=between))


@pytest.mark.parametrize(("gap", "seconds"), [(30, 30), (120, 120), (121, 120), (3600, 120), (0, 0), (-5, 0)])
def test_a_long_gap_between_saves_counts_two_minutes(gap: int, seconds: int) -> None:
    assert counted(timedelta(seconds=gap)) == timedelta(seconds=seconds)


def test_work_on_the_first_answer_begins_with_the_attempt() -> None:
    assert seconds_worked(START, {"a": worked(2, 2)}) == {"a": 120}


def test_work_on_the_next_answer_begins_where_the_last_one_was_saved() -> None:
    found = seconds_worked(START, {"a": worked(1, 10, between=9), "b": worked(11, 12, between=1)})
    assert found == {"a": 600, "b": 120}


def test_reading_counts_five_minutes_at_most() -> None:
    assert seconds_worked(START, {"a": worked(50, 51, between=1)}) == {"a": 360}


def test_answers_first_saved_at_one_moment_share_no_time_with_each_other() -> None:
    assert seconds_worked(START, {"a": worked(1, 1), "b": worked(1, 2, between=1)}) == {"a": 60, "b": 120}


def test_nothing_answered_is_nothing_worked() -> None:
    assert seconds_worked(START, {}) == {}
