"""What is wrong with a flag, before it can serve anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shared.engines.flags.conditions import ORDERS, SCALED, scaled
from shared.engines.flags.model import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FlagDefinition,
    FlagSet,
    FlagType,
    InSegment,
    NotOf,
    Operator,
    Scale,
    Segment,
    Serve,
)
from shared.engines.scoring import patterns

MAX_NESTING = 5
_TEXTUAL = frozenset({Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.MATCHES})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a JSON pointer into the flag or segment, a code, and what to do."""

    pointer: str
    code: str
    message: str


def flag_problems(flag: FlagDefinition, segments: Mapping[str, Segment]) -> list[Problem]:
    """Return what is wrong with a flag by itself, and with the segments it names."""
    return [*_variant_problems(flag), *_target_problems(flag, segments), *_schedule_problems(flag)]


def segment_problems(segment: Segment) -> list[Problem]:
    """Return what is wrong with a segment; segments don't rest on each other."""
    if segment.when is None:
        return []
    return list(_condition_problems(segment.when, "/when", None, 1))


def prerequisite_problems(key: str, flag: FlagDefinition, others: FlagSet) -> list[Problem]:
    """Return what is wrong with the flags that a flag rests on: none of that name, no such variant, a ring."""
    problems: list[Problem] = []
    for place, needed in enumerate(flag.prerequisites):
        pointer = f"/prerequisites/{place}"
        other = flag if needed.flag == key else others.flags.get(needed.flag)
        if other is None:
            problems.append(Problem(f"{pointer}/flag", "flag_not_found", f"there is no flag {needed.flag}"))
        elif unknown := sorted(set(needed.variants) - set(other.variants)):
            message = f"{needed.flag} has no variant {unknown[0]}"
            problems.append(Problem(f"{pointer}/variants", "unknown_variant", message))
    ring = None if problems else ring_through(key, {**others.flags, key: flag})
    if ring is not None:
        problems.append(Problem("/prerequisites", "prerequisite_ring", f"these rest on each other: {' → '.join(ring)}"))
    return problems


def dependents(key: str, flag: FlagDefinition | None, flags: FlagSet) -> list[str]:
    """Return the flags that rest on a flag's variants which it does not have any more; on any where it is gone."""
    left = set(flag.variants) if flag else set[str]()
    return sorted(
        other
        for other, definition in flags.flags.items()
        for needed in definition.prerequisites
        if other != key and needed.flag == key and not set(needed.variants) <= left
    )


def ring_through(key: str, flags: Mapping[str, FlagDefinition]) -> list[str] | None:
    """Return the ring of prerequisites that a flag is in, from itself to itself; None where there is none."""
    came_from: dict[str, str] = {}
    waiting = [key]
    while waiting:
        current = waiting.pop()
        for needed in flags[current].prerequisites if current in flags else ():
            if needed.flag == key:
                ring = [key, current]
                while ring[-1] != key:
                    ring.append(came_from[ring[-1]])
                return ring[::-1] if current != key else [key, key]
            if needed.flag not in came_from:
                came_from[needed.flag] = current
                waiting.append(needed.flag)
    return None


def segments_in(flag: FlagDefinition) -> set[str]:
    """Return the segments that a flag's rules name."""
    return {key for rule in flag.rules for key in _segments_of(rule.when)}


def _segments_of(condition: Condition) -> Iterator[str]:
    match condition:
        case InSegment(segment=key):
            yield key
        case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
            for each in conditions:
                yield from _segments_of(each)
        case NotOf(condition=inner):
            yield from _segments_of(inner)
        case Comparison():
            return


def _variant_problems(flag: FlagDefinition) -> Iterator[Problem]:
    for name, value in flag.variants.items():
        if not _is_of(flag.type, value):
            yield Problem(f"/variants/{name}", "wrong_type", f"give a value of the flag's type, {flag.type}")
    if flag.off not in flag.variants:
        yield Problem("/off", "unknown_variant", "name one of the flag's variants")


