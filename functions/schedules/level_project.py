"""Tasks wait until who works on them is free; the waits are found anew each time."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths, outcome, snapshot_of
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import PlanOutcome
from shared.domain.tasks.model import Moment
from shared.domain.tasks.planning import plan_of, work_of
from shared.engines.scheduling.levelling import level
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

PLACED = 300_000
"""Tasks placed in all: small plans get more tries, and a large one some seconds."""


class LevelProject(Request):
    """Which project; `apply` stores the plan. The same `seed` finds the same plan."""

    project_id: Identifier
    apply: bool = False
    status_at: Moment | None = None
    seed: Annotated[int, Field(ge=0, le=2**31)] = 0


def _basis(request: LevelProject) -> list[str]:
    return basis_paths(request.project_id)


@command(
    "POST /v1/projects/{projectId}/level",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_basis, tagged=False),
    errors=(FailedPrecondition,),
)
async def level_project(request: LevelProject, ctx: CommandContext) -> PlanOutcome:
    """Find dates at which nobody has more to do than they can, and tell what differs."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    basis, work = await basis_of(ctx.work, project.id), await work_of(ctx.work, project.id)
    plan = plan_of(
        work.tasks,
        work.dependencies,
        project.starts_at,
        basis.calendar,
        basis.people,
        status_at=request.status_at,
    )
    tries = PLACED // max(1, len(plan.tasks))
    found = level(plan, work.staffing(plan), seed=request.seed, schedules=min(1_000, tries))
    snapshot, rows = snapshot_of(found.schedule, project.id, unresolved=found.unresolved, by=ctx.author, at=ctx.now)
    if request.apply:
        await SnapshotRepository(ctx.work).store(snapshot, rows)
    return outcome(basis, found.schedule, snapshot, rows, applied=request.apply)
