"""What can be reached from a value: items, fields, and the methods of texts, lists and numbers that change nothing."""

from collections.abc import Callable
from typing import TypeVar

from shared.engines.templates.errors import TemplateLimitExceeded
from shared.engines.templates.values import (
    UNDEFINED,
    Function,
    Value,
    is_number,
    strictly_equal,
    text_length,
    to_number,
    to_text,
    truthy,
)

MAX_TEXT = 1_000_000

_Target = TypeVar("_Target")

Given = list[Value]
"""What a method is called with, and UNDEFINED for what it isn't."""


def member(target: Value, key: Value) -> Value:
    """Return target[key]; UNDEFINED where there is none, also of null and of nothing."""
    match target:
        case dict():
            return target.get(to_text(key), UNDEFINED)
        case str():
            found = text_length(target) if key == "length" else _item(target, key)
            return _method(_TEXT, target, key) if found is UNDEFINED else found
        case list():
            found = len(target) if key == "length" else _item(target, key)
            return _method(_LIST, target, key) if found is UNDEFINED else found
        case int() | float() if is_number(target):
            return _method(_NUMBER, target, key)
        case _:
            return UNDEFINED


def _item(target: "str | list[Value]", key: Value) -> Value:
    if isinstance(key, bool) or not isinstance(key, str | int | float):
        return UNDEFINED
    place = to_number(key)
    return target[int(place)] if 0 <= place < len(target) and place == int(place) else UNDEFINED


def _method(methods: dict[str, Callable[[_Target, Given], Value]], target: _Target, key: Value) -> Value:
    method = methods.get(key) if isinstance(key, str) else None
    if method is None:
        return UNDEFINED

    def call(positional: list[Value], _: dict[str, Value]) -> Value:
        return method(target, [*positional, UNDEFINED, UNDEFINED])

    return Function(call)


def _span(given: Given, length: int) -> slice:
    """Return what slice() means by its two places, of which negative ones count from the end."""
    places = [length if number == 1 else 0 for number in range(2)]
    for number, value in enumerate(given[:2]):
        if value is not UNDEFINED:
            place = to_number(value)
            place = 0 if place != place else int(max(-length, min(length, place)))
            places[number] = place + length if place < 0 else place
    return slice(*places)


def _substring(text: str, given: Given) -> str:
    places: list[int] = []
    for value, default in zip(given, (0, len(text)), strict=False):
        place = default if value is UNDEFINED else to_number(value)
        places.append(0 if place != place else int(max(0, min(len(text), place))))
    return text[min(places) : max(places)]


def _limited(length: float) -> None:
    if length > MAX_TEXT:
        raise TemplateLimitExceeded("the template makes too much text")


def _repeat(text: str, given: Given) -> str:
    times = to_number(given[0])
    times = max(0, int(min(times, MAX_TEXT + 1))) if times == times else 0
    _limited(len(text) * times)
    return text * times


def _padding(text: str, given: Given) -> str:
    filling = " " if given[1] is UNDEFINED else to_text(given[1])
    width = to_number(given[0])
    missing = (int(min(width, MAX_TEXT + len(text) + 1)) if width == width else 0) - len(text)
    _limited(missing)
    return (filling * (missing // len(filling) + 1))[:missing] if filling and missing > 0 else ""


def _split(text: str, given: Given) -> Value:
    separator = to_text(given[0])
    parts = [text] if given[0] is UNDEFINED else text.split(separator) if separator else list(text)
    return [*parts]


def _replace(text: str, given: Given, times: int) -> str:
    searched, put = to_text(given[0]), to_text(given[1])
    found = text.count(searched) if times < 0 else min(times, text.count(searched))
    _limited(len(text) + found * len(put))
    return text.replace(searched, put, times)


def _join(items: list[Value], given: Given) -> str:
    between = "," if given[0] is UNDEFINED else to_text(given[0])
    parts = ["" if each is None or each is UNDEFINED else to_text(each) for each in items]
    _limited(len(between) * len(parts) + sum(map(len, parts)))
    return between.join(parts)


def _index_of(items: list[Value], given: Given) -> int:
    return next((place for place, each in enumerate(items) if strictly_equal(each, given[0])), -1)


def _to_fixed(value: float, given: Given) -> str:
    if abs(value) >= 1e21 or value != value:
        return to_text(value)
    return f"{value:.{max(0, min(100, int(to_number(given[0])))) if truthy(given[0]) else 0}f}"


_TEXT: dict[str, Callable[[str, Given], Value]] = {
    "charAt": lambda text, given: text[(place := int(to_number(given[0]) if truthy(given[0]) else 0)) : place + 1],
    "endsWith": lambda text, given: text.endswith(to_text(given[0])),
    "includes": lambda text, given: to_text(given[0]) in text,
    "indexOf": lambda text, given: text.find(to_text(given[0])),
    "lastIndexOf": lambda text, given: text.rfind(to_text(given[0])),
    "padEnd": lambda text, given: text + _padding(text, given),
    "padStart": lambda text, given: _padding(text, given) + text,
    "repeat": _repeat,
    "replace": lambda text, given: _replace(text, given, 1),
    "replaceAll": lambda text, given: _replace(text, given, -1),
    "slice": lambda text, given: text[_span(given, len(text))],
    "split": _split,
    "startsWith": lambda text, given: text.startswith(to_text(given[0])),
    "substring": _substring,
    "toLowerCase": lambda text, _: text.lower(),
    "toString": lambda text, _: text,
    "toUpperCase": lambda text, _: text.upper(),
    "trim": lambda text, _: text.strip(),
    "trimEnd": lambda text, _: text.rstrip(),
    "trimStart": lambda text, _: text.lstrip(),
}
_LIST: dict[str, Callable[[list[Value], Given], Value]] = {
    "includes": lambda items, given: _index_of(items, given) >= 0,
    "indexOf": _index_of,
    "join": _join,
    "slice": lambda items, given: items[_span(given, len(items))],
    "toString": lambda items, _: to_text(items),
}
_NUMBER: dict[str, Callable[[float, Given], Value]] = {
    "toFixed": _to_fixed,
    "toString": lambda value, _: to_text(value),
}
