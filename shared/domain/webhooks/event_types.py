"""Which events there are to ask for: all of every domain."""

import importlib
from functools import cache
from pathlib import Path

from shared.domain.webhooks.events import NEVER_DELIVERED
from shared.errors import FieldProblem, InvalidInput
from shared.events.event import Event


@cache
def event_types() -> tuple[str, ...]:
    """Return the type of every event that can be delivered, alphabetised."""
    for path in sorted(Path(__file__).parents[1].glob("*/events.py")):
        importlib.import_module(f"shared.domain.{path.parent.name}.events")
    types = {each.type for each in Event.__subclasses__() if each.__module__.startswith("shared.domain.")}
    return tuple(sorted(types - NEVER_DELIVERED))


def require_known(patterns: tuple[str, ...]) -> None:
    """Raise InvalidInput for what no event can match: neither a type, nor `*`, nor the beginning of one and `.*`."""
    problems = [
        FieldProblem(f"/eventTypes/{number}", "unknown_event_type", "name an event type, `attempts.*` or `*`")
        for number, pattern in enumerate(patterns)
        if not _known(pattern)
    ]
    if problems:
        raise InvalidInput("no event has such a type; see details", code="unknown_event_type", fields=problems)


def _known(pattern: str) -> bool:
    if pattern == "*" or pattern in event_types():
        return True
    return pattern.endswith(".*") and any(each.startswith(pattern[:-1]) for each in event_types())
