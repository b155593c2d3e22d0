"""A trace goes with its spans, their files and its scores, and with what it added to the app's usage."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.deleting import delete_traces
from shared.domain.traces.model import trace_key
from shared.domain.traces.repository import TraceRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteTrace(Request):
    """Which trace of which app."""

    app_id: Identifier
    trace_id: Identifier


def _trace(request: DeleteTrace) -> list[str]:
    return [TraceRepository.path(trace_key(request.app_id, request.trace_id.lower()))]


@command(
    "DELETE /v1/apps/{appId}/traces/{traceId}",
    permission=Permission.TRACES_DELETE,
    loads=Loads(AppRepository, "app_id", beside=_trace, tagged=False),
    status=204,
)
async def delete_trace(request: DeleteTrace, ctx: CommandContext) -> None:
    """Delete a trace; spans that come later begin it anew."""
    await AppRepository(ctx.work).get(request.app_id)
    trace = await TraceRepository(ctx.work).get(trace_key(request.app_id, request.trace_id.lower()))
    delete_traces(ctx.work, [trace])
