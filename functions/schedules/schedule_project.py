"""The dates of a project, as its tasks, dependencies and calendars have them; stored in one commit when applied."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths, outcome, snapshot_of
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import PlanOutcome
from shared.domain.tasks.model import Moment
from shared.domain.tasks.planning import plan_of, work_of
from shared.engines.scheduling.schedule import schedule
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ScheduleProject(Request):
    """Which project; `apply` stores the plan. No work that is still to do lies before `statusAt`."""

    project_id: Identifier
    apply: bool = False
    status_at: Moment | None = None


def _basis(request: ScheduleProject) -> list[str]:
    return basis_paths(request.project_id)


@command(
    "POST /v1/projects/{projectId}/schedule",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_basis, tagged=False),
    errors=(FailedPrecondition,),
)
async def schedule_project(request: ScheduleProject, ctx: CommandContext) -> PlanOutcome:
    """Reckon a project's dates, at most 10,000 tasks, and tell what differs; what levelling had wait still does."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    basis, work = await basis_of(ctx.work, project.id), await work_of(ctx.work, project.id)
    found = schedule(
        plan_of(
            work.tasks,
            work.dependencies,
            project.starts_at,
            basis.calendar,
            basis.people,
            basis.waits(),
            request.status_at,
        )
    )
    snapshot, rows = snapshot_of(found, project.id, unresolved=(), by=ctx.author, at=ctx.now)
    if request.apply:
        await SnapshotRepository(ctx.work).store(snapshot, rows)
    return outcome(basis, snapshot, rows, applied=request.apply)
