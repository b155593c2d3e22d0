"""Nearness of meaning, by the vectors of an embedding."""

import math
from collections.abc import Sequence
from typing import Any, cast

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.outside import OutsideFailed
from shared.engines.assertions.results import Check, Grade

_SLACK = 2.0**-52


async def similar(check: Check) -> Grade:
    """Decide by the cosine, dot product or distance (.75); of a list one text is enough, and in a not- form none."""
    values = [check.value] if isinstance(check.value, str) else check.value
    if (
        not isinstance(values, list)
        or not values
        or not all(isinstance(each, str) for each in cast("list[Any]", values))
    ):
        raise InvalidAssertion("similar needs a text or a list of texts as its value")
    texts = cast("list[str]", values)
    output, *expected = await embedded(check, [check.text, *texts])
    grades = [_grade(check, each, output) for each in expected]
    deciding = [each for each in grades if each.passed == (not check.inverse)]
    if deciding:
        return deciding[0]
    return min(grades, key=lambda each: each.score) if check.inverse else max(grades, key=lambda each: each.score)


async def embedded(check: Check, texts: Sequence[str]) -> list[Sequence[float]]:
    """Return the vectors of texts; raise OutsideFailed where they are no such."""
    if check.outside.embed is None:
        raise InvalidAssertion(f"{check.kind} needs an embedding, and none is there")
    vectors = list(await check.outside.embed(texts))
    lengths = {len(each) for each in vectors}
    if len(vectors) != len(texts) or len(lengths) != 1 or not all(math.isfinite(n) for each in vectors for n in each):
        raise OutsideFailed("the embedding gave no usable vectors")
    return vectors


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of the angle between two vectors; 0 with one that is all zeros."""
    lengths = math.hypot(*one) * math.hypot(*other)
    return _dot(one, other) / lengths if lengths else 0.0


def _grade(check: Check, expected: Sequence[float], output: Sequence[float]) -> Grade:
    least, metric = check.threshold(0.75), check.kind.partition(":")[2]
    if metric == "euclidean":
        distance = math.dist(expected, output)
        passed = distance >= least - _SLACK if check.inverse else distance <= least + _SLACK
        score, found = 1 / (1 + distance), f"the distance is {distance:.4f}"
    else:
        score = _dot(expected, output) if metric == "dot" else cosine(expected, output)
        passed = score <= least + _SLACK if check.inverse else score >= least - _SLACK
        found = f"the similarity is {score:.4f}"
    return Grade(
        passed=passed, score=1 - score if check.inverse else score, reason=f"{found}; the threshold is {least:g}"
    )


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))
