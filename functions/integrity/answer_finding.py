"""A candidate's own words beside each finding; said again they replace what was said."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.integrity.schemas import OwnFindings
from shared.domain.integrity.summary import ReplyText
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class AnswerFinding(Request):
    """What there is to say to which finding."""

    attempt_id: Identifier
    finding_id: Identifier
    text: ReplyText


def _summary_path(request: AnswerFinding) -> list[str]:
    return [IntegritySummaryRepository.path(request.attempt_id)]


@command(
    "PUT /v1/attempts/{attemptId}/findings/{findingId}/reply",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_summary_path, tagged=False),
    limits=(ATTEMPT,),
    errors=(NotFound,),
    runtime=Runtime.ASSESSMENT,
)
async def answer_finding(request: AnswerFinding, ctx: CommandContext) -> OwnFindings:
    """Answer a finding of one's own attempt."""
    summaries = IntegritySummaryRepository(ctx.work)
    summary = (await summaries.get(request.attempt_id)).replied(request.finding_id, request.text, at=ctx.now)
    summaries.save(summary)
    return OwnFindings.of(summary)
