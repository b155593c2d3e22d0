"""What is behind the twelve hours that count of a timer was forgotten, not worked."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import MemberRepository
from shared.domain.time_tracking.booking import stop
from shared.domain.time_tracking.events import TimerOverran
from shared.domain.time_tracking.repository import TimerRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TimerOverran, audited=True)
async def stop_forgotten_timer(event: TimerOverran, ctx: SubscriberContext) -> None:
    """Stop a timer after twelve hours and tell whose it is."""
    timers, members = TimerRepository(ctx.work), MemberRepository(ctx.work)
    await ctx.work.get_many([timers.path(event.member_id), members.path(event.member_id)])
    timer = await timers.find(event.member_id)
    if timer is None or timer.timer_id != event.timer_id or not timer.running:
        return
    stopped, _ = await stop(ctx.work, timer, at=ctx.now)
    timers.save(stopped.with_(capped=True))
    if await members.find(event.member_id) is None:
        return
    task = await TaskRepository(ctx.work).find(timer.task_id)
    await tell_and_mail(
        ctx.work,
        [event.member_id],
        NotificationKind.TIMER_STOPPED,
        link="/time",
        task=task.title if task is not None else "",
        day=f"{timer.started_at:%Y-%m-%d}",
    )
