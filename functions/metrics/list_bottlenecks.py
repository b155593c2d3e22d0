"""Whoever is busy with what decides the end, while work waits for them, holds up a project."""

from datetime import datetime, timedelta

from shared.auth.permissions import Permission
from shared.domain.metrics.model import ProjectForecast
from shared.domain.metrics.repository import ForecastRepository
from shared.domain.metrics.suggestions import Bottlenecks, BottleneckView
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths
from shared.domain.tasks.model import Task
from shared.domain.tasks.planning import assigned, open_work, plan_of, work_of
from shared.domain.tenants.repository import MemberRepository
from shared.engines.bottlenecks import Queued, bottlenecks
from shared.engines.scheduling.resources import loads
from shared.engines.scheduling.schedule import Schedule, schedule
from shared.engines.scheduling.working_time import minute_of
from shared.engines.workflow import Stage
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

AHEAD = timedelta(weeks=4)


class ListBottlenecks(Request):
    """Of which project."""

    project_id: Identifier


def _beside(request: ListBottlenecks) -> list[str]:
    return [*basis_paths(request.project_id), ForecastRepository.path(request.project_id)]


@query(
    "GET /v1/projects/{projectId}/bottlenecks",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_beside, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def list_bottlenecks(request: ListBottlenecks, ctx: QueryContext) -> Bottlenecks:
    """List who holds up a project, by how critical, how planned and how long awaited they are."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    basis, work = await basis_of(ctx.reads, project.id), open_work(await work_of(ctx.reads, project.id))
    begin = max(ctx.now, project.starts_at)
    found = schedule(
        plan_of(
            work.tasks,
            work.dependencies,
            project.starts_at,
            basis.calendar,
            basis.people,
            basis.waits(),
            begin,
        )
    )
    totals: dict[str, tuple[int, int]] = {}
    for load in loads(found, work.staffing(found.plan), minute_of(begin), minute_of(begin + AHEAD)):
        planned, possible = totals.get(load.resource, (0, 0))
        totals[load.resource] = (planned + load.planned, possible + load.available)
    critical = _criticality(found, await ForecastRepository(ctx.reads).find(project.id))
    parents = {task.parent_id for task in work.tasks}
    queue = [
        Queued(each.member_id, task.id, critical.get(task.id, 0.0), _waited(task, ctx.now))
        for task in work.tasks
        if not task.stage.final and task.id not in parents
        for each in assigned(task)
    ]
    ranked = bottlenecks(queue, totals)
    names = await MemberRepository(ctx.reads).names(each.person for each in ranked)
    return Bottlenecks(bottlenecks=tuple(BottleneckView.of(each, names.get(each.person)) for each in ranked))


def _criticality(plan: Schedule, forecast: ProjectForecast | None) -> dict[str, float]:
    """Return how critical tasks are by the last forecast that says it, or whether they are by the plan."""
    if forecast is not None and forecast.criticality:
        return {each.task_id: each.percent / 100 for each in forecast.criticality}
    return dict.fromkeys(plan.critical(), 1.0)


def _waited(task: Task, now: datetime) -> float | None:
    if task.stage is not Stage.TO_DO:
        return None
    since = task.stage_changes[-1].at if task.stage_changes else task.created_at
    return max(0.0, (now - since) / timedelta(days=1))
