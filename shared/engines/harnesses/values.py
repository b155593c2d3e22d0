"""Checking the JSON of a test against a signature, when a question is written."""

import json
import math
from collections.abc import Collection
from typing import Any, cast

from shared.engines.harnesses.signature import Container, Kind, Signature, Type
from shared.errors import FieldProblem

_LARGEST = 2**63 - 1
# JavaScript's numbers hold integers exactly up to here; BigInt instead would make every index and length awkward.
_EXACT = 2**53 - 1
_LABELS_BY_INEXACT = {"javascript": "JavaScript", "typescript": "TypeScript"}
_LONGEST_INTEGER = 400  # digits; more than any float has


def check_arguments(signature: Signature, text: str, languages: Collection[str] = ()) -> FieldProblem | None:
    """Return what is wrong with a test's arguments, or None. The pointer leads into the JSON text.

    The text must be one array of values of the parameters' types. Values that one of the languages can't hold are
    refused: integers beyond 53 bits in JavaScript and TypeScript, NUL in the strings of C.
    """
    value, problem = _parse(text)
    if problem:
        return problem
    if not isinstance(value, list) or isinstance(value, _Object):
        return _problem("", "wrong_type", f"write the arguments as one array, not {_described(value)}")
    arguments = cast(list[Any], value)
    if len(arguments) != len(signature.parameters):
        message = f"the function takes {len(signature.parameters)} arguments, not {len(arguments)}"
        return _problem("", "wrong_count", message)
    for number, (parameter, argument) in enumerate(zip(signature.parameters, arguments, strict=True)):
        if found := _check(parameter.type, argument, f"/{number}", languages):
            return found
    return None


def check_result(signature: Signature, text: str, languages: Collection[str] = ()) -> FieldProblem | None:
    """Return what is wrong with a test's expected result, or None; as `check_arguments`, with one value."""
    value, problem = _parse(text)
    return problem or _check(signature.returns, value, "", languages)


class _Object(list[tuple[str, Any]]):
    """A JSON object with its keys as they were written, repeated ones too."""


def _parse(text: str) -> tuple[Any, FieldProblem | None]:
    try:
        value = json.loads(text, object_pairs_hook=_Object, parse_int=_integer, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = "it nests too deep" if isinstance(error, RecursionError) else error
        return None, _problem("", "not_json", f"this is no JSON: {reason}")
    return value, None


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_INTEGER else math.inf


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _check(type_: Type, value: Any, pointer: str, languages: Collection[str]) -> FieldProblem | None:
    if isinstance(type_, Container):
        return _check_container(type_, value, pointer, languages)
    match type_.kind, value:
        case Kind.BOOL, bool():
            return None
        case Kind.INT, int() if not isinstance(value, bool):
            return _check_int(value, pointer, languages)
        case Kind.FLOAT, int() | float() if not isinstance(value, bool):
            return _check_float(value, pointer)
        case Kind.STRING, str():
            return _check_string(value, pointer, languages)
        case _:
            return _problem(pointer, "wrong_type", f"write {type_} here, not {_described(value)}")


def _check_container(type_: Container, value: Any, pointer: str, languages: Collection[str]) -> FieldProblem | None:
    if type_.kind is Kind.OPTIONAL:
        return None if value is None else _check(type_.item, value, pointer, languages)
    if type_.kind is Kind.MAP and isinstance(value, _Object):
        seen = set[str]()
        for key, item in value:
            place = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            if key in seen:
                return _problem(place, "duplicate_key", "write each key once")
            seen.add(key)
            if found := _check_string(key, place, languages) or _check(type_.item, item, place, languages):
                return found
        return None
    if type_.kind is Kind.LIST and isinstance(value, list) and not isinstance(value, _Object):
        for number, item in enumerate(cast(list[Any], value)):
            if found := _check(type_.item, item, f"{pointer}/{number}", languages):
                return found
        return None
    return _problem(pointer, "wrong_type", f"write {type_} here, not {_described(value)}")


def _check_int(value: int, pointer: str, languages: Collection[str]) -> FieldProblem | None:
    if not -_LARGEST - 1 <= value <= _LARGEST:
        return _problem(pointer, "out_of_range", "integers have at most 64 bits, with their sign")
    inexact = [label for name, label in _LABELS_BY_INEXACT.items() if name in languages]
    if inexact and abs(value) > _EXACT:
        message = f"{inexact[0]} holds integers exactly up to {_EXACT} only; offer the question without it"
        return _problem(pointer, "not_portable", message)
    return None


def _check_float(value: float, pointer: str) -> FieldProblem | None:
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    return None if finite else _problem(pointer, "out_of_range", "this is more than a float holds")


def _check_string(value: str, pointer: str, languages: Collection[str]) -> FieldProblem | None:
    if any("\ud800" <= character <= "\udfff" for character in value):
        return _problem(pointer, "not_portable", "half a surrogate pair is no text; write both halves")
    if "\0" in value and "c" in languages:
        return _problem(pointer, "not_portable", "C's strings hold no NUL; offer the question without it")
    return None


def _described(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a bool"
        case int() | float():
            return "this number"
        case str():
            return "a string"
        case _Object():
            return "an object"
        case _:
            return "an array"


def _problem(pointer: str, code: str, message: str) -> FieldProblem:
    return FieldProblem(pointer, code, message)
