"""Rubrics: what graders mark an answer by, and how their marks become points, exactly.

What criteria are worth is weighed against each other: an answer earns its share of what the question is worth, rounded
half up to a hundredth.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.engines.results import Earned, Worth
from shared.engines.scoring.points import rounded
from shared.errors import FieldProblem
from shared.model import FrozenModel

Name = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-zA-Z0-9_-]+$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Description = Annotated[str, StringConstraints(max_length=2_000)]
Comment = Annotated[str, StringConstraints(max_length=5_000)]


class Level(FrozenModel):
    """One of the answers' qualities that a criterion tells apart."""

    id: Name
    title: Title
    description: Description = ""
    points: Earned


class Criterion(FrozenModel):
    """One thing an answer is marked by: by a level where it has any, by points up to `points` otherwise."""

    id: Name
    title: Title
    description: Description = ""
    points: Worth
    levels: Annotated[tuple[Level, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _levels_fit(self) -> "Criterion":
        if len({level.id for level in self.levels}) < len(self.levels):
            raise PydanticCustomError("duplicate_level", "name each level once")
        if self.levels and max(level.points for level in self.levels) != self.points:
            raise PydanticCustomError("levels_without_all_points", "the best level has the criterion's points")
        return self


class Mark(FrozenModel):
    """What a grader gives for one criterion: a level, or points."""

    criterion_id: Name
    level: Name | None = None
    points: Earned | None = None
    comment: Comment = ""


class Rubric(FrozenModel):
    """The criteria of a question."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=30)]

    @field_validator("criteria")
    @classmethod
    def _named_once(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        if len({criterion.id for criterion in criteria}) < len(criteria):
            raise PydanticCustomError("duplicate_criterion", "name each criterion once")
        return criteria

    @property
    def worth(self) -> Decimal:
        """What all criteria are worth together."""
        return sum((criterion.points for criterion in self.criteria), Decimal(0))

    def problems(self, marks: Sequence[Mark]) -> Iterator[FieldProblem]:
        """Yield what is wrong with marks, each criterion being marked once."""
        criteria = {criterion.id: criterion for criterion in self.criteria}
        for place, mark in enumerate(marks):
            at = f"/marks/{place}"
            criterion = criteria.pop(mark.criterion_id, None)
            if criterion is None:
                yield FieldProblem(f"{at}/criterionId", "criterion_unknown", "mark the rubric's criteria, once each")
            elif criterion.levels:
                names = [level.id for level in criterion.levels]
                if mark.level not in names or mark.points is not None:
                    yield FieldProblem(f"{at}/level", "level_unknown", f"give one of {', '.join(names)}, and no points")
            elif mark.points is None or mark.level is not None or mark.points > criterion.points:
                yield FieldProblem(f"{at}/points", "points_out_of_range", f"give 0 to {criterion.points} points")
        for missing in criteria:
            yield FieldProblem("/marks", "criterion_unmarked", f"mark {missing} as well")

    def points(self, marks: Sequence[Mark], worth: Decimal, *, given_by: "Rubric | None" = None) -> Decimal | None:
        """Return what an answer marked so earns of what its question is worth; None where marks are missing.

        Marks given by an earlier rubric keep their level, or the share of the criterion's points.
        """
        by_criterion = {mark.criterion_id: mark for mark in marks}
        former = {criterion.id: criterion for criterion in (given_by or self).criteria}
        earned = Fraction(0)
        for criterion in self.criteria:
            mark = by_criterion.get(criterion.id)
            share = _share(criterion, former.get(criterion.id), mark) if mark else None
            if share is None:
                return None
            earned += share * Fraction(criterion.points)
        return _exactly_rounded(Fraction(worth) * earned / Fraction(self.worth))


def mean(points: Sequence[Decimal]) -> Decimal:
    """Return the mean of several graders' points, rounded half up to a hundredth."""
    return _exactly_rounded(sum(map(Fraction, points), Fraction(0)) / len(points))


def differ(points: Sequence[Decimal], worth: Decimal, percent: Decimal) -> bool:
    """Tell whether graders' points lie further apart than so many percent of the question's worth."""
    return (max(points) - min(points)) * 100 > percent * worth


def _share(criterion: Criterion, former: Criterion | None, mark: Mark) -> Fraction | None:
    """Return the share of a criterion's points that a mark, given by its former self, earns."""
    if criterion.levels:
        earned = next((level.points for level in criterion.levels if level.id == mark.level), None)
        return None if earned is None else Fraction(earned) / Fraction(criterion.points)
    if mark.points is None or former is None:
        return None
    return Fraction(mark.points) / Fraction(former.points)


def _exactly_rounded(value: Fraction) -> Decimal:
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return rounded(Decimal(hundredths) / 100)
