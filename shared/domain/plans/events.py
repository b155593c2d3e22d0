"""What happens to quotas."""

from typing import ClassVar

from shared.events.event import Event


class PlanChanged(Event):
    """A tenant has another plan, whose quotas hold at once."""

    type: ClassVar[str] = "plans.plan.changed.v1"
    before: str
    plan: str


class QuotaNearlyUsed(Event):
    """Four fifths of a quota are used; said once a month for each quota."""

    type: ClassVar[str] = "plans.quota.nearly_used.v1"
    quota: str
    used: int
    limit: int


class QuotaUsedUp(Event):
    """A quota is used up: what needs more of it is refused from now on. Said once a month for each quota."""

    type: ClassVar[str] = "plans.quota.used_up.v1"
    quota: str
    used: int
    limit: int
