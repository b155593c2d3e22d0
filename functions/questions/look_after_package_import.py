"""An import whose events were lost, or waited for too long, fails: it can be tried again until its package goes."""

from shared.domain.operations import transitions
from shared.domain.operations.model import OperationStatus
from shared.domain.operations.repository import OperationRepository
from shared.domain.questions.events import PackageImportLookDue
from shared.domain.questions.imports import KEPT_FOR_RETRY, PATIENCE
from shared.domain.questions.repository import PackageImportRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(PackageImportLookDue)
async def look_after_package_import(event: PackageImportLookDue, ctx: SubscriberContext) -> None:
    """Let an import of a problem package fail that stands still, and let go of one that nobody tried again."""
    asked = await PackageImportRepository(ctx.work).find(event.upload_id)
    if asked is None:
        return
    operation = await OperationRepository(ctx.work).get(asked.operation_id)
    if operation.tries != event.tries:
        return
    moved = [each for each in (operation.started_at, operation.progressed_at) if each is not None]
    if operation.status is OperationStatus.FAILED:
        await transitions.given_up(ctx.work, operation.id)
    elif moved and ctx.now < max(moved) + PATIENCE:
        ctx.work.emit(event, at=max(moved) + PATIENCE)
    elif not operation.is_over:
        message = "something it needs did not answer for hours; try again, nothing has to be uploaded anew"
        await transitions.failed(ctx.work, operation.id, code="import_stands_still", message=message)
        ctx.work.emit(event, at=ctx.now + KEPT_FOR_RETRY)
