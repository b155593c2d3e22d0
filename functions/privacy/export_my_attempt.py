"""Candidates fetch what there is of them themselves, by the link they were invited with, once they have handed in.

It holds no points, no marks and nothing that was kept by the hiring team: a result is shown where its assessment lets
it be seen, and the whole export of a candidate is handed over by whoever invited them.
"""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.operations.transitions import begun
from shared.domain.privacy.exports import KIND, PersonalDataExportRepository, Subject, request_export
from shared.domain.privacy.schemas import OwnExportView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request

AGAIN_AFTER = timedelta(hours=1)


class ExportMyAttempt(Request):
    """Of which attempt."""

    attempt_id: Identifier


@command(
    "POST /v1/attempts/{attemptId}/data-export",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", tagged=False),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    status=202,
)
async def export_my_attempt(request: ExportMyAttempt, ctx: CommandContext) -> OwnExportView:
    """Have one's own data of an attempt written to a file; asked again within an hour, it is the same file."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_over()
    candidate = ctx.candidate.user_id
    asked = await PersonalDataExportRepository(ctx.work).latest_of(attempt.id, candidate, at=ctx.now)
    if asked is None or ctx.now - asked.created_at >= AGAIN_AFTER:
        id = ctx.new_id()
        begun(ctx.work, id=id, kind=KIND, subject_id=attempt.id, created_by=candidate)
        asked = request_export(ctx.work, id, Subject.CANDIDATE_THEMSELVES, (attempt.id,), created_by=candidate)
    return OwnExportView.of(asked)
