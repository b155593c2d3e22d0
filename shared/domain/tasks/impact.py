"""What a dependency would do to the dates of a project."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.tasks.dependencies import TaskDependency
from shared.domain.tasks.model import Task
from shared.domain.tasks.planning import plan_of
from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.differences import Move, differences
from shared.engines.scheduling.schedule import Schedule, schedule


def impact(
    tasks: Sequence[Task], dependencies: Sequence[TaskDependency], added: TaskDependency, start: datetime
) -> tuple[Schedule, Schedule, list[Move]]:
    """Return the schedules without and with a dependency, and the tasks that it moves.

    Tasks take their estimated hours of a standard week, no time where nothing was estimated. Raise InvalidInput where
    tasks would wait in a ring.
    """
    before = schedule(plan_of(tasks, dependencies, start, Calendar()))
    others = [each for each in dependencies if each.id != added.id]
    after = schedule(plan_of(tasks, [*others, added], start, Calendar()))
    return before, after, differences(before, after)
