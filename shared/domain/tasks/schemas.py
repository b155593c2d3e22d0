"""Tasks as callers see them."""

from datetime import datetime

from shared.domain.tasks.model import CustomFields, Hours, Priority, Task, TaskPlan
from shared.engines.scheduling.differences import Move
from shared.engines.scheduling.plan import Relation
from shared.engines.scheduling.working_time import moment_of
from shared.engines.workflow import Stage
from shared.errors import EllaError
from shared.model import FrozenModel, View


class TaskView(View):
    """A task."""

    id: str
    project_id: str
    external_id: str | None
    title: str
    description: str
    status: str
    stage: Stage
    priority: Priority
    assignee_id: str | None
    reporter_id: str
    parent_id: str | None
    ancestors: tuple[str, ...]
    subtask_count: int
    due_at: datetime | None
    estimated_hours: Hours | None
    actual_hours: Hours | None
    tags: tuple[str, ...]
    custom_fields: CustomFields
    plan: TaskPlan
    completed_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class TaskListItem(TaskView):
    """A task in a list, with the names of its project and of who it is assigned to, None for who left the tenant."""

    project_name: str
    assignee_name: str | None

    @classmethod
    def named(cls, task: Task, project_name: str, assignee_name: str | None) -> "TaskListItem":
        """Return a task with the names."""
        own = {name: getattr(task, name) for name in TaskView.model_fields}
        return cls(**own, project_name=project_name, assignee_name=assignee_name)


class EditRefusal(FrozenModel):
    """Why one task of several was not edited."""

    code: str
    message: str

    @classmethod
    def of(cls, error: EllaError) -> "EditRefusal":
        """Return an error as a refusal."""
        return cls(code=error.code, message=error.message)


class EditOutcome(FrozenModel):
    """What became of one task of several: the task as it is now, or why it is as it was."""

    task_id: str
    task: TaskView | None = None
    refusal: EditRefusal | None = None


class EditOutcomes(FrozenModel):
    """What became of each task, in the order asked."""

    items: tuple[EditOutcome, ...]
    edited: int
    refused: int


class DependencyView(View):
    """That a task waits for another; the lag passes in working time, or on the clock when `elapsed`."""

    task_id: str
    depends_on_task_id: str
    relation: Relation
    lag_minutes: int
    elapsed: bool
    created_by: str
    created_at: datetime


class GraphTask(View):
    """A task in a graph."""

    id: str
    title: str
    status: str
    stage: Stage
    parent_id: str | None
    due_at: datetime | None


class DependencyGraph(FrozenModel):
    """What a task waits for, directly or not, and what waits for it; `complete` is False where there was too much."""

    tasks: tuple[GraphTask, ...]
    dependencies: tuple[DependencyView, ...]
    complete: bool


class MovedTask(FrozenModel):
    """A task that a dependency would move, or make critical or not."""

    task_id: str
    start_before: datetime | None
    start_after: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None
    critical_before: bool
    critical_after: bool

    @classmethod
    def of(cls, move: Move) -> "MovedTask":
        """Return a move with its moments."""
        return cls(
            task_id=move.task,
            start_before=_moment(move.start_before),
            start_after=_moment(move.start_after),
            finish_before=_moment(move.finish_before),
            finish_after=_moment(move.finish_after),
            critical_before=move.critical_before,
            critical_after=move.critical_after,
        )


class DependencyImpact(FrozenModel):
    """What a dependency would move: `moved` tasks, of which at most 500 are named, and the project's finish."""

    moved: int
    tasks: tuple[MovedTask, ...]
    finish_before: datetime
    finish_after: datetime


def _moment(minute: int | None) -> datetime | None:
    return None if minute is None else moment_of(minute)
