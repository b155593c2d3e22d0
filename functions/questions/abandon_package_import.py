"""An import that nobody wants, or tries again, leaves its draft and nothing else; no run is waited for any more."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.events import OperationCancelled
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.questions.imports import IMPORT_KIND, TRIAL
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import PackageImportRepository, QuestionVersionRepository
from shared.domain.uploads.repository import UploadRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(OperationCancelled, external=True)
async def abandon_package_import(event: OperationCancelled, ctx: ExternalContext) -> None:
    """Remove what an import of a problem package left behind."""
    if event.operation_kind != IMPORT_KIND:
        return

    async def remove(work: UnitOfWork) -> str | None:
        imports, versions, uploads = (
            PackageImportRepository(work),
            QuestionVersionRepository(work),
            UploadRepository(work),
        )
        asked = await imports.find(event.subject_id)
        if asked is None or asked.operation_id != event.operation_id:
            return None
        imports.remove(asked)
        trial = await versions.find(version_id(asked.question_id, TRIAL)) if asked.question_id else None
        if trial is not None:
            versions.remove(trial)
        upload = await uploads.find(asked.id)
        if upload is None:
            return None
        uploads.remove(upload)
        Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
        return upload.path

    path = await ctx.finish(remove)
    if path is not None:
        await ctx.files.delete(path)
