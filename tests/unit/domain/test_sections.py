from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.attempts.sections import AttemptSection, SectionState, Timetable
from shared.errors import FailedPrecondition, NotFound

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GRACE = timedelta(seconds=5)
WAITING, RUNNING, ENDED = SectionState.WAITING, SectionState.RUNNING, SectionState.ENDED


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def timetable(*limits: int | None, deadline: float = 60) -> Timetable:
    sections = tuple(AttemptSection(time_limit_seconds=None if limit is None else limit * 60) for limit in limits)
    return Timetable(sections, at(deadline), GRACE)


def states(table: Timetable, minutes: float) -> list[SectionState]:
    return [table.state(place, at=at(minutes)) for place in range(len(table.sections))]


def started(table: Timetable, place: int, minutes: float) -> Timetable:
    return Timetable(table.started(place, at=at(minutes)), table.deadline, GRACE)


def finished(table: Timetable, place: int, minutes: float) -> Timetable:
    return Timetable(table.finished(place, at=at(minutes)), table.deadline, GRACE)


def extended(table: Timetable, minutes: float) -> Timetable:
    return Timetable(table.sections, table.deadline + timedelta(minutes=minutes), GRACE)


def test_without_limits_every_section_runs_until_it_is_finished() -> None:
    table = timetable(None, None)
    assert states(table, 0) == [RUNNING, RUNNING]
    assert states(finished(table, 1, 5), 6) == [RUNNING, ENDED]
    table.require_running(0, at=at(6))


def test_with_a_limit_they_come_in_order() -> None:
    table = timetable(10, None)
    assert states(table, 0) == [WAITING, WAITING]
    table = started(table, 0, 2)
    assert states(table, 3) == [RUNNING, WAITING]
    with pytest.raises(FailedPrecondition, match="finish section 1 first"):
        table.started(1, at=at(3))
    table = started(finished(table, 0, 4), 1, 5)
    assert states(table, 6) == [ENDED, RUNNING]


def test_a_section_ends_by_the_clock_and_not_before_the_grace_is_over() -> None:
    table = started(timetable(10, 10), 0, 0)
    assert table.section_deadline(0) == at(10)
    assert table.state(0, at=at(10) + GRACE) is RUNNING
    assert table.state(0, at=at(10) + GRACE + timedelta(microseconds=1)) is ENDED
    assert states(started(table, 1, 11), 11) == [ENDED, RUNNING]


def test_a_section_ends_with_the_attempt_at_the_latest() -> None:
    assert started(timetable(30, deadline=40), 0, 20).section_deadline(0) == at(40)


def test_more_time_for_the_attempt_is_more_time_for_the_section_that_runs_and_no_other() -> None:
    table = extended(started(timetable(10, 20), 0, 0), 5)
    assert table.section_deadline(0) == at(15)
    table = started(table, 1, 16)
    assert table.section_deadline(1) == at(36)
    table = extended(table, 7)
    assert table.section_deadline(1) == at(43)
    assert states(table, 17) == [ENDED, RUNNING], "what has ended does not open again"


def test_starting_or_finishing_twice_changes_nothing() -> None:
    table = started(timetable(10), 0, 0)
    assert table.started(0, at=at(3)) == table.sections
    table = finished(table, 0, 4)
    assert table.finished(0, at=at(5)) == table.sections


def test_what_has_ended_is_not_started_and_what_waits_is_not_finished() -> None:
    table = finished(started(timetable(10, 10), 0, 0), 0, 1)
    with pytest.raises(FailedPrecondition) as ended:
        table.started(0, at=at(2))
    with pytest.raises(FailedPrecondition) as waiting:
        table.finished(1, at=at(2))
    assert (ended.value.code, waiting.value.code) == ("section_ended", "section_not_started")


@pytest.mark.parametrize("place", [-1, 2])
def test_a_section_that_is_not_there_is_not_found(place: int) -> None:
    with pytest.raises(NotFound):
        timetable(10, 10).started(place, at=at(0))


def test_an_attempt_without_sections_is_one_that_runs() -> None:
    table = timetable()
    assert not table.ordered
    assert table.shows(0, at=at(0))
    table.require_running(0, at=at(0))
