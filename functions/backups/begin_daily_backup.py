"""Once a day every tenant is backed up, by the event of its daily upkeep; the day's second event finds it done."""

from shared.domain.backups.beginning import begin_backup
from shared.domain.backups.model import BACKUP_KIND
from shared.domain.backups.policies import Cadence
from shared.domain.backups.repository import BackupRepository
from shared.domain.operations.transitions import begun
from shared.domain.tenants.repository import TenantRepository
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

_BY = "schedule"


@subscriber(TenantUpkeepDue)
async def begin_daily_backup(event: TenantUpkeepDue, ctx: SubscriberContext) -> None:
    """Begin the day's backup of a tenant."""
    tenant_id = ctx.work.tenant_id
    id = f"daily-{event.day}"
    if await TenantRepository(ctx.work).find(tenant_id) is None or await BackupRepository(ctx.work).find(id):
        return
    begun(ctx.work, id=id, kind=BACKUP_KIND, subject_id=tenant_id, created_by=_BY)
    begin_backup(ctx.work, id, cadence=Cadence.DAILY, created_by=_BY)
