"""A milestone is reached, or put off, by merge patch."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.model import Day
from shared.domain.projects.repository import MilestoneRepository, ProjectRepository
from shared.domain.projects.schemas import MilestoneView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title


class UpdateMilestone(Request):
    """What changes; `reached` notes the moment, or forgets it."""

    project_id: Identifier
    milestone_id: Identifier
    name: Title | None = None
    description: ShortText | None = None
    due_on: Day | None = None
    reached: bool | None = None


@command(
    "PATCH /v1/projects/{projectId}/milestones/{milestoneId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(MilestoneRepository, "milestone_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def update_milestone(request: UpdateMilestone, ctx: CommandContext) -> MilestoneView:
    """Change a milestone; one that was reached before keeps the moment."""
    milestones = MilestoneRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    milestone = await milestones.get_of(project, request.milestone_id)
    reached_at = milestone.reached_at
    if request.reached is not None:
        reached_at = (reached_at or ctx.now) if request.reached else None
    changed = milestone.with_(
        name=request.name or milestone.name,
        description=(request.description or "") if "description" in request.model_fields_set else milestone.description,
        due_on=request.due_on or milestone.due_on,
        reached_at=reached_at,
        updated_at=ctx.now,
    )
    milestones.save(changed)
    ctx.work.emit(
        ProjectChanged(
            project_id=project.id,
            what=ProjectChange.MILESTONE_EDITED,
            milestone_id=milestone.id,
            by=ctx.author,
            at=ctx.now,
        )
    )
    return MilestoneView.of(changed)
