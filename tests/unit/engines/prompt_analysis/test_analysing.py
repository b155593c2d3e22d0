import pytest

from shared.engines.prompt_analysis.analysing import MAX_SUGGESTIONS, analyse
from shared.engines.prompt_analysis.model import Declared, Kind, Suggestion, Written

NAME = Declared("/variables/0", "name")
FINE = "Write one sentence about <name>{{ name }}</name>."


def analysed(text: str, *declared: Declared, role: str = "user") -> list[Suggestion]:
    return analyse([Written("/prompt", role, text)], declared)


def kinds(text: str, *declared: Declared, role: str = "user") -> set[Kind]:
    return {each.kind for each in analysed(text, *declared, role=role)}


def test_a_prompt_with_nothing_to_say_about_gets_no_suggestion() -> None:
    assert analysed(FINE, NAME) == []


def test_variables_that_are_not_declared_or_not_used_are_named() -> None:
    [undeclared] = [each for each in analysed(FINE) if each.kind is Kind.UNDECLARED_VARIABLE]
    assert FINE[undeclared.start : undeclared.end] == "name"
    [unused] = analysed(FINE, NAME, Declared("/variables/1", "city"))
    assert (unused.kind, unused.pointer) == (Kind.UNUSED_VARIABLE, "/variables/1")


@pytest.mark.parametrize(
    "text",
    [
        "Be brief. Answer in great detail.",
        "Respond in JSON. Use bullet points.",
        "Do not explain the answer in words. Think step by step.",
        "Use a formal tone and a casual style, in two sentences.",
        "Always ask for a name. Never ask for one. Answer in words.",
    ],
)
def test_instructions_that_contradict_each_other_are_told(text: str) -> None:
    assert Kind.CONTRADICTION in kinds(text)


@pytest.mark.parametrize("text", ["Always use words. Never ask for a list.", "Be brief. Respond in JSON."])
def test_instructions_that_can_both_be_followed_are_no_contradiction(text: str) -> None:
    assert Kind.CONTRADICTION not in kinds(text)


def test_a_contradiction_between_two_messages_is_told_at_the_second() -> None:
    texts = [Written("/0", "system", "Be concise, in words."), Written("/1", "user", "Answer at length.")]
    assert [(each.kind, each.pointer) for each in analyse(texts, [])] == [(Kind.CONTRADICTION, "/1")]


def test_vague_words_and_a_missing_format_are_told() -> None:
    assert kinds("Try to help with it.") == {Kind.VAGUE_WORDING, Kind.NO_OUTPUT_FORMAT}


def test_a_sentence_that_is_there_twice_is_told_where_it_is_again() -> None:
    [again] = analysed("Name three words for the sea. Name  three words for the SEA.")
    assert (again.kind, again.start > 0) == (Kind.REPEATED_SENTENCE, True)


def test_a_text_from_outside_in_the_systems_message_is_told() -> None:
    assert kinds(FINE, NAME, role="system") == {Kind.UNTRUSTED_IN_SYSTEM}


@pytest.mark.parametrize("declared", [Declared("/0", "name", holds_text=False), Declared("/0", "name", required=False)])
def test_numbers_and_the_authors_own_defaults_are_trusted(declared: Declared) -> None:
    assert analysed(FINE.replace("<name>", ""), declared, role="system") == []


def test_a_variable_without_marks_around_it_is_told() -> None:
    assert kinds("One sentence about {{ name }}.", NAME) == {Kind.UNMARKED_VARIABLE}


def test_a_long_prompt_is_told_with_its_tokens() -> None:
    [long] = analysed(" ".join(f"word{each}" for each in range(4_000)))
    assert long.kind is Kind.LONG_PROMPT


@pytest.mark.parametrize(
    "text", ["{{ " * 33_000, "{{ name }} " * 9_000, "be brief " * 11_000, "<" * 100_000, " " * 100_000, "#" * 100_000]
)
def test_hostile_templates_are_analysed_within_bounds(text: str) -> None:
    assert len(analysed(text)) <= MAX_SUGGESTIONS
