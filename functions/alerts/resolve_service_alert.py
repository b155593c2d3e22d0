"""Somebody says that an alert is over; where what it tells of goes on, it fires anew five minutes later."""

from shared.domain.alerts.model import AlertBoardRepository
from shared.domain.alerts.schemas import AlertView
from shared.domain.upkeep.events import PARTITION
from shared.errors import NotFound, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class ResolveServiceAlert(Request):
    """Which alert."""

    alert_id: Identifier


@command(
    "POST /v1/platform/alerts/{alertId}/resolve",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(NotFound, PermissionDenied),
)
async def resolve_service_alert(request: ResolveServiceAlert, ctx: CommandContext) -> AlertView:
    """Resolve an alert; one that is over stays as it is."""
    ctx.work.enter_tenant(PARTITION)
    boards = AlertBoardRepository(ctx.work)
    board = await boards.read()
    alert = board.find(request.alert_id)
    after = alert.resolved(ctx.user.user_id, at=ctx.now)
    if after != alert:
        await boards.put(board.with_alert(after))
    ctx.work.about(alertId=alert.id)
    return AlertView.of(after)
