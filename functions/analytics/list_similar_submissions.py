"""Pairs of one comparison, with the lines that are alike in both: evidence for people to look at."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.analytics.model import AlikeLines, SimilarSubmissions
from shared.domain.analytics.repository import SIMILAR_LIST, SimilarSubmissionsRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.operations.repository import OperationRepository
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListSimilarSubmissions(ListRequest):
    """Of which comparison: its operation's id."""

    operation_id: Identifier


class Submitter(FrozenModel):
    """Who handed in a program."""

    attempt_id: str
    candidate_name: str


class SimilarSubmissionsView(FrozenModel):
    """Two programs that are alike: in how much of the smaller one, 0 to 1, and on which lines."""

    first: Submitter
    second: Submitter
    share: float
    fragments: tuple[AlikeLines, ...]


@query(
    "GET /v1/submission-comparisons/{operationId}/pairs",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(OperationRepository, "operation_id", tagged=False),
    lists=SIMILAR_LIST,
    audited=True,
)
async def list_similar_submissions(request: ListSimilarSubmissions, ctx: QueryContext) -> Page[SimilarSubmissionsView]:
    """List the pairs of a comparison, the most similar first."""
    await OperationRepository(ctx.reads).get(request.operation_id)
    equals = {"comparisonId": request.operation_id}
    page = await SimilarSubmissionsRepository(ctx.reads).page(SIMILAR_LIST, request.page(), equals)
    ids = list(dict.fromkeys(id for pair in page.items for id in (pair.first_attempt_id, pair.second_attempt_id)))
    attempts = await AttemptRepository(ctx.reads).get_many(ids)
    names = {attempt.id: attempt.candidate_name for attempt in attempts if attempt}
    return page.with_items([_view(pair, names) for pair in page.items])


def _view(pair: SimilarSubmissions, names: dict[str, str]) -> SimilarSubmissionsView:
    first, second = (
        Submitter(attempt_id=id, candidate_name=names.get(id, ""))
        for id in (pair.first_attempt_id, pair.second_attempt_id)
    )
    return SimilarSubmissionsView(first=first, second=second, share=pair.share, fragments=pair.fragments)
