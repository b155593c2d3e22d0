from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.checkers import FloatChecker, matches
from shared.engines.scoring.numbers import Tolerance, close, parse

NUMBERS = st.decimals(allow_nan=False, allow_infinity=True)
TOLERANCES = st.builds(Tolerance, st.decimals(0, 10, places=6), st.decimals(0, 1, places=6))
EXACT = FloatChecker(absolute=0, relative=0)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", "1"), ("-1.50", "-1.5"), ("+.5", "0.5"), ("2.", "2"), ("1e-3", "0.001"), ("1E+3", "1000"), ("-inf", "-inf")],
)
def test_decimal_and_scientific_notation_are_read(text: str, number: str) -> None:
    assert parse(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", ".", "e5", "1e", "1_000", "1,5", "0x10", "nan", "1 2", "٣", "--1", "1" + "\n"])
def test_nothing_else_is(text: str) -> None:
    assert parse(text) is None


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse(text)
    assert number is None or not number.is_nan()


@given(NUMBERS)
def test_a_number_is_read_as_it_is_written(number: Decimal) -> None:
    assert parse(str(number)) == number


@pytest.mark.thorough
@given(NUMBERS, NUMBERS, TOLERANCES)
def test_closeness_does_not_depend_on_the_sign(actual: Decimal, expected: Decimal, tolerance: Tolerance) -> None:
    turned = close(actual.copy_negate(), expected.copy_negate(), tolerance)
    assert close(actual, expected, tolerance) is turned


@given(st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3), TOLERANCES)
def test_keeping_one_tolerance_is_enough(actual: Decimal, expected: Decimal, tolerance: Tolerance) -> None:
    apart = abs(actual - expected)
    kept = apart <= tolerance.absolute or apart <= tolerance.relative * abs(expected)
    assert close(actual, expected, tolerance) is kept


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (b"0.333333", b"0.33333333333"),
        (b"1000001", b"1000000"),
        (b"0.000001", b"0"),
        (b"3.0 apples\n", b"3 apples"),
        (b"1e3", b"1000"),
        (b"-0", b"0"),
        (b"Infinity -INF", b"inf -inf"),
        (b"1e99999999999999999999", b"1e99999999999999999999"),
    ],
)
def test_close_numbers_are_right(actual: bytes, expected: bytes) -> None:
    assert matches(FloatChecker(), actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (b"0.33333", b"0.33333333333"),
        (b"0.0000011", b"0"),
        (b"3 Apples", b"3 apples"),
        (b"3apples", b"3 apples"),
        (b"nan", b"nan"),
        (b"nan", b"1"),
        (b"inf", b"-inf"),
        (b"1e308", b"inf"),
        (b"inf", b"1e308"),
        (b"1e999999999999999999", b"1e999999999999999998"),
        (b"1e99999999999999999999", b"1"),
        (b"1 2", b"1"),
        (b"1", b"1 2"),
    ],
)
def test_far_numbers_and_other_words_are_wrong(actual: bytes, expected: bytes) -> None:
    assert not matches(FloatChecker(), actual, expected)


def test_without_tolerances_every_digit_counts() -> None:
    long = b"1" * 100_000
    assert matches(EXACT, long + b".0", long)
    assert not matches(EXACT, long[:-1] + b"2", long)
    assert not matches(EXACT, b"9007199254740993", b"9007199254740992")


@pytest.mark.thorough
@given(st.lists(NUMBERS, max_size=10))
def test_the_expected_numbers_are_right(found: list[Decimal]) -> None:
    output = " ".join(map(str, found)).encode()
    assert matches(EXACT, output, output)
