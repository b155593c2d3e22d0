from datetime import UTC, datetime

import pytest

from shared.engines.local_times import instants


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
