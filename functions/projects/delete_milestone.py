"""Milestones go for good: nothing rests on them."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import MilestoneRepository, ProjectRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteMilestone(Request):
    """Which milestone of which project."""

    project_id: Identifier
    milestone_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/milestones/{milestoneId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(MilestoneRepository, "milestone_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_milestone(request: DeleteMilestone, ctx: CommandContext) -> None:
    """Delete a milestone."""
    milestones = MilestoneRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    milestone = await milestones.get_of(project, request.milestone_id)
    milestones.remove(milestone)
    ctx.work.emit(
        ProjectChanged(
            project_id=project.id,
            what=ProjectChange.MILESTONE_REMOVED,
            milestone_id=milestone.id,
            by=ctx.author,
            at=ctx.now,
        )
    )
