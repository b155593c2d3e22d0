"""An import that is tried again goes on where it stopped: every row before that has its outcome."""

from shared.domain.invitations.events import CandidateImportEnded, CandidateImportPageDue, CandidateImportReceived
from shared.domain.invitations.imports import IMPORT_KIND
from shared.domain.invitations.repository import CandidateImportRepository
from shared.domain.operations.events import OperationRetried
from shared.domain.operations.transitions import failed
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationRetried)
async def retry_candidate_import(event: OperationRetried, ctx: SubscriberContext) -> None:
    """Go on with an import of candidates."""
    if event.operation_kind != IMPORT_KIND:
        return
    asked = await CandidateImportRepository(ctx.work).find(event.operation_id)
    if asked is None:
        await failed(ctx.work, event.operation_id, code="import_expired", message="upload the table again")
    elif not asked.page_ends:
        ctx.work.emit(CandidateImportReceived(import_id=asked.id))
    elif asked.is_through:
        ctx.work.emit(CandidateImportEnded(import_id=asked.id))
    else:
        ctx.work.emit(CandidateImportPageDue(import_id=asked.id, page=asked.next_page, tries=event.tries))
