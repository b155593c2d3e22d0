"""What happens to A/B tests, and what they have to do."""

from typing import ClassVar

from pydantic import Field

from shared.events.event import Event


class AbTestConcluded(Event):
    """An A/B test has a winner."""

    type: ClassVar[str] = "ab_tests.test.concluded.v1"
    ab_test_id: str
    card_id: str
    version: int


class AbUnitsExpired(Event):
    """What was counted of each unit is to go; emitted for that moment when a test is concluded."""

    type: ClassVar[str] = "ab_tests.units.expired.v1"
    ab_test_id: str


class AbTestReconciliationDue(Event):
    """Some more units are to be counted again, behind `cursor`; `counters` holds those so far."""

    type: ClassVar[str] = "ab_tests.reconciliation.page_due.v1"
    operation_id: str
    ab_test_id: str
    cursor: str | None = None
    units: int = 0
    counters: dict[str, int] = Field(default_factory=dict)
