"""One result with prompt, output and what came of each assertion."""

from shared.auth.permissions import Permission
from shared.domain.suite_runs.repository import SuiteResultRepository, SuiteRunRepository
from shared.domain.suite_runs.schemas import CaseResultView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCaseResult(Request):
    """Which result of which run."""

    run_id: Identifier
    result_id: Identifier


@query(
    "GET /v1/suite-runs/{runId}/results/{resultId}",
    permission=Permission.CARDS_READ,
    loads=Loads(SuiteRunRepository, "run_id", tagged=False),
    errors=(NotFound,),
)
async def get_case_result(request: GetCaseResult, ctx: QueryContext) -> CaseResultView:
    """Get a result."""
    result = await SuiteResultRepository(ctx.reads).get(request.result_id)
    if result.run_id != request.run_id:
        raise NotFound("there is no such case result", code="case_result_not_found")
    return CaseResultView.of(result)
