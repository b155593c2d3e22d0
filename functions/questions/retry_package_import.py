"""An import that is tried again goes on where it stopped: the draft and the runs that there are stay."""

from shared.domain.execution.events import ExecutionCompleted, ExecutionRequested
from shared.domain.execution.model import RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.operations import transitions
from shared.domain.operations.events import OperationRetried
from shared.domain.questions.events import PackageImportLookDue, QuestionPackageReceived
from shared.domain.questions.imports import IMPORT_KIND, PATIENCE, ImportPhase, PackageImport
from shared.domain.questions.repository import PackageImportRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationRetried)
async def retry_package_import(event: OperationRetried, ctx: SubscriberContext) -> None:
    """Go on with an import of a problem package."""
    if event.operation_kind != IMPORT_KIND:
        return
    asked = await PackageImportRepository(ctx.work).find(event.subject_id)
    if asked is None or asked.operation_id != event.operation_id:
        message = "the package is gone; upload it again"
        await transitions.failed(ctx.work, event.operation_id, code="package_gone", message=message, final=True)
        return
    ctx.work.emit(PackageImportLookDue(upload_id=asked.id, tries=event.tries), at=ctx.now + PATIENCE)
    if asked.phase is ImportPhase.RECEIVED:
        ctx.work.emit(QuestionPackageReceived(upload_id=asked.id))
    else:
        await _go_on(asked, ctx)


async def _go_on(asked: PackageImport, ctx: SubscriberContext) -> None:
    """Have the runs done that lack a result; where none does, say again that they are all there."""
    awaited = asked.awaited()
    runs = await RunRepository(ctx.work).get_many([each.run_id for each in awaited])
    missing = [each for each, run in zip(awaited, runs, strict=True) if run is None or run.result is None]
    for each in missing:
        ctx.work.emit(ExecutionRequested(run_id=each.run_id))
    if not missing:
        last = awaited[-1].run_id
        ctx.work.emit(ExecutionCompleted(run_id=last, purpose=RunPurpose.QUESTION_IMPORT, subject_id=asked.id))
