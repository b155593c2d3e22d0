"""Somebody says that they look after an alert, so that it does not escalate."""

from shared.domain.alerts.model import AlertBoardRepository
from shared.domain.alerts.schemas import AlertView
from shared.domain.upkeep.events import PARTITION
from shared.errors import FailedPrecondition, NotFound, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class AcknowledgeServiceAlert(Request):
    """Which alert."""

    alert_id: Identifier


@command(
    "POST /v1/platform/alerts/{alertId}/acknowledge",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(FailedPrecondition, NotFound, PermissionDenied),
)
async def acknowledge_service_alert(request: AcknowledgeServiceAlert, ctx: CommandContext) -> AlertView:
    """Acknowledge an alert; one that was acknowledged stays so."""
    ctx.work.enter_tenant(PARTITION)
    boards = AlertBoardRepository(ctx.work)
    board = await boards.read()
    alert = board.find(request.alert_id)
    after = alert.acknowledged(ctx.user.user_id, at=ctx.now)
    if after != alert:
        await boards.put(board.with_alert(after))
    ctx.work.about(alertId=alert.id)
    return AlertView.of(after)
