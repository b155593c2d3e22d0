from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.engines.scoring.answers import (
    AnswerScoring,
    ChoiceCredit,
    ChoiceScoring,
    NumericScoring,
    TextScoring,
    WhiteSpace,
    choice_share,
    numeric_share,
    problem,
    read_number,
    text_share,
)

OPTIONS = st.frozensets(st.sampled_from("abcdef"))
PARTIAL = ChoiceCredit.RIGHT_MINUS_WRONG


@pytest.mark.parametrize(
    ("chosen", "share"), [(["b"], "1"), (["a"], "-0.25"), (["a", "b"], "-0.25"), ([], "0"), (["b", "b"], "1")]
)
def test_one_right_option_must_be_chosen_alone(chosen: list[str], share: str) -> None:
    assert choice_share(ChoiceScoring(correct=("b",), penalty="0.25"), chosen, 3) == Decimal(share)


@pytest.mark.parametrize(
    ("chosen", "share"), [("abc", "1"), ("ab", "0.666667"), ("abcx", "0.666667"), ("ax", "0"), ("xy", "0"), ("", "0")]
)
def test_wrong_options_take_off_what_right_ones_earn(chosen: str, share: str) -> None:
    scoring = ChoiceScoring(correct=("a", "b", "c"), credit=PARTIAL)
    assert choice_share(scoring, chosen, 6) == Decimal(share)


@pytest.mark.parametrize(
    ("chosen", "penalty", "share"),
    [("ab", "0", "1"), ("a", "0", "0.75"), ("abc", "0", "0.75"), ("cd", "0", "0"), ("", "1", "0"),
     ("a", "1", "0.5"), ("ac", "1", "0"), ("cd", "1", "-1"), ("cd", "0.25", "-0.25")],
)  # fmt: skip
def test_each_option_counts_by_itself_chosen_or_left_out(chosen: str, penalty: str, share: str) -> None:
    scoring = ChoiceScoring(correct=("a", "b"), credit=ChoiceCredit.PER_CHOICE, penalty=penalty)
    assert choice_share(scoring, chosen, 4) == Decimal(share)


@pytest.mark.parametrize(("chosen", "share"), [("ax", "0"), ("x", "-0.333333"), ("xy", "-0.5"), ("xyz", "-0.5")])
def test_wrong_options_cost_at_most_the_penalty(chosen: str, share: str) -> None:
    scoring = ChoiceScoring(correct=("a", "b", "c"), credit=PARTIAL, penalty="0.5")
    assert choice_share(scoring, chosen, 6) == Decimal(share)


@given(OPTIONS.filter(bool), OPTIONS, st.sampled_from(ChoiceCredit), st.integers(0, 10**6))
def test_an_answer_costs_at_most_the_penalty_and_no_answer_nothing(
    correct: frozenset[str], chosen: frozenset[str], credit: ChoiceCredit, penalty: int
) -> None:
    scoring = ChoiceScoring(correct=tuple(correct), credit=credit, penalty=Decimal(penalty).scaleb(-6))
    assert -scoring.penalty <= choice_share(scoring, chosen, 6) <= 1
    assert choice_share(scoring, (), 6) == 0


@given(OPTIONS.filter(bool), OPTIONS, st.sampled_from(ChoiceCredit))
def test_only_all_right_options_and_no_other_earn_all(
    correct: frozenset[str], chosen: frozenset[str], credit: ChoiceCredit
) -> None:
    share = choice_share(ChoiceScoring(correct=tuple(correct), credit=credit), chosen, 6)
    assert 0 <= share <= 1
    assert (share == 1) is (chosen == correct)


@given(OPTIONS.filter(bool), OPTIONS, st.sampled_from("abcdef"))
def test_one_more_right_option_never_costs_anything(
    correct: frozenset[str], chosen: frozenset[str], option: str
) -> None:
    scoring = ChoiceScoring(correct=tuple(correct), credit=PARTIAL)
    before, after = choice_share(scoring, chosen, 6), choice_share(scoring, chosen | {option}, 6)
    assert after >= before if option in correct else after <= before


@pytest.mark.parametrize(
    ("text", "number"), [("1.5", "1.5"), (" -2 ", "-2"), ("1e-3", "0.001"), ("+.5", "0.5"), ("2.50", "2.5")]
)
def test_decimal_and_scientific_notation_are_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,5", "1/3", "", "nan", "inf", "five", "1 000", "0x10", "1" * 101, "1.5 m"])
def test_nothing_else_is_a_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("scoring", "answer", "share"),
    [
        (NumericScoring(expected="0.1"), "1e-1", 1),
        (NumericScoring(expected="0.1"), "0.1000001", 0),
        (NumericScoring(expected="10", absolute="0.5"), "10.5", 1),
        (NumericScoring(expected="10", absolute="0.5"), "10.51", 0),
        (NumericScoring(expected="-200", relative="0.01"), "-198", 1),
        (NumericScoring(minimum="1", maximum="2"), "1", 1),
        (NumericScoring(minimum="1", maximum="2"), "2.0", 1),
        (NumericScoring(minimum="1", maximum="2"), "2.01", 0),
        (NumericScoring(minimum="1", maximum="2", penalty="0.5"), "3", Decimal("-0.5")),
        (NumericScoring(expected="1", penalty="0.5"), "one", Decimal("-0.5")),
        (NumericScoring(expected="1", penalty="0.5"), " ", 0),
    ],
)
def test_a_number_is_right_within_its_tolerance_or_range(
    scoring: NumericScoring, answer: str, share: Decimal | int
) -> None:
    assert numeric_share(scoring, answer) == share


