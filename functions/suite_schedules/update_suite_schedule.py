"""A schedule gets other times, is paused or goes on; a run that is under way already is left alone."""

from shared.auth.permissions import Permission
from shared.domain.suite_runs.repository import SuiteScheduleRepository
from shared.domain.suite_runs.schedules import Recurrence
from shared.domain.suite_runs.schemas import SuiteScheduleView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdateSuiteSchedule(Request):
    """What changes; what is left out, or null, stays."""

    schedule_id: Identifier
    recurrence: Recurrence | None = None
    is_active: bool | None = None


@command(
    "PATCH /v1/suite-schedules/{scheduleId}",
    permission=Permission.CARDS_RUN,
    loads=Loads(SuiteScheduleRepository, "schedule_id"),
)
async def update_suite_schedule(request: UpdateSuiteSchedule, ctx: CommandContext) -> SuiteScheduleView:
    """Change when a suite is run, or pause that."""
    schedules = SuiteScheduleRepository(ctx.work)
    schedule = await schedules.get(request.schedule_id)
    active = schedule.due_at is not None if request.is_active is None else request.is_active
    changed = schedule.recurring(request.recurrence or schedule.recurrence, active=active, at=ctx.now)
    schedules.save(changed)
    return SuiteScheduleView.of(changed)
