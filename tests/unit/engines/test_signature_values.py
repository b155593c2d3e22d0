import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.values import check_arguments, check_result


def returning(type_: str) -> Signature:
    return Signature.model_validate({"name": "f", "parameters": [], "returns": type_})


def problem(type_: str, text: str, *languages: str) -> tuple[str, str] | None:
    found = check_result(returning(type_), text, languages)
    return found and (found.pointer, found.code)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("int", "9223372036854775807"),
        ("int", "-9223372036854775808"),
        ("int", "-0"),
        ("float", "3"),
        ("float", "1e308"),
        ("float", "1" + "0" * 300),
        ("bool", " true\n"),
        ("string", r'"\ud83c\udf89\u0000"'),
        ("list<int>", "[]"),
        ("list<optional<int>>", "[1, null]"),
        ("optional<list<int>>", "null"),
        ("map<string,list<bool>>", '{"a": [], "b/~": [true]}'),
    ],
)
def test_values_of_the_type_are_taken(type_: str, text: str) -> None:
    assert problem(type_, text) is None


@pytest.mark.parametrize(
    ("type_", "text", "pointer", "code"),
    [
        ("int", "9223372036854775808", "", "out_of_range"),
        ("int", "-9223372036854775809", "", "out_of_range"),
        ("int", "1" * 5_000, "", "wrong_type"),
        ("int", "3.0", "", "wrong_type"),
        ("int", "1e3", "", "wrong_type"),
        ("int", "true", "", "wrong_type"),
        ("int", "null", "", "wrong_type"),
        ("float", "false", "", "wrong_type"),
        ("float", "1e309", "", "out_of_range"),
        ("float", "1" * 350, "", "out_of_range"),
        ("float", "-" + "1" * 5_000, "", "out_of_range"),
        ("bool", "1", "", "wrong_type"),
        ("string", "7", "", "wrong_type"),
        ("string", r'"\ud800"', "", "not_portable"),
        ("list<int>", '[1, "2"]', "/1", "wrong_type"),
        ("list<int>", "{}", "", "wrong_type"),
        ("list<list<int>>", "[[], [1, null]]", "/1/1", "wrong_type"),
        ("map<string,int>", "[]", "", "wrong_type"),
        ("map<string,int>", '{"a/~b": "x"}', "/a~1~0b", "wrong_type"),
        ("map<string,int>", '{"a": 1, "a": 1}', "/a", "duplicate_key"),
        ("map<string,int>", r'{"\udfff": 1}', "/\udfff", "not_portable"),
        ("optional<int>", '"x"', "", "wrong_type"),
    ],
)
def test_other_values_are_refused_where_they_stand(type_: str, text: str, pointer: str, code: str) -> None:
    assert problem(type_, text) == (pointer, code)


@pytest.mark.parametrize(
    "text", ["", "x", "[1", "[1,]", "1 2", "NaN", "-Infinity", "'a'", '"\t"', "[" * 50_000, "{}}", "01", "\ufeff1"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    assert problem("list<int>", text) == ("", "not_json")


@pytest.mark.parametrize("language", ["javascript", "typescript"])
def test_an_integer_javascript_cannot_hold_is_refused_only_where_it_is_offered(language: str) -> None:
    for value in (2**53 - 1, 1 - 2**53):
        assert problem("list<int>", f"[{value}]", language) is None
    for value in (2**53, -(2**53)):
        assert problem("list<int>", f"[{value}]", "python", language) == ("/0", "not_portable")
        assert problem("list<int>", f"[{value}]", "python") is None
        assert problem("list<float>", f"[{value}]", language) is None


def test_a_nul_is_refused_only_where_c_is_offered() -> None:
    assert problem("list<string>", r'["a\u0000b"]', "python", "c") == ("/0", "not_portable")
    assert problem("list<string>", r'["a\u0000b"]', "python", "cpp") is None


def test_arguments_are_one_array_with_a_value_for_each_parameter() -> None:
    parameters = [{"name": "words", "type": "list<string>"}, {"name": "most", "type": "int"}]
    asked = Signature.model_validate({"name": "f", "parameters": parameters, "returns": "int"})
    assert check_arguments(asked, '[["a"], 2]') is None
    wrong = {
        '{"words": [], "most": 2}': ("", "wrong_type"),
        "[[]]": ("", "wrong_count"),
        "[[], 2, 3]": ("", "wrong_count"),
        '[["a", 1], 2]': ("/0/1", "wrong_type"),
        '[[], "2"]': ("/1", "wrong_type"),
        "[[], 2": ("", "not_json"),
    }
    for text, expected in wrong.items():
        found = check_arguments(asked, text)
        assert found
        assert (found.pointer, found.code) == expected


def test_a_problem_says_what_to_write() -> None:
    found = check_result(returning("list<int>"), '[1, {"a": 2}]')
    assert found
    assert found.message == "write int here, not an object"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_every_finite_float_is_taken(values: list[float]) -> None:
    assert problem("list<float>", json.dumps(values)) is None
