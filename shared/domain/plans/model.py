"""What a tenant may use, by its plan. Plans are data; what has been used is counted in `usage`."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from shared.config import PlanName
from shared.errors import PermissionDenied
from shared.model import FrozenModel

WARNING_SHARE = 0.8
"""How much of a quota is used when its tenant is warned."""

GIB = 1024 * 1024 * 1024


class Quota(StrEnum):
    """What is counted: members as they are, invitations of candidates, CPU time of programs, bytes of files."""

    MEMBERS = "members"
    ASSESSMENTS = "assessments"
    EXECUTION_SECONDS = "execution_seconds"
    STORAGE_BYTES = "storage_bytes"

    @property
    def monthly(self) -> bool:
        """Whether it is counted anew each month."""
        return self in (Quota.ASSESSMENTS, Quota.EXECUTION_SECONDS)


class Plan(FrozenModel):
    """How much of everything; an assessment is used up when a candidate is invited to it."""

    name: PlanName
    members: int
    assessments_per_month: int
    execution_seconds_per_month: int
    storage_bytes: int
    retention_days: int

    def limit(self, quota: Quota) -> int:
        """Return how much there is of one thing."""
        match quota:
            case Quota.MEMBERS:
                return self.members
            case Quota.ASSESSMENTS:
                return self.assessments_per_month
            case Quota.EXECUTION_SECONDS:
                return self.execution_seconds_per_month
            case Quota.STORAGE_BYTES:
                return self.storage_bytes


PLANS: dict[PlanName, Plan] = {
    plan.name: plan
    for plan in (
        Plan(
            name=PlanName.FREE,
            members=5,
            assessments_per_month=25,
            execution_seconds_per_month=3_600,
            storage_bytes=1 * GIB,
            retention_days=90,
        ),
        Plan(
            name=PlanName.TEAM,
            members=50,
            assessments_per_month=500,
            execution_seconds_per_month=100_000,
            storage_bytes=50 * GIB,
            retention_days=365,
        ),
        Plan(
            name=PlanName.BUSINESS,
            members=1_000,
            assessments_per_month=20_000,
            execution_seconds_per_month=5_000_000,
            storage_bytes=1_000 * GIB,
            retention_days=1_095,
        ),
    )
}


class QuotaExceeded(PermissionDenied):
    """The plan's quota is used up. No matter of waiting seconds, so not 429: a client would only try again."""

    default_code = "quota_exceeded"

    def __init__(self, quota: Quota, *, used: int, limit: int, resets_at: datetime | None) -> None:
        name = quota.value.replace("_", " ")
        until = f"wait until {resets_at:%Y-%m-%d}" if resets_at else "remove some"
        details: dict[str, Any] = {"quota": quota.value, "used": used, "limit": limit, "resetsAt": resets_at}
        super().__init__(f"your plan's {limit} {name} are used up; {until}, or change the plan", details=details)


def period_of(quota: Quota, at: datetime) -> str:
    """Return the name of the period a quota is counted in: the month, in UTC, or `current` for what just is."""
    return at.astimezone(UTC).strftime("%Y-%m") if quota.monthly else "current"


def month_start(at: datetime) -> datetime:
    """Return when the month began, in UTC."""
    return at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def resets_at(quota: Quota, at: datetime) -> datetime | None:
    """Return when a quota is counted anew, None for what just is."""
    if not quota.monthly:
        return None
    start = month_start(at)
    return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
