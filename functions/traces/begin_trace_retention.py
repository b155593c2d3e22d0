"""Once a day each tenant's traces that were kept as long as their app says are looked for."""

from shared.domain.traces.events import TraceRetentionDue
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TenantUpkeepDue)
async def begin_trace_retention(event: TenantUpkeepDue, ctx: SubscriberContext) -> None:
    """Begin to remove what was kept long enough."""
    ctx.work.emit(TraceRetentionDue(before=ctx.now))
