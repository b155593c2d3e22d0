"""What came of a run's cases, one result for each try."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.suite_runs.repository import CASE_RESULT_LIST, SuiteResultRepository, SuiteRunRepository
from shared.domain.suite_runs.results import CaseOutcome
from shared.domain.suite_runs.schemas import CaseResultSummary
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListCaseResults(ListRequest):
    """Of which run, and with which outcome."""

    run_id: Identifier
    outcome: CaseOutcome | None = None


@query(
    "GET /v1/suite-runs/{runId}/results",
    permission=Permission.CARDS_READ,
    loads=Loads(SuiteRunRepository, "run_id", tagged=False),
    lists=CASE_RESULT_LIST,
)
async def list_case_results(request: ListCaseResults, ctx: QueryContext) -> Page[CaseResultSummary]:
    """List a run's results in the order of the cases."""
    run = await SuiteRunRepository(ctx.reads).get(request.run_id)
    equals = {"runId": run.id, "outcome": request.outcome}
    page = await SuiteResultRepository(ctx.reads).page(CASE_RESULT_LIST, request.page(), equals)
    return page.with_items([CaseResultSummary.of(result) for result in page.items])
