"""Alerts and objectives as platform staff see them."""

from datetime import datetime
from typing import Self

from shared.domain.alerts.levels import Levels
from shared.domain.alerts.model import Alert, AlertBoard, Status
from shared.domain.alerts.policies import (
    BETWEEN_FAILURES_TARGET,
    DATABASE_MEAN_MS,
    OBJECTIVES,
    REPAIR_TARGET,
    Objective,
    Severity,
)
from shared.domain.alerts.tenant_loads import Loads, summed, top
from shared.model import FrozenModel, View


class AlertView(View):
    """Something that is, or was, the matter; `runbook` is the name of a file in `docs/runbooks`."""

    id: str
    key: str
    title: str
    severity: Severity
    service: str
    value: float
    threshold: float
    runbook: str
    status: Status
    fired_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    escalated_at: datetime | None
    resolved_at: datetime | None
    resolved_by: str | None


class AlertList(FrozenModel):
    """Alerts, the latest first."""

    alerts: tuple[AlertView, ...]

    @classmethod
    def of(cls, board: AlertBoard, status: Status | None) -> Self:
        """Return those of a status, or all."""
        return cls(alerts=tuple(AlertView.of(each) for each in board.alerts if status in (None, each.status)))


class ObjectiveLevel(FrozenModel):
    """How an objective does over three windows; shares are None where there was too little to tell.

    `budget_left` is the share of the thirty days' budget that is not used up, below 0 where more was.
    """

    name: str
    title: str
    target: float
    attained_hour: float | None
    attained_six_hours: float | None
    attained_thirty_days: float | None
    burn_rate_hour: float
    burn_rate_six_hours: float
    burn_rate_thirty_days: float
    budget_left: float

    @classmethod
    def of(cls, objective: Objective, levels: Levels) -> Self:
        """Return the level of an objective."""
        hour, six_hours, days = levels.last_hour, levels.last_six_hours, levels.last_thirty_days
        return cls(
            name=objective.name,
            title=objective.title,
            target=objective.target,
            attained_hour=objective.attained(hour),
            attained_six_hours=objective.attained(six_hours),
            attained_thirty_days=objective.attained(days),
            burn_rate_hour=objective.burn_rate(hour),
            burn_rate_six_hours=objective.burn_rate(six_hours),
            burn_rate_thirty_days=objective.burn_rate(days),
            budget_left=1 - objective.burn_rate(days),
        )


class TenantShare(FrozenModel):
    """What one tenant caused; the id is `others` for all that are not among the first."""

    tenant_id: str
    requests: int
    errors: int
    execution_seconds: float

    @classmethod
    def listed(cls, loads: Loads) -> tuple[Self, ...]:
        """Return the shares, the largest first and all others last."""
        return tuple(
            cls(
                tenant_id=tenant_id,
                requests=load.requests,
                errors=load.errors,
                execution_seconds=load.execution_millis / 1_000,
            )
            for tenant_id, load in top(loads).items()
        )


class TenantMinute(FrozenModel):
    """The shares of one minute."""

    at: datetime
    tenants: tuple[TenantShare, ...]


class TopTenants(FrozenModel):
    """The shares of the last hour and of its minutes; whoever is not among a minute's first ten is in its others."""

    tenants: tuple[TenantShare, ...]
    minutes: tuple[TenantMinute, ...]

    @classmethod
    def of(cls, levels: Levels | None) -> Self:
        """Return the shares, none before anything was counted."""
        slots = levels.minutes if levels else ()
        return cls(
            tenants=TenantShare.listed(summed(slot.tenants for slot in slots)),
            minutes=tuple(TenantMinute(at=slot.at, tenants=TenantShare.listed(slot.tenants)) for slot in slots),
        )


class MeanLevel(FrozenModel):
    """A mean that is to be below, or above, its target; None where there was nothing to take it of."""

    target: float
    attained: float | None


class ServiceLevels(FrozenModel):
    """How the service does, as far as minutes were summed up."""

    measured_to: datetime | None
    objectives: tuple[ObjectiveLevel, ...]
    database_mean_ms: MeanLevel
    repair_minutes: MeanLevel
    hours_between_failures: MeanLevel

    @classmethod
    def of(cls, levels: Levels | None, board: AlertBoard, *, at: datetime) -> Self:
        """Return the levels; repairs are critical alerts on the board, from fired to resolved."""
        known = levels or Levels.begun(at=at)
        counts = known.last_thirty_days
        critical = [each for each in board.alerts if each.severity is Severity.CRITICAL]
        return cls(
            measured_to=levels.rolled_to if levels else None,
            objectives=tuple(ObjectiveLevel.of(each, known) for each in OBJECTIVES),
            database_mean_ms=MeanLevel(
                target=DATABASE_MEAN_MS, attained=counts.query_millis / counts.queries if counts.queries else None
            ),
            repair_minutes=MeanLevel(target=REPAIR_TARGET.total_seconds() / 60, attained=_repair_minutes(critical)),
            hours_between_failures=MeanLevel(
                target=BETWEEN_FAILURES_TARGET.total_seconds() / 3600, attained=_hours_between(critical)
            ),
        )


def _repair_minutes(critical: list[Alert]) -> float | None:
    lasted = [(each.resolved_at - each.fired_at).total_seconds() / 60 for each in critical if each.resolved_at]
    return sum(lasted) / len(lasted) if lasted else None


def _hours_between(critical: list[Alert]) -> float | None:
    fired = sorted(each.fired_at for each in critical)
    return (fired[-1] - fired[0]).total_seconds() / 3600 / (len(fired) - 1) if len(fired) > 1 else None
