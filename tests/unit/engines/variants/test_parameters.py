from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.engines.variants.expressions import ExpressionError
from shared.engines.variants.parameters import Parameter, drawn, drawn_once, problems

ADAPTER: TypeAdapter[Any] = TypeAdapter(tuple[Parameter, ...])


def of(*parameters: dict[str, Any]) -> tuple[Parameter, ...]:
    return ADAPTER.validate_python(parameters)


def between(name: str, minimum: str, maximum: str, step: str = "1") -> dict[str, Any]:
    return {"type": "range", "name": name, "minimum": minimum, "maximum": maximum, "step": step}


def computed(name: str, expression: str, **more: Any) -> dict[str, Any]:
    return {"type": "computed", "name": name, "expression": expression, **more}


def test_a_seed_always_gives_the_same_values() -> None:
    parameters = of(between("a", "1", "1000"), between("b", "0", "1", "0.001"), computed("c", "a * b"))
    assert drawn(parameters, "question:7") == {"a": "360", "b": "0.909", "c": "327.24"}


@given(st.text(max_size=20))
def test_a_parameter_that_is_added_changes_no_other(key: str) -> None:
    one = between("a", "1", "1000")
    assert drawn(of(one), key)["a"] == drawn(of(between("z", "1", "9"), one), key)["a"]


@given(
    st.decimals(-1000, 1000, places=3),
    st.decimals(0, 1000, places=3),
    st.decimals(Decimal("0.001"), 10, places=3),
    st.text(max_size=5),
)
def test_a_number_lies_in_its_range_on_a_step(minimum: Decimal, width: Decimal, step: Decimal, key: str) -> None:
    value = Fraction(drawn(of(between("a", str(minimum), str(minimum + width), str(step))), key)["a"])
    assert Fraction(minimum) <= value <= Fraction(minimum + width)
    assert ((value - Fraction(minimum)) / Fraction(step)).denominator == 1


def test_every_value_comes_up_about_as_often_as_another() -> None:
    parameters = of({"type": "choice", "name": "c", "values": ["x", "y", "z"]}, between("n", "1", "4"))
    found = [drawn(parameters, str(seed)) for seed in range(3000)]
    for name, values in (("c", 3), ("n", 4)):
        counted = Counter(each[name] for each in found)
        assert len(counted) == values
        assert all(abs(count - 3000 / values) < 120 for count in counted.values()), counted


def test_what_can_not_be_computed_is_drawn_again() -> None:
    parameters = of(between("a", "0", "1"), computed("c", "1 / a"))
    assert {drawn(parameters, str(seed))["c"] for seed in range(50)} == {"1"}
    first = next(seed for seed in map(str, range(50)) if drawn_once(parameters[:1], seed)["a"] == "0")
    with pytest.raises(ExpressionError, match="c: it divides by zero"):
        drawn_once(parameters, first)


def test_what_never_can_be_computed_is_an_error() -> None:
    with pytest.raises(ExpressionError, match="divides by zero"):
        drawn(of(between("a", "0", "0"), computed("c", "1 / a")), "key")


def test_what_is_computed_rests_on_what_is_shown() -> None:
    values = drawn(of(computed("third", "1 / 3", places=2), computed("whole", "third * 3")), "key")
    assert values == {"third": "0.33", "whole": "0.99"}


def test_a_text_is_no_number_unless_it_is_written_as_one() -> None:
    choice = {"type": "choice", "name": "c", "values": ["12"]}
    assert drawn(of(choice, computed("d", "c + 1")), "key")["d"] == "13"
    for value in ("twelve", "inf", "1e999999999"):
        with pytest.raises(ExpressionError) as refused:
            drawn(of(choice | {"values": [value]}, computed("d", "c + 1")), "key")
        assert refused.value.code == "not_a_number"


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ([between("a", "1", "2"), between("a", "1", "2")], [(1, "duplicate_parameter")]),
        ([computed("c", "a + 1"), between("a", "1", "2")], [(0, "parameter_unknown")]),
        ([computed("c", "1 +")], [(0, "expression_malformed")]),
        ([between("a", "1", "2"), computed("c", "a + 1")], []),
    ],
)
def test_what_is_wrong_with_parameters_is_told_by_place(
    parameters: list[dict[str, Any]], found: list[tuple[int, str]]
) -> None:
    assert [(place, error.code) for place, error in problems(of(*parameters))] == found


@pytest.mark.parametrize(
    "parameter",
    [
        between("a", "2", "1"),
        between("a", "1", "2", "0"),
        between("a b", "1", "2"),
        between("a", "1", "1e13"),
        {"type": "choice", "name": "c", "values": []},
        computed("c", ""),
        computed("c", "1", places=13),
        {"type": "magic", "name": "c"},
    ],
)
def test_a_parameter_that_is_none_is_refused(parameter: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        of(parameter)
