"""A written export of questions is handed out by a link; who took one is in the audit log."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.questions.exports import QuestionExportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadQuestionExport(Request):
    """Which export."""

    export_id: Identifier


@query(
    "GET /v1/question-exports/{exportId}",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionExportRepository, "export_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_question_export(request: DownloadQuestionExport, ctx: QueryContext) -> DownloadView:
    """Get a link to a written export of questions."""
    exports = QuestionExportRepository(ctx.reads)
    export = await exports.get(request.export_id)
    found(export if ctx.now < export.expires_at else None, exports.noun)
    return await download(ctx, export.file, export.format.file_name)
