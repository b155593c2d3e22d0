"""Any project is a template: another begins with its tasks, what they wait for, its milestones and its calendar."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.projects.events import ProjectCopyRequested
from shared.domain.projects.model import Day
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tenants.repository import MemberRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title

KIND = "project_copy"


class CopyProject(Request):
    """What the copy is called and when it starts, on the same day unless told; its owner is the project's, or told."""

    project_id: Identifier
    name: Title
    start_on: Day | None = None
    owner_id: Identifier | None = None


@command(
    "POST /v1/projects/{projectId}/copies",
    permission=Permission.PROJECTS_WRITE,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    idempotent=True,
    errors=(NotFound,),
    status=202,
)
async def copy_project(request: CopyProject, ctx: CommandContext) -> OperationView:
    """Make a project of another one's plan: every date moves with its start, nothing is done and nobody assigned."""
    projects, members = ProjectRepository(ctx.work), MemberRepository(ctx.work)
    project = await projects.get(request.project_id)
    owner = await members.get(request.owner_id or project.owner_id)
    members.hold(owner)
    days = (request.start_on - project.starts_at.date()).days if request.start_on else 0
    copy = project.copied(ctx.new_id(), request.name, owner.id, days, by=ctx.author, at=ctx.now)
    projects.add(copy)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=copy.id, created_by=ctx.author)
    ctx.work.emit(
        ProjectCopyRequested(
            operation_id=operation.id, project_id=project.id, copy_id=copy.id, days=days, by=ctx.author
        )
    )
    ctx.work.about(operationId=operation.id, copyId=copy.id)
    return OperationView.of(operation)
