"""A migration that is tried again begins with the first collection: what was rewritten is not found any more."""

from shared.domain.operations.events import MigrationPageDue, OperationRetried
from shared.domain.operations.migrations import MIGRATION_KIND
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationRetried)
async def retry_document_migration(event: OperationRetried, ctx: SubscriberContext) -> None:
    """Begin a migration of documents again."""
    if event.operation_kind == MIGRATION_KIND:
        ctx.work.emit(MigrationPageDue(operation_id=event.operation_id, tries=event.tries))
