"""An index whose making became a dead letter would keep others from being built: its operation fails instead."""

from shared.domain.knowledge.events import KnowledgeIndexWatchDue
from shared.domain.knowledge.index_model import WATCH_EVERY
from shared.domain.knowledge.repository import KnowledgeIndexRepository
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.transitions import failed
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(KnowledgeIndexWatchDue)
async def watch_knowledge_index(event: KnowledgeIndexWatchDue, ctx: SubscriberContext) -> None:
    """Give up the making of an index that has stood still since the last look."""
    indexes, operations = KnowledgeIndexRepository(ctx.work), OperationRepository(ctx.work)
    await ctx.work.get_many([indexes.path(event.app_id), operations.path(event.operation_id)])
    index, operation = await indexes.of(event.app_id), await operations.find(event.operation_id)
    if operation is None or operation.is_over:
        return
    if operation.progressed_at != event.progressed_at:
        ctx.work.emit(event.with_(progressed_at=operation.progressed_at), at=ctx.now + WATCH_EVERY)
        return
    if index.operation_id == operation.id:
        indexes.save(index.idle)
    message = "the index could not be made, for a reason of ours; the dead letters say more: build it again"
    await failed(ctx.work, operation.id, code="index_stuck", message=message)
