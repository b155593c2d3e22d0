"""A report on prompts becomes a file, as JSON, Markdown or PDF; `write_prompt_report` writes it."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.model_costs.summing import require_span
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.prompt_reports.events import PromptReportExpired, PromptReportRequested
from shared.domain.prompt_reports.model import (
    KEPT_FOR,
    REPORT_KIND,
    About,
    AboutAbTest,
    AboutComparison,
    AboutCosts,
    PromptReport,
    PromptReportFormat,
    PromptReportRepository,
)
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreatePromptReport(Request):
    """About what: a run, a run beside one before, an A/B test, or the costs of days of UTC."""

    about: About
    format: PromptReportFormat = PromptReportFormat.PDF


@command(
    "POST /v1/prompt-reports",
    permission=Permission.CARDS_READ,
    idempotent=True,
    errors=(NotFound, FailedPrecondition, InvalidInput),
    status=202,
)
async def create_prompt_report(request: CreatePromptReport, ctx: CommandContext) -> OperationView:
    """Write a report on a run, on two runs, on an A/B test or on costs to a file, with charts."""
    subject_id = await _subject(request.about, ctx)
    report = PromptReport(
        id=ctx.new_id(),
        about=request.about,
        format=request.format,
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    operation = begun(ctx.work, id=report.id, kind=REPORT_KIND, subject_id=subject_id, created_by=ctx.author)
    PromptReportRepository(ctx.work).add(report)
    ctx.work.emit(PromptReportRequested(report_id=report.id))
    ctx.work.emit(PromptReportExpired(report_id=report.id), at=report.expires_at)
    ctx.work.about(reportId=report.id)
    return OperationView.of(operation)


async def _subject(about: About, ctx: CommandContext) -> str:
    """Return what is reported on; raise where there is none, or where its results may still change."""
    if isinstance(about, AboutCosts):
        require_span(about.since, about.until, "/about/since")
        return "costs"
    if isinstance(about, AboutAbTest):
        return (await AbTestRepository(ctx.work).get(about.ab_test_id)).id
    ids = (about.run_id, about.before) if isinstance(about, AboutComparison) else (about.run_id,)
    runs = SuiteRunRepository(ctx.work)
    for run in await runs.get_many(ids):
        found(run, runs.noun).require_over()
    return about.run_id
