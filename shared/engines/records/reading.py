"""Records from a JSON or YAML file: a list of objects, each of which may be wrong by itself."""

import json
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from shared.errors import InvalidInput

MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record by its number, counted from 1; a `problem`, its code and what to do, where it is no object."""

    number: int
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    problem: tuple[str, str] | None = None


def from_json(data: bytes) -> list[Record]:
    """Return the records of a JSON array; raise InvalidInput (`malformed_json`) where the file is none."""
    try:
        return _records(json.loads(data.decode("utf-8-sig"), parse_constant=_no_number), "malformed_json")
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"the file is not valid JSON: {_said(error)}", code="malformed_json") from error


def from_yaml(data: bytes) -> list[Record]:
    """Return the records of a YAML sequence; raise InvalidInput (`malformed_yaml`) where the file is none.

    Aliases, which can make a small file a huge one, and tags of objects are refused.
    """
    try:
        # The loader is safe: it constructs plain values only.
        return _records(yaml.load(data, PlainLoader), "malformed_yaml")  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidInput(f"the file is not valid YAML: {_said(error)}", code="malformed_yaml") from error


class PlainLoader(yaml.SafeLoader):
    """Plain values only, of bounded depth, and no aliases."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; raise MarkedYAMLError for an alias, and where it lies too deep."""
        event = cast(yaml.Event, self.peek_event())
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not taken", problem_mark=event.start_mark)
        if self.depth == MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"more than {MAX_DEPTH} levels", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _records(value: Any, code: str) -> list[Record]:
    if not isinstance(value, list):
        raise InvalidInput("the file holds a list of questions, and nothing else", code=code)
    return [_record(number, each) for number, each in enumerate(cast(list[Any], value), 1)]


def _record(number: int, value: Any) -> Record:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in cast(dict[Any, Any], value)):
        return Record(number, problem=("not_an_object", "each entry of the list is an object with named fields"))
    return Record(number, cast(dict[str, Any], value))


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _said(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:200]
