"""An assessment's item statistics from what its candidates scored and chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from shared.domain.analytics.model import ItemAnalysis, ItemEstimate, ItemStatistics, ModelState, OptionStatistics
from shared.engines.item_analysis.classical import (
    corrected_point_biserial,
    cronbach_alpha,
    difficulty,
    option_counts,
)

MOST = 5_000
"""The latest so many attempts are analysed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question that was asked; `options` are a choice's."""

    question_id: str
    title: str
    kind: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredPerson:
    """One attempt: the share of the points of each question that was asked, and what was chosen."""

    id: str
    shares: Mapping[str, Fraction]
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])


def analysed(
    assessment_id: str, items: Sequence[Item], people: Sequence[ScoredPerson], *, at: datetime
) -> ItemAnalysis:
    """Return the statistics. The two-parameter model takes a question as answered rightly that got all its points."""
    scores = [[person.shares.get(item.question_id) for item in items] for person in people]
    totals = {person.id: _mean(list(person.shares.values())) for person in people}
    estimates, state, note = _estimates(items, scores)
    found: list[ItemStatistics] = []
    for place, item in enumerate(items):
        column = [each[place] for each in scores]
        chosen = {person.id: person.chosen[item.question_id] for person in people if item.question_id in person.chosen}
        found.append(
            ItemStatistics(
                question_id=item.question_id,
                title=item.title,
                kind=item.kind,
                asked=sum(share is not None for share in column),
                difficulty=_rounded(difficulty(column)),
                point_biserial=_rounded(corrected_point_biserial(scores, place)),
                options=tuple(
                    OptionStatistics(option=each.option, chosen=each.chosen, low=each.low, high=each.high)
                    for each in option_counts(item.options, chosen, totals)
                ),
                estimate=estimates.get(item.question_id),
            )
        )
    return ItemAnalysis(
        id=assessment_id,
        attempts=len(people),
        items=tuple(found),
        alpha=_rounded(cronbach_alpha(scores)),
        model=state,
        model_note=note,
        computed_at=at,
    )


def _estimates(
    items: Sequence[Item], scores: Sequence[Sequence[Fraction | None]]
) -> tuple[dict[str, ItemEstimate], ModelState, str]:
    """Return estimates of the questions that some got right and some did not; the others have none to have."""
    from shared.engines.item_analysis.two_parameter import TooFew, calibrate

    right = [[None if share is None else share >= 1 for share in person] for person in scores]
    varied = [place for place in range(len(items)) if {person[place] for person in right} >= {True, False}]
    try:
        found = calibrate([[person[place] for place in varied] for person in right])
    except TooFew as too_few:
        return {}, ModelState.TOO_FEW, str(too_few)
    estimates = {
        items[place].question_id: ItemEstimate(
            slope=round(estimate.slope, 4),
            difficulty=round(estimate.difficulty, 4),
            slope_error=_rounded(estimate.slope_error),
            difficulty_error=_rounded(estimate.difficulty_error),
        )
        for place, estimate in zip(varied, found.items, strict=True)
    }
    if found.converged:
        return estimates, ModelState.ESTIMATED, ""
    return estimates, ModelState.NOT_CONVERGED, f"no maximum was reached in {found.rounds} rounds"


def _mean(shares: Sequence[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)


def _rounded(value: Fraction | float | None) -> float | None:
    return None if value is None else round(float(value), 4)
