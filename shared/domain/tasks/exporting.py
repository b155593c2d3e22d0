"""Tasks as files that an import takes back."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from shared.domain.tasks.dependencies import TaskDependency
from shared.domain.tasks.model import Task
from shared.domain.tasks.rows import LinkRow, TaskRow

EXPORT_KIND = "task_export"


class ExportFormat(StrEnum):
    """JSON says all of it; CSV, one row a task, no shared work; a plan for Microsoft Project has calendars too."""

    CSV = "csv"
    JSON = "json"
    MS_PROJECT = "ms_project"

    @property
    def content_type(self) -> str:
        """The file's media type, the one that its upload for an import has."""
        types = {ExportFormat.CSV: "text/csv", ExportFormat.JSON: "application/json"}
        return types.get(self, "application/xml")

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return f"tasks.{'xml' if self is ExportFormat.MS_PROJECT else self.value}"


def outlined(tasks: Sequence[Task]) -> list[Task]:
    """Return tasks with each one's parts right behind it, otherwise in the order given."""
    parts: dict[str | None, list[Task]] = {}
    for task in tasks:
        parts.setdefault(task.parent_id, []).append(task)
    waiting, found = parts.get(None, [])[::-1], list[Task]()
    while waiting:
        task = waiting.pop()
        found.append(task)
        waiting.extend(parts.get(task.id, [])[::-1])
    return found


def rows_of(tasks: Sequence[Task], dependencies: Sequence[TaskDependency], emails: Mapping[str, str]) -> list[TaskRow]:
    """Return tasks as rows; what was imported keeps the id it came with. `emails` are addresses by member."""
    ids = {task.id: task.external_id or task.id for task in tasks}
    waits: dict[str, list[LinkRow]] = {}
    for each in dependencies:
        if each.task_id in ids and each.depends_on_task_id in ids:
            link = LinkRow(
                external_id=ids[each.depends_on_task_id],
                relation=each.relation,
                lag_minutes=each.lag_minutes,
                elapsed=each.elapsed,
            )
            waits.setdefault(each.task_id, []).append(link)
    return [TaskRow.of(task, ids, emails, tuple(waits.get(task.id, ()))) for task in tasks]


def cells_of(row: TaskRow) -> list[Any]:
    """Return a row's cells in the order of `tables.COLUMNS`."""
    record = row.to_record()
    links = ", ".join(_link(each) for each in row.depends_on)
    names = ("externalId", "title", "description", "status", "priority", "assignee", "parent", "dueAt")
    rest = ("constraint", "constraintAt", "actualStartAt", "actualFinishAt", "remainingMinutes")
    own = [record[name] for name in names]
    return [*own, record["estimatedMinutes"], ", ".join(row.tags), links, *(record[name] for name in rest)]


def _link(link: LinkRow) -> str:
    lag = f":{link.lag_minutes:+}{'e' * link.elapsed}"
    return f"{link.external_id}:{link.relation}{lag}"
