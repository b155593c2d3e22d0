"""What a flag serves in a context, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.engines.experiments.assignment import assigned
from shared.engines.flags.conditions import TARGETING_KEY, Context, holds
from shared.engines.flags.model import FlagDefinition, FlagSet, Serve


class Reason(StrEnum):
    """Why a variant is served, in OpenFeature's words."""

    STATIC = "STATIC"
    DEFAULT = "DEFAULT"
    TARGETING_MATCH = "TARGETING_MATCH"
    SPLIT = "SPLIT"
    DISABLED = "DISABLED"


class ErrorCode(StrEnum):
    """Why nothing is served, in OpenFeature's words."""

    FLAG_NOT_FOUND = "FLAG_NOT_FOUND"
    PARSE_ERROR = "PARSE_ERROR"
    TARGETING_KEY_MISSING = "TARGETING_KEY_MISSING"
    INVALID_CONTEXT = "INVALID_CONTEXT"
    GENERAL = "GENERAL"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A variant and its value."""

    key: str
    variant: str
    value: Any
    reason: Reason
    metadata: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no value."""

    key: str
    code: ErrorCode
    details: str


class _NoTargetingKey(Exception):
    pass


def evaluate(flags: FlagSet, key: str, context: Context, now: datetime) -> Resolution | Failure:
    """Return what a flag serves in a context at a time.

    A set whose flags rest on each other in a ring has been refused by `checks`, so that this ends.
    """
    if key not in flags.flags:
        return Failure(key, ErrorCode.FLAG_NOT_FOUND, f"there is no flag {key} in this environment")
    try:
        return _Evaluation(flags, context, now).of(key)
    except _NoTargetingKey:
        return Failure(
            key, ErrorCode.TARGETING_KEY_MISSING, f"{key} is rolled out by targeting key; send {TARGETING_KEY}"
        )


def evaluate_all(flags: FlagSet, context: Context, now: datetime) -> list[Resolution | Failure]:
    """Return what each flag serves, by key."""
    return [evaluate(flags, key, context, now) for key in sorted(flags.flags)]


class _Evaluation:
    """One context at one time."""

    def __init__(self, flags: FlagSet, context: Context, now: datetime) -> None:
        self._flags = flags
        self._context = context
        self._now = now
        self._known: dict[str, Resolution] = {}

    def of(self, key: str) -> Resolution:
        if key not in self._known:
            self._known[key] = self._resolved(key, self._flags.flags[key])
        return self._known[key]

    def _resolved(self, key: str, flag: FlagDefinition) -> Resolution:
        if not flag.enabled or not flag.schedule.covers(self._now):
            return self._resolution(key, flag.off, Reason.DISABLED)
        for needed in flag.prerequisites:
            other = self.of(needed.flag)
            if other.reason is Reason.DISABLED or other.variant not in needed.variants:
                return self._resolution(key, flag.off, Reason.DISABLED, prerequisite=needed.flag)
        for rule in flag.rules:
            if holds(rule.when, self._context, self._flags.segments):
                return self._served(key, rule.serve, Reason.TARGETING_MATCH, rule=rule.name)
        bound = flag.rules or flag.prerequisites
        return self._served(key, flag.otherwise, Reason.DEFAULT if bound else Reason.STATIC)

    def _served(self, key: str, serve: Serve, reason: Reason, **metadata: str) -> Resolution:
        if serve.variant is not None:
            return self._resolution(key, serve.variant, reason, **metadata)
        unit = self._context.get(TARGETING_KEY)
        if not isinstance(unit, str) or not unit:
            raise _NoTargetingKey
        salt = self._flags.flags[key].salt or key
        number = assigned(salt, unit, [share.weight for share in serve.split])
        return self._resolution(key, serve.split[number].variant, Reason.SPLIT, **metadata)

    def _resolution(self, key: str, variant: str, reason: Reason, **metadata: str) -> Resolution:
        told = {"flagVersion": self._flags.versions.get(key, 0), **metadata}
        return Resolution(key, variant, self._flags.flags[key].variants[variant], reason, told)
