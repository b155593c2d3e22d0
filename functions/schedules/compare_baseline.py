"""How far the stored plan is from a baseline, in working minutes of the project's calendar."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import NAMED, basis_of, basis_paths
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import BaselineComparison, TaskVariance
from shared.domain.schedules.snapshots import PlannedRow
from shared.engines.scheduling.earned_value import variance
from shared.engines.scheduling.working_time import WorkingTime, minute_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class CompareBaseline(Request):
    """Which baseline of which project."""

    project_id: Identifier
    baseline_id: Identifier


def _basis(request: CompareBaseline) -> list[str]:
    return basis_paths(request.project_id)


@query(
    "GET /v1/projects/{projectId}/baselines/{baselineId}/variance",
    permission=Permission.PROJECTS_READ,
    loads=Loads(
        SnapshotRepository, "baseline_id", beside=_basis, tagged=False, whole=(ProjectRepository, "project_id")
    ),
)
async def compare_baseline(request: CompareBaseline, ctx: QueryContext) -> BaselineComparison:
    """Get how much later than in a baseline a project's tasks are planned now."""
    snapshots = SnapshotRepository(ctx.reads)
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    baseline = await snapshots.baseline_of(project.id, request.baseline_id)
    kept, basis = await snapshots.rows(baseline), await basis_of(ctx.reads, project.id)
    current = await snapshots.get(project.id)
    time = WorkingTime(basis.calendar, minute_of(baseline.start))
    found: list[TaskVariance] = []
    for id, row in kept.items():
        if id not in basis.rows:
            continue
        differs = variance(_span(row), _span(basis.rows[id]), time)
        if differs.start or differs.finish:
            found.append(TaskVariance(task_id=id, start_minutes=differs.start, finish_minutes=differs.finish))
    found.sort(key=lambda each: each.finish_minutes, reverse=True)
    return BaselineComparison(
        finish_minutes=time.work(minute_of(current.finish)) - time.work(minute_of(baseline.finish)),
        differing=len(found),
        tasks=tuple(found[:NAMED]),
        added=len(basis.rows.keys() - kept.keys()),
        removed=len(kept.keys() - basis.rows.keys()),
    )


def _span(row: PlannedRow) -> tuple[int, int]:
    return minute_of(row.start), minute_of(row.finish)
