"""What a flag is refused for."""

from typing import Any

import pytest

from shared.engines.flags.checks import (
    dependents,
    flag_problems,
    prerequisite_problems,
    ring_through,
    segment_problems,
    segments_in,
)
from shared.engines.flags.model import FlagDefinition, FlagSet, Segment

BOOLEAN: dict[str, Any] = {
    "type": "boolean",
    "variants": {"on": True, "off": False},
    "off": "off",
    "otherwise": {"variant": "on"},
}


def flag(**changes: Any) -> FlagDefinition:
    return FlagDefinition.model_validate(BOOLEAN | changes)


def when(operator: str, *values: Any, scale: str = "value") -> dict[str, Any]:
    return {"kind": "attribute", "attribute": "plan", "operator": operator, "values": values, "scale": scale}


def ruled(condition: dict[str, Any]) -> FlagDefinition:
    return flag(rules=[{"name": "rule", "when": condition, "serve": {"variant": "on"}}])


def needing(*keys: str) -> FlagDefinition:
    return flag(prerequisites=[{"flag": key, "variants": ["on"]} for key in keys])


def deep(levels: int) -> dict[str, Any]:
    return when("exists") if levels == 1 else {"kind": "not", "condition": deep(levels - 1)}


@pytest.mark.parametrize(
    ("kind", "value"), [("boolean", True), ("string", ""), ("number", 1.5), ("object", {"a": [[1]]}), ("object", [])]
)
def test_a_value_is_of_the_flags_type(kind: str, value: Any) -> None:
    assert flag_problems(flag(type=kind, variants={"on": value, "off": value}), {}) == []
    other = "string" if kind != "string" else "object"
    problems = flag_problems(flag(type=other, variants={"on": value, "off": value}), {})
    assert {problem.code for problem in problems} == {"wrong_type"}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"type": "number", "variants": {"on": True, "off": 0}}, "/variants/on", "wrong_type"),
        ({"off": "gone"}, "/off", "unknown_variant"),
        ({"otherwise": {}}, "/otherwise", "one_of"),
        ({"otherwise": {"variant": "on", "split": [{"variant": "on", "weight": 1}]}}, "/otherwise", "one_of"),
        ({"otherwise": {"variant": "gone"}}, "/otherwise", "unknown_variant"),
        ({"otherwise": {"split": [{"variant": "on", "weight": 0}]}}, "/otherwise/split", "no_weight"),
        ({"otherwise": {"split": [{"variant": "on", "weight": 1}] * 2}}, "/otherwise/split", "named_twice"),
        ({"schedule": {"startsAt": "2026-03-02T09:00Z", "endsAt": "2026-03-02T09:00Z"}}, "/schedule/endsAt", "ends_be"),
    ],
)
def test_what_can_serve_nothing_is_refused(changes: dict[str, Any], pointer: str, code: str) -> None:
    [problem] = flag_problems(flag(**changes), {})
    assert problem.pointer == pointer
    assert problem.code.startswith(code)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (when("equals"), "values"),
        (when("exists", 1), "values"),
        (when("contains", "1.0", scale="version"), "scale"),
        (when("matches", "("), "invalid_value"),
        (when("matches", 5), "invalid_value"),
        (when("less", "yesterday", scale="date"), "invalid_value"),
        (when("equals", "one", scale="version"), "invalid_value"),
        (when("greater", "b"), "invalid_value"),
        (when("less", True), "invalid_value"),
        ({"kind": "segment", "segment": "gone"}, "segment_not_found"),
        (deep(6), "too_deep"),
    ],
)
def test_a_condition_that_can_never_hold_is_refused(condition: dict[str, Any], code: str) -> None:
    [problem] = flag_problems(ruled(condition), {})
    assert problem.code == code
    assert problem.pointer.startswith("/rules/0/when")


def test_a_segment_may_be_named_but_rests_on_no_other() -> None:
    named = {"kind": "any", "conditions": [{"kind": "segment", "segment": "s"}, deep(3)]}
    assert flag_problems(ruled(named), {"s": Segment(key="s")}) == []
    assert segments_in(ruled(named)) == {"s"}
    [problem] = segment_problems(Segment.model_validate({"key": "t", "when": named}))
    assert (problem.pointer, problem.code) == ("/when/conditions/0", "segment_in_segment")
    assert segment_problems(Segment(key="t")) == []


def test_a_ring_of_prerequisites_is_named() -> None:
    others = FlagSet(flags={"a": needing("b"), "b": needing("c"), "c": flag(), "d": needing("a")})
    [problem] = prerequisite_problems("c", needing("a"), others)
    assert (problem.code, problem.message) == ("prerequisite_ring", "these rest on each other: c → a → b → c")
    [problem] = prerequisite_problems("c", needing("c"), others)
    assert problem.message.endswith("c → c")
    assert prerequisite_problems("e", needing("a", "d"), others) == []
    assert ring_through("d", others.flags) is None


def test_a_prerequisite_is_there_and_has_the_variant() -> None:
    others = FlagSet(flags={"a": flag(variants={"yes": True, "off": False}, otherwise={"variant": "yes"})})
    assert [each.code for each in prerequisite_problems("f", needing("a"), others)] == ["unknown_variant"]
    assert [each.code for each in prerequisite_problems("f", needing("gone"), others)] == ["flag_not_found"]


def test_whoever_rests_on_a_variant_is_known_before_it_goes() -> None:
    others = FlagSet(flags={"a": flag(), "b": needing("a")})
    assert dependents("a", flag(), others) == []
    assert dependents("a", None, others) == ["b"]
    assert dependents("a", flag(variants={"off": False}, otherwise={"variant": "off"}), others) == ["b"]
