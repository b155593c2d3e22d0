"""An export of questions is there for a few days: what lies around longer is only a danger."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.questions.events import QuestionExportExpired
from shared.domain.questions.exports import QuestionExport, QuestionExportRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(QuestionExportExpired, external=True)
async def expire_question_export(event: QuestionExportExpired, ctx: ExternalContext) -> None:
    """Delete an export of questions and its file."""

    async def read(work: UnitOfWork) -> QuestionExport | None:
        return await QuestionExportRepository(work).find(event.export_id)

    export = await ctx.prepare(read)
    if export is None:
        return
    await ctx.files.delete(export.path)

    async def remove(work: UnitOfWork) -> None:
        exports = QuestionExportRepository(work)
        left = await exports.find(event.export_id)
        if left is not None:
            exports.remove(left)

    await ctx.finish(remove)
