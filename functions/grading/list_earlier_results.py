"""What a result was before rescorings, graders, overrides and appeals replaced some of its points."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.attempts.repository import EARLIER_LIST, AttemptRepository, EarlierResultRepository
from shared.domain.attempts.schemas import EarlierResultView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListEarlierResults(ListRequest):
    """Of which attempt."""

    attempt_id: Identifier


@query(
    "GET /v1/attempts/{attemptId}/earlier-results",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", tagged=False),
    lists=EARLIER_LIST,
)
async def list_earlier_results(request: ListEarlierResults, ctx: QueryContext) -> Page[EarlierResultView]:
    """List the results an attempt had before, the latest first, with who replaced each and why."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    equals = {"attemptId": attempt.id}
    page = await EarlierResultRepository(ctx.reads).page(EARLIER_LIST, request.page(), equals)
    return page.with_items([EarlierResultView.of(earlier) for earlier in page.items])
