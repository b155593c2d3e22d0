"""A/B tests as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.ab_tests.model import AbTest, AbTestPlan, AbTestStatus
from shared.domain.ab_tests.results import AbTestResults
from shared.model import FrozenModel, View


class AbTestView(View):
    """An A/B test, without its results."""

    id: str
    card_id: str
    plan: AbTestPlan
    status: AbTestStatus
    winner: str | None
    created_by: str
    created_at: datetime
    started_at: datetime | None
    stopped_at: datetime | None
    concluded_at: datetime | None


class AbTestReport(FrozenModel):
    """An A/B test with what it has come to."""

    ab_test: AbTestView
    results: AbTestResults

    @classmethod
    def of(cls, test: AbTest, counters: dict[str, int]) -> Self:
        """Return the report of a test with its counters."""
        return cls(ab_test=AbTestView.of(test), results=AbTestResults.of(test, counters))


class Assignment(FrozenModel):
    """What a unit is shown; `is_counted` tells whether its exposure is still to be recorded."""

    card_id: str
    variant: str
    version: int
    is_counted: bool


class RecordedExposures(FrozenModel):
    """How many of the units are exposed now, and how many of them were not before."""

    units: int
    new: int


class RecordedOutcome(FrozenModel):
    """What is recorded of a unit, when that was, and of which variant."""

    variant: str
    metric: str
    value: float
    recorded_at: datetime
