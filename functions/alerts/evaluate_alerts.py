"""Every minute: what all instances counted is summed up, judged, and told to whoever must know."""

from collections.abc import Callable
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.alerts.conditions import findings
from shared.domain.alerts.intrusions import SERVICE
from shared.domain.alerts.levels import CURRENT, Levels, LevelsRepository, counted_since
from shared.domain.alerts.model import BOARD, AlertBoardRepository
from shared.domain.alerts.telling import Message, after_telling, due_messages
from shared.domain.upkeep.events import PARTITION
from shared.ids import IdSequence, new_seed
from shared.runtime.alert_channels import tell
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

GRACE = timedelta(seconds=10)
"""How long a minute is over before it is summed up: the longest that a commit takes."""


@scheduled(timedelta(minutes=1))
async def evaluate_alerts(ctx: PlatformContext) -> None:
    """Fire, escalate and end alerts, and tell of them."""

    async def judge(work: UnitOfWork) -> tuple[Message, ...]:
        await work.get_many([LevelsRepository.path(CURRENT), AlertBoardRepository.path(BOARD)])
        levels = await LevelsRepository(work).find(CURRENT) or Levels.begun(at=ctx.now)
        levels = levels.rolled(await counted_since(work, levels.rolled_to), until=ctx.now - GRACE)
        boards = AlertBoardRepository(work)
        before = await boards.read()
        board = before.judged(findings(levels), work.new_id, at=ctx.now, judges=lambda alert: alert.service != SERVICE)
        await LevelsRepository(work).put(levels)
        if board != before:
            await boards.put(board)
        return due_messages(board, levels.told, at=ctx.now, public_url=ctx.config.public_url)

    messages, _ = await run_unit(_units(ctx), judge)
    for message in messages:
        if await tell(ctx.outside, message):
            await _note_told(ctx, message)


async def _note_told(ctx: PlatformContext, message: Message) -> None:
    async def note(work: UnitOfWork) -> None:
        boards, levels = AlertBoardRepository(work), await LevelsRepository(work).get(CURRENT)
        await boards.put(after_telling(await boards.read(), message))
        LevelsRepository(work).save(levels.with_(told={**levels.told, message.group: ctx.now}))

    await run_unit(_units(ctx), note)


def _units(ctx: PlatformContext) -> Callable[[], UnitOfWork]:
    seed = new_seed()
    return lambda: UnitOfWork(ctx.outside.store, PARTITION, ctx.scope, IdSequence(seed))
