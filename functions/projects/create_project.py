"""Whoever owns a project is its first member."""

from shared.auth.caller import Member
from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.model import Budget, Day, Project, ProjectPlace, ProjectRole, ProjectSettings
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, LongText, Request, Title


class CreateProject(Request):
    """What the project is; its owner is the caller unless told, whom an API key must tell."""

    name: Title
    description: LongText = ""
    start_on: Day | None = None
    end_on: Day | None = None
    budget: Budget | None = None
    owner_id: Identifier | None = None
    settings: ProjectSettings = ProjectSettings()


@command("POST /v1/projects", permission=Permission.PROJECTS_WRITE, idempotent=True, status=201, errors=(NotFound,))
async def create_project(request: CreateProject, ctx: CommandContext) -> ProjectView:
    """Create an active project with its owner in it."""
    members = MemberRepository(ctx.work)
    owner = await members.get(request.owner_id or _caller_id(ctx))
    members.hold(owner)
    place = ProjectPlace(member_id=owner.id, role=ProjectRole.LEAD, added_by=ctx.author, added_at=ctx.now)
    project = Project(
        id=ctx.new_id(),
        name=request.name,
        description=request.description,
        budget=request.budget,
        owner_id=owner.id,
        settings=request.settings,
        places=(place,),
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    ).scheduled(request.start_on, request.end_on)
    ProjectRepository(ctx.work).add(project)
    ctx.work.emit(ProjectChanged(project_id=project.id, what=ProjectChange.CREATED, by=ctx.author, at=ctx.now))
    ctx.work.about(projectId=project.id)
    return ProjectView.of(project)


def _caller_id(ctx: CommandContext) -> str:
    if not isinstance(ctx.caller, Member):
        problem = FieldProblem("/ownerId", "missing", "name a member; a key owns nothing")
        raise InvalidInput("say who owns the project", fields=[problem])
    return ctx.caller.user_id
