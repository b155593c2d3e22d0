"""A baseline is the plan as it is stored when it is saved."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import BaselineView
from shared.domain.schedules.snapshots import require_room
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class SaveBaseline(Request):
    """Which project, and what to call its baseline."""

    project_id: Identifier
    name: Title


def _stored(request: SaveBaseline) -> list[str]:
    return [SnapshotRepository.path(request.project_id)]


@command(
    "POST /v1/projects/{projectId}/baselines",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_stored, tagged=False),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def save_baseline(request: SaveBaseline, ctx: CommandContext) -> BaselineView:
    """Keep a project's stored plan to compare with, at most 20 of them."""
    projects, snapshots = ProjectRepository(ctx.work), SnapshotRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    # Two baselines saved at once count each other: both write the project.
    projects.save(project)
    require_room(await snapshots.count_baselines(project.id))
    current = await snapshots.get(project.id)
    rows = await snapshots.rows(current)
    baseline = current.with_(
        id=ctx.new_id(), name=request.name, baseline=True, created_by=ctx.author, created_at=ctx.now
    )
    snapshots.keep(baseline, [*rows.values()])
    ctx.work.about(baselineId=baseline.id)
    return BaselineView.of(baseline)
