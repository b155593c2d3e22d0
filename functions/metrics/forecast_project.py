"""When a project will be done: three-point estimates say where there are any, past days where there are none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.forecasting import DAYS_OF_WEEK, HISTORY, ends_of, most_critical, on_time_percent, past_days
from shared.domain.metrics.model import Method, ProjectForecast
from shared.domain.metrics.repository import ForecastRepository
from shared.domain.metrics.schemas import ForecastView
from shared.domain.projects.model import Project
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import Basis, basis_of, basis_paths
from shared.domain.tasks.planning import Work, open_work, plan_of, work_of
from shared.domain.tenants.repository import TenantRepository
from shared.engines.local_times import day_of
from shared.engines.scheduling.estimates import Estimate
from shared.engines.scheduling.schedule import schedule
from shared.engines.scheduling.working_time import moment_of
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class ForecastProject(Request):
    """Which project, and how often to play it through; a `method` unless what is known is to decide."""

    project_id: Identifier
    method: Method | None = None
    seed: Annotated[int, Field(ge=0, le=2**31)] = 0
    samples: Annotated[int, Field(ge=100, le=10_000)] = 1_000


def _beside(request: ForecastProject) -> list[str]:
    return [*basis_paths(request.project_id), ForecastRepository.path(request.project_id)]


@command(
    "POST /v1/projects/{projectId}/forecast",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_beside, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def forecast_project(request: ForecastProject, ctx: CommandContext) -> ForecastView:
    """Forecast when a project is done, by Monte Carlo, and keep that as its forecast."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    zone = (await TenantRepository(ctx.work).get(ctx.work.tenant_id)).time_zone
    basis, work = await basis_of(ctx.work, project.id), await work_of(ctx.work, project.id)
    left = [task for task in work.tasks if not task.stage.final]
    estimated = any(task.plan.estimate is not None for task in left)
    method = request.method or (Method.ESTIMATES if estimated else Method.THROUGHPUT)
    days, criticality = 0, {}
    if method is Method.ESTIMATES:
        ends, criticality = _by_estimates(project, basis, work, request, ctx.now)
    else:
        ends, days = await _by_throughput(project, len(left), request, ctx, zone)
    forecast = ProjectForecast(
        id=project.id,
        method=method,
        seed=request.seed,
        samples=request.samples,
        remaining=len(left),
        history_days=days,
        **{f"p{percent}_at": ends[-(-percent * len(ends) // 100) - 1] for percent in (50, 80, 95)},
        on_time_percent=on_time_percent(ends, project.end_on, zone),
        criticality=most_critical(criticality),
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await ForecastRepository(ctx.work).put(forecast)
    return ForecastView.of(forecast)


def _by_estimates(
    project: Project, basis: Basis, work: Work, request: ForecastProject, at: datetime
) -> tuple[Sequence[datetime], dict[str, float]]:
    from shared.engines.scheduling.simulation import simulate

    left = open_work(work)
    points = {task.id: task.plan.estimate for task in left.tasks if task.plan.estimate is not None}
    if not points:
        raise FailedPrecondition("no task is estimated at three points", code="nothing_to_forecast_from")
    estimates = {
        id: Estimate(each.best_minutes, each.likely_minutes, each.worst_minutes) for id, each in points.items()
    }
    plan = plan_of(
        left.tasks,
        left.dependencies,
        project.starts_at,
        basis.calendar,
        basis.people,
        basis.waits(),
        max(at, project.starts_at),
    )
    found = simulate(schedule(plan), estimates, seed=request.seed, samples=request.samples)
    return [moment_of(minute) for minute in found.finishes], dict(found.criticality)


async def _by_throughput(
    project: Project, left: int, request: ForecastProject, ctx: CommandContext, zone: str
) -> tuple[Sequence[datetime], int]:
    from shared.engines.scheduling.simulation import forecast_by_throughput

    today = day_of(ctx.now, zone)
    span = Span.of(today - timedelta(days=HISTORY), today, at=ctx.now, zone=zone)
    [figures] = await figures_of(ctx.work, Kind.PROJECT, [project.id], span)
    history = past_days(figures, day_of(project.created_at, zone))
    # Today, which is not over, lies between the history and the first day that counts.
    periods = forecast_by_throughput(
        left, history, seed=request.seed, samples=request.samples, cycle=DAYS_OF_WEEK, skipped=1
    )
    return ends_of(periods, today, zone), len(history)
