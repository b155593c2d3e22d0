"""A file that answers a question is announced here and sent to the file store itself."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.events import UploadExpired
from shared.domain.uploads.model import EXPIRY_GRACE, LIFETIME, URL_LIFETIME, FileName, Upload, UploadPurpose
from shared.domain.uploads.repository import UploadRepository
from shared.domain.uploads.schemas import UploadTicket
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import PRACTICE
from shared.runtime.requests import Identifier, Request


class CreateAnswerUpload(Request):
    """What will be sent; `size` is in bytes."""

    attempt_id: Identifier
    question_id: Identifier
    content_type: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    size: Annotated[int, Field(ge=1)]
    file_name: FileName


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/uploads",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id"),
    external=True,
    idempotent=True,
    limits=(PRACTICE,),
    errors=(FailedPrecondition, QuotaExceeded),
    status=201,
    runtime=Runtime.ASSESSMENT,
)
async def create_answer_upload(request: CreateAnswerUpload, ctx: ExternalContext) -> UploadTicket:
    """Announce a file for a question and get the request that sends it."""
    upload = Upload(
        id=ctx.new_id(),
        purpose=UploadPurpose.ANSWER,
        content_type=request.content_type,
        size=request.size,
        file_name=request.file_name,
        answer_id=answer_id(request.attempt_id, request.question_id),
        created_by=ctx.candidate.user_id,
        created_at=ctx.now,
        expires_at=ctx.now + LIFETIME,
    )

    async def check(work: UnitOfWork) -> None:
        attempt = await AttemptRepository(work).get(request.attempt_id)
        attempt.require_open(at=ctx.now)
        attempt.question(request.question_id).require_file(request.content_type, request.size)
        await Quotas(work).require(Quota.STORAGE_BYTES, request.size)

    await ctx.prepare(check)
    upload.require_allowed()
    signed = await ctx.files.signed_upload(
        upload.path, content_type=upload.content_type, max_bytes=upload.size, expires_in=URL_LIFETIME
    )

    async def announce(work: UnitOfWork) -> None:
        UploadRepository(work).add(upload)
        work.emit(UploadExpired(upload_id=upload.id), at=ctx.now + LIFETIME + EXPIRY_GRACE)
        work.about(uploadId=upload.id)

    await ctx.finish(announce)
    return UploadTicket.of(upload, signed)
