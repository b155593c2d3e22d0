"""What a report tells, as data: of what, put together by what, how much of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, StringConstraints

from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel

_Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Day = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]
_Days = Annotated[int, Field(ge=1, le=366)]


class Source(StrEnum):
    """What a report is made of."""

    TASKS = "tasks"
    TIME = "time"


class Dimension(StrEnum):
    """What rows are put together by; weeks are named by their Mondays."""

    ASSIGNEE = "assignee"
    CREATED_MONTH = "created_month"
    CREATED_WEEK = "created_week"
    CURRENCY = "currency"
    DAY = "day"
    DONE_MONTH = "done_month"
    DONE_WEEK = "done_week"
    DUE_MONTH = "due_month"
    DUE_WEEK = "due_week"
    MEMBER = "member"
    MONTH = "month"
    PRIORITY = "priority"
    REPORTER = "reporter"
    STAGE = "stage"
    STATUS = "status"
    TAG = "tag"
    TASK = "task"
    WEEK = "week"


class Measure(StrEnum):
    """What is added up; a cost is in the smallest unit of its currency."""

    ACTUAL_HOURS = "actual_hours"
    COST = "cost"
    DONE = "done"
    ENTRIES = "entries"
    ESTIMATED_HOURS = "estimated_hours"
    HOURS = "hours"
    OPEN = "open"
    OVERDUE = "overdue"
    TASKS = "tasks"


class ReportFormat(StrEnum):
    """What a report is written as."""

    CSV = "csv"
    JSON = "json"
    PDF = "pdf"

    @property
    def content_type(self) -> str:
        """The file's media type."""
        types = {ReportFormat.CSV: "text/csv", ReportFormat.JSON: "application/json"}
        return types.get(self, "application/pdf")


class ReportFilters(FrozenModel):
    """What is counted at all: days are those of the tenant's zone, `…_last_days` end with the day of the report.

    Of tasks: `status`, `assignee_id`, `priority`, `tag`, `done_last_days`. Of time: `member_id`, `task_id`, `since`,
    `until`, `last_days`.
    """

    status: _Text | None = None
    assignee_id: _Text | None = None
    priority: _Text | None = None
    tag: _Text | None = None
    done_last_days: _Days | None = None
    member_id: _Text | None = None
    task_id: _Text | None = None
    since: _Day | None = None
    until: _Day | None = None
    last_days: _Days | None = None

    def named(self) -> frozenset[str]:
        """Return the names of the filters that are set."""
        return frozenset(name for name in type(self).model_fields if getattr(self, name) is not None)


_D, _M = Dimension, Measure
DIMENSIONS: Mapping[Source, frozenset[Dimension]] = {
    Source.TASKS: frozenset(
        {
            *(_D.ASSIGNEE, _D.REPORTER, _D.PRIORITY, _D.STAGE, _D.STATUS, _D.TAG),
            *(_D.CREATED_MONTH, _D.CREATED_WEEK, _D.DONE_MONTH, _D.DONE_WEEK, _D.DUE_MONTH, _D.DUE_WEEK),
        }
    ),
    Source.TIME: frozenset({_D.CURRENCY, _D.DAY, _D.MEMBER, _D.MONTH, _D.TASK, _D.WEEK}),
}
MEASURES: Mapping[Source, frozenset[Measure]] = {
    Source.TASKS: frozenset({_M.ACTUAL_HOURS, _M.DONE, _M.ESTIMATED_HOURS, _M.OPEN, _M.OVERDUE, _M.TASKS}),
    Source.TIME: frozenset({_M.COST, _M.ENTRIES, _M.HOURS}),
}
FILTERS: Mapping[Source, frozenset[str]] = {
    Source.TASKS: frozenset({"status", "assignee_id", "priority", "tag", "done_last_days"}),
    Source.TIME: frozenset({"member_id", "task_id", "since", "until", "last_days"}),
}


class ReportDefinition(FrozenModel):
    """What a report tells."""

    source: Source
    dimensions: Annotated[tuple[Dimension, ...], Field(max_length=3)] = ()
    measures: Annotated[tuple[Measure, ...], Field(min_length=1, max_length=6)]
    filters: ReportFilters = ReportFilters()

    @property
    def tells_costs(self) -> bool:
        """Whether it tells what time costs: of one person, that is their rate."""
        return Measure.COST in self.measures

    def consistent(self) -> Self:
        """Return the definition; raise InvalidInput, with each problem, where it makes no sense."""
        problems = [*self._foreign(), *self._contradictions()]
        if problems:
            raise InvalidInput("no report can be made of this", code="invalid_report", fields=problems)
        return self

    def _foreign(self) -> list[FieldProblem]:
        found: list[FieldProblem] = []
        asked = (
            ("dimensions", self.dimensions, DIMENSIONS[self.source]),
            ("measures", self.measures, MEASURES[self.source]),
        )
        for name, chosen, possible in asked:
            message = f"of {self.source} these are possible, each once: {', '.join(sorted(possible))}"
            if not possible.issuperset(chosen) or len(set(chosen)) < len(chosen):
                found.append(FieldProblem(f"/definition/{name}", f"invalid_{name}", message))
        foreign = self.filters.named() - FILTERS[self.source]
        if foreign:
            message = f"{', '.join(sorted(foreign))}: {self.source} are not limited by this"
            found.append(FieldProblem("/definition/filters", "invalid_filters", message))
        return found

    def _contradictions(self) -> list[FieldProblem]:
        found: list[FieldProblem] = []
        if Measure.COST in self.measures and Dimension.CURRENCY not in self.dimensions:
            message = "costs in several currencies are not added up: put them together by currency"
            found.append(FieldProblem("/definition/measures", "needs_currency", message))
        since, until = self.filters.since, self.filters.until
        if self.filters.last_days is not None and (since or until):
            message = "name the days, or how many of the last"
            found.append(FieldProblem("/definition/filters", "two_ranges", message))
        elif since is not None and until is not None and until < since:
            found.append(FieldProblem("/definition/filters", "ends_before_start", "this ends before it starts"))
        return found