@given(st.text())
def test_any_answer_has_a_share(answer: str) -> None:
    assert numeric_share(NumericScoring(expected="1"), answer) in (0, 1)
    assert text_share(TextScoring(accepted=("a",), patterns=("b+",)), answer) in (0, 1)


@pytest.mark.parametrize(
    ("scoring", "answer", "share"),
    [
        (TextScoring(accepted=("New York",)), " new \n york ", 1),
        (TextScoring(accepted=("New York",)), "newyork", 0),
        (TextScoring(accepted=("New York",), case_sensitive=True), "new york", 0),
        (TextScoring(accepted=("New York",), white_space=WhiteSpace.REMOVED), "NewYork", 1),
        (TextScoring(accepted=("New York",), white_space=WhiteSpace.KEPT), "New  York", 0),
        (TextScoring(accepted=("New York",), white_space=WhiteSpace.KEPT), "New York\n", 1),
        (TextScoring(accepted=("Straße",)), "STRASSE", 1),
        (TextScoring(accepted=("caf\N{LATIN SMALL LETTER E WITH ACUTE}",)), "cafe\N{COMBINING ACUTE ACCENT}", 1),
        (TextScoring(patterns=("colou?r",)), "Color", 1),
        (TextScoring(patterns=("colou?r",), case_sensitive=True), "Color", 0),
        (TextScoring(patterns=("colou?r",)), "colors", 0),
        (TextScoring(accepted=("a",), patterns=("b",)), "b", 1),
        (TextScoring(accepted=("a",), penalty="0.1"), "b", Decimal("-0.1")),
        (TextScoring(accepted=("a",), penalty="0.1"), " ", 0),
        (TextScoring(manual=True), "an essay", None),
        (TextScoring(manual=True), "", 0),
        (TextScoring(accepted=("a",), manual=True), "a", 1),
        (TextScoring(accepted=("a",), manual=True), "b", None),
    ],
)
def test_text_is_right_if_it_is_accepted_or_somebody_says_so(
    scoring: TextScoring, answer: str, share: Decimal | int | None
) -> None:
    assert text_share(scoring, answer) == share


def test_a_pattern_that_cannot_be_used_is_a_problem() -> None:
    assert problem(TextScoring(patterns=("a", "("))) == "pattern 2: missing ): '('"
    assert problem(TextScoring(patterns=("a+",))) is None
    assert problem(NumericScoring(expected="1")) is None


@pytest.mark.parametrize(
    "scoring",
    [
        ChoiceScoring(correct=("a", "b"), credit=PARTIAL),
        NumericScoring(expected="0.1", absolute="1e-9", penalty="0.333333"),
        TextScoring(accepted=("a",), white_space=WhiteSpace.REMOVED),
    ],
)
def test_scorings_survive_being_stored(scoring: AnswerScoring) -> None:
    assert TypeAdapter[AnswerScoring](AnswerScoring).validate_python(scoring.to_data()) == scoring


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"kind": "choice", "correct": []}, "too_short"),
        ({"kind": "choice", "correct": ["a", "a"]}, "duplicate_option"),
        ({"kind": "choice", "correct": ["a"], "penalty": "1.1"}, "less_than_equal"),
        ({"kind": "numeric"}, "number_or_range"),
        ({"kind": "numeric", "expected": 1, "minimum": 0, "maximum": 2}, "number_or_range"),
        ({"kind": "numeric", "expected": 1, "minimum": 0}, "number_or_range"),
        ({"kind": "numeric", "minimum": 0}, "number_or_range"),
        ({"kind": "numeric", "minimum": 2, "maximum": 1}, "range_empty"),
        ({"kind": "numeric", "minimum": 1, "maximum": 2, "absolute": 1}, "range_tolerance"),
        ({"kind": "numeric", "expected": "Infinity"}, "finite_number"),
        ({"kind": "text"}, "nothing_accepted"),
        ({"kind": "text", "manual": True, "penalty": "0.5"}, "manual_penalty"),
        ({"kind": "essay"}, "union_tag_invalid"),
    ],
)
def test_a_scoring_that_makes_no_sense_is_refused(data: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[AnswerScoring](AnswerScoring).validate_python(data)
    assert [error["type"] for error in caught.value.errors()] == [code]
