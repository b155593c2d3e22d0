"""What the counting of costs has to do."""

from typing import ClassVar

from shared.events.event import Event


class CostDayReconciliationRequested(Event):
    """What was counted on a day (ISO 8601, UTC) is to be added up anew."""

    type: ClassVar[str] = "model_costs.day_reconciliation.requested.v1"
    operation_id: str
    day: str
