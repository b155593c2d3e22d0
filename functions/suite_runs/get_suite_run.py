"""A run with its summary and its gate's verdict."""

from shared.auth.permissions import Permission
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetSuiteRun(Request):
    """Which run."""

    run_id: Identifier


@query(
    "GET /v1/suite-runs/{runId}",
    permission=Permission.CARDS_READ,
    loads=Loads(SuiteRunRepository, "run_id"),
)
async def get_suite_run(request: GetSuiteRun, ctx: QueryContext) -> SuiteRunView:
    """Get a run."""
    return SuiteRunView.of(await SuiteRunRepository(ctx.reads).get(request.run_id))
