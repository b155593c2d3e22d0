"""A large JSON or YAML file as plain values, in one pass over its events and without a way to do harm.

YAML is read by the C scanner where it is built in; aliases, which can make a small file a huge one, are refused.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import yaml

from shared.errors import InvalidInput

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 64

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_markup(data: bytes) -> Any:
    """Return the value of a JSON file, or of a YAML file's only document; raise InvalidInput where it is neither."""
    if len(data) > MAX_BYTES:
        raise InvalidInput(f"the file takes more than {MAX_BYTES} bytes; split it", code="file_too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("the file is not UTF-8", code="malformed_file") from error
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, parse_constant=_no_number)
        except RecursionError as error:
            raise InvalidInput("the file is nested too deeply", code="malformed_file") from error
        except ValueError as error:
            problem = str(error)
            # YAML's flow style begins as JSON does.
            return _yaml(text, otherwise=problem)
    return _yaml(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _yaml(text: str, otherwise: str = "") -> Any:
    try:
        events = cast("Iterator[yaml.Event]", yaml.parse(text, Loader=_LOADER))
        return _Builder(events).document()
    except (yaml.YAMLError, ValueError) as error:
        said = otherwise or " ".join(str(error).split())[:200]
        raise InvalidInput(f"the file can't be read: {said}", code="malformed_file") from error


class _Builder:
    """Builds values from events with a stack of its own, so that no nesting exhausts the interpreter's."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._roots: list[Any] = []
        self._open: list[tuple[Any, Callable[[Any], None]]] = []

    def document(self) -> Any:
        for event in self._events:
            self._take(event)
        if len(self._roots) > 1:
            raise ValueError("it holds more than one document")
        return self._roots[0] if self._roots else None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise ValueError(f"line {event.start_mark.line + 1}: aliases are not taken")
        if isinstance(event, yaml.ScalarEvent):
            self._add(_scalar(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            self._enter(event, items, items.append)
        elif isinstance(event, yaml.MappingStartEvent):
            fields: dict[str, Any] = {}
            self._enter(event, fields, _pairs(fields))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            value, _ = self._open.pop()
            self._add(value)

    def _enter(self, event: yaml.Event, value: Any, add: Callable[[Any], None]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise ValueError(f"line {event.start_mark.line + 1}: more than {MAX_DEPTH} levels")
        self._open.append((value, add))

    def _add(self, value: Any) -> None:
        add = self._open[-1][1] if self._open else self._roots.append
        add(value)


def _pairs(fields: dict[str, Any]) -> Callable[[Any], None]:
    """Return what takes names and values in turn."""
    waiting: list[str] = []

    def add(value: Any) -> None:
        if waiting:
            fields[waiting.pop()] = value
        elif isinstance(value, list | dict):
            raise ValueError("a name is a plain text")
        else:
            waiting.append(str(value).lower() if isinstance(value, bool) else str(value))

    return add


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = cast(str, event.value)
    plain, _ = cast("tuple[bool, bool]", event.implicit)
    if not plain:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
