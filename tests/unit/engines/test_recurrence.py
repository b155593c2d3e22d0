from datetime import UTC, datetime, time

import pytest

from shared.engines.recurrence import Every, next_time

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("after", "every", "rest", "expected"),
    [
        ("2026-03-28T12:00", Every.DAY, ("02:30", 1, 1), "2026-03-29T01:30"),
        ("2026-03-02T06:30", Every.WEEK, ("07:45", 1, 1), "2026-03-02T06:45"),
        ("2026-03-02T06:59", Every.DAY, ("08:00", 1, 1), "2026-03-02T07:00"),
        ("2026-03-02T07:00", Every.DAY, ("08:00", 1, 1), "2026-03-03T07:00"),
        ("2026-03-28T07:00", Every.DAY, ("08:00", 1, 1), "2026-03-29T06:00"),
        ("2026-03-28T12:00", Every.DAY, ("02:00", 1, 1), "2026-03-29T01:00"),
        ("2026-10-25T00:00", Every.DAY, ("02:00", 1, 1), "2026-10-26T01:00"),
        ("2026-03-02T12:00", Every.WEEK, ("08:00", 1, 1), "2026-03-09T07:00"),
        ("2026-03-02T12:00", Every.WEEK, ("08:00", 7, 1), "2026-03-08T07:00"),
        ("2026-01-31T12:00", Every.MONTH, ("08:00", 1, 31), "2026-02-28T07:00"),
        ("2028-02-01T12:00", Every.MONTH, ("08:00", 1, 30), "2028-02-29T07:00"),
        ("2026-12-31T23:30", Every.MONTH, ("00:00", 1, 1), "2027-01-31T23:00"),
    ],
)
def test_the_next_time_is_on_the_zones_clocks(
    after: str, every: Every, rest: tuple[str, int, int], expected: str
) -> None:
    shown, weekday, day = rest
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    found = next_time(moment, BERLIN, every, shown=time.fromisoformat(shown), weekday=weekday, day_of_month=day)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_an_hour_that_the_clocks_repeat_comes_once() -> None:
    first = next_time(datetime(2026, 10, 24, 12, tzinfo=UTC), BERLIN, Every.DAY, shown=time(2))
    second = next_time(first, BERLIN, Every.DAY, shown=time(2))
    assert (first.isoformat(), second.isoformat()) == ("2026-10-25T00:00:00+00:00", "2026-10-26T01:00:00+00:00")
