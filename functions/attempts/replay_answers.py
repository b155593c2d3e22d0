"""A client that was offline sends all it wrote; a tab that has lost the attempt has it kept aside."""

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.repository import is_document_id
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Answer, Attempt, answer_id, conflict_copy_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.replay import KeepAside, Outcome, Replay, Replayed, Written
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository, ConflictCopyRepository
from shared.domain.attempts.responses import FileResponse, Response
from shared.domain.attempts.transitions import write_in
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Nested, Request

if TYPE_CHECKING:
    from shared.engines.merkle.checkpoints import Signer

MAX_REVISIONS = 200


class WrittenRevision(Nested):
    """One revision of one answer."""

    question_id: Identifier
    revision: Annotated[int, Field(ge=1, lt=2**53)]
    response: Response


class ReplayAnswers(Request):
    """Revisions of several questions in the order they were written, and the tab they were written in."""

    attempt_id: Identifier
    revisions: Annotated[tuple[WrittenRevision, ...], Field(min_length=1, max_length=MAX_REVISIONS)]
    seat: Seat | None = None

    @property
    def question_ids(self) -> list[str]:
        """Each question once."""
        return list(dict.fromkeys(each.question_id for each in self.revisions))


class ReplayedRevision(FrozenModel):
    """What became of a revision; `current_revision` is what is stored, `code` and `message` say why it was refused."""

    question_id: str
    revision: int
    outcome: Outcome
    current_revision: int | None
    receipt: str | None
    code: str | None
    message: str | None

    @classmethod
    def of(cls, replayed: Replayed, signer: "Signer") -> Self:
        """Return what the client is told of a revision."""
        return cls(
            question_id=replayed.written.question_id,
            revision=replayed.written.revision,
            outcome=replayed.outcome,
            current_revision=replayed.current,
            receipt=signer.sign(replayed.receipt.text) if replayed.receipt else None,
            code=replayed.code,
            message=replayed.message,
        )


class ReplayedAnswers(FrozenModel):
    """One outcome for each revision, in the order they were sent."""

    revisions: tuple[ReplayedRevision, ...]


def _answer_paths(request: ReplayAnswers) -> list[str]:
    return [AnswerRepository.path(answer_id(request.attempt_id, each)) for each in request.question_ids]


@command(
    "POST /v1/attempts/{attemptId}/replay",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_answer_paths),
    audited=False,
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def replay_answers(request: ReplayAnswers, ctx: CommandContext) -> ReplayedAnswers:
    """Save what was written offline, revision by revision; each has an outcome of its own."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    written = [Written(each.question_id, each.revision, each.response) for each in request.revisions]
    if request.seat is not None and attempt.seating.was_displaced(request.seat):
        replayed = await _kept_aside(attempt, request.seat, written, ctx)
    else:
        await write_in(ctx.work, attempt, request.seat)
        replayed = await _saved(attempt, written, ctx)
    signer = receipt_signer(ctx.config, ctx.work.tenant_id)
    return ReplayedAnswers(revisions=tuple(ReplayedRevision.of(each, signer) for each in replayed))


async def _saved(attempt: Attempt, written: list[Written], ctx: CommandContext) -> list[Replayed]:
    answers = AnswerRepository(ctx.work)
    replay = Replay(attempt, await _answers(attempt, written, ctx), await _files(written, ctx), ctx.now)
    replayed = replay.run(written)
    for question_id in replay.changed:
        await answers.put(replay.answers[question_id])
    return replayed


async def _kept_aside(attempt: Attempt, seat: Seat, written: list[Written], ctx: CommandContext) -> list[Replayed]:
    attempt.require_writable(at=ctx.now)
    AttemptRepository(ctx.work).hold(attempt)
    copies = ConflictCopyRepository(ctx.work)
    asked = [each.question_id for each in attempt.questions]
    found = await copies.get_many([conflict_copy_id(attempt.id, each, seat) for each in asked])
    known = {copy.question_id: copy for copy in found if copy is not None}
    saved, files = await _answers(attempt, written, ctx), await _files(written, ctx)
    keeping = KeepAside(attempt, seat, saved, files, known, ctx.now)
    replayed = keeping.run(written)
    for question_id in keeping.changed:
        await copies.put(keeping.copies[question_id])
    return replayed


async def _answers(attempt: Attempt, written: list[Written], ctx: CommandContext) -> dict[str, Answer]:
    ids = {each.question_id: answer_id(attempt.id, each.question_id) for each in written}
    found = await AnswerRepository(ctx.work).get_many(list(ids.values()))
    return {answer.question_id: answer for answer in found if answer is not None}


async def _files(written: list[Written], ctx: CommandContext) -> dict[str, str]:
    named = {each.response.upload_id for each in written if isinstance(each.response, FileResponse)}
    uploads = await UploadRepository(ctx.work).get_many([id for id in named if is_document_id(id)])
    return {upload.id: upload.answer_id for upload in uploads if upload and upload.file and upload.answer_id}
