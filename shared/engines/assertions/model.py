"""What is asserted, and what it is asserted of."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from shared.errors import InvalidInput

MAX_NESTING = 8
"""Levels of sets within each other."""

SET = "assert-set"


class InvalidAssertion(InvalidInput):
    """An assertion, or what it is asserted of, lacks something without which it cannot be decided."""

    default_code = "invalid_assertion"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One assertion with its value and metric already rendered; `type` may begin with `not-`."""

    type: str
    value: Any = None
    threshold: float | None = None
    weight: float = 1.0
    metric: str | None = None
    transform: str | None = None
    rubric: Any = None  # the judge's prompt, where it isn't the usual one
    provider: str | None = None  # the judge, where it isn't the usual one
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class AssertionSet:
    """Assertions that count as one."""

    assertions: "tuple[Assertion | AssertionSet, ...]"
    threshold: float | None = None
    weight: float = 1.0
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One span of a trace; times are in milliseconds."""

    name: str
    start: float
    end: float | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    status_code: int | None = None
    status_message: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a provider answered to a prompt, and what else is known of it.

    `latency` is in milliseconds, None for an answer out of a cache; `tools` are the provider's tool definitions as
    OpenAI writes them; `spans` is None where no trace was recorded.
    """

    output: Any
    prompt: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict[str, Any])
    cost: float | None = None
    latency: float | None = None
    log_probabilities: Sequence[float] | None = None
    finish_reason: str | None = None
    tools: Sequence[Mapping[str, Any]] | None = None
    spans: Sequence[Span] | None = None
    flagged: str | None = None  # why the provider's own guardrails stepped in
    metadata: Mapping[str, Any] = field(default_factory=dict[str, Any])


_KNOWN = {"type", "value", "threshold", "weight", "metric", "transform", "rubricPrompt", "provider", "config"}


def read(raw: Any, *, depth: int = 0) -> Assertion | AssertionSet:
    """Return the assertion that a mapping of YAML or JSON describes; raise InvalidAssertion for one that is none."""
    if not isinstance(raw, Mapping):
        raise InvalidAssertion("an assertion must be an object")
    given = cast("Mapping[str, Any]", raw)
    kind = given.get("type")
    if not isinstance(kind, str) or not kind:
        raise InvalidAssertion("an assertion must have a type")
    threshold, weight = _number(given, "threshold"), _number(given, "weight")
    if weight is not None and weight < 0:
        raise InvalidAssertion(f"the weight of {kind} must not be negative")
    metric = _text(given, "metric")
    if kind == SET:
        members = given.get("assert")
        if not isinstance(members, list) or depth >= MAX_NESTING:
            raise InvalidAssertion(f"assert-set needs a list named assert, and at most {MAX_NESTING} levels of them")
        inner = tuple(read(each, depth=depth + 1) for each in cast("list[Any]", members))
        return AssertionSet(inner, threshold, 1.0 if weight is None else weight, metric)
    options = {
        **cast("Mapping[str, Any]", given.get("config") or {}),
        **{k: v for k, v in given.items() if k not in _KNOWN},
    }
    return Assertion(
        type=kind,
        value=given.get("value"),
        threshold=threshold,
        weight=1.0 if weight is None else weight,
        metric=metric,
        transform=_text(given, "transform"),
        rubric=given.get("rubricPrompt"),
        provider=_text(given, "provider"),
        options=options,
    )


def _number(given: Mapping[str, Any], name: str) -> float | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidAssertion(f"{name} must be a number")
    return value


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise InvalidAssertion(f"{name} must be a text")
    return value
