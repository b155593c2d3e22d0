"""What figures have to do."""

from typing import ClassVar

from shared.events.event import Event


class MetricsReconciliationRequested(Event):
    """A project's tasks are to be counted again."""

    type: ClassVar[str] = "metrics.reconciliation.requested.v1"
    operation_id: str
    project_id: str


class MetricsRebuildDue(Event):
    """Some more tasks of the tenant are to be counted, those behind `after`; `added` of the first `tasks` were not."""

    type: ClassVar[str] = "metrics.rebuild.page_due.v1"
    operation_id: str
    after: str = ""
    tasks: int = 0
    added: int = 0


class MetricCountersDue(Event):
    """All tasks are counted: the counters are to be what was counted of them."""

    type: ClassVar[str] = "metrics.rebuild.counters_due.v1"
    operation_id: str
    tasks: int
    added: int
