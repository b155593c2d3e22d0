"""What is, or lately was, the matter with the service, for whoever is on call."""

from shared.domain.alerts.model import AlertBoardRepository, Status
from shared.domain.alerts.schemas import AlertList
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class ListServiceAlerts(Request):
    """Those of one status, or all."""

    status: Status | None = None


@query("GET /v1/platform/alerts", access=Access.PLATFORM_STAFF, tenantless=True, errors=(PermissionDenied,))
async def list_service_alerts(request: ListServiceAlerts, ctx: StaffContext) -> AlertList:
    """List the service's alerts, the latest first: the last 200."""
    return AlertList.of(await AlertBoardRepository(ctx.reads).read(), request.status)
