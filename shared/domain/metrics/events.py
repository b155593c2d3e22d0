"""What figures have to do."""

from typing import ClassVar

from shared.events.event import Event


class MetricsReconciliationRequested(Event):
    """A project's tasks are to be counted again."""

    type: ClassVar[str] = "metrics.reconciliation.requested.v1"
    operation_id: str
    project_id: str
