"""Whoever is written about may read it: candidates see each finding once they have handed in."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.integrity.schemas import OwnFindings
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class ListMyFindings(Request):
    """Of which attempt."""

    attempt_id: Identifier


def _summary_path(request: ListMyFindings) -> list[str]:
    return [IntegritySummaryRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/findings",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_summary_path, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def list_my_findings(request: ListMyFindings, ctx: QueryContext) -> OwnFindings:
    """List what was found in one's own attempt, after finishing it."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    attempt.require_over()
    return OwnFindings.of(await IntegritySummaryRepository(ctx.reads).find(attempt.id))
