"""What happens to tasks, and what is said about them."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.events.event import Event


class TaskChange(StrEnum):
    """What was done with a task."""

    CREATED = "created"
    EDITED = "edited"
    STATUS = "status"
    ASSIGNEE = "assignee"
    MOVED = "moved"
    DELETED = "deleted"
    RESTORED = "restored"
    ATTACHED = "attached"
    DETACHED = "detached"


class TaskChanged(Event):
    """A task is another than before: by whom, when, what was done, and the names of the fields that were edited."""

    type: ClassVar[str] = "tasks.task.changed.v1"
    project_id: str
    task_id: str
    what: tuple[TaskChange, ...]
    fields: tuple[str, ...] = ()
    status: str
    status_before: str | None = None
    assignee_id: str | None
    assignee_before: str | None = None
    by: str
    at: datetime


class TaskDeletionFinal(Event):
    """The time in which a task that was deleted then is restored with its attachments is over."""

    type: ClassVar[str] = "tasks.task.deletion_final.v1"
    task_id: str
    deleted_at: datetime


class TaskDueSoon(Event):
    """A task that isn't done is due within a day."""

    type: ClassVar[str] = "tasks.task.due_soon.v1"
    project_id: str
    task_id: str
    due_at: datetime


class CommentAdded(Event):
    """Somebody commented on a project, or on a task of it."""

    type: ClassVar[str] = "tasks.comment.added.v1"
    project_id: str
    task_id: str | None
    comment_id: str
    by: str
    at: datetime


class MembersMentioned(Event):
    """A comment mentions members whom it didn't mention before."""

    type: ClassVar[str] = "tasks.members.mentioned.v1"
    project_id: str
    task_id: str | None
    comment_id: str
    member_ids: tuple[str, ...]
    by: str


class TaskImportReceived(Event):
    """Somebody wants the tasks of an uploaded file in a project; a dry run only tells what would become of them."""

    type: ClassVar[str] = "tasks.import.received.v1"
    project_id: str
    upload_id: str
    operation_id: str
    dry_run: bool
    calendars: bool


class TaskFileExpired(Event):
    """The time of a file of tasks is over; emitted for that moment when it is asked for."""

    type: ClassVar[str] = "tasks.file.expired.v1"
    file_id: str


class TaskExportRequested(Event):
    """Somebody wants the tasks of a project as a file; its id is its operation's."""

    type: ClassVar[str] = "tasks.export.requested.v1"
    file_id: str
    format: str
