"""The plan as it was stored last; nothing is reckoned."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.repository import SnapshotPartRepository, SnapshotRepository
from shared.domain.schedules.schemas import TimelinePart
from shared.domain.schedules.snapshots import part_id
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetProjectTimeline(Request):
    """Which project, and which part of 500 tasks, the first is 0."""

    project_id: Identifier
    part: Annotated[int, Field(ge=0, le=1_000)] = 0


def _stored(request: GetProjectTimeline) -> list[str]:
    own = part_id(request.project_id, request.part)
    return [SnapshotRepository.path(request.project_id), SnapshotPartRepository.path(own)]


@query(
    "GET /v1/projects/{projectId}/timeline",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_stored, tagged=False),
)
async def get_project_timeline(request: GetProjectTimeline, ctx: QueryContext) -> TimelinePart:
    """Get a project's planned tasks, part by part, in the order they were made."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    snapshot = await SnapshotRepository(ctx.reads).get(project.id)
    parts = snapshot.part_ids()
    rows = ()
    if request.part < len(parts):
        rows = (await SnapshotPartRepository(ctx.reads).get(parts[request.part])).rows
    return TimelinePart(
        start=snapshot.start,
        finish=snapshot.finish,
        planned_at=snapshot.created_at,
        levelled=snapshot.levelled,
        rows=rows,
        next_part=request.part + 1 if request.part + 1 < len(parts) else None,
    )
