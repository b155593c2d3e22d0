"""Tasks: what is to be done in a project, by whom and until when."""

from collections.abc import Container, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    PlainSerializer,
    StringConstraints,
    computed_field,
    model_validator,
)

from shared.data.repository import Entity
from shared.engines.custom_fields import FieldKey, FieldValue
from shared.engines.scheduling.plan import OF_SUMMARIES, Constraint
from shared.engines.scheduling.resources import WHOLE
from shared.engines.workflow import Stage
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_DEPTH = 5
"""How many tasks may lie above one another."""

MAX_SUBTASKS = 500
MAX_ATTACHMENTS = 50
MAX_STAGE_CHANGES = 100

DUE_SOON = timedelta(days=1)
"""How long before a task is due that is told."""

_EARLIEST = datetime.min.replace(tzinfo=UTC) + DUE_SOON


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("this is before the year 1 or after the year 9999 in UTC") from error


def _distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))


TaskTitle = Annotated[str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True)]
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
Hours = Annotated[Decimal, Field(ge=0, le=Decimal("999.99"), decimal_places=2), PlainSerializer(str, return_type=str)]
"""Hours to two decimal places, stored and sent as text."""
Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True, to_lower=True)]
Tags = Annotated[tuple[Tag, ...], Field(max_length=20), AfterValidator(_distinct)]
Minutes = Annotated[int, Field(ge=0, le=5_256_000)]
"""At most ten years."""
CustomFields = Annotated[dict[FieldKey, FieldValue], Field(max_length=50)]


