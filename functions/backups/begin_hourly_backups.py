"""Every hour tenants whose plan has it are backed up, so that no more than an hour's work can be lost."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.backups.events import HourlyBackupsDue
from shared.domain.backups.policies import hour_of
from shared.domain.upkeep.events import PARTITION
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled


@scheduled(timedelta(hours=1))
async def begin_hourly_backups(ctx: PlatformContext) -> None:
    """Have the hour's backups begun, page by page of tenants."""
    seed = new_seed()

    async def step(work: UnitOfWork) -> None:
        work.emit(HourlyBackupsDue(hour=hour_of(ctx.now)))

    await run_unit(lambda: UnitOfWork(ctx.outside.store, PARTITION, ctx.scope, IdSequence(seed)), step)
