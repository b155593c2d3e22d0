"""What programs took is counted when they have ended, whoever had them run."""

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.plans.usage import Quotas
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ExecutionCompleted)
async def count_execution(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Count the CPU time of a run."""
    if event.cpu_ms:
        await Quotas(ctx.work).add_execution(event.cpu_ms)
