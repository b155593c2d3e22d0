"""A baseline goes with its rows; the plan it was taken of stays."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.repository import SnapshotPartRepository, SnapshotRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteBaseline(Request):
    """Which baseline of which project."""

    project_id: Identifier
    baseline_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/baselines/{baselineId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(SnapshotRepository, "baseline_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_baseline(request: DeleteBaseline, ctx: CommandContext) -> None:
    """Delete a baseline."""
    snapshots, parts = SnapshotRepository(ctx.work), SnapshotPartRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    baseline = await snapshots.baseline_of(project.id, request.baseline_id)
    for part in await parts.get_many(baseline.part_ids()):
        if part is not None:
            parts.remove(part)
    snapshots.remove(baseline)
