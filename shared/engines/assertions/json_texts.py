"""JSON as JavaScript reads it, and JSON objects in the midst of other text."""

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NoReturn, cast

from shared.engines.templates.values import is_number, number

MAX_DEPTH = 100
"""Levels of braces and brackets that are read."""
MAX_READ = 300_000
"""Characters of candidates that are tried."""
_MAX_UNCLOSED = 16


def parse(text: str) -> Any:
    """Return JSON.parse(text); raise ValueError for what it would refuse."""
    try:
        return json.loads(text, parse_int=_whole, parse_float=_fraction, parse_constant=_refused)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def parsed_or_text(text: str) -> Any:
    """Return what the JSON says, or the text itself where it is none."""
    try:
        return parse(text)
    except ValueError:
        return text


def same(left: Any, right: Any) -> bool:
    """Tell whether two JSON values are equal, whatever the order of their members."""
    if is_number(left) and is_number(right):
        return left == right
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        one, other = cast("dict[str, Any]", left), cast("dict[str, Any]", right)
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(left, list):
        ones, others = cast("list[Any]", left), cast("list[Any]", right)
        return len(ones) == len(others) and all(map(same, ones, others))
    return left == right


def objects_within(text: str) -> Iterator[Any]:
    """Yield the objects written anywhere in a text, outermost first; loosely written ones (YAML's flow style) too."""
    ends = _ends(text)
    place, left, unclosed = text.find("{"), MAX_READ, 0
    while place >= 0 and left > 0 and unclosed < _MAX_UNCLOSED:
        end = ends.get(place)
        candidate = text[place:end] if end else _closed(text[place : place + left])
        unclosed += end is None
        left -= len(candidate)
        found = _loose(candidate)
        if isinstance(found, dict | list):
            yield found
            place = text.find("{", end) if end else -1
        else:
            place = text.find("{", place + 1)


def _ends(text: str) -> dict[int, int]:
    opened: list[int] = []
    ends: dict[int, int] = {}
    for place, character in enumerate(text):
        if character == "{":
            opened.append(place)
        elif character == "}" and opened:
            ends[opened.pop()] = place + 1
    return ends


def _closed(text: str) -> str:
    return text + "}" * max(0, text.count("{") - text.count("}"))


def _loose(text: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        return read_yaml(text)


def read_yaml(text: str) -> Any:
    """Return what a YAML document says; None for one that is broken, nested too deeply or refers to itself."""
    yaml: Any = import_module("yaml")
    if _depth(text) > MAX_DEPTH:
        return None
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            return None
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        if character in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "}]":
            depth -= 1
    return max(deepest, max((len(line) - len(line.lstrip(" ")) for line in text.splitlines()), default=0) // 2)


def _whole(digits: str) -> float:
    return number(int(digits[:400]))


def _fraction(digits: str) -> float:
    return number(float(digits))


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
