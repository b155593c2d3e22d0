"""A cancelled import leaves the invitations it made, and a report that says which."""

from shared.domain.invitations.events import CandidateImportEnded
from shared.domain.invitations.imports import IMPORT_KIND
from shared.domain.operations.events import OperationCancelled
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationCancelled)
async def end_cancelled_candidate_import(event: OperationCancelled, ctx: SubscriberContext) -> None:
    """Have a cancelled import's report written."""
    if event.operation_kind == IMPORT_KIND:
        ctx.work.emit(CandidateImportEnded(import_id=event.operation_id))
