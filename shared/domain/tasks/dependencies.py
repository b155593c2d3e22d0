"""Which task waits for which, and the rule that none waits for itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.tasks.model import Task
from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.network import Network
from shared.engines.scheduling.plan import PROJECT_CALENDAR, Plan, Relation
from shared.engines.scheduling.plan import Dependency as PlannedDependency
from shared.engines.scheduling.plan import Task as PlannedTask
from shared.errors import FailedPrecondition

MAX_DEPENDENCIES = 20_000
"""In a project: all of them are read to find a cycle."""

Lag = Annotated[int, Field(ge=-5_256_000, le=5_256_000)]
"""Minutes, at most ten years; a negative lag is a lead."""

FINISH_WAITS = (Relation.FF, Relation.SF)
"""The relations in which a task's finish waits."""

_BEGINS_LIKE = {Relation.FS: Relation.FS, Relation.FF: Relation.FS, Relation.SS: Relation.SS, Relation.SF: Relation.SS}


class TaskDependency(Entity):
    """`task_id` waits for `depends_on_task_id`; the id follows from both, so that a pair depends once.

    The lag passes in working time, or on the clock when `elapsed`. Each line holds what the task is a part of.
    """

    project_id: str
    task_id: str
    task_line: tuple[str, ...]
    depends_on_task_id: str
    depends_on_line: tuple[str, ...]
    relation: Relation = Relation.FS
    lag_minutes: Lag = 0
    elapsed: bool = False
    created_by: str
    created_at: datetime


class DependencyGuard(Entity):
    """How many dependencies a project has: whoever changes them writes it, so that no two changes make a cycle."""

    count: int = 0

    def with_one_more(self) -> "DependencyGuard":
        """Return the guard for one dependency more; raise FailedPrecondition when the project is full."""
        if self.count >= MAX_DEPENDENCIES:
            raise FailedPrecondition(
                f"a project has at most {MAX_DEPENDENCIES} dependencies", code="too_many_dependencies"
            )
        return self.with_(count=self.count + 1)

    def with_one_less(self) -> "DependencyGuard":
        """Return the guard for one dependency less."""
        return self.with_(count=self.count - 1)


def dependency_id(task_id: str, depends_on_task_id: str) -> str:
    """Return the id of what one task has to do with another."""
    return f"{task_id}:{depends_on_task_id}"


def require_waitable(task: Task, relation: Relation) -> None:
    """Raise FailedPrecondition where the finish of a task with subtasks would wait: theirs decides it."""
    if task.subtask_count and relation in FINISH_WAITS:
        raise FailedPrecondition("a task with subtasks only waits to start: use FS or SS", code="finish_of_summary")


def require_divisible(dependencies: Iterable[TaskDependency]) -> None:
    """Raise FailedPrecondition where a task that waits like this can have no subtasks, as its finish waits."""
    if any(each.relation in FINISH_WAITS for each in dependencies):
        raise FailedPrecondition(
            "its finish waits for another task (FF or SF), so it can have no subtasks", code="finish_waits"
        )


def require_no_cycle(dependencies: Iterable[TaskDependency]) -> None:
    """Raise InvalidInput as `dependency_cycle`, with the path, where tasks or what they are parts of wait in a ring.

    Whether starts or finishes wait makes no difference to that.
    """
    known = list(dependencies)
    lines = [line for each in known for line in ((*each.task_line, each.task_id), _other_line(each))]
    parents = {id: line[place - 1] if place else None for line in lines for place, id in enumerate(line)}
    planned = [PlannedDependency(each.depends_on_task_id, each.task_id, _BEGINS_LIKE[each.relation]) for each in known]
    tasks = [PlannedTask(id, parent=parent) for id, parent in parents.items()]
    Network(Plan(start=0, tasks=tasks, calendars={PROJECT_CALENDAR: Calendar()}, dependencies=planned))


def around(dependencies: Sequence[TaskDependency], task_id: str) -> list[TaskDependency]:
    """Return what a task waits for, directly or not, and what waits for it, the nearest first."""
    waits: dict[str, list[TaskDependency]] = {}
    awaited: dict[str, list[TaskDependency]] = {}
    for each in dependencies:
        waits.setdefault(each.task_id, []).append(each)
        awaited.setdefault(each.depends_on_task_id, []).append(each)
    before = _reached(task_id, waits, lambda each: each.depends_on_task_id)
    after = _reached(task_id, awaited, lambda each: each.task_id)
    return list({each.id: each for each in (*before, *after)}.values())


def _reached(
    start: str, edges: Mapping[str, Sequence[TaskDependency]], far_end: Callable[[TaskDependency], str]
) -> list[TaskDependency]:
    found: list[TaskDependency] = []
    seen, waiting = {start}, [start]
    for id in waiting:
        for each in edges.get(id, ()):
            found.append(each)
            if far_end(each) not in seen:
                seen.add(far_end(each))
                waiting.append(far_end(each))
    return found


def _other_line(dependency: TaskDependency) -> tuple[str, ...]:
    return (*dependency.depends_on_line, dependency.depends_on_task_id)
