"""A case made from a trace holds what somebody asked: once that is deleted or its user forgotten, it goes as well."""

from shared.domain.app_cases.model import MAX_OF_TRACE
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.traces.events import TraceDeleted
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TraceDeleted)
async def remove_cases_of_trace(event: TraceDeleted, ctx: SubscriberContext) -> None:
    """Remove the cases that were made from a deleted trace."""
    cases = AppCaseRepository(ctx.work)
    # Two may be made at once when one more is allowed.
    for case in await cases.of_trace(event.app_id, event.trace_id, 2 * MAX_OF_TRACE):
        cases.remove(case)
