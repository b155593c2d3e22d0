"""What happens to projects."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.events.event import Event


class ProjectChange(StrEnum):
    """What was done with a project."""

    CREATED = "created"
    EDITED = "edited"
    ARCHIVED = "archived"
    DELETED = "deleted"
    RESTORED = "restored"
    MEMBER_SET = "member_set"
    MEMBER_LEFT = "member_left"
    MILESTONE_ADDED = "milestone_added"
    MILESTONE_EDITED = "milestone_edited"
    MILESTONE_REMOVED = "milestone_removed"


class ProjectChanged(Event):
    """A project is another than before: by whom, when, and the member or the milestone that it was about, if any."""

    type: ClassVar[str] = "projects.project.changed.v1"
    project_id: str
    what: ProjectChange
    member_id: str | None = None
    milestone_id: str | None = None
    by: str
    at: datetime


class ProjectCopyRequested(Event):
    """What is in a project is to be copied to another, which stays deleted until that is done; dates move by `days`."""

    type: ClassVar[str] = "projects.copy.requested.v1"
    operation_id: str
    project_id: str
    copy_id: str
    days: int
    by: str
