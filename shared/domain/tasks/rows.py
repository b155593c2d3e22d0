"""A task as files hold it: what an import takes, and what an export writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError

from shared.domain.tasks.dependencies import Lag
from shared.domain.tasks.model import (
    Minutes,
    Moment,
    Priority,
    Tags,
    Task,
    TaskAssignment,
    TaskPlan,
    TaskTitle,
    ThreePoints,
)
from shared.domain.tasks.planning import minutes_of
from shared.engines.scheduling.plan import Constraint, Relation
from shared.engines.scheduling.resources import WHOLE
from shared.engines.workflow import Stage, Workflow
from shared.errors import InvalidInput
from shared.model import FrozenModel

HUNDREDTHS_OF_HOURS = 3
"""Whole minutes that hours of two decimal places say exactly are multiples of this."""
MOST_HOURS = Decimal("999.99")

ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Email = Annotated[str, StringConstraints(min_length=3, max_length=320, strip_whitespace=True, to_lower=True)]


class LinkRow(FrozenModel):
    """A task of the same file that a row waits for."""

    external_id: ExternalId
    relation: Relation = Relation.FS
    lag_minutes: Lag = 0
    elapsed: bool = False


class AssignmentRow(FrozenModel):
    """Somebody who works on a task, with some percent of their time."""

    email: Email
    units: Annotated[int, Field(ge=1, le=WHOLE)] = WHOLE


class TaskRow(FrozenModel):
    """One task; what a row leaves out is left as it is. `blocks` are tasks that wait for it."""

    external_id: ExternalId
    title: TaskTitle
    description: Annotated[str, StringConstraints(max_length=50_000)] = ""
    status: Annotated[str, StringConstraints(max_length=100)] | None = None
    stage: Stage | None = None
    priority: Priority = Priority.MEDIUM
    assignee: Email | None = None
    assignments: Annotated[tuple[AssignmentRow, ...], Field(max_length=20)] = ()
    parent: ExternalId | None = None
    due_at: Moment | None = None
    estimated_minutes: Minutes | None = None
    tags: Tags = ()
    constraint: Constraint = Constraint.ASAP
    constraint_at: Moment | None = None
    actual_start_at: Moment | None = None
    actual_finish_at: Moment | None = None
    remaining_minutes: Minutes | None = None
    depends_on: Annotated[tuple[LinkRow, ...], Field(max_length=500)] = ()
    blocks: Annotated[tuple[ExternalId, ...], Field(max_length=500)] = ()

    @property
    def emails(self) -> set[str]:
        """The addresses of whom it names."""
        return {*([self.assignee] if self.assignee else ()), *(each.email for each in self.assignments)}

    @classmethod
    def of(
        cls, task: Task, ids: Mapping[str, str], emails: Mapping[str, str], depends_on: tuple[LinkRow, ...] = ()
    ) -> Self:
        """Return a stored task; `ids` are external ids by task, `emails` addresses by member."""
        assignments = tuple(
            AssignmentRow(email=emails[each.member_id], units=each.units)
            for each in task.plan.assignments
            if each.member_id in emails
        )
        plan = task.plan
        return cls(
            external_id=ids[task.id],
            title=task.title,
            description=task.description,
            status=task.status,
            stage=task.stage,
            priority=task.priority,
            assignee=emails.get(task.assignee_id or ""),
            assignments=assignments,
            parent=ids.get(task.parent_id or ""),
            due_at=task.due_at,
            estimated_minutes=minutes_of(task) or None,
            tags=task.tags,
            constraint=plan.constraint,
            constraint_at=plan.constraint_at,
            actual_start_at=plan.actual_start_at,
            actual_finish_at=plan.actual_finish_at,
            remaining_minutes=plan.remaining_minutes,
            depends_on=depends_on,
        )

    def to_record(self) -> dict[str, Any]:
        """Return what JSON says of it."""
        left_out = {"blocks"} if self.assignments else {"blocks", "assignments"}
        return self.model_dump(mode="json", by_alias=True, exclude=left_out)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where rows go: the project's workflow, and who may be assigned, by e-mail address."""

    workflow: Workflow
    people: Mapping[str, str]


