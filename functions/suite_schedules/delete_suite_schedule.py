"""What a schedule ran stays; it runs no more."""

from shared.auth.permissions import Permission
from shared.domain.suite_runs.repository import SuiteScheduleRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteSuiteSchedule(Request):
    """Which schedule."""

    schedule_id: Identifier


@command(
    "DELETE /v1/suite-schedules/{scheduleId}",
    permission=Permission.CARDS_RUN,
    loads=Loads(SuiteScheduleRepository, "schedule_id"),
    status=204,
)
async def delete_suite_schedule(request: DeleteSuiteSchedule, ctx: CommandContext) -> None:
    """Delete a schedule."""
    schedules = SuiteScheduleRepository(ctx.work)
    schedules.remove(await schedules.get(request.schedule_id))
