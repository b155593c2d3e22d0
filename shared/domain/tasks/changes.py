"""Say what was done with a task, from how it was and how it is."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tasks.events import TaskChange, TaskChanged
from shared.domain.tasks.model import Task

_EDITABLE = (
    *("title", "description", "priority", "due_at", "estimated_hours", "actual_hours", "tags"),
    "custom_fields",
)


def tell_change(work: UnitOfWork, before: Task | None, after: Task, *, by: str) -> None:
    """Emit what somebody did with a task, `before` None where they made it; nothing where nothing is different."""
    fields = [name for name in _EDITABLE if before is not None and getattr(before, name) != getattr(after, name)]
    what = _what(before, after, edited=bool(fields))
    if what:
        _emit(work, before, after, what, tuple(fields), by)


def tell_attachment(work: UnitOfWork, task: Task, what: TaskChange, *, by: str) -> None:
    """Emit that somebody attached a file to a task, or took one away."""
    _emit(work, task, task, (what,), (), by)


def _what(before: Task | None, after: Task, *, edited: bool) -> tuple[TaskChange, ...]:
    if before is None:
        return (TaskChange.CREATED, TaskChange.ASSIGNEE) if after.assignee_id else (TaskChange.CREATED,)
    done = {
        TaskChange.EDITED: edited,
        TaskChange.STATUS: before.status != after.status,
        TaskChange.ASSIGNEE: before.assignee_id != after.assignee_id,
        TaskChange.MOVED: (before.project_id, before.parent_id) != (after.project_id, after.parent_id),
        TaskChange.DELETED: after.deleted and not before.deleted,
        TaskChange.RESTORED: before.deleted and not after.deleted,
    }
    return tuple(change for change, happened in done.items() if happened)


def _emit(
    work: UnitOfWork, before: Task | None, after: Task, what: tuple[TaskChange, ...], fields: tuple[str, ...], by: str
) -> None:
    work.emit(
        TaskChanged(
            project_id=after.project_id,
            task_id=after.id,
            what=what,
            fields=fields,
            status=after.status,
            status_before=before.status if before else None,
            assignee_id=after.assignee_id,
            assignee_before=before.assignee_id if before else None,
            by=by,
            at=work.now,
        )
    )
