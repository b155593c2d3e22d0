"""What changed between two contents of a card: field by field, and as a unified diff of their YAML."""

import difflib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, cast

from shared.domain.cards.content import CardContent
from shared.domain.cards.documents import to_yaml
from shared.model import FrozenModel

MAX_LINES = 2_000
"""Lines on either side that are compared; more would take too long."""


class ChangeKind(StrEnum):
    """What happened to a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(FrozenModel):
    """One field that differs, by its JSON pointer; variables are named in it, messages counted from 0."""

    pointer: str
    kind: ChangeKind
    before: Any = None
    after: Any = None


class Difference(FrozenModel):
    """The fields that differ; `unified` is None where a side has too many lines that differ."""

    changes: tuple[Change, ...]
    unified: str | None


def difference(before: CardContent, after: CardContent, names: tuple[str, str]) -> Difference:
    """Return what must be changed in one content to get the other; the unified diff calls them by these names."""
    return Difference(
        changes=tuple(_changes(_comparable(before), _comparable(after), "")),
        unified=_unified(to_yaml(before).splitlines(), to_yaml(after).splitlines(), names),
    )


def _comparable(content: CardContent) -> dict[str, Any]:
    data = content.model_dump(by_alias=True, mode="json")
    variables = {each["name"]: {**each, "name": None} for each in data["variables"]}
    return {**data, "variables": variables}


def _changes(before: object, after: object, pointer: str) -> Iterator[Change]:
    differ = type(before) is not type(after) or before != after
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = cast("dict[str, Any]", before), cast("dict[str, Any]", after)
        for name in (*old, *(name for name in new if name not in old)):
            yield from _of_member(old, new, name, pointer)
    elif isinstance(before, list) and isinstance(after, list):
        first = dict(enumerate(cast("list[Any]", before)))
        second = dict(enumerate(cast("list[Any]", after)))
        for place in range(max(len(first), len(second))):
            yield from _of_member(first, second, place, pointer)
    elif differ:
        yield Change(pointer=pointer, kind=ChangeKind.CHANGED, before=before, after=after)


def _of_member(before: dict[Any, Any], after: dict[Any, Any], name: str | int, pointer: str) -> Iterator[Change]:
    inner = f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
    if name not in after:
        yield Change(pointer=inner, kind=ChangeKind.REMOVED, before=before[name])
    elif name not in before:
        yield Change(pointer=inner, kind=ChangeKind.ADDED, after=after[name])
    else:
        yield from _changes(before[name], after[name], inner)


def _unified(before: list[str], after: list[str], names: tuple[str, str]) -> str | None:
    if max(len(before), len(after)) > MAX_LINES:
        return None
    return "\n".join(difflib.unified_diff(before, after, *names, lineterm=""))
