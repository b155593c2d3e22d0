"""One page of tenants, each backed up for the hour in its own partition; a kill repeats a page, which harms nothing."""

from shared.config import PlanName
from shared.data.store import StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.backups.beginning import begin_backup
from shared.domain.backups.events import HourlyBackupsDue
from shared.domain.backups.model import BACKUP_KIND, BackupStatus
from shared.domain.backups.policies import Cadence, backed_up_hourly, hour_before
from shared.domain.backups.repository import BackupRepository
from shared.domain.operations.transitions import begun
from shared.domain.tenants.model import Tenant
from shared.domain.tenants.repository import TenantRepository
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 50
_BY = "schedule"


@subscriber(HourlyBackupsDue, external=True)
async def spread_hourly_backups(event: HourlyBackupsDue, ctx: ExternalContext) -> None:
    """Begin the hour's backup of a page of tenants, and ask for the next page."""
    after = (event.after,) if event.after else None
    page = await ctx.outside.store.query(StoreQuery("tenant", (), (), PAGE, after, group=True))
    for document in page:
        await _begin(ctx, str(document.data["id"]), event.hour)

    async def continued(work: UnitOfWork) -> None:
        if len(page) == PAGE:
            work.emit(event.with_(after=page[-1].path))

    await ctx.finish(continued)


async def _begin(ctx: ExternalContext, tenant_id: str, hour: str) -> None:
    seed = new_seed()

    async def step(work: UnitOfWork) -> None:
        tenants, backups = TenantRepository(work), BackupRepository(work)
        id, previous = (f"{Cadence.HOURLY}-{each}" for each in (hour, hour_before(hour)))
        await work.get_many([tenants.path(tenant_id), backups.path(id), backups.path(previous)])
        tenant, last = await tenants.find(tenant_id), await backups.find(previous)
        is_behind = last is not None and last.status is BackupStatus.WRITING
        if tenant is None or is_behind or not _is_due(ctx, tenant) or await backups.find(id) is not None:
            return
        begun(work, id=id, kind=BACKUP_KIND, subject_id=tenant_id, created_by=_BY)
        begin_backup(work, id, cadence=Cadence.HOURLY, created_by=_BY)

    await run_unit(lambda: UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed)), step)


def _is_due(ctx: ExternalContext, tenant: Tenant) -> bool:
    plan = PlanName(tenant.plan) if tenant.plan else ctx.config.default_plan
    return backed_up_hourly(plan, tenant.state, everybody=ctx.config.hourly_backups)
