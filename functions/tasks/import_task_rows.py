"""A file of tasks is read: good rows become tasks, others are told of, and none stops the rest.

A redelivery goes through the file again and finds done what was done: such rows count as unchanged.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.operations.model import Operation
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.projects.model import Project, ProjectRole
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.calendars import TENANT_CALENDAR, WorkingCalendar, calendars
from shared.domain.schedules.files import calendar_of
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.tasks.dependencies import TaskDependency, require_no_cycle
from shared.domain.tasks.events import TaskImportReceived
from shared.domain.tasks.files import TaskFileRepository
from shared.domain.tasks.importing import (
    MAX_FILE_BYTES,
    REPORT_COLUMNS,
    PlacedRow,
    Report,
    RowOutcome,
    links_of,
    named,
    placed,
    possible_ids,
)
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.rows import Surroundings, TaskRow
from shared.domain.tasks.storing import End, store_links, store_rows
from shared.domain.tenants.repository import MemberRepository
from shared.domain.uploads.model import Upload
from shared.domain.uploads.repository import UploadRepository
from shared.engines.delimited.writing import csv_lines
from shared.engines.task_files.found import FoundPlan
from shared.engines.task_files.reading import read_tasks
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.requests import bind_fields

BATCH = 80
"""Rows in one commit: each may write its parent and emit an event, and a commit takes 200 events."""
LOOKED_UP = 300


@dataclass(frozen=True, slots=True)
class Begun:
    """What an import rests on; `people` are the ids of who may be assigned, by e-mail address."""

    operation: Operation
    upload: Upload | None
    zone: str
    people: dict[str, str]


@subscriber(TaskImportReceived, external=True)
async def import_task_rows(event: TaskImportReceived, ctx: ExternalContext) -> None:
    """Make tasks of an uploaded file."""
    begun = await ctx.prepare(lambda work: _begin(work, event))
    report, refusal, content = Report(), None, None
    if begun.upload is not None and not begun.operation.is_over:
        try:
            data = await ctx.files.get(begun.upload.path, max_bytes=MAX_FILE_BYTES)
            plan = await asyncio.to_thread(read_tasks, data, begun.upload.content_type, begun.zone)
            await _take(plan, begun, event, report, ctx)
        except (InvalidInput, FailedPrecondition, NotFound) as error:
            refusal = error
        content = csv_lines([REPORT_COLUMNS, *report.lines()])
        await ctx.files.put(f"task-files/{event.operation_id}", content, "text/csv")

    async def conclude(work: UnitOfWork) -> None:
        uploads = UploadRepository(work)
        current = await uploads.find(event.upload_id)
        if current is not None:
            uploads.remove(current)
            Quotas(work).give_back(Quota.STORAGE_BYTES, current.size)
        if content is None:
            return
        files = TaskFileRepository(work)
        file = await files.find(event.operation_id)
        if file is not None:
            digest = hashlib.sha256(content).hexdigest()
            files.save(file.with_(file=FileRef(path=file.path, sha256=digest, size=len(content))))
        if refusal is not None:
            await transitions.failed(work, event.operation_id, code=refusal.code, message=refusal.message)
        else:
            result = {"fileId": event.operation_id, "dryRun": event.dry_run, **report.counts()}
            await transitions.succeeded(work, event.operation_id, result)

    await ctx.finish(conclude)
    if begun.upload is not None:
        await ctx.files.delete(begun.upload.path)


async def _begin(work: UnitOfWork, event: TaskImportReceived) -> Begun:
    kept = CalendarRepository(work)
    upload, project_calendar = UploadRepository.path(event.upload_id), kept.path(event.project_id)
    await work.get_many([ProjectRepository.path(event.project_id), upload, project_calendar])
    operation = await transitions.started(work, event.operation_id)
    calendar, _ = calendars(await kept.find(TENANT_CALENDAR), await kept.find(event.project_id))
    project = await ProjectRepository(work).find(event.project_id)
    places = [each for each in (project.places if project else ()) if each.role is not ProjectRole.OBSERVER]
    members = await MemberRepository(work).get_many([each.member_id for each in places])
    people = {each.email.lower(): each.id for each in members if each is not None and each.is_active}
    return Begun(operation, await UploadRepository(work).find(event.upload_id), calendar.zone, people)


async def _take(plan: FoundPlan, begun: Begun, event: TaskImportReceived, report: Report, ctx: ExternalContext) -> None:
    rows = await asyncio.to_thread(_rows, plan, begun, report)
    possible, own = possible_ids(rows), set[str]()
    for start in range(0, len(possible), LOOKED_UP):
        some = possible[start : start + LOOKED_UP]
        own |= await ctx.prepare(lambda work, some=some: _own(work, some, event.project_id))
    there = await asyncio.to_thread(placed, rows, own, event.project_id, report)
    by, at = begun.operation.created_by, ctx.now
    links = links_of(there, event.project_id, report, by=by, at=at)
    try:
        await ctx.prepare(lambda work: _require_sound(work, links, event.project_id))
        if event.calendars and not event.dry_run:
            await ctx.prepare(lambda work: _set_calendar(work, plan, begun, event))
        for start in range(0, len(there), BATCH):
            some = there[start : start + BATCH]
            ends = await ctx.prepare(
                lambda work, some=some, start=start: _store(work, some, start, there, begun, event)
            )
            for row, end in zip(some, ends, strict=False):
                if isinstance(end, RowOutcome):
                    report.tell(row.number, row.row.external_id, end, row.id)
                else:
                    report.refuse(row.number, row.row.external_id, end)
            if not ends:
                return
        for start in range(0, 0 if event.dry_run else len(links), BATCH):
            some = links[start : start + BATCH]
            refused = await ctx.prepare(lambda work, some=some: store_links(work, some, event.project_id))
            numbers = {each.id: each.number for each in there}
            report.notes.extend((numbers[id], error.code, error.message) for id, error in refused)
    except InvalidInput as error:
        raise InvalidInput(named(error.message, there), code=error.code) from error


def _rows(plan: FoundPlan, begun: Begun, report: Report) -> dict[int, TaskRow]:
    rows: dict[int, TaskRow] = {}
    for found in plan.tasks:
        report.notes.extend((found.number, *note) for note in found.notes)
        external_id = str(found.data.get("externalId") or "")[:200]
        try:
            if found.problem is not None:
                raise InvalidInput(found.problem[1], code=found.problem[0])
            row: TaskRow = bind_fields(TaskRow, {}, found.data)
        except InvalidInput as error:
            report.refuse(found.number, external_id, error)
        except ValueError as error:
            report.refuse(found.number, external_id, InvalidInput(f"no task can hold this: {error}", code="unreadable"))
        else:
            rows[found.number] = row
            for email in sorted(row.emails - {*begun.people}):
                message = f"{email} does not work in the project; add them and import again"
                report.notes.append((found.number, "assignee_not_in_project", message))
    return rows


async def _own(work: UnitOfWork, ids: Sequence[str], project_id: str) -> set[str]:
    found = await TaskRepository(work).get_many(ids)
    return {each.id for each in found if each is not None and each.project_id == project_id}


async def _require_sound(work: UnitOfWork, links: Sequence[TaskDependency], project_id: str) -> None:
    """Raise InvalidInput as `dependency_cycle` before anything is stored."""
    new = {each.id for each in links}
    there = [each for each in await DependencyRepository(work).all_of(project_id) if each.id not in new]
    require_no_cycle([*there, *links])


async def _open_project(work: UnitOfWork, event: TaskImportReceived) -> Project:
    """Return the project, which neither closes nor loses a member until the commit."""
    projects = ProjectRepository(work)
    project = await projects.get_open(event.project_id)
    projects.hold(project)
    return project


async def _set_calendar(work: UnitOfWork, plan: FoundPlan, begun: Begun, event: TaskImportReceived) -> None:
    project = await _open_project(work, event)
    kept = CalendarRepository(work)
    before = await kept.find(project.id) or WorkingCalendar(id=project.id)
    after = calendar_of(plan, before, begun.people)
    if (after.hours, after.people) != (before.hours, before.people):
        await kept.put(after.with_(updated_by=begun.operation.created_by, updated_at=work.now))


async def _store(
    work: UnitOfWork,
    some: Sequence[PlacedRow],
    start: int,
    rows: Sequence[PlacedRow],
    begun: Begun,
    event: TaskImportReceived,
) -> list[End]:
    """Store some rows; return what became of them, of none where nobody wants more."""
    operations = OperationRepository(work)
    await work.get_many([operations.path(event.operation_id), ProjectRepository.path(event.project_id)])
    current = await transitions.progressed(work, event.operation_id, start + len(some), len(rows))
    if current.is_over:
        return []
    project = await _open_project(work, event)
    around = Surroundings(project.settings.workflow, _still(begun.people, project))
    return await store_rows(work, some, project.id, around, by=current.created_by, dry_run=event.dry_run)


def _still(people: dict[str, str], project: Project) -> dict[str, str]:
    there = {each.member_id for each in project.places if each.role is not ProjectRole.OBSERVER}
    return {email: id for email, id in people.items() if id in there}
