"""The caller's own timer."""

from shared.auth.permissions import Permission
from shared.domain.time_tracking.repository import TimerRepository
from shared.domain.time_tracking.schemas import RunningTimer, TimerView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetRunningTimer(Request):
    """Nothing to say: it is the caller's own."""


@query("GET /v1/timer", permission=Permission.TIME_WRITE)
async def get_running_timer(request: GetRunningTimer, ctx: QueryContext) -> RunningTimer:
    """Get one's running timer, null where none runs."""
    timer = await TimerRepository(ctx.reads).find(ctx.member.user_id)
    return RunningTimer(timer=TimerView.of(timer) if timer is not None and timer.running else None)
