"""A project's tasks as another project begins with them: nothing done, nobody assigned, all dates moved alike.

The id of a copy follows from what it is a copy of, so that a copy that is made twice is one, and the original's export
changes the copy when it is imported there.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.tasks.dependencies import TaskDependency, dependency_id
from shared.domain.tasks.importing import task_id
from shared.domain.tasks.model import Task, TaskPlan
from shared.domain.tasks.planning import Work
from shared.engines.local_times import days_later
from shared.engines.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Copying:
    """Where copies go, and by how many days on a zone's clocks their dates move."""

    project_id: str
    days: int
    zone: str
    by: str
    at: datetime

    def id(self, of: str) -> str:
        """Return the id of the copy of something."""
        return task_id(self.project_id, of)

    def work(self, work: Work, workflow: Workflow) -> Work:
        """Return copies of tasks and of what they wait for; raise OverflowError beyond the calendar."""
        ids = {task.id for task in work.tasks}
        parts = Counter(task.parent_id for task in work.tasks)
        tasks = [self._task(task, number, parts[task.id], workflow) for number, task in enumerate(work.tasks)]
        links = [each for each in work.dependencies if {each.task_id, each.depends_on_task_id} <= ids]
        return Work(tasks, [self._dependency(each) for each in links])

    def _task(self, task: Task, number: int, parts: int, workflow: Workflow) -> Task:
        # Tasks are listed by when they were made: copies in the order of what they are copies of.
        made_at = self.at + timedelta(microseconds=number)
        return Task(
            id=self.id(task.id),
            project_id=self.project_id,
            title=task.title,
            description=task.description,
            status=workflow.first,
            stage=workflow.stage(workflow.first),
            priority=task.priority,
            reporter_id=self.by,
            ancestors=tuple(map(self.id, task.ancestors)),
            subtask_count=parts,
            due_at=self._later(task.due_at),
            estimated_hours=task.estimated_hours,
            tags=task.tags,
            custom_fields=task.custom_fields,
            plan=TaskPlan(
                constraint=task.plan.constraint,
                constraint_at=self._later(task.plan.constraint_at),
                estimate=task.plan.estimate,
            ),
            created_by=self.by,
            created_at=made_at,
            updated_at=made_at,
        )

    def _dependency(self, dependency: TaskDependency) -> TaskDependency:
        waiting_id, other_id = self.id(dependency.task_id), self.id(dependency.depends_on_task_id)
        return dependency.with_(
            id=dependency_id(waiting_id, other_id),
            project_id=self.project_id,
            task_id=waiting_id,
            task_line=tuple(map(self.id, dependency.task_line)),
            depends_on_task_id=other_id,
            depends_on_line=tuple(map(self.id, dependency.depends_on_line)),
            created_by=self.by,
            created_at=self.at,
        )

    def _later(self, at: datetime | None) -> datetime | None:
        return None if at is None else days_later(at, self.days, self.zone)
