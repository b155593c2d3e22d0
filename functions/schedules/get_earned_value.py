"""Earned value by the book, in minutes of work: what was planned, what is done, and what it took."""

from fractions import Fraction

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import EarnedValueView
from shared.domain.tasks.model import Moment
from shared.domain.tasks.planning import complete, minutes_spent, work_of
from shared.engines.scheduling.earned_value import Budgeted, earned_value
from shared.engines.scheduling.working_time import WorkingTime, minute_of
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetEarnedValue(Request):
    """Against which baseline of which project, and when: now unless told."""

    project_id: Identifier
    baseline_id: Identifier
    status_at: Moment | None = None


def _basis(request: GetEarnedValue) -> list[str]:
    return basis_paths(request.project_id)


@query(
    "GET /v1/projects/{projectId}/baselines/{baselineId}/earned-value",
    permission=Permission.PROJECTS_READ,
    loads=Loads(
        SnapshotRepository, "baseline_id", beside=_basis, tagged=False, whole=(ProjectRepository, "project_id")
    ),
    errors=(FailedPrecondition,),
)
async def get_earned_value(request: GetEarnedValue, ctx: QueryContext) -> EarnedValueView:
    """Get a project's earned value: a task's budget is its work in the baseline, its cost the hours it took."""
    snapshots = SnapshotRepository(ctx.reads)
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    baseline = await snapshots.baseline_of(project.id, request.baseline_id)
    rows, basis = await snapshots.rows(baseline), await basis_of(ctx.reads, project.id)
    tasks = {task.id: task for task in (await work_of(ctx.reads, project.id)).tasks}
    budgeted = [
        Budgeted(
            minute_of(row.start),
            minute_of(row.finish),
            row.work_minutes,
            minutes_spent(tasks[id]) if id in tasks else 0,
            complete(tasks[id]) if id in tasks else Fraction(0),
        )
        for id, row in rows.items()
    ]
    status_at = request.status_at or ctx.now
    time = WorkingTime(basis.calendar, minute_of(baseline.start))
    return EarnedValueView.of(earned_value(budgeted, time, minute_of(status_at)), status_at)
