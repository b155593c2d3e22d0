"""What the service promises, and when somebody is told that it does not hold: all of it data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from shared.domain.alerts.counts import Counts
from shared.domain.alerts.levels import Slot


class Severity(StrEnum):
    """How soon somebody must look."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class Channel(StrEnum):
    """How somebody is told."""

    MAIL = "mail"
    PAGERDUTY = "pagerduty"
    SLACK = "slack"


RESPONSE: Mapping[Severity, timedelta] = MappingProxyType(
    {
        Severity.CRITICAL: timedelta(minutes=5),
        Severity.WARNING: timedelta(minutes=30),
        Severity.INFO: timedelta(hours=2),
    }
)
"""How long an alert waits to be acknowledged before it escalates: to every channel."""

THROTTLE: Mapping[Severity, timedelta] = MappingProxyType(
    {Severity.CRITICAL: timedelta(0), Severity.WARNING: timedelta(hours=1), Severity.INFO: timedelta(days=1)}
)
"""How long after a message of one severity and service the next one waits."""

DEDUPE = timedelta(minutes=5)
"""What ended and comes back within this is the same alert."""


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """Fires when each of the last `minutes` minutes measures more than `above`; a minute of None measures nothing.

    `mitigation` names what the operator's own hook may do about it. The runbook is `docs/runbooks/<name>.md`.
    """

    name: str
    title: str
    severity: Severity
    service: str
    minutes: int
    measure: Callable[[Slot], float | None]
    above: float
    channels: tuple[Channel, ...]
    mitigation: str | None = None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


ALERT_POLICIES = (
    AlertPolicy(
        "error-rate",
        "More than 5 % of the requests fail",
        Severity.CRITICAL,
        "api",
        5,
        lambda slot: _share(slot.counts.errors, slot.counts.requests),
        0.05,
        (Channel.MAIL, Channel.SLACK),
        mitigation="roll-back",
    ),
    AlertPolicy(
        "slow-requests",
        "More than 5 % of the requests take longer than 2 s",
        Severity.WARNING,
        "api",
        10,
        lambda slot: _share(slot.counts.requests - slot.counts.within_2000, slot.counts.requests),
        0.05,
        (Channel.SLACK,),
        mitigation="add-instances",
    ),
    AlertPolicy(
        "database-failures",
        "More than 10 calls of the document store failed in a minute",
        Severity.CRITICAL,
        "database",
        1,
        lambda slot: slot.counts.query_failures,
        10,
        (Channel.MAIL, Channel.PAGERDUTY),
    ),
    AlertPolicy(
        "many-users",
        "More than 1,000 callers at once",
        Severity.INFO,
        "api",
        5,
        lambda slot: slot.active,
        1_000,
        (Channel.SLACK,),
        mitigation="add-instances",
    ),
)


@dataclass(frozen=True, slots=True)
class Objective:
    """A promise: of `total`, at least the share `target` is `good`, over thirty days.

    Its burn rate says how fast the rest is used up: at 1 it is gone after thirty days. Below `least` in total nothing
    is said.
    """

    name: str
    title: str
    target: float
    good: Callable[[Counts], int]
    total: Callable[[Counts], int]
    least: int = 20

    def attained(self, counts: Counts) -> float | None:
        """Return the share that was good, None where there was too little."""
        total = self.total(counts)
        return self.good(counts) / total if total >= self.least else None

    def burn_rate(self, counts: Counts) -> float:
        """Return how many times as fast as allowed the budget is used up; 0 where there was too little."""
        attained = self.attained(counts)
        return 0.0 if attained is None else (1 - attained) / (1 - self.target)


OBJECTIVES = (
    Objective("availability", "available", 0.999, lambda c: c.minutes - c.down_minutes, lambda c: c.minutes),
    Objective("errors", "requests without an error", 0.999, lambda c: c.requests - c.errors, lambda c: c.requests, 100),
    Objective("latency-p50", "requests within 200 ms", 0.5, lambda c: c.within_200, lambda c: c.requests),
    Objective("latency-p95", "requests within 500 ms", 0.95, lambda c: c.within_500, lambda c: c.requests),
    Objective("latency-p99", "requests within 1 s", 0.99, lambda c: c.within_1000, lambda c: c.requests, 100),
    Objective("execution-p50", "executions within 2 s", 0.5, lambda c: c.executed_in_2, lambda c: c.executions),
    Objective("execution-p95", "executions within 5 s", 0.95, lambda c: c.executed_in_5, lambda c: c.executions),
    Objective("execution-p99", "executions within 10 s", 0.99, lambda c: c.executed_in_10, lambda c: c.executions, 100),
    Objective("completion", "attempts completed", 0.92, lambda c: c.completed, lambda c: c.begun),
)

DATABASE_MEAN_MS = 100.0
REPAIR_TARGET = timedelta(minutes=15)
BETWEEN_FAILURES_TARGET = timedelta(hours=720)
"""How long a critical alert may last in the mean, and how long there must be between two."""


@dataclass(frozen=True, slots=True)
class Burn:
    """How fast is too fast, over how long."""

    window: str
    rate: float
    severity: Severity


BURNS = (
    Burn("1h", 14.4, Severity.CRITICAL),
    Burn("6h", 6.0, Severity.WARNING),
    Burn("30d", 1.0, Severity.INFO),
)
BURN_CHANNELS: Mapping[Severity, tuple[Channel, ...]] = MappingProxyType(
    {
        Severity.CRITICAL: (Channel.MAIL, Channel.SLACK, Channel.PAGERDUTY),
        Severity.WARNING: (Channel.SLACK,),
        Severity.INFO: (Channel.MAIL,),
    }
)
