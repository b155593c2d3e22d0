"""A report that is due is begun in the commit that says when it is due again: each time comes once.

Times that passed while nothing ran are not made up for: the report is written once, as it stands.
"""

from datetime import timedelta

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.operations.transitions import begun
from shared.domain.projects.model import ProjectStatus
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import REPORTS_DUE, ReportRepository
from shared.domain.reports.running import KIND, begin_run
from shared.domain.tenants.repository import TenantRepository
from shared.errors import Aborted, DependencyUnavailable
from shared.ids import IdSequence, new_seed
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

BATCH = 200
MAX_BATCHES = 20


@scheduled(timedelta(minutes=15), local_every=timedelta(seconds=10))
async def begin_due_reports(ctx: PlatformContext) -> None:
    """Have the reports written and mailed whose time has come."""
    bound = Filter("nextDueAt", Operator.LESS_OR_EQUAL, ctx.now)
    query = StoreQuery(REPORTS_DUE.collection, REPORTS_DUE.bounds([bound]), REPORTS_DUE.orders(), BATCH, group=True)
    for _ in range(MAX_BATCHES):
        due = await ctx.documents.query(query)
        begun = [await _begin(ctx, each.path.split("/")[1], str(each.data["id"])) for each in due]
        if len(due) < BATCH or not any(begun):
            return


async def _begin(ctx: PlatformContext, tenant_id: str, report_id: str) -> bool:
    """Begin one report, if it still is due; False where that failed, which stops no other."""
    seed = new_seed()

    def unit() -> UnitOfWork:
        return UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed))

    async def step(work: UnitOfWork) -> None:
        reports = ReportRepository(work)
        report = await reports.find(report_id)
        if report is None or report.schedule is None or report.next_due_at is None or report.next_due_at > ctx.now:
            return
        project = await ProjectRepository(work).find(report.project_id)
        zone = (await TenantRepository(work).get(tenant_id)).time_zone
        reports.save(report.with_(next_due_at=report.schedule.next_after(ctx.now, zone)))
        if project is None or project.deleted or project.status is ProjectStatus.ARCHIVED:
            return
        operation = begun(work, id=work.new_id(), kind=KIND, subject_id=project.id, created_by=report.created_by)
        recipients = report.schedule.recipient_ids
        begin_run(work, report, id=operation.id, by=report.created_by, format=report.format, mail_to=recipients)

    try:
        await run_unit(unit, step)
    except (Aborted, DependencyUnavailable) as error:
        logging.warning("a report that is due could not be begun yet", tenantId=tenant_id, reason=error.message)
        return False
    return True
