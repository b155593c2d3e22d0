"""A user of an app is forgotten: their traces go, and what is counted under their name."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.traces.events import TraceUserErasureDue
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "trace_user_erasure"


class EraseTraceUser(Request):
    """Which user of which app, as the spans name them."""

    app_id: Identifier
    user: Annotated[str, StringConstraints(min_length=1, max_length=200)]


@command(
    "POST /v1/apps/{appId}/trace-users/erasure",
    permission=Permission.TRACES_DELETE,
    idempotent=True,
    loads=Loads(AppRepository, "app_id", tagged=False),
    status=202,
)
async def erase_trace_user(request: EraseTraceUser, ctx: CommandContext) -> OperationView:
    """Delete all traces of one of an app's users."""
    app = await AppRepository(ctx.work).get(request.app_id)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=app.id, created_by=ctx.author)
    ctx.work.emit(TraceUserErasureDue(operation_id=operation.id, app_id=app.id, user_id=request.user))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
