"""A run's results, read page by page: all of them together may be more than a process holds."""

from collections.abc import AsyncIterator

from shared.data.pagination import Page, PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.suite_runs.model import SuiteResult, SuiteRun
from shared.domain.suite_runs.repository import CASE_RESULT_LIST, SuiteResultRepository
from shared.runtime.contexts import ExternalContext

PAGE = 50
"""Results of up to 100,000 characters lie in memory together."""


async def results_of(ctx: ExternalContext, run: SuiteRun) -> AsyncIterator[SuiteResult]:
    """Yield a run's results in the order of their places."""
    cursor: str | None = None
    while True:
        page = await ctx.prepare(lambda work, cursor=cursor: _page(work, run, cursor))
        for result in page.items:
            yield result
        cursor = page.next_cursor
        if cursor is None:
            return


async def _page(work: UnitOfWork, run: SuiteRun, cursor: str | None) -> Page[SuiteResult]:
    return await SuiteResultRepository(work).page(CASE_RESULT_LIST, PageRequest(PAGE, cursor), {"runId": run.id})
