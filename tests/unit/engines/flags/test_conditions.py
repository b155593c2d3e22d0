"""Whom a rule's condition is about."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.engines.flags.conditions import MAX_MATCHED, holds, in_segment
from shared.engines.flags.model import Condition, Segment
from shared.engines.flags.versions import read_version

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
CONTEXT: dict[str, Any] = {
    "targetingKey": "ada",
    "plan": "team",
    "age": 36,
    "beta": True,
    "version": "2.10.0",
    "since": "2026-03-01T12:00:00+02:00",
    "tags": ["new", 3],
    "company": {"country": "NZ"},
    "dotted.name": "yes",
    "nothing": None,
}


def of(attribute: str, operator: str, *values: Any, scale: str = "value") -> dict[str, Any]:
    return {"kind": "attribute", "attribute": attribute, "operator": operator, "values": values, "scale": scale}


def is_met(condition: dict[str, Any], **segments: Segment) -> bool:
    return holds(CONDITION.validate_python(condition), CONTEXT, segments)


@pytest.mark.parametrize(
    "condition",
    [
        of("plan", "exists"),
        of("plan", "equals", "team"),
        of("plan", "in", "free", "team"),
        of("plan", "contains", "ea"),
        of("plan", "startsWith", "te"),
        of("plan", "endsWith", "am"),
        of("plan", "matches", "t[a-e]+m"),
        of("tags", "contains", "new"),
        of("tags", "contains", 3),
        of("age", "equals", 36.0),
        of("age", "greater", 35.5),
        of("age", "lessOrEqual", 36),
        of("beta", "equals", True),
        of("version", "greater", "2.9.9", scale="version"),
        of("version", "equals", "v2.10", scale="version"),
        of("version", "less", "3.0.0-rc.1", scale="version"),
        of("since", "less", "2026-03-01T10:00:01Z", scale="date"),
        of("since", "equals", "2026-03-01T10:00:00Z", scale="date"),
        of("since", "greaterOrEqual", "2026-03-01", scale="date"),
        of("company.country", "equals", "NZ"),
        of("dotted.name", "equals", "yes"),
    ],
)
def test_what_fits_holds(condition: dict[str, Any]) -> None:
    assert is_met(condition)
    assert not is_met({"kind": "not", "condition": condition})


@pytest.mark.parametrize(
    "condition",
    [
        of("missing", "exists"),
        of("nothing", "exists"),
        of("nothing", "equals", "None"),
        of("missing", "equals", "team"),
        of("plan", "equals", "Team"),
        of("plan", "matches", "ea"),
        of("plan", "less", 5),
        of("age", "equals", "36"),
        of("age", "startsWith", "3"),
        of("beta", "equals", 1),
        of("beta", "lessOrEqual", 1),
        of("tags", "contains", "3"),
        of("plan", "greater", "1.0.0", scale="version"),
        of("version", "greater", "2.10.0", scale="version"),
        of("plan", "less", "2026-03-01", scale="date"),
        of("company.city", "exists"),
        of("plan.inner", "exists"),
    ],
)
def test_what_is_missing_different_or_of_another_type_does_not_fit(condition: dict[str, Any]) -> None:
    assert not is_met(condition)


def test_conditions_combine() -> None:
    yes, no = of("plan", "equals", "team"), of("plan", "equals", "free")
    assert is_met({"kind": "all", "conditions": [yes, yes]})
    assert not is_met({"kind": "all", "conditions": [yes, no]})
    assert is_met({"kind": "any", "conditions": [no, yes]})
    assert not is_met({"kind": "any", "conditions": [no, no]})


def test_a_segment_has_whom_it_names_or_describes_but_nobody_it_excludes() -> None:
    described = CONDITION.validate_python(of("plan", "equals", "team"))
    assert is_met({"kind": "segment", "segment": "s"}, s=Segment(key="s", included=("ada",)))
    assert is_met({"kind": "segment", "segment": "s"}, s=Segment(key="s", when=described))
    assert not is_met({"kind": "segment", "segment": "s"}, s=Segment(key="s", excluded=("ada",), when=described))
    assert not is_met({"kind": "segment", "segment": "gone"})
    assert not in_segment(Segment(key="s", included=("ada",)), {"targetingKey": ["ada"]})


def test_a_pattern_does_not_look_at_a_text_without_end() -> None:
    condition = CONDITION.validate_python(of("text", "matches", "a*"))
    assert holds(condition, {"text": "a" * MAX_MATCHED}, {})
    assert not holds(condition, {"text": "a" * (MAX_MATCHED + 1)}, {})


def test_versions_are_in_their_specifications_order() -> None:
    ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"]
    ordered += ["1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "v1.10.0"]
    read = [read_version(text) for text in ordered]
    assert None not in read
    assert read == sorted(read)  # type: ignore[type-var]
    assert read_version("1.0.0+build.5") == read_version("1.0.0")


@pytest.mark.parametrize("text", ["", "one", "1.2.3.4", "01.0.0", "1.0.0-", "1..0", 1.0, None, "1." + "9" * 300])
def test_what_is_no_version_is_none(text: object) -> None:
    assert read_version(text) is None
