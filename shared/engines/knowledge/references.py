"""Local `$ref`s followed, with an eye on circles and on how much comes of it. Remote ones are left as they are."""

from collections.abc import Mapping
from typing import Any, cast

MAX_LEVELS = 12
MAX_NODES = 600
_LIMIT = {"description": "(more than is kept)"}


class References:
    """The references within one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def followed(self, value: Any) -> Any:
        """Return what a value that may be a reference stands for; the value itself where that can't be found."""
        seen: set[str] = set()
        while isinstance(value, dict):
            reference = cast("dict[str, Any]", value).get("$ref")
            if not isinstance(reference, str) or reference in seen:
                break
            seen.add(reference)
            found = self._at(reference)
            if found is None:
                break
            value = found
        return cast(Any, value)

    def shape(self, schema: Any) -> dict[str, Any]:
        """Return a schema with its references replaced by what they stand for, each once on any path to it."""
        left = [MAX_NODES]
        resolved = self._resolved(schema, (), left)
        return cast("dict[str, Any]", resolved) if isinstance(resolved, dict) else {}

    def _resolved(self, value: Any, through: tuple[str, ...], left: list[int], depth: int = 0) -> Any:
        left[0] -= 1
        if isinstance(value, dict):
            if depth >= MAX_LEVELS or left[0] < 0:
                return dict(_LIMIT)
            fields = cast("dict[str, Any]", value)
            reference = fields.get("$ref")
            if isinstance(reference, str):
                target = None if reference in through else self._at(reference)
                if target is None:
                    return {"$ref": reference[:300]}
                return self._resolved(target, (*through, reference), left, depth)
            return {str(name): self._resolved(each, through, left, depth + 1) for name, each in fields.items()}
        if isinstance(value, list):
            if depth >= MAX_LEVELS or left[0] < 0:
                return []
            return [self._resolved(each, through, left, depth + 1) for each in cast("list[Any]", value)]
        return value

    def _at(self, reference: str) -> Any:
        if not reference.startswith("#/"):
            return None
        place: Any = self._document
        for part in reference[2:].split("/"):
            name = part.replace("%7B", "{").replace("%7D", "}").replace("~1", "/").replace("~0", "~")
            if isinstance(place, dict):
                place = cast("dict[str, Any]", place).get(name)
            elif isinstance(place, list) and name.isdigit() and int(name) < len(cast("list[Any]", place)):
                place = cast("list[Any]", place)[int(name)]
            else:
                return None
        return place
