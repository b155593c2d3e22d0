"""Entries keep the rate of their day, so that no sum has to look for it; another rate changes them page by page."""

from shared.data.pagination import PageRequest
from shared.data.store import Filter, Operator
from shared.domain.time_tracking.booking import count
from shared.domain.time_tracking.events import RateChanged
from shared.domain.time_tracking.model import TimeEntry
from shared.domain.time_tracking.repository import TIME_LIST, MemberRatesRepository, TimeEntryRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(RateChanged)
async def revalue_time(event: RateChanged, ctx: SubscriberContext) -> None:
    """Value some more of a member's entries by the rates that hold now."""
    entries, repository = TimeEntryRepository(ctx.work), MemberRatesRepository(ctx.work)
    rates = await repository.find(event.member_id)
    if rates is None:
        return
    repository.hold(rates)
    since = Filter("day", Operator.GREATER_OR_EQUAL, str(event.from_on))
    asked = PageRequest(PAGE, event.cursor, ("day",))
    page = await entries.page(TIME_LIST, asked, {"createdBy": event.member_id}, [since])
    changes: list[tuple[TimeEntry, TimeEntry]] = []
    for entry in page.items:
        rate = rates.on(entry.day)
        if rate != entry.rate:
            valued = entry.with_(rate=rate)
            entries.save(valued)
            changes.append((entry, valued))
    count(ctx.work, changes)
    if page.next_cursor is not None:
        ctx.work.emit(event.with_(cursor=page.next_cursor))
