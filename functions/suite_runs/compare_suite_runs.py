"""Two runs side by side, case by case: what was fixed, what broke."""

from collections.abc import Sequence

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.suite_runs.model import SuiteResult, SuiteRun, result_id
from shared.domain.suite_runs.repository import CASE_RESULT_LIST, SuiteResultRepository, SuiteRunRepository
from shared.domain.suite_runs.schemas import CaseComparison
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class CompareSuiteRuns(ListRequest):
    """Which run, and which earlier one it is held against."""

    run_id: Identifier
    before: Identifier


@query(
    "GET /v1/suite-runs/{runId}/comparison",
    permission=Permission.CARDS_READ,
    loads=Loads(
        SuiteRunRepository,
        "run_id",
        beside=lambda request: [SuiteRunRepository.path(request.before)],
        tagged=False,
    ),
    lists=CASE_RESULT_LIST,
    errors=(NotFound,),
)
async def compare_suite_runs(request: CompareSuiteRuns, ctx: QueryContext) -> Page[CaseComparison]:
    """Compare a run with another, each case for each model; cases are the same when their variables are."""
    runs, results = SuiteRunRepository(ctx.reads), SuiteResultRepository(ctx.reads)
    run, before = await runs.get(request.run_id), await runs.get(request.before)
    page = await results.page(CASE_RESULT_LIST, request.page(), {"runId": run.id, "repeat": 0})
    ids = [_ids(each, page.items) for each in (run, before)]
    await ctx.reads.prefetch([results.path(id) for id in (*ids[0], *ids[1])])
    now, then = await _rows(results, run, ids[0]), await _rows(results, before, ids[1])
    return page.with_items([CaseComparison.of(*each) for each in zip(now, then, strict=True)])


def _ids(run: SuiteRun, firsts: Sequence[SuiteResult]) -> list[str]:
    """Return the ids of a run's results of the cases that some results are of, each with all its repeats."""
    return [
        result_id(run.id, first.case_key, first.target, repeat) for first in firsts for repeat in range(run.repeats)
    ]


async def _rows(results: SuiteResultRepository, run: SuiteRun, ids: Sequence[str]) -> list[list[SuiteResult]]:
    """Return what there is of these results, by case."""
    found = await results.get_many(ids)
    rows = (found[start : start + run.repeats] for start in range(0, len(found), run.repeats))
    return [[each for each in row if each is not None] for row in rows]
