"""What changed between two versions of a flag, field by field."""

from collections.abc import Iterator
from typing import Any, cast

from shared.domain.flags.model import FlagVersion
from shared.model import FrozenModel


class FlagDifference(FrozenModel):
    """One place that differs, by its JSON pointer into the definition; None is where a side has nothing."""

    pointer: str
    before: Any = None
    after: Any = None


class FlagDifferences(FrozenModel):
    """What must be changed in one version to get the other."""

    before: int
    after: int
    changes: tuple[FlagDifference, ...]


def differences(before: FlagVersion, after: FlagVersion) -> FlagDifferences:
    """Return what differs between two versions; variants and their values are compared by name."""
    changes = _changes(_comparable(before), _comparable(after), "")
    return FlagDifferences(before=before.number, after=after.number, changes=tuple(changes))


def _comparable(version: FlagVersion) -> dict[str, Any]:
    return {"status": version.status.value, **version.definition.model_dump(by_alias=True, mode="json")}


def _changes(before: object, after: object, pointer: str) -> Iterator[FlagDifference]:
    # To Python alone, true is the number 1.
    differ = type(before) is not type(after) or before != after
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = cast("dict[str, Any]", before), cast("dict[str, Any]", after)
        for name in dict.fromkeys([*old, *new]):
            inner = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield from _changes(old.get(name), new.get(name), inner)
    elif differ:
        yield FlagDifference(pointer=pointer, before=before, after=after)
