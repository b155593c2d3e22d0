"""Milestones are points that a project is to reach."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.model import Day, Milestone
from shared.domain.projects.repository import MilestoneRepository, ProjectRepository
from shared.domain.projects.schemas import MilestoneView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title


class CreateMilestone(Request):
    """What is to be reached by when."""

    project_id: Identifier
    name: Title
    description: ShortText = ""
    due_on: Day


@command(
    "POST /v1/projects/{projectId}/milestones",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def create_milestone(request: CreateMilestone, ctx: CommandContext) -> MilestoneView:
    """Create a milestone that is yet to be reached."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    milestone = Milestone(
        id=ctx.new_id(),
        project_id=project.id,
        name=request.name,
        description=request.description,
        due_on=request.due_on,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    MilestoneRepository(ctx.work).add(milestone)
    ctx.work.emit(
        ProjectChanged(
            project_id=project.id,
            what=ProjectChange.MILESTONE_ADDED,
            milestone_id=milestone.id,
            by=ctx.author,
            at=ctx.now,
        )
    )
    ctx.work.about(milestoneId=milestone.id)
    return MilestoneView.of(milestone)
