import json
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.checkers import JsonChecker, explain, matches
from shared.engines.scoring.json_values import MAX_DEPTH, MAX_VALUES, read

EXACT, UNORDERED, ROUGH = JsonChecker(), JsonChecker(unordered_arrays=True), JsonChecker(absolute="0.01")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-5, 5) | st.text("ab\n", max_size=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=4),
    max_leaves=12,
)


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()


def mixed(value: Any, draw: Any, *, arrays: bool) -> Any:
    """Return the value with its keys, and perhaps its arrays, in another order."""
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: mixed(value[key], draw, arrays=arrays) for key in keys}
    if isinstance(value, list):
        inner = [mixed(each, draw, arrays=arrays) for each in value]
        return draw(st.permutations(inner)) if arrays else inner
    return value


@pytest.mark.parametrize(
    ("spec", "actual", "expected"),
    [
        (EXACT, b' {"b": [1.0, 2e0], "a": null}\n', b'{"a":null,"b":[1,2]}'),
        (EXACT, rb'"\u0061\u00e4"', '"aä"'.encode()),
        (EXACT, b"1e1000", b"10e999"),
        (UNORDERED, b'[3, "a", [2, 1], {"x": [1, 2]}]', b'[{"x": [2, 1]}, [1, 2], "a", 3]'),
        (ROUGH, b'{"a": [0.999]}', b'{"a": [1]}'),
        (JsonChecker(relative="0.1"), b"109", b"100"),
    ],
)
def test_equal_values_are_right(spec: JsonChecker, actual: bytes, expected: bytes) -> None:
    assert explain(spec, actual, expected) == ""


@pytest.mark.parametrize(
    ("spec", "actual", "expected", "why"),
    [
        (EXACT, b"[1, 2]", b"[2, 1]", "at '/0': expected 2, got 1"),
        (EXACT, b"true", b"1", "expected a number, got a boolean"),
        (EXACT, b"false", b"true", "expected true, got false"),
        (EXACT, b'{"a": [{"b": "x"}]}', b'{"a": [{"b": "y"}]}', "at '/a/0/b': expected 'y', got 'x'"),
        (EXACT, b"[1]", b"[1, 1]", "expected 2 elements, got 1"),
        (EXACT, b'{"a": 1}', b'{"a": 1, "b": 2}', "the key 'b' is missing"),
        (EXACT, b'[{"a": 1}]', b"[{}]", "at '/0': the key 'a' is not expected"),
        (EXACT, b"0.1000000000000000000000000000000001", b"0.1", "expected 0.1, got 0.10000000000000000000"),
        (UNORDERED, b"[1, 1, 2]", b"[1, 2, 2]", "expected 2, got 1"),
        (ROUGH, b"[0.98]", b"[1]", "at '/0': expected 1, got 0.98"),
        (EXACT, b"1 2", b"1", "not usable JSON: Extra data"),
        (EXACT, b"", b"1", "not usable JSON: Expecting value"),
        (EXACT, b"NaN", b"1", "not usable JSON: 'NaN' is no number in JSON"),
        (EXACT, b"-Infinity", b"1", "'-Infinity' is no number in JSON"),
        (EXACT, b'{"a": 1, "a": 1}', b'{"a": 1}', "the key 'a' appears twice"),
        (EXACT, b'"\xff"', b'"a"', "not usable JSON: 'utf-8' codec"),
        (EXACT, "1".encode("utf-16"), b"1", "not usable JSON"),
        (EXACT, b"1e99999999999999999999", b"1", "is no number in JSON"),
        (EXACT, b"1", b"", "what is expected is not usable JSON"),
    ],
)
def test_others_are_wrong_and_the_place_is_named(spec: JsonChecker, actual: bytes, expected: bytes, why: str) -> None:
    assert not matches(spec, actual, expected)
    assert why in explain(spec, actual, expected)


@pytest.mark.thorough
@given(st.data(), VALUES)
def test_the_order_of_keys_never_matters(data: st.DataObject, value: Any) -> None:
    assert matches(EXACT, raw(mixed(value, data.draw, arrays=False)), raw(value))


@pytest.mark.thorough
@given(st.data(), VALUES)
def test_the_order_of_arrays_does_not_if_so_asked(data: st.DataObject, value: Any) -> None:
    assert matches(UNORDERED, raw(mixed(value, data.draw, arrays=True)), raw(value))


@given(st.lists(st.integers(-9, 9), max_size=5), st.lists(st.integers(-9, 9), max_size=5), st.integers(0, 10))
def test_numbers_in_any_order_match_if_they_can_be_paired(got: list[int], want: list[int], tenths: int) -> None:
    spec = JsonChecker(unordered_arrays=True, absolute=1, relative=Decimal(tenths) / 10)
    pairable = len(got) == len(want) and any(
        all(abs(a - b) <= max(1, Decimal(tenths) / 10 * abs(b)) for a, b in zip(order, want, strict=True))
        for order in permutations(got)
    )
    assert matches(spec, raw(got), raw(want)) is pairable


def test_depth_is_bounded() -> None:
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert matches(UNORDERED, deepest, deepest)
    assert matches(
        EXACT, b'{"a":' * MAX_DEPTH + b"1" + b"}" * MAX_DEPTH, b'{"a":' * MAX_DEPTH + b"1" + b"}" * MAX_DEPTH
    )
    for deeper in (b"[" + deepest + b"]", b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 200_000):
        with pytest.raises(ValueError, match="nested"):
            read(deeper, unordered_arrays=False)


@pytest.mark.thorough
def test_the_number_of_values_is_bounded() -> None:
    most = b"[" + b"1," * (MAX_VALUES - 1) + b"1]"
    assert matches(EXACT, most, most)
    with pytest.raises(ValueError, match="commas"):
        read(b"[" + most + b"]", unordered_arrays=False)


def test_long_numbers_are_compared_digit_by_digit() -> None:
    long = b"7" * 20_000
    assert matches(EXACT, b"[%b]" % long, b"[%b.0]" % long)
    assert not matches(EXACT, long + b"7", long)
    assert not matches(EXACT, long[:-1] + b"8", long)
    assert matches(ROUGH, long, long + b".009")