class Priority(StrEnum):
    """How much a task matters."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class TaskAssignment(FrozenModel):
    """Somebody works on a task with some percent of their time."""

    member_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    units: Annotated[int, Field(ge=1, le=WHOLE)] = WHOLE


class ThreePoints(FrozenModel):
    """Working minutes that a task takes at best, most likely and at worst."""

    best_minutes: Minutes
    likely_minutes: Minutes
    worst_minutes: Minutes

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.best_minutes <= self.likely_minutes <= self.worst_minutes:
            raise ValueError("estimates go from best over likely to worst")
        return self


class TaskPlan(FrozenModel):
    """What is asked of a task's dates, how far it is, and who works on it: its assignee alone unless told.

    `remaining_minutes` of work are left of a started task.
    """

    constraint: Constraint = Constraint.ASAP
    constraint_at: Moment | None = None
    actual_start_at: Moment | None = None
    actual_finish_at: Moment | None = None
    remaining_minutes: Minutes | None = None
    estimate: ThreePoints | None = None
    assignments: Annotated[tuple[TaskAssignment, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.constraint.dated != (self.constraint_at is not None):
            raise ValueError("constraintAt goes with a constraint that has a date, and only with one")
        if (
            self.actual_finish_at is not None
            and (self.actual_start_at or self.actual_finish_at) > self.actual_finish_at
        ):
            raise ValueError("the task would finish before it started")
        if self.remaining_minutes is not None and self.actual_start_at is None:
            raise ValueError("work remains of what was started: give actualStartAt too")
        if len({each.member_id for each in self.assignments}) < len(self.assignments):
            raise ValueError("somebody is assigned twice")
        return self


class StageChange(FrozenModel):
    """A task got a status that means something else than the one before."""

    before: Stage
    stage: Stage
    at: datetime


class Task(Entity):
    """A task; `ancestors` are the tasks it is a part of, the outermost first. One that was deleted is kept.

    `external_id` is what the file calls it that it was imported from.
    """

    project_id: str
    external_id: str | None = None
    title: str
    description: str = ""
    status: str
    stage: Stage
    priority: Priority = Priority.MEDIUM
    assignee_id: str | None = None
    reporter_id: str
    ancestors: tuple[str, ...] = ()
    subtask_count: int = 0
    attachment_count: int = 0
    due_at: datetime | None = None
    estimated_hours: Hours | None = None
    actual_hours: Hours | None = None
    tags: tuple[str, ...] = ()
    custom_fields: CustomFields = Field(default_factory=dict[str, FieldValue])
    plan: TaskPlan = TaskPlan()
    completed_at: datetime | None = None
    stage_changes: tuple[StageChange, ...] = ()
    due_told_for: datetime | None = None
    deleted_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def parent_id(self) -> str | None:
        """The task it is a part of, stored so that tasks are found by it."""
        return self.ancestors[-1] if self.ancestors else None

    @computed_field
    @property
    def priority_rank(self) -> int:
        """The priority as a number, stored so that lists are sorted by it."""
        return list(Priority).index(self.priority)

    @computed_field
    @property
    def remind_at(self) -> datetime | None:
        """When to tell that it is due soon, stored so that a sweep finds it; None where nothing is to be told."""
        if self.due_at is None or self.deleted or self.stage.final or self.due_told_for == self.due_at:
            return None
        return max(self.due_at, _EARLIEST) - DUE_SOON

    @computed_field
    @property
    def deleted(self) -> bool:
        """Whether it was deleted, stored so that lists leave it out."""
        return self.deleted_at is not None

    def assigned(self, to: str | None, *, at: datetime) -> Self:
        """Return the task with another assignee, or with none."""
        return self.with_(assignee_id=to, updated_at=at)

    def moved_on(self, status: str, stage: Stage, *, at: datetime) -> Self:
        """Return the task with another status; one that stays done keeps when it was."""
        completed_at = (self.completed_at or at) if stage is Stage.DONE else None
        changes = self.stage_changes
        if stage is not self.stage:
            changes = (*changes, StageChange(before=self.stage, stage=stage, at=at))
        # The first one stays: it says when work began.
        changes = changes[:1] + changes[1:][-(MAX_STAGE_CHANGES - 1) :]
        return self.with_(status=status, stage=stage, completed_at=completed_at, stage_changes=changes, updated_at=at)

    def edited(self, changes: Mapping[str, object], *, at: datetime) -> Self:
        """Return the task with some of its own fields changed."""
        return self.with_(**{**changes, "updated_at": at})

    def planned(self, plan: TaskPlan, *, at: datetime) -> Self:
        """Return the task with another plan; raise FailedPrecondition where its subtasks decide what is asked."""
        own = plan.constraint not in OF_SUMMARIES or plan.assignments or plan.actual_start_at or plan.actual_finish_at
        if self.subtask_count and own:
            raise FailedPrecondition("plan its subtasks: they decide its dates", code="task_has_subtasks")
        return self.with_(plan=plan, updated_at=at)

    def moved_to(self, project_id: str, people: Container[str | None], *, at: datetime) -> Self:
        """Return the task in another project, a part of nothing and done by those of its people who work there.

        Raise FailedPrecondition while it has subtasks.
        """
        if self.subtask_count:
            raise FailedPrecondition("delete or move its subtasks first", code="task_has_subtasks")
        assignments = tuple(each for each in self.plan.assignments if each.member_id in people)
        return self.with_(
            project_id=project_id,
            assignee_id=self.assignee_id if self.assignee_id in people else None,
            ancestors=(),
            plan=self.plan.with_(assignments=assignments),
            updated_at=at,
        )

    def removed(self, *, at: datetime) -> Self:
        """Return the task as it is kept once it is deleted; raise FailedPrecondition while it has subtasks."""
        if self.subtask_count:
            raise FailedPrecondition("delete or move its subtasks first", code="task_has_subtasks")
        return self.with_(deleted_at=at, updated_at=at)

    def restored(self, *, at: datetime) -> Self:
        """Return the task as it stood before it was deleted; raise FailedPrecondition where it wasn't."""
        if self.deleted_at is None:
            raise FailedPrecondition("the task is not deleted", code="task_not_deleted")
        return self.with_(deleted_at=None, updated_at=at)

    def line(self) -> tuple[str, ...]:
        """Return the ancestors of what is a part of this task; raise FailedPrecondition where that is too deep."""
        if len(self.ancestors) + 1 >= MAX_DEPTH:
            raise FailedPrecondition(f"tasks lie at most {MAX_DEPTH} deep in one another", code="too_deep")
        return (*self.ancestors, self.id)

    def with_attachment(self) -> Self:
        """Return the task with one attachment more; raise FailedPrecondition when it has too many."""
        if self.attachment_count >= MAX_ATTACHMENTS:
            raise FailedPrecondition(f"a task has at most {MAX_ATTACHMENTS} attachments", code="too_many_attachments")
        return self.with_(attachment_count=self.attachment_count + 1)

    def with_subtask(self) -> Self:
        """Return the task with one subtask more: whoever adds one writes its parent, so that no two miss each other."""
        if self.subtask_count >= MAX_SUBTASKS:
            raise FailedPrecondition(f"a task has at most {MAX_SUBTASKS} subtasks", code="too_many_subtasks")
        return self.with_(subtask_count=self.subtask_count + 1)

    def without_subtask(self) -> Self:
        """Return the task with one subtask less."""
        return self.with_(subtask_count=self.subtask_count - 1)
