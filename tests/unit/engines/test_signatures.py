from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.engines.harnesses.reserved import FUNCTIONS, WORDS
from shared.engines.harnesses.signature import (
    MAX_DEPTH,
    Container,
    Kind,
    Scalar,
    Signature,
    Type,
    camel_case,
    parse_type,
    types_of,
)

SCALARS = st.sampled_from([Scalar(kind) for kind in (Kind.INT, Kind.FLOAT, Kind.BOOL, Kind.STRING)])


def containers(items: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    kinds = st.sampled_from([Kind.LIST, Kind.MAP, Kind.OPTIONAL])
    built = st.builds(Container, kinds, items)
    return built.filter(lambda type_: not type_.kind is type_.item.kind is Kind.OPTIONAL)


def depth(type_: Type) -> int:
    return 1 + depth(type_.item) if isinstance(type_, Container) else 0


TYPES = st.recursive(SCALARS, containers, max_leaves=3).filter(lambda type_: depth(type_) <= MAX_DEPTH)


def signature(name: str = "two_sum", returns: str = "int", **parameters: str) -> Signature:
    given = [{"name": name, "type": type_} for name, type_ in parameters.items()]
    return Signature.model_validate({"name": name, "parameters": given, "returns": returns})


def codes(error: ValidationError) -> list[str]:
    return [problem["type"] for problem in error.errors()]


@given(TYPES)
def test_a_type_is_read_as_it_is_written(type_: Type) -> None:
    assert parse_type(str(type_)) == type_


def test_spaces_in_a_type_do_not_matter() -> None:
    assert str(parse_type(" map< string , list<int> > ")) == "map<string,list<int>>"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Int", "integer", "void", "json", "int>", "<int>", "int int"),
        *("list", "list<>", "list<int", "list<int>>", "list<int,int>", "list<list<int>"),
        *("map<int>", "map<int,int>", "map<string>", "optional<optional<int>>"),
    ],
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write int, float|use one"):
        parse_type(text)


def test_types_nest_so_deep_and_no_deeper() -> None:
    deepest = "list<" * MAX_DEPTH + "int" + ">" * MAX_DEPTH
    assert depth(parse_type(deepest)) == MAX_DEPTH
    with pytest.raises(ValueError, match="nest at most 6"):
        parse_type(f"list<{deepest}>")


def test_a_very_long_type_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        parse_type("list<" * 100_000)


def test_a_signature_is_stored_as_text_and_comes_back() -> None:
    asked = signature(returns="map<string, int>", numbers="list<optional<int>>")
    data = asked.to_data()
    assert data["parameters"] == ({"name": "numbers", "type": "list<optional<int>>"},)
    assert data["returns"] == "map<string,int>"
    assert Signature.model_validate(data) == asked
    assert Signature.model_validate_json(asked.model_dump_json()) == asked
    assert Signature.model_json_schema()["properties"]["returns"]["type"] == "string"


@pytest.mark.parametrize("type_", ["list<decimal>", 3, None, ["int"]])
def test_a_parameter_of_no_type_is_refused_where_it_is(type_: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        Signature.model_validate({"name": "f", "parameters": [{"name": "x", "type": type_}], "returns": "int"})
    assert [(problem["loc"], problem["type"]) for problem in caught.value.errors()] == [
        (("parameters", 0, "type"), "bad_type")
    ]


@pytest.mark.parametrize(
    "name", ["", "twoSum", "Two", "two-sum", "_sum", "sum_", "two__sum", "sum_2", "2sum", "größe", "a" * 41, "sum\n"]
)
def test_a_name_is_written_in_snake_case(name: str) -> None:
    with pytest.raises(ValidationError):
        signature(name)
    with pytest.raises(ValidationError):
        signature(**{name: "int"})


@pytest.mark.parametrize(
    "name", ["class", "def", "fn", "func", "this", "self", "nil", "int", "string", "unix", "stdin", "end", "xor"]
)
def test_a_word_of_any_language_names_nothing(name: str) -> None:
    for refused in ({"name": name}, {name: "int"}):
        with pytest.raises(ValidationError) as caught:
            signature(**refused)
        assert codes(caught.value) == ["reserved_name"]


@pytest.mark.parametrize("name", ["printf", "remove", "index", "len", "main", "puts", "hash_code", "time"])
def test_a_function_of_a_library_is_no_name_for_a_function_but_for_a_parameter(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        signature(name)
    assert codes(caught.value) == ["reserved_name"]
    assert signature(**{name: "int"}).parameters[0].name == name


def test_reserved_names_could_be_chosen_and_are_listed_once() -> None:
    for name in WORDS | FUNCTIONS:
        assert name == name.lower()
    assert not WORDS & FUNCTIONS


def test_parameters_have_names_of_their_own() -> None:
    same = {"name": "x", "type": "int"}
    with pytest.raises(ValidationError) as caught:
        Signature.model_validate({"name": "f", "parameters": [same, same], "returns": "int"})
    assert codes(caught.value) == ["duplicate_parameter"]


def test_there_are_ten_parameters_at_most() -> None:
    assert len(signature(**{f"x{number}": "int" for number in range(10)}).parameters) == 10
    with pytest.raises(ValidationError):
        signature(**{f"x{number}": "int" for number in range(11)})


@pytest.mark.thorough
@given(st.lists(st.from_regex(r"[a-z][a-z0-9]{0,2}(_[a-z][a-z0-9]{0,2}){0,2}", fullmatch=True), unique=True))
def test_no_two_names_are_one_in_camel_case(names: list[str]) -> None:
    assert len({camel_case(name) for name in names}) == len(names)


def test_types_are_told_from_the_inside_out_and_once() -> None:
    asked = signature(returns="list<list<int>>", first="list<int>", second="optional<string>")
    assert [str(type_) for type_ in types_of(asked)] == [
        "int",
        "list<int>",
        "string",
        "optional<string>",
        "list<list<int>>",
    ]
