"""One timer runs for each person: their own document guards it, whichever device asks and however often."""

from shared.auth.permissions import Permission
from shared.domain.notifications.telling import time_zone_of, zone_paths
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.time_tracking.booking import stop
from shared.domain.time_tracking.events import TimerOverran
from shared.domain.time_tracking.model import Note, Timer, monday_of
from shared.domain.time_tracking.repository import TimerRepository, TimesheetRepository
from shared.domain.time_tracking.schemas import StartedTimer, TimeEntryView, TimerView
from shared.engines.local_times import day_of
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class StartTimer(Request):
    """On which task; `takeOver` stops another timer that runs, and books its time."""

    project_id: Identifier
    task_id: Identifier
    note: Note = ""
    take_over: bool = False


@command(
    "POST /v1/projects/{projectId}/tasks/{taskId}/timer",
    permission=Permission.TIME_TRACK,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id"), tagged=False),
    errors=(FailedPrecondition,),
)
async def start_timer(request: StartTimer, ctx: CommandContext) -> StartedTimer:
    """Start measuring one's time on a task; a timer that runs on it already goes on."""
    timers, sheets, person = TimerRepository(ctx.work), TimesheetRepository(ctx.work), ctx.member.user_id
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await TaskRepository(ctx.work).get_of(project.id, request.task_id)
    project.require_contributor(person)
    await ctx.work.prefetch([ctx.work.absolute(timers.path(person)), *zone_paths(ctx.work, person)])
    running = await timers.find(person)
    booked: tuple[TimeEntryView, ...] = ()
    if running is not None and running.running:
        if running.task_id == task.id:
            return StartedTimer(timer=TimerView.of(running))
        if not request.take_over:
            raise FailedPrecondition("your timer runs on another task; stop it or take over", code="timer_running")
        booked = tuple(TimeEntryView.of(entry) for entry in (await stop(ctx.work, running, at=ctx.now))[1])
    zone = await time_zone_of(ctx.work, person)
    sheet = await sheets.of(person, monday_of(day_of(ctx.now, zone)))
    sheet.require_open()
    if sheet.week_of not in {monday_of(entry.day) for entry in booked}:
        # A week is not submitted while a timer starts in it.
        await sheets.put(sheet)
    timer = Timer(
        id=person,
        timer_id=ctx.new_id(),
        project_id=project.id,
        task_id=task.id,
        zone=zone,
        note=request.note,
        started_at=ctx.now.replace(microsecond=0),
    )
    await timers.put(timer)
    ctx.work.emit(TimerOverran(member_id=person, timer_id=timer.timer_id), at=timer.counts_until)
    return StartedTimer(timer=TimerView.of(timer), booked=booked)
