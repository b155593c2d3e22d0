"""Tasks as the scheduling engine takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from shared.data.unit_of_work import Reads
from shared.domain.tasks.dependencies import TaskDependency
from shared.domain.tasks.model import Task, TaskAssignment, TaskPlan
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.plan import OF_SUMMARIES, PROJECT_CALENDAR, Constraint, Dependency, Plan
from shared.engines.scheduling.plan import Task as PlannedTask
from shared.engines.scheduling.resources import Assignment, Resource, Staffing
from shared.engines.scheduling.working_time import minute_of
from shared.engines.workflow import Stage
from shared.errors import FailedPrecondition, NotFound

MAX_PLANNED = 10_000
MINUTES = 60


@dataclass(frozen=True)
class Work:
    """Everything that is to be done in a project, oldest tasks first."""

    tasks: Sequence[Task]
    dependencies: Sequence[TaskDependency]

    def assuming(self, plans: Mapping[str, TaskPlan], *, at: datetime) -> Sequence[Task]:
        """Return the tasks as they were if some were planned so; raise NotFound for one that there is not."""
        unknown = plans.keys() - {task.id for task in self.tasks}
        if unknown:
            raise NotFound("the project has no such task", code="task_not_found")
        return [task.planned(plans[task.id], at=at) if task.id in plans else task for task in self.tasks]

    def staffing(self, plan: Plan) -> Staffing:
        """Return who works on what: each has their whole time, on their own calendar."""
        parents = {task.parent_id for task in self.tasks}
        needs = [
            Assignment(task.id, each.member_id, each.units)
            for task in self.tasks
            if task.id not in parents
            for each in assigned(task)
        ]
        people = sorted({need.resource for need in needs})
        return Staffing(
            plan,
            [Resource(id, calendar=id if id in plan.calendars else PROJECT_CALENDAR) for id in people],
            needs,
        )


async def work_of(reads: Reads, project_id: str) -> Work:
    """Return a project's tasks and dependencies; raise FailedPrecondition as `project_too_large`."""
    tasks = await TaskRepository(reads).all_of(project_id, MAX_PLANNED + 1)
    if len(tasks) > MAX_PLANNED:
        raise FailedPrecondition(f"a plan holds at most {MAX_PLANNED} tasks", code="project_too_large")
    return Work(tasks[::-1], await DependencyRepository(reads).all_of(project_id))


def open_work(work: Work) -> Work:
    """Return the work without tasks that were dropped, but for those that others are a part of."""
    parents = {task.parent_id for task in work.tasks}
    tasks = [task for task in work.tasks if task.stage is not Stage.DROPPED or task.id in parents]
    return Work(tasks, work.dependencies)


def assigned(task: Task) -> Sequence[TaskAssignment]:
    """Return who works on a task: whom its plan names, or its assignee."""
    if task.plan.assignments or task.assignee_id is None:
        return task.plan.assignments
    return (TaskAssignment(member_id=task.assignee_id),)


def minutes_of(task: Task) -> int:
    """Return the working minutes a task takes: what is estimated, most likely where there are three points."""
    if task.plan.estimate is not None:
        return task.plan.estimate.likely_minutes
    return int((task.estimated_hours or Decimal()) * MINUTES)


def complete(task: Task) -> Fraction:
    """Return how much of a task is done: all of a finished one, of a started one what does not remain."""
    if task.stage is Stage.DONE or task.plan.actual_finish_at is not None:
        return Fraction(1)
    left, minutes = task.plan.remaining_minutes, minutes_of(task)
    return Fraction(0) if left is None or not minutes else max(Fraction(0), 1 - Fraction(left, minutes))


def minutes_spent(task: Task) -> int:
    """Return the minutes that a task took so far."""
    return int((task.actual_hours or Decimal()) * MINUTES)


def plan_of(
    tasks: Sequence[Task],
    dependencies: Sequence[TaskDependency],
    start: datetime,
    calendar: Calendar,
    people: Mapping[str, Calendar] | None = None,
    waits: Mapping[str, datetime] | None = None,
    status_at: datetime | None = None,
) -> Plan:
    """Return the plan of tasks: somebody's calendar is a task's where they alone work on it; `waits` are levelling's.

    What a task asks that only one without subtasks can is left out once it has some. A task that is done without a
    finish of its own finished when it was completed.
    """
    there = {task.id for task in tasks}
    parents = {task.parent_id for task in tasks}
    known = people or {}
    delayed = waits or {}
    return Plan(
        start=minute_of(start),
        tasks=[_summary(task) if task.id in parents else _leaf(task, known, delayed.get(task.id)) for task in tasks],
        calendars={PROJECT_CALENDAR: calendar, **known},
        dependencies=[
            Dependency(each.depends_on_task_id, each.task_id, each.relation, each.lag_minutes, each.elapsed)
            for each in dependencies
            if each.task_id in there and each.depends_on_task_id in there
        ],
        status_date=_minute(status_at),
    )


def _summary(task: Task) -> PlannedTask:
    asked = task.plan.constraint in OF_SUMMARIES
    return PlannedTask(
        task.id,
        parent=task.parent_id,
        constraint=task.plan.constraint if asked else Constraint.ASAP,
        constraint_date=_minute(task.plan.constraint_at) if asked else None,
        deadline=_minute(task.due_at),
    )


def _leaf(task: Task, people: Mapping[str, Calendar], wait: datetime | None) -> PlannedTask:
    alone = assigned(task)
    own = alone[0].member_id if len(alone) == 1 else PROJECT_CALENDAR
    finished = task.plan.actual_finish_at
    if finished is None and task.stage is Stage.DONE and task.completed_at is not None:
        finished = max(task.completed_at, task.plan.actual_start_at or task.completed_at)
    return PlannedTask(
        task.id,
        minutes_of(task),
        task.parent_id,
        own if own in people else PROJECT_CALENDAR,
        task.plan.constraint,
        _minute(task.plan.constraint_at),
        _minute(task.due_at),
        _minute(task.plan.actual_start_at),
        _minute(finished),
        task.plan.remaining_minutes,
        _minute(wait),
    )


def _minute(moment: datetime | None) -> int | None:
    return None if moment is None else minute_of(moment)
