"""One YAML document as JSON's values, which remembers the lines it was written on."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

import yaml

from shared.engines.records.reading import MAX_DEPTH
from shared.errors import InvalidInput

MAX_CHARACTERS = 500_000


class YamlDocument:
    """A document's value, and the line of each of its parts."""

    def __init__(self, value: Any, node: yaml.Node | None) -> None:
        self.value = value
        self._node = node

    def with_value(self, value: Any) -> "YamlDocument":
        """Return another value as if it stood on this one's lines."""
        return YamlDocument(value, self._node)

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, from 1, on which a part begins; of a part that is not there, its parent's."""
        node, line = self._node, 1
        for part in path:
            pairs = cast("list[tuple[Any, Any]]", node.value) if isinstance(node, yaml.MappingNode) else []
            items = cast("list[Any]", node.value) if isinstance(node, yaml.SequenceNode) else []
            keyed = next((pair for pair in pairs if str(pair[0].value) == str(part)), None)
            if keyed is not None:
                line, node = keyed[0].start_mark.line + 1, keyed[1]
            elif isinstance(part, int) and part < len(items):
                node = items[part]
                line = node.start_mark.line + 1
            else:
                break
        return line


def read_yaml(text: str) -> YamlDocument:
    """Return a document as YAML 1.2 reads it; raise InvalidInput (`malformed_yaml`) where it is none.

    Aliases, which can make a small document a huge one, and tags of objects are refused. Dates stay texts.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(f"a document has at most {MAX_CHARACTERS} characters", code="malformed_yaml")
    try:
        _check(text)
        loader = cast("Any", _CoreLoader(text))
        node = cast("yaml.Node | None", loader.get_single_node())
        value = None if node is None else loader.construct_document(node)
        return YamlDocument(_plain(value), node)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:200]
        raise InvalidInput(f"the document is not valid YAML: {said}", code="malformed_yaml") from error


def _check(text: str) -> None:
    depth = 0
    for event in cast("Iterable[yaml.Event]", yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not taken", problem_mark=event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"more than {MAX_DEPTH} levels", problem_mark=event.start_mark)


class _CoreLoader(yaml.CSafeLoader):
    """Scalars by YAML 1.2's core schema: `yes` and `2026-01-01` are texts."""

    yaml_implicit_resolvers = cast("Any", {})


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?\.(?:inf|Inf)|\.nan",
        "-+.0123456789",
    ),
):
    _starts = ["" if each == "\0" else each for each in _first]
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _starts)


def _plain(value: Any) -> Any:
    """Return a value with texts for names, as JSON has them."""
    if isinstance(value, dict):
        return {_name(key): _plain(each) for key, each in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list):
        return [_plain(each) for each in cast("list[Any]", value)]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise ValueError(f"{type(value).__name__} is not taken")


def _name(key: Any) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return "null" if key is None else str(key)
