"""A/B tests of a card: its versions are shown to different people, and what comes of it is compared.

Who gets which version follows from a hash, so nothing is stored for it. What is counted is a document for each unit
(a person, a session, whatever the tenant draws the line around), which says what the unit has added to the counters.
"""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.engines.experiments.assignment import assigned
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.model import FrozenModel

MAX_VARIANTS = 5
MAX_METRICS = 5
UNITS_KEPT_FOR = timedelta(days=90)
"""How long a concluded test's units are kept, and its counters can be checked."""

PRECISION = 1_000_000
"""Into how many steps a metric's range is divided: counters add whole numbers."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_-]*$")]
UnitId = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Bound = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]


class Variant(FrozenModel):
    """A version of the card, and its share of the units: its weight of the sum of all weights."""

    name: Name
    version: Annotated[int, Field(ge=1)]
    weight: Annotated[int, Field(ge=1, le=1_000)] = 1


class MetricKind(StrEnum):
    """Whether an outcome is a yes or no (1 or 0), or any number of a range."""

    BINARY = "binary"
    MEAN = "mean"


class Metric(FrozenModel):
    """What is measured of each unit, once; `low` and `high` bound it, since only what is bounded can be promised."""

    name: Name
    kind: MetricKind
    low: Bound = 0.0
    high: Bound = 1.0

    @model_validator(mode="after")
    def _has_a_range(self) -> Self:
        if self.low >= self.high:
            raise PydanticCustomError("empty_range", "low must be less than high")
        if self.kind is MetricKind.BINARY and (self.low, self.high) != (0, 1):
            raise PydanticCustomError("binary_range", "a binary metric is 0 or 1; leave its range out")
        return self

    def steps(self, value: float) -> int:
        """Return where in the range a value lies, from 0 to PRECISION; raise InvalidInput for one outside."""
        if not self.low <= value <= self.high or (self.kind is MetricKind.BINARY and value not in (0, 1)):
            allowed = "0 or 1" if self.kind is MetricKind.BINARY else f"from {self.low:g} to {self.high:g}"
            problem = FieldProblem("/value", "value_out_of_range", f"{self.name} is {allowed}")
            raise InvalidInput("the value is none of this metric", fields=[problem])
        return round((value - self.low) / (self.high - self.low) * PRECISION)


class AbTestPlan(FrozenModel):
    """What is compared by what. The first variant is the one that the others are compared with."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    variants: Annotated[tuple[Variant, ...], Field(min_length=2, max_length=MAX_VARIANTS)]
    metrics: Annotated[tuple[Metric, ...], Field(min_length=1, max_length=MAX_METRICS)]
    primary: Name

    @field_validator("variants", "metrics")
    @classmethod
    def _names_are_distinct(cls, named: tuple[Any, ...]) -> tuple[Any, ...]:
        if len({each.name for each in named}) < len(named):
            raise PydanticCustomError("duplicate_name", "give each a name of its own")
        return named

    @model_validator(mode="after")
    def _primary_is_a_metric(self) -> Self:
        if self.primary not in {each.name for each in self.metrics}:
            raise PydanticCustomError("unknown_primary", "primary must name one of the metrics")
        return self


