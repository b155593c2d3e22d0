"""An export of a run's results is written page by page, straight into the file store."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.suite_runs.events import CaseResultExportRequested
from shared.domain.suite_runs.exports import CONTENT_TYPE, CaseResultExport, CaseResultExportRepository
from shared.domain.suite_runs.model import SuiteResult, SuiteRun
from shared.domain.suite_runs.promptfoo_results import ResultRow, ResultTotals
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.ports.files import FileRef, Measured
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_cases import suite_case
from shared.runtime.suite_execution import SuiteContent, content_of
from shared.runtime.suite_results import results_of


@subscriber(CaseResultExportRequested, external=True)
async def write_case_result_export(event: CaseResultExportRequested, ctx: ExternalContext) -> None:
    """Write a run's results to a file."""

    async def begin(work: UnitOfWork) -> tuple[CaseResultExport, SuiteRun, SuiteContent] | None:
        export = await CaseResultExportRepository(work).find(event.export_id)
        if export is None or export.file is not None or (await transitions.started(work, export.id)).is_over:
            return None
        run = await SuiteRunRepository(work).get(export.run_id)
        return export, run, await content_of(work, run)

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    export, run, content = begun
    written = Measured(_pieces(ctx, run, content))
    await ctx.files.put(export.path, written.pieces(), CONTENT_TYPE)
    file = FileRef(path=export.path, sha256=written.sha256.hexdigest(), size=written.size)

    async def record(work: UnitOfWork) -> bool:
        exports = CaseResultExportRepository(work)
        current = await exports.find(event.export_id)
        if current is None:
            return False
        exports.save(current.with_(file=file))
        result = {"exportId": current.id, "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(export.path)


async def _pieces(ctx: ExternalContext, run: SuiteRun, content: SuiteContent) -> AsyncIterator[bytes]:
    totals = ResultTotals()
    between = '{"results": {"results": ['
    async for result in results_of(ctx, run):
        yield (between + json.dumps(totals.add(_row(run, content, result)))).encode()
        between = ",\n"
    if between != ",\n":
        yield between.encode()
    took = (run.finished_at or run.created_at) - run.created_at
    milliseconds = round(took / timedelta(milliseconds=1))
    file = totals.around(
        id=f"eval-{run.id}", description=content.card.name, at=run.created_at, milliseconds=milliseconds
    )
    yield f"], {_inner(file.pop('results'))}}}, {_inner(file)}}}\n".encode()


def _inner(data: dict[str, Any]) -> str:
    """Return an object's fields as JSON, without the braces around them."""
    return json.dumps(data)[1:-1]


def _row(run: SuiteRun, content: SuiteContent, stored: SuiteResult) -> ResultRow:
    test = stored.place // run.repeats // len(run.targets)
    case = suite_case(content.card, content.cases[test], run.targets[stored.target], repeat=stored.repeat)
    return ResultRow(stored.target, test, content.card.name, stored.description, case, stored.result)
