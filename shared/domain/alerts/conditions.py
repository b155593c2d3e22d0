"""What is the matter now, by the policies and by how fast the objectives' budgets are used up."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.alerts.levels import Levels
from shared.domain.alerts.policies import (
    ALERT_POLICIES,
    BURN_CHANNELS,
    BURNS,
    OBJECTIVES,
    AlertPolicy,
    Channel,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition that holds. Its key is the same for as long as it does."""

    key: str
    title: str
    severity: Severity
    service: str
    value: float
    threshold: float
    channels: tuple[Channel, ...]
    runbook: str
    mitigation: str | None = None


def findings(levels: Levels) -> list[Finding]:
    """Return every condition that holds."""
    return [*_by_policy(levels), *_by_objective(levels)]


def _by_policy(levels: Levels) -> Iterator[Finding]:
    for policy in ALERT_POLICIES:
        value = _held(policy, levels)
        if value is not None:
            yield Finding(
                policy.name,
                policy.title,
                policy.severity,
                policy.service,
                value,
                policy.above,
                policy.channels,
                policy.name,
                policy.mitigation,
            )


def _held(policy: AlertPolicy, levels: Levels) -> float | None:
    """Return what the last minute measures, where each of the minutes was above the threshold."""
    slots = levels.minutes[-policy.minutes :]
    measured = [policy.measure(slot) for slot in slots]
    above = [value for value in measured if value is not None and value > policy.above]
    return above[-1] if len(above) == policy.minutes else None


def _by_objective(levels: Levels) -> Iterator[Finding]:
    windows = {"1h": levels.last_hour, "6h": levels.last_six_hours, "30d": levels.last_thirty_days}
    for objective in OBJECTIVES:
        for burn in BURNS:
            rate = objective.burn_rate(windows[burn.window])
            if rate > burn.rate:
                yield Finding(
                    f"burn:{objective.name}:{burn.window}",
                    f"The budget of “{objective.title}” is used up {rate:.1f} times too fast over {burn.window}",
                    burn.severity,
                    objective.name,
                    rate,
                    burn.rate,
                    BURN_CHANNELS[burn.severity],
                    "burn-rate",
                )
                break  # the fastest burn says it all
