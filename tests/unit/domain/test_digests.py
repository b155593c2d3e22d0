from datetime import UTC, datetime

import pytest

from shared.domain.notifications.digests import due_at


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ((2026, 3, 2, 7, 59), "UTC", (2026, 3, 2, 8, 0)),
        ((2026, 3, 2, 8, 0), "UTC", (2026, 3, 3, 8, 0)),
        ((2026, 3, 2, 9, 0), "Europe/Berlin", (2026, 3, 3, 7, 0)),
        ((2026, 3, 2, 9, 0), "Asia/Kathmandu", (2026, 3, 3, 2, 15)),
        ((2026, 3, 2, 9, 0), "America/Los_Angeles", (2026, 3, 2, 16, 0)),
        ((2026, 3, 28, 9, 0), "Europe/Berlin", (2026, 3, 29, 6, 0)),  # summer time begins in that night
        ((2026, 10, 24, 9, 0), "Europe/Berlin", (2026, 10, 25, 7, 0)),  # and ends in this one
    ],
)
def test_a_digest_is_due_at_eight_where_its_reader_is(now: tuple[int, ...], zone: str, due: tuple[int, ...]) -> None:
    assert due_at(datetime(*now, tzinfo=UTC), zone) == datetime(*due, tzinfo=UTC)  # type: ignore[arg-type]
