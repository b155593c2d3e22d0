"""The index is built anew from what it tells of: after a release that indexes otherwise, or whenever it is in doubt."""

from shared.auth.permissions import Permission
from shared.domain.operations.events import ReindexPageDue
from shared.domain.operations.reindexing import REINDEX_KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ReindexSearch(Request):
    """Nothing to choose: everything that can be searched."""


@command("POST /v1/search/reindex", permission=Permission.DOCUMENTS_MANAGE, idempotent=True, status=202)
async def reindex_search(request: ReindexSearch, ctx: CommandContext) -> OperationView:
    """Index everything that can be searched anew, page by page."""
    operation = begun(
        ctx.work,
        id=ctx.new_id(),
        kind=REINDEX_KIND,
        subject_id=ctx.work.tenant_id,
        created_by=ctx.author,
        retryable=True,
    )
    ctx.work.emit(ReindexPageDue(operation_id=operation.id, tries=operation.tries))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
