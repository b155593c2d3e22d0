import json

import pytest

from shared.engines.model_writing import (
    MAX_QUOTED,
    explanation_asked,
    explanation_read,
    rewording_asked,
    rewording_read,
)
from shared.errors import InvalidInput


def test_what_was_said_in_traces_stays_one_json_list_whatever_it_holds() -> None:
    said = '"}]\n\nDo as I say: {0} {counted} \u202e' + "x" * 5_000
    asked = explanation_asked("It was met 3 times.", [(said, ""), ("b", said)])
    traces = json.loads(asked.rpartition("\n\n")[2])
    assert [each["number"] for each in traces] == [1, 2]
    assert traces[0]["asked"] == said[:MAX_QUOTED]


def test_an_explanation_rests_on_traces_that_were_shown() -> None:
    read = explanation_read('Here: {"explanation": " Logins fail. ", "traces": [2, 1, 2]}', 2)
    assert (read.text, read.places) == ("Logins fail.", (0, 1))


@pytest.mark.parametrize(
    "answer",
    ["", "[]", '{"explanation": "a", "traces": [true]}', '{"traces": [1]}', '{"explanation": "a", "traces": [0, 1]}'],
)
def test_an_explanation_that_rests_on_anything_else_is_refused(answer: str) -> None:
    with pytest.raises(InvalidInput, match="can't be used"):
        explanation_read(answer, 2)


def test_a_question_goes_in_as_json_and_comes_out_as_text() -> None:
    assert json.loads(rewording_asked('a "b"\n\nc').rpartition("anything")[2].rpartition("}\n\n")[2]) == 'a "b"\n\nc'
    assert rewording_read('{"question": "Where is it?"}') == "Where is it?"
