"""A report is written at one go: what it adds up fits into memory, and what comes of it into a mail."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.definition import Dimension, Source
from shared.domain.reports.events import ReportMailDue, ReportRequested
from shared.domain.reports.facts import of_entries, of_tasks
from shared.domain.reports.model import MAX_FACTS, MAX_ROWS, ReportRun
from shared.domain.reports.repository import ReportRunRepository
from shared.domain.reports.writing import written
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.domain.time_tracking.repository import TimeEntryRepository
from shared.engines.local_times import day_of
from shared.engines.pivot import Pivot, pivot
from shared.errors import FailedPrecondition, NotFound
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime

_MEMBERS = (Dimension.ASSIGNEE, Dimension.MEMBER, Dimension.REPORTER)
Names = Mapping[Dimension, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that a report says; `head` is the company and the project."""

    run: ReportRun
    sums: Pivot
    names: Names
    head: tuple[str, str]


@subscriber(ReportRequested, external=True, runtime=Runtime.ANALYTICS)
async def write_report(event: ReportRequested, ctx: ExternalContext) -> None:
    """Write a report to a file, and have it mailed to whom it is for."""
    try:
        asked = await ctx.prepare(lambda work: _read(work, event.run_id))
    except (FailedPrecondition, NotFound) as error:
        code, message = error.code, error.message

        async def fail(work: UnitOfWork) -> None:
            await transitions.failed(work, event.run_id, code=code, message=message)

        await ctx.finish(fail)
        return
    if asked is None:
        return
    run = asked.run
    content = await asyncio.to_thread(written, run, asked.sums, asked.names, asked.head)
    await ctx.files.put(run.path, content, run.format.content_type)
    file = FileRef(path=run.path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    async def record(work: UnitOfWork) -> None:
        runs = ReportRunRepository(work)
        runs.save((await runs.get(run.id)).with_(file=file))
        result = {"runId": run.id, "rows": len(asked.sums.rows), "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, run.id, result)
        for member_id in run.mail_to:
            work.emit(ReportMailDue(run_id=run.id, member_id=member_id))

    await ctx.finish(record)


async def _read(work: UnitOfWork, run_id: str) -> Asked | None:
    run = await ReportRunRepository(work).find(run_id)
    if run is None or run.file is not None or (await transitions.started(work, run.id)).is_over:
        return None
    project = await ProjectRepository(work).get(run.project_id)
    tenant = await TenantRepository(work).get(work.tenant_id)
    definition, today = run.definition, day_of(run.created_at, tenant.time_zone)
    if definition.source is Source.TASKS:
        found = await TaskRepository(work).all_of(project.id, MAX_FACTS + 1)
        facts = of_tasks(found, definition.filters, at=run.created_at, zone=tenant.time_zone)
    else:
        found = await TimeEntryRepository(work).all_of(project.id, MAX_FACTS + 1)
        facts = of_entries(found, definition.filters, today=today)
    if len(found) > MAX_FACTS:
        raise FailedPrecondition(f"a report adds up at most {MAX_FACTS} of them", code="project_too_large")
    sums = pivot(facts, definition.dimensions, definition.measures)
    if len(sums.rows) > MAX_ROWS:
        raise FailedPrecondition(f"this comes to more than {MAX_ROWS} rows: filter it", code="report_too_large")
    return Asked(run, sums, await _names(work, run, sums), (tenant.name, project.name))


async def _names(work: UnitOfWork, run: ReportRun, sums: Pivot) -> Names:
    """Return the names of the people and tasks that are keys."""
    names: dict[Dimension, Mapping[str, str]] = {}
    for place, dimension in enumerate(run.definition.dimensions):
        ids = sorted({key[place] for key, _ in sums.rows if key[place]})
        if dimension in _MEMBERS:
            named = await MemberRepository(work).names(ids)
            names[dimension] = {id: name for id, name in named.items() if name}
        elif dimension is Dimension.TASK:
            tasks = await TaskRepository(work).get_many(ids)
            names[dimension] = {task.id: task.title for task in tasks if task is not None}
    return names
