"""Plans and usage as callers see them."""

from datetime import datetime

from shared.config import PlanName
from shared.domain.plans.model import Plan, Quota
from shared.model import FrozenModel


class PlanList(FrozenModel):
    """The plans there are, the smallest first."""

    plans: tuple[Plan, ...]


class QuotaView(FrozenModel):
    """One quota; `resets_at` is there where it is counted anew each month."""

    quota: Quota
    used: int
    limit: int
    resets_at: datetime | None


class UsageView(FrozenModel):
    """What a tenant's plan holds, and what is used of it."""

    plan: PlanName
    quotas: tuple[QuotaView, ...]


class TenantPlanView(FrozenModel):
    """Which plan a tenant has."""

    tenant_id: str
    plan: PlanName


class FeatureUse(FrozenModel):
    """How many things a tenant has in one part of Ella, by the name of what is kept there."""

    feature: str
    number: int


class MonthOfUsage(FrozenModel):
    """What was used in one month (`2026-03`, UTC)."""

    month: str
    assessments: int
    execution_seconds: int


class UsageAnalytics(FrozenModel):
    """Which parts of Ella a tenant uses, and how much; months in ascending order."""

    features: tuple[FeatureUse, ...]
    months: tuple[MonthOfUsage, ...]


class TenantUsageView(FrozenModel):
    """A tenant's usage for platform staff: members and storage as they are now, the rest by month, latest first."""

    tenant_id: str
    plan: PlanName
    members: int
    storage_bytes: int
    months: tuple[MonthOfUsage, ...]
