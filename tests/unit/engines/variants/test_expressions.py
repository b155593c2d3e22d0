from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.variants.expressions import ExpressionError, as_text, half_up, parse

VALUES = {"a": Fraction(2), "b": Fraction(3), "price": Fraction(5, 2)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("-2 ** 2", "-4"), ("2 ** -1", "1/2"), ("7 // 2", "3"),
        ("-7 % 3", "2"), ("a - -b", "5"), ("8 / 4 / 2", "1"), ("10 - 4 - 3", "3"), ("0.1 + 0.2", "3/10"),
        ("round(10 / 3, 2)", "333/100"), ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("floor(-1.5)", "-2"),
        ("ceil(1.2)", "2"), ("abs(a - b)", "1"), ("min(a, b, 1)", "1"), ("max(a, b)", "3"), ("gcd(12, 18)", "6"),
        ("sqrt(9 / 4)", "3/2"), ("price * 4", "10"),
    ],
)  # fmt: skip
def test_arithmetic_is_exact(text: str, value: str) -> None:
    assert parse(text).value(VALUES) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "expression_malformed"), ("1 +", "expression_malformed"), ("(1", "expression_malformed"),
        ("1 2", "expression_malformed"), ("a.real", "expression_malformed"), ("'x'", "expression_malformed"),
        ("__import__('os')", "expression_malformed"), ("a[0]", "expression_malformed"), ("1e5", "expression_malformed"),
        ("\N{ARABIC-INDIC DIGIT TWO}", "expression_malformed"), ("lambda: 1", "expression_malformed"),
        ("exec(1)", "function_unknown"), ("a(1)", "function_unknown"), ("gcd(1)", "wrong_arguments"),
        ("(" * 31 + "1" + ")" * 31, "expression_too_deep"), ("1+" * 100 + "1", "expression_too_long"),
    ],
)  # fmt: skip
def test_what_is_no_arithmetic_is_refused(text: str, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 / (a - 2)", "division_by_zero"), ("1 // 0", "division_by_zero"), ("1 % 0", "division_by_zero"),
        ("0 ** -1", "division_by_zero"), ("2 ** 0.5", "exponent_unusable"), ("2 ** 1000", "exponent_unusable"),
        ("(99 ** 64) ** 64", "number_too_large"), ("((1 / 99) ** 64) ** 64", "number_too_large"),
        ("sqrt(0 - 1)", "root_of_negative"), ("gcd(0.5, 1)", "not_whole"), ("round(1, 13)", "places_unusable"),
    ],
)  # fmt: skip
def test_what_has_no_value_says_why(text: str, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text).value(VALUES)
    assert refused.value.code == code


def test_the_names_that_are_needed_are_known() -> None:
    assert parse("a * max(b, 2) + a").names == {"a", "b"}


@given(st.text(alphabet="ab0123456789.+-*/%(), sqrtmaxgcd", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ExpressionError):
        found = parse(text)
        assert isinstance(found.value(VALUES | dict.fromkeys(found.names, Fraction(1))), Fraction)


@pytest.mark.thorough
@given(st.fractions(), st.fractions())
def test_operators_agree_with_fractions(one: Fraction, other: Fraction) -> None:
    values = {"x": one, "y": other}
    assert parse("x + y * x - y").value(values) == one + other * one - other


@given(st.fractions(), st.integers(0, 12))
def test_text_is_the_value_rounded_half_up(value: Fraction, places: int) -> None:
    text = as_text(value, places)
    assert Fraction(text) == half_up(value, places)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places)
    assert text != "-0"
    assert not ("." in text and text.endswith("0"))
