"""Once a month is over and summed up, what it was like is written down, and whoever is told of alerts hears of it."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.alerts.events import MonthlyReportDue
from shared.domain.alerts.levels import CURRENT, LevelsRepository
from shared.domain.alerts.model import BOARD, AlertBoardRepository
from shared.domain.alerts.monthly import (
    MonthlyReport,
    MonthlyReportRepository,
    month_before,
    month_of,
)
from shared.domain.upkeep.events import PARTITION
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled


@scheduled(timedelta(hours=6))
async def write_monthly_report(ctx: PlatformContext) -> None:
    """Write the last month's report, once, and have it mailed."""
    month, seed = month_before(ctx.now), new_seed()

    async def step(work: UnitOfWork) -> None:
        reports = MonthlyReportRepository(work)
        paths = [LevelsRepository.path(CURRENT), AlertBoardRepository.path(BOARD), reports.path(month)]
        await work.get_many(paths)
        levels = await LevelsRepository(work).find(CURRENT)
        if levels is None or month_of(levels.rolled_to) <= month or await reports.find(month) is not None:
            return
        report = MonthlyReport.of(month, levels, await AlertBoardRepository(work).read())
        if report.minutes:
            reports.add(report)
            for recipient in dict.fromkeys(ctx.config.alert_mail):
                work.emit(MonthlyReportDue(month=month, recipient=recipient))

    await run_unit(lambda: UnitOfWork(ctx.outside.store, PARTITION, ctx.scope, IdSequence(seed)), step)
