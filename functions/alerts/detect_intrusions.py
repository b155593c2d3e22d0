"""Who tries many accounts, is denied again and again, or uses a key in two places at once is told of as an alert."""

from datetime import timedelta

from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.alerts.intrusions import EVENTS, MOST, SERVICE, WINDOW, SecurityEvent, intrusions
from shared.domain.alerts.model import AlertBoardRepository
from shared.domain.upkeep.events import PARTITION
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled


@scheduled(timedelta(minutes=1))
async def detect_intrusions(ctx: PlatformContext) -> None:
    """Look at the last minutes' security events; `evaluate_alerts` tells of what is found."""
    seed = new_seed()

    async def step(work: UnitOfWork) -> None:
        since = Filter("at", Operator.GREATER, ctx.now - WINDOW)
        documents = await work.query(StoreQuery(EVENTS, (since,), (Order("at", descending=True),), MOST))
        found = intrusions(SecurityEvent.model_validate(each.data) for each in documents)
        boards = AlertBoardRepository(work)
        before = await boards.read()
        board = before.judged(found, work.new_id, at=ctx.now, judges=lambda alert: alert.service == SERVICE)
        if board != before:
            await boards.put(board)

    await run_unit(lambda: UnitOfWork(ctx.outside.store, PARTITION, ctx.scope, IdSequence(seed)), step)
