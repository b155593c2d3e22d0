"""Whether a condition holds for a context."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from shared.engines.flags.model import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    InSegment,
    NotOf,
    Operator,
    Scale,
    Segment,
)
from shared.engines.flags.versions import read_version
from shared.engines.scoring import patterns

TARGETING_KEY = "targetingKey"
MAX_MATCHED = 10_000
"""Characters of an attribute that a pattern looks at; a longer one matches none."""

ORDERS = frozenset({Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL})
SCALED = ORDERS | {Operator.EQUALS, Operator.IN}
"""The operators for which the scale matters."""

_MISSING = object()
Context = Mapping[str, Any]


def holds(condition: Condition, context: Context, segments: Mapping[str, Segment]) -> bool:
    """Tell whether a condition holds; nobody is in a segment that does not exist."""
    match condition:
        case Comparison():
            return _fits(condition, context)
        case InSegment(segment=key):
            return key in segments and in_segment(segments[key], context)
        case AllOf(conditions=conditions):
            return all(holds(each, context, segments) for each in conditions)
        case AnyOf(conditions=conditions):
            return any(holds(each, context, segments) for each in conditions)
        case NotOf(condition=inner):
            return not holds(inner, context, segments)


def in_segment(segment: Segment, context: Context) -> bool:
    """Tell whether a context is in a segment."""
    key = context.get(TARGETING_KEY)
    if key in segment.excluded:
        return False
    return key in segment.included or (segment.when is not None and holds(segment.when, context, {}))


def scaled(value: Any, scale: Scale) -> Any:
    """Return a value as it compares on a scale, None for one that is not on it."""
    match scale:
        case Scale.VERSION:
            return read_version(value)
        case Scale.DATE:
            return _date(value)
        case Scale.VALUE:
            return value


def _fits(comparison: Comparison, context: Context) -> bool:
    found = _attribute(context, comparison.attribute)
    if comparison.operator is Operator.EXISTS:
        return found is not _MISSING and found is not None
    return found is not _MISSING and any(_compares(comparison, found, value) for value in comparison.values)


def _attribute(context: Context, name: str) -> Any:
    if name in context:
        return context[name]
    value: Any = context
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return _MISSING
        value = cast("Mapping[str, Any]", value)[part]
    return value


def _compares(comparison: Comparison, found: Any, value: Any) -> bool:
    operator = comparison.operator
    if operator in SCALED:
        return _ordered(operator, scaled(found, comparison.scale), scaled(value, comparison.scale))
    if operator is Operator.CONTAINS and isinstance(found, list):
        return any(_same(each, value) for each in cast("list[Any]", found))
    if not (isinstance(found, str) and isinstance(value, str)):
        return False
    match operator:
        case Operator.CONTAINS:
            return value in found
        case Operator.STARTS_WITH:
            return found.startswith(value)
        case Operator.ENDS_WITH:
            return found.endswith(value)
        case _:
            return len(found) <= MAX_MATCHED and patterns.fits(value, found)


def _ordered(operator: Operator, found: Any, value: Any) -> bool:
    if operator in (Operator.EQUALS, Operator.IN):
        return _same(found, value)
    if found is None or value is None or not _alike(found, value) or isinstance(found, bool):
        return False
    try:
        match operator:
            case Operator.LESS:
                return found < value
            case Operator.LESS_OR_EQUAL:
                return found <= value
            case Operator.GREATER:
                return found > value
            case _:
                return found >= value
    except TypeError:
        return False


def _same(found: Any, value: Any) -> bool:
    return found is not None and _alike(found, value) and found == value


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two values are of one type; to Python alone, true is the number 1."""
    if _is_number(one) or _is_number(other):
        return _is_number(one) and _is_number(other)
    return type(one) is type(other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _date(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
