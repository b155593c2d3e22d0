"""What reports on prompts are made of, read when they are written."""

import asyncio
from dataclasses import dataclass
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.ab_tests.counting import counted, shard_paths
from shared.domain.ab_tests.report_sheets import ab_test_sheet
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestReport
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.repository import CardRepository
from shared.domain.model_costs.model import CostKind
from shared.domain.model_costs.report_sheets import CostReport, CostShare, cost_sheet
from shared.domain.model_costs.repository import ModelCostRepository
from shared.domain.model_costs.summing import lines_of, total_of
from shared.domain.prompt_reports.model import AboutAbTest, AboutComparison, AboutCosts, AboutRun, PromptReport
from shared.domain.suite_runs.model import SuiteRun
from shared.domain.suite_runs.report_sheets import comparison_sheet, run_sheet
from shared.domain.suite_runs.reports import ReportedRun, RunFigures, comparison_report
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.domain.suite_runs.version_comparison import NOTHING_IN_COMMON
from shared.domain.tenants.repository import MemberRepository
from shared.engines.report_sheets import Sheet
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.runtime.contexts import ExternalContext
from shared.runtime.suite_results import results_of

MAX_READ = 20_000
"""How many counters of one kind are read at most: of 90 days, what 40 names come to."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as it is laid out, and as data for JSON."""

    sheet: Sheet
    data: dict[str, Any]


async def read_report(ctx: ExternalContext, report: PromptReport, company: str) -> ReadReport:
    """Read what a report is about; raise NotFound, or FailedPrecondition where it comes to nothing."""
    about = report.about
    if isinstance(about, AboutRun):
        return await _run(ctx, about, company)
    if isinstance(about, AboutComparison):
        return await _comparison(ctx, about, company)
    if isinstance(about, AboutAbTest):
        return await ctx.prepare(lambda work: _ab_test(work, about, company))
    return await ctx.prepare(lambda work: _costs(work, about, company))


async def _run(ctx: ExternalContext, about: AboutRun, company: str) -> ReadReport:
    async def begin(work: UnitOfWork) -> tuple[SuiteRun, str]:
        run = await SuiteRunRepository(work).get(about.run_id)
        return run, await _card(work, run.card_id)

    run, card = await ctx.prepare(begin)
    figures = RunFigures(run)
    async for stored in results_of(ctx, run):
        figures.add(stored)
    found = figures.report(card)
    return _read(run_sheet(found, company), found)


async def _comparison(ctx: ExternalContext, about: AboutComparison, company: str) -> ReadReport:
    async def begin(work: UnitOfWork) -> tuple[SuiteRun, SuiteRun, str]:
        runs = SuiteRunRepository(work)
        now, before = await runs.get(about.run_id), await runs.get(about.before)
        return before, now, await _card(work, now.card_id)

    *runs, card = await ctx.prepare(begin)
    before, now = [await _compared(ctx, run) for run in runs]
    found = await asyncio.to_thread(comparison_report, before, now, card=card)
    if not found.models:
        raise FailedPrecondition(NOTHING_IN_COMMON, code="nothing_in_common")
    return _read(comparison_sheet(found, company), found)


async def _compared(ctx: ExternalContext, run: SuiteRun) -> ReportedRun:
    compared = ReportedRun(run)
    async for stored in results_of(ctx, run):
        compared.add(stored)
    return compared


async def _ab_test(work: UnitOfWork, about: AboutAbTest, company: str) -> ReadReport:
    test = await AbTestRepository(work).get(about.ab_test_id)
    found = AbTestReport.of(test, counted(await work.get_many(shard_paths(test.id))))
    return _read(ab_test_sheet(found, company, await _card(work, test.card_id), at=work.now), found)


async def _costs(work: UnitOfWork, about: AboutCosts, company: str) -> ReadReport:
    costs, days = ModelCostRepository(work), (about.since.isoformat(), about.until.isoformat())
    read = {kind: await costs.of_days(kind, *days, limit=MAX_READ) for kind in CostKind}
    lines = {kind: lines_of(kind, found) for kind, found in read.items()}
    names = await _names(work, {kind: [line.name for line in some] for kind, some in lines.items()})
    found = CostReport(
        since=about.since,
        until=about.until,
        total=total_of(read[CostKind.DAY]),
        shares=tuple(CostShare.of(kind, some, names.get(kind, {})) for kind, some in lines.items()),
        complete=all(len(some) < MAX_READ for some in read.values()),
    )
    return _read(cost_sheet(found, company, at=work.now), found)


async def _names(work: UnitOfWork, ids: dict[CostKind, list[str]]) -> dict[CostKind, dict[str, str]]:
    """Return what cards, apps and members are called, by id; what is gone is missing."""
    cards = await CardRepository(work).get_many(ids[CostKind.CARD])
    apps = await AppRepository(work).get_many(ids[CostKind.APP])
    return {
        CostKind.CARD: {card.id: card.content.name for card in cards if card is not None},
        CostKind.APP: {app.id: app.name for app in apps if app is not None},
        CostKind.MEMBER: await MemberRepository(work).names(ids[CostKind.MEMBER]),
    }


async def _card(work: UnitOfWork, card_id: str) -> str:
    card = await CardRepository(work).find(card_id)
    return card.content.name if card else card_id


def _read(sheet: Sheet, found: FrozenModel) -> ReadReport:
    return ReadReport(sheet, found.model_dump(by_alias=True, mode="json"))
