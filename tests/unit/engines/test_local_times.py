from datetime import UTC, date, datetime

import pytest

from shared.engines.local_times import by_days, days_later, instants


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2026-03-02T09:00", "Europe/Berlin", ["2026-03-02T08:00"]),
        ("2026-07-02T09:00", "Europe/Berlin", ["2026-07-02T07:00"]),
        ("2026-03-29T01:59", "Europe/Berlin", ["2026-03-29T00:59"]),
        ("2026-03-29T02:00", "Europe/Berlin", []),
        ("2026-03-29T02:59", "Europe/Berlin", []),
        ("2026-03-29T03:00", "Europe/Berlin", ["2026-03-29T01:00"]),
        ("2026-10-25T02:00", "Europe/Berlin", ["2026-10-25T00:00", "2026-10-25T01:00"]),
        ("2026-10-25T03:00", "Europe/Berlin", ["2026-10-25T02:00"]),
        ("2026-10-04T02:15", "Australia/Lord_Howe", []),
        ("2026-04-05T01:45", "Australia/Lord_Howe", ["2026-04-04T14:45", "2026-04-04T15:15"]),
        ("2011-12-30T12:00", "Pacific/Apia", []),
        ("2026-03-29T02:30", "UTC", ["2026-03-29T02:30"]),
        ("9999-12-31T23:59", "America/Los_Angeles", []),
        ("0001-01-01T00:00", "Asia/Tokyo", []),
    ],
)
def test_a_local_time_is_as_many_instants_as_clocks_show_it(local: str, zone: str, expected: list[str]) -> None:
    assert list(instants(local, zone)) == [at(each) for each in expected]


@pytest.mark.parametrize(
    ("begin", "end", "zone", "expected"),
    [
        ("2026-03-02T09:00", "2026-03-02T10:00", "UTC", [("2026-03-02", 60)]),
        ("2026-03-02T22:00", "2026-03-03T01:30", "UTC", [("2026-03-02", 120), ("2026-03-03", 90)]),
        ("2026-03-02T22:00", "2026-03-03T00:00", "UTC", [("2026-03-02", 120)]),
        ("2026-03-02T22:00", "2026-03-03T01:30", "Asia/Tokyo", [("2026-03-03", 210)]),
        # 23 hours on the day that the clocks are put forward, 25 on the day that they are put back.
        (
            "2026-03-28T22:00",
            "2026-03-30T00:00",
            "Europe/Berlin",
            [("2026-03-28", 60), ("2026-03-29", 1380), ("2026-03-30", 120)],
        ),
        ("2026-10-24T22:00", "2026-10-26T00:00", "Europe/Berlin", [("2026-10-25", 1500), ("2026-10-26", 60)]),
        # Clocks that skip midnight itself: the day begins at one.
        ("2026-04-23T21:00", "2026-04-23T23:00", "Africa/Cairo", [("2026-04-23", 60), ("2026-04-24", 60)]),
        # Clocks that repeat midnight: the day begins the first time.
        ("2026-11-01T03:00", "2026-11-01T06:00", "America/Havana", [("2026-10-31", 60), ("2026-11-01", 120)]),
        # A day that never was.
        ("2011-12-30T09:00", "2011-12-30T11:00", "Pacific/Apia", [("2011-12-29", 60), ("2011-12-31", 60)]),
        ("2026-03-02T10:00", "2026-03-02T10:00", "UTC", []),
    ],
)
def test_a_stretch_of_time_belongs_to_the_days_it_lies_in(
    begin: str, end: str, zone: str, expected: list[tuple[str, int]]
) -> None:
    parts = by_days(at(begin), at(end), zone)
    minutes = [(day, int((until - since).total_seconds() // 60)) for day, since, until in parts]
    assert minutes == [(date.fromisoformat(day), length) for day, length in expected]


@pytest.mark.parametrize(
    ("begin", "days", "expected"),
    [
        ("2026-03-28T08:00", 1, "2026-03-29T07:00"),
        ("2026-10-24T07:00", 2, "2026-10-26T08:00"),
        ("2026-03-28T01:30", 1, "2026-03-29T01:30"),
        ("2026-03-02T08:00", -365, "2025-03-02T08:00"),
    ],
)
def test_days_later_clocks_show_the_same_time(begin: str, days: int, expected: str) -> None:
    assert days_later(at(begin), days, "Europe/Berlin") == at(expected)


def test_days_beyond_the_calendar_overflow() -> None:
    with pytest.raises(OverflowError):
        days_later(datetime(9999, 12, 30, tzinfo=UTC), 5, "Europe/Berlin")
