"""How the service does over time, for the charts of whoever is on call: one document, and the last minutes' counts."""

from shared.domain.alerts.endpoints import RECENT, recent_endpoints
from shared.domain.alerts.levels import CURRENT, LevelsRepository
from shared.domain.alerts.series import ServiceMetrics, Window, area_levels, endpoint_levels, points_of
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class GetServiceMetrics(Request):
    """How far back."""

    window: Window = Window.HOUR


@query("GET /v1/platform/service-metrics", access=Access.PLATFORM_STAFF, tenantless=True, errors=(PermissionDenied,))
async def get_service_metrics(request: GetServiceMetrics, ctx: StaffContext) -> ServiceMetrics:
    """Report requests, failures, durations and callers over a window, and how areas and endpoints did lately."""
    levels = await LevelsRepository(ctx.reads).find(CURRENT)
    endpoints = await recent_endpoints(ctx.reads, at=ctx.now)
    return ServiceMetrics(
        window=request.window,
        measured_to=levels.rolled_to if levels else None,
        points=points_of(levels, request.window),
        called_minutes=int(RECENT.total_seconds() // 60),
        areas=area_levels(endpoints),
        endpoints=endpoint_levels(endpoints),
    )
