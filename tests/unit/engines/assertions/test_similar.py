"""Nearness of meaning."""

from collections.abc import Sequence

import pytest

from shared.engines.assertions.outside import Outside
from tests.fixtures.assertions import graded

VECTORS = {"same": [1.0, 0.0], "near": [0.8, 0.6], "far": [0.0, 1.0], "null": [0.0, 0.0], "odd": [float("nan"), 0.0]}


async def embed(texts: Sequence[str]) -> list[list[float]]:
    return [VECTORS[text] for text in texts]


OUTSIDE = Outside(embed=embed)


@pytest.mark.parametrize(
    ("type", "value", "passed", "score"),
    [
        ("similar", "near", True, 0.8),
        ("similar", "far", False, 0),
        ("similar:dot", "near", True, 0.8),
        ("similar:euclidean", "near", True, 1 / (1 + 0.4**0.5)),
        ("not-similar", "far", True, 1),
        ("not-similar", "near", False, 0.2),
        ("similar", ["far", "near"], True, 0.8),
        ("not-similar", ["far", "near"], False, 0.2),
        ("not-similar", ["far", "null"], True, 1),
        ("similar", "null", False, 0),
    ],
)
def test_of_a_list_one_is_enough_and_in_a_not_form_none(type: str, value: object, passed: bool, score: float) -> None:
    grade = graded(type, value, "same", outside=OUTSIDE)
    assert (grade.passed, grade.error) == (passed, None)
    assert grade.score == pytest.approx(score)


def test_a_vector_that_is_none_is_an_error() -> None:
    assert graded("similar", "odd", "same", outside=OUTSIDE).error
    assert graded("similar", "near", "same").error
