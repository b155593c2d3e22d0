"""What analytics has to do."""

from typing import ClassVar

from pydantic import Field

from shared.events.event import Event


class AnalyticsReconciliationDue(Event):
    """Some more attempts are to be counted again, behind `cursor`; `counters` holds those so far."""

    type: ClassVar[str] = "analytics.reconciliation.page_due.v1"
    operation_id: str
    assessment_id: str
    cursor: str | None = None
    attempts: int = 0
    counters: dict[str, int] = Field(default_factory=dict)


class ItemAnalysisRequested(Event):
    """An assessment's item statistics are to be computed."""

    type: ClassVar[str] = "analytics.item_analysis.requested.v1"
    operation_id: str
    assessment_id: str


class SubmissionComparisonRequested(Event):
    """What was handed in for a question is to be compared."""

    type: ClassVar[str] = "analytics.submission_comparison.requested.v1"
    operation_id: str
    assessment_id: str
    question_id: str
