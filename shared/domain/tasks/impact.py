"""What a dependency would do to the dates of a project."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from shared.domain.tasks.dependencies import TaskDependency
from shared.domain.tasks.model import Task
from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.differences import Move, differences
from shared.engines.scheduling.plan import PROJECT_CALENDAR, Dependency, Plan
from shared.engines.scheduling.plan import Task as PlannedTask
from shared.engines.scheduling.schedule import Schedule, schedule
from shared.engines.scheduling.working_time import minute_of

MINUTES = 60


def impact(
    tasks: Sequence[Task], dependencies: Sequence[TaskDependency], added: TaskDependency, start: datetime
) -> tuple[Schedule, Schedule, list[Move]]:
    """Return the schedules without and with a dependency, and the tasks that it moves.

    Tasks take their estimated hours of a standard week, no time where nothing was estimated. Raise InvalidInput where
    tasks would wait in a ring.
    """
    before = schedule(_plan(tasks, dependencies, start))
    others = [each for each in dependencies if each.id != added.id]
    after = schedule(_plan(tasks, [*others, added], start))
    return before, after, differences(before, after)


def _plan(tasks: Sequence[Task], dependencies: Iterable[TaskDependency], start: datetime) -> Plan:
    there = {task.id for task in tasks}
    return Plan(
        start=minute_of(start),
        tasks=[
            PlannedTask(task.id, int((task.estimated_hours or Decimal()) * MINUTES), task.parent_id) for task in tasks
        ],
        calendars={PROJECT_CALENDAR: Calendar()},
        dependencies=[
            Dependency(each.depends_on_task_id, each.task_id, each.relation, each.lag_minutes, each.elapsed)
            for each in dependencies
            if each.task_id in there and each.depends_on_task_id in there
        ],
    )
