"""Analytics as callers see them."""

from decimal import Decimal
from typing import Self

from shared.domain.analytics.counters import RATINGS, SCORE_BINS, TIME_BINS, Counters
from shared.model import FrozenModel, Points

_ONE_PLACE = Decimal("0.1")


class Funnel(FrozenModel):
    """How many came how far; `finished` handed in themselves, the other submitted ones ran out of time."""

    invited: int
    started: int
    submitted: int
    finished: int
    scored: int


class AssessmentAnalytics(FrozenModel):
    """An assessment in numbers: percentages with one place, None where nothing is there to divide by.

    `completion_percent` is of those who started. `scores` counts by 5 % of the points, `times` by 10 % of the time
    allowed, `ratings` by stars, one first.
    """

    assessment_id: str
    funnel: Funnel
    completion_percent: Points | None
    mean_score_percent: Points | None
    mean_seconds: int | None
    scores: tuple[int, ...]
    times: tuple[int, ...]
    feedback: int
    mean_rating: Points | None
    ratings: tuple[int, ...]

    @classmethod
    def of(cls, assessment_id: str, counters: Counters) -> Self:
        """Return the view of an assessment's counters."""
        got = counters.get
        submitted, feedback = got("submitted", 0), got("feedback", 0)
        ratings = tuple(got(f"rating{stars}", 0) for stars in RATINGS)
        return cls(
            assessment_id=assessment_id,
            funnel=Funnel(**{name: got(name, 0) for name in Funnel.model_fields}),
            completion_percent=_mean(100 * got("finished", 0), got("started", 0)),
            mean_score_percent=_mean(got("basisPoints", 0), 100 * got("scored", 0)),
            mean_seconds=round(got("seconds", 0) / submitted) if submitted else None,
            scores=tuple(got(f"score{bin}", 0) for bin in range(SCORE_BINS)),
            times=tuple(got(f"time{bin}", 0) for bin in range(TIME_BINS)),
            feedback=feedback,
            mean_rating=_mean(sum(stars * number for stars, number in zip(RATINGS, ratings, strict=True)), feedback),
            ratings=ratings,
        )


def _mean(total: int, number: int) -> Decimal | None:
    return (Decimal(total) / number).quantize(_ONE_PLACE) if number else None
