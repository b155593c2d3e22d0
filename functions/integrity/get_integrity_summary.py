"""Evidence for people: what they decide from it is theirs."""

from shared.auth.permissions import Permission
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.integrity.schemas import IntegritySummaryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetIntegritySummary(Request):
    """Of which attempt."""

    attempt_id: Identifier


@query(
    "GET /v1/attempts/{attemptId}/integrity",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(IntegritySummaryRepository, "attempt_id"),
    audited=True,
)
async def get_integrity_summary(request: GetIntegritySummary, ctx: QueryContext) -> IntegritySummaryView:
    """Get what was found in an attempt that has ended, with the candidate's replies."""
    return IntegritySummaryView.of(await IntegritySummaryRepository(ctx.reads).get(request.attempt_id))
