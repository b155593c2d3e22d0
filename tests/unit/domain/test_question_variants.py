"""Every seed asks something, and the same whenever it is drawn."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.domain.questions.content import QuestionContent
from shared.engines.variants.parameters import drawn
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT

WORDS = [f"word{number}" for number in range(19)]
UNIT = OTHER_KINDS["numeric"] | {"unit": "{{word}}"}
PATTERN = OTHER_KINDS["free_text"] | {"scoring": {"patterns": ["{{word}}"]}}
EXPECTED = SUM_CONTENT | {
    "checker": {"type": "regex"},
    "tests": [{"id": "one", "input": "", "expectedOutput": "{{word}}"}],
}


def content(base: dict[str, Any], *values: str) -> Any:
    parameters = [{"type": "choice", "name": "word", "values": values}]
    return TypeAdapter[Any](QuestionContent).validate_python(base | {"parameters": parameters})


def seed_drawing(question: Any, value: str) -> str:
    keys = (f"question:{seed}" for seed in range(1_000))
    return next(key for key in keys if drawn(question.parameters, key)["word"] == value)


@pytest.mark.parametrize(("base", "bad"), [(UNIT, "x" * 50), (PATTERN, "("), (EXPECTED, "(")])
def test_values_that_make_no_question_are_drawn_again_the_same_way(base: dict[str, Any], bad: str) -> None:
    question = content(base, *WORDS, bad)
    question.require_publishable()
    key = seed_drawing(question, bad)
    values, variant = question.drawn(key)
    assert values == drawn(question.parameters, f"{key}+1")
    assert values["word"] in WORDS
    assert question.drawn(key) == (values, variant)
    assert variant == question.variant(key)
    assert variant.can_be_scored()


def test_values_that_make_a_question_are_never_drawn_again() -> None:
    question = content(UNIT, *WORDS, "x" * 50)
    keys = [f"question:{seed}" for seed in range(200)]
    good = [key for key in keys if drawn(question.parameters, key)["word"] in WORDS]
    assert len(good) > 100
    assert all(question.drawn(key)[0] == drawn(question.parameters, key) for key in good)


def test_where_nearly_nothing_makes_a_question_a_sample_that_was_tried_is_asked() -> None:
    bad = [f"{'x' * 50}{number}" for number in range(100)]
    tried = drawn(content(UNIT, *bad).parameters, "sample 0")["word"]
    question = content(UNIT, *("metre" if each == tried else each for each in bad))
    assert {question.drawn(f"question:{seed}")[0]["word"] for seed in range(100)} == {"metre"}
