"""Documents are upgraded when they are read; this rewrites those that nobody happens to write.

Begin it when no instance of an older release serves any more: what one of those writes meanwhile may be left for
another migration, and stays readable.
"""

from shared.auth.permissions import Permission
from shared.domain.operations.events import MigrationPageDue
from shared.domain.operations.migrations import MIGRATION_KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class MigrateDocuments(Request):
    """Nothing to choose: every document of an older schema version."""


@command("POST /v1/documents/migrate", permission=Permission.DOCUMENTS_MANAGE, idempotent=True, status=202)
async def migrate_documents(request: MigrateDocuments, ctx: CommandContext) -> OperationView:
    """Rewrite the tenant's documents of older schema versions, page by page."""
    operation = begun(
        ctx.work,
        id=ctx.new_id(),
        kind=MIGRATION_KIND,
        subject_id=ctx.work.tenant_id,
        created_by=ctx.author,
        retryable=True,
    )
    ctx.work.emit(MigrationPageDue(operation_id=operation.id, tries=operation.tries))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
