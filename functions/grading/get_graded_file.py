"""A grader downloads the file they are to mark; its name may say whose it is, and is replaced."""

from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AnswerRepository
from shared.domain.attempts.responses import FileResponse
from shared.domain.grading.repository import GradingRepository
from shared.domain.uploads.repository import UploadRepository
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=15)


class GetGradedFile(Request):
    """The file of which grading's answer."""

    grading_id: Identifier


class FileToGrade(FrozenModel):
    """An answer's file without whose it is, and where its content is until the URL expires; `size` is in bytes."""

    file_name: str
    content_type: str
    size: int
    download_url: Annotated[str, Field(repr=False, json_schema_extra={"secret": True})]
    download_expires_at: datetime


@query(
    "GET /v1/gradings/{gradingId}/file",
    permission=Permission.GRADINGS_GRADE,
    loads=Loads(GradingRepository, "grading_id", tagged=False),
    audited=True,
    errors=(NotFound,),
)
async def get_graded_file(request: GetGradedFile, ctx: QueryContext) -> FileToGrade:
    """Get the file that one is to mark and a URL that downloads it."""
    grading = await GradingRepository(ctx.reads).get(request.grading_id)
    answer = await AnswerRepository(ctx.reads).find(answer_id(grading.attempt_id, grading.question_id))
    response = answer.response if answer else None
    if not isinstance(response, FileResponse) or response.is_blank:
        raise NotFound("no file answers this question", code="answer_file_not_found")
    file = found(await UploadRepository(ctx.reads).find(response.upload_id), "answer_file")
    name = f"answer{PurePath(file.file_name).suffix}"
    return FileToGrade(
        file_name=name,
        content_type=file.content_type,
        size=file.size,
        download_url=await ctx.signed_download(file.path, expires_in=URL_LIFETIME, filename=name),
        download_expires_at=ctx.now + URL_LIFETIME,
    )
