"""The service's own witness: each success is written down, so that a gap between two tells of an outage."""

from shared.data.store import Create, Update, WriteConflict
from shared.domain.attempts.time_credit import WATCH_EVERY, WATCH_PATH, ServiceWatch
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled


@scheduled(WATCH_EVERY)
async def watch_service(ctx: PlatformContext) -> None:
    """Do what a save needs, a read and a commit, and note an outage where the last success was long ago."""
    document = await ctx.documents.get(WATCH_PATH)
    before = ServiceWatch.model_validate(document.data) if document else ServiceWatch(seen_at=ctx.now)
    watch = before.seen(at=ctx.now)
    data = watch.to_data()
    write = Update(WATCH_PATH, data, document.version) if document else Create(WATCH_PATH, data)
    try:
        await ctx.documents.commit([write])
    except WriteConflict:
        return  # another one looked at the same moment, and saw the same
    if len(watch.outages) > len(before.outages):
        logging.warning("an outage is over", since=before.seen_at.isoformat(), until=ctx.now.isoformat())
