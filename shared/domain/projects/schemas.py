"""Projects as callers see them."""

from datetime import datetime

from shared.domain.projects.model import Budget, Day, ProjectRole, ProjectSettings, ProjectStatus
from shared.model import FrozenModel, View


class ProjectView(View):
    """A project with its settings."""

    id: str
    name: str
    description: str
    status: ProjectStatus
    start_on: Day | None
    end_on: Day | None
    budget: Budget | None
    owner_id: str
    settings: ProjectSettings
    member_ids: tuple[str, ...]
    created_by: str
    created_at: datetime
    updated_at: datetime


class ProjectSummary(View):
    """A project in a list."""

    id: str
    name: str
    status: ProjectStatus
    start_on: Day | None
    end_on: Day | None
    budget: Budget | None
    owner_id: str
    member_ids: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


class ProjectMemberView(FrozenModel):
    """Somebody's place in a project; `display_name` is None for one who has just left the tenant."""

    member_id: str
    display_name: str | None
    role: ProjectRole
    added_by: str
    added_at: datetime


class ProjectMembers(FrozenModel):
    """Everybody in a project, at most 200, in the order they were added."""

    items: tuple[ProjectMemberView, ...]


class MilestoneView(View):
    """A milestone; `reached_at` is None while it is ahead."""

    id: str
    project_id: str
    name: str
    description: str
    due_on: Day
    reached_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime
