import json

import pytest

from shared.engines.prompt_analysis.model import Written
from shared.engines.prompt_search.rewriting import STRATEGIES, rewrite_asked, rewrite_read
from shared.errors import InvalidInput

TEXTS = (Written("/0", "system", "Be kind."), Written("/1", "user", "Greet {{ name }}."))


def test_a_model_is_shown_every_template_and_asked_for_one_change() -> None:
    asked = rewrite_asked(TEXTS, 1)
    assert json.dumps([each.text for each in TEXTS]) in asked
    assert [each for each in STRATEGIES if each in asked] == [STRATEGIES[1]]
    assert "JSON list of 2 texts" in asked


def test_a_rewrite_keeps_places_and_roles_whatever_stands_around_the_list() -> None:
    found = rewrite_read('Here:\n```json\n["Be brief.", "Hello {{ name }}!"]\n```', TEXTS, 0, most_bytes=1_000)
    assert [(each.pointer, each.role, each.text) for each in found.texts] == [
        ("/0", "system", "Be brief."),
        ("/1", "user", "Hello {{ name }}!"),
    ]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("I can't do that.", "no JSON list"),
        ('["one"]', "not 2 texts"),
        ('["one", 2]', "not 2 texts"),
        ('["", "{{ name }}"]', "not 2 texts"),
        ('["one", "Greet them."]', "other variables"),
        ('["one", "Greet {{ name }} and {{ other }}."]', "other variables"),
        (json.dumps(["x" * 1_000, "{{ name }}"]), "too long"),
        ("[" * 100_000 + "]" * 100_000, "no JSON list"),
    ],
)
def test_an_answer_that_cannot_be_tried_is_refused(answer: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        rewrite_read(answer, TEXTS, 0, most_bytes=1_000)
    assert refused.value.code == "rewrite_unusable"
