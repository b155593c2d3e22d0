"""What is done for every tenant once a day. Its pages are no tenant's: they lie in a partition of their own."""

from typing import ClassVar

from shared.events.event import Event

PARTITION = "platform"
"""Where the outbox of what is no tenant's is; no tenant's id is as short."""


class TenantsPageDue(Event):
    """The next tenants, those behind the path `after`, are each to be told that their upkeep is due."""

    type: ClassVar[str] = "upkeep.tenants.page_due.v1"
    after: str


class TenantUpkeepDue(Event):
    """What is done for a tenant once a day is due, on `day` (ISO 8601, UTC); doing it again harms nothing."""

    type: ClassVar[str] = "upkeep.tenant.due.v1"
    day: str
