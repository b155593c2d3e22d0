"""Some units at a time are counted again; the last page compares. What is recorded meanwhile shows as differences."""

from shared.data.pagination import PageRequest
from shared.domain.ab_tests.counting import Counters, added, counted, shard_paths
from shared.domain.ab_tests.events import AbTestReconciliationDue
from shared.domain.ab_tests.repository import AB_UNIT_LIST, AbTestRepository, AbUnitRepository
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(AbTestReconciliationDue)
async def reconcile_ab_test_page(event: AbTestReconciliationDue, ctx: SubscriberContext) -> None:
    """Count some more units again; when all are counted, tell what differs."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    test = await AbTestRepository(ctx.work).find(event.ab_test_id)
    if operation is None or operation.is_over or test is None:
        return
    page = await AbUnitRepository(ctx.work).page(AB_UNIT_LIST, PageRequest(PAGE, event.cursor), {"abTestId": test.id})
    counters: Counters = event.counters
    for unit in page.items:
        counters = added(counters, unit.counters(test))
    units = event.units + len(page.items)
    if page.next_cursor is not None:
        ctx.work.emit(event.with_(cursor=page.next_cursor, units=units, counters=counters))
        await transitions.progressed(ctx.work, event.operation_id, units)
        return
    held = counted(await ctx.work.get_many(shard_paths(test.id)))
    differences = {
        name: {"held": held.get(name, 0), "counted": counters.get(name, 0)}
        for name in sorted(held | counters)
        if held.get(name, 0) != counters.get(name, 0)
    }
    await transitions.succeeded(ctx.work, event.operation_id, {"units": units, "differences": differences})
