"""A concluded test keeps its figures; what each unit did is deleted some time later."""

from shared.data.pagination import PageRequest
from shared.domain.ab_tests.events import AbUnitsExpired
from shared.domain.ab_tests.repository import AB_UNIT_LIST, AbUnitRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(AbUnitsExpired)
async def expire_ab_units(event: AbUnitsExpired, ctx: SubscriberContext) -> None:
    """Delete a page of a concluded test's units."""
    units = AbUnitRepository(ctx.work)
    page = await units.page(AB_UNIT_LIST, PageRequest(PAGE), {"abTestId": event.ab_test_id})
    for unit in page.items:
        units.remove(unit)
    if page.next_cursor is not None:
        ctx.work.emit(event)
