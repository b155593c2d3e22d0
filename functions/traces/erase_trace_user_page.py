"""Some of a user's traces at a time are deleted; when none is left, what is counted under their name."""

from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.traces.deleting import delete_traces
from shared.domain.traces.events import TraceUserErasureDue
from shared.domain.traces.repository import TraceRepository, TraceUsageRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 20
COUNTERS_PAGE = 200


@subscriber(TraceUserErasureDue)
async def erase_trace_user_page(event: TraceUserErasureDue, ctx: SubscriberContext) -> None:
    """Delete some more of a user's traces, or else what counted them."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    traces = await TraceRepository(ctx.work).of_user(event.app_id, event.user_id, PAGE)
    deleted = event.deleted + len(traces)
    if traces:
        delete_traces(ctx.work, traces)
        await transitions.progressed(ctx.work, event.operation_id, deleted)
        ctx.work.emit(event.with_(deleted=deleted))
        return
    counters = TraceUsageRepository(ctx.work)
    found = await counters.of_user(event.app_id, event.user_id, COUNTERS_PAGE)
    for each in found:
        counters.remove(each)
    if len(found) == COUNTERS_PAGE:
        ctx.work.emit(event)
    else:
        await transitions.succeeded(ctx.work, event.operation_id, {"traces": deleted})