def _target_problems(flag: FlagDefinition, segments: Mapping[str, Segment]) -> Iterator[Problem]:
    yield from _serve_problems(flag.otherwise, "/otherwise", flag)
    for place, rule in enumerate(flag.rules):
        yield from _condition_problems(rule.when, f"/rules/{place}/when", segments, 1)
        yield from _serve_problems(rule.serve, f"/rules/{place}/serve", flag)


def _schedule_problems(flag: FlagDefinition) -> Iterator[Problem]:
    starts, ends = flag.schedule.starts_at, flag.schedule.ends_at
    if starts is not None and ends is not None and ends <= starts:
        yield Problem("/schedule/endsAt", "ends_before_start", "choose an end behind the start")


def _is_of(kind: FlagType, value: Any) -> bool:
    match kind:
        case FlagType.BOOLEAN:
            return isinstance(value, bool)
        case FlagType.STRING:
            return isinstance(value, str)
        case FlagType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case FlagType.OBJECT:
            return isinstance(value, dict | list)


def _serve_problems(serve: Serve, pointer: str, flag: FlagDefinition) -> Iterator[Problem]:
    if (serve.variant is None) == (not serve.split):
        yield Problem(pointer, "one_of", "give a variant or a split, and not both")
    elif serve.split and not any(share.weight for share in serve.split):
        yield Problem(f"{pointer}/split", "no_weight", "give some variant a weight above 0")
    named = [share.variant for share in serve.split]
    if len(set(named)) < len(named):
        yield Problem(f"{pointer}/split", "named_twice", "give each variant one share")
    for name in [*filter(None, [serve.variant]), *named]:
        if name not in flag.variants:
            yield Problem(pointer, "unknown_variant", f"the flag has no variant {name}")


def _condition_problems(
    condition: Condition, pointer: str, segments: Mapping[str, Segment] | None, depth: int
) -> Iterator[Problem]:
    if depth > MAX_NESTING:
        yield Problem(pointer, "too_deep", f"nest at most {MAX_NESTING} conditions")
        return
    match condition:
        case Comparison():
            yield from _comparison_problems(condition, pointer)
        case InSegment(segment=key):
            if segments is None:
                yield Problem(pointer, "segment_in_segment", "a segment can't rest on another; repeat its condition")
            elif key not in segments:
                yield Problem(f"{pointer}/segment", "segment_not_found", f"there is no segment {key}")
        case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
            for place, each in enumerate(conditions):
                yield from _condition_problems(each, f"{pointer}/conditions/{place}", segments, depth + 1)
        case NotOf(condition=inner):
            yield from _condition_problems(inner, f"{pointer}/condition", segments, depth + 1)


def _comparison_problems(comparison: Comparison, pointer: str) -> Iterator[Problem]:
    operator, scale = comparison.operator, comparison.scale
    if (operator is Operator.EXISTS) != (not comparison.values):
        yield Problem(f"{pointer}/values", "values", "give values, and none to `exists`")
    if operator not in SCALED and scale is not Scale.VALUE:
        yield Problem(f"{pointer}/scale", "scale", f"`{operator}` compares values as they are")
    for place, value in enumerate(comparison.values):
        if (message := _value_problem(operator, scale, value)) is not None:
            yield Problem(f"{pointer}/values/{place}", "invalid_value", message)


def _value_problem(operator: Operator, scale: Scale, value: Any) -> str | None:
    if operator in _TEXTUAL and not isinstance(value, str):
        return f"`{operator}` takes text"
    if operator is Operator.MATCHES:
        return patterns.problem(value)
    if operator in SCALED and scaled(value, scale) is None:
        return f"this is no {scale}"
    if operator in ORDERS and scale is Scale.VALUE and (isinstance(value, bool | str)):
        return "numbers have an order; for versions and dates name the scale"
    return None
