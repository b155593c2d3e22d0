from shared.engines.prompt_analysis.analysing import analyse
from shared.engines.prompt_analysis.model import Declared, Written
from shared.engines.prompt_search.edits import edited


def texts_of(text: str) -> dict[str, str]:
    texts = [Written("/prompt", "user", text)]
    found = edited(texts, analyse(texts, [Declared("/variables/0", "name")]))
    return {each.what: each.texts[0].text for each in found}


def test_each_edit_is_a_candidate_and_all_of_them_are_one_more() -> None:
    said = "Speak about the {{ name }} of today. Speak about the {{ name }} of yesterday."
    assert list(texts_of(said)) == [
        "the original",
        "variables put between tags",
        "the form of the answer named",
        "all of these edits",
    ]
    assert texts_of(said)["the original"] == said
    assert texts_of(said)["variables put between tags"].count("<input>{{ name }}</input>") == 2


def test_a_sentence_that_is_there_twice_is_left_out_once() -> None:
    said = "Greet <b>{{ name }}</b>. Answer in three short words. Answer in three short words."
    assert texts_of(said)["repeated sentences left out"] == "Greet <b>{{ name }}</b>. Answer in three short words."


def test_a_prompt_without_suggestions_has_no_other_candidate() -> None:
    assert list(texts_of("Write one sentence about <name>{{ name }}</name>.")) == ["the original"]
