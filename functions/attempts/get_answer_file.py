"""What a candidate sent is looked at by a person, who downloads it straight from the file store."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import FileResponse
from shared.domain.uploads.repository import UploadRepository
from shared.domain.uploads.schemas import FileDownload, FileView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=15)


class GetAnswerFile(Request):
    """Of which attempt's answer."""

    attempt_id: Identifier
    question_id: Identifier


def _answer_path(request: GetAnswerFile) -> list[str]:
    return [AnswerRepository.path(answer_id(request.attempt_id, request.question_id))]


@query(
    "GET /v1/attempts/{attemptId}/answers/{questionId}/file",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_answer_path, tagged=False),
    audited=True,
    errors=(NotFound,),
)
async def get_answer_file(request: GetAnswerFile, ctx: QueryContext) -> FileDownload:
    """Get the file that answers a question and a URL that downloads it."""
    answer = await AnswerRepository(ctx.reads).find(answer_id(request.attempt_id, request.question_id))
    response = answer.response if answer else None
    if not isinstance(response, FileResponse) or response.is_blank:
        raise NotFound("no file answers this question", code="answer_file_not_found")
    file = found(await UploadRepository(ctx.reads).find(response.upload_id), "answer_file")
    url = await ctx.signed_download(file.path, expires_in=URL_LIFETIME, filename=file.file_name)
    shown = FileView.of(file).model_dump()
    return FileDownload(**shown, download_url=url, download_expires_at=ctx.now + URL_LIFETIME)
