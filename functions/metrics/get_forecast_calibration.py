"""A forecast is believed because its past ones can be replayed: what was known then, beside what came."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import DAY, MAX_DAYS, Span, figures_of
from shared.domain.metrics.schemas import ForecastCalibration
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tenants.repository import TenantRepository
from shared.engines.local_times import day_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

SEED = 1


class GetForecastCalibration(Request):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/forecast/calibration",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_forecast_calibration(request: GetForecastCalibration, ctx: QueryContext) -> ForecastCalibration:
    """Replay a year of forecasts by throughput, one each week, and tell how many of them were met."""
    from shared.engines.scheduling.backtest import replay

    project = await ProjectRepository(ctx.reads).get(request.project_id)
    zone = (await TenantRepository(ctx.reads).get(ctx.reads.tenant_id)).time_zone
    today, born = day_of(ctx.now, zone), day_of(project.created_at, zone)
    span = Span.of(max(born, today - timedelta(days=MAX_DAYS - 1)), today, at=ctx.now, zone=zone)
    [figures] = await figures_of(ctx.reads, Kind.PROJECT, [project.id], span)
    found = replay([figures.sum("done", [day]) for day in span if day <= today - DAY], seed=SEED)
    met = {f"met{percent}_percent": round(100 * share, 1) for percent, share in found.met.items()}
    return ForecastCalibration(project_id=project.id, replayed=found.replayed, undecided=found.undecided, **met)
