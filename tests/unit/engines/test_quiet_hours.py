from datetime import UTC, datetime, time

import pytest

from shared.engines.quiet_hours import after_quiet_hours

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("at", "begins", "ends", "expected"),
    [
        ("2026-03-02T12:00", "20:00", "08:00", "2026-03-02T12:00"),
        ("2026-03-02T18:59", "20:00", "08:00", "2026-03-02T18:59"),
        ("2026-03-02T19:00", "20:00", "08:00", "2026-03-03T07:00"),
        ("2026-03-03T01:00", "20:00", "08:00", "2026-03-03T07:00"),
        ("2026-03-03T07:00", "20:00", "08:00", "2026-03-03T07:00"),
        ("2026-03-02T12:00", "12:00", "15:00", "2026-03-02T14:00"),
        ("2026-03-02T14:00", "12:00", "15:00", "2026-03-02T14:00"),
        ("2026-03-02T03:00", "00:00", "00:00", "2026-03-02T03:00"),
        # The clocks go from 02:00 to 03:00 on the 29th: a night is an hour shorter.
        ("2026-03-28T22:00", "20:00", "08:00", "2026-03-29T06:00"),
        # 02:30 is skipped that night, and twice on the clocks in October.
        ("2026-03-29T00:30", "01:00", "02:30", "2026-03-29T01:30"),
        ("2026-10-25T00:10", "01:00", "02:30", "2026-10-25T01:30"),
        ("2026-10-25T01:10", "01:00", "02:30", "2026-10-25T01:30"),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(at: str, begins: str, ends: str, expected: str) -> None:
    found = after_quiet_hours(
        datetime.fromisoformat(at).replace(tzinfo=UTC),
        zone=BERLIN,
        begins=time.fromisoformat(begins),
        ends=time.fromisoformat(ends),
    )
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
