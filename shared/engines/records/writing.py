"""Records as pieces of a JSON or YAML file that `reading` reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic_core import to_json

_NEVER = 2**31
"""A width at which no line is folded."""


@dataclass(frozen=True, slots=True)
class ListSyntax:
    """How a list of records is written: before the first, between two, behind the last, and a record."""

    opening: bytes
    separator: bytes
    closing: bytes
    record: Callable[[Mapping[str, Any]], bytes]
    empty: bytes = b"[]\n"


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        # Quoted otherwise, or folded, line separators and spaces beside them would not be read as they were.
        style = None if data.isprintable() else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_Dumper.add_representer(str, _Dumper.represent_str)


def _yaml(record: Mapping[str, Any]) -> bytes:
    # The dumper is safe: it knows plain values only.
    return yaml.dump([record], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_NEVER, encoding="utf-8")


JSON = ListSyntax(b"[\n", b",\n", b"\n]\n", lambda record: to_json(record, indent=2))
YAML = ListSyntax(b"", b"", b"", _yaml)
