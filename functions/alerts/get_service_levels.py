"""How the service does against what it promises: over the last hour, six hours and thirty days."""

from shared.domain.alerts.levels import CURRENT, LevelsRepository
from shared.domain.alerts.model import BOARD, AlertBoardRepository
from shared.domain.alerts.schemas import ServiceLevels
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class GetServiceLevels(Request):
    """Nothing to say."""


@query("GET /v1/platform/service-levels", access=Access.PLATFORM_STAFF, tenantless=True, errors=(PermissionDenied,))
async def get_service_levels(request: GetServiceLevels, ctx: StaffContext) -> ServiceLevels:
    """Report each objective: what was attained, how fast its budget is used up, and what is left of it."""
    await ctx.reads.get_many([LevelsRepository.path(CURRENT), AlertBoardRepository.path(BOARD)])
    levels = await LevelsRepository(ctx.reads).find(CURRENT)
    return ServiceLevels.of(levels, await AlertBoardRepository(ctx.reads).read(), at=ctx.now)