def applied(task: Task, row: TaskRow, around: Surroundings, *, at: datetime) -> Task:
    """Return a task as a row says; the very task where nothing differs.

    A status need not follow the one before: the file says where the work stands. Raise InvalidInput as
    `unknown_status`, or `contradictory_plan`; FailedPrecondition where its subtasks decide what is asked.
    """
    told = row.model_fields_set
    own: dict[str, object] = {"title": row.title}
    own |= {name: getattr(row, name) for name in ("description", "priority", "due_at", "tags") if name in told}
    plan = _asked(task, row)
    if "estimated_minutes" in told and (row.estimated_minutes or 0) != minutes_of(task):
        hours, plan["estimate"] = _estimates(row.estimated_minutes)
        own["estimated_hours"] = hours
    assignee, plan_of_people = _assigned(task, row, around)
    after = task.edited(own, at=task.updated_at).assigned(assignee, at=task.updated_at)
    try:
        wanted = TaskPlan.model_validate({**dict(task.plan), **plan, **plan_of_people})
    except ValidationError as error:
        raise InvalidInput(error.errors()[0]["msg"], code="contradictory_plan") from error
    if wanted != task.plan:
        after = after.planned(wanted, at=task.updated_at)
    status = _status(task, row, around.workflow)
    if status != task.status:
        after = after.moved_on(status, around.workflow.stage(status), at=at)
    return task if after == task else after.with_(updated_at=at)


def _asked(task: Task, row: TaskRow) -> dict[str, object]:
    names = ("constraint", "constraint_at", "actual_start_at", "actual_finish_at", "remaining_minutes")
    return {name: getattr(row, name) for name in names if name in row.model_fields_set}


def _estimates(minutes: int | None) -> tuple[Decimal | None, ThreePoints | None]:
    """Return minutes as hours where two decimal places say them, else as three equal points."""
    if minutes is None:
        return None, None
    hours = Decimal(minutes) / 60
    if minutes % HUNDREDTHS_OF_HOURS == 0 and hours <= MOST_HOURS:
        return hours, None
    return None, ThreePoints(best_minutes=minutes, likely_minutes=minutes, worst_minutes=minutes)


def _assigned(task: Task, row: TaskRow, around: Surroundings) -> tuple[str | None, dict[str, object]]:
    known = [(around.people[each.email], each.units) for each in row.assignments if each.email in around.people]
    if row.assignments and known:
        alone = len(known) == 1 and known[0][1] == WHOLE
        several = () if alone else tuple(TaskAssignment(member_id=id, units=units) for id, units in known)
        first = around.people.get(row.assignee or "", known[0][0])
        return first, {"assignments": several}
    if "assignee" in row.model_fields_set and (row.assignee is None or row.assignee in around.people):
        return around.people.get(row.assignee or ""), {}
    if "assignments" in row.model_fields_set and not row.assignments and "assignee" not in row.model_fields_set:
        return None, {"assignments": ()}
    return task.assignee_id, {}


def _status(task: Task, row: TaskRow, workflow: Workflow) -> str:
    named = {text: each.key for each in workflow.statuses for text in (each.name.casefold(), each.key)}
    wanted = (row.status or "").strip().casefold()
    found = named.get(wanted) or named.get(re.sub(r"\W+", "_", wanted))
    if found is not None:
        return found
    if row.stage is None:
        if row.status is None:
            return task.status
        known = ", ".join(each.key for each in workflow.statuses)
        raise InvalidInput(f"the project's workflow has no such status; use one of: {known}", code="unknown_status")
    if task.stage is row.stage:
        return task.status
    status = next((each.key for each in workflow.statuses if each.stage is row.stage), None)
    if status is None:
        raise InvalidInput(f"the project's workflow has no status for {row.stage}", code="unknown_status")
    return status
