"""Projects are changed by merge patch."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.model import Budget, Day, ProjectSettings, ProjectStatus
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, LongText, Nested, Request, Title, bind_value


class UpdateProject(Request):
    """What changes; null takes a date or the budget away, and `settings` is a merge patch of its own."""

    project_id: Identifier
    name: Title | None = None
    description: LongText | None = None
    status: ProjectStatus | None = None
    start_on: Day | None = None
    end_on: Day | None = None
    budget: Budget | None = None
    owner_id: Identifier | None = None
    settings: dict[str, Any] | None = None


class Patched(Nested):
    """The settings once they are patched."""

    settings: ProjectSettings


@command(
    "PATCH /v1/projects/{projectId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id"),
    errors=(FailedPrecondition,),
)
async def update_project(request: UpdateProject, ctx: CommandContext) -> ProjectView:
    """Change a project; one that is archived must be restored first."""
    projects, told = ProjectRepository(ctx.work), request.model_fields_set
    project = await projects.get_open(request.project_id)
    project = project.scheduled(
        request.start_on if "start_on" in told else project.start_on,
        request.end_on if "end_on" in told else project.end_on,
    )
    if request.owner_id is not None:
        project = project.owned(request.owner_id)
    if request.settings is not None:
        patched = merge_patch(project.settings.model_dump(by_alias=True, mode="json"), request.settings)
        project = project.with_(settings=bind_value(Patched, {"settings": patched}).settings)
    project = project.with_(
        name=request.name or project.name,
        description=(request.description or "") if "description" in told else project.description,
        status=_status(request.status) or project.status,
        budget=request.budget if "budget" in told else project.budget,
        updated_at=ctx.now,
    )
    projects.save(project)
    ctx.work.emit(ProjectChanged(project_id=project.id, what=ProjectChange.EDITED, by=ctx.author, at=ctx.now))
    return ProjectView.of(project)


def _status(asked: ProjectStatus | None) -> ProjectStatus | None:
    if asked is ProjectStatus.ARCHIVED:
        problem = FieldProblem("/status", "not_settable", "call archive_project")
        raise InvalidInput("a project is archived by a call of its own", fields=[problem])
    return asked