class AbTestStatus(StrEnum):
    """How far a test is; a stopped one still takes outcomes of units that were exposed."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"
    CONCLUDED = "concluded"


class AbTest(Entity):
    """An A/B test of one card."""

    card_id: str
    plan: AbTestPlan
    status: AbTestStatus = AbTestStatus.DRAFT
    winner: str | None = None
    created_by: str
    created_at: datetime
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    concluded_at: datetime | None = None

    def started(self, *, at: datetime) -> Self:
        """Return the test running; raise FailedPrecondition where it ran before."""
        if self.status is not AbTestStatus.DRAFT:
            raise FailedPrecondition("this test was started before", code="ab_test_started")
        return self.with_(status=AbTestStatus.RUNNING, started_at=at)

    def stopped(self, *, at: datetime) -> Self:
        """Return the test without further exposures; raise FailedPrecondition where it isn't running."""
        self.require_running()
        return self.with_(status=AbTestStatus.STOPPED, stopped_at=at)

    def concluded(self, winner: str, *, at: datetime) -> Self:
        """Return the test with its winner; raise FailedPrecondition before it is stopped, and once it is concluded."""
        if self.status is not AbTestStatus.STOPPED:
            raise FailedPrecondition("stop the test first; one that is concluded stays so", code="ab_test_not_stopped")
        return self.with_(status=AbTestStatus.CONCLUDED, winner=self.variant(winner).name, concluded_at=at)

    def require_running(self) -> None:
        """Raise FailedPrecondition where nobody is to be exposed."""
        if self.status is not AbTestStatus.RUNNING:
            raise FailedPrecondition(f"the test is {self.status.value}, not running", code="ab_test_not_running")

    def require_measuring(self) -> None:
        """Raise FailedPrecondition where no outcome counts any more, or yet."""
        if self.status not in (AbTestStatus.RUNNING, AbTestStatus.STOPPED):
            raise FailedPrecondition(f"the test is {self.status.value} and takes no outcomes", code="ab_test_closed")

    def require_units(self, *, at: datetime) -> None:
        """Raise FailedPrecondition once the units of a concluded test are gone."""
        if self.concluded_at is not None and at >= self.concluded_at + UNITS_KEPT_FOR:
            raise FailedPrecondition("what was counted of each unit is gone", code="ab_units_gone")

    def variant(self, name: str) -> Variant:
        """Return a variant by its name; raise NotFound where there is none."""
        for each in self.plan.variants:
            if each.name == name:
                return each
        raise NotFound("the test has no such variant", code="variant_not_found")

    def metric(self, name: str) -> tuple[int, Metric]:
        """Return a metric with its place by its name; raise NotFound where there is none."""
        for place, each in enumerate(self.plan.metrics):
            if each.name == name:
                return place, each
        raise NotFound("the test has no such metric", code="metric_not_found")

    def place_of(self, unit_id: str) -> int:
        """Return the place of the variant that a unit has by its hash, always the same."""
        return assigned(self.id, unit_id, [each.weight for each in self.plan.variants])

    def shown_to(self, unit_id: str) -> Variant:
        """Return what a unit is shown: its variant, or the winner; raise FailedPrecondition before the start."""
        if self.status is AbTestStatus.DRAFT:
            raise FailedPrecondition("the test is a draft; start it", code="ab_test_not_started")
        return self.variant(self.winner) if self.winner else self.plan.variants[self.place_of(unit_id)]


class Outcome(FrozenModel):
    """What one metric came to, as it was sent and in steps of its range."""

    value: float
    steps: int
    recorded_at: datetime


class AbUnit(Entity):
    """What one unit has added to a test's counters; `variant` is its place. The id tells nobody which unit it is."""

    ab_test_id: str
    variant: int
    exposed_at: datetime
    outcomes: dict[str, Outcome] = Field(default_factory=dict[str, Outcome])

    def counters(self, test: AbTest) -> dict[str, int]:
        """Return what the unit adds to the counters."""
        added = {exposed_counter(self.variant): 1}
        for name, outcome in self.outcomes.items():
            added |= outcome_counters(self.variant, test.metric(name)[0], outcome.steps)
        return added


def exposed_counter(variant: int) -> str:
    """Return the name of what counts a variant's units."""
    return f"v{variant}exposed"


def outcome_counters(variant: int, metric: int, steps: int) -> dict[str, int]:
    """Return what an outcome adds, by the places of its variant and metric."""
    return {f"v{variant}m{metric}n": 1, f"v{variant}m{metric}steps": steps}


def ab_unit_id(test_id: str, unit_id: str) -> str:
    """Return the id under which a unit is counted: a hash, so that who it is isn't kept."""
    digest = hashlib.sha256(f"{len(test_id)}:{test_id}:{unit_id}".encode()).hexdigest()
    return f"{test_id}:{digest[:40]}"
