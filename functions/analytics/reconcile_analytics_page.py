"""Some attempts at a time are counted again; the last page compares. Events still on their way show as differences."""

import asyncio

from shared.data.pagination import PageRequest
from shared.data.store import StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.counters import RATINGS, Counters, added, difference, of_attempt
from shared.domain.analytics.events import AnalyticsReconciliationDue
from shared.domain.analytics.repository import FEEDBACK_LIST
from shared.domain.analytics.rollups import counted, shard_paths
from shared.domain.attempts.repository import ATTEMPT_LIST, AttemptRepository
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.repository import INVITATION_LIST
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(AnalyticsReconciliationDue)
async def reconcile_analytics_page(event: AnalyticsReconciliationDue, ctx: SubscriberContext) -> None:
    """Count some more attempts again; when all are counted, tell what differs."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    equals = {"assessmentId": event.assessment_id}
    page = await AttemptRepository(ctx.work).page(ATTEMPT_LIST, PageRequest(PAGE, event.cursor, ("startedAt",)), equals)
    counters: Counters = event.counters
    for attempt in page.items:
        counters = added(counters, of_attempt(attempt))
    attempts = event.attempts + len(page.items)
    if page.next_cursor is not None:
        ctx.work.emit(event.with_(cursor=page.next_cursor, attempts=attempts, counters=counters))
        await transitions.progressed(ctx.work, event.operation_id, attempts)
        return
    counters = added(counters, await _counted_by_the_store(ctx.work, event.assessment_id))
    held = counted(await ctx.work.get_many(shard_paths(event.assessment_id)))
    differences = {
        name: {"held": held.get(name, 0), "counted": counters.get(name, 0)}
        for name in sorted(difference(held, counters))
    }
    await transitions.succeeded(ctx.work, event.operation_id, {"attempts": attempts, "differences": differences})


async def _counted_by_the_store(work: UnitOfWork, assessment_id: str) -> Counters:
    equals = {"assessmentId": assessment_id}
    invited = StoreQuery("invitations", INVITATION_LIST.filters(equals))
    cancelled = StoreQuery(
        "invitations", INVITATION_LIST.filters(equals | {"status": InvitationStatus.CANCELLED.value})
    )
    rated = [
        StoreQuery(
            FEEDBACK_LIST.collection,
            FEEDBACK_LIST.filters({"assessmentId": assessment_id, "rating": rating}),
            FEEDBACK_LIST.orders(),
        )
        for rating in RATINGS
    ]
    numbers = await asyncio.gather(*(work.count(query) for query in (invited, cancelled, *rated)))
    ratings = {f"rating{rating}": number for rating, number in zip(RATINGS, numbers[2:], strict=True)}
    return {"invited": numbers[0] - numbers[1], "feedback": sum(ratings.values()), **ratings}
