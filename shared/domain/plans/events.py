"""What happens to quotas."""

from typing import ClassVar

from shared.events.event import Event


class QuotaNearlyUsed(Event):
    """Four fifths of a quota are used; said once a month for each quota."""

    type: ClassVar[str] = "plans.quota.nearly_used.v1"
    quota: str
    used: int
    limit: int
