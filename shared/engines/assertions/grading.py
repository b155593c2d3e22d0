"""A test's grade: that of all its assertions together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.engines.assertions.model import SET, Assertion, AssertionSet, Subject
from shared.engines.assertions.outside import NOTHING, Outside
from shared.engines.assertions.registry import ROW_TYPES, decide
from shared.engines.assertions.results import Grade


@dataclass(slots=True)
class _Sum:
    """Scores with their weights."""

    scores: float = 0.0
    weights: float = 0.0

    def add(self, score: float, weight: float) -> None:
        self.scores += score * weight
        self.weights += weight

    def mean(self) -> float:
        return self.scores / self.weights if self.weights > 0 else 0.0


@dataclass(slots=True)
class _Collected:
    total: _Sum = field(default_factory=_Sum)
    named: dict[str, _Sum] = field(default_factory=dict[str, _Sum])
    grades: list[Grade] = field(default_factory=list[Grade])

    def add(self, grade: Grade, weight: float, metric: str | None) -> None:
        self.grades.append(grade)
        self.total.add(grade.score, weight)
        if metric:
            self.named.setdefault(metric, _Sum()).add(grade.score, weight)
        for name, score in grade.named_scores.items():
            if name != metric:
                self.named.setdefault(name, _Sum()).add(score, grade.weights.get(name, 1.0) * weight)

    def grade(self, threshold: float | None, type: str) -> Grade:
        """Return all in one: the weighted mean, held against the threshold if there is one; an error wins."""
        parts = tuple(part for grade in self.grades for part in (grade, *grade.components))
        named = {name: each.mean() for name, each in self.named.items()}
        weights = {name: each.weights for name, each in self.named.items()}
        error = next((grade.error for grade in self.grades if grade.error), None)
        if error:
            return Grade(
                False, 0.0, error, error=error, type=type, named_scores=named, weights=weights, components=parts
            )
        score, failures = self.total.mean(), [grade.reason for grade in self.grades if not grade.passed]
        if threshold is None:
            passed, reason = not failures, failures[-1] if failures else "All assertions passed"
        else:
            passed = score >= threshold
            reason = f"the score {score:.2f} is {'at least' if passed else 'below'} the threshold {threshold:g}"
        return Grade(passed, score, reason, type=type, named_scores=named, weights=weights, components=parts)


async def grade_test(
    assertions: Sequence[Assertion | AssertionSet],
    subject: Subject,
    *,
    threshold: float | None = None,
    outside: Outside = NOTHING,
    type: str = "",
) -> Grade:
    """Return the grade of a test: Σ(score·weight) / Σ weight, passed if all passed or the threshold is reached.

    Without assertions it is a pass with 1. Those that look across a row are left to `rows`. `components` hold every
    grade, that of a set before those of its members. One assertion that ends in an error makes the whole one, with
    score 0: no mean is taken of what could not be decided.
    """
    wanted = [each for each in assertions if isinstance(each, AssertionSet) or each.type not in ROW_TYPES]
    if not assertions:
        return Grade(passed=True, score=1.0, reason="No assertions", type=type)
    collected = _Collected()
    for each in sorted(wanted, key=lambda each: isinstance(each, AssertionSet)):
        if isinstance(each, AssertionSet):
            grade = await grade_test(each.assertions, subject, threshold=each.threshold, outside=outside, type=SET)
        else:
            grade = await decide(each, subject, outside)
        collected.add(grade, each.weight, each.metric)
    return collected.grade(threshold, type)
