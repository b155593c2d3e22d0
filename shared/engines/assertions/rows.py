"""Assertions that look across the outputs of a row: one of them wins."""

import re
from collections.abc import Sequence
from typing import Any, cast

from shared.engines.assertions import rubrics
from shared.engines.assertions.judging import ask
from shared.engines.assertions.model import Assertion, InvalidAssertion, Subject
from shared.engines.assertions.outside import NOTHING, Outside, OutsideFailed
from shared.engines.assertions.registry import ROW_TYPES
from shared.engines.assertions.results import Check, Grade, errored
from shared.engines.templates.values import is_number


async def select_best(assertion: Assertion, subjects: Sequence[Subject], outside: Outside = NOTHING) -> list[Grade]:
    """Return a grade for each output: the one that a judge finds the best passes."""
    try:
        if not isinstance(assertion.value, str):
            raise InvalidAssertion("select-best needs a criterion as its value")
        _require_two(assertion, subjects)
        checks = [Check(assertion, each, each.output, assertion.type, outside=outside) for each in subjects]
        told = {"criteria": assertion.value, "outputs": [each.text for each in checks]}
        answer = await ask(checks[0], rubrics.BEST, told)
        found = re.search(r"\d+", answer)
        best = int(found.group()[:9]) if found else len(subjects)
        if best >= len(subjects):
            raise OutsideFailed(f"the judge named no output: {answer[:100]}")
    except (InvalidAssertion, OutsideFailed) as error:
        return [errored(str(error), assertion.type) for _ in subjects]
    return [_won(place == best, assertion.type, f"chosen was output {best}") for place in range(len(subjects))]


def max_score(assertion: Assertion, subjects: Sequence[Subject], grades: Sequence[Grade]) -> list[Grade]:
    """Return a grade for each output: the first with the highest score of its other assertions passes.

    `value` may name a method, average or sum, weights by type of assertion, and a threshold to reach.
    """
    value = cast("dict[str, Any]", assertion.value) if isinstance(assertion.value, dict) else {}
    try:
        _require_two(assertion, subjects)
        scores = [_score(grade, value) for grade in grades]
    except InvalidAssertion as error:
        return [errored(str(error), assertion.type) for _ in subjects]
    best = max(range(len(scores)), key=lambda place: scores[place])
    least = value.get("threshold")
    reached = not is_number(least) or scores[best] >= least
    return [
        _won(reached and place == best, assertion.type, f"its score is {score:.3f}, the highest {scores[best]:.3f}")
        for place, score in enumerate(scores)
    ]


def _score(grade: Grade, value: dict[str, Any]) -> float:
    parts = [each for each in grade.components if each.type not in ROW_TYPES]
    given, method = value.get("weights", {}), value.get("method", "average")
    if not parts:
        raise InvalidAssertion("max-score needs at least one other assertion")
    if not isinstance(given, dict) or method not in ("average", "sum"):
        raise InvalidAssertion("max-score: method is average or sum, weights an object by type")
    weights = [cast("dict[str, Any]", given).get(each.type, 1) for each in parts]
    if not all(is_number(each) and each >= 0 for each in weights):
        raise InvalidAssertion("max-score: weights must be numbers of at least 0")
    total = sum(each.score * weight for each, weight in zip(parts, weights, strict=True))
    return total if method == "sum" else total / sum(weights) if sum(weights) else 0.0


def _require_two(assertion: Assertion, subjects: Sequence[Subject]) -> None:
    if len(subjects) < 2:
        raise InvalidAssertion(f"{assertion.type} needs at least two outputs")


def _won(won: bool, type: str, reason: str) -> Grade:
    return Grade(passed=won, score=float(won), reason=reason, type=type)
