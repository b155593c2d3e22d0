from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from shared.domain.analytics.counters import added, difference, of_attempt

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Sat:
    assessment_id: str = "exam"
    started_at: datetime = START
    deadline: datetime = START + timedelta(minutes=60)
    submitted_at: datetime | None = START + timedelta(minutes=30)
    closed_by: str | None = "candidate"
    scored_at: datetime | None = START + timedelta(minutes=31)
    points: Decimal | None = Decimal(5)
    max_points: Decimal = Decimal(10)


@pytest.mark.parametrize(
    ("points", "most", "bin", "basis_points"),
    [
        ("0.49", "10", 0, 490),
        ("0.50", "10", 1, 500),
        ("9.99", "10", 19, 9990),
        ("10", "10", 19, 10000),
        ("-2.5", "10", 0, -2500),
        ("0", "0", 0, 0),
    ],
)
def test_every_score_has_its_bin(points: str, most: str, bin: int, basis_points: int) -> None:
    found = of_attempt(Sat(points=Decimal(points), max_points=Decimal(most)))
    assert {name for name in found if name.startswith("score")} == {"scored", f"score{bin}"}
    assert found["basisPoints"] == basis_points


@pytest.mark.parametrize(
    ("minutes", "bin", "seconds"), [(0, 0, 0), (6, 1, 360), (60, 9, 3600), (61, 9, 3600), (-1, 0, 0)]
)
def test_every_time_has_its_bin_and_grace_counts_as_all_of_it(minutes: int, bin: int, seconds: int) -> None:
    found = of_attempt(Sat(submitted_at=START + timedelta(minutes=minutes)))
    assert (found[f"time{bin}"], found["seconds"]) == (1, seconds)


def test_the_difference_added_to_what_was_gives_what_is() -> None:
    before, after = of_attempt(Sat(points=Decimal(1))), of_attempt(Sat(points=Decimal(9)))
    changes = difference(before, after)
    assert set(changes) == {"score2", "score18", "basisPoints"}
    assert difference(added(before, changes), after) == {}
    assert difference(after, after) == {}
