"""Time that was worked without a timer is written down, from one time to another or just how long on a day."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from shared.auth.permissions import Permission
from shared.domain.notifications.telling import time_zone_of, zone_paths
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.time_tracking.booking import book, held_rates
from shared.domain.time_tracking.model import Note, TimeEntry, WorkDay
from shared.domain.time_tracking.repository import MemberRatesRepository, TimeEntryRepository
from shared.domain.time_tracking.schemas import BookedTime
from shared.domain.time_tracking.writing import parts_written
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreateTimeEntry(Request):
    """Either `startedAt` and `endedAt`, at most a day apart, or `day` and `minutes`."""

    project_id: Identifier
    task_id: Identifier
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    day: WorkDay | None = None
    minutes: Annotated[int, Field(ge=1, le=1_440)] | None = None
    note: Note = ""


@command(
    "POST /v1/projects/{projectId}/tasks/{taskId}/time-entries",
    permission=Permission.TIME_TRACK,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id"), tagged=False),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def create_time_entry(request: CreateTimeEntry, ctx: CommandContext) -> BookedTime:
    """Book one's time on a task, as an entry for each day; what overlaps is told, and counts."""
    entries, person = TimeEntryRepository(ctx.work), ctx.member.user_id
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await TaskRepository(ctx.work).get_of(project.id, request.task_id)
    project.require_contributor(person)
    rates_path = ctx.work.absolute(MemberRatesRepository.path(person))
    await ctx.work.prefetch([rates_path, *zone_paths(ctx.work, person)])
    zone = await time_zone_of(ctx.work, person)
    parts = parts_written(request.started_at, request.ended_at, request.day, request.minutes, zone=zone, at=ctx.now)
    rates = await held_rates(ctx.work, person)
    made = [
        TimeEntry(
            id=ctx.new_id(),
            project_id=project.id,
            task_id=task.id,
            zone=zone,
            note=request.note,
            rate=rates.on(part.day),
            created_by=person,
            created_at=ctx.now,
            updated_at=ctx.now,
            **part.fields(),
        )
        for part in parts
    ]
    overlapped = [
        entry
        for part in parts
        if part.started_at is not None and part.ended_at is not None
        for entry in await entries.overlapping(person, part.started_at, part.ended_at)
    ]
    await book(ctx.work, person, [(None, entry) for entry in made])
    ctx.work.about(timeEntryId=made[0].id)
    return BookedTime.of(made, {entry.id: entry for entry in overlapped}.values())
